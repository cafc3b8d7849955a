"""The lager in the municipality's own PostgreSQL: a schema per version, copied there once, read by everybody after that.

The database must sort text by its bytes (`LC_COLLATE 'C'`), as all other engines do: which of two equal rows comes first decides what a
reconciliation pairs, and it must be the same row everywhere.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis import lager
from lisanalysis.errors import DataError
from lisanalysis.motor.kilde import aaben, tabeller
from lisanalysis.settings import Settings

if TYPE_CHECKING:
    import ibis
    import psycopg

_STYKKE = 1 << 20
FORBINDELSE = "motor"  # what the engine's address is called under `forbindelser`


def aabn(settings: Settings, version: lager.Version) -> ibis.BaseBackend:
    """The version's tables in the database named `motor`. Raises DataError where it does not answer or sorts otherwise."""
    import ibis

    con = forbind(settings)
    skema = f"{_forled(settings)}_{version.id}"
    with con.cursor() as markoer:
        markoer.execute("SELECT pg_advisory_lock(hashtext(%s))", [skema])  # reports of a batch open it at the same time
        try:
            if not markoer.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [skema]).fetchone():
                with aaben(settings.lager / version.lager) as kilde:
                    udstil(con, kilde, skema)
                _ryd_op(con, settings)
        finally:
            markoer.execute("SELECT pg_advisory_unlock(hashtext(%s))", [skema])
        markoer.execute("SELECT set_config('search_path', %s, false)", [skema])
    return ibis.postgres.from_connection(con)


def forbind(settings: Settings) -> psycopg.Connection:
    """A connection to the engine's database. Raises DataError, without the address, where there is none."""
    try:
        import psycopg
    except ImportError:
        raise DataError("Motoren postgresql kræver en driver. Kør: pip install 'lisanalysis[sql]'.") from None
    vej, _, rest = settings.forbindelse(FORBINDELSE).partition("://")
    try:
        con = psycopg.connect(f"{vej.partition('+')[0]}://{rest}", autocommit=True, connect_timeout=10)
    except psycopg.Error as fejl:
        raise DataError(f"{settings.stem}: motorens database svarer ikke, eller loginet afvises ({type(fejl).__name__}).") from None
    if not con.execute("SELECT 'B' < 'a'").fetchone()[0]:
        con.close()
        raise DataError(
            f"{settings.stem}: motorens database sorterer tekst efter et sprog, så rækker kunne parres anderledes end i andre motorer. "
            "Opret en database til lageret: CREATE DATABASE … TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'."
        )
    return con


def _forled(settings: Settings) -> str:
    """How the schemas of this lager begin; another folder, or another municipality, has schemas of its own."""
    return "lis_" + hashlib.sha256(f"{settings.stem}|{settings.lager}".encode()).hexdigest()[:10]


def udstil(con: psycopg.Connection, kilde: ibis.BaseBackend, skema: str) -> None:
    """Every table of a lager on DuckDB into a schema that appears whole or not at all."""
    navne = tabeller(kilde)
    with tempfile.TemporaryDirectory(prefix="lis-") as mappe, con.transaction(), con.cursor() as markoer:
        markoer.execute(f'CREATE SCHEMA "{skema}"')
        for navn in navne:
            kolonner = ", ".join(f'"{r[0]}" {r[1]}' for r in kilde.raw_sql(f'DESCRIBE "{navn}"').fetchall())
            markoer.execute(f'CREATE TABLE "{skema}"."{navn}" ({kolonner})')
            _kopier(markoer, kilde, navn, f'"{skema}"."{navn}"', Path(mappe) / "raekker.csv")
        markoer.execute(f"COMMENT ON SCHEMA \"{skema}\" IS 'lisanalysis'")
    with con.cursor() as markoer:
        for navn in navne:
            markoer.execute(f'ANALYZE "{skema}"."{navn}"')


def _kopier(markoer: psycopg.Cursor, kilde: ibis.BaseBackend, navn: str, maal: str, fil: Path) -> None:
    """The rows by way of a file, as the server reads them fastest. A text stands in quotes and what is unknown does not, so the two never meet."""
    kilde.raw_sql(f"COPY \"{navn}\" TO '{fil.as_posix()}' (FORMAT csv, HEADER false, FORCE_QUOTE *)")
    with fil.open("rb") as fra, markoer.copy(f"COPY {maal} FROM STDIN (FORMAT csv)") as ind:
        while stykke := fra.read(_STYKKE):
            ind.write(stykke)
    fil.unlink()


def _ryd_op(con: psycopg.Connection, settings: Settings) -> None:
    """Drop the schemas of versions that the lager no longer has; one that somebody reads waits until next time."""
    import psycopg

    behold = {f"{_forled(settings)}_{v}" for v in lager.versioner(settings)}
    with con.cursor() as markoer:
        markoer.execute("SET lock_timeout = '1s'")
        for skema, in markoer.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", [_forled(settings)]).fetchall():
            if skema not in behold:
                try:
                    markoer.execute(f'DROP SCHEMA "{skema}" CASCADE')
                except psycopg.errors.LockNotAvailable:
                    continue
        markoer.execute("SET lock_timeout = 0")
