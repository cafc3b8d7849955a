"""The passage at 18 on a drawn municipality: shares and prices by hand, gaps, and the answer when too few are known."""

from datetime import date
from decimal import Decimal as D

import pytest

from lisanalysis.analyses.overgang_barn_voksen import Parametre, analyse
from lisanalysis.measures.helaarspris import helaarspris

YDELSE = "ydelse_id | borger_id | paragraf | foranstaltning | katalogydelse | sagsbehandler | start_dato | slut_dato | antal | takst | frekvens"
BORGER = "borger_id | foedselsdato"
PER = "2025-12-31"


def tegn(*linjer):
    """A drawn table."""
    return "\n".join(linjer)


def barn(borger, slut="", paragraf="BL-46", takst="1000.00"):
    """A child measure from 2020, one unit a day."""
    return f"B{borger}{paragraf} | {borger} | {paragraf} | Pleje | Pleje | SB1 | 2020-01-01 | {slut} | 1 | {takst} | daglig"


def voksen(borger, fra, paragraf="SEL-107", takst="2000.00"):
    """An adult measure, one unit a day."""
    return f"V{borger}{paragraf} | {borger} | {paragraf} | Botilbud | Ophold | SB2 | {fra} | | 1 | {takst} | daglig"


def kommune(byg, egne=5, unge=("u1 | 2008-06-15",), ekstra=(), bevilling=""):
    """Own passages in 2023: 18 on 1 June, child measure to the day before, 4 of 5 into §107 after a gap of 10 days."""
    foedt = [f"e{i} | 2005-06-01" for i in range(egne)]
    linjer = [barn(f"e{i}", "2023-05-31") for i in range(egne)] + [voksen(f"e{i}", "2023-06-11") for i in range(egne - 1)]
    return byg(PER, borger=tegn(BORGER, *foedt, *unge), ydelse=tegn(YDELSE, *linjer, *(barn(u.split(" | ")[0]) for u in unge), *ekstra), **({"bevilling": bevilling} if bevilling else {}))


def test_shares_and_prices_come_from_the_municipalitys_own_passages(byg):
    """4 of 5 went to §107 at 730,000 a year, 1 to nothing: expected 584,000 against 365,000 now."""
    svar = analyse(kommune(byg), Parametre())
    (ung,) = svar.find("unge").data.itertuples()

    assert (ung.borger_id, ung.fylder_18, ung.paragraf, ung.pris_nu) == ("u1", date(2026, 6, 15), "BL-46", D("365000.00"))
    assert (ung.forventet_paragraf, ung.sandsynlighed, ung.forventet_pris) == ("SEL-107", 0.8, D("584000.00"))
    assert ung.forberedt == "nej" and ung.hul_dage is None
    assert svar.find("hul_dage_median").vaerdi == 10


def test_the_budget_effect_begins_the_month_after_the_birthday(byg):
    """18 in June 2026: 18 of the coming 24 months (July 2026 to December 2027) at (584,000 − 365,000) / 12 = 18,250."""
    assert analyse(kommune(byg), Parametre()).find("budgeteffekt_24_mdr").vaerdi == D("328500.00")


def test_too_few_passages_give_no_probability_and_no_price(byg):
    """Four passages are not five: the answer says so, and the figure is unknown rather than zero."""
    svar = analyse(kommune(byg, egne=4), Parametre())
    (ung,) = svar.find("unge").data.itertuples()

    assert ung.forventet_paragraf is None and ung.forventet_pris is None
    assert svar.find("budgeteffekt_24_mdr").vaerdi is None and svar.find("budgeteffekt_24_mdr").status == "for_spinkelt"
    assert "for få egne overgange" in svar.svar


def test_a_grant_by_an_adult_paragraph_means_prepared(byg):
    """A coming adult grant; an annulled one, and one by a child paragraph, prepare nobody."""
    unge = ("u1 | 2008-06-15", "u2 | 2008-06-16", "u3 | 2008-06-17")
    bevilling = tegn("bevilling_id | borger_id | paragraf | start_dato | status", "N1 | u1 | SEL-107 | 2026-06-15 | bevilget", "N2 | u2 | SEL-107 | 2026-06-15 | annulleret", "N3 | u3 | BL-114 | 2026-06-15 | bevilget")
    frame = analyse(kommune(byg, unge=unge, bevilling=bevilling), Parametre()).find("unge").data

    assert list(frame.forberedt) == ["ja", "nej", "nej"]


def test_one_who_has_passed_shows_the_gap_and_weighs_nothing_in_the_budget(byg):
    """18 in March 2025 with 14 days without a measure between."""
    linjer = (barn("u2", "2025-03-01"), voksen("u2", "2025-03-16"))
    data = byg(PER, borger=tegn(BORGER, *(f"e{i} | 2005-06-01" for i in range(5)), "u2 | 2007-03-01"),
               ydelse=tegn(YDELSE, *(barn(f"e{i}", "2023-05-31") for i in range(5)), *linjer))
    svar = analyse(data, Parametre())
    (ung,) = svar.find("unge").data.itertuples()

    assert (ung.borger_id, ung.hul_dage, ung.forberedt) == ("u2", 14, "ja")
    assert svar.find("budgeteffekt_24_mdr").vaerdi == 0


def test_ages_outside_the_cohort_and_adults_without_a_child_measure_are_not_on_the_list(byg):
    """15 and 20 years, and an 18-year-old who never had a child measure."""
    unge = ("u1 | 2010-06-15", "u2 | 2005-01-15")
    svar = analyse(kommune(byg, unge=unge, ekstra=(voksen("u3", "2025-06-01"),)), Parametre())

    assert list(svar.find("unge").data.borger_id) == [] and "Ingen fylder 18" in svar.svar


def test_the_price_of_a_year_by_frequency():
    """365 days, 52 1/7 weeks, 26 1/14 fortnights, 12 months; a one-off has no price a year."""
    assert helaarspris(D("1"), D("1000"), "daglig") == D("365000.00")
    assert helaarspris(D("2"), D("100"), "ugentlig") == D("10428.57")
    assert helaarspris(D("1"), D("100"), "14dag") == D("2607.14")
    assert helaarspris(D("3.5"), D("4694"), "maanedlig") == D("197148.00")
    assert helaarspris(D("1"), D("1000"), "engang") is None and helaarspris(None, D("1"), "daglig") is None


@pytest.mark.parametrize(("foedt", "forberedte", "sagt"), [
    (("2008-06-15",), (), "1 ung fylder 18 inden for et år, og er ikke forberedt."), (("2008-06-15",), ("u0",), "1 ung fylder 18 inden for et år, og er forberedt."),
    (("2008-06-15", "2008-06-16"), (), "2 unge fylder 18 inden for et år, og ingen af dem er forberedt."),
    (("2008-06-15", "2008-06-16"), ("u0", "u1"), "2 unge fylder 18 inden for et år, og alle er forberedt."),
    (("2008-06-15", "2008-06-16"), ("u0",), "2 unge fylder 18 inden for et år, og 1 af dem er ikke forberedt."),
])  # fmt: skip
def test_how_many_are_prepared_is_said_as_one_says_it(byg, foedt, forberedte, sagt):
    """None, one, some and all have each their own Danish."""
    bevilling = tegn("bevilling_id | borger_id | paragraf | start_dato | status", *(f"N{b} | {b} | SEL-107 | 2026-06-15 | bevilget" for b in forberedte), "N9 | e0 | SEL-107 | 2020-01-01 | annulleret")
    svar = analyse(kommune(byg, unge=tuple(f"u{i} | {dag}" for i, dag in enumerate(foedt)), bevilling=bevilling), Parametre()).svar

    assert svar.startswith(sagt)
