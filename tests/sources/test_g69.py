"""Prisme's interface file G69: floating fields in øre, checked by its closing line and by adding up to nothing."""

from datetime import date
from decimal import Decimal

import pytest
from lager_prep import ANNA, BENT, Kommunen, raekker

ALIAS = "48" + "26297250"


def g69(nr: int, fields: str) -> str:
    """One record: the header of 24 characters, then the fields."""
    return f"000G69{nr:05d}099801NORFLYD{fields}\r\n"


def post(nr: int, oere: str, side: str, *, dato="20250131", maskine="BV001", konto="538521001", modtager=f"&13202&133{ANNA}", tekst="Ophold") -> str:
    """One posting."""
    fields = f"&103{maskine}&104{nr:07d}&110{dato}&111{konto}&112{oere}&113{side}&1142025&117H{nr}{modtager}&153{tekst}"
    return g69(nr, fields)


def wrapped(*records: str, count: int | None = None) -> str:
    """The records between the opening and the closing line."""
    return f"Z300 09986      0311\r\n{''.join(records)}SLUTD{len(records) if count is None else count:05d}\r\n"


@pytest.fixture
def prisme(tmp_path) -> Kommunen:
    """A municipality whose ledger is Prisme."""
    return Kommunen(tmp_path, "prisme: {}")


def test_fields_float_and_amounts_are_oere_with_a_side(prisme):
    """K is income, a minus on D takes back; a firm as receiver is no citizen; creditor records are left alone."""
    prisme.fil(
        "prisme_g69_20250131.txt",
        wrapped(
            post(1, "000000123450 ", "D", tekst="Bo & Støtte, Århus &103"), "000G68000020998011&020998\r\n", post(3, "000000123450+", "K", konto=ALIAS, modtager=""),
            post(4, "000000000005-", "D", modtager="&13203&13399000001"), post(5, "000000000005-", "K"), post(6, "000000000010+", "D")), "iso-8859-1")
    prisme.fil("prisme_kontoplan.csv", f"Finanskontoalias,Angivelse af finanskontoalias,Navn,Paragraf,CPR-krav,Gyldig fra,Gyldig til\n{ALIAS},09391-538591002-097112-729---,Egenbetaling,,,,\n")
    data = prisme.indlaes()

    assert raekker(data, "postering", "bilag", "posterings_dato", "konto", "beloeb", "maskinnr", "regnskabsaar", "henvisningsnr", "tekst") == [
        ("BV001/0000001/20250131", date(2025, 1, 31), "538521001", Decimal("1234.50"), "BV001", 2025, "H1", "Bo & Støtte, Århus &103"),
        ("BV001/0000003/20250131", date(2025, 1, 31), "538591002", Decimal("-1234.50"), "BV001", 2025, "H3", "Ophold"),
        ("BV001/0000004/20250131", date(2025, 1, 31), "538521001", Decimal("-0.05"), "BV001", 2025, "H4", "Ophold"),
        ("BV001/0000005/20250131", date(2025, 1, 31), "538521001", Decimal("-0.05"), "BV001", 2025, "H5", "Ophold"),
        ("BV001/0000006/20250131", date(2025, 1, 31), "538521001", Decimal("0.10"), "BV001", 2025, "H6", "Ophold"),
    ]
    assert [b is not None for b, in raekker(data, "postering", "borger_id")] == [True, False, False, True, True]
    leverance = data.leverancer().set_index("fil").loc["prisme_g69_20250131.txt"]
    assert (leverance.raekker, leverance.indlaest, leverance.status, leverance.bemaerkning) == (5, 5, "ok", "")


def test_a_machine_and_day_that_do_not_add_up_are_named(prisme):
    """Each machine number balances on each posting date; what does not is said with its sum."""
    prisme.fil("prisme_g69.txt", wrapped(
        post(1, "000000010000+", "D"), post(2, "000000009000+", "K"), post(3, "000000001000+", "K", dato="20250201"),
        post(4, "000000000700+", "D", maskine="AS001"), post(5, "000000000700+", "K", maskine="AS001")), "iso-8859-1")
    leverance = prisme.indlaes().leverancer().iloc[0]

    assert leverance.status == "advarsel"
    assert leverance.bemaerkning == (
        "Posteringerne går ikke op pr. maskinnummer og dag (maskinnr. BV001 den 01-02-2025: -10,00 kr.; maskinnr. BV001 den 31-01-2025: 10,00 kr.).")


@pytest.mark.parametrize(("text", "reason"), [
    (wrapped(post(1, "000000000100 ", "D"), count=2), "slutlinjen siger 2 linjer, men filen har 1"),
    (wrapped(post(1, "000000000100 ", "D")).partition("SLUTD")[0], "slutlinjen (SLUTD) mangler"),
])  # fmt: skip
def test_a_file_that_is_not_whole_is_refused(prisme, text, reason):
    """The closing line says how many records there are: a truncated file brings none."""
    prisme.fil("prisme_g69.txt", text, "iso-8859-1")
    data = prisme.indlaes()

    assert reason in data.leverancer().iloc[0].bemaerkning
    assert data.mangler("postering") == ("postering",)


def test_bad_records_are_set_apart_by_line(prisme):
    """Another header, letters in the amount, an unknown side, a day that is none."""
    prisme.fil("prisme_g69.txt", wrapped(
        post(1, "000000000100 ", "D"), "000G7000001 noget andet\r\n", post(3, "0000A0000100 ", "D"), post(4, "000000000100 ", "X"),
        post(5, "000000000100 ", "D", dato="20250231")), "iso-8859-1")
    data = prisme.indlaes()

    assert [r.linje for r in data.afviste().itertuples()] == [3, 4, 5, 6]
    leverance = data.leverancer().iloc[0]
    assert (leverance.raekker, leverance.indlaest, leverance.afvist) == (5, 1, 4)


def test_a_posting_that_the_ledger_has_itself_is_counted_once(prisme):
    """The interface file and the ledger's extract of the same month: the ledger's posting counts, the other is kept as replaced."""
    prisme.fil("prisme_g69_20250131.txt", wrapped(post(1, "000000010000 ", "D"), post(2, "000000007700 ", "D", modtager=f"&13202&133{BENT}")), "iso-8859-1")
    prisme.fil(
        "prisme_posteringer_20250131.csv",
        "Dato;Regnskabsår;Bilag;Linje;Finanskonto;Kontonavn;Afdeling;Konto;Aktivitet;Art;Beløb;D/K;Tekst;Ydelsesmodtager;Betalingsmodtager;Maskinnr;Henvisningsnr\n"
        f"31-01-2025;2025;B1;1;;;;538521001;;409;100,00;D;;{ANNA};;BV001;H1\n", "cp1252")

    assert sorted(raekker(prisme.indlaes(), "postering", "beloeb", "bilag")) == [
        (Decimal("77.00"), "BV001/0000002/20250131"), (Decimal("100.00"), "B1")]
