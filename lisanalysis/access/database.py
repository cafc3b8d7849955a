"""The database that carries the row rights, asked as the person who is logged in; no password stands in kommune.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lisanalysis.access.afproevning import Koer
from lisanalysis.errors import AccessError
from lisanalysis.settings import Settings


@contextmanager
def forbind(settings: Settings) -> Iterator[Koer]:
    """A way to run one statement at a time, each in a transaction of its own. Raises AccessError where there is no way in."""
    if not settings.database.startswith(("postgresql://", "postgres://")):
        raise AccessError("Kun PostgreSQL kan afprøves: 'database' i kommune.yaml skal begynde med postgresql://.")
    try:
        import psycopg
    except ImportError:
        raise AccessError("Pakken psycopg mangler. Installér den med: pip install lisanalysis[sql]") from None
    try:
        forbindelse = psycopg.connect(settings.database, autocommit=True, connect_timeout=10)
    except psycopg.Error:
        raise AccessError("Databasen svarer ikke, eller loginet afvises. Adressen står i kommune.yaml under 'database'.") from None

    def koer(sql: str) -> list[tuple[Any, ...]]:
        svar = forbindelse.execute(sql)
        return svar.fetchall() if svar.description else []

    with forbindelse:
        yield koer
