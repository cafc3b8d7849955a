"""The five test rounds and the late deliveries, on small municipalities drawn by hand."""

from __future__ import annotations

from datetime import date

import pytest
from tegnet import byg

from lisanalysis.analyses.datavalidering import aftale
from lisanalysis.batch.rounds import runder

LEV = "leverance_id|kilde|fil|raekker|indlaest|afvist|skaeringsdato|status\n"
BV, PRISME = "l1|bv|bv_a.csv|200|200|0|2025-10-31|ok\n", "l2|prisme|p.csv|100|100|0|2025-10-31|ok\n"
SYSTEMER = {
    "bv": {"navn": "BV", "kontakt": "Ydelseskontoret", "hyppighed": "maanedlig", "frist": 5},
    "prisme": {"navn": "Prisme", "kontakt": "Økonomi", "hyppighed": "maanedlig", "frist": 10},
}
AFREGNING = "afregning_id|borger_id|ydelse_id|beloeb|henvisningsnr\na1|b1|y1|100|h1\na2|b1|y2|50|h2"
YDELSE = "ydelse_id|borger_id\ny1|b1"
POSTERING = "posterings_dato|regnskabsaar|bilag|linje|konto|art|beloeb|henvisningsnr\n2025-10-05|2025|1|1|538521001|409|100|h1"
SALDO = "regnskabsaar|periode|konto|art|saldo\n2025|2025-10|538521001|409|100"


def udfald(dag: str = "2025-11-04", leverance: str = LEV + BV + PRISME, **tabeller: str) -> list[str]:
    """How each round goes on the day."""
    data = byg("2025-10-31", leverance=leverance, systemer=SYSTEMER, **tabeller)
    return [r.udfald for r in runder(data, data.leverancer(), date.fromisoformat(dag))]


@pytest.mark.parametrize(("leverance", "nr", "ventet"), [
    (LEV + BV + PRISME, 1, "bestået"),
    (LEV + BV, 1, "ikke bestået"),
    (LEV + BV + PRISME + "l3|bv|bv_b.csv|||||afvist\n", 1, "ikke bestået"),
    (LEV + BV + "l2|prisme|p.csv|100|99|1|2025-10-31|ok\n", 2, "bestået"),
    (LEV + BV + "l2|prisme|p.csv|100|98|2|2025-10-31|ok\n", 2, "ikke bestået"),
    (LEV, 2, "ikke prøvet"),
])  # fmt: skip
def test_files_and_rows(leverance: str, nr: int, ventet: str) -> None:
    """One file lacking or refused fails round 1; more than one row in a hundred fails round 2, and exactly one does not."""
    assert udfald(leverance=leverance)[nr - 1] == ventet


def test_the_money_must_hit_the_balance_to_the_oere() -> None:
    """An øre too little fails; no balance list is not tried, and never passed."""
    assert udfald()[2] == "ikke prøvet"
    assert udfald(postering=POSTERING, saldo=SALDO)[2] == "bestået"
    assert udfald(postering=POSTERING, saldo=SALDO.replace("|100", "|100.01"))[2] == "ikke bestået"


def test_keys_must_be_found_in_the_other_system() -> None:
    """Of two settlements' measures one is unknown: half is less than 95 %; where both are known the round is passed."""
    assert udfald()[3] == "ikke prøvet"
    assert udfald(afregning=AFREGNING, ydelse=YDELSE)[3] == "ikke bestået"
    assert udfald(afregning=AFREGNING, ydelse=YDELSE + "\ny2|b1")[3] == "bestået"


def test_it_must_have_gone_well_twice() -> None:
    """A single delivery is not yet running; a second one is, and a late one is not."""
    andet = "l4|bv|bv_sept.csv|200|200|0|2025-09-30|ok\n"
    assert udfald()[4] == "ikke bestået"
    assert udfald(leverance=LEV + BV + PRISME + andet)[4] == "bestået"
    assert udfald("2025-12-06", leverance=LEV + BV + PRISME + andet)[4] == "ikke bestået"


def test_a_late_delivery_is_a_sentence_with_dates_and_a_contact() -> None:
    """October's data on 6 December: BV's November was due the 5th, Prisme's is not due before the 10th."""
    data = byg("2025-10-31", leverance=LEV + BV + PRISME, systemer=SYSTEMER)
    sagt = aftale.paamindelser(data.kommune.systemer, data.leverancer(), date(2025, 12, 6))
    assert sagt == [
        "BV er forsinket: data til og med 30-11-2025 skulle være her 05-12-2025, og de seneste er fra 31-10-2025. Ring til: Ydelseskontoret."
    ]
    assert aftale.paamindelser(data.kommune.systemer, data.leverancer(), date(2025, 12, 5)) == sagt
    assert aftale.paamindelser(data.kommune.systemer, data.leverancer(), date(2025, 12, 4)) == []


def test_a_system_that_never_delivered_is_named() -> None:
    """Agreed and not there at all; one that delivers once and for all is never late."""
    systemer = SYSTEMER | {"cpr": {"navn": "CPR", "hyppighed": "maanedlig"}, "dst": {"hyppighed": "engang"}}
    data = byg("2025-10-31", leverance=LEV + BV + PRISME, systemer=systemer)
    assert aftale.paamindelser(data.kommune.systemer, data.leverancer(), date(2025, 11, 4)) == ["CPR har ikke leveret endnu."]
