"""Hostile files: each is refused with a clear error or has its bad rows set apart; nothing is lost and nothing is said of a value."""

import gzip
import os
from decimal import Decimal

import pytest
from hostile_prep import APART, HEADING, PACKED, REFUSED, WORKBOOKS, book, cells, changed, line, part
from lager_prep import ANNA, BENT, Kommunen, raekker

NAVN = "prisme_posteringer_20250331.csv"


@pytest.fixture
def kommune(tmp_path) -> Kommunen:
    """A ledger with one good file, which must be read whatever lies beside it."""
    made = Kommunen(tmp_path, "prisme: {}")
    made.fil("prisme_posteringer_god_20250228.csv", HEADING + line("GOD"), "cp1252")
    return made


def outcome(kommune: Kommunen, navn: str = NAVN):
    """What the delivery list says of the hostile file, once the good one has been seen to be in."""
    data = kommune.indlaes()
    assert ("GOD",) in raekker(data, "postering", "bilag")
    row = data.leverancer().set_index("fil").loc[navn]
    assert row.raekker == row.indlaest + row.afvist
    for value in (ANNA, BENT, "hemmelig"):
        assert value not in row.bemaerkning
    return data, row


def reasons(data) -> list[tuple]:
    """The rows set apart, as (line, column, reason)."""
    return [(r.linje, r.kolonne, r.aarsag) for r in data.afviste().itertuples()]


@pytest.mark.parametrize("case", REFUSED)
def test_a_text_file_that_is_no_table_is_refused_whole(kommune, case):
    """The delivery list says in Danish what is wrong, and the file beside it is read."""
    content, said = REFUSED[case]
    kommune.fil(NAVN, content)
    _, row = outcome(kommune)

    assert (row.status, row.raekker) == ("afvist", 0)
    assert said in row.bemaerkning


def test_a_heading_alone_is_a_file_without_rows(kommune):
    """It is read, and said to be empty."""
    kommune.fil(NAVN, HEADING, "cp1252")
    _, row = outcome(kommune)

    assert (row.status, row.raekker, row.bemaerkning) == ("advarsel", 0, "Filen har ingen rækker.")


@pytest.mark.parametrize("case", APART)
def test_bad_rows_are_set_apart_and_the_rest_goes_on(kommune, case):
    """So many rows are set apart, each once, and rows read and set apart are the file's physical records."""
    content, bad = APART[case]
    kommune.fil(NAVN, HEADING.encode("cp1252") + content)
    _, row = outcome(kommune)

    assert row.afvist == bad
    assert row.raekker == content.count(b"\n") + (not content.endswith(b"\n"))


def test_a_total_row_is_named_for_what_it_is(kommune):
    """The reason says that the amounts would be counted twice."""
    kommune.fil(NAVN, HEADING + line("B2") + "Sum;;;;;;;;;;200,00;;;;;;\n", "cp1252")
    data, _ = outcome(kommune)

    assert [(nr, kolonne) for nr, kolonne, _ in reasons(data)] == [(3, "Dato")]
    assert "sumrække" in reasons(data)[0][2]


def test_a_total_without_a_word_is_known_by_its_amount(tmp_path):
    """A budget line without account whose amount is the sum of the others is no line of its own; one of another amount is."""
    kommune = Kommunen(tmp_path, "prisme: {}")
    head = "År;Konto;Aktivitet;Art;Oprindeligt;Tillæg;Korrigeret\n"
    rows = ["2025;538521001;;;100,00;10,00;110,00", "2025;538501001;;;50,00;10,00;60,00", "2025;;;;150,00;20,00;170,00", "2025;;;;9,00;0,00;9,00"]
    kommune.fil("prisme_budget_20250101.csv", head + "\n".join(rows) + "\n", "cp1252")
    data = kommune.indlaes()

    assert [nr for nr, _, reason in reasons(data) if "sumrække" in reason] == [4]
    assert sum(b for b, in raekker(data, "budget", "korrigeret")) == Decimal("179.00")


def test_a_cpr_of_nine_digits_gets_its_zero_back_and_is_counted(kommune):
    """A leading zero lost in a spreadsheet is put back, which the delivery list says; a made-up number never begins with one, so the series is real here."""
    kommune.fil(NAVN, HEADING + line("B2", modtager="610190000"), "cp1252")
    _, row = outcome(kommune)

    assert row.raekker == 1
    assert row.afvist == 1 or "foranstillet nul" in row.bemaerkning


def test_a_trailing_minus_is_read_where_the_layout_says_so(kommune):
    """And is set apart where it does not."""
    kommune.fil(NAVN, HEADING + line("B2", beloeb="100,00-").replace(";D;", ";K;"), "cp1252")
    assert outcome(kommune)[1].afvist == 1

    kommune.kilde("prisme", "format: {sign: both}")
    data, row = outcome(kommune)
    assert row.afvist == 0
    assert ("B2", Decimal("-100.00")) in raekker(data, "postering", "bilag", "beloeb")


def test_quotes_and_newlines_stay_in_the_text(kommune):
    """A quoted text over three lines is one record."""
    kommune.fil(NAVN, HEADING + line("B2", tekst='"linje 1\nlinje ""2"";\nlinje 3"') + line("B3"), "cp1252")
    data, row = outcome(kommune)

    assert (row.raekker, row.afvist) == (2, 0)
    assert ("B2", 'linje 1\nlinje "2";\nlinje 3') in raekker(data, "postering", "bilag", "tekst")


@pytest.mark.parametrize(("navn", "content", "said"), [
    ("prisme_posteringer_a.csv.gz", PACKED[: len(PACKED) // 2], "afkortet"),
    ("prisme_posteringer_a.csv.gz", b"ikke pakket", "afkortet"),
    ("prisme_posteringer_a.csv.gz", gzip.compress(HEADING.encode("cp1252") + bytes(1 << 28)), "gange mere udpakket"),
    ("prisme_posteringer_a.parquet", b"PAR1 ikke parquet PAR1", "Parquet"),
    ("prisme_posteringer_a.pdf", b"%PDF-1.4", "læses ikke"),
])  # fmt: skip
def test_a_broken_package_is_refused_whole(kommune, navn, content, said):
    """Cut, not packed at all, or a bomb: none of its rows is kept."""
    kommune.kilde("prisme", "files: {posteringer: {pattern: 'prisme_posteringer*'}}")
    kommune.fil(navn, content)
    _, row = outcome(kommune, navn)

    assert (row.status, row.raekker) == ("afvist", 0)
    assert said in row.bemaerkning


@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_workbook_that_is_no_workbook_is_refused_whole(kommune, case):
    """Whatever the parts are made to do to a reader, the answer is one Danish sentence."""
    content, said = WORKBOOKS[case]
    kommune.kilde("prisme", "files: {posteringer: {pattern: 'prisme_posteringer*'}}")
    kommune.fil("prisme_posteringer_a.xlsx", content)
    _, row = outcome(kommune, "prisme_posteringer_a.xlsx")

    assert (row.status, row.raekker) == ("afvist", 0)
    assert said in row.bemaerkning


def test_a_formula_is_never_run(kommune):
    """Its stored value is read; a row whose formula has none is set apart; wide and empty rows cost nothing."""
    kommune.kilde("prisme", "files: {posteringer: {pattern: 'prisme_posteringer*'}}")
    made = book(HEADING.strip().split(";"), cells("B2", beloeb="=1+1"), cells("B3", beloeb="=40+2"), cells("B4"))
    sheet = part(made).replace(b"<f>40+2</f><v></v>", b"<f>40+2</f><v>42</v>").replace(b"<f>40+2</f><v />", b"<f>40+2</f><v>42</v>")
    kommune.fil("prisme_posteringer_a.xlsx", changed(made, "xl/worksheets/sheet1.xml", sheet))
    data, row = outcome(kommune, "prisme_posteringer_a.xlsx")

    assert (row.raekker, row.afvist) == (3, 1)
    assert [(nr, "formel" in why) for nr, _, why in reasons(data)] == [(2, True)]
    assert ("B3", Decimal("42.00")) in raekker(data, "postering", "bilag", "beloeb")


def test_what_is_no_ordinary_file_is_refused_and_the_rest_goes_on(kommune, tmp_path):
    """A link out of the folder, one that leads nowhere, a folder, and a pipe are named; none is opened."""
    outside = tmp_path / "hemmelig.csv"
    outside.write_text(HEADING + line("UDE"), encoding="cp1252")
    made = {
        "prisme_posteringer_genvej.csv": lambda f: f.symlink_to(outside),
        "prisme_posteringer_ingen.csv": lambda f: f.symlink_to(tmp_path / "findes_ikke"),
        "prisme_posteringer_mappe.csv": lambda f: f.mkdir(),
        "prisme_posteringer_roer.csv": os.mkfifo,
    }
    try:
        for navn, make in made.items():
            make(kommune.udtraek / navn)
    except (OSError, AttributeError):
        pytest.skip("this system or user cannot make links and pipes")
    for navn in made:
        data, row = outcome(kommune, navn)
        assert row.status == "afvist"
    assert ("UDE",) not in raekker(data, "postering", "bilag")


def test_a_file_without_permission_is_refused(kommune, monkeypatch):
    """It is named with what the system says, and the rest goes on."""
    from lisanalysis.sources import deliveries

    fil = kommune.fil(NAVN, HEADING + line(), "cp1252")
    fil.chmod(0)
    if os.access(fil, os.R_OK):  # the user may read anything: let the system say no
        real = deliveries._sha256
        monkeypatch.setattr(deliveries, "_sha256", lambda f: (_ for _ in ()).throw(PermissionError(13, "Permission denied")) if f == fil else real(f))
    _, row = outcome(kommune)

    assert row.status == "afvist"
    assert "adgang" in row.bemaerkning


@pytest.mark.parametrize("navn", ["prisme_posteringer_'; DROP TABLE x; --.csv", "prisme_posteringer_[bold]æøå 🙂.csv", "prisme_posteringer_\n\x1b[31m.csv"])
def test_odd_file_names_are_names(kommune, navn):
    """Quotes, markup and control characters do nothing; what cannot be shown is replaced."""
    try:
        kommune.fil(navn, HEADING + line("B2"), "cp1252")
    except OSError:
        pytest.skip("this system does not take the name")
    shown = "".join(c if c.isprintable() else "\ufffd" for c in navn)
    _, row = outcome(kommune, shown)

    assert (row.status, row.raekker) == ("ok", 1)


def test_a_name_that_is_no_text_is_read(kommune):
    """Bytes that are not UTF-8 in a file's name are shown as question marks."""
    try:
        (kommune.udtraek / os.fsdecode(b"prisme_posteringer_\xff.csv")).write_text(HEADING + line("B2"), encoding="cp1252")
    except OSError:
        pytest.skip("this system takes names in UTF-8 only")
    _, row = outcome(kommune, "prisme_posteringer_?.csv")

    assert row.raekker == 1
