"""Counts once what two systems of a kind have both delivered, as they do around a change of system.

Two rows are the same where two systems fill the same table with the same citizen, paragraf, provider, period and amount; equal
rows within one system pair off one to one with those of the other. A change that `kommune.yaml` declares settles who is counted:
the old system before the day, the new from it. One that is not declared is recognised where at least half of the smaller side's
rows, in the time that both cover, stand in the other too; then the new system is counted, and the report asks. Fewer equal rows
than that may be a payment made twice: they are all kept, and the report asks. The row that gives way is marked as replaced and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import TYPE_CHECKING

from lisanalysis.settings import Systemskifte
from lisanalysis.sources.ledger import Ledger

if TYPE_CHECKING:
    import duckdb

# What makes a row of one system the same as a row of another, by table; the first is the day it belongs to.
SAME = {
    "bevilling": ("start_dato", "slut_dato", "borger_id", "paragraf"),
    "ydelse": ("start_dato", "slut_dato", "borger_id", "paragraf", "leverandoer_cvr", "takst"),
    "afregning": ("periode_fra_dato", "periode_til_dato", "borger_id", "paragraf", "leverandoer_cvr", "beloeb", "status", "afregningstype"),
    "postering": ("posterings_dato", "konto", "borger_id", "beloeb"),
}
_INTERFACE = ("posterings_dato", "konto", "borger_id", "beloeb", "maskinnr")
_WHOM = {"bevilling": "borger_id", "ydelse": "borger_id", "afregning": "borger_id", "postering": "konto"}
_ENOUGH = 0.5


@dataclass(frozen=True)
class Overlap:
    """What two systems have both delivered in a table: equal rows, and how many each has in the time that both cover."""

    tabel: str
    fra: str
    til: str
    ens: int
    raekker: int
    fra_dato: date
    til_dato: date

    @property
    def is_change(self) -> bool:
        """Whether so much is equal that one system must have taken over from the other."""
        return self.ens >= _ENOUGH * self.raekker


def settle(ledger: Ledger, declared: Sequence[Systemskifte]) -> None:
    """Mark the rows that give way, and enter each change as one line in `lager.systemskifte`."""
    con = ledger.con
    for (one, other), table in product(combinations(_systems(con), 2), SAME):
        if con.execute(f"SELECT count(DISTINCT kilde) FROM lager.{table} WHERE kilde IN (?, ?)", [one, other]).fetchone() == (2,):
            said = next((s for s in declared if {s.fra, s.til} == {one, other}), None)
            _settle_pair(con, table, (said.fra, said.til) if said else (one, other), said)
    _follow_measures(con)
    _report(ledger)


def possible(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether two systems have filled the same table."""
    return any(con.execute(f"SELECT count(DISTINCT kilde) > 1 FROM lager.{table}").fetchone()[0] for table in SAME)


def _systems(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The systems, the one that began first before the others; of two that began together, the one that was last delivered is last."""
    days = " UNION ALL ".join(f"SELECT kilde, {same[0]} AS dag, skaeringsdato FROM lager.{table}" for table, same in SAME.items())
    rows = con.execute(f"SELECT kilde FROM ({days}) GROUP BY kilde ORDER BY min(dag), max(skaeringsdato), kilde").fetchall()
    return [kilde for (kilde,) in rows]


def _settle_pair(con: duckdb.DuckDBPyConnection, table: str, pair: tuple[str, str], said: Systemskifte | None) -> None:
    _pair_off(con, table, SAME[table], f"kilde = '{pair[0]}'", f"kilde = '{pair[1]}'")
    overlap = _overlap(con, table, pair)
    if overlap:
        day = said.dato if said else overlap.fra_dato
        counted_once = said is not None or overlap.is_change
        if counted_once:
            _give_way(con, table, f"p.dag >= DATE '{day}'", "gammel", "ny")
            _give_way(con, table, f"p.dag < DATE '{day}'", "ny", "gammel")
        con.execute(
            "INSERT INTO lager.systemskifte VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [table, *pair, day, overlap.ens, overlap.fra_dato, overlap.til_dato, said is not None, counted_once],
        )
    con.execute("DROP TABLE par")


def _pair_off(con: duckdb.DuckDBPyConnection, table: str, same: Sequence[str], old: str, new: str) -> None:
    """A table `par` of equal rows, old and new by row id; a row without its citizen (a posting: its konto) is equal to none."""
    key = ", ".join(f"coalesce({c}::VARCHAR, '')" for c in same)
    known = " AND ".join(f"{c} IS NOT NULL" for c in same if c in (same[0], _WHOM[table], "beloeb"))
    side = (
        f"SELECT rowid AS id, skaeringsdato, {same[0]} AS dag, concat_ws('|', {key}) AS noegle, "
        f"row_number() OVER (PARTITION BY {', '.join(same)} ORDER BY leverance_id, raekke_nr) AS nr "
        f"FROM lager.{table} WHERE {known} AND erstattet_dato IS NULL AND "
    )
    con.execute(
        "CREATE TEMP TABLE par AS SELECT g.id AS gammel, n.id AS ny, g.skaeringsdato AS gammel_dato, n.skaeringsdato AS ny_dato, g.dag "
        f"FROM ({side}{old}) AS g JOIN ({side}{new}) AS n USING (noegle, nr)"
    )


def _overlap(con: duckdb.DuckDBPyConnection, table: str, pair: tuple[str, str]) -> Overlap | None:
    """The equal rows of two systems; None where there are none."""
    equal, first, last = con.execute("SELECT count(*), min(dag), max(dag) FROM par").fetchone()
    if not equal:
        return None
    day = SAME[table][0]
    within = f"SELECT count(*) AS antal FROM lager.{table} WHERE erstattet_dato IS NULL AND {day} BETWEEN ? AND ? AND kilde IN (?, ?) GROUP BY kilde"
    (smaller,) = con.execute(f"SELECT min(antal) FROM ({within})", [first, last, *pair]).fetchone()
    return Overlap(table, *pair, equal, smaller, first, last)


def _give_way(con: duckdb.DuckDBPyConnection, table: str, when: str, loser: str, winner: str) -> None:
    """The loser's row is replaced from the day that both are there."""
    con.execute(
        f"UPDATE lager.{table} AS t SET erstattet_dato = greatest(p.{winner}_dato, p.{loser}_dato) FROM par AS p WHERE t.rowid = p.{loser} AND {when}"
    )


def _follow_measures(con: duckdb.DuckDBPyConnection) -> None:
    """The dispositions of a measure that gave way are not counted either."""
    con.execute(
        "UPDATE lager.disponering AS d SET erstattet_dato = y.dato FROM (SELECT kilde, ydelse_id, max(erstattet_dato) AS dato FROM lager.ydelse "
        "WHERE kilde IN (SELECT fra FROM lager.systemskifte WHERE talt_en_gang UNION SELECT til FROM lager.systemskifte WHERE talt_en_gang) "
        "GROUP BY ALL HAVING count(*) = count(erstattet_dato)) AS y "
        "WHERE d.kilde = y.kilde AND d.ydelse_id = y.ydelse_id AND d.erstattet_dato IS NULL"
    )


def drop_interface_copies(ledger: Ledger, interface: list[str]) -> None:
    """A posting that came both in the interface file and in the ledger's own extract is counted as the ledger has it."""
    if not interface:
        return
    con, files = ledger.con, ", ".join(f"'{i}'" for i in interface)
    _pair_off(con, "postering", _INTERFACE, f"leverance_id IN ({files})", f"leverance_id NOT IN ({files})")
    (copies,) = con.execute("SELECT count(*) FROM par").fetchone()
    _give_way(con, "postering", "true", "gammel", "ny")
    con.execute("DROP TABLE par")
    if copies:
        for leverance_id in interface:
            ledger.remark(leverance_id, "Posteringer, der også står i økonomisystemets eget udtræk, er talt dér.")


def _report(ledger: Ledger) -> None:
    """One sentence for each change, on the new system's deliveries."""
    rows = ledger.con.execute(
        "SELECT fra, til, dato, erklaeret, talt_en_gang, string_agg(raekker || ' i ' || tabel, ', ' ORDER BY tabel) "
        "FROM (SELECT fra, til, min(dato) OVER (PARTITION BY fra, til) AS dato, erklaeret, bool_or(talt_en_gang) OVER (PARTITION BY fra, til, tabel) "
        "AS talt_en_gang, raekker, tabel FROM lager.systemskifte) GROUP BY ALL ORDER BY fra, til"
    ).fetchall()
    for old, new, day, declared, once, counts in rows:
        sentence = _sentence(old, new, day, declared, once, counts)
        for (leverance_id,) in ledger.con.execute("SELECT leverance_id FROM lager.leverance WHERE kilde = ? AND status <> 'gentaget'", [new]).fetchall():
            ledger.remark(leverance_id, sentence)


def _sentence(old: str, new: str, day: date, declared: bool, once: bool, counts: str) -> str:
    if declared:
        return f"Systemskifte {old} → {new} den {day:%d-%m-%Y}: ens rækker er talt én gang ({counts})."
    if once:
        return (
            f"{new} og {old} har leveret de samme rækker ({counts}); de er talt én gang, som {new} har dem. Er {new} trådt i stedet for "
            f"{old}? Skriv systemskifte i kommune.yaml."
        )
    return f"{new} og {old} har enkelte ens rækker ({counts}); de er talt i begge. Er det samme betaling to gange?"
