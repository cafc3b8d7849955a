"""Gives Opus' postings the nine-digit konto that their dimensions stand for.

The row of the table that names most dimensions wins, among those in force on the posting date; an empty dimension fits any. Where two
rows name equally many and different accounts, none is chosen: such a posting, and one that no row fits, keeps an empty konto
and is counted in its delivery's remark.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from lisanalysis.sources.ledger import Ledger

if TYPE_CHECKING:
    import duckdb

_DIMENSIONS = ("artskonto", "omkostningssted", "psp_element")
_PARTS = ("konto", "funktion", "dranst", "gruppering")


def assign(ledger: Ledger) -> None:
    """Fill the accounts of the postings that have dimensions and no konto, and say which could not be filled."""
    con = ledger.con
    dims = ", ".join(_DIMENSIONS)
    con.execute(
        "CREATE TEMP TABLE uden_konto AS SELECT leverance_id, posterings_dato, "
        f"{dims} FROM lager.postering WHERE konto IS NULL AND coalesce({dims}) IS NOT NULL"
    )
    _match(con)
    same = " AND ".join(f"m.{c} IS NOT DISTINCT FROM t.{c}" for c in (*_DIMENSIONS, "posterings_dato"))
    rows = con.execute(
        "SELECT t.leverance_id, count(*) FILTER (m.antal > 1), count(*) FILTER (m.antal IS NULL) "
        f"FROM uden_konto AS t LEFT JOIN match AS m ON {same} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    con.execute(
        f"UPDATE lager.postering AS t SET {', '.join(f'{p} = m.{p}' for p in _PARTS)} FROM match AS m "
        f"WHERE m.antal = 1 AND t.konto IS NULL AND {same}"
    )
    con.execute("DROP TABLE uden_konto")
    con.execute("DROP TABLE match")
    for leverance_id, ambiguous, unknown in rows:
        if unknown or ambiguous:
            ledger.remark(leverance_id, " ".join(filter(None, (_unknown(unknown), _ambiguous(ambiguous)))))


def _match(con: duckdb.DuckDBPyConnection) -> None:
    """A table `match`: for each set of dimensions and day, how many accounts its most specific rows name, and one of them.

    The rows that name three dimensions are tried first, then those that name two, one and none; each try is a join on equal values.
    """
    dims, parts = ", ".join(_DIMENSIONS), ", ".join(_PARTS)
    con.execute(f"CREATE TEMP TABLE match AS SELECT {dims}, posterings_dato, 0 AS antal, {parts} FROM lager.postering LIMIT 0")
    for named in range(len(_DIMENSIONS), -1, -1):
        found = " UNION ALL ".join(_naming(subset) for subset in combinations(_DIMENSIONS, named))
        con.execute(
            f"INSERT INTO match SELECT {dims}, posterings_dato, count(DISTINCT konto), {', '.join(f'any_value({p})' for p in _PARTS)} "
            f"FROM ({found}) GROUP BY {dims}, posterings_dato"
        )


def _naming(subset: tuple[str, ...]) -> str:
    """SQL for the postings still without a match that a row naming exactly these dimensions fits, on a day when it is in force."""
    same = " AND ".join(f"m.{c} IS NOT DISTINCT FROM p.{c}" for c in (*_DIMENSIONS, "posterings_dato"))
    left = f"SELECT DISTINCT {', '.join(_DIMENSIONS)}, posterings_dato FROM uden_konto AS p WHERE NOT EXISTS (FROM match AS m WHERE {same})"
    named = " AND ".join(f"k.{d} IS NOT NULL" if d in subset else f"k.{d} IS NULL" for d in _DIMENSIONS)
    fits = " AND ".join([f"v.{d} = k.{d}" for d in subset] + ["coalesce(k.gyldig_fra_dato, v.posterings_dato) <= v.posterings_dato",
                         "coalesce(k.gyldig_til_dato, v.posterings_dato) >= v.posterings_dato"])
    rows = f"SELECT DISTINCT * EXCLUDE (kilde, leverance_id, raekke_nr, skaeringsdato) FROM lager.kontering AS k WHERE k.erstattet_dato IS NULL AND {named}"
    return f"SELECT v.*, {', '.join(f'k.{p}' for p in _PARTS)} FROM ({left}) AS v JOIN ({rows}) AS k ON {fits}"


def _unknown(count: int) -> str:
    return _without("ikke kender", count)


def _ambiguous(count: int) -> str:
    return _without("fører til flere konti", count)


def _without(why: str, count: int) -> str:
    hvem, deres = ("postering", "dens") if count == 1 else ("posteringer", "deres")
    return f"{count} {hvem} har dimensioner, som konteringstabellen {why}; {deres} konto er tom." if count else ""
