"""Which citizens' numbers are easily taken for one another: found where the numbers are, handed on as pairs of pseudonyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_CIFRE = 10
_HERKOMST = "kilde, leverance_id, raekke_nr, skaeringsdato, erstattet_dato"


def find_naboer(con: duckdb.DuckDBPyConnection, identitet: str, lager: str) -> None:
    """Fill the lager's `nabo` from the guarded file's numbers and from what CPR says of former numbers.

    Two numbers are neighbours where one character differs or two beside each other are swapped. For each place both numbers are
    written without what may differ there and joined on the rest being equal, so that nobody is held against everybody: a number has
    at most 99 neighbours. A pair by digits holds at every cut-off, a former number from the delivery that tells of it.
    """
    con.execute(f"DELETE FROM {lager}.nabo")
    con.execute(f"CREATE TEMP TABLE numre AS SELECT borger_id, cpr FROM {identitet}.cpr WHERE length(cpr) = {_CIFRE}")
    con.execute("CREATE TEMP TABLE par (borger_a VARCHAR, borger_b VARCHAR, slags VARCHAR)")
    try:
        for plads in range(1, _CIFRE + 1):
            _find(con, "ciffer", _uden(plads, 1), "true")
        for plads in range(1, _CIFRE):
            byttet = f"substr(a.cpr, {plads}, 1) = substr(b.cpr, {plads + 1}, 1) AND substr(a.cpr, {plads + 1}, 1) = substr(b.cpr, {plads}, 1)"
            _find(con, "ombytning", _uden(plads, 2), byttet)
        _skriv(con, lager)
    finally:
        con.execute("DROP TABLE numre")
        con.execute("DROP TABLE par")


def _uden(plads: int, antal: int) -> str:
    """SQL for a number without the characters at a place."""
    return f"substr(cpr, 1, {plads - 1}) || '{'.' * antal}' || substr(cpr, {plads + antal})"


def _find(con: duckdb.DuckDBPyConnection, slags: str, uden: str, naar: str) -> None:
    """Pairs whose numbers are the same but for a place, each pair once."""
    con.execute(
        f"WITH m AS (SELECT borger_id, cpr, {uden} AS rest FROM numre) "
        f"INSERT INTO par SELECT a.borger_id, b.borger_id, '{slags}' FROM m AS a JOIN m AS b ON a.rest = b.rest WHERE a.cpr < b.cpr AND {naar}"
    )


def _skriv(con: duckdb.DuckDBPyConnection, lager: str) -> None:
    """The pairs by digits, in an order that says nothing of which number is the lower; then the former numbers, with their own lineage."""
    con.execute(
        f"INSERT INTO {lager}.nabo (borger_a, borger_b, slags, {_HERKOMST}) SELECT a, b, slags, 'lis', '', row_number() OVER (ORDER BY a, b, slags), "
        f"coalesce((SELECT min(skaeringsdato) FROM {lager}.leverance), DATE '0001-01-01'), NULL "
        "FROM (SELECT least(borger_a, borger_b) AS a, greatest(borger_a, borger_b) AS b, slags FROM par)"
    )
    con.execute(
        f"INSERT INTO {lager}.nabo (borger_a, borger_b, slags, {_HERKOMST}) SELECT borger_id, gaeldende_borger_id, 'tidligere', {_HERKOMST} "
        f"FROM {lager}.borger WHERE gaeldende_borger_id <> borger_id"
    )
    con.execute(
        f"INSERT INTO {lager}.nabo (borger_a, borger_b, slags, {_HERKOMST}) SELECT anden_borger_id, borger_id, 'tidligere', {_HERKOMST} "
        f"FROM {lager}.relation WHERE relation = 'tidligere_nummer' AND anden_borger_id <> borger_id"
    )
