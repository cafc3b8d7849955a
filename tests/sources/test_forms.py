"""The same table as text, workbook or Parquet gives the same rows; what a spreadsheet has done to a value is mended and counted, or refused."""

from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lager_prep import ANNA, Kommunen, raekker
from openpyxl import Workbook

D = Decimal
HEADING = ["Konto", "Periode", "Område", "Paragraf", "Antal pladser", "Helårspersoner", "Beløb", "Fordelingsnøgle", "Kommentar", "Registreret af"]
TILSAGN = ["CPR", "Retning", "Modpart kommune", "Paragraf", "Gyldig fra", "Gyldig til", "Tilsagnsdato", "Krav rejst", "Beløbsloft"]


@pytest.fixture
def kommune(tmp_path) -> Kommunen:
    """A municipality that keeps lists by hand."""
    return Kommunen(tmp_path, "rammeaktivitet: {}\n  refusionstilsagn: {}\n  as2007: {}")


def xlsx(kommune: Kommunen, navn: str, rows: list[list]) -> None:
    """A workbook whose first sheet has these rows; a second sheet is noise."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Noter").append(["Ikke", "data"])
    book.save(kommune.udtraek / navn)


def tal(data) -> list[tuple]:
    """What was read of the framework activity."""
    return raekker(data, "rammeaktivitet", "konto", "periode", "paragraf", "antal_pladser", "helaarspersoner", "beloeb")


EXPECTED = [("538421001", "2025-01", "SEL-110", D("12"), D("11.25"), D("-1250000.55")), ("538521001", "2025-02", "SEL-107", None, None, D("0.10"))]


def test_a_workbook_is_read_by_its_typed_cells(kommune):
    """Numbers, a period that the spreadsheet has made a date, an empty row between, and blank columns to the right."""
    xlsx(kommune, "rammeaktivitet_20250228.xlsx", [
        [*HEADING, None], [538421001, datetime(2025, 1, 1), "Voksne", 110, 12, 11.25, -1250000.55, None, None, None, None], [],
        ["538521001", "2025-02", "Voksne", "SEL § 107", None, None, 0.1, "", None, None]])
    data = kommune.indlaes()

    assert tal(data) == EXPECTED
    assert raekker(data, "rammeaktivitet", "raekke_nr") == [(2,), (4,)]


def test_a_binary_number_is_exact_or_set_apart(kommune):
    """0.1 + 0.2 is thirty øre, as the sheet shows it; a third of a krone is no amount, and is set apart rather than rounded."""
    amounts = [0.1 + 0.2, 999999999999.99, 1 / 3, 0.005, 1e15]
    xlsx(kommune, "rammeaktivitet.xlsx", [HEADING, *([538421001, "2025-01", "Voksne", 110, None, None, a, None, None, None] for a in amounts)])
    data = kommune.indlaes()

    assert raekker(data, "rammeaktivitet", "beloeb") == [(D("0.30"),), (D("999999999999.99"),)]
    assert [(r.linje, r.kolonne) for r in data.afviste().itertuples()] == [(4, "Beløb"), (5, "Beløb"), (6, "Beløb")]


def test_a_cpr_number_that_lost_its_zero_is_mended_and_counted(tmp_path):
    """The spreadsheet made it a number of nine digits; the delivery list says how many, and the citizen is the same."""
    kommune = Kommunen(tmp_path, "refusionstilsagn: {}")
    number = "0" + ANNA[1:6] + "0000"  # serial 0000 is nobody's number
    xlsx(kommune, "refusionstilsagn.xlsx", [TILSAGN, [int(number), "fra", 561, 107, date(2023, 1, 1), None, None, "nej", 500000.5], [f"{number[:6]}-{number[6:]}", "til", 751]])
    data = kommune.indlaes()

    first, second = raekker(data, "refusionstilsagn", "borger_id", "modpart_kommune", "paragraf", "gyldig_fra_dato", "beloebsloft_kr")
    assert first[1:] == ("0561", "SEL-107", date(2023, 1, 1), D("500000.50"))
    assert first[0] == second[0]
    assert data.leverancer().iloc[0].bemaerkning == "1 CPR-nummer havde mistet et foranstillet nul, som er sat på igen."


def test_parquet_is_read_by_its_types(kommune):
    """Decimals, binary numbers, dates and dictionaries come out as the text file would have had them."""
    table = pa.table({
        "Konto": pa.array([538421001, 538521001], pa.int64()),
        "Periode": pa.array(["2025-01", "2025-02"]).dictionary_encode(),
        "Område": ["Voksne", "Voksne"],
        "Paragraf": pa.array(["110", "SEL § 107"], pa.large_string()),
        "Antal pladser": pa.array([12.0, None], pa.float64()),
        "Helårspersoner": pa.array([D("11.2500"), None], pa.decimal128(12, 4)),
        "Beløb": pa.array([-1250000.55, 0.1], pa.float64()),
        "Fordelingsnøgle": pa.nulls(2), "Kommentar": ["", None], "Registreret af": pa.nulls(2, pa.string()),
    })
    pq.write_table(table, kommune.udtraek / "rammeaktivitet_20250228.parquet")

    assert tal(kommune.indlaes()) == EXPECTED


def test_typed_cells_follow_the_layout_of_their_system(kommune):
    """AS2007 writes ååååmmdd and the sign behind; its workbook goes through the same rules."""
    heading = "CPR;SagsID;YdelsesID;BetalingsID;Lovgrundlag;LeverandoerCVR;PeriodeFra;PeriodeTil;Antal;PrisEnhed;Pris;Beloeb;BetKommune;Konto;Status;Type;Henvisning;Dispositionsdato".split(";")
    xlsx(kommune, "as2007_betalinger.xlsx", [heading, [ANNA, "S1", "Y1", "B1", "SEL § 107", 99000001, date(2025, 1, 1), datetime(2025, 1, 31), 31, "D", 100, -3100.5, 998, 538521001, "E", "R", None, 20250131]])

    assert raekker(kommune.indlaes(), "afregning", "periode_fra_dato", "periode_til_dato", "beloeb", "leverandoer_cvr", "disposition_dato") == [
        (date(2025, 1, 1), date(2025, 1, 31), D("-3100.50"), "99000001", date(2025, 1, 31))]


@pytest.mark.parametrize(("navn", "indhold", "besked"), [
    ("rammeaktivitet.xlsx", b"ikke et regneark", "kan ikke åbnes som regneark"),
    ("rammeaktivitet.parquet", b"ikke parquet", "kan ikke åbnes som Parquet"),
    ("rammeaktivitet.xls", b"\xd0\xcf\x11\xe0", "Gem den som .xlsx"),
])  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_refused(kommune, navn, indhold, besked):
    """It is named in the delivery list with what to do."""
    kommune.fil(navn, indhold)
    leverance = kommune.indlaes().leverancer().iloc[0]

    assert (leverance.status, besked in leverance.bemaerkning) == ("afvist", True)
