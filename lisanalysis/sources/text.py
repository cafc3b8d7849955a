"""Reads delivered text files block by block: decoded, cut into fields, each record with its physical line.

Memory does not grow with the file. A record that cannot be decoded, or has another number of fields than the heading, is
set apart with its line and reason and the rest goes on. Ordinary blocks are cut by Arrow; a block with quotes, foreign bytes
or control characters is read line by line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis.errors import DataError
from lisanalysis.sources.mapping import Format
from lisanalysis.sources.packed import Source, open_bytes

if TYPE_CHECKING:
    import pyarrow as pa

_BLOCK = 24 << 20
_MAX_LINE = 1 << 22
_MAX_LINES_IN_RECORD = 50
_MAX_HEADING = 1 << 16
WHOLE_ROW = "(hele rækken)"
FIELD_COUNT = "Rækken har et andet antal felter end overskriften."
NOT_DECODED = "Rækken rummer tegn, der ikke findes i filens tegnsæt, eller er skrevet i et andet tegnsæt end filen."
TOO_LONG = "Linjen er længere end 4 MB og kan ikke være en række."
OPEN_QUOTE = "Et anførselstegn bliver ikke lukket."
CONTROL = "Rækken rummer styretegn, som ikke hører hjemme i tekst."

# A letter in UTF-8 read as cp1252 gives pairs like Ã¦, which no Danish text holds.
_UTF8_LEAD, _UTF8_LETTER = b"\xc3", re.compile(rb"\xc3[\x80-\xbf]")


@dataclass(frozen=True)
class Block:
    """Some of a file's records: the physical line of each (heading = 1), and a column of text for each heading."""

    lines: pa.Array
    columns: dict[str, pa.Array]


@dataclass
class Tally:
    """How many records a file has, and those set apart on the way as (line, reason)."""

    rows: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)

    def reject(self, line: int, reason: str) -> None:
        """Set a record apart; it counts as one of the file's."""
        self.rows += 1
        self.rejected.append((line, reason))

    def take(self) -> list[tuple[int, str]]:
        """Those set apart since last time, so that a file of nothing else does not fill memory."""
        taken, self.rejected = self.rejected, []
        return taken


def read_heading(path: Path, fmt: Format) -> list[str]:
    """The headings of a delimited file, without byte order mark. Raises DataError where its first line is none."""
    with open_bytes(path) as source:
        raw = source.readline(_MAX_HEADING)
    if not raw.strip(b"\xef\xbb\xbf\r\n\t "):
        raise DataError(f"{path.name}: filen er tom, eller dens første linje er. Bed om udtrækket igen.")
    if len(raw) >= _MAX_HEADING:
        raise DataError(f"{path.name}: første linje er for lang til at være en overskrift. Bed om udtrækket igen som tekst med linjeskift.")
    text = None if b"\0" in raw else _decode(raw.removeprefix(b"\xef\xbb\xbf"), fmt.encoding)
    if text is None:
        raise DataError(f"{path.name}: overskriften er ikke skrevet i tegnsættet {fmt.encoding}. Ret udtrækket, eller 'encoding' i kommunens sources-fil.")
    cells = next(csv.reader([text.lstrip("\ufeff").rstrip("\r\n")], delimiter=fmt.delimiter), [])
    return [cell.strip() for cell in cells]


def read_delimited(path: Path, fmt: Format, heading: list[str], tally: Tally) -> Iterator[Block]:
    """The records of a delimited file; quoted fields may run over several lines."""
    careful = _Careful(fmt, len(heading), tally)
    with open_bytes(path) as source:
        for start, raw in _blocks(source):
            if start == 1:
                start, raw = 2, raw.partition(b"\n")[2]
            text = None if careful.open else _plain(raw, fmt.encoding)
            block = _cut(start, text, fmt, heading, tally) if text is not None else careful.block(start, raw, heading)
            if len(block.lines):
                tally.rows += len(block.lines)
                yield block
        block = careful.end(heading)
        tally.rows += len(block.lines)
        yield block


def read_fixed(path: Path, fmt: Format, tally: Tally) -> Iterator[Block]:
    """The lines of a fixed-width file, each as the one column `tekst`; blank lines are no records."""
    import pyarrow as pa

    with open_bytes(path) as source:
        for start, raw in _blocks(source):
            lines, texts = [], []
            for number, line in enumerate(raw.split(b"\n"), start):
                text = _decode(line, fmt.encoding)
                if reason := _unreadable(line, text):
                    tally.reject(number, reason)
                elif text.strip():
                    lines.append(number)
                    texts.append(text)
            tally.rows += len(lines)
            yield Block(pa.array(lines, pa.int64()), {"tekst": pa.array(texts, pa.string())})


def _unreadable(line: bytes, text: str | None) -> str:
    """Why a line cannot be read, or nothing."""
    if len(line) > _MAX_LINE:
        return TOO_LONG
    if text is None:
        return NOT_DECODED
    return CONTROL if "\0" in text else ""


def _blocks(source: Source) -> Iterator[tuple[int, bytes]]:
    """The file in whole lines, a block at a time, each with the number of its first line.

    A line without end is forgotten as it goes by; a line of zero bytes, too long to be one, is left in its place.
    """
    number, rest, endless = 1, b"", False
    while chunk := source.read(_BLOCK):
        head, newline, tail = chunk.rpartition(b"\n")
        if not newline:
            rest, endless = (b"", True) if endless or len(rest) + len(chunk) > _MAX_LINE + _BLOCK else (rest + chunk, False)
            continue
        block = b"\0" * (_MAX_LINE + 1) + head[head.find(b"\n"):] * (b"\n" in head) if endless else rest + head
        rest, endless = tail, False
        yield number, block
        number += block.count(b"\n") + 1
    if endless:
        yield number, b"\0" * (_MAX_LINE + 1)
    elif rest:
        yield number, rest


def _decode(raw: bytes, encoding: str) -> str | None:
    """The line as text; None where it is written in another encoding than the file's."""
    try:
        if _is_utf8_instead(raw, encoding):
            return None
        return raw.rstrip(b"\r").decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_utf8_instead(raw: bytes, encoding: str) -> bool:
    """Whether a line in a file of one byte per letter is UTF-8: it would decode, to other letters than were written."""
    if _UTF8_LEAD not in raw or not _UTF8_LETTER.search(raw) or encoding.lower().replace("_", "-") in ("utf-8", "utf-8-sig"):
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plain(raw: bytes, encoding: str) -> bytes | None:
    """The block as UTF-8, or None where it must be read with care."""
    if b'"' in raw or b"\0" in raw or (b"\r" in raw and raw.count(b"\r") != raw.count(b"\r\n") + raw.endswith(b"\r")):
        return None
    utf8 = encoding.lower().replace("_", "-") == "utf-8"
    if not utf8 and _UTF8_LEAD in raw and _UTF8_LETTER.search(raw):
        return None
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return raw if utf8 else text.encode()


def _cut(start: int, text: bytes, fmt: Format, heading: list[str], tally: Tally) -> Block:
    """A block without quotes, cut into columns by Arrow; rows of another width are set apart by line."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    odd: list[int] = []

    def set_apart(row: arrow_csv.InvalidRow) -> str:
        odd.append(row.number - 1)
        if row.text.strip():
            tally.reject(start + row.number - 1, FIELD_COUNT)
        return "skip"

    names = [str(i) for i in range(len(heading))]
    table = arrow_csv.read_csv(
        io.BytesIO(text),
        read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=max(len(text) + 1, 1024)),
        parse_options=arrow_csv.ParseOptions(
            delimiter=fmt.delimiter, quote_char=False, ignore_empty_lines=False, invalid_row_handler=set_apart
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
        ),
    ) if text.strip() else pa.table({n: pa.array([], pa.string()) for n in names})
    lines = np.delete(np.arange(start, start + len(table) + len(odd)), odd)
    columns = {h: table.column(i).combine_chunks() for i, h in enumerate(heading)}
    return Block(pa.array(lines, pa.int64()), columns)


class _Careful:
    """Reads line by line, where quotes may open and close over several lines."""

    def __init__(self, fmt: Format, width: int, tally: Tally) -> None:
        self.fmt, self.width, self.tally = fmt, width, tally
        self.open: list[tuple[int, str]] = []
        self.records: list[tuple[int, list[str]]] = []

    def block(self, start: int, raw: bytes, heading: list[str]) -> Block:
        """The records that the block closes."""
        for number, line in enumerate(raw.split(b"\n"), start):
            text = _decode(line, self.fmt.encoding)
            if len(line) > _MAX_LINE or text is None:
                self._give_up()
                self.tally.reject(number, TOO_LONG if len(line) > _MAX_LINE else NOT_DECODED)
            elif self.open or text.strip():
                self._take(number, text)
        return self._block(heading)

    def end(self, heading: list[str]) -> Block:
        """What is still open when the file ends."""
        while self.open:
            self._give_up()
        return self._block(heading)

    def _block(self, heading: list[str]) -> Block:
        import pyarrow as pa

        records, self.records = self.records, []
        columns = list(zip(*(cells for _, cells in records), strict=True)) or [()] * len(heading)
        as_text = {h: pa.array([c or None for c in column], pa.string()) for h, column in zip(heading, columns, strict=True)}
        return Block(pa.array([n for n, _ in records], pa.int64()), as_text)

    def _take(self, number: int, text: str) -> None:
        """Add a line to the open record, and keep the record once its quotes are closed."""
        self.open.append((number, text))
        cells = _cells("\n".join(t for _, t in self.open), self.fmt.delimiter)
        if cells is None:
            if len(self.open) > _MAX_LINES_IN_RECORD or sum(len(t) for _, t in self.open) > _MAX_LINE:
                self._give_up()
            return
        first, self.open = self.open[0][0], []
        if len(cells) != self.width:
            self.tally.reject(first, FIELD_COUNT)
        elif any("\0" in cell for cell in cells):
            self.tally.reject(first, CONTROL)
        else:
            self.records.append((first, cells))

    def _give_up(self) -> None:
        """The quote that opened the record is never closed: set that line apart and read the others anew."""
        if self.open:
            (first, _), *others = self.open
            self.open = []
            self.tally.reject(first, OPEN_QUOTE)
            for number, text in others:
                self._take(number, text)


def _cells(record: str, delimiter: str) -> list[str] | None:
    """The fields of a record; None while a quote is open. A quote inside an unquoted field is a letter like any other."""
    lines = record.split("\n")
    try:
        return next(csv.reader(iter([line + "\n" for line in lines[:-1]] + lines[-1:]), delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        if "end of data" in str(error):
            return None
        return next(csv.reader([record], delimiter=delimiter), [])
