"""Cuts blocks of records anew, so that each fills one row group of the engine.

DuckDB compresses a full row group as it is inserted, and a partial one again at every checkpoint: blocks of another size cost a
fifth of the whole load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lisanalysis.sources.text import Block

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 122_880


def row_groups(blocks: Iterable[Block], rows: int = ROW_GROUP) -> Iterator[Block]:
    """The same records in the same order, `rows` to a block and the rest in the last; a file without records gives one empty block."""
    waiting: list[Block] = []
    for block in blocks:
        waiting.append(block)
        while sum(len(b.lines) for b in waiting) >= rows:
            full, rest = _split(_joined(waiting), rows)
            waiting = [rest]
            yield full
    if waiting:
        yield _joined(waiting)


def _joined(blocks: list[Block]) -> Block:
    filled = [b for b in blocks if len(b.lines)] or blocks[:1]
    return filled[0] if len(filled) == 1 else Block(_concat([b.lines for b in filled]), {h: _concat([b.columns[h] for b in filled]) for h in filled[0].columns})


def _concat(arrays: list[pa.Array]) -> pa.Array:
    import pyarrow as pa

    return pa.concat_arrays(arrays)


def _split(block: Block, rows: int) -> tuple[Block, Block]:
    def part(start: int, length: int | None = None) -> Block:
        return Block(block.lines.slice(start, length), {h: c.slice(start, length) for h, c in block.columns.items()})

    return part(0, rows), part(rows)
