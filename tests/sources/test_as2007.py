"""AS2007's files, in their own habits: ISO-8859-1, ååååmmdd, the minus behind the number."""

from datetime import date
from decimal import Decimal

from lager_prep import ANNA, BENT, Kommunen, raekker

D = Decimal
YDELSER = (
    "CPR;SagsID;YdelsesID;IndsatsID;Ydelse;Katalogydelse;Lovgrundlag;Maalgruppe;Tilbudsform;LeverandoerCVR;Leverandoer;Antal;PrisEnhed;Frekvens;Pris;"
    "Bevillingsdato;FraDato;TilDato;Oprettet;Konto;BetKommune;HandleKommune;Omraade;Distrikt;Sagsbehandler\n"
)
BETALINGER = (
    "CPR;SagsID;YdelsesID;BetalingsID;Lovgrundlag;LeverandoerCVR;PeriodeFra;PeriodeTil;Antal;PrisEnhed;Pris;Beloeb;BetKommune;Konto;Status;Type;"
    "Henvisning;Dispositionsdato\n"
)


def ydelse(cpr=ANNA, sag="S1", nr="Y1", omraade="Børn", paragraf="46", bet="998") -> str:
    """One measure as AS2007 writes it."""
    return (
        f"{cpr};{sag};{nr};N1;Plejefamilie;Pleje;{paragraf};Psykisk;Døgnpleje;99000001;Bo & Støtte;1;D;Daglig;2100,50;20240115;20240201;99991231;"
        f"20240201;528221002;{bet};573;{omraade};Øst;SB1\n"
    )


def test_measures_bring_their_cases_with_them(tmp_path):
    """A case stands once though its measures repeat it, and settles a bare paragraph; a measure without a case is kept."""
    kommune = Kommunen(tmp_path, "as2007: {}")
    kommune.fil("as2007_ydelser.csv", YDELSER + ydelse() + ydelse(nr="Y2") + ydelse(sag="", nr="Y3", paragraf="BL § 32"), "iso-8859-1")
    data = kommune.indlaes()

    assert raekker(data, "sag", "sag_id", "omraade", "distrikt", "handlekommune", "betalingskommune") == [("S1", "boern", "Øst", "0573", "0998")]
    assert raekker(data, "ydelse", "ydelse_id", "paragraf", "start_dato", "slut_dato", "takst", "enhed", "frekvens", "leverandoer") == [
        (nr, paragraf, date(2024, 2, 1), None, D("2100.50"), "doegn", "daglig", "Bo & Støtte")
        for nr, paragraf in (("Y1", "BL-46"), ("Y2", "BL-46"), ("Y3", "BL-32"))
    ]
    leverance = data.leverancer().iloc[0]
    assert (leverance.raekker, leverance.indlaest, leverance.afvist, leverance.bemaerkning) == (3, 3, 0, "")


def test_a_case_that_contradicts_itself_is_said(tmp_path):
    """The first row holds, and the delivery list says that there was another."""
    kommune = Kommunen(tmp_path, "as2007: {}")
    kommune.fil("as2007_ydelser.csv", YDELSER + ydelse() + ydelse(nr="Y2", omraade="Voksne"), "iso-8859-1")
    data = kommune.indlaes()

    assert raekker(data, "sag", "omraade") == [("boern",)]
    assert data.leverancer().iloc[0].bemaerkning == "1 sag har ikke de samme oplysninger på alle sine rækker; den første række gælder."


def test_payments_carry_their_sign_behind(tmp_path):
    """A trailing minus is a minus, a leading one is set apart, and a wholly bad row is set apart once though two tables read its file."""
    kommune = Kommunen(tmp_path, "as2007: {}")
    row = "{cpr};S1;Y1;{id};SEL § 107;99000001;20250101;20250131;31,0000;D;100,00;{beloeb};998;538521001;E;{type};H1;20250131\n"
    kommune.fil(
        "as2007_betalinger_20250131.csv",
        BETALINGER + row.format(cpr=BENT, id="B1", beloeb="3100,00", type="U") + row.format(cpr=BENT, id="B2", beloeb="1234,50-", type="R")
        + row.format(cpr=BENT, id="B3", beloeb="-12,00", type="R"), "iso-8859-1")
    kommune.fil("as2007_disponeringer.csv", "YdelsesID;Aar;Maaned;Disponeret;Effektueret\nY1;2025;1;3100,00;1865,50\n", "iso-8859-1")
    kommune.fil("as2007_ydelser.csv", YDELSER + ydelse(cpr="123") + ydelse(), "iso-8859-1")
    data = kommune.indlaes()

    assert raekker(data, "afregning", "afregning_id", "beloeb", "antal", "afregningstype", "periode_til_dato", "henvisningsnr") == [
        ("B1", D("3100.00"), D("31.0000"), "udgift", date(2025, 1, 31), "H1"),
        ("B2", D("-1234.50"), D("31.0000"), "regulering", date(2025, 1, 31), "H1"),
    ]
    assert raekker(data, "disponering", "maaned", "beloeb_effektueret") == [(1, D("1865.50"))]
    assert [(r.fil, r.linje, r.kolonne) for r in data.afviste().itertuples()] == [
        ("as2007_betalinger_20250131.csv", 4, "Beloeb"), ("as2007_ydelser.csv", 2, "CPR")]
