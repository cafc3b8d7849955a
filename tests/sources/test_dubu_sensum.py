"""DUBU's report and Sensum's extract stand in for Nexus: no key of their own, and every delivery is the whole picture."""

from datetime import date
from decimal import Decimal

from lager_prep import ANNA, BENT, Kommunen, raekker

DUBU = (
    "Startdato;Slutdato;Ydelsesbeløb;Antal;Sagstype;Sagsnummer;Type;Ydelsestype;Tilbud;Afgørelsesparagraf;Foranstaltningsparagraf;Leverandør;Status;"
    "Enheds angivelse;Beregningsfrekvens;Afdeling;CPR-nr.\r\n"
)
SENSUM = (
    "CPR;SagNavn;SagType;Status;AfdelingNavn;PrimærAnsvarlig;HandleKommune;BetalingsKommune;OpholdsKommune;Indsats;IndsatsStatus;IndsatsStartDato;"
    "IndsatsSlutDato;IndsatsParagraf;OprettetDato;AfslutningsÅrsag;LeverandørNavn;Tilbud\n"
)


def dubu(cpr=ANNA, start="01-03-2024", beloeb="512,50", sag="D1") -> str:
    """One row of p30."""
    return f"{start};;{beloeb};7;Udsat;{sag};Anbringelse;Døgnophold;Kilden;45;BL § 46;Bo & Støtte;Iværksat;Døgn;Ugentlig;Øst;{cpr[:6]}-{cpr[6:]}\r\n"


def test_dubu_has_two_paragraphs_units_and_frequencies(tmp_path):
    """The decision's paragraph stands beside the measure's; a bare number is a child's; the row is known by file and line."""
    kommune = Kommunen(tmp_path, "dubu: {}")
    kommune.fil("dubu_p30_20240331.csv", DUBU + dubu() + dubu(BENT, "01-01-2023"))
    data = kommune.indlaes()

    assert raekker(data, "bevilling", "bevilling_id", "paragraf", "afgoerelsesparagraf", "takst", "antal", "enhed", "frekvens", "tilbud", "sag_id") == [
        (f"dubu_p30_20240331.csv#{linje}", "BL-46", lov, Decimal("512.50"), Decimal("7.0000"), "doegn", "ugentlig", "Kilden", "D1")
        for linje, lov in ((2, "BL-45"), (3, "SEL-45"))
    ]
    assert raekker(data, "sag", "sag_id", "omraade", "sagstype") == [("D1", "boern", "Udsat")]


def test_a_later_report_is_the_whole_picture(tmp_path):
    """A row that is gone from the next month's report is gone from then on, and stands in the month before."""
    kommune = Kommunen(tmp_path, "dubu: {}")
    kommune.fil("dubu_p30_20240331.csv", DUBU + dubu() + dubu(BENT))
    kommune.fil("dubu_p30_20240430.csv", DUBU + dubu(beloeb="600,00"))

    assert raekker(kommune.indlaes(), "bevilling", "takst") == [(Decimal("600.00"),)]
    assert len(raekker(kommune.indlaes(per=date(2024, 3, 31)), "bevilling", "takst")) == 2
    assert kommune.indlaes().leverancer().set_index("fil").loc["dubu_p30_20240331.csv"].status == "erstattet"


def test_two_reports_without_dates_do_not_replace_each_other(tmp_path):
    """One from each department: nothing says that either is the whole."""
    kommune = Kommunen(tmp_path, "dubu: {}")
    kommune.fil("dubu_p30_vest.csv", DUBU + dubu())
    kommune.fil("dubu_p30_oest.csv", DUBU + dubu(BENT, "01-05-2024", sag="D2"))

    assert len(raekker(kommune.indlaes(), "bevilling", "takst")) == 2


def test_sensum_has_no_prices(tmp_path):
    """Names, dates and three municipalities; the price is unknown, not zero."""
    kommune = Kommunen(tmp_path, "sensum: {}")
    kommune.fil(
        "sensum_indsatser_20250131.csv",
        SENSUM + f"{ANNA};Voksensag;§ 107;Aktiv;Team Øst;Ågot Prøve;573;998;0561;Midlertidigt botilbud;Afsluttet;01-01-2024;31-01-2025;SEL § 107;"
        "15-12-2023;Flyttet;Bo & Støtte;Ågården\n")
    data = kommune.indlaes()

    assert raekker(data, "bevilling", "bevilling_id", "paragraf", "status", "start_dato", "slut_dato", "takst", "antal", "leverandoer", "afslutning_aarsag") == [
        ("sensum_indsatser_20250131.csv#2", "SEL-107", "afsluttet", date(2024, 1, 1), date(2025, 1, 31), None, None, "Bo & Støtte", "Flyttet")]
    assert raekker(data, "bevilling", "handlekommune", "betalingskommune", "opholdskommune", "organisation") == [("0573", "0998", "0561", "Team Øst")]


def test_two_of_a_kind_keep_their_rows_apart(tmp_path):
    """Nexus for adults and DUBU for children at once: equal numbers in two systems are two rows."""
    kommune = Kommunen(tmp_path, "dubu: {}\n  sensum: {}")
    kommune.fil("dubu_p30_20240331.csv", DUBU + dubu())
    kommune.fil("sensum_indsatser_20240331.csv", SENSUM + f"{BENT};S;;;;;;;;Botilbud;Iværksat;01-03-2024;;SEL § 107;;;;\n")
    data = kommune.indlaes()

    assert sorted(raekker(data, "bevilling", "kilde", "paragraf")) == [("dubu", "BL-46"), ("sensum", "SEL-107")]
    assert len(data.systemskifter()) == 0
