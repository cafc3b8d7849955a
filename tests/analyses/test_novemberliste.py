"""The November list on a drawn municipality (0999): directions, deadlines by hand, moves and what was collected."""

from datetime import date
from decimal import Decimal as D

import pytest

from lisanalysis.analyses.find import find_analyse
from lisanalysis.analyses.novemberliste import Parametre, analyse
from lisanalysis.analyses.parametre import read_parametre
from lisanalysis.errors import ParameterError

SAG = "sag_id | borger_id | handlekommune | betalingskommune"
AFR = "afregning_id | borger_id | sag_id | paragraf | periode_fra_dato | periode_til_dato | beloeb | afregningstype | status | betalingskommune"
ADR = "borger_id | fra_dato | til_dato | kommune | fraflyt_kommune"
PER = "2025-11-01"


def udgift(borger, sag, maaned, beloeb, slags="udgift", betaler=""):
    """One effected settlement of a month."""
    return f"A{borger}{maaned}{slags} | {borger} | {sag} | SEL-107 | {maaned}-01 | {maaned}-28 | {beloeb} | {slags} | effektueret | {betaler}"


def tegn(*linjer):
    """A drawn table."""
    return "\n".join(linjer)


def liste(svar):
    """The list as (borger, retning, beloeb, opkraevet, frist, dage_tilbage)."""
    return [(r.borger_id, r.retning, r.beloeb, r.opkraevet, r.frist, r.dage_tilbage) for r in svar.find("liste").data.itertuples()]


def test_another_payer_is_money_to_collect_within_three_years(byg):
    """Help in January 2023 must be claimed by 31 January 2026: 91 days after 1 November 2025."""
    data = byg(PER, sag=tegn(SAG, "S1 | b_a | 0999 | 0561"), afregning=tegn(AFR, udgift("b_a", "S1", "2023-01", "1000.00"), udgift("b_a", "S1", "2023-02", "500.00")))

    assert liste(analyse(data, Parametre())) == [("b_a", "fra", D("1500.00"), D("0.00"), date(2026, 1, 31), 91)]


def test_what_was_collected_counts_off_the_oldest_months_first(byg):
    """1,200 collected covers January and part of February, so February's deadline rules; the ledger is the truth for money."""
    data = byg(PER, sag=tegn(SAG, "S1 | b_a | 0999 | 0561"),
               afregning=tegn(AFR, udgift("b_a", "S1", "2023-01", "1000.00"), udgift("b_a", "S1", "2023-02", "500.00")),
               postering="posterings_dato | borger_id | art | beloeb\n2024-01-05 | b_a | 779 | -1200.00\n2024-01-05 | b_a | 409 | 77.00")
    svar = analyse(data, Parametre())

    assert liste(svar) == [("b_a", "fra", D("1500.00"), D("1200.00"), date(2026, 2, 28), 119)]
    assert svar.find("uopkraevet_kr").vaerdi == D("300.00")


def test_use_of_our_tilbud_is_claimed_within_twelve_months(byg):
    """Another municipality acts and pays: June 2025 must be claimed by 30 June 2026."""
    data = byg(PER, sag=tegn(SAG, "S1 | b_a | 0561 | 0561"), afregning=tegn(AFR, udgift("b_a", "S1", "2025-06", "1000.00")))

    assert liste(analyse(data, Parametre()))[0][4] == date(2026, 6, 30)


def test_we_pay_where_another_municipality_acts(byg):
    """Handlekommune elsewhere and we pay: others collect from us, and no claim of ours has a deadline."""
    data = byg(PER, sag=tegn(SAG, "S1 | b_a | 0561 | 0999"), afregning=tegn(AFR, udgift("b_a", "S1", "2025-06", "1000.00")))

    assert liste(analyse(data, Parametre())) == [("b_a", "til", D("1000.00"), D("0.00"), None, None)]


def test_agreement_is_silence(byg):
    """Three times the same municipality, or nothing known, is no line."""
    data = byg(PER, sag=tegn(SAG, "S1 | b_a | 0999 | 0999", "S2 | b_b | | "),
               afregning=tegn(AFR, udgift("b_a", "S1", "2025-06", "1000.00"), udgift("b_b", "S2", "2025-06", "1000.00")),
               adressehistorik=tegn(ADR, "b_a | 2000-01-01 | | 0999 | "))
    svar = analyse(data, Parametre())

    assert liste(svar) == [] and "ens i alle sager" in svar.svar


def test_who_has_moved_since_the_last_list_stands_on_it_with_the_way(byg):
    """A move close to the first day of a stay is a move into a tilbud; an older move, and one of somebody without a stay, is not."""
    data = byg(PER, sag=tegn(SAG, "S1 | b_a | | ", "S2 | b_b | | ", "S3 | b_c | | "),
               afregning=tegn(AFR, *(udgift(b, s, "2025-09", "10.00") for b, s in (("b_a", "S1"), ("b_b", "S2"), ("b_c", "S3")))),
               bevilling="bevilling_id | borger_id | paragraf | start_dato\nN1 | b_a | SEL-107 | 2025-06-10",
               adressehistorik=tegn(ADR, "b_a | 2025-06-01 | | 0999 | 0561", "b_b | 2025-07-01 | | 0999 | 0561", "b_c | 2023-07-01 | | 0999 | 0561"))
    svar = analyse(data, Parametre())
    frame = svar.find("nye").data

    assert list(zip(frame.borger_id, frame.vej, frame.flyttedato, strict=True)) == [
        ("b_a", "til tilbud", date(2025, 6, 1)), ("b_b", "ukendt", date(2025, 7, 1))]
    assert svar.find("antal_flyttet").vaerdi == 2


def test_a_citizen_who_lives_elsewhere_is_named(byg):
    """CPR says another municipality than the one that acts and pays."""
    data = byg(PER, sag=tegn(SAG, "S1 | b_a | 0999 | 0999"), afregning=tegn(AFR, udgift("b_a", "S1", "2025-06", "1000.00")),
               adressehistorik=tegn(ADR, "b_a | 2010-01-01 | | 0561 | "))

    assert [r[1] for r in liste(analyse(data, Parametre()))] == ["flyttet"]


def test_the_payer_of_the_settlement_goes_before_the_cases(byg):
    """One case may be paid by two municipalities in turn: each has its line."""
    data = byg(PER, sag=tegn(SAG, "S1 | b_a | 0999 | 0999"),
               afregning=tegn(AFR, udgift("b_a", "S1", "2025-06", "1000.00", betaler="0561"), udgift("b_a", "S1", "2025-07", "900.00")))

    assert [(r[1], r[2]) for r in liste(analyse(data, Parametre()))] == [("fra", D("1000.00"))]


def test_an_agreement_and_a_raised_claim_are_shown(byg):
    """Agreements count on their own days and in their own direction."""
    data = byg(PER, sag=tegn(SAG, "S1 | b_a | 0999 | 0561", "S2 | b_b | 0999 | 0561"),
               afregning=tegn(AFR, udgift("b_a", "S1", "2025-06", "1000.00"), udgift("b_b", "S2", "2025-06", "1000.00")),
               refusionstilsagn="borger_id | retning | gyldig_fra_dato | gyldig_til_dato | krav_rejst\nb_a | fra | 2025-01-01 | | true\nb_b | fra | 2024-01-01 | 2024-12-31 | true")
    frame = analyse(data, Parametre()).find("liste").data.set_index("borger_id")

    assert tuple(frame.loc["b_a", ["tilsagn", "krav_rejst"]]) == ("ja", "ja")
    assert tuple(frame.loc["b_b", ["tilsagn", "krav_rejst"]]) == ("nej", "nej")


def test_a_list_date_that_does_not_exist_is_refused_before_anything_runs():
    """The 31st of February."""
    with pytest.raises(ParameterError, match="liste_dato"):
        read_parametre(find_analyse("novemberliste"), {"liste_dato": "2025-02-31"}, "her")
