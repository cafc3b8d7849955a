"""What can be known only when all files are in: aliases, bare paragraph numbers, and which delivery replaces which."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.domain import paragraf
from lisanalysis.tables import TABELLER, Table

if TYPE_CHECKING:
    import duckdb

_BEFORE, _AFTER = date(2023, 12, 31), date(2024, 1, 1)


def derive(con: duckdb.DuckDBPyConnection) -> None:
    """Complete the tables of the attached `lager`."""
    for table in TABELLER.values():
        if "konto" in table and table.navn != "konto":
            _resolve_alias(con, table)
        if "paragraf" in table:
            _settle_law(con, table)
        _mark_replaced(con, table)


def _resolve_alias(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """An account given by its alias gets the kontoplan's nine digits; an alias that the kontoplan lacks stays as it is."""
    parts = [p for p in ("konto", "funktion", "dranst", "gruppering") if p in table]
    con.execute(
        f"UPDATE lager.{table.navn} AS t SET {', '.join(f'{p} = k.{p}' for p in parts)} "
        "FROM (SELECT kontoalias, any_value(konto) AS konto, any_value(funktion) AS funktion, any_value(dranst) AS dranst, "
        "any_value(gruppering) AS gruppering FROM lager.konto GROUP BY kontoalias HAVING count(DISTINCT konto) = 1) AS k "
        f"WHERE t.konto = k.kontoalias"
    )


def _settle_law(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """A bare number becomes SEL or BL where the case's omraade and the start settle it, and is left unknown where not."""
    case = "SELECT kilde, sag_id, any_value(omraade) AS omraade FROM lager.sag GROUP BY ALL HAVING count(DISTINCT omraade) = 1"
    omraade = f"(SELECT s.omraade FROM ({case}) AS s WHERE s.kilde = t.kilde AND s.sag_id = t.sag_id)" if "sag_id" in table else "NULL"
    start = f"t.{table.dato} >= DATE '2024-01-01'" if table.dato else "NULL::BOOLEAN"
    bare = f"SELECT DISTINCT t.paragraf, {omraade} AS omraade, {start} AS efter FROM lager.{table.navn} AS t WHERE t.paragraf LIKE '?-%'"
    for key, area, after in con.execute(bare).fetchall():
        day = None if after is None else (_AFTER if after else _BEFORE)
        settled = paragraf.afgoer(key, omraade=area, start=day)
        if settled != key:
            con.execute(
                f"UPDATE lager.{table.navn} AS t SET paragraf = ? WHERE t.paragraf = ? "
                f"AND {omraade} IS NOT DISTINCT FROM ? AND ({start}) IS NOT DISTINCT FROM ?",
                [settled, key, area, after],
            )


def _mark_replaced(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """A row that a later delivery of the same source brings again is replaced from that delivery's cut-off."""
    several = con.execute(f"SELECT count(DISTINCT leverance_id) FROM lager.{table.navn} GROUP BY kilde HAVING count(DISTINCT leverance_id) > 1")
    if not several.fetchall():
        return
    same = " AND ".join(f"n.{k} IS NOT DISTINCT FROM t.{k}" for k in ("kilde", *table.noegle))
    con.execute(
        f"UPDATE lager.{table.navn} AS t SET erstattet_dato = n.skaeringsdato FROM lager.{table.navn} AS n "
        f"WHERE {same} AND n.skaeringsdato > t.skaeringsdato"
    )
