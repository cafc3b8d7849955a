"""Recognises a corrected delivery: a later file of the same kind, for the same period, that takes the former one's place whole.

Row by row a later file replaces what it brings again; but a row that the correction has taken away is brought by nobody. So where two
files of payments cover the same months, and most of the former's rows come again in the next, the former is replaced
altogether. Files that share a period and few rows (two districts) both stand. Of two with the same cut-off the last by name holds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from lisanalysis.sources.deliveries import Delivery
from lisanalysis.sources.ledger import Ledger
from lisanalysis.tables import Table

if TYPE_CHECKING:
    import duckdb

_MOST = 0.5
_STEM = r"regexp_replace(fil, '(\.[^.]*)?(\.gz)?$', '')"


def mark(ledger: Ledger, deliveries: Sequence[Delivery], new: Collection[str] | None) -> None:
    """Mark the rows of corrected files as replaced, enter each pair in `lager.rettelse`, and say so in the delivery list."""
    by_id = {d.leverance_id: d for d in deliveries}
    for former, later in _same_period(ledger.con):
        if new is None or later in new:
            for mapping in by_id[later].mappings:
                if mapping.tabel.beloeb and mapping.tabel.dato and mapping.whole_for is None:
                    _settle(ledger.con, mapping.tabel, former, later)
    _report(ledger)


def _same_period(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Each file with the next one of the same system, tables and months."""
    kind = "kilde, tabeller, date_trunc('month', periode_fra), date_trunc('month', periode_til)"
    return con.execute(
        f"SELECT leverance_id, naeste FROM (SELECT leverance_id, lead(leverance_id) OVER (PARTITION BY {kind} ORDER BY skaeringsdato, {_STEM}) AS naeste "
        "FROM lager.leverance WHERE status IN ('ok', 'advarsel') AND indlaest > 0 AND periode_fra IS NOT NULL) WHERE naeste IS NOT NULL ORDER BY ALL"
    ).fetchall()


def _settle(con: duckdb.DuckDBPyConnection, table: Table, former: str, later: str) -> None:
    keys = ", ".join(table.noegle)
    rows = f"SELECT {keys} FROM lager.{table.navn} WHERE leverance_id = "
    told, apart, common = con.execute(
        f"SELECT (SELECT count(*) FROM ({rows}?)), (SELECT count(*) FROM (SELECT DISTINCT * FROM ({rows}?))), "
        f"(SELECT count(*) FROM ({rows}? INTERSECT {rows}?))", [former, former, former, later]
    ).fetchone()
    if told and told == apart and common > _MOST * told:  # a key that several rows share tells no row from another
        con.execute(
            f"UPDATE lager.{table.navn} SET erstattet_dato = (SELECT skaeringsdato FROM lager.leverance WHERE leverance_id = $later LIMIT 1) "
            "WHERE leverance_id = $former AND erstattet_dato IS NULL", {"former": former, "later": later}
        )
        con.execute("INSERT INTO lager.rettelse VALUES (?, ?, ?, ?, ?)", [table.navn, former, later, common, told - common])


def _report(ledger: Ledger) -> None:
    """One sentence on each corrected file's successor."""
    rows = ledger.con.execute(
        "SELECT r.erstattet_af, g.fil, sum(r.borte)::INT, any_value(g.skaeringsdato = n.skaeringsdato) FROM lager.rettelse AS r "
        "JOIN lager.leverance AS g ON g.leverance_id = r.leverance_id AND g.status <> 'gentaget' "
        "JOIN lager.leverance AS n ON n.leverance_id = r.erstattet_af AND n.status <> 'gentaget' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for later, fil, gone, undated in rows:
        how = " Den sidste efter filnavn gælder; skriv leverancens dato (åååå-mm-dd) i navnet." if undated else ""
        ledger.remark(later, f"Rettet leverance: træder i stedet for {fil} for samme periode; {gone} {'række' if gone == 1 else 'rækker'} derfra er ikke med længere.{how}")
