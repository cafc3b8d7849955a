"""A change of system (KL's eighth step): what the old and the new both deliver is counted once, and said."""

from datetime import date
from decimal import Decimal

import pytest
from lager_prep import ANNA, BENT, CARL, Kommunen, raekker

D = Decimal
BV = "Cprnr;Sagsnr;Foranst_nr;Afr_id;Foranstaltning;Paragraf;Firmanr_CVR;Afr_fra;Afr_til;Antal_enheder;Enhed;Takst;Beloeb;Betalkom;Konto;Afr_status;Afr_type;Bilagsref;Dispdato\n"
AS = "CPR;SagsID;YdelsesID;BetalingsID;Lovgrundlag;LeverandoerCVR;PeriodeFra;PeriodeTil;Antal;PrisEnhed;Pris;Beloeb;BetKommune;Konto;Status;Type;Henvisning;Dispositionsdato\n"


def bv(nr: str, maaned: int, cpr=ANNA, beloeb="3100,00", paragraf="SEL § 107") -> str:
    """One settlement of a month as BV writes it."""
    return f"{cpr};S1;F1;{nr};Botilbud;{paragraf};99000001;01-{maaned:02d}-2025;28-{maaned:02d}-2025;31;D;100,00;{beloeb};998;538521001;E;U;H{nr};\n"


def as2007(nr: str, maaned: int, cpr=ANNA, beloeb="3100,00", paragraf="SEL § 107") -> str:
    """The same month as AS2007 writes it."""
    return f"{cpr};X1;Y1;{nr};{paragraf};99000001;2025{maaned:02d}01;2025{maaned:02d}28;31;D;100,00;{beloeb};998;538521001;E;U;H{nr};\n"


def begge(tmp_path, gammel: str, ny: str, ekstra: str = "") -> Kommunen:
    """A municipality with both systems' deliveries."""
    kommune = Kommunen(tmp_path, "bv: {}\n  as2007: {}", ekstra)
    kommune.fil("bv_afregninger_20250331.csv", BV + gammel, "cp1252")
    kommune.fil("as2007_betalinger_20250430.csv", AS + ny, "iso-8859-1")
    return kommune


def talt(data) -> list[tuple]:
    """What counts: system, first day, amount."""
    return sorted(raekker(data, "afregning", "kilde", "periode_fra_dato", "beloeb"))


def test_a_declared_change_counts_the_old_before_the_day_and_the_new_from_it(tmp_path):
    """Both deliver February to March; nothing is counted twice, and what only one of them has is kept."""
    kommune = begge(
        tmp_path, bv("1", 1) + bv("2", 2) + bv("3", 3) + bv("4", 3, BENT), as2007("1", 2) + as2007("2", 3) + as2007("3", 4),
        "systemskifte:\n  - {fra: bv, til: as2007, dato: 2025-03-01}\n")
    data = kommune.indlaes()

    assert talt(data) == [
        ("as2007", date(2025, 3, 1), D("3100.00")), ("as2007", date(2025, 4, 1), D("3100.00")),
        ("bv", date(2025, 1, 1), D("3100.00")), ("bv", date(2025, 2, 1), D("3100.00")), ("bv", date(2025, 3, 1), D("3100.00")),
    ]
    (skifte,) = data.systemskifter().itertuples(index=False)
    assert (skifte.tabel, skifte.fra, skifte.til, skifte.raekker, skifte.erklaeret, skifte.talt_en_gang) == ("afregning", "bv", "as2007", 2, True, True)
    leverance = data.leverancer().set_index("kilde").loc["as2007"]
    assert leverance.bemaerkning == "Systemskifte bv → as2007 den 01-03-2025: ens rækker er talt én gang (2 i afregning)."


def test_an_undeclared_change_is_recognised_counted_once_and_asked_about(tmp_path):
    """The new system's history stands in for the old one's; the old rows are still there on the day before."""
    kommune = begge(tmp_path, bv("1", 1) + bv("2", 2) + bv("3", 3, beloeb="1,00"), as2007("1", 1) + as2007("2", 2) + as2007("3", 4))
    data = kommune.indlaes()

    assert sum(b for *_, b in talt(data)) == D("9301.00")
    assert [k for k, *_ in talt(data)].count("bv") == 1
    leverance = data.leverancer().set_index("kilde").loc["as2007"]
    assert (leverance.status, "Skriv systemskifte i kommune.yaml." in leverance.bemaerkning) == ("advarsel", True)
    assert len(talt(kommune.indlaes(per=date(2025, 3, 31)))) == 3


def test_a_few_equal_rows_are_kept_and_asked_about(tmp_path):
    """One payment of four that stands in both may have been made twice: it is for a person to say."""
    old = "".join(bv(str(m), m, beloeb=f"{m},00") for m in (1, 2, 3)) + bv("x", 2)
    kommune = begge(tmp_path, old + bv("y", 2, CARL, "8,00") + bv("z", 2, CARL, "9,00"), as2007("1", 2) + as2007("2", 2, BENT, "5,00") + as2007("3", 2, BENT, "6,00"))
    data = kommune.indlaes()

    assert len(talt(data)) == 9
    leverance = data.leverancer().set_index("kilde").loc["as2007"]
    assert leverance.bemaerkning == "as2007 og bv har enkelte ens rækker (1 i afregning); de er talt i begge. Er det samme betaling to gange?"


def test_two_systems_at_once_are_left_alone(tmp_path):
    """Children in one and adults in the other: no row in common, no remark."""
    data = begge(tmp_path, bv("1", 1) + bv("2", 2), as2007("1", 1, BENT) + as2007("1", 2, BENT)).indlaes()

    assert len(talt(data)) == 4
    assert set(data.leverancer().bemaerkning) == {""}
    assert data.systemskifter().empty


def test_equal_rows_within_a_system_pair_off_one_to_one(tmp_path):
    """Two equal payments in the old and one in the new: one gives way, one remains."""
    data = begge(tmp_path, bv("1", 1) + bv("2", 1), as2007("1", 1)).indlaes()

    assert [k for k, *_ in talt(data)] == ["as2007", "bv"]


@pytest.mark.parametrize("ekstra", ["", "systemskifte: [{fra: bv, til: as2007, dato: 2024-01-01}]\n"])
def test_dispositions_follow_their_measure(tmp_path, ekstra):
    """A measure that the new system has taken over takes its dispositions with it; the sum of the month is the new system's."""
    kommune = Kommunen(tmp_path, "bv: {}\n  as2007: {}", ekstra)
    kommune.fil("bv_ydelser_20250131.csv", "Cprnr;Sagsnr;Foranst_nr;Indsats_id;Foranstaltning;Katalogydelse;Paragraf;Maalgruppe;Anbr_form;Firmanr_CVR;Firma;P_nr;Plejefamilie;"
                "Antal_vederlag;Antal;Enhed;Frekvens;Takst;Bevillingsdato;Startdato;Slutdato;Oprettet;Konto;Betalkom;Sagsbeh\n"
                f"{ANNA};S1;F1;;;;SEL § 107;;;99000001;;;;;1;D;Daglig;100,00;;01-02-2024;;;;;\n", "cp1252")
    kommune.fil("as2007_ydelser_20250228.csv", "CPR;SagsID;YdelsesID;IndsatsID;Ydelse;Katalogydelse;Lovgrundlag;Maalgruppe;Tilbudsform;LeverandoerCVR;Leverandoer;Antal;PrisEnhed;Frekvens;"
                "Pris;Bevillingsdato;FraDato;TilDato;Oprettet;Konto;BetKommune;HandleKommune;Omraade;Distrikt;Sagsbehandler\n"
                f"{ANNA};X1;Y1;;;;SEL § 107;;;99000001;;1;D;Daglig;100,00;;20240201;;;;;;;;\n", "iso-8859-1")
    kommune.fil("bv_disponeringer_20250131.csv", "Foranst_nr;Aar;Maaned;Disponeret;Effektueret\nF1;2025;1;3100,00;3100,00\n", "cp1252")
    kommune.fil("as2007_disponeringer_20250228.csv", "YdelsesID;Aar;Maaned;Disponeret;Effektueret\nY1;2025;1;3100,00;3100,00\n", "iso-8859-1")
    data = kommune.indlaes()

    assert raekker(data, "ydelse", "kilde") == [("as2007",)]
    assert raekker(data, "disponering", "kilde", "beloeb_disponeret") == [("as2007", D("3100.00"))]


def test_a_ledger_that_is_changed_counts_its_last_month_once(tmp_path):
    """Prisme and Opus both deliver January, with and without a citizen; February is Opus' alone."""
    kommune = Kommunen(tmp_path, "prisme: {}\n  opus: {}", "systemskifte: [{fra: prisme, til: opus, dato: 2025-01-01}]\n")
    kommune.fil("prisme_posteringer_20250131.csv", "Dato;Regnskabsår;Bilag;Linje;Finanskonto;Kontonavn;Afdeling;Konto;Aktivitet;Art;Beløb;D/K;Tekst;Ydelsesmodtager;Betalingsmodtager;Maskinnr;Henvisningsnr\n"
                f"31-01-2025;2025;B1;1;;;;538521001;;409;100,00;D;;{ANNA};;;\n31-01-2025;2025;B2;1;;;;538521001;;409;7,00;D;;;;;\n31-12-2024;2024;B0;1;;;;538521001;;409;50,00;D;;;;;\n", "cp1252")
    kommune.fil("opus_kontering.csv", "Artskonto;Omkostningssted;PSP-element;Konto;Gyldig fra;Gyldig til\n4;;;538521001;;\n")
    line = "{nr};1;{dato};;4;1;1;;D;{beloeb};;;{cpr};;;\n"
    kommune.fil("opus_posteringer_20250228.csv", "Bilagsnummer;Linje;Bogføringsdato;Bilagsdato;Artskonto;Omkostningssted;PSP-element;Profitcenter;Debet/kredit;Beløb;Tekst;Betalingsmodtagernr.;"
                "Ydelsesmodtagernr.;Ydelsesperiode fra;Ydelsesperiode til;Referencenøgle\n" + line.format(nr=1, dato="31-01-2025", beloeb="100,00", cpr=ANNA)
                + line.format(nr=2, dato="31-01-2025", beloeb="7,00", cpr="") + line.format(nr=3, dato="28-02-2025", beloeb="3,00", cpr=""))
    data = kommune.indlaes()

    assert sorted(raekker(data, "postering", "kilde", "beloeb")) == [("opus", D("3.00")), ("opus", D("7.00")), ("opus", D("100.00")), ("prisme", D("50.00"))]
