"""Reads the first sheet of a workbook, row by row, as the text that a text file would have had.

Values are read, never formulas: the sheet gives what its formulas last came to. Macros, links and drawings are not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lisanalysis.errors import DataError
from lisanalysis.sources.cells import Writer
from lisanalysis.sources.mapping import FileMapping
from lisanalysis.sources.text import FIELD_COUNT, Block, Tally

_ROWS = 20_000


def read(path: Path, mappings: tuple[FileMapping, ...], tally: Tally) -> tuple[list[str], Iterator[Block]]:
    """The headings in the first row, and the rows below in blocks; a row's line is its number in the sheet."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError):
        raise DataError(f"{path.name}: filen kan ikke åbnes som regneark (.xlsx). Gem den igen fra Excel.") from None
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # some programs write a size that is not the sheet's
    rows = sheet.iter_rows(values_only=True)
    heading = _heading(next(rows, ()))
    return heading, _blocks(rows, heading, mappings, tally, book.close)


def _heading(cells: tuple[Any, ...]) -> list[str]:
    names = ["" if c is None else str(c).strip() for c in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _blocks(
    rows: Iterator[tuple], heading: list[str], mappings: tuple[FileMapping, ...], tally: Tally, close: Callable[[], None]
) -> Iterator[Block]:
    import pyarrow as pa

    writers, number, width = [Writer(h, mappings) for h in heading], 1, len(heading)
    while chunk := list(islice(rows, _ROWS)):
        lines, kept = [], []
        for cells in chunk:
            number += 1
            if any(c is not None and c != "" for c in cells[width:]):
                tally.reject(number, FIELD_COUNT)
            elif any(c is not None and c != "" for c in cells):
                lines.append(number)
                kept.append((*cells[:width], *(None,) * (width - len(cells))))
        tally.rows += len(lines)
        columns = list(zip(*kept, strict=True)) or [()] * width
        yield Block(pa.array(lines, pa.int64()), {h: w.column(c) for h, w, c in zip(heading, writers, columns, strict=True)})
    close()
