"""The lists that people keep by hand, as CSV in the example layout's own order of columns."""

from datetime import date
from decimal import Decimal

from lager_prep import ANNA, BENT, Kommunen, raekker

D = Decimal
SYSTEMER = "rammeaktivitet: {}\n  budgetark: {}\n  refusionstilsagn: {}\n  hjemtaget_refusion: {}\n  prognose_manuel: {}\n  adressehistorik: {}"


def test_framework_activity_and_budget_sheets(tmp_path):
    """Places and full-year persons behind an account; a bare paragraph is settled by the row's own area and month."""
    kommune = Kommunen(tmp_path, SYSTEMER)
    kommune.fil("rammeaktivitet_20250131.csv", "Konto;Periode;Område;Paragraf;Antal pladser;Helårspersoner;Beløb;Fordelingsnøgle;Kommentar;Registreret af\n"
                "538421001;2025-01;Voksne;110;12;11,5;-1250000,00;antal døgn;Ramme for herberg;SB1\n528211002;2025-01;Børn;32;;;100,00;;;SB2\n")
    kommune.fil("budgetark_2025.csv", "År;Konto;Område;Paragraf;Pladser;Helårspersoner;Enhedspris;Beløb;Forudsætning\n"
                "2025;538521001;Voksne;SEL § 107;20;18,25;812345,50;14825305,38;Uændret takst\n")
    data = kommune.indlaes()

    assert raekker(data, "rammeaktivitet", "konto", "funktion", "omraade", "paragraf", "antal_pladser", "helaarspersoner", "beloeb", "kommentar") == [
        ("538421001", "5.38.42", "voksne", "SEL-110", D("12"), D("11.5"), D("-1250000.00"), "Ramme for herberg"),
        ("528211002", "5.28.21", "boern", "BL-32", None, None, D("100.00"), None),
    ]
    assert raekker(data, "budgetark", "regnskabsaar", "paragraf", "helaarspersoner", "enhedspris_kr", "beloeb", "forudsaetning") == [
        (2025, "SEL-107", D("18.25"), D("812345.50"), D("14825305.38"), "Uændret takst")]


def test_a_budget_sheet_replaces_its_own_year_alone(tmp_path):
    """A later sheet for 2025 is the whole of 2025; 2024 stands."""
    kommune = Kommunen(tmp_path, SYSTEMER)
    head = "År;Konto;Område;Paragraf;Pladser;Helårspersoner;Enhedspris;Beløb;Forudsætning\n"
    kommune.fil("budgetark_20240901.csv", head + "2024;538521001;;;;;;1,00;\n2025;538521001;;;;;;2,00;\n2025;538501001;;;;;;3,00;\n")
    kommune.fil("budgetark_20250901.csv", head + "2025;538521001;;;;;;20,00;\n")

    assert sorted(raekker(kommune.indlaes(), "budgetark", "regnskabsaar", "beloeb")) == [(2024, D("1.00")), (2025, D("20.00"))]


def test_refunds_promised_and_drawn(tmp_path):
    """A claim is a date or a yes or no; a refund may be nobody's own; an unknown scheme is set apart."""
    kommune = Kommunen(tmp_path, SYSTEMER)
    kommune.fil("refusionstilsagn_20250131.csv", "CPR;Retning;Modpart kommune;Paragraf;Gyldig fra;Gyldig til;Tilsagnsdato;Krav rejst;Beløbsloft\n"
                f"{ANNA};fra;561;SEL § 107;01-01-2025;;15-12-2024;20-01-2025;500000,00\n{BENT};til;Aarhus;110;01-01-2023;31-12-2024;;nej;\n{BENT};til;0751;;;;;Ja;\n")
    kommune.fil("hjemtaget_refusion_20250131.csv", f"CPR;År;Kvartal;Ordning;Beløb\n{ANNA};2024;4;dyre_enkeltsager;-125000,00\n;2024;4;par110;1,00\n{ANNA};2024;4;andet;1,00\n")
    data = kommune.indlaes()

    assert raekker(data, "refusionstilsagn", "retning", "modpart_kommune", "paragraf", "krav_rejst", "krav_rejst_dato", "beloebsloft_kr") == [
        ("fra", "0561", "SEL-107", True, date(2025, 1, 20), D("500000.00")),
        ("til", "0751", "SEL-110", False, None, None),
        ("til", "0751", None, True, None, None),
    ]
    assert raekker(data, "hjemtaget_refusion", "aar", "kvartal", "ordning", "beloeb") == [
        (2024, 4, "dyre_enkeltsager", D("-125000.00")), (2024, 4, "par110", D("1.00"))]
    assert [(r.linje, r.kolonne) for r in data.afviste().itertuples()] == [(4, "Ordning")]


def test_forecasts_and_moves(tmp_path):
    """Someone else's forecast, and moves as a list instead of a CPR extract."""
    kommune = Kommunen(tmp_path, SYSTEMER)
    kommune.fil("prognose_manuel.csv", "Udarbejdet af;Dato;År;Konto;Forventet forbrug;Kommentar\nMyndighed;15-03-2025;2025;538521001;12500000,00;Ny plads fra maj\n")
    kommune.fil("adressehistorik_20250131.csv", f"CPR;Kommune;Tilflyttet;Fraflyttet;Fra kommune\n{ANNA};573;01-02-2020;;0561\n{ANNA};0561;01-01-2010;31-01-2020;\n")
    data = kommune.indlaes()

    assert raekker(data, "prognose_manuel", "udarbejdet_af", "prognose_dato", "regnskabsaar", "konto", "forventet_kr") == [
        ("Myndighed", date(2025, 3, 15), 2025, "538521001", D("12500000.00"))]
    assert raekker(data, "adressehistorik", "kommune", "fra_dato", "til_dato", "fraflyt_kommune") == [
        ("0573", date(2020, 2, 1), None, "0561"), ("0561", date(2010, 1, 1), date(2020, 1, 31), None)]
