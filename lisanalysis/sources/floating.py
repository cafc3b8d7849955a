"""Reads the ledger's interface file G69 (finansposter): floating fields `&nnnvalue` behind a header of 24 characters.

The layout is the one that Ballerup's OS2bos writes by KMD's specification GQ311001Q: `Z300` opens the file, `SLUTD` and a count
of the records close it, and creditor records (G68) may stand between. The amount is in øre with its sign behind it; the side, D or
K, settles what it is: K is income, and a minus on D takes the amount back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis.errors import DataError
from lisanalysis.sources.mapping import Format
from lisanalysis.sources.text import Block, Tally, read_fixed

if TYPE_CHECKING:
    import duckdb

FIELDS = ("103", "104", "110", "111", "112", "113", "114", "117", "132", "133", "153")
ROW_KEY = "103/104/110"
HEADER = "Linjen er ikke en G69-postering i flydende format (FLYD)."
AMOUNT = "Beløbet (felt 112) er ikke cifre i øre med fortegn efter, eller siden (felt 113) er hverken D eller K."
_HEADER = re.compile(r"\d{3}G69\d{5}\d{4}\d{2}(?:NOR|PRI|SUP)FLYD(?=&)")
_CREDITOR = re.compile(r"\d{3}G68")
_AMOUNT = re.compile(r"(\d{1,12})([+ -]?)")
_CPR_KIND = "02"
_SHOWN = 5


@dataclass
class _File:
    """What the wrapper says and what was met."""

    records: int = 0
    promised: int | None = None


def read(path: Path, fmt: Format, tally: Tally) -> Iterator[Block]:
    """The postings in blocks: a column for each field number, and `103/104/110`, which names the posting.

    The amount comes out in kroner with its sign. Raises DataError where the closing line is missing or counts otherwise.
    """
    file = _File()
    for block in read_fixed(path, fmt, tally):
        yield _cut(block, file, tally)
    if file.promised is None:
        raise DataError(f"{path.name}: slutlinjen (SLUTD) mangler, så filen er ikke hel. Bed om den igen.")
    if file.promised != file.records:
        raise DataError(f"{path.name}: slutlinjen siger {file.promised} linjer, men filen har {file.records}. Bed om den igen.")


def _cut(block: Block, file: _File, tally: Tally) -> Block:
    import pyarrow as pa

    lines, rows = [], []
    for number, line in zip(block.lines.to_pylist(), block.columns["tekst"].to_pylist(), strict=True):
        if line.startswith(("Z300", "SLUTD")):
            tally.rows -= 1
            if line.startswith("SLUTD") and line[5:].strip().isdecimal():
                file.promised = int(line[5:])
            continue
        file.records += 1
        if _CREDITOR.match(line):
            tally.rows -= 1
            continue
        reason, row = _posting(line)
        if reason:
            tally.rows -= 1  # it was counted as a line, and is counted again as one set apart
            tally.reject(number, reason)
        else:
            lines.append(number)
            rows.append(row)
    names = (*FIELDS, ROW_KEY)
    return Block(pa.array(lines, pa.int64()), {n: pa.array([r.get(n) for r in rows], pa.string()) for n in names})


def _posting(line: str) -> tuple[str, dict[str, str | None]]:
    header = _HEADER.match(line)
    if not header:
        return HEADER, {}
    row = _fields(line[header.end() :])
    amount = _AMOUNT.fullmatch(row.get("112", "").rstrip() or "?")
    if not amount or row.get("113") not in ("D", "K"):
        return AMOUNT, {}
    oere, minus = amount[1].zfill(3), row["113"] == "K" or amount[2] == "-"
    row["112"] = f"{'-' if minus else ''}{oere[:-2]},{oere[-2:]}"
    if row.get("132") != _CPR_KIND:
        row.pop("133", None)  # the receiver is no citizen
    return "", row | {ROW_KEY: "/".join(row.get(n, "") for n in ROW_KEY.split("/"))}


def _fields(text: str) -> dict[str, str]:
    """The fields by number. They ascend, so a `&` and three digits inside a text begin no field unless they go on upward."""
    parts = re.split(r"&(\d{3})", text)
    fields: dict[str, str] = {}
    last = ""
    for number, value in zip(parts[1::2], parts[2::2], strict=True):
        if number > last:
            fields[number], last = value, number
        else:
            fields[last] += f"&{number}{value}"
    return {k: v.strip() for k, v in fields.items()}


def unbalanced(con: duckdb.DuckDBPyConnection, leverance_id: str) -> str:
    """The machine numbers and days whose postings do not add up to nothing, as a sentence; empty where all do."""
    rows = con.execute(
        "SELECT coalesce(maskinnr, 'uden nummer'), strftime(posterings_dato, '%d-%m-%Y'), sum(beloeb) FROM lager.postering "
        "WHERE leverance_id = ? GROUP BY ALL HAVING sum(beloeb) <> 0 ORDER BY ALL", [leverance_id]
    ).fetchall()
    if not rows:
        return ""
    shown = "; ".join(f"maskinnr. {machine} den {day}: {str(total).replace('.', ',')} kr." for machine, day, total in rows[:_SHOWN])
    more = f" og {len(rows) - _SHOWN} til" if len(rows) > _SHOWN else ""
    return f"Posteringerne går ikke op pr. maskinnummer og dag ({shown}{more})."

