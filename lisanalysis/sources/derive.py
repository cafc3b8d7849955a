"""What can be known only when all files are in: aliases, dimensions, bare paragraph numbers, and which delivery replaces which."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.domain import paragraf
from lisanalysis.sources import correction, kontering, systemskifte
from lisanalysis.sources.deliveries import Delivery
from lisanalysis.sources.ledger import Ledger
from lisanalysis.sources.mapping import SystemMapping
from lisanalysis.tables import TABELLER, Table

if TYPE_CHECKING:
    import duckdb

    from lisanalysis.settings import Kommune

_BEFORE, _AFTER = date(2023, 12, 31), date(2024, 1, 1)


# What the files together say of a case's area and an alias' account, where they agree.
AREA_OF_CASE = "SELECT kilde, sag_id, any_value(omraade) AS omraade FROM lager.sag GROUP BY ALL HAVING count(DISTINCT omraade) = 1"
KONTO_OF_ALIAS = (
    "SELECT kontoalias, any_value(konto) AS konto, any_value(funktion) AS funktion, any_value(dranst) AS dranst, "
    "any_value(gruppering) AS gruppering FROM lager.konto GROUP BY kontoalias HAVING count(DISTINCT konto) = 1"
)


def derive(ledger: Ledger, deliveries: Iterable[Delivery], kommune: Kommune, new: Collection[str] | None = None) -> None:
    """Complete the tables of the attached `lager`; what a person should know of is noted in the delivery list.

    `new` are the deliveries that came on top of a lager already completed: only what they touch is marked again. Where two systems
    have filled the same table, every mark depends on all the others, and they are all made anew.
    """
    con, deliveries = ledger.con, list(deliveries)
    interface = [d.leverance_id for d in deliveries if d.mappings[0].format.type == "floating"]
    if new is not None and (interface or systemskifte.possible(con)):
        _forget_marks(con)
        new = None
    for table in TABELLER.values():
        if "konto" in table and table.navn != "konto":
            _resolve_alias(con, table)
        if "paragraf" in table:
            _settle_law(con, table)
        _mark_replaced(con, table, deliveries, new)
    correction.mark(ledger, deliveries, new)
    kontering.assign(ledger)
    systemskifte.settle(ledger, kommune.systemskifte)
    systemskifte.drop_interface_copies(ledger, interface)


def _forget_marks(con: duckdb.DuckDBPyConnection) -> None:
    for table in TABELLER:
        con.execute(f"UPDATE lager.{table} SET erstattet_dato = NULL WHERE erstattet_dato IS NOT NULL")
    for found in ("systemskifte", "rettelse"):
        con.execute(f"DELETE FROM lager.{found}")


def _resolve_alias(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """An account given by its alias gets the kontoplan's nine digits; an alias that the kontoplan lacks stays as it is."""
    parts = [p for p in ("konto", "funktion", "dranst", "gruppering") if p in table]
    con.execute(
        f"UPDATE lager.{table.navn} AS t SET {', '.join(f'{p} = k.{p}' for p in parts)} "
        f"FROM ({KONTO_OF_ALIAS}) AS k WHERE t.konto = k.kontoalias"
    )


def _settle_law(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """A bare number becomes SEL or BL where the area and the start settle it, and is left unknown where not."""
    omraade = "t.omraade" if "omraade" in table else "NULL"
    if "sag_id" in table:
        omraade = f"(SELECT s.omraade FROM ({AREA_OF_CASE}) AS s WHERE s.kilde = t.kilde AND s.sag_id = t.sag_id)"
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


def _mark_replaced(con: duckdb.DuckDBPyConnection, table: Table, deliveries: list[Delivery], new: Collection[str] | None) -> None:
    """A row is replaced from the next cut-off at which its source brings the same key again.

    A dated file that is the whole picture replaces more: every row of the former one with the same values in `whole_for`.
    """
    several = con.execute(f"SELECT kilde FROM lager.{table.navn} GROUP BY kilde HAVING count(DISTINCT leverance_id) > 1").fetchall()
    touched = {d.system.system for d in deliveries if new is None or (d.leverance_id in new and table.navn in {m.table for m in d.mappings})}
    for kilde in sorted(touched & {kilde for (kilde,) in several}):
        system = next(d.system for d in deliveries if d.system.system == kilde)
        whole = whole_for(system, table)
        dated = [d.leverance_id for d in deliveries if d.navnedato and d.system is system]
        _replace(con, table, kilde, table.noegle if whole is None else tuple(whole), None if whole is None else dated, new)


def whole_for(system: SystemMapping, table: Table) -> list[str] | None:
    """The columns within which a dated file is the whole picture; None where rows replace rows."""
    return next((m.whole_for for m in system.files.values() if m.table == table.navn and m.whole_for is not None), None)


def _replace(
    con: duckdb.DuckDBPyConnection, table: Table, kilde: str, keys: tuple[str, ...], only: list[str] | None, new: Collection[str] | None
) -> None:
    named = "".join(f"{k}, " for k in keys)
    same = "".join(f"n.{k} IS NOT DISTINCT FROM t.{k} AND " for k in keys)
    among = f"kilde = '{kilde}'" + (f" AND leverance_id IN ({', '.join(map(repr, only))})" if only else " AND false" if only == [] else "")
    partition = f"PARTITION BY {', '.join(keys)} " if keys else ""
    brought = ""
    if new is not None and keys:
        again = " AND ".join(f"n.{k} IS NOT DISTINCT FROM t.{k}" for k in keys)
        ids = ", ".join(map(repr, sorted(new)))
        brought = f"SEMI JOIN (SELECT DISTINCT {', '.join(keys)} FROM lager.{table.navn} WHERE kilde = '{kilde}' AND leverance_id IN ({ids})) AS n ON {again} "
    con.execute(
        f"UPDATE lager.{table.navn} AS t SET erstattet_dato = n.naeste FROM ("
        f"SELECT {named}skaeringsdato, lead(skaeringsdato) OVER ({partition}ORDER BY skaeringsdato) AS naeste "
        f"FROM (SELECT DISTINCT {named}skaeringsdato FROM lager.{table.navn} AS t {brought}WHERE {among})) AS n "
        f"WHERE {same}n.skaeringsdato = t.skaeringsdato AND n.naeste IS NOT NULL AND t.erstattet_dato IS DISTINCT FROM n.naeste AND {among}"
    )
