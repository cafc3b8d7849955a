"""The records come out as they went in, a row group at a time."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from lisanalysis.sources.rowgroups import row_groups
from lisanalysis.sources.text import Block


def block(lines: list[int]) -> Block:
    return Block(pa.array(lines, pa.int64()), {"a": pa.array([None if n % 3 == 0 else f"t{n}" for n in lines], pa.string())})


@given(st.lists(st.integers(0, 9), max_size=8), st.integers(1, 7))
def test_every_record_once_in_order_and_every_block_but_the_last_full(sizes: list[int], rows: int) -> None:
    lines, blocks = iter(range(2, 200)), []
    for size in sizes:
        blocks.append(block([next(lines) for _ in range(size)]))
    out = list(row_groups(iter(blocks), rows))
    assert all(len(b.lines) == rows for b in out[:-1])
    assert all(len(b.lines) <= rows for b in out)
    read = [(n, t) for b in out for n, t in zip(b.lines.to_pylist(), b.columns["a"].to_pylist(), strict=True)]
    given_ = [(n, t) for b in blocks for n, t in zip(b.lines.to_pylist(), b.columns["a"].to_pylist(), strict=True)]
    assert read == given_


def test_a_file_with_a_heading_alone_still_gives_its_columns() -> None:
    (only,) = row_groups([block([])])
    assert list(only.columns) == ["a"]
    assert len(only.lines) == 0
