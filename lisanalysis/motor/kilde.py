"""The lager's file as the other engines copy it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


@contextmanager
def aaben(fil: Path) -> Iterator[ibis.BaseBackend]:
    """The file, read-only, for the length of the block."""
    import ibis

    con = ibis.duckdb.connect(fil, read_only=True)
    try:
        yield con
    finally:
        con.disconnect()


def tabeller(kilde: ibis.BaseBackend) -> list[str]:
    """The names of its tables; Ibis 12's own `list_tables` does not know DuckDB 2."""
    return [r[0] for r in kilde.raw_sql("SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name").fetchall()]
