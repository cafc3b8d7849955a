"""The caseworker's list on a drawn municipality: own citizens, money once, and totals that add up to the area's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pandas as pd

from lisanalysis.analyses.sagsbehandleroversigt import Parametre, analyse, varianter

YDELSE = "ydelse_id | borger_id | sag_id | bevilling_id | paragraf | leverandoer | sagsbehandler | start_dato | slut_dato"
AFR = "afregning_id | borger_id | ydelse_id | periode_fra_dato | periode_til_dato | beloeb | afregningstype | status"
DISP = "ydelse_id | aar | maaned | beloeb_disponeret"


def tegn(*linjer):
    """A drawn table."""
    return "\n".join(linjer)


def kommune(byg, per="2025-03-31", **mere):
    """Two caseworkers and one measure that names none; F1's grant has a follow-up."""
    return byg(
        per,
        ydelse=tegn(YDELSE, "F1 | b_a | S1 | N1 | SEL-107 | Ågården | SB1 | 2024-01-01 | ", "F2 | b_b | S2 | N2 | SEL-85 | Bo ApS | SB2 | 2025-01-01 | 2025-05-15",
                    "F3 | b_c | S3 | | SEL-95 | | | 2025-02-01 | ", "F4 | b_d | S4 | | SEL-107 | | SB1 | 2020-01-01 | 2021-01-01"),
        afregning=tegn(AFR, *(f"A{y}{m} | b_{y} | {y} | 2025-{m:02d}-01 | 2025-{m:02d}-28 | {b} | udgift | effektueret" for y, m, b in (("F1", 1, "100.00"), ("F1", 2, "120.00"), ("F2", 1, "50.00"), ("F3", 3, "7.00"))),
                       "AG | b_a | F1 | 2025-03-01 | 2025-03-31 | 99.00 | udgift | godkendt", "AE | b_a | F1 | 2025-01-01 | 2025-01-31 | -10.00 | egenbetaling | effektueret"),
        disponering=tegn(DISP, *(f"F1 | 2025 | {m} | 100.00" for m in range(1, 13)), *(f"F2 | 2025 | {m} | 50.00" for m in range(1, 6))),
        bevilling=tegn("bevilling_id | borger_id | opfoelgning_dato", "N1 | b_a | 2025-05-01"),
        borger=tegn("borger_id | foedselsdato", "b_a | 1990-01-01", "b_b | 2007-06-01"),
        **mere,
    )


def tal(svar, navn):
    """The value of a key figure."""
    return svar.find(navn).vaerdi


def test_a_caseworkers_list_holds_that_caseworkers_citizens_alone(byg):
    """F4 ended years ago; F2 and F3 are others'."""
    frame = analyse(kommune(byg), Parametre(sagsbehandler="SB1")).find("borgere").data

    assert list(frame.borger_id) == ["b_a"]
    assert tuple(frame.iloc[0][["disponeret", "forbrug", "over_under"]]) == (D("1200.00"), D("220.00"), D("-80.00"))


def test_all_caseworkers_totals_add_up_to_the_areas(byg):
    """Every krone stands on one list, those without a caseworker too."""
    data = kommune(byg)
    hele = analyse(data, Parametre())
    dele = [analyse(data, Parametre(**valg)) for _, valg in varianter(data, Parametre())]

    assert [navn for navn, _ in varianter(data, Parametre())] == ["SB1", "SB2", "uden"]
    for navn in ("forbrug", "disponeret", "over_under", "slutter_snart", "opfoelgning_forfalden", "fylder_18"):
        assert sum(tal(d, navn) for d in dele) == tal(hele, navn)
    assert tal(hele, "forbrug") == D("277.00")


def test_income_does_not_lessen_what_is_spent_of_the_money_set_aside(byg):
    """900 of 1,000 set aside is paid. That b_a's own payment and the paying municipality give 700 back leaves 100 unspent, not 800."""
    hoved = AFR + " | betalingskommune"
    poster = (("A1", "900.00", "udgift", "0510"), ("A2", "-100.00", "egenbetaling", "0510"), ("A3", "-600.00", "mellemkommunal", "0510"))
    data = byg("2025-01-31", ydelse=tegn(YDELSE, "F1 | b_a | S1 | | SEL-107 | | SB1 | 2025-01-01 | "), disponering=tegn(DISP, "F1 | 2025 | 1 | 1000.00"),
               afregning=tegn(hoved, *(f"{nr} | b_a | F1 | 2025-01-01 | 2025-01-31 | {kr} | {slags} | effektueret | {bk}" for nr, kr, slags, bk in poster)))

    assert (tal(analyse(data, Parametre()), "forbrug"), tal(analyse(data, Parametre()), "over_under")) == (D("900.00"), D("-100.00"))


def test_a_mellemkommunal_settlement_that_we_pay_is_spent(byg):
    """Another municipality acts, and charges us; a row that names no payer is ours."""
    hoved, kode = AFR + " | betalingskommune", byg("2025-01-31", ydelse=YDELSE).kommune.kode
    data = byg("2025-01-31", ydelse=tegn(YDELSE, "F1 | b_a | S1 | | SEL-107 | | SB1 | 2025-01-01 | "),
               afregning=tegn(hoved, f"A1 | b_a | F1 | 2025-01-01 | 2025-01-31 | 40.00 | mellemkommunal | effektueret | {kode}",
                              "A2 | b_a | F1 | 2025-01-01 | 2025-01-31 | 2.00 | mellemkommunal | effektueret | "))

    assert tal(analyse(data, Parametre()), "forbrug") == D("42.00")


def test_what_ends_what_is_due_and_who_turns_18(byg):
    """F2 ends in 45 days, F1's follow-up is in a month, b_b is 18 on 1 June."""
    svar = analyse(kommune(byg), Parametre())

    assert list(svar.find("slutter").data.slutdato) == [date(2025, 5, 15)]
    assert list(svar.find("opfoelgning").data.naeste_opfoelgning) == [date(2025, 5, 1)]
    assert tal(svar, "fylder_18") == 1
    assert tal(analyse(kommune(byg), Parametre(dage_frem=20)), "slutter_snart") == 0


def test_a_measure_with_a_new_row_each_year_counts_its_money_once(byg):
    """The same Foranst_nr with a new rate from January: two rows, one sum."""
    data = byg("2025-03-31", ydelse=tegn(YDELSE, "F1 | b_a | S1 | | SEL-107 | | SB1 | 2024-01-01 | 2024-12-31", "F1 | b_a | S1 | | SEL-107 | | SB1 | 2025-01-01 | "),
               afregning=tegn(AFR, "A1 | b_a | F1 | 2025-01-01 | 2025-01-31 | 100.00 | udgift | effektueret"))

    assert tal(analyse(data, Parametre()), "forbrug") == D("100.00")


def test_a_named_caseworker_makes_no_variants(byg):
    """The interactive list is one person's."""
    assert varianter(kommune(byg), Parametre(sagsbehandler="SB1")) == []


FUND = pd.DataFrame(
    [("f1", "fejl", "ny", "b_a", D("-500.00"), None), ("f1", "fejl", "ny", "b_a", D("200.00"), None), ("f2", "advarsel", "fortsat", "b_a", None, D("900.00")),
     ("f3", "fejl", "vaek", "b_a", None, D("7.00")), ("f4", "info", "ny", "b_a", D("1.00"), None), ("f5", "fejl", "accepteret", "b_a", D("1.00"), None),
     ("f6", "fejl", "ny", "b_b", D("3.00"), None), ("f7", "fejl", "ny", None, D("4.00"), None)],
    columns=["afvigelse_id", "alvor", "livsforloeb", "borger_id", "forskel", "beloeb_kilde"],
).assign(sagsnr="S1", periode="2025-02", beskrivelse="Noget er galt", gaa_til="BV: Afr_id A1", sagsbehandler="SB1")  # fmt: skip


def test_each_citizens_findings_to_correct_are_counted_and_listed(byg):
    """b_a has two: one in two cells, one rule; what is gone, accepted or only told is not for correction, and b_b's is another's."""
    data = replace(kommune(byg), tidligere=lambda navn: {date(2025, 3, 31): FUND} if navn == "ottetalskontrol/afvigelser" else {})
    svar = analyse(data, Parametre(sagsbehandler="SB1"))

    assert list(svar.find("borgere").data.afvigelser) == [2]
    assert list(svar.find("fund").data.beloeb) == [D("900.00"), D("500.00")] and tal(svar, "fund_at_rette") == 2
    assert any("2 fund" in g for g in svar.goer) and "fund" in svar.afsnit[0].indhold
    assert dict(zip(analyse(data, Parametre()).find("borgere").data.borger_id, analyse(data, Parametre()).find("borgere").data.afvigelser)) == {"b_a": 2, "b_b": 1, "b_c": 0}


def test_findings_are_unknown_and_not_none_where_the_control_has_not_run(byg):
    """A run of another day says nothing of today."""
    data = replace(kommune(byg), tidligere=lambda navn: {date(2025, 2, 28): FUND})
    svar = analyse(data, Parametre(sagsbehandler="SB1"))

    assert list(svar.find("borgere").data.afvigelser) == [None] and tal(svar, "fund_at_rette") is None
    assert any("ikke kørt" in f for f in svar.forbehold) and "fund" in svar.ikke_koert


def test_cases_over_and_near_a_refund_limit_are_named(byg):
    """2022: 100,000 in a month is over 71,666.67, 70,000 lies close under, 20,000 does not; another caseworker's case is not on the list."""
    ydelser = [f"F{i} | b_{b} | S{i} | N{i} | SEL-107 | Ågården | {sb} | 2022-01-01 | " for i, (b, sb) in enumerate((("a", "SB1"), ("b", "SB1"), ("c", "SB1"), ("d", "SB2")))]
    kr = {"a": 100_000, "b": 70_000, "c": 20_000, "d": 100_000}
    hoved = "afregning_id | borger_id | ydelse_id | paragraf | periode_fra_dato | periode_til_dato | beloeb | afregningstype | status"
    afr = [f"A{i} | b_{b} | F{i} | SEL-107 | 2022-03-01 | 2022-03-31 | {x}.00 | udgift | effektueret" for i, (b, x) in enumerate(kr.items())]
    data = byg("2022-12-31", ydelse=tegn(YDELSE, *ydelser), afregning=tegn(hoved, *afr))
    t = analyse(data, Parametre(sagsbehandler="SB1")).find("refusion").data

    assert [tuple(r) for r in t.itertuples(index=False)] == [("b_a", "over grænsen", D("100000.00")), ("b_b", "lige under grænsen", D("70000.00"))]


def test_without_known_limits_the_list_stands_and_says_what_is_missing(byg):
    """2025's limits are not in the package: the place to enter them is told, and the rest of the report is made."""
    hoved = "afregning_id | borger_id | ydelse_id | paragraf | periode_fra_dato | periode_til_dato | beloeb | afregningstype | status"
    ydelse = tegn(YDELSE, "F1 | b_a | S1 | N1 | SEL-107 | Ågården | SB1 | 2024-01-01 | ")
    svar = analyse(byg("2025-03-31", ydelse=ydelse, afregning=tegn(hoved, "A1 | b_a | F1 | SEL-107 | 2025-03-01 | 2025-03-31 | 90000.00 | udgift | effektueret")), Parametre())

    assert "law.yaml" in svar.ikke_koert["refusion"] and svar.status == "ok"
