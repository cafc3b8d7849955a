"""What can be known only when all files are in: aliases, dimensions, bare paragraph numbers, and which delivery replaces which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.domain import paragraf
from lisanalysis.sources import kontering, systemskifte
from lisanalysis.sources.deliveries import Delivery
from lisanalysis.sources.ledger import Ledger
from lisanalysis.sources.mapping import SystemMapping
from lisanalysis.tables import TABELLER, Table

if TYPE_CHECKING:
    import duckdb

    from lisanalysis.settings import Kommune

_BEFORE, _AFTER = date(2023, 12, 31), date(2024, 1, 1)


def derive(ledger: Ledger, deliveries: Iterable[Delivery], kommune: Kommune) -> None:
    """Complete the tables of the attached `lager`; what a person should know of is noted in the delivery list."""
    con, deliveries = ledger.con, list(deliveries)
    for table in TABELLER.values():
        if "konto" in table and table.navn != "konto":
            _resolve_alias(con, table)
        if "paragraf" in table:
            _settle_law(con, table)
        _mark_replaced(con, table, deliveries)
    kontering.assign(ledger)
    systemskifte.settle(ledger, kommune.systemskifte)
    systemskifte.drop_interface_copies(ledger, [d.leverance_id for d in deliveries if d.mappings[0].format.type == "floating"])


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
    """A bare number becomes SEL or BL where the area and the start settle it, and is left unknown where not."""
    case = "SELECT kilde, sag_id, any_value(omraade) AS omraade FROM lager.sag GROUP BY ALL HAVING count(DISTINCT omraade) = 1"
    omraade = "t.omraade" if "omraade" in table else "NULL"
    if "sag_id" in table:
        omraade = f"(SELECT s.omraade FROM ({case}) AS s WHERE s.kilde = t.kilde AND s.sag_id = t.sag_id)"
    start = _after_barnets_lov(table)
    for column in (k.navn for k in table.kolonner if k.type == "paragraf"):
        bare = f"SELECT DISTINCT t.{column}, {omraade} AS omraade, {start} AS efter FROM lager.{table.navn} AS t WHERE t.{column} LIKE '?-%'"
        for key, area, after in con.execute(bare).fetchall():
            day = None if after is None else (_AFTER if after else _BEFORE)
            settled = paragraf.afgoer(key, omraade=area, start=day)
            if settled != key:
                con.execute(
                    f"UPDATE lager.{table.navn} AS t SET {column} = ? WHERE t.{column} = ? "
                    f"AND {omraade} IS NOT DISTINCT FROM ? AND ({start}) IS NOT DISTINCT FROM ?",
                    [settled, key, area, after],
                )


def _after_barnets_lov(table: Table) -> str:
    """SQL that says whether a row starts in 2024 or later; NULL where the table has no time."""
    if table.dato:
        return f"t.{table.dato} >= DATE '2024-01-01'"
    if "periode" in table:
        return "t.periode >= '2024-01'"
    year = next((k for k in ("regnskabsaar", "aar") if k in table), None)
    return f"t.{year} >= 2024" if year else "NULL::BOOLEAN"


def _mark_replaced(con: duckdb.DuckDBPyConnection, table: Table, deliveries: list[Delivery]) -> None:
    """A row is replaced from the next cut-off at which its source brings the same key again.

    A dated file that is the whole picture replaces more: every row of the former one with the same values in `whole_for`.
    """
    several = con.execute(f"SELECT kilde FROM lager.{table.navn} GROUP BY kilde HAVING count(DISTINCT leverance_id) > 1").fetchall()
    for (kilde,) in several:
        system = next(d.system for d in deliveries if d.system.system == kilde)
        whole = _whole_for(system, table)
        dated = [d.leverance_id for d in deliveries if d.navnedato and d.system is system]
        _replace(con, table, kilde, table.noegle if whole is None else tuple(whole), None if whole is None else dated)


def _whole_for(system: SystemMapping, table: Table) -> list[str] | None:
    return next((m.whole_for for m in system.files.values() if m.table == table.navn and m.whole_for is not None), None)


def _replace(con: duckdb.DuckDBPyConnection, table: Table, kilde: str, keys: tuple[str, ...], only: list[str] | None) -> None:
    named = "".join(f"{k}, " for k in keys)
    same = "".join(f"n.{k} IS NOT DISTINCT FROM t.{k} AND " for k in keys)
    among = f"kilde = '{kilde}'" + (f" AND leverance_id IN ({', '.join(map(repr, only))})" if only else " AND false" if only == [] else "")
    partition = f"PARTITION BY {', '.join(keys)} " if keys else ""
    con.execute(
        f"UPDATE lager.{table.navn} AS t SET erstattet_dato = n.naeste FROM ("
        f"SELECT {named}skaeringsdato, lead(skaeringsdato) OVER ({partition}ORDER BY skaeringsdato) AS naeste "
        f"FROM (SELECT DISTINCT {named}skaeringsdato FROM lager.{table.navn} WHERE {among})) AS n "
        f"WHERE {same}n.skaeringsdato = t.skaeringsdato AND n.naeste IS NOT NULL AND {among}"
    )
