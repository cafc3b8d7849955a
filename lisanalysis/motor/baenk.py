"""The one thing that engines do differently once the tables are there: keep an expression's rows for the rest of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


def gem(forbindelse: ibis.BaseBackend, navn: str, udtryk: ibis.Table) -> ibis.Table:
    """The expression's rows as a table of the session that nobody else sees; it is computed now, and once."""
    if forbindelse.name == "pyspark":
        return _spark(forbindelse, navn, udtryk)
    tabel = forbindelse.create_table(navn, obj=udtryk, temp=True)
    if forbindelse.name == "postgres":  # which plans blindly on a temporary table that nobody has counted
        with forbindelse.con.cursor() as markoer:
            markoer.execute(f'ANALYZE "{navn}"')
    return tabel


def slet(forbindelse: ibis.BaseBackend, tabel: ibis.Table) -> None:
    """Drop a table that `gem` made."""
    navn = tabel.get_name()
    if forbindelse.name == "pyspark":
        forbindelse._session.catalog.dropTempView(navn)
        return
    svar = forbindelse.raw_sql(f"DROP TABLE {navn}")  # Ibis 12's own drop_table loses the name with today's sqlglot
    if forbindelse.name != "duckdb":
        svar.close()


def _spark(forbindelse: ibis.BaseBackend, navn: str, udtryk: ibis.Table) -> ibis.Table:
    """Spark has views only, which compute anew each time they are asked: a checkpoint holds the rows and forgets how they came."""
    forbindelse._run_pre_execute_hooks(udtryk)
    rows = forbindelse._session.sql(forbindelse.compile(udtryk)).localCheckpoint(eager=True)
    rows.createOrReplaceTempView(navn)
    return forbindelse.table(navn)
