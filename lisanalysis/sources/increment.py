"""Puts new deliveries on top of the present lager, where that gives the same tables as reading everything anew.

It does when nothing but files has come to: the same mappings, key, words and code, every former file unchanged, and new ones that are
later than those of their kind. What a new file says may still change how old rows are to be read (the area of a case, the account
of an alias); that is looked at when it has been read, and then everything is read anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis import lager
from lisanalysis.settings import Settings
from lisanalysis.sources.deliveries import Delivery
from lisanalysis.sources.derive import AREA_OF_CASE, KONTO_OF_ALIAS
from lisanalysis.tables import TABELLER

if TYPE_CHECKING:
    import duckdb

_DECIDES_FOR_ALL = {"kontering"}
_DECIDED = (("omraade_foer", AREA_OF_CASE), ("konto_foer", KONTO_OF_ALIAS))


class ReadAnew(Exception):
    """What came changes how the former deliveries are to be read."""


@dataclass(frozen=True)
class Increment:
    """The files of the present lager, and the deliveries that are not in it."""

    lager: Path
    identitet: Path
    new: tuple[Delivery, ...]


def find(settings: Settings, basis: str, deliveries: Sequence[Delivery]) -> Increment | None:
    """What has come to since the present lager was made; None where everything must be read anew."""
    import duckdb

    version = lager.aktuel(settings)
    if version is None:
        return None
    file = settings.lager / version.lager
    try:
        with duckdb.connect() as con:
            con.execute(f"ATTACH '{_quoted(file)}' AS former (READ_ONLY)")
            same = con.execute("SELECT id FROM former.grundlag").fetchall() == [(basis,)]
            known = con.execute("SELECT fil, sha256, tabeller FROM former.leverance WHERE kilde <> ''").fetchall()
    except duckdb.Error:
        return None  # a lager from before increments, or a damaged one
    new = _only_new(deliveries, known) if same else None
    return None if new is None else Increment(file, settings.lager / version.identitet, new)


def _only_new(deliveries: Sequence[Delivery], known: list[tuple[str, str, str]]) -> tuple[Delivery, ...] | None:
    had = {(fil, sha256) for fil, sha256, _ in known}
    new = tuple(d for d in deliveries if (d.navn, d.sha256) not in had)
    hashes = [d.sha256 for d in deliveries]
    repeated = any(hashes.count(d.sha256) > 1 for d in new)
    if had - {(d.navn, d.sha256) for d in deliveries} or repeated or any(_tables(d) & _DECIDES_FOR_ALL for d in new):
        return None
    named = {table.navn for table in TABELLER.values() if any(k.foelsomhed == "identitet" for k in table.kolonner)}
    last = max((fil for fil, _, tables in known if named & set(tables.split(", "))), default="")
    if any(_tables(d) & named and d.navn < last for d in new):
        return None  # of a person's names the one in the last file holds
    return new


def _tables(delivery: Delivery) -> set[str]:
    return {m.table for m in delivery.mappings}


def merge(con: duckdb.DuckDBPyConnection, work: Path, increment: Increment) -> None:
    """Copy the present lager, lay the rows just read on top, and attach the copy in their place."""
    for name, former in (("lager", increment.lager), ("identitet", increment.identitet)):
        con.execute(f"CHECKPOINT {name}")
        con.execute(f"DETACH {name}")
        os.replace(work / f"{name}.duckdb", work / f"ny_{name}.duckdb")
        shutil.copyfile(former, work / f"{name}.duckdb")
        con.execute(f"ATTACH '{_quoted(work / name)}.duckdb' AS {name}")
        con.execute(f"ATTACH '{_quoted(work / f'ny_{name}')}.duckdb' AS ny_{name}")
    for name, sql in _DECIDED:
        con.execute(f"CREATE TEMP TABLE {name} AS {sql}")
    _require_later(con)
    for name, tables in (("lager", (*_delivered(), "leverance", "afvist")), ("identitet", _identity_tables(con))):
        for table in tables:
            con.execute(f"CREATE TABLE IF NOT EXISTS {name}.{table} AS FROM ny_{name}.{table} LIMIT 0")
            ignore = "OR IGNORE " if table == "cpr" else ""
            con.execute(f"INSERT {ignore}INTO {name}.{table} BY NAME FROM ny_{name}.{table}")
        con.execute(f"DETACH ny_{name}")
    for name, sql in _DECIDED:
        if con.execute(f"SELECT count(*) FROM (FROM {name} EXCEPT ALL {sql})").fetchone()[0]:
            raise ReadAnew


def _delivered() -> list[str]:
    """The tables that files fill; those that the load makes are made anew when all is in."""
    return [navn for navn, table in TABELLER.items() if not table.afledt]


def _identity_tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'ny_identitet' AND table_name <> 'noegle'").fetchall()
    return [name for (name,) in rows]


def _require_later(con: duckdb.DuckDBPyConnection) -> None:
    """Raise ReadAnew unless each new file is later than the former ones of its kind, and than the first of all."""
    day = "coalesce(skaeringsdato, periode_til)"
    read = "status IN ('ok', 'advarsel', 'erstattet') AND kilde <> ''"
    (earlier,) = con.execute(
        f"SELECT count(*) FROM (SELECT *, {day} AS dag FROM ny_lager.leverance WHERE {read}) AS n WHERE "
        f"n.dag < (SELECT min(skaeringsdato) FROM lager.leverance) OR NOT EXISTS (SELECT 1 FROM lager.leverance WHERE skaeringsdato IS NOT NULL) OR EXISTS "
        f"(SELECT 1 FROM lager.leverance AS g WHERE g.kilde = n.kilde AND g.tabeller = n.tabeller AND g.{read} "
        "AND coalesce(g.skaeringsdato >= n.dag, true))"
    ).fetchone()
    if earlier:
        raise ReadAnew


def _quoted(path: Path) -> str:
    return path.as_posix().replace("'", "''")
