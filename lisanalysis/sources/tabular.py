"""One table of text, whatever form its file has: text with delimiters (also packed), a workbook, or Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lisanalysis.errors import DataError
from lisanalysis.sources import columnar, text, workbook
from lisanalysis.sources.mapping import FileMapping
from lisanalysis.sources.text import Block, Tally

_BY_SUFFIX = {".xlsx": workbook.read, ".xlsm": workbook.read, ".parquet": columnar.read}
_NOT_READ = (".xls", ".xlsb", ".ods", ".pdf", ".doc", ".docx", ".zip")


def read(path: Path, mappings: tuple[FileMapping, ...], tally: Tally) -> tuple[list[str], Iterator[Block]]:
    """The headings, and the records in blocks. Raises DataError for a file whose form is not read."""
    suffix = path.suffix.lower()
    if suffix in _NOT_READ:
        raise DataError(f"{path.name}: filer af typen {suffix} læses ikke. Gem den som .xlsx eller .csv.")
    return _BY_SUFFIX.get(suffix, _read_text)(path, mappings, tally)


def _read_text(path: Path, mappings: tuple[FileMapping, ...], tally: Tally) -> tuple[list[str], Iterator[Block]]:
    fmt = mappings[0].format
    heading = text.read_heading(path, fmt)
    return heading, text.read_delimited(path, fmt, heading, tally)
