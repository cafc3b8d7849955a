"""Writes typed cells (from a workbook, a Parquet file or a database) as the text that the mapping expects in a text file.

So there is one way in for every form a file may have: what reads text reads these too, and refuses what it would refuse there.
A number that is stored binary is written with the fifteen digits that are certain in it. Every amount that fits in our columns has
at most fourteen, so it comes out as it was typed; one that is no whole number of øre keeps its decimals and is set apart as in
any other file, never rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lisanalysis.sources.mapping import FileMapping, Format, Target

if TYPE_CHECKING:
    import pyarrow as pa

_CERTAIN_DIGITS = 15
_DAY = {"dd": "%d", "mm": "%m", "åååå": "%Y"}


class Writer:
    """Writes the cells of one column; each different value once."""

    def __init__(self, heading: str, mappings: tuple[FileMapping, ...]) -> None:
        fmt, found = _reading(heading, mappings)
        self._decimal, self._trailing = fmt.decimal, fmt.sign == "trailing"
        target, kind = found
        self._date = "%Y-%m" if kind == "periode" else _strftime((target.dates if target and target.dates else fmt.dates)[0])
        self._known: dict[tuple[type, Any], str | None] = {}

    def column(self, values: Iterable[Any]) -> pa.Array:
        """The cells as an Arrow column of text."""
        import pyarrow as pa

        return pa.array([self.text(v) for v in values], pa.string())

    def text(self, value: Any) -> str | None:
        """One cell; None where nothing stands."""
        key = (type(value), value)
        if key not in self._known:
            self._known[key] = self._write(value)
        return self._known[key]

    def _write(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value or None
        if isinstance(value, bool):
            return "ja" if value else "nej"
        if isinstance(value, (int, float, Decimal)):
            return self._number(value)
        if isinstance(value, date):
            return value.strftime(self._date) if value.year >= 1000 else value.isoformat()
        return value.isoformat() if isinstance(value, time) else str(value)

    def _number(self, value: float | Decimal) -> str | None:
        if isinstance(value, float) and value != value:
            return None
        exact = Decimal(f"{value:.{_CERTAIN_DIGITS}g}") if isinstance(value, float) else Decimal(value)
        if not exact.is_finite():
            return str(exact)
        plain = f"{abs(exact):f}"
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".").replace(".", self._decimal)
        if exact >= 0:
            return plain
        return f"{plain}-" if self._trailing else f"-{plain}"


def _reading(heading: str, mappings: tuple[FileMapping, ...]) -> tuple[Format, tuple[Target | None, str]]:
    """How the column is to be written: the format of the mapping that reads it, its target and the target's type."""
    for mapping in mappings:
        for target in mapping.columns.get(heading, []):
            return mapping.format, (target, mapping.tabel[target.to].type)
    return mappings[0].format, (None, "")


def _strftime(form: str) -> str:
    """`dd-mm-åååå` as strftime has it; a time of day is midnight, since only the day is read."""
    pattern = form.lower()
    for danish, code in _DAY.items():
        pattern = pattern.replace(danish, code, 1)  # the first mm is the month, a second one the minutes
    return re.sub(r"hh|tt|mm|ss", "00", pattern)

