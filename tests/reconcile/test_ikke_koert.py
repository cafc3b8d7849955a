"""What lacks a table is "ikke kørt", never 0; and the anchor outside is asked where it is delivered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from afstem_prep import byg

from lisanalysis.reconcile import afstem

AFREGNING = """
afregning_id | borger_id | paragraf | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | beloeb
a1           | b_1       | SEL-107  | h1            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00
"""
POSTERING = """
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb  | maskinnr | henvisningsnr
B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_1       | 1000.00 | BV001    | h1
"""
BEVILLING = """
bevilling_id | borger_id | paragraf | start_dato | takst | kilde
n1           | b_1       | SEL-107  | 2025-01-01 | 10.00 | {kilde}
"""


def _stoppet(svar) -> dict[str, str]:
    return {i.sloejfe: i.grund for i in svar.ikke_koert if not i.aarsag}


def test_a_loop_without_its_tables_is_not_run() -> None:
    """Each loop names what it lacks, and gives no line at all."""
    uden_prisme = afstem(byg(afregning=AFREGNING, bevilling=BEVILLING.format(kilde="nexus")))
    assert list(_stoppet(uden_prisme)) == ["2"] and "postering" in _stoppet(uden_prisme)["2"]
    uden_nexus = afstem(byg(afregning=AFREGNING, postering=POSTERING))
    assert list(_stoppet(uden_nexus)) == ["1"] and "bevilling" in _stoppet(uden_nexus)["1"]
    assert set(uden_nexus.afvigelser.execute()["sloejfe"]) <= {"2"}


def test_grants_of_the_settlement_system_itself_prove_nothing() -> None:
    """Where the grants come from Børn og Voksne, loop 1 would compare it with itself: it is not run."""
    svar = afstem(byg(afregning=AFREGNING, postering=POSTERING, bevilling=BEVILLING.format(kilde="bv")))
    assert "Nexus" in _stoppet(svar)["1"]


def test_a_day_before_the_first_delivery_has_nothing_to_compare() -> None:
    """Delivered later than the cut-off: neither loop is run, neither is called circular, and nothing fails."""
    sent = {"afregning": AFREGNING, "postering": POSTERING, "bevilling": BEVILLING.format(kilde="nexus")}
    data = replace(byg(**sent), per=date(2025, 6, 30))
    svar = afstem(data)
    assert {n: "på skæringsdatoen" in g for n, g in _stoppet(svar).items()} == {"1": True, "2": True}
    assert len(svar.afvigelser.execute()) == len(svar.ottetal.execute()) == 0


def test_nothing_delivered_gives_empty_tables_in_the_right_columns() -> None:
    """Both loops are not run, and the three tables are there and empty."""
    svar = afstem(byg(bevilling=BEVILLING.format(kilde="nexus")))
    assert set(_stoppet(svar)) == {"1", "2"}
    assert [len(t.execute()) for t in (svar.afvigelser, svar.afstemt, svar.ottetal)] == [0, 0, 0]


def test_a_cause_without_its_table_says_so() -> None:
    """Deaths need the CPR extract, neighbouring numbers the pairs that the load makes."""
    svar = afstem(byg(afregning=AFREGNING, postering=POSTERING, bevilling=BEVILLING.format(kilde="nexus")))
    assert {(i.sloejfe, i.aarsag) for i in svar.ikke_koert} == {("1", "efter_doed"), ("1", "cpr_afvigelse"), ("2", "cpr_afvigelse")}


def test_the_balance_list_is_held_against_the_postings() -> None:
    """Saldo 1,300 kr. against 1,000 kr. posted: 300 kr. on that account and month, and nothing where the two agree."""
    saldo = "kilde | regnskabsaar | periode | konto | saldo\nprisme | 2025 | 2025-03 | 538521001 | {}"
    forkert = afstem(byg(afregning=AFREGNING, postering=POSTERING, saldo=saldo.format("1300.00"))).anker.execute()
    rigtig = afstem(byg(afregning=AFREGNING, postering=POSTERING, saldo=saldo.format("1000.00"))).anker.execute()
    assert list(zip(forkert["konto"], forkert["periode"], forkert["forskel"], strict=True)) == [("538521001", "2025-03", Decimal("300.00"))]
    assert len(rigtig) == 0
    assert afstem(byg(afregning=AFREGNING, postering=POSTERING)).anker is None
