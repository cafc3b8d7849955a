"""A day that two settlements pay for counts once, wherever in the later one it lies, and none counts after the death."""

from __future__ import annotations

from decimal import Decimal

from afstem_prep import byg

from lisanalysis.reconcile import afstem

BEVILLING = """
bevilling_id | borger_id | paragraf | leverandoer_cvr | start_dato | takst
n1           | midten    | SEL-107  | 11111111        | 2025-01-01 | 100.00
n2           | to_steder | SEL-107  | 11111111        | 2025-01-01 | 100.00
n3           | enderne   | SEL-107  | 11111111        | 2025-01-01 | 100.00
"""
AFREGNING = """
afregning_id | borger_id | paragraf | leverandoer_cvr | enhed | antal | takst  | periode_fra_dato | periode_til_dato | beloeb
a1           | midten    | SEL-107  | 11111111        | doegn | 3     | 100.00 | 2025-03-10       | 2025-03-12       | 300.00
a2           | midten    | SEL-107  | 11111111        | doegn | 31    | 100.00 | 2025-03-01       | 2025-03-31       | 3100.00
a3           | to_steder | SEL-107  | 11111111        | doegn | 2     | 100.00 | 2025-03-05       | 2025-03-06       | 200.00
a4           | to_steder | SEL-107  | 11111111        | doegn | 7     | 100.00 | 2025-03-20       | 2025-03-26       | 700.00
a5           | to_steder | SEL-107  | 11111111        | doegn | 61    | 100.00 | 2025-03-01       | 2025-04-30       | 6100.00
a6           | enderne   | SEL-107  | 11111111        | doegn | 10    | 100.00 | 2025-03-01       | 2025-03-10       | 1000.00
a7           | enderne   | SEL-107  | 11111111        | doegn | 12    | 100.00 | 2025-03-20       | 2025-03-31       | 1200.00
a8           | enderne   | SEL-107  | 11111111        | doegn | 22    | 100.00 | 2025-03-05       | 2025-03-26       | 2200.00
"""
POSTERING = "bilag | linje | posterings_dato | regnskabsaar | konto | beloeb\nB1 | 1 | 2025-03-25 | 2025 | 538521001 | 1.00"


def test_only_the_days_that_an_earlier_settlement_has_are_paid_twice() -> None:
    """By hand: a2 has 3 of its days twice, a5 2 + 7, a8 6 + 7; the earlier ones are in order."""
    f = afstem(byg(per="2025-04-30", bevilling=BEVILLING, afregning=AFREGNING, postering=POSTERING), ottetal=False).afvigelser.execute()
    f = f[(f["sloejfe"] == "1") & (f["aarsag"] == "dobbelt_afregning")]
    assert dict(zip(f["kilde_id"], f["forskel"], strict=True)) == {"a2": Decimal("-300.00"), "a5": Decimal("-900.00"), "a8": Decimal("-1300.00")}


def test_what_is_given_once_is_not_given_to_the_dead() -> None:
    """The grant begins in the month of death and after it: nothing is due; one that began before the death is."""
    bevilling = """
bevilling_id | borger_id | paragraf | start_dato | takst  | enhed | frekvens
n1           | doed      | SEL-104  | 2025-02-21 | 500.00 | stk   | engang
n2           | doed      | SEL-107  | 2025-02-01 | 700.00 | stk   | engang
"""
    borger = "borger_id | cpr_status | cpr_status_dato\ndoed | 90 | 2025-02-10"
    afregning = AFREGNING.replace("2025-03-10", "2025-01-10").replace("2025-03-12", "2025-01-12")
    data = byg(per="2025-06-30", bevilling=bevilling, afregning=afregning, borger=borger, postering=POSTERING)
    f = afstem(data, ottetal=False).afvigelser.execute()
    f = f[f["aarsag"] == "uden_afregning"]
    assert dict(zip(f["kilde_id"], f["forskel"], strict=True)) == {"n2": Decimal("700.00")}


REGULERING = """
afregning_id | borger_id | paragraf | ydelse_id | leverandoer_cvr | enhed | antal | takst  | periode_fra_dato | periode_til_dato | beloeb  | afregningstype
a1           | midten    | SEL-107  | f1        | 11111111        | doegn | 31    | 100.00 | 2025-03-01       | 2025-03-31       | 3100.00 | udgift
a2           | midten    | SEL-107  | f2        | 11111111        |       |       |        | 2025-03-01       | 2025-03-31       | 70.00   | regulering
a3           | to_steder | SEL-107  | f3        | 11111111        | doegn | 31    | 100.00 | 2025-03-01       | 2025-03-31       | 3100.00 | udgift
a4           | to_steder | SEL-107  | f4        | 11111111        | doegn | 31    | 100.00 | 2025-03-01       | 2025-03-31       | 3100.00 | regulering
a5           | enderne   | SEL-107  | f5        | 11111111        | doegn | 31    | 100.00 | 2025-03-01       | 2025-03-31       | 3100.00 | udgift
a6           | enderne   | SEL-107  | f6        | 11111111        | doegn | 21    | 100.00 | 2025-03-20       | 2025-04-09       | 2100.00 | regulering
"""


def test_a_regulering_of_another_ydelse_has_not_the_days_that_a_payment_has() -> None:
    """The payment is plainly what was granted, and its days are not given again to a regulering that belongs to no payment.

    By hand: 70 kr. too much, the whole month once more, and of 21 days the 12 in March; April's 9 are the regulering's own.
    """
    f = afstem(byg(per="2025-04-30", bevilling=BEVILLING, afregning=REGULERING, postering=POSTERING), ottetal=False).afvigelser.execute()
    f = f[(f["sloejfe"] == "1") & (f["tabel"] == "afregning")]
    assert {r.kilde_id: (r.aarsag, r.forskel) for r in f.itertuples()} == {
        "a2": ("uforklaret", Decimal("-70.00")), "a4": ("uforklaret", Decimal("-3100.00")), "a6": ("uforklaret", Decimal("-1200.00")),
    }  # fmt: skip
