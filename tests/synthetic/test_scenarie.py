"""Planted truths, seen in the files: what is said to be there is there, with the strength and the date it is said to have."""

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from statistics import mean

import pytest
from synthetic.plain_check import dag, laes, noegle, tal

from lisanalysis.synthetic import Oversigt, Scenarie, Substitution, skriv
from lisanalysis.synthetic.mange import skriv_mange, stoerrelser

SLUT = date(2025, 12, 31)


def sandheder(o: Oversigt) -> dict[tuple[str, str], list[str]]:
    ud = defaultdict(list)
    with (o.sandhed / "sandheder.csv").open(encoding="utf-8", newline="") as fil:
        for r in csv.DictReader(fil, delimiter=";"):
            ud[r["sandhed"], r["noegle"]].append(r["vaerdi"])
    return ud


@pytest.fixture(scope="module")
def planlagt(tmp_path_factory) -> Oversigt:
    systemer = ("nexus", "bv", "prisme", "cpr", "prognose_manuel")
    return skriv(tmp_path_factory.mktemp("sandheder") / "x", indbyggere=30_000, aar=4, systemer=systemer, scenarie=Scenarie.alle(SLUT, 4))


def starter(o: Oversigt, paragraf: str) -> dict[int, int]:
    """Stays begun by year, a stay that continues under the same number counted once."""
    ud = defaultdict(int)
    for y in laes(o.mappe, "bv_ydelser", "cp1252"):
        if y["Paragraf"] == paragraf:
            ud[dag(y["Startdato"]).year] += 1
    return ud


def test_substitution_refuses_and_diverts_as_planted(tmp_path):
    """Of §107 starts the planted half goes from the day on, and of those refused the planted share comes to a boform."""
    s = Substitution(date(2024, 1, 1), theta=0.6, fald=0.5)
    # stigning_110 is the demo's own rise; without it the two places differ in the policy alone
    med, uden = (skriv(tmp_path / n / "x", indbyggere=90_000, seed=3, scenarie=Scenarie(stigning_110=False, substitution=x), systemer=("bv",)) for n, x in (("a", s), ("b", None)))
    t = sandheder(med)
    afviste, afledte = int(t["substitution", "afviste_107"][0]), int(t["substitution", "afledte_110"][0])
    assert t["substitution", "theta"] == ["0.6"] and t["substitution", "dato"] == ["2024-01-01"]
    tilbage = sum(n for aar, n in starter(med, "SEL-107").items() if aar >= 2024)
    assert 0.33 < afviste / (afviste + tilbage) < 0.55  # those who come from a boform or turn 18 are never refused
    assert abs(afledte / afviste - 0.6) < 0.2
    assert starter(med, "SEL-107")[2023] > 1.3 * starter(med, "SEL-107")[2025]
    assert sum(starter(med, "SEL-110").values()) > sum(starter(uden, "SEL-110").values())


def test_the_price_rise_stands_in_the_list_of_takster(planlagt):
    """One provider's takst is multiplied from the day on; all others only change on 1 January."""
    t = sandheder(planlagt)
    midt_i_aaret = [r for r in laes(planlagt.mappe, "tilbud", "utf-8") if not r["Gyldig fra"].startswith("01-01-")]
    assert {(r["CVR"], dag(r["Gyldig fra"])) for r in midt_i_aaret} == {(t["prisstigning", "cvr"][0], date.fromisoformat(t["prisstigning", "dato"][0]))}
    foer = next(r for r in laes(planlagt.mappe, "tilbud", "utf-8") if r["CVR"] == midt_i_aaret[0]["CVR"] and r["Gyldig til"] == "30-06-2024")
    assert tal(midt_i_aaret[0]["Takst"]) / tal(foer["Takst"]) == pytest.approx(Decimal(t["prisstigning", "faktor"][0]), abs=Decimal("0.002"))


def test_the_one_off_is_in_the_ledger_once(planlagt):
    """21 mio. kr. on one line without citizen, reference or maskinnr, where the truth says it is."""
    (p,) = [p for p in laes(planlagt.mappe, "prisme_posteringer", "cp1252") if tal(p["Beløb"]) == 21_000_000]
    assert sandheder(planlagt)["engangsudgift", "bilag"] == [f"{p['Bilag']}/{p['Linje']}"]
    assert p["Ydelsesmodtager"] == p["Maskinnr"] == p["Henvisningsnr"] == ""


def test_the_outlier_costs_three_million(planlagt):
    """The named citizen costs about 3 mio. kr. in the last year, and nobody else does."""
    kr = defaultdict(Decimal)
    for a in laes(planlagt.mappe, "bv_afregninger", "cp1252"):
        if a["Afr_fra"].endswith("2025"):
            kr[a["Cprnr"]] += tal(a["Beloeb"])
    (dyr,) = sandheder(planlagt)["dyr_borger", "cpr"]
    assert 2_950_000 < kr.pop(dyr) < 3_050_000 and max(kr.values()) < 2_800_000


def test_practice_changes_in_one_distrikt_from_the_day(planlagt):
    """New §85 grants in Nord have three quarters of the hours and all start on the first; in Syd nothing changes."""
    sager = {s["Sagsnr"]: s["Distrikt"] for s in laes(planlagt.mappe, "bv_sager", "cp1252")}
    timer, foerste = defaultdict(list), defaultdict(list)
    for y in laes(planlagt.mappe, "bv_ydelser", "cp1252"):
        start = dag(y["Startdato"])
        if y["Foranstaltning"] == "Socialpædagogisk støtte i eget hjem" and start.year >= 2022:
            celle = sager[y["Sagsnr"]], start >= date(2024, 4, 1)
            timer[celle].append(float(tal(y["Antal"])))
            foerste[celle].append(start.day == 1)
    assert mean(timer["Nord", True]) / mean(timer["Nord", False]) == pytest.approx(0.75, abs=0.12)
    assert mean(timer["Syd", True]) / mean(timer["Syd", False]) == pytest.approx(1, abs=0.15)
    assert all(foerste["Nord", True]) and mean(foerste["Syd", True]) < 0.15


def test_the_measure_that_works_and_the_one_that_does_not(planlagt):
    """Both have citizens and grants of their own name; the second's citizens were the costliest of the year before."""
    t = sandheder(planlagt)
    grupper = {"Intensiv bostøtte efter boform": t["indsats", "borger"], "Netværksgruppe for borgere på boform": t["indsats", "uvirksom_borger"]}
    tildelt = defaultdict(set)
    for b in laes(planlagt.mappe, "nexus_indsatser", "utf-8-sig"):
        tildelt[b["Indsats"]].add(b["Borger CPR"].replace("-", ""))
    assert all(tildelt[navn] == set(borgere) and borgere for navn, borgere in grupper.items())
    foer = defaultdict(Decimal)
    for a in laes(planlagt.mappe, "bv_afregninger", "cp1252"):
        if a["Paragraf"] == "SEL-110" and a["Afr_type"] == "U" and date(2023, 10, 1) <= dag(a["Afr_fra"]) < date(2024, 10, 1):
            foer[a["Cprnr"]] += tal(a["Beloeb"])
    assert min(foer[b] for b in grupper["Netværksgruppe for borgere på boform"]) > mean(foer.values())


def test_forecasts_by_hand_err_as_said(planlagt):
    """Over all accounts and years each forecaster is off by the known factor, the more so the earlier in the year."""
    forbrug = defaultdict(Decimal)
    for p in laes(planlagt.mappe, "prisme_posteringer", "cp1252"):
        if p["Ydelsesmodtager"]:
            forbrug[p["Regnskabsår"], p["Konto"]] += tal(p["Beløb"])
    for hvem in ("Myndighed", "Økonomi", "Controller"):
        egne = [p for p in laes(planlagt.mappe, "prognose_manuel", "utf-8") if p["Udarbejdet af"] == hvem]
        forhold = sum(tal(p["Forventet forbrug"]) for p in egne) / sum(forbrug[p["År"], p["Konto"]] for p in egne)
        assert float(forhold) == pytest.approx(float(sandheder(planlagt)["prognosefejl", hvem][0]), abs=0.01)


@pytest.mark.parametrize(("karakter", "sene"), [("rolig", 0.0), ("chok", 0.0), ("sen_registrering", 0.25)])
def test_characters_differ_in_late_registration(tmp_path, karakter, sene):
    """Only the late municipality registers a good share of its grants more than a month after they begin, and can be cut by it."""
    o = skriv(tmp_path / "x", indbyggere=20_000, seed=2, scenarie=Scenarie(karakter), systemer=("nexus",))
    nye = [b for b in laes(o.mappe, "nexus_indsatser", "utf-8-sig") if dag(b["Startdato"]) >= date(2023, 2, 1) and dag(b["Startdato"]) < date(2025, 10, 1)]
    nye = [b for b in nye if not noegle(b["Paragraf"]).startswith(("BL", "SEL-5", "SEL-7", "SEL-95"))]
    andel = mean((dag(b["Oprettet"]) - dag(b["Startdato"])).days > 31 for b in nye)
    assert andel == pytest.approx(sene * 0.7, abs=0.08)


def test_a_settlement_is_never_disposed_before_it_is_registered(tmp_path):
    """With late registration, no payment precedes the day its ydelse was registered: the past can be cut without leaking."""
    o = skriv(tmp_path / "x", indbyggere=6000, scenarie=Scenarie("sen_registrering"))
    oprettet = {y["Foranst_nr"]: dag(y["Oprettet"]) for y in laes(o.mappe, "bv_ydelser", "cp1252")}
    for a in laes(o.mappe, "bv_afregninger", "cp1252"):
        assert dag(a["Dispdato"]) >= oprettet[a["Foranst_nr"]], a["Afr_id"]


def test_all_truths_need_three_years():
    """Two years leave no room for a before and an after, and an unknown character is refused."""
    with pytest.raises(ValueError, match="tre år"):
        Scenarie.alle(SLUT, 2)
    with pytest.raises(ValueError, match="vild"):
        Scenarie("vild")


def test_many_municipalities_are_the_same_in_one_process_or_two(tmp_path):
    """Each has a code, a size and a level of its own, and none of it hangs on how many processes wrote them."""
    en, to = (list(skriv_mange(tmp_path / n, 3, seed=4, processer=p, aar=1, indbyggere=1500, systemer=("bv",))) for n, p in (("a", 1), ("b", 2)))
    assert [o.filer for o in en] == [o.filer for o in to]
    assert [o.mappe.parent.name for o in en] == ["9001", "9002", "9003"]
    assert len({str(o.filer.values()) for o in en}) == 3
    folk = [f for f, _ in stoerrelser(98, 1)]
    assert 5_000 <= min(folk) and max(folk) <= 700_000 and 33_000 < sorted(folk)[49] < 53_000
