"""The substitution study on drawn municipalities: against counts made apart from it, statsmodels, and every refusal by name."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
import statsmodels.api as sm
from pydantic import ValidationError
from scipy import stats
from tegnet import byg
from tegnet_ophold import BESLUTNING, HOVED, SLUT, By, planlagt

from lisanalysis.analyses.substitution import ANALYSE, Parametre, analyse, estimat
from lisanalysis.analyses.substitution.afslag import Afslag
from lisanalysis.analyses.substitution.grundlag import find
from lisanalysis.analyses.substitution.serier import serier
from lisanalysis.domain import periode

KRAEVET = ("theta_s", "theta_d", "netto_kr", "mde", "brugere_a", "brugere_b", "doegn_a", "doegn_b", "brugere_i_begge", "naetter_i_begge", "overgange_a_b")
AFREGNING = "afregning_id|borger_id|paragraf|periode_fra_dato|periode_til_dato|beloeb|status|afregningstype"


@pytest.fixture(scope="module")
def by() -> By:
    return planlagt()


@pytest.fixture(scope="module")
def svar(by: By):
    return analyse(by.data(), Parametre(fra="2016-01", beslutning=[BESLUTNING], beslutning_kilde="Udvalget, punkt 4"))


def nt(svar, noegle: str):
    return svar.find(noegle)


def test_the_estimate_is_statsmodels_on_starts_counted_apart(by: By, svar) -> None:
    """theta_s is minus the ratio of two OLS steps, and at the set's ends the combination is on the edge by HC3 and t(T − k)."""
    maaneder = list(periode.maaneder(date(2016, 1, 1), SLUT))
    a, b = (np.array([by.starter.get((p, m), 0) for m in maaneder], float) for p in ("SEL-107", "SEL-110"))
    t = np.arange(len(maaneder))
    x = np.column_stack([np.ones(len(t)), np.cos(2 * np.pi * t / 12), np.sin(2 * np.pi * t / 12), t >= maaneder.index("2019-01")])
    fundet = nt(svar, "theta_s")
    ventet = -sm.OLS(b, x).fit().params[-1] / sm.OLS(a, x).fit().params[-1]
    assert float(fundet.vaerdi) == pytest.approx(ventet, abs=6e-5)
    q = stats.t.ppf(0.975, len(t) - 4)
    for ende in (fundet.lav95, fundet.hoej95):
        assert abs(sm.OLS(b + ende * a, x).fit(cov_type="HC3").tvalues[-1]) == pytest.approx(q, rel=1e-5)
    assert fundet.lav95 < 0.5 < fundet.hoej95
    assert fundet.status == "ok"
    assert fundet.n == int(a.sum() + b.sum())


def test_counts_are_those_drawn(by: By, svar) -> None:
    """Users and starts equal what was drawn; days too, up to stays that began before the window, of which there are none."""
    for k, paragraf in (("a", "SEL-107"), ("b", "SEL-110")):
        assert nt(svar, f"starter_{k}").vaerdi == sum(n for (p, _), n in by.starter.items() if p == paragraf)
        assert nt(svar, f"doegn_{k}").vaerdi == by.doegn[paragraf]
        assert nt(svar, f"brugere_{k}").vaerdi == nt(svar, f"starter_{k}").vaerdi  # each stay was a new citizen
    udvikling = svar.find("udvikling").data
    assert udvikling["doegn_a"].sum() == by.doegn["SEL-107"]


def test_the_contract_of_the_key_figures_is_kept(svar) -> None:
    """Each required name has one row with periode alle; all names are declared."""
    for navn in KRAEVET:
        assert len([n for n in svar.noegletal if n.noegle == navn and n.periode == "alle"]) == 1
    assert {n.noegle for n in svar.noegletal} <= set(ANALYSE.noegletal)


def test_the_shared_file_has_its_columns_and_months(by: By, svar) -> None:
    """Starts per month as drawn; cohort-days are empty where the cohort has not been followed for a year."""
    a = svar.find("aggregat").data
    assert list(a.columns) == ["kommune", "periode", "paragraf", "starter", "kohortedoegn", "befolkning"]
    assert {(r.paragraf, r.periode): r.starter for r in a.itertuples() if r.starter} == by.starter
    assert a.loc[a["kohortedoegn"].isna(), "periode"].min() == "2021-01"
    assert a.loc[a["periode"] == "2020-12", "kohortedoegn"].notna().all()


def test_money_is_days_times_price_and_refund_lowers_it(by: By) -> None:
    """§107 settled at 2,000 a day and §110 at 1,500: gross is 12·(2000·Δa + 1500·Δb), and net costs less §110."""
    rows = [AFREGNING]
    svar0 = analyse(by.data(), Parametre(fra="2016-01", beslutning=[BESLUTNING]))
    for r in svar0.find("udvikling").data.itertuples():
        for p, pris, dage in (("SEL-107", 2000, r.doegn_a), ("SEL-110", 1500, r.doegn_b)):
            rows.append(f"a{len(rows)}|b1|{p}|{r.periode}-01|{r.periode}-28|{pris * dage}|effektueret|udgift")
    svar = analyse(by.data(afregning="\n".join(rows)), Parametre(fra="2016-01", beslutning=[BESLUTNING]))
    k = svar0.find("aggregat").data.dropna(subset=["kohortedoegn"]).pivot(index="periode", columns="paragraf", values="kohortedoegn").astype(float)
    t = np.arange(len(k))
    x = np.column_stack([np.ones(len(t)), np.cos(2 * np.pi * t / 12), np.sin(2 * np.pi * t / 12), k.index >= "2019-01"])
    trin = {p: sm.OLS(k[p], x).fit().params.iloc[-1] for p in k}
    brutto, netto = nt(svar, "brutto_kr"), nt(svar, "netto_kr")
    assert float(brutto.vaerdi) == pytest.approx(12 * (2000 * trin["SEL-107"] + 1500 * trin["SEL-110"]), rel=1e-6)
    assert float(netto.vaerdi) == pytest.approx(12 * (2000 * trin["SEL-107"] + 750 * trin["SEL-110"]), rel=1e-6)  # 50 % before the day limit
    assert isinstance(netto.vaerdi, Decimal)
    assert netto.lav95 < float(netto.vaerdi) < netto.hoej95
    assert svar0.konklusion("netto_kr").estimat is None


def test_every_robustness_check_stands_there(svar) -> None:
    """The list is fixed: each has a row, computed or with its reason."""
    proever = " | ".join(svar.find("robusthed").data["proeve"])
    for ord_ in ("Hovedresultat", "Udelad én borger", "Hul på 7", "Hul på 14", "Horisont på 180", "0 måneder efter", "6 måneder", "12 måneder",
                 "Uden reformtrin", "Placebodatoer", "Placeboudfald § 85", "Placeboudfald § 109", "andre kommuner", "sen registrering",
                 "Kalenderdøgn", "E-værdi"):  # fmt: skip
        assert ord_ in proever
    efter = svar.find("efter_ophoer").data
    assert set(efter["inden"]) == {30, 90, 180}
    hoved = svar.find("robusthed").data.query("proeve == '0 måneder efter beslutningen holdt ude'").iloc[0]
    assert hoved["vaerdi"] == pytest.approx(float(nt(svar, "theta_s").vaerdi), abs=6e-5)


def test_the_sentence_says_no_more_than_time(svar) -> None:
    """The fixed sentence stands in the answer with the number of stays and the smallest effect; the association has its own heading."""
    assert "Tallene viser samvariation i tid. De viser ikke, at det ene er årsag til det andet." in svar.svar
    k = svar.konklusion("theta_s")
    n = f"{k.n:,}".replace(",", ".")
    assert f"Med {n} påbegyndte ophold kan undersøgelsen kun påvise mindst {int(np.ceil(k.mde * 100))} flere § 110-ophold pr. 100 § 107-ophold" in svar.svar
    assert "Samvariation, ikke årsag" in [a.titel for a in svar.afsnit]
    assert (k.status, k.interval[0] < k.estimat < k.interval[1]) == ("ok", True)


def afslag(by: By, **p: object) -> str:
    """The status of theta_s alone, without the parts of the study that follow it."""
    parametre = Parametre(**{"fra": "2016-01", "beslutning": [BESLUTNING], **p})
    data = by.data()
    g = find(data, parametre)
    s = serier(g.egne, g, data.per, hul=parametre.hul, horisont=parametre.horisont)
    plan = estimat.plan(parametre, reform=g.reform)
    return estimat.maal(s, g.par.a, g.par.b, "starter", plan, g.skoen_til, tjek=parametre).status


def test_without_a_date_there_is_no_estimate(by: By) -> None:
    """NO_REGIME_DATE: no theta, but the smallest effect that a halving would have shown."""
    svar = analyse(by.data(), Parametre(fra="2016-01"))
    assert (nt(svar, "theta_s").status, nt(svar, "theta_s").vaerdi) == ("NO_REGIME_DATE", None)
    assert nt(svar, "mde").vaerdi > 0
    assert svar.svar.startswith("Kan ikke afgøres")


@pytest.mark.parametrize(("parametre", "navn"), [
    ({"fra": "2018-06"}, "TOO_SHORT"),
    ({"registreringsskift": ["2019-05-01"]}, "CONFOUNDED_DATE"),
    ({"beslutning": ["2017-06-01"]}, "WEAK_CONTRAST"),
])  # fmt: skip
def test_refusals_by_name(by: By, parametre: dict, navn: str) -> None:
    """Too few months before, the municipality's own change within half a year, and a date when nothing happened."""
    uden = planlagt(3, fald=0.0) if navn == "WEAK_CONTRAST" else by
    status = afslag(uden, **parametre)
    assert navn in status.split("+")
    assert status.split("+") == sorted(status.split("+"), key=[str(a) for a in Afslag].index)


def test_a_reform_near_the_decision_confounds_it() -> None:
    """A decision on 1 January 2024 lies three months after the reform of 1 October 2023."""
    p = Parametre(beslutning=["2024-01-01"])
    assert [str(a) for a in estimat._taet_paa(p, estimat.plan(p, reform=True).reformer)] == ["CONFOUNDED_DATE"]
    assert estimat._taet_paa(p, estimat.plan(p, reform=False).reformer) == []


def test_few_starts_and_small_cells_are_held_back() -> None:
    """A small municipality: TOO_FEW_STARTS, and what fewer than five citizens are behind is not told."""
    lille = planlagt(2, skala=0.1)
    for nr in range(3):
        borger = lille.ophold("SEL-107", date(2020, 3, 1 + nr), 20)
        lille.ophold("SEL-110", date(2020, 3, 25 + nr), 5, borger)
    svar = analyse(lille.data(), Parametre(fra="2016-01", beslutning=[BESLUTNING]))
    assert "TOO_FEW_STARTS" in nt(svar, "theta_s").status
    overgange = nt(svar, "overgange_a_b")
    assert (overgange.vaerdi, overgange.n, overgange.status) == (None, None, "SMALL_CELL")
    assert "under 5 borgere videre" in svar.find("Borgerne bag").tekst[0]


def test_who_went_from_one_to_the_other_and_where() -> None:
    """Six citizens leave §107 and begin §110 after 7 days; five others have both for three nights: counted, and shown with the providers."""
    egen = planlagt(4)
    for nr in range(6):
        borger = egen.ophold("SEL-107", date(2018, 2, 1), 28)
        egen.ophold("SEL-110", date(2018, 3, 7), 4, borger)
    for nr in range(5):
        borger = egen.ophold("SEL-107", date(2018, 5, 1), 10)
        egen.ophold("SEL-110", date(2018, 5, 8), 30, borger)
    svar = analyse(egen.data(), Parametre(fra="2016-01", beslutning=[BESLUTNING]))
    assert (nt(svar, "overgange_a_b").vaerdi, nt(svar, "brugere_i_begge").vaerdi, nt(svar, "naetter_i_begge").vaerdi) == (6, 5, 15)
    t = svar.find("overgange").data
    assert (t["dage"] == 7).all()
    assert t["fra_sted"].str.startswith("Hjem").all() and t["til_sted"].str.startswith("Hjem").all()


def test_others_citizens_are_left_out_and_told_of() -> None:
    """A stay that another municipality pays for is in no count, and the basis says how many there are."""
    egen = planlagt(5)
    foer = sum(n for (p, _), n in egen.starter.items() if p == "SEL-107")
    for _ in range(7):
        egen.ophold("SEL-107", date(2018, 2, 1), 28, betaler="0101")
    svar = analyse(egen.data(), Parametre(fra="2016-01", beslutning=[BESLUTNING]))
    assert nt(svar, "brugere_a").vaerdi == foer
    assert any("7 ophold, som andre kommuner betaler" in s for s in svar.datagrundlag)


def test_late_registration_cuts_the_estimates_last_months() -> None:
    """With 95 % registered within 40 days the estimate ends in the last month that has had them; the description does not."""
    egen = planlagt(6)
    egen.rows = [_sent(r) for r in egen.rows]
    svar = analyse(egen.data(), Parametre(fra="2016-01", beslutning=[BESLUTNING]))
    assert svar.find("udvikling").data["periode"].max() == "2021-12"
    assert svar.find("aggregat").data["periode"].max() == "2021-10"


def _sent(raekke: str) -> str:
    dele = raekke.split("|")
    dele[7] = (date.fromisoformat(dele[5]) + timedelta(days=40)).isoformat()
    return "|".join(dele)


def test_one_citizen_who_carries_the_result_is_named_as_such() -> None:
    """A single citizen who begins §110 over and over after the decision moves theta more than half the interval: INFLUENTIAL."""
    egen = planlagt(7, theta=0.0)
    for m in periode.maaneder(date(2019, 1, 1), date(2021, 12, 31)):
        for uge in range(9):
            egen.ophold("SEL-110", periode.foerste(m) + timedelta(days=3 * uge), 1, "gengangeren")
    assert "INFLUENTIAL" in afslag(egen).split("+")


@pytest.mark.parametrize("forkert", [
    {"beslutning": ["2019-02-30"]}, {"beslutning": ["1. januar 2019"]}, {"fra": "2019-13"}, {"a": ["SEL-110"]}, {"a": []}, {"hul": -1}, {"ukendt": 1},
])  # fmt: skip
def test_bad_parameters_are_refused(forkert: dict) -> None:
    """A date that does not exist, both sides alike, an empty side, an unknown name."""
    with pytest.raises(ValidationError):
        Parametre(**forkert)


def test_neither_stays_nor_postings_is_not_run() -> None:
    """Without stays on one side the answer is ikke kørt, and says what is missing."""
    data = byg(ydelse=f"{HOVED}\nf1|p|SEL-107|x||2024-01-01|2024-02-01|||")
    svar = analyse(data, Parametre())
    assert (svar.status, svar.mangler) == ("ikke_koert", ("ophold på både § 107 og § 110",))


def test_the_mix_of_nights_is_a_shift_in_share() -> None:
    """30 citizens with 10 nights of forsorg before; after, half of the nights are efterforsorg: 50 points, with an interval that says so."""
    egen = planlagt(8)
    egen.rows = [r for r in egen.rows if "|SEL-107|" in r]
    for nr in range(30):
        egen.ophold("SEL-110", date(2018, 3, 1), 10, f"f{nr}", doegntype="forsorg")
        egen.ophold("SEL-110", date(2020, 3, 1), 10, f"e{nr}", doegntype="forsorg")
        egen.ophold("SEL-110", date(2020, 3, 11), 10, f"e{nr}", doegntype="efterforsorg")
    svar = analyse(egen.data(), Parametre(fra="2016-01", beslutning=[BESLUTNING]))
    skift = nt(svar, "efterforsorg_skift")
    assert float(skift.vaerdi) == 0.5
    assert skift.lav95 <= 0.5 <= skift.hoej95
    assert list(svar.find("forskydning").data["efterforsorg"]) == [0, 300]
