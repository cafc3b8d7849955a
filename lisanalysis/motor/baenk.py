"""The one thing that engines do differently once the tables are there: keep an expression's rows for the rest of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


def gem(forbindelse: ibis.BaseBackend, navn: str, udtryk: ibis.Table, *, stor_foerst: bool = False) -> ibis.Table:
    """The expression's rows as a table of the session that nobody else sees; it is computed now, and once.

    `stor_foerst` says that every join has its large side first, for an engine that would guess otherwise.
    """
    if forbindelse.name == "pyspark":
        return _spark(forbindelse, navn, udtryk)
    if forbindelse.name == "duckdb":
        return _uden_byt(forbindelse, navn, udtryk) if stor_foerst else _duckdb(forbindelse, navn, udtryk)
    tabel = forbindelse.create_table(navn, obj=udtryk, temp=True)
    if forbindelse.name == "postgres":  # which plans blindly on a temporary table that nobody has counted
        with forbindelse.con.cursor() as markoer:
            markoer.execute(f'ANALYZE "{navn}"')
    return tabel


def antal(forbindelse: ibis.BaseBackend, tabel: ibis.Table) -> int:
    """Rows in a table that `gem` made, asked for in plain SQL: to build and compile the question costs ten times the answer."""
    if forbindelse.name != "duckdb":
        return int(tabel.count().to_pyarrow().as_py())
    return forbindelse.raw_sql(f"SELECT count(*) FROM {tabel.get_name()}").fetchall()[0][0]


def slet(forbindelse: ibis.BaseBackend, tabel: ibis.Table) -> None:
    """Drop a table that `gem` made."""
    navn = tabel.get_name()
    if forbindelse.name == "pyspark":
        forbindelse._session.catalog.dropTempView(navn)
        return
    svar = forbindelse.raw_sql(f"DROP TABLE {navn}")  # Ibis 12's own drop_table loses the name with today's sqlglot
    if forbindelse.name != "duckdb":
        svar.close()


def _duckdb(forbindelse: ibis.BaseBackend, navn: str, udtryk: ibis.Table) -> ibis.Table:
    """Ibis' `create_table` asks the engine for the columns that we know, which costs more than most passes of a reconciliation."""
    import ibis.expr.operations as ops

    if udtryk.op().find(ops.InMemoryTable):
        forbindelse._run_pre_execute_hooks(udtryk)  # the lists from Python are made known to the engine
    skema = udtryk.schema()
    kolonner = ", ".join(f'"{k}" {forbindelse.compiler.type_mapper.to_string(t)}' for k, t in skema.items())
    forbindelse.raw_sql(f"CREATE TEMP TABLE {navn} ({kolonner})")
    forbindelse.raw_sql(f"INSERT INTO {navn} {forbindelse.compile(udtryk)}")
    sted = ops.Namespace(catalog="temp", database="main")
    return ops.DatabaseTable(name=navn, schema=skema, source=forbindelse, namespace=sted).to_expr()


def _uden_byt(forbindelse: ibis.BaseBackend, navn: str, udtryk: ibis.Table) -> ibis.Table:
    """DuckDB takes each filter to leave a fifth, and after a few of them the large side for the small: told to leave the sides as written."""
    ((foer,),) = forbindelse.raw_sql("SELECT current_setting('disabled_optimizers')").fetchall()
    forbindelse.raw_sql(f"SET disabled_optimizers = '{','.join(filter(None, (foer, 'build_side_probe_side')))}'")
    try:
        return _duckdb(forbindelse, navn, udtryk)
    finally:
        forbindelse.raw_sql(f"SET disabled_optimizers = '{foer}'")


def _spark(forbindelse: ibis.BaseBackend, navn: str, udtryk: ibis.Table) -> ibis.Table:
    """Spark has views only, which compute anew each time they are asked: a checkpoint holds the rows and forgets how they came.

    The columns get the types that Ibis takes them to have: a row number is 32 bits in Spark, and a product of decimals has more of them.
    """
    from ibis.backends.pyspark.datatypes import PySparkType

    forbindelse._run_pre_execute_hooks(udtryk)
    rows = forbindelse._session.sql(forbindelse.compile(udtryk))
    rows = rows.select(*(rows[k].cast(PySparkType.from_ibis(t)) for k, t in udtryk.schema().items()))
    rows.localCheckpoint(eager=True).createOrReplaceTempView(navn)
    return forbindelse.table(navn)
