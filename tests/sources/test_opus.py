"""Opus' postings stand in for Prisme's, with the nine-digit konto found from their dimensions."""

from datetime import date
from decimal import Decimal

import pytest
from lager_prep import ANNA, Kommunen, raekker

POSTERINGER = (
    "Bilagsnummer;Linje;Bogføringsdato;Bilagsdato;Artskonto;Omkostningssted;PSP-element;Profitcenter;Debet/kredit;Beløb;Tekst;Betalingsmodtagernr.;"
    "Ydelsesmodtagernr.;Ydelsesperiode fra;Ydelsesperiode til;Referencenøgle\n"
)
KONTERING = "Artskonto;Omkostningssted;PSP-element;Konto;Gyldig fra;Gyldig til\n"


def post(bilag="1", art="40900000", sted="7001", psp="XG-1", dato="31-01-2025", beloeb="1234,50", dk="D") -> str:
    """One posting as Opus writes it."""
    return f"{bilag};1;{dato};30-01-2025;{art};{sted};{psp};P1;{dk};{beloeb};Ophold;99000001;{ANNA};01-01-2025;31-01-2025;R1\n"


@pytest.fixture
def opus(tmp_path) -> Kommunen:
    """A municipality whose ledger is Opus."""
    return Kommunen(tmp_path, "opus: {}")


def test_postings_have_periods_and_the_year_of_their_posting_date(opus):
    """What Opus alone has, and the year that its posting date lies in."""
    opus.fil("opus_posteringer.csv", POSTERINGER + post() + post("2", dato="31-12-2024", beloeb="-5,00", dk="K") + post("3", beloeb="5,00", dk="K"))
    data = opus.indlaes()

    assert raekker(data, "postering", "bilag", "posterings_dato", "regnskabsaar", "beloeb", "ydelsesperiode_fra_dato", "bilag_dato", "henvisningsnr") == [
        ("1", date(2025, 1, 31), 2025, Decimal("1234.50"), date(2025, 1, 1), date(2025, 1, 30), "R1"),
        ("2", date(2024, 12, 31), 2024, Decimal("-5.00"), date(2025, 1, 1), date(2025, 1, 30), "R1"),
    ]
    assert [(r.linje, r.kolonne) for r in data.afviste().itertuples()] == [(4, "Beløb")]


def test_the_most_specific_row_in_force_gives_the_account(opus):
    """More dimensions beat fewer, a row out of force does not count, an empty dimension fits any."""
    opus.fil("opus_kontering.csv", KONTERING + "40900000;;;538421001;;\n40900000;7001;;538521001;;31-12-2024\n40900000;7002;;538501001;01-01-2025;\n;;XG-9;538591002;;\n")
    rows = [post("a"), post("b", dato="31-12-2024"), post("c", sted="7002"), post("d", art="1", sted="2", psp="XG-9"), post("e", art="", sted="", psp="XG-9")]
    opus.fil("opus_posteringer.csv", POSTERINGER + "".join(rows))
    data = opus.indlaes()

    assert raekker(data, "postering", "bilag", "konto", "funktion") == [
        ("a", "538421001", "5.38.42"), ("b", "538521001", "5.38.52"), ("c", "538501001", "5.38.50"), ("d", "538591002", "5.38.59"), ("e", "538591002", "5.38.59")]
    assert data.leverancer().set_index("fil").loc["opus_posteringer.csv"].status == "ok"


def test_what_no_row_or_two_rows_fit_is_kept_without_an_account_and_counted(opus):
    """The money stays; the delivery list says how many postings have no konto, and why. Two rows to one konto are no tie."""
    opus.fil("opus_kontering.csv", KONTERING + "40900000;;;538421001;;\n;7001;;538521001;;\n50000000;;;538421001;;\n;;XG-5;538421001;;\n")
    rows = [post("tie"), post("ingen", art="9", sted="9", psp="9"), post("enig", art="50000000", sted="1", psp="XG-5")]
    opus.fil("opus_posteringer.csv", POSTERINGER + "".join(rows))
    data = opus.indlaes()

    assert raekker(data, "postering", "bilag", "konto") == [("tie", None), ("ingen", None), ("enig", "538421001")]
    leverance = data.leverancer().set_index("fil").loc["opus_posteringer.csv"]
    assert (leverance.status, leverance.kontrolsum, leverance.bemaerkning) == (
        "advarsel", Decimal("3703.50"),
        "1 postering har dimensioner, som konteringstabellen ikke kender; dens konto er tom. "
        "1 postering har dimensioner, som konteringstabellen fører til flere konti; dens konto er tom.")


def test_a_later_table_replaces_the_former_whole(opus):
    """A row that the new table has left out no longer counts."""
    opus.fil("opus_kontering_20250101.csv", KONTERING + "40900000;7001;;538521001;;\n40900000;;;538421001;;\n")
    opus.fil("opus_kontering_20250201.csv", KONTERING + "40900000;;;538421001;;\n")
    opus.fil("opus_posteringer.csv", POSTERINGER + post())

    assert raekker(opus.indlaes(), "postering", "konto") == [("538421001",)]
