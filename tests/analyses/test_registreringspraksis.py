"""Delays, breaks and habits by hand and planted; and what is said where the data cannot carry it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from lisanalysis.analyses.registreringspraksis import ANALYSE, Parametre, analyse
from lisanalysis.analyses.registreringspraksis import brudmaaned, forsinkelse, moenstre, vaneskift
from lisanalysis.analyses.registreringspraksis.grundlag import Grundlag, grundlag
from lisanalysis.domain import periode
from lisanalysis.tables import Dataset

HOVED = "bevilling_id|borger_id|paragraf|status|start_dato|slut_dato|organisation|sagsbehandler|registreret_dato|takst"
MAANEDER = tuple(periode.maaneder(date(2020, 1, 1), date(2024, 12, 31)))


def bev(nr: int, fra: str, til: str = "", reg: str = "", enhed: str = "VO-N", status: str = "ivaerksat", takst: str = "") -> str:
    return f"N{nr}|b{nr}|SEL-107|{status}|{fra}|{til}|{enhed}|SB1|{reg}|{takst}"


def kommune(byg, *rows: str, per: str = "2025-12-31") -> Dataset:
    return byg(per, bevilling="\n".join([HOVED, *rows]))


def raekker(starter: list[tuple[date, str, str, int]]) -> pd.DataFrame:
    """(start, unit, paragraph, days to registration) as the parts see them."""
    return pd.DataFrame([
        {"borger_id": f"b{nr}", "enhed": e, "afdeling": e, "paragraf": p, "start": s, "slut": None, "registreret": s + timedelta(days=d), "takst": None,
         "dage": float(d), "startmaaned": periode.maaned(s), "regmaaned": periode.maaned(s + timedelta(days=d))}
        for nr, (s, e, p, d) in enumerate(starter)
    ])  # fmt: skip


def strom(paragraf: str, foer: float, efter: float, fra: int, seed: int, dage: tuple[int, int] = (5, 5)) -> list[tuple[date, str, str, int]]:
    """Poisson starts each month, with another mean and another delay from month number `fra` on."""
    rng = np.random.default_rng(seed)
    ud = []
    for nr, m in enumerate(MAANEDER):
        antal, d = rng.poisson(efter if nr >= fra else foer), dage[nr >= fra]
        ud += [(periode.foerste(m) + timedelta(days=int(rng.integers(0, 28))), "VO-N", paragraf, d) for _ in range(antal)]
    return ud


def test_the_delay_is_days_from_start_to_registration(byg) -> None:
    """Two of four are more than 30 days late, one was there before it began; a row without a date is counted as such; a draft is not practice."""
    rows = [bev(1, "2025-03-01", "2025-03-20", "2025-03-01"), bev(2, "2025-04-01", reg="2025-03-22"), bev(3, "2025-05-01", reg="2025-06-05"),
            bev(4, "2025-06-01", reg="2025-07-12"), bev(5, "2025-06-01"), bev(6, "2025-06-01", reg="2025-12-01", status="kladde")]  # fmt: skip
    g = grundlag(kommune(byg, *rows), Parametre())
    assert sorted(g.kendte["dage"]) == [-10, 0, 35, 41]
    assert g.uden_dato == 1
    d = forsinkelse.delsvar(g, Parametre())
    tal = {n.noegle: n.vaerdi for n in d.noegletal}
    assert (tal["andel_sent"], tal["andel_forud"], tal["forsinkelse_median"]) == (0.5, 0.25, Decimal("17.5"))
    assert "1 bevilling har ingen registreringsdato" in d.forbehold[0]


def test_the_latest_months_wait_for_their_late_rows(byg) -> None:
    """Where rows come 60 days late the window ends 60 days before the cut-off; it begins where the extract does."""
    rows = [bev(1, "2020-01-01", reg="2020-03-01"), bev(2, "2025-02-01", "2025-02-20", "2025-04-02"), bev(3, "2025-09-01", reg="2025-10-31")]
    assert grundlag(kommune(byg, *rows), Parametre()).maaneder[:: 8] == ("2025-02", "2025-10")
    assert grundlag(kommune(byg, *rows), Parametre()).maaneder[-1] == "2025-10"


def test_a_unit_that_is_late_stands_out_and_the_others_do_not() -> None:
    """Eleven teams at 10 %, one at 60 %: one lies outside the funnel, and is asked, not blamed."""
    rng = np.random.default_rng(2)
    starter = [(date(2024, 1 + k % 12, 5), f"T{t:02d}", "SEL-107", 60 if rng.random() < (0.6 if t == 3 else 0.1) else 3) for t in range(12) for k in range(60)]
    d = forsinkelse.delsvar(Grundlag(raekker(starter), MAANEDER, 0), Parametre())
    tabel = next(t for t in d.tabeller if t.navn == "forsinkelse_enhed").data
    assert list(tabel.loc[tabel["vurdering"] == "afviger", "enhed"]) == ["T03"]
    assert d.goer == ("Tal med T03 om, hvorfor andelen afviger; det kan være sagernes art.",)
    assert "fejl" not in " ".join(d.goer)


def test_recoding_is_a_break_in_two_paragraphs_that_go_opposite_ways() -> None:
    """§107 halves and §110 takes it over in the same month: recoding, with the neighbours named; §85 does nothing."""
    starter = strom("SEL-107", 14, 5, 30, 1) + strom("SEL-110", 12, 22, 30, 2) + strom("SEL-85", 15, 15, 30, 3)
    g = Grundlag(raekker(starter), MAANEDER, 0)
    d = brudmaaned.delsvar(g, Parametre())
    brud = next(t for t in d.tabeller if t.navn == "brud").data
    assert set(brud["paragraf"]) == {"SEL-107", "SEL-110"}
    assert set(brud["dom"]) == {"omkodning"}
    assert {abs(MAANEDER.index(m) - 30) <= 1 for m in brud["maaned"]} == {True}
    assert {n.noegle: n.vaerdi for n in d.noegletal}["antal_omkodninger"] == 1
    assert all(k.n > 100 and k.enhed == "starter pr. måned" for k in d.konklusioner)


def test_one_signal_is_registration_or_practice_and_two_are_registration() -> None:
    """A halving alone could be either; with a new delay in the same months it looks like registration."""
    for dage, dom in (((5, 5), "registrering eller praksis"), ((5, 70), "registrering")):
        g = Grundlag(raekker(strom("SEL-104", 16, 6, 30, 4, dage)), MAANEDER, 0)
        assert [f.dom for f in brudmaaned.find(g, brudmaaned._serier(g), Parametre())] == [dom]


def test_a_paragraph_that_the_law_began_is_no_break_of_practice() -> None:
    """§85 a came into force on 1 October 2023."""
    g = Grundlag(raekker(strom("SEL-85a", 0, 12, MAANEDER.index("2023-10"), 5)), MAANEDER, 0)
    assert [f.dom for f in brudmaaned.find(g, brudmaaned._serier(g), Parametre())] == ["lovændring"]


def test_a_paragraph_whose_parts_the_law_ended_is_no_break_either() -> None:
    """SEL § 52 ended, and BL § 32 began, with barnets lov on 1 January 2024: two breaks, neither of practice, and the answer says so."""
    skift = MAANEDER.index("2024-01")
    g = Grundlag(raekker(strom("SEL-52", 14, 0, skift, 6) + strom("BL-32", 0, 25, skift, 7)), MAANEDER, 0)
    d = brudmaaned.delsvar(g, Parametre())
    assert {n.noegle: n.vaerdi for n in d.noegletal}["antal_brud"] == 0
    assert d.saetning == "2 brud følger af, at en paragraf trådte i kraft eller ophørte."
    assert d.figurer[0].titel == "De brud, der er i antal startede, følger loven"


def test_a_unit_that_takes_up_a_habit_is_found_in_the_month() -> None:
    """From month 40 two in three of a team's starts are dated the 1st; the other team goes on as before, and so does its price."""
    rng = np.random.default_rng(4)
    starter = [(date(int(m[:4]), int(m[5:]), 1 if e == "VO-N" and nr >= 40 and rng.random() < 0.67 else int(rng.integers(1, 29))), e, "SEL-85", 3)
               for nr, m in enumerate(MAANEDER) for e in ("VO-N", "VO-S") for _ in range(6)]  # fmt: skip
    (s,) = vaneskift.find(Grundlag(raekker(starter), MAANEDER, 0))
    assert (s.enhed, s.vane.navn, s.n) == ("VO-N", "start_den_1", 360)
    assert abs(MAANEDER.index(s.maaned) - 40) <= 1
    d = vaneskift.delsvar(Grundlag(raekker(starter), MAANEDER, 0), Parametre())
    assert d.saetning.startswith("VO-N: begynder den 1. i måneden gik fra ") and "brud i registrering eller i praksis" in d.saetning
    assert d.konklusioner[0].estimat == s.efter - s.foer > 0.5
    assert d.goer == (f"Spørg VO-N, hvad der blev gjort anderledes fra {['april', 'maj', 'juni'][int(s.maaned[5:]) - 4]} 2023.",)


def test_units_that_go_on_as_before_are_left_in_peace() -> None:
    """Thirty teams with the same share on the 1st all through, one in five: none is said to have changed."""
    rng = np.random.default_rng(5)
    starter = [(date(int(m[:4]), int(m[5:]), 1 if rng.random() < 0.2 else 9), f"T{t}", "SEL-85", 3) for m in MAANEDER for t in range(30) for _ in range(5)]
    assert vaneskift.find(Grundlag(raekker(starter), MAANEDER, 0)) == []


def test_few_starts_and_short_series_say_so() -> None:
    """Under four a month nothing is looked for, and under 24 months nothing at all."""
    d = brudmaaned.delsvar(Grundlag(raekker(strom("SEL-108", 2, 2, 30, 6)), MAANEDER, 0), Parametre())
    assert "1 paragraf har for få startede" in d.afsnit[0].tekst[0]
    assert "kræver mindst 24" in brudmaaned.delsvar(Grundlag(raekker(strom("SEL-108", 9, 9, 30, 6)), MAANEDER[:23], 0), Parametre()).ikke_koert[0][1]


def test_habits_are_held_against_the_other_units() -> None:
    """One team starts all on the 1st, the others one in thirty: the difference is noticeable, and the team is named."""
    rng = np.random.default_rng(8)
    starter = [(date(2024, 1 + k % 12, 1 if t == 0 else int(rng.integers(1, 29))), f"T{t}", "SEL-107", 3) for t in range(8) for k in range(40)]
    d = moenstre.delsvar(Grundlag(raekker(starter), MAANEDER, 0), Parametre())
    vaner = next(t for t in d.tabeller if t.navn == "vaner").data.set_index("vane")
    assert vaner.loc["Begynder den 1. i måneden", "maerkbar"] == "ja"
    assert vaner.loc["Har ingen slutdato", "maerkbar"] == "nej"
    afviger = next(t for t in d.tabeller if t.navn == "afvigende_vaner").data
    assert list(zip(afviger["vane"], afviger["enhed"], strict=True)) == [("Begynder den 1. i måneden", "T0")]


def test_round_dates_and_prices_by_hand(byg) -> None:
    """30 days inclusive is round, 31 is not; a price of 1,200.00 is round, 1,250.00 is not; 31 December is an end of its own."""
    rows = [bev(1, "2025-01-01", "2025-01-30", "2025-01-01", takst="1200.00"), bev(2, "2025-02-02", "2025-03-04", "2025-02-02", takst="1250.00"),
            bev(3, "2025-03-03", "2025-12-31", "2025-03-03")]  # fmt: skip
    d = moenstre.delsvar(grundlag(kommune(byg, *rows), Parametre()), Parametre())
    vaner = next(t for t in d.tabeller if t.navn == "vaner").data
    assert list(zip(vaner["antal"], vaner["ud_af"], strict=True)) == [(1, 3), (1, 3), (0, 3), (1, 3), (1, 2)]


def test_no_dates_no_units_and_nothing_at_all(byg) -> None:
    """Each part says what it lacks; without a whole month the answer is not run."""
    uden = [f"N{n}|b{n}|SEL-107|ivaerksat|2024-0{n}-01|2024-0{n}-20|||||".rstrip("|") + "|" * 4 for n in range(1, 7)]
    svar = analyse(kommune(byg, *uden), Parametre())
    assert svar.ikke_koert["Sen registrering"] == "Bevillingerne har ingen registreringsdato."
    assert svar.ikke_koert["Vaner i datoer og beløb"] == "Bevillingerne har ingen organisation."
    assert svar.find("andel_sent").status == "ikke_koert"
    assert analyse(kommune(byg, bev(1, "2025-12-20", reg="2025-12-21")), Parametre()).status == "ikke_koert"


def test_a_pair_must_be_two_paragraphs() -> None:
    """A typing error in the parameter file is refused with the form."""
    for par in ("SEL-107", "SEL-107+SEL-107", "SEL-107+SEL-110+SEL-85"):
        with pytest.raises(ValidationError, match=r"SEL-107\+SEL-110"):
            Parametre(naboer=[par])


def test_the_made_up_municipality_gives_the_declared_figures(demo: Dataset) -> None:
    """All figures, in their order."""
    for enhed in ("organisation", "sagsbehandler"):
        svar = analyse(demo, Parametre(enhed=enhed))
        assert svar.status == "ok"
        assert [n.noegle for n in svar.noegletal] == list(ANALYSE.noegletal)


SAGSBEHANDLERE = "sagsbehandler|navn|organisation\nSB1|A B|VO-N\nSB2|C D|VO-S"


def med_fund(byg, fund: list[tuple], organisation: dict[str, str] = {}, **valg) -> object:  # noqa: B006  only read
    """Twenty grants of VO-N and ten of VO-S that run all of 2025, and the findings (id, caseworker, month, cause, kroner) of the day."""
    rows = [bev(nr, "2025-01-01" if nr < 30 else "2025-02-01", reg="2025-01-01", enhed="VO-N" if nr <= 20 else "VO-S") for nr in range(1, 31)]
    data = byg("2025-12-31", bevilling="\n".join([HOVED, *rows]), sagsbehandler=SAGSBEHANDLERE, **organisation)
    ramme = pd.DataFrame(fund, columns=["afvigelse_id", "sagsbehandler", "periode", "aarsag", "forskel"]).assign(
        sloejfe="2", regel="R29", alvor="fejl", livsforloeb="ny", beloeb_kilde=None
    )
    return analyse(replace(data, tidligere=lambda navn: {data.per: ramme} if navn == "ottetalskontrol/afvigelser" else {}), Parametre(**valg))


FUND = [("f1", "SB1", "2025-05", "beloeb_afvigelse", Decimal("10.00")), ("f2", "SB1", "2025-08", "beloeb_afvigelse", Decimal("-20.00")),
        ("f3", "SB2", "2025-05", "fejlkonteret", Decimal("5.00")), ("f4", "SB2", "2025-06", "beloeb_afvigelse", None),
        ("f5", None, "2025-05", "beloeb_afvigelse", Decimal("1.00")), ("f5", None, "2025-06", "beloeb_afvigelse", Decimal("-1.00"))]  # fmt: skip


def test_findings_are_counted_per_unit_kind_month_and_hundred_grants(byg) -> None:
    """By hand: VO-N two of 20 grants, VO-S two of 10, one with no caseworker, once though it stands in two cells."""
    svar = med_fund(byg, FUND)
    enheder = {r.enhed: (r.antal, r.beloeb, r.bevillinger, r.pr_100) for r in svar.find("fund_enhed").data.itertuples()}
    assert enheder == {"VO-N": (2, Decimal("30.00"), 20, 10.0), "VO-S": (2, Decimal("5.00"), 10, 20.0), "ikke fordelt": (1, Decimal("1.00"), 0, None)}
    andet = {r.enhed: (r.antal, r.pr_100) for r in svar.find("fund_kvartal").data.itertuples() if r.kvartal == "2025-K2"}
    assert andet == {"VO-N": (1, 5.0), "VO-S": (2, 20.0)}
    assert dict(svar.find("fund_maaned").data.values.tolist()) == {"2025-05": 3, "2025-06": 1, "2025-08": 1}
    assert svar.find("fund_regel").data["antal"].tolist() == [4, 1]
    assert svar.find("antal_fund").vaerdi == 5
    pr_sagsbehandler = {r.sagsbehandler: r.antal for r in svar.find("fund_sagsbehandler").data.itertuples()}
    assert pr_sagsbehandler == {"SB1": 2, "SB2": 2, "ikke fordelt": 1}


def test_a_team_stands_by_its_name_where_one_is_delivered(byg) -> None:
    """Both in what is found and in what it is held against, so that the teams still meet; two of one name are told apart by their codes."""
    def teams(navne: str) -> dict[str, int]:
        svar = med_fund(byg, FUND, {"organisation": f"organisation|navn\n{navne}"})
        assert {r.team for r in svar.find("fund_sagsbehandler").data.itertuples()} == set(svar.find("fund_enhed").data["enhed"])
        return {r.enhed: r.bevillinger for r in svar.find("fund_enhed").data.itertuples()}

    assert teams("VO-N|Voksne Nord\nVO-S|Voksne Syd") == {"Voksne Nord": 20, "Voksne Syd": 10, "ikke fordelt": 0}
    assert teams("VO-N|Voksne\nVO-S|Voksne") == {"Voksne (VO-N)": 20, "Voksne (VO-S)": 10, "ikke fordelt": 0}
    assert teams("VO-N|Voksne Nord\nVO-S|") == {"Voksne Nord": 20, "VO-S": 10, "ikke fordelt": 0}


def test_findings_by_caseworker_and_none_and_not_run(byg) -> None:
    """The unit may be the caseworker; no finding is said; without a control of the day it is not run."""
    assert set(med_fund(byg, FUND, enhed="sagsbehandler").find("fund_enhed").data["enhed"]) == {"SB1", "SB2", "ikke fordelt"}
    assert med_fund(byg, []).find("antal_fund").vaerdi == 0
    uden = analyse(kommune(byg, bev(1, "2025-01-01", reg="2025-01-01")), Parametre())
    assert "Fund i 8-tals-kontrollen" in uden.ikke_koert and uden.find("antal_fund").vaerdi is None
