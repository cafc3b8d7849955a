"""Reads the first sheet of a workbook, row by row, as the text that a text file would have had.

Values are read, never formulas: the sheet gives what its formulas last came to, and a row with a formula that has no stored value is set
apart. Macros, links and drawings are not touched. A workbook is a packed archive that anyone may have made: how large its parts say they
are is looked at before one is read, and no part gives more than it says.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from lisanalysis.errors import DataError
from lisanalysis.sources.cells import Writer
from lisanalysis.sources.mapping import FileMapping
from lisanalysis.sources.text import FIELD_COUNT, Block, Tally

if TYPE_CHECKING:
    from openpyxl import Workbook

_ROWS = 20_000
_MAX_ROWS = 1_048_576  # of a sheet, by the format itself
_MAX_BYTES, _MAX_HELD, _MAX_PARTS = 2 << 30, 256 << 20, 5_000
_MAX_RATIO, _SMALL = 150, 16 << 20
_HELD = ("sharedstrings", "styles", "workbook")  # parts that are held in memory whole
NO_VALUE = "En formel i rækken har ingen gemt værdi. Gem filen i Excel, så formlerne er regnet ud."

_Row = tuple[tuple[Any, ...], bool]


def read(path: Path, mappings: tuple[FileMapping, ...], tally: Tally) -> tuple[list[str], Iterator[Block]]:
    """The headings in the first row, and the rows below in blocks; a row's line is its number in the sheet."""
    formulas = _inspect(path)
    rows = _rows(path, formulas)
    heading = _heading(next(rows, ((), False))[0])
    if not heading:
        raise DataError(f"{path.name}: arket er tomt, eller dets første række er. Bed om udtrækket igen.")
    return heading, _blocks(rows, heading, mappings, tally)


def _inspect(path: Path) -> bool:
    """Whether the workbook holds formulas. Raises DataError for one that is no workbook, or is made to fill the machine."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            large = [p for p in parts if p.file_size > _SMALL and p.file_size > _MAX_RATIO * max(p.compress_size, 1)]
            held = sum(p.file_size for p in parts if any(word in p.filename.lower() for word in _HELD))
            if large or held > _MAX_HELD or len(parts) > _MAX_PARTS or sum(p.file_size for p in parts) > _MAX_BYTES:
                raise DataError(f"{path.name}: regnearket fylder alt for meget udpakket. Bed om udtrækket som .csv.")
            sheets = [p for p in parts if p.filename.lower().startswith("xl/worksheets/") and p.filename.lower().endswith(".xml")]
            return any([_holds_formulas(archive, sheet.filename) for sheet in sheets])
    except (BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        raise _not_readable(path) from None


def _holds_formulas(archive: ZipFile, name: str) -> bool:
    before = b""
    with archive.open(name) as part:
        while piece := part.read(1 << 20):
            if b"<f>" in (both := before + piece) or b"<f " in both or b"<f/" in both:
                return True
            before = piece[-2:]
    return False


def _rows(path: Path, formulas: bool) -> Iterator[_Row]:
    """Each row's values, and whether one of its cells is a formula that has none.

    The parts are read by openpyxl, which raises whatever a broken part brings it to: any of it means a file that cannot be read.
    """
    books = [book for asked in ((True, False) if formulas else (True,)) for book in [_open(path, values=asked)]]
    try:
        values, *others = (_sheet(book) for book in books)
        for number, (cells, raw) in enumerate(zip(values, others[0] if others else repeat(())), 1):
            if number > _MAX_ROWS:
                raise DataError(f"{path.name}: arket har flere rækker, end et regneark kan have. Bed om udtrækket som .csv.")
            yield cells, any(r is not None and c is None for c, r in zip(cells, raw))
    except DataError:
        raise
    except Exception:
        raise _not_readable(path) from None
    finally:
        for book in books:
            book.close()


def _open(path: Path, *, values: bool) -> Workbook:
    from openpyxl import load_workbook

    try:
        return load_workbook(path, read_only=True, data_only=values, keep_links=False)
    except Exception:
        raise _not_readable(path) from None


def _sheet(book: Workbook) -> Iterator[tuple[Any, ...]]:
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # some programs write a size that is not the sheet's
    return sheet.iter_rows(values_only=True)


def _not_readable(path: Path) -> DataError:
    return DataError(f"{path.name}: filen kan ikke åbnes som regneark (.xlsx); den er afkortet, låst eller ødelagt. Gem den igen fra Excel.")


def _heading(cells: tuple[Any, ...]) -> list[str]:
    names = ["" if c is None else str(c).strip() for c in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _blocks(rows: Iterator[_Row], heading: list[str], mappings: tuple[FileMapping, ...], tally: Tally) -> Iterator[Block]:
    import pyarrow as pa

    writers, width = [Writer(h, mappings) for h in heading], len(heading)
    kept = _kept(rows, width, tally)
    while chunk := list(islice(kept, _ROWS)):
        tally.rows += len(chunk)
        columns = zip(*(cells for _, cells in chunk), strict=True)
        yield Block(pa.array([n for n, _ in chunk], pa.int64()), {h: w.column(c) for h, w, c in zip(heading, writers, columns, strict=True)})
    yield Block(pa.array([], pa.int64()), {h: w.column(()) for h, w in zip(heading, writers, strict=True)})


def _kept(rows: Iterator[_Row], width: int, tally: Tally) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows that hold something, each as wide as the heading, with its number; a row is let go as soon as it is cut."""
    for number, (cells, unsaid) in enumerate(rows, 2):
        if unsaid:
            tally.reject(number, NO_VALUE)
        elif any(c is not None and c != "" for c in cells[width:]):
            tally.reject(number, FIELD_COUNT)
        elif any(c is not None and c != "" for c in cells):
            yield number, (*cells[:width], *(None,) * (width - len(cells)))
