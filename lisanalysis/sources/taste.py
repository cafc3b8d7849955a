"""Tastes a found file before any mapping is known: how it is written, its headings, and some of its cells as text.

Nothing here decides what a column is; that is `start`'s question. The cells stay in memory and never in a message or a repr.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal

from lisanalysis.errors import DataError
from lisanalysis.sources import tabular
from lisanalysis.sources.mapping import FileMapping, Format
from lisanalysis.sources.packed import open_bytes
from lisanalysis.sources.text import Tally

_BYTES, _ROWS, _LINES_TO_JUDGE = 4 << 20, 5_000, 200
_TEXT, _SHEETS = (".csv", ".txt", ".tsv", ".dat", ".gz", ""), (".xlsx", ".xlsm", ".parquet")
DELIMITERS = (";", ",", "\t", "|")
# Of one byte per letter; which one is told by the letters that Danish text has.
_ONE_BYTE = ("cp1252", "cp850", "mac_roman")
_DANISH = re.compile("[æøåÆØÅéüöäÉÜÖÄ§]")
_ODD = re.compile("[^\\w\\s.,;:!?@/()&%+*'\"#§°–—’‘“”½«»=<>\\[\\]{}|$£€~^`\\\\-]|[¾¿®¯ŒœŠšŽžƒ†‡›‹‰•ˆ˜]")
_P12170 = re.compile(rb"(?:000|001|002|004|005|008|012|014|015|016|022|023|024|999)")
_G69 = re.compile(rb"\d{3}G69\d{5}", re.ASCII)
_LIKE_CPR = re.compile(r"\d{6}[- ]?\d{4}", re.ASCII)
_LIKE_A_VALUE = re.compile(r"[-+]?[\d.,/:-]*\d[\d.,/:-]*", re.ASCII)
Slags = Literal["tekst", "ark", "cpr", "g69"]


@dataclass(frozen=True)
class Taste:
    """What a file looks like: its kind, encoding and delimiter, its headings, and the first rows column by column.

    `encoding` is `ascii` where no letter tells one encoding from another. CPR extracts and G69 files have no headings.
    """

    fil: Path
    slags: Slags
    encoding: str = "ascii"
    delimiter: str = ""
    heading: tuple[str, ...] = ()
    columns: dict[str, list[str]] = field(default_factory=dict, repr=False)
    raekker: int = 0


def taste(fil: Path) -> Taste:
    """The file's looks. Raises DataError, with what to do, for one that cannot be a table; it never repeats a cell."""
    suffix = fil.suffix.lower()
    if suffix in _SHEETS:
        return _sheet(fil)
    if suffix not in _TEXT:
        raise DataError(f"{fil.name}: filer af typen {suffix} læses ikke. Gem den som .xlsx eller .csv.")
    with open_bytes(fil) as source:
        raw = source.read(_BYTES)
    if len(raw) == _BYTES:
        raw = raw.rpartition(b"\n")[0]
    if not raw.strip():
        raise DataError(f"{fil.name}: filen er tom. Bed om udtrækket igen.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:4096]:
        raise DataError(f"{fil.name}: filen er skrevet i UTF-16 eller er ikke tekst. Gem den som CSV i UTF-8.")
    return _record_file(fil, raw) or _delimited(fil, raw)


def _record_file(fil: Path, raw: bytes) -> Taste | None:
    """A CPR extract or a G69 file, told by how its lines begin."""
    lines = [line for line in raw.split(b"\n", _LINES_TO_JUDGE)[:_LINES_TO_JUDGE] if line.strip()]
    if any(_G69.match(line) for line in lines[:3]):
        return Taste(fil, "g69", raekker=raw.count(b"\n"))
    records = Counter(line[:3] for line in lines if _P12170.match(line))
    if sum(records.values()) == len(lines) and (records[b"000"] or records[b"001"]) and all(line[:13].rstrip().isdigit() for line in lines):
        return Taste(fil, "cpr", raekker=raw.count(b"\n"))
    return None


def encoding_of(raw: bytes) -> str:
    """The encoding the bytes are written in: `ascii`, `utf-8`, or the one of one byte per letter that reads as Danish."""
    lines = [line for line in raw.split(b"\n") if not line.isascii()]
    if not lines:
        return "ascii"
    if 2 * sum(_decodes(line, "utf-8") for line in lines) > len(lines):
        return "utf-8"
    foreign = b"\n".join(lines[:2000])
    return max(_ONE_BYTE, key=lambda encoding: _reads_as_danish(foreign, encoding))


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _reads_as_danish(raw: bytes, encoding: str) -> int:
    text = raw.decode(encoding, "replace")
    return len(_DANISH.findall(text)) - 2 * len(_ODD.findall(text)) - 5 * text.count("\ufffd")


def _delimited(fil: Path, raw: bytes) -> Taste:
    encoding = encoding_of(raw)
    text = raw.decode("utf-8" if encoding == "ascii" else encoding, "replace").removeprefix("\ufeff")
    delimiter = max(DELIMITERS, key=lambda d: _agreement(text, d))
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        heading = tuple(cell.strip() for cell in next(rows, []))
        cells = [row for row in islice(rows, _ROWS) if any(c.strip() for c in row)]
    except csv.Error:
        raise DataError(f"{fil.name}: filen kan ikke deles i kolonner. Bed om udtrækket igen.") from None
    _refuse_no_heading(fil, heading, cells)
    fitting = [row for row in cells if len(row) == len(heading)]
    columns = {h: [row[i].strip() for row in fitting] for i, h in enumerate(heading)}
    return Taste(fil, "tekst", encoding, delimiter, heading, columns, len(cells))


def _agreement(text: str, delimiter: str) -> tuple[float, int]:
    """How well the delimiter cuts: the share of the first rows that are as wide as the heading, then how wide that is."""
    try:
        widths = [len(row) for row in islice(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), 50) if row]
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] == 1:
        return 0.0, 0
    return round(sum(w == widths[0] for w in widths) / len(widths), 1), widths[0]


def _sheet(fil: Path) -> Taste:
    """The first sheet, or a Parquet file; typed cells are written as a text file would have them."""
    plain = FileMapping.model_construct(columns={}, format=Format())
    heading, blocks = tabular.read(fil, (plain,), Tally())
    block = next(iter(blocks))
    columns = {h: [c or "" for c in cells.slice(0, _ROWS).to_pylist()] for h, cells in block.columns.items()}
    rows = len(block.lines)
    _refuse_no_heading(fil, tuple(heading), list(zip(*columns.values(), strict=True)))
    return Taste(fil, "ark", "ascii", "", tuple(heading), columns, rows)


def _refuse_no_heading(fil: Path, heading: tuple[str, ...], rows: list) -> None:
    """Raise DataError where the first line cannot be headings: it may be a row, and a row's values are never repeated."""
    if len(heading) < 2:
        raise DataError(f"{fil.name}: første linje kan ikke deles i kolonner. Bed om udtrækket som CSV med overskrift i første linje.")
    if any(_LIKE_CPR.search(h) for h in heading) or 2 * sum(bool(_LIKE_A_VALUE.fullmatch(h)) for h in heading) >= len(heading):
        raise DataError(f"{fil.name}: første linje ligner en række og ikke overskrifter. Bed om udtrækket med overskrift.")
    if rows and 2 * sum(len(row) == len(heading) for row in rows[:_LINES_TO_JUDGE]) < len(rows[:_LINES_TO_JUDGE]):
        raise DataError(f"{fil.name}: rækkerne har et andet antal felter end første linje. Fjern linjer før overskriften, og gem igen.")
    twice = sorted(h for h, count in Counter(heading).items() if count > 1)
    if twice or not all(heading):
        raise DataError(f"{fil.name}: en kolonne står to gange eller har ingen overskrift. Ret udtrækket.")
