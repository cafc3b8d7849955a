"""Reads a Parquet file batch by batch, its typed columns as the text that a text file would have had."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis.errors import DataError
from lisanalysis.sources.cells import Writer
from lisanalysis.sources.mapping import FileMapping
from lisanalysis.sources.text import Block, Tally

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

_ROWS = 50_000


def read(path: Path, mappings: tuple[FileMapping, ...], tally: Tally) -> tuple[list[str], Iterator[Block]]:
    """The column names and the rows in blocks; a row's line is its number plus one, as if the names were line 1."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        source = parquet.ParquetFile(path)
        heading = [name.strip() for name in source.schema_arrow.names]
        nested = [f.name for f in source.schema_arrow if pa.types.is_nested(f.type)]
    except (pa.ArrowException, OSError):
        raise _not_readable(path) from None
    if nested:
        raise DataError(f"{path.name}: {len(nested)} kolonner har sammensatte værdier, som ikke læses. Bed om én værdi pr. felt.")
    return heading, _whole(path, _blocks(source, heading, mappings, tally))


def _whole(path: Path, blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks, as long as the file is whole. Raises DataError where it is not."""
    import pyarrow as pa

    try:
        yield from blocks
    except (pa.ArrowException, OSError):
        raise _not_readable(path) from None


def _not_readable(path: Path) -> DataError:
    return DataError(f"{path.name}: filen kan ikke åbnes som Parquet; den er afkortet eller ødelagt. Bed om udtrækket igen.")


def _blocks(source: parquet.ParquetFile, heading: list[str], mappings: tuple[FileMapping, ...], tally: Tally) -> Iterator[Block]:
    import numpy as np
    import pyarrow as pa

    writers, start = [Writer(h, mappings) for h in heading], 2
    for batch in source.iter_batches(_ROWS):
        lines = pa.array(np.arange(start, start + len(batch)), pa.int64())
        start += len(batch)
        tally.rows += len(batch)
        yield Block(lines, {h: _text(c, w) for h, c, w in zip(heading, batch.columns, writers, strict=True)})


def _text(column: pa.Array, writer: Writer) -> pa.Array:
    """The column as text, each different value written once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        text = column.cast(pa.string())
        return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
    coded = column.dictionary_encode()
    return writer.column(coded.dictionary.to_pylist()).take(coded.indices)
