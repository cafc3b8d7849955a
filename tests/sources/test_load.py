"""The load: nothing lost, nothing read twice, nothing personal left behind, and the former lager stands until the new one does."""

import gzip
from datetime import date
from decimal import Decimal

import pytest
from lager_prep import ANNA, BENT, Kommunen, raekker

from lisanalysis import lager
from lisanalysis.errors import AccessError, DataError, ParameterError
from lisanalysis.sources import open_lager
from lisanalysis.tables import TABELLER, MissingTable

HEADING = "Dato;Regnskabsår;Bilag;Linje;Finanskonto;Kontonavn;Afdeling;Konto;Aktivitet;Art;Beløb;D/K;Tekst;Ydelsesmodtager;Betalingsmodtager;Maskinnr;Henvisningsnr\n"


def line(dato="31-01-2025", bilag="B1", beloeb="100,00", dk="D", konto="538521001", modtager=ANNA, tekst="", linje="1", aar="2025") -> str:
    """One posting as Prisme writes it."""
    return f"{dato};{aar};{bilag};{linje};;;;{konto};;409;{beloeb};{dk};{tekst};{modtager};;;\n"


@pytest.fixture
def kommune(tmp_path) -> Kommunen:
    """A municipality with a ledger alone."""
    return Kommunen(tmp_path, "prisme: {}")


def afviste(data) -> list[tuple]:
    """The rows set apart, as (line, column, reason)."""
    return [(r.linje, r.kolonne, r.aarsag) for r in data.afviste().itertuples()]


def test_unreadable_rows_are_set_apart_with_line_column_and_reason(kommune):
    """Each bad row names its first bad column; the good rows go on, and the counts add up."""
    bad = [
        line(dato="31-02-2025"), line(beloeb="12,345"), line(beloeb="1234.56"), line(konto="fri tekst"), line(modtager="123"), line(dk="K"),
        line(beloeb=""), line(dato="2025-01-31", beloeb="x"),
    ]
    kommune.fil("prisme_posteringer.csv", HEADING + "".join([line(), *bad, line(bilag="B9", beloeb="1.000,00")]), "cp1252")
    data = kommune.indlaes()

    assert [(nr, kolonne) for nr, kolonne, _ in afviste(data)] == [
        (3, "Dato"), (4, "Beløb"), (5, "Beløb"), (6, "Konto"), (7, "Ydelsesmodtager"), (8, "Beløb"), (9, "Beløb"), (10, "Dato")]
    assert raekker(data, "postering", "bilag", "beloeb") == [("B1", Decimal("100.00")), ("B9", Decimal("1000.00"))]
    leverance = data.leverancer().iloc[0]
    assert (leverance.raekker, leverance.indlaest, leverance.afvist, leverance.status) == (10, 2, 8, "advarsel")
    assert leverance.kontrolsum == Decimal("1100.00")


def test_no_reason_ever_holds_the_value(kommune):
    """What could not be read may be a person's number: the reasons are fixed sentences."""
    kommune.fil("prisme_posteringer.csv", HEADING + line(modtager=ANNA + "7", konto="hemmelig1", beloeb="hemmelig2"), "cp1252")
    data = kommune.indlaes()

    assert not any("hemmelig" in reason or ANNA in reason for _, _, reason in afviste(data))


def test_quotes_newlines_and_odd_widths_keep_their_physical_line(kommune):
    """A quoted text may run over lines; a row with too few fields, an open quote and foreign bytes are set apart alone."""
    text = HEADING + line(tekst='"to\nlinjer; med ""citat"""', bilag="B1") + "for;få;felter\n" + line(bilag="B2") + line(tekst='"aldrig lukket', bilag="B3") + line(bilag="B4")
    kommune.fil("prisme_posteringer.csv", text.encode("cp1252") + line(bilag="B5", tekst="x").encode("cp1252").replace(b"x", b"\x81") + b"\n" + line(bilag="B6").encode())
    data = kommune.indlaes()

    assert raekker(data, "postering", "bilag", "raekke_nr") == [("B1", 2), ("B2", 5), ("B4", 7), ("B6", 10)]
    assert raekker(data, "postering", "tekst")[0] == ('to\nlinjer; med "citat"',)
    assert [nr for nr, _, _ in afviste(data)] == [4, 6, 8]
    assert data.leverancer().iloc[0].raekker == 7


def test_missing_and_unknown_columns_refuse_the_file_with_the_nearest_spelling(kommune):
    """The file is named in the delivery list with what is wrong, and the other files are read."""
    kommune.fil("prisme_posteringer_1.csv", HEADING.replace("Beløb", "Belob").replace("Tekst", "Ekstra") + line(), "cp1252")
    kommune.fil("prisme_posteringer_2.csv", HEADING + line(), "cp1252")
    data = kommune.indlaes()

    refused = data.leverancer().set_index("fil").loc["prisme_posteringer_1.csv"]
    assert refused.status == "afvist"
    assert "'Beløb' mangler (hedder den nu 'Belob'?)" in refused.bemaerkning
    assert "'Ekstra' er ukendt" in refused.bemaerkning
    assert len(raekker(data, "postering", "bilag")) == 1


def test_the_same_bytes_are_read_once(kommune):
    """A copy under another name is named as a repetition, with no rows."""
    for navn in ("prisme_posteringer_a.csv", "prisme_posteringer_b.csv"):
        kommune.fil(navn, HEADING + line(), "cp1252")
    data = kommune.indlaes()

    assert len(raekker(data, "postering", "bilag")) == 1
    assert sorted(zip(data.leverancer().status, data.leverancer().raekker, strict=True)) == [("gentaget", 0), ("ok", 1)]


def test_equal_rows_in_one_file_are_all_kept(kommune):
    """A duplicate may be two payments: it is for a rule to name, not for the load to drop."""
    kommune.fil("prisme_posteringer.csv", HEADING + line() * 3, "cp1252")

    assert len(raekker(kommune.indlaes(), "postering", "bilag")) == 3


def test_a_later_delivery_replaces_the_rows_it_brings_again(kommune):
    """On the first delivery's day the old figure holds, from the second's the new one; nothing is counted twice."""
    kommune.fil("prisme_posteringer_20250131.csv", HEADING + line() + line(bilag="B2", beloeb="7,00"), "cp1252")
    kommune.fil("prisme_posteringer_20250228.csv", HEADING + line(beloeb="150,00"), "cp1252")

    assert sorted(raekker(kommune.indlaes(), "postering", "beloeb")) == [(Decimal("7.00"),), (Decimal("150.00"),)]
    before = kommune.indlaes(per=date(2025, 1, 31))
    assert sorted(raekker(before, "postering", "beloeb")) == [(Decimal("7.00"),), (Decimal("100.00"),)]


def test_file_split_and_row_order_change_nothing(kommune, tmp_path):
    """Twelve files or one, in any order: the same rows."""
    rows = [line(bilag=f"B{i}", beloeb=f"{i},00") for i in range(12)]
    kommune.fil("prisme_posteringer_20250131.csv", HEADING + "".join(reversed(rows)), "cp1252")
    whole = sorted(raekker(kommune.indlaes(), "postering", "bilag", "beloeb"))
    (tmp_path / "delt").mkdir()
    split = Kommunen(tmp_path / "delt", "prisme: {}")
    for i, row in enumerate(rows):
        split.fil(f"prisme_posteringer_{i}_20250131.csv", HEADING + row, "cp1252")

    assert sorted(raekker(split.indlaes(), "postering", "bilag", "beloeb")) == whole


def test_gz_is_read_like_the_file_inside(kommune):
    """A packed delivery is unpacked as it is read."""
    kommune.fil("prisme_posteringer.csv.gz", gzip.compress((HEADING + line()).encode("cp1252")))

    assert len(raekker(kommune.indlaes(), "postering", "bilag")) == 1


def test_an_unchanged_folder_is_not_loaded_again(kommune):
    """The version is a hash of files and mappings: the same files give the same version, and no file is read."""
    kommune.fil("prisme_posteringer.csv", HEADING + line(), "cp1252")
    read: list[str] = []
    first = kommune.indlaes(vis=read.append)
    again = kommune.indlaes(vis=read.append)
    kommune.fil("prisme_posteringer.csv", HEADING + line(beloeb="101,00"), "cp1252")
    changed = kommune.indlaes(vis=read.append)

    assert first.version == again.version != changed.version
    assert read == ["prisme_posteringer.csv"] * 2


def test_no_cpr_stands_in_the_lager_or_beside_it(kommune):
    """The lager's bytes hold no citizen's number in any column; the guarded file alone does, and no scratch file is left."""
    kommune.fil("prisme_posteringer.csv", HEADING + line(tekst=f"vedr. {BENT}", bilag="B1") * 50, "cp1252")
    kommune.indlaes()
    settings = kommune.settings
    for table in TABELLER:
        text = str(open_lager(settings).forbindelse.table(table).to_pyarrow().to_pydict())
        assert ANNA not in text and BENT not in text
    files = sorted(f for f in settings.lager.iterdir() if f.is_file())
    assert not any(ANNA.encode() in f.read_bytes() for f in files if not f.name.startswith("identitet-"))
    assert not list(settings.lager.glob("arbejde-*"))


def test_a_load_that_breaks_off_leaves_the_former_lager(kommune, monkeypatch):
    """The pointer moves last: until then readers see the old version, and the next load finishes."""
    kommune.fil("prisme_posteringer.csv", HEADING + line(), "cp1252")
    first = kommune.indlaes()
    kommune.fil("prisme_posteringer.csv", HEADING + line() + line(bilag="B2"), "cp1252")
    with monkeypatch.context() as patch:
        patch.setattr(lager, "peg_paa", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError):
            kommune.indlaes()

    assert open_lager(kommune.settings).version == first.version
    assert len(raekker(kommune.indlaes(), "postering", "bilag")) == 2


def test_a_reader_keeps_its_version_while_a_new_one_is_loaded(kommune):
    """Readers hold the file they opened; a load never blocks or changes them."""
    kommune.fil("prisme_posteringer.csv", HEADING + line(), "cp1252")
    reader = kommune.indlaes()
    kommune.fil("prisme_posteringer.csv", HEADING + line() + line(bilag="B2"), "cp1252")
    kommune.indlaes()

    assert len(raekker(reader, "postering", "bilag")) == 1


def test_a_file_that_no_pattern_fits_is_named(kommune):
    """It may be a delivery under a new name."""
    kommune.fil("prisme_posteringer.csv", HEADING + line(), "cp1252")
    kommune.fil("posteringsudtræk.csv", "noget andet")
    listed = kommune.indlaes().leverancer().set_index("fil")

    assert listed.loc["posteringsudtræk.csv"].status == "advarsel"


def test_nothing_to_load_says_where_it_looked(kommune):
    """An empty folder is an error, not an empty report."""
    with pytest.raises(DataError, match="udtraek"):
        kommune.indlaes()


def test_a_table_that_was_not_delivered_is_missing_not_empty(kommune):
    """Missing is not zero."""
    kommune.fil("prisme_posteringer.csv", HEADING + line(), "cp1252")
    data = kommune.indlaes()

    assert data.mangler("postering", "saldo") == ("saldo",)
    with pytest.raises(MissingTable, match="saldo"):
        data.tabel("saldo")


def test_another_key_refuses_the_lager(kommune, monkeypatch):
    """Pseudonyms made with one key cannot be read with another."""
    kommune.fil("prisme_posteringer.csv", HEADING + line(), "cp1252")
    kommune.indlaes()
    monkeypatch.setenv("LIS_NOEGLE", "ab" * 32)

    with pytest.raises(AccessError, match="anden nøgle"):
        open_lager(kommune.settings)


@pytest.mark.parametrize(("yaml", "expected"), [
    ("files: {posteringer: {columns: {Ekstra: belob}}}", "mente du 'beloeb'"),
    ("files: {posteringer: {tabel: postering}}", "ukendt navn"),
    ("files: {nye: {pattern: 'x*', table: afregninger, columns: {}}}", "mente du 'afregning'"),
    ("files: {nye: {pattern: 'x*', table: afregning, columns: {}}}", "skal have kolonnen"),
])  # fmt: skip
def test_a_mapping_that_cannot_be_used_says_what_and_where(kommune, yaml, expected):
    """The municipality's own file is named, with the nearest spelling."""
    kommune.fil("prisme_posteringer.csv", HEADING + line(), "cp1252")
    kommune.kilde("prisme", yaml)

    with pytest.raises(ParameterError, match=r"sources/prisme\.yaml") as error:
        kommune.indlaes()
    assert expected in str(error.value)


def test_a_renamed_column_takes_the_place_of_the_built_in_one(kommune):
    """Only what differs is written: a new heading for a known column."""
    kommune.kilde("prisme", "files: {posteringer: {columns: {Posteringsdato: posterings_dato}}}")
    kommune.fil("prisme_posteringer.csv", HEADING.replace("Dato;", "Posteringsdato;", 1) + line(), "cp1252")

    assert raekker(kommune.indlaes(), "postering", "posterings_dato") == [(date(2025, 1, 31),)]


def test_unsigned_amounts_take_their_sign_from_debit_and_credit(kommune):
    """A mapping may say that K is negative."""
    kommune.kilde("prisme", "format: {sign: debit_credit}")
    kommune.fil("prisme_posteringer.csv", HEADING + line() + line(bilag="B2", dk="K", beloeb="40,00"), "cp1252")

    assert raekker(kommune.indlaes(), "postering", "beloeb") == [(Decimal("100.00"),), (Decimal("-40.00"),)]


def test_a_bare_paragraph_is_never_guessed(tmp_path):
    """For children from 2024 it is BL, before that SEL, for adults SEL; without a case it stays unknown from 2024 on."""
    kommune = Kommunen(tmp_path, "bv: {}")
    kommune.fil("bv_sager.csv", "Cprnr;Sagsnr;Sagstype;Aabnet;Lukket;Sagsbeh;Distrikt;Omraade;Betalkom;Handlekom\n"
                f"{ANNA};S1;;01-01-2020;;;;Børn;998;998\n{BENT};S2;;01-01-2020;;;;Voksne;998;998\n", "cp1252")
    head = "Cprnr;Sagsnr;Foranst_nr;Afr_id;Foranstaltning;Paragraf;Firmanr_CVR;Afr_fra;Afr_til;Antal_enheder;Enhed;Takst;Beloeb;Betalkom;Konto;Afr_status;Afr_type;Bilagsref;Dispdato\n"
    rows = [f"{ANNA};{sag};F;A{i};;{paragraf};;{fra};{fra};1;D;1,00;1,00;;;E;U;;\n" for i, (sag, paragraf, fra) in enumerate([
        ("S1", "52", "31-12-2023"), ("S1", "46", "01-01-2024"), ("S2", "107", "01-01-2024"), ("", "107", "01-01-2024"), ("", "107", "31-12-2023"), ("S2", "noget", "01-01-2024")])]
    kommune.fil("bv_afregninger.csv", head + "".join(rows), "cp1252")

    assert [p for p, in raekker(kommune.indlaes(), "afregning", "paragraf")] == ["SEL-52", "BL-46", "SEL-107", "?-107", "SEL-107", "?"]
