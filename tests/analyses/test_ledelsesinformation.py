"""On course or not, on drawn tables (municipality 0999): figures by hand, targets, three things to decide, and no citizen in sight."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from lisanalysis.analyses.ledelsesinformation import Parametre, analyse
from lisanalysis.analyses.ledelsesinformation.maal import UDFALD
from lisanalysis.analyses.pulje import HOEJST_ANDEL, MINDST, STOERSTE, pulje, sikker
from lisanalysis.errors import ParameterError
from lisanalysis.publish.disclosure import Regel, til_publikum

PER = "2025-06-15"  # the last whole month is May 2025
YDELSE = "ydelse_id | borger_id | paragraf | start_dato | slut_dato"
AFR = "afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | beloeb | afregningstype | status"
POST = "posterings_dato | regnskabsaar | funktion | dranst | borger_id | beloeb"
BUDGET = "regnskabsaar | funktion | dranst | oprindeligt | tillaeg | korrigeret"


def tegn(*linjer: str) -> str:
    """A drawn table."""
    return "\n".join(linjer)


def ydelser(paragraf: str, antal: int, fra: str = "2024-06-01", til: str = "") -> list[str]:
    """So many citizens of their own with one measure."""
    return [f"Y{paragraf}{i} | b_{paragraf}{i} | {paragraf} | {fra} | {til}" for i in range(antal)]


def afregnet(paragraf: str, antal: int, maaned: str, beloeb: str) -> list[str]:
    """As much settled for each of them in a month."""
    return [f"A{paragraf}{i}{maaned} | b_{paragraf}{i} | {paragraf} | {maaned}-01 | {maaned}-28 | {beloeb} | udgift | effektueret" for i in range(antal)]


def poster(funktion: str, antal: int, beloeb: str, dag: str = "2025-03-01", dranst: str = "1") -> list[str]:
    """A posting of each of so many citizens."""
    return [f"{dag} | 2025 | {funktion} | {dranst} | b_{i} | {beloeb}" for i in range(antal)]


def med_maal(data, **maal: str):
    """The same data in a municipality with targets; `__` stands for the point."""
    return replace(data, kommune=data.kommune.model_copy(update={"maal": {n.replace("__", ".").replace("_SEL_", "SEL-"): t for n, t in maal.items()}}))


def tal(svar, *navne: str):
    """The values of key figures."""
    return [svar.find(n).vaerdi for n in navne]


def test_volume_and_price_of_twelve_whole_months(byg):
    """Six citizens through all 365 days are six helårspersoner; 12,000 each makes 12,000 kr. a helårsperson. June is not whole."""
    data = byg(PER, ydelse=tegn(YDELSE, *ydelser("SEL-107", 6)),
               afregning=tegn(AFR, *afregnet("SEL-107", 6, "2025-05", "12000.00"), *afregnet("SEL-107", 6, "2025-06", "5.00")))  # fmt: skip
    svar = analyse(data, Parametre())

    assert tal(svar, "helaarspersoner", "brugere", "helaarspris") == [D(6), 6, D("12000.00")]
    assert svar.find("helaarspersoner").periode == "2024-06/2025-05"


def test_the_year_before_stands_beside(byg):
    """Five the year before, six now; one of the six began in the last month only (31 of 365 days)."""
    data = byg(PER, ydelse=tegn(YDELSE, *ydelser("SEL-107", 5, "2023-06-01"), "Y9 | b_9 | SEL-107 | 2025-05-01 | "))
    raekke = analyse(data, Parametre()).find("paragraffer").data.iloc[0]

    assert (raekke.brugere, raekke.brugere_foer, raekke.helaarspersoner_foer) == (6, 5, D(5))
    assert raekke.helaarspersoner == D("5.084932")  # 5 + 31/365


def test_few_citizens_are_pooled_until_they_are_enough(byg):
    """Three on § 110 are too few; the smallest shown (§ 108, five) goes with them, so that nobody can subtract; § 107 stands."""
    data = byg(PER, ydelse=tegn(YDELSE, *ydelser("SEL-107", 9), *ydelser("SEL-108", 5), *ydelser("SEL-110", 3)))
    rows = analyse(data, Parametre()).find("paragraffer").data

    assert dict(zip(rows.paragraf, rows.brugere, strict=True)) == {"SEL-107": 9, "øvrige": 8}


def test_where_all_together_are_too_few_nothing_is_shown(byg):
    """Four citizens in the whole municipality: no volume, no row, and the report says so."""
    svar = analyse(byg(PER, ydelse=tegn(YDELSE, *ydelser("SEL-107", 4))), Parametre())

    assert tal(svar, "helaarspersoner", "brugere") == [None, None] and svar.find("paragraffer").data.empty
    assert "for få borgere" in " ".join(svar.forbehold)


def test_two_citizens_may_not_make_up_a_row():
    """Five citizens of whom two cost 86 of 100: not safe; 84 of 100 is."""
    def raekke(*kr: int) -> dict[str, tuple[D, ...]]:
        return {f"b{i}": (D(v),) for i, v in enumerate(kr)}

    assert not sikker(raekke(43, 43, 5, 5, 4)) and sikker(raekke(42, 42, 6, 5, 5))
    assert pulje({"a": raekke(43, 43, 5, 5, 4)}) == {}


def test_the_rule_is_the_one_that_disclosure_control_has():
    """The same k, the same two citizens, the same share."""
    assert (MINDST, STOERSTE, HOEJST_ANDEL) == (Regel().k, Regel().stoerste, Regel().andel)


def test_spending_is_held_against_the_even_share_of_the_budget(byg):
    """Five months of 12: 500 of 1,200 to date. 600 spent is 100 over; refunds (dranst 2) and June's postings are not in it."""
    data = byg(PER, postering=tegn(POST, *poster("5.38.50", 6, "100.00"), *poster("5.38.50", 6, "-999.00", dranst="2"), *poster("5.38.50", 6, "7.00", "2025-06-01")),
               budget=tegn(BUDGET, "2025 | 5.38.50 | 1 | 1000.00 | 200.00 | ", "2025 | 5.38.50 | 2 | 5.00 | | 5.00", "2024 | 5.38.50 | 1 | 9.00 | | 9.00"))  # fmt: skip
    svar = analyse(data, Parametre())
    raekke = svar.find("funktioner").data.iloc[0]

    assert (raekke.budget, raekke.til_dato, raekke.forbrug, raekke.over) == (D("1200.00"), D("500.00"), D("600.00"), D("100.00"))
    assert tal(svar, "budget_forbrug", "forbrug_kr", "budget_kr") == [D("1.2"), D("600.00"), D("1200.00")]
    assert svar.goer[0].startswith("Skal 5.38.50 ") and "100\u00a0kr. mere end budgettet til dato" in svar.goer[0]
    assert "Volumen og pris" in svar.ikke_koert


def test_three_things_are_ranked_by_what_they_cost(byg):
    """§ 107: one more helårsperson at 9,986.34, the mean of 10,000 and 10,000 · 365/366 (the year before has 29 February); § 108: 3,000
    more a head for 6 is 18,000 and comes first; § 85 became cheaper."""
    data = byg(PER, ydelse=tegn(YDELSE, *ydelser("SEL-107", 5, "2023-06-01"), "Y9 | b_9 | SEL-107 | 2024-06-01 | ",
                                *ydelser("SEL-108", 6, "2023-06-01"), *ydelser("SEL-85", 6, "2023-06-01")),
               afregning=tegn(AFR, *afregnet("SEL-107", 5, "2024-01", "10000.00"), *afregnet("SEL-107", 5, "2025-01", "10000.00"),
                              "A9 | b_9 | SEL-107 | 2025-01-01 | 2025-01-28 | 10000.00 | udgift | effektueret",
                              *afregnet("SEL-108", 6, "2024-01", "1000.00"), *afregnet("SEL-108", 6, "2025-01", "4000.00"),
                              *afregnet("SEL-85", 6, "2024-01", "9000.00"), *afregnet("SEL-85", 6, "2025-01", "1.00")))  # fmt: skip
    goer = analyse(data, Parametre()).goer

    assert len(goer) == 2
    assert goer[0].startswith("Skal prisen på SEL § 108 forhandles?") and "koster 18." in goer[0]
    assert goer[1].startswith("Skal vi bremse tilgangen til SEL § 107? 1,0 flere helårspersoner koster 9.986\u00a0kr.")


def test_targets_are_held_against_the_figures(byg):
    """Six of at most six is reached, 12,000 of at most 11.999 is not; an outcome is measured elsewhere, a hidden paragraph not shown."""
    data = med_maal(
        byg(PER, ydelse=tegn(YDELSE, *ydelser("SEL-107", 6)), afregning=tegn(AFR, *afregnet("SEL-107", 6, "2025-05", "12000.00"))),
        helaarspersoner___SEL_107="højst 6", helaarspris___SEL_107="højst 11.999 kr.", vender_tilbage___SEL_107="højst 15 %", brugere___SEL_110="mindst 1",
    )  # fmt: skip
    svar = analyse(data, Parametre())

    assert list(svar.find("maal").data.dom) == ["nået", "ikke nået", "måles i effektmåling", "kan ikke vises"]
    assert svar.find("maal_naaet").vaerdi == 1 and "af 2" in svar.find("maal_naaet").titel
    assert any("er ikke nået" in t for t in svar.goer)


@pytest.mark.parametrize(("navn", "tekst", "ord_"), [("helaarsprs___SEL_107", "højst 1 kr.", "måles ikke"), ("helaarspris___SEL_107", "højst 10 %", "med kr")])
def test_a_target_that_nothing_measures_is_refused(byg, navn, tekst, ord_):
    """A misspelt name, and a price in per cent."""
    with pytest.raises(ParameterError, match=ord_):
        analyse(med_maal(byg(PER, ydelse=tegn(YDELSE, *ydelser("SEL-107", 6))), **{navn: tekst}), Parametre())


def test_the_outcomes_are_those_that_effektmaaling_measures():
    """The two reports read the same list of targets and know each other's names."""
    from typing import get_args

    from lisanalysis.analyses.effektmaaling.erklaering import Maalet

    assert set(UDFALD) == set(get_args(Maalet))


def test_unreadable_rows_are_counted_and_decided_on(byg):
    """2 of 100 rows rejected; a file delivered again is not counted twice."""
    leverance = tegn("leverance_id | kilde | fil | raekker | indlaest | afvist | skaeringsdato | status", "l1 | bv | a.csv | 100 | 98 | 2 | 2025-05-31 | advarsel",
                     "l2 | bv | a.csv | 0 | 0 | 0 | 2025-05-31 | gentaget")  # fmt: skip
    svar = analyse(byg(PER, leverance=leverance, postering=tegn("konto | beloeb", "538421001 | 1.00")), Parametre())

    assert svar.find("afviste_raekker").vaerdi == D("0.02") and svar.goer == ("Hvem retter data? 2,0\u00a0% af rækkerne kunne ikke læses.",)


@pytest.mark.parametrize("publikum", ["direktion", "politiker"])
def test_no_citizen_is_shown_and_nothing_is_taken_out_by_disclosure(demo, publikum):
    """On the made-up municipality no table has a citizen column, every row stands on five, and every figure passes for its audience."""
    svar = analyse(demo, Parametre(publikum=publikum))

    assert svar.publikum == publikum and not til_publikum(svar).ikke_koert.keys() & {d.navn for d in (*svar.tabeller, *svar.figurer)}
    assert not any("borger_id" in t.data.columns or t.enhed for t in svar.tabeller)
    rows = svar.find("paragraffer").data
    assert all(n >= 5 or n == 0 for kolonne in ("brugere", "brugere_foer") for n in rows[kolonne]) and len(rows) >= 2
    assert {f.navn for f in svar.figurer} >= {"brugere_maaned", "helaarspersoner_maaned", "pris_kvartal", "forbrug_budget"}
