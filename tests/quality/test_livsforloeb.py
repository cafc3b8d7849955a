"""A finding's life from run to run, on lines written out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd

from lisanalysis.quality.accepterede import Accepteret
from lisanalysis.quality.kontrol import IkkeKoert
from lisanalysis.quality.livsforloeb import KOLONNER, Koersel, foelg, fremdrift

JAN, FEB, MAR, APR = (date(2026, m, 1) for m in range(1, 5))


def koersel(per: date, *ider: str, ikke: tuple[IkkeKoert, ...] = ()) -> Koersel:
    """A run with these findings; the id begins with its rule, and 1: is money of loop 1."""
    rows = [_linje(i) for i in ider]
    return Koersel(per, pd.DataFrame(rows, columns=list(KOLONNER)), ikke)


def _linje(id_: str) -> dict:
    regel, system, tabel, _ = id_.split(":")
    tom = dict.fromkeys(KOLONNER)
    return tom | {"afvigelse_id": id_, "sloejfe": "1", "regel": regel, "aarsag": "takst", "system": system, "tabel": tabel,
                  "alvor": "fejl", "livsforloeb": "", "forskel": Decimal("10.00")}  # fmt: skip


A, B, C = "R11:bv:afregning:a1", "R11:bv:afregning:a2", "R12:as2007:afregning:a3"


def liv(frame: pd.DataFrame) -> dict[str, str]:
    return dict(zip(frame["afvigelse_id"], frame["livsforloeb"], strict=True))


def test_new_still_there_and_gone() -> None:
    """What was not there last time is new, what was is fortsat with its first day, what is missing is gone without a difference."""
    nu = foelg(koersel(FEB, A, C), [koersel(JAN, A, B)])

    assert liv(nu) == {A: "fortsat", C: "ny", B: "vaek"}
    assert list(nu["foerste_set"]) == [JAN, FEB, JAN]
    assert nu.set_index("afvigelse_id")["forskel"][B] is None and nu.set_index("afvigelse_id")["forskel"][A] == Decimal("10.00")


def test_gone_is_said_once_and_a_return_is_new() -> None:
    """Two months after, the finding is in no list; if it comes back it starts again."""
    foer = [koersel(JAN, A, B), koersel(FEB, A)]

    assert liv(foelg(koersel(MAR, A), foer)) == {A: "fortsat"}
    tilbage = foelg(koersel(MAR, A, B), foer)
    assert liv(tilbage) == {A: "fortsat", B: "ny"} and list(tilbage["foerste_set"]) == [JAN, MAR]


def test_a_rule_that_did_not_run_says_nothing_of_its_findings() -> None:
    """Loop 1 was not run in February: in March the finding is still the one of January, or gone only then."""
    ikke = IkkeKoert("", "", "Der mangler bevilling.", sloejfe="1")
    foer = [koersel(JAN, A, B), koersel(FEB, ikke=(ikke,))]

    assert liv(foelg(koersel(FEB, ikke=(ikke,)), [koersel(JAN, A, B)])) == {}
    nu = foelg(koersel(MAR, A), foer)
    assert liv(nu) == {A: "fortsat", B: "vaek"} and nu["foerste_set"][0] == JAN


def test_not_run_for_one_source_holds_the_others_findings_to_account() -> None:
    """The rule lacked AS2007's column only: BV's finding is gone, AS2007's waits; a forbehold stops nothing."""
    ikke = (IkkeKoert("R12", "", "tom", sloejfe="1", tabel="afregning", system="as2007"), IkkeKoert("R11", "", "en del", sloejfe="1", forbehold=True))

    assert liv(foelg(koersel(FEB, ikke=ikke), [koersel(JAN, A, C)])) == {A: "vaek"}


def test_accepted_until_its_reason_expires() -> None:
    """Accepted to the end of February: then it is the same old finding again, and its difference stood all the time."""
    accept = (Accepteret(A, "Aftalt med leverandøren", date(2026, 2, 28), "LDR"),)
    februar = foelg(koersel(FEB, A), [koersel(JAN, A)], accept)

    assert liv(februar) == {A: "accepteret"} and februar["forskel"][0] == Decimal("10.00")
    assert liv(foelg(koersel(MAR, A), [koersel(JAN, A), koersel(FEB, A)], accept)) == {A: "fortsat"}


def test_a_month_opened_again_forgets_the_months_after() -> None:
    """February run once more, with March already made, is compared with January alone."""
    assert liv(foelg(koersel(FEB, A), [koersel(JAN, B), koersel(FEB, C), koersel(MAR, A)])) == {A: "ny", B: "vaek"}


def test_progress_counts_per_kind_month_and_age() -> None:
    """Written out by hand: A is open January to April, B is gone in March; the last run of a month is the month's."""
    f = fremdrift([koersel(JAN, A, B), koersel(FEB, A), koersel(date(2026, 2, 20), A, B), koersel(MAR, A), koersel(APR, A)])
    tal = {r.periode: (r.aabne, r.nye, r.vaek, r.under_1_md, r.md_1_3, r.aeldste_dage) for r in f.itertuples()}

    assert tal == {"2026-01": (2, 2, 0, 2, 0, 0), "2026-02": (2, 0, 0, 0, 2, 50), "2026-03": (1, 0, 1, 0, 1, 59), "2026-04": (1, 0, 0, 0, 1, 90)}


def test_no_run_is_no_progress() -> None:
    """Without runs there is an empty table, not an error."""
    assert len(fremdrift([])) == 0
