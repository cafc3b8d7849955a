"""The municipality's own tables on its own engine: which there are, and an expression over them under a name of the session's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

    from lisanalysis.settings import Settings


def forbind(settings: Settings) -> ibis.BaseBackend:
    """The engine at the address `motor`, with nothing of ours on it. Raises DataError where it cannot be reached."""
    import ibis

    from lisanalysis.errors import DataError
    from lisanalysis.motor import postgresql, spark

    if settings.kommune.motor == "postgresql":
        return ibis.postgres.from_connection(postgresql.forbind(settings))
    adresse = settings.forbindelse(postgresql.FORBINDELSE)
    if settings.kommune.motor == "spark":
        return ibis.pyspark.connect(spark.start(adresse))
    try:
        return ibis.duckdb.connect(adresse, read_only=True)
    except Exception as fejl:
        raise DataError(f"{settings.stem}: datalagerets DuckDB-fil kan ikke åbnes ({type(fejl).__name__}).") from None


def visninger(forbindelse: ibis.BaseBackend, skema: str) -> list[str]:
    """The tables and views of a schema that the login may read."""
    if forbindelse.name == "pyspark":
        return [t.name for t in forbindelse._session.catalog.listTables(skema) if not t.isTemporary]
    svar = forbindelse.raw_sql(f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{skema}'")
    navne = [navn for navn, in svar.fetchall()]
    if forbindelse.name != "duckdb":
        svar.close()
    return navne


def vis(forbindelse: ibis.BaseBackend, navn: str, udtryk: ibis.Table) -> None:
    """The expression as a view of this session, which is computed each time it is asked; nothing is stored."""
    svar = forbindelse.raw_sql(f"CREATE TEMPORARY VIEW {navn} AS {forbindelse.compile(udtryk)}")
    if forbindelse.name == "postgres":
        svar.close()
