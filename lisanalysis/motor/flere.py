"""Several lagers on one engine: Spark where all of them say so, else DuckDB, since every load leaves a DuckDB file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lisanalysis.lager import Version
from lisanalysis.settings import Settings
from lisanalysis.tables.samling import Find

if TYPE_CHECKING:
    import ibis


def aabn_flere(dele: Sequence[tuple[Settings, Version]]) -> Find:
    """A way to the tables of the n-th lager, all of them in one session, read-only."""
    if all(s.kommune.motor == "spark" for s, _ in dele):
        return _spark(dele)
    import ibis

    con = ibis.duckdb.connect()
    for nr, (settings, version) in enumerate(dele):
        fil = (settings.lager / version.lager).as_posix().replace("'", "''")
        con.raw_sql(f"ATTACH '{fil}' AS k{nr} (READ_ONLY)")
    return lambda nr, navn: con.table(navn, database=(f"k{nr}", "main"))


def _spark(dele: Sequence[tuple[Settings, Version]]) -> Find:
    import ibis

    from lisanalysis.motor import spark

    session = spark.start(dele[0][0].forbindelse(spark.FORBINDELSE))
    for nr, (settings, version) in enumerate(dele):
        spark.vis(session, spark.mappen(settings, version), f"k{nr}_")
    con = ibis.pyspark.connect(session)

    def find(nr: int, navn: str) -> ibis.Table:
        return con.table(f"k{nr}_{navn}")

    return find
