"""Which numbers are taken for one another: against a plain twin that holds everybody against everybody."""

from __future__ import annotations

import random
from collections.abc import Iterator

import duckdb
import pytest

from lisanalysis.access import find_naboer
from lisanalysis.sources.ledger import create_tables


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute("ATTACH ':memory:' AS lager")
        con.execute("ATTACH ':memory:' AS identitet")
        create_tables(con, "x")
        con.execute("CREATE TABLE identitet.cpr (borger_id VARCHAR PRIMARY KEY, cpr VARCHAR)")
        yield con


def _par(con: duckdb.DuckDBPyConnection, numre: list[str]) -> set[tuple[frozenset[str], str]]:
    """The pairs found, as numbers: the pseudonym of a number is here the number backwards."""
    con.execute("DELETE FROM identitet.cpr")
    con.executemany("INSERT INTO identitet.cpr VALUES (?, ?)", [(n[::-1], n) for n in numre])
    find_naboer(con, "identitet", "lager")
    fundne = con.execute("SELECT borger_a, borger_b, slags FROM lager.nabo").fetchall()
    assert len(fundne) == len(set(fundne))
    return {(frozenset({a[::-1], b[::-1]}), slags) for a, b, slags in fundne}


def _plain(numre: list[str]) -> set[tuple[frozenset[str], str]]:
    ud = set()
    for a in numre:
        for b in numre:
            skilt = [i for i in range(10) if a[i] != b[i]]
            if len(skilt) == 1:
                ud.add((frozenset({a, b}), "ciffer"))
            if len(skilt) == 2 and skilt[1] == skilt[0] + 1 and a[skilt[0]] == b[skilt[1]] and a[skilt[1]] == b[skilt[0]]:
                ud.add((frozenset({a, b}), "ombytning"))
    return ud


@pytest.mark.parametrize("seed", range(4))
def test_the_pairs_are_those_of_the_plain_twin(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    """Numbers of three digits' variation, so that many are near each other, and some with letters."""
    r = random.Random(seed)
    numre = sorted({r.choice("67") + r.choice("123") + "0190" + r.choice("1289") + r.choice("12AB") + r.choice("1234") + r.choice("1234") for _ in range(150)})
    assert _par(con, numre) == _plain(numre) != set()


def test_what_is_two_slips_away_is_no_neighbour(con: duckdb.DuckDBPyConnection) -> None:
    """Two wrong digits, two swapped that do not stand together, and a number that is not ten characters."""
    assert _par(con, ["6101901234", "6101902235", "6101904231", "61019012345"]) == set()


def test_a_former_number_is_known_from_the_delivery_that_tells_of_it(con: duckdb.DuckDBPyConnection) -> None:
    """From the person's own record or the record of former numbers; a number that is its own present one is none."""
    con.execute("INSERT INTO lager.borger (borger_id, gaeldende_borger_id, kilde, leverance_id, raekke_nr, skaeringsdato) VALUES "
                "('b_gl', 'b_ny', 'cpr', 'l1', 7, '2025-06-30'), ('b_ny', 'b_ny', 'cpr', 'l1', 8, '2025-06-30')")  # fmt: skip
    con.execute("INSERT INTO lager.relation (borger_id, relation, anden_borger_id, kilde, leverance_id, raekke_nr, skaeringsdato) VALUES "
                "('b_x', 'tidligere_nummer', 'b_y', 'cpr', 'l1', 9, '2025-06-30'), ('b_x', 'mor', 'b_z', 'cpr', 'l1', 10, '2025-06-30')")  # fmt: skip
    find_naboer(con, "identitet", "lager")
    fundet = con.execute("SELECT borger_a, borger_b, slags, raekke_nr, skaeringsdato::VARCHAR FROM lager.nabo ORDER BY raekke_nr").fetchall()
    assert fundet == [("b_gl", "b_ny", "tidligere", 7, "2025-06-30"), ("b_y", "b_x", "tidligere", 9, "2025-06-30")]
