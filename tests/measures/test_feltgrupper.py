"""The trade's groups of fields: all there by name, and each calculated field by hand."""

from datetime import date
from decimal import Decimal as D

import pytest
from tegnet import byg
from tegnet_felter import kommune

from lisanalysis.errors import LisError
from lisanalysis.measures.feltgrupper import FELTER, feltgruppe
from lisanalysis.measures.helaarspris import helaarspris
from lisanalysis.tables import MissingTable


def raekker(data, gruppe: str) -> list[dict]:
    return feltgruppe(data, gruppe).to_pyarrow().to_pylist()


@pytest.mark.parametrize("gruppe", FELTER)
def test_every_field_is_there_by_name(gruppe) -> None:
    """The eight groups, each with its own columns in order, and a row for each object."""
    rows = raekker(kommune(), gruppe)
    assert rows and tuple(rows[0]) == FELTER[gruppe]


def test_the_eight_groups_are_the_trades() -> None:
    assert tuple(FELTER) == ("sag", "foranstaltning", "ydelse", "borger", "pladsoplysning", "afregning", "budgetark", "disponering")


def test_what_follows_from_the_registered_by_hand() -> None:
    """F1 runs 1 March to New Year's Eve, 306 of 365 days; F2 the 31 of January. A case closed on the day is closed."""
    d = kommune()
    f = {r["ydelse_id"]: r for r in raekker(d, "foranstaltning")}
    assert (f["F1"]["doegn_i_aaret"], f["F2"]["doegn_i_aaret"]) == (306, 31)
    assert f["F1"]["helaarspersoner"] == D("0.838356")  # 306/365
    assert {r["sag_id"]: r["aaben"] for r in raekker(d, "sag")} == {"S1": True, "S2": False}
    (a,) = raekker(d, "afregning")
    assert (a["aar"], a["maaned"], a["doegn"]) == (2025, 3, 15)
    (x,) = raekker(d, "disponering")
    assert (x["disponeret"], x["forbrug"], x["rest"]) == (D("31015.50"), D("15007.50"), D("16008.00"))
    assert raekker(d, "budgetark")[0]["beregnet_kr"] == D("250000.00")


def test_the_price_of_a_year_is_the_measures_own() -> None:
    """365 × 1,000.50, and 300 a week: 15,642.86."""
    for r in raekker(kommune(), "ydelse"):
        assert r["helaarspris"] == helaarspris(r["antal"], r["takst"], r["frekvens"])
    assert sorted(r["helaarspris"] for r in raekker(kommune(), "ydelse")) == [D("15642.86"), D("365182.50")]


def test_age_and_home_are_those_of_the_day() -> None:
    """Born on a leap day: 18 on 1 March; b_b is 17 the day before the birthday and has no known home."""
    b = {r["borger_id"]: r for r in raekker(kommune(), "borger")}
    assert (b["b_a"]["alder"], b["b_a"]["fylder_18_dato"], b["b_a"]["kommune"]) == (17, date(2026, 3, 1), "0998")
    assert (b["b_b"]["alder"], b["b_b"]["fylder_18_dato"], b["b_b"]["kommune"]) == (17, date(2025, 4, 1), None)


def test_places_are_those_of_the_newest_takst_that_holds() -> None:
    """Ten places since January; next year's 99 do not hold yet. Without a p-nummer the provider's CVR leads there."""
    rows = raekker(kommune(), "pladsoplysning")
    assert [(r["tilbud_kommune"], r["antal_pladser"]) for r in rows] == [("0573", 10), ("0573", 10)]


def test_a_newer_takst_that_does_not_say_leaves_what_was_known() -> None:
    """The newest known of each field, and of two from one day the first in the file."""
    data = byg(
        "2025-03-31",
        ydelse="ydelse_id | borger_id | leverandoer_cvr | start_dato\nF1 | b_a | 10000000 | 2025-03-01\nF2 | b_a | 20000000 | 2025-03-01",
        tilbud_takst="tilbud_id | leverandoer_cvr | kommune | antal_pladser | takst | gyldig_fra_dato\nT1 | 10000000 | 0573 | 8 | 900 | 2024-01-01\n"
        "T1 | 10000000 | | 12 | 1000 | 2025-01-01\nT2 | 10000000 | | 7 | 1000 | 2025-01-01",
    )
    assert [(r["ydelse_id"], r["tilbud_kommune"], r["antal_pladser"]) for r in sorted(raekker(data, "pladsoplysning"), key=lambda r: r["ydelse_id"])] == [
        ("F1", "0573", 12), ("F2", None, None)]  # fmt: skip


def test_a_group_that_is_none_and_one_not_delivered_are_told() -> None:
    with pytest.raises(LisError, match="pladsoplysning"):
        feltgruppe(kommune(), "kasse")
    with pytest.raises(MissingTable, match="budgetark"):
        feltgruppe(byg("2025-03-31", sag="sag_id | borger_id\nS1 | b_a"), "budgetark")
