"""A new month on top of the present lager gives, row for row, what reading everything anew gives; and it is what was done."""

import shutil
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from lager_prep import ANNA, BENT, CARL, Kommunen, raekker

from lisanalysis import lager
from lisanalysis.sources import increment

SYSTEMS = "bv: {}\n  prisme: {}\n  cpr: {}"
SAGER = "Cprnr;Sagsnr;Sagstype;Aabnet;Lukket;Sagsbeh;Distrikt;Omraade;Betalkom;Handlekom\n"
AFREGNINGER = (
    "Cprnr;Sagsnr;Foranst_nr;Afr_id;Foranstaltning;Paragraf;Firmanr_CVR;Afr_fra;Afr_til;Antal_enheder;Enhed;Takst;Beloeb;Betalkom;Konto;Afr_status;"
    "Afr_type;Bilagsref;Dispdato\n"
)
POSTERINGER = "Dato;Regnskabsår;Bilag;Linje;Finanskonto;Kontonavn;Afdeling;Konto;Aktivitet;Art;Beløb;D/K;Tekst;Ydelsesmodtager;Betalingsmodtager;Maskinnr;Henvisningsnr\n"
PEOPLE = (ANNA, BENT, CARL)


def settlements(month: int, *, first: int = 0, paragraph: str = "107", amount: str = "100,00") -> str:
    """Three persons' settlements of a month of 2025, with a bare paragraph that the case's area settles."""
    rows = [
        f"{cpr};S{i};F{i};A{month}-{i};;{paragraph};12345678;01-{month:02d}-2025;28-{month:02d}-2025;28;Døgn;1,00;{amount};998;;E;U;H{month}-{i};\n"
        for i, cpr in enumerate(PEOPLE) if i >= first
    ]
    return AFREGNINGER + "".join(rows)


def postings(month: int, *, konto: str = "538521001") -> str:
    """Three postings of a month, one of them unreadable and one with a number in its text."""
    line = f"28-{month:02d}-2025;2025;B{month}-{{}};1;;;;{konto};;409;{{}};D;{{}};{ANNA};;;\n"
    return POSTERINGER + line.format(1, "100,00", "") + line.format(2, "ti kroner", "") + line.format(3, "50,00", f"vedr. {BENT}")


def content(kommune: Kommunen) -> dict[str, list[str]]:
    """Every table of the present lager and of its guarded file, as sorted rows."""
    version, found = lager.aktuel(kommune.settings), {}
    for name in (version.lager, version.identitet):
        with duckdb.connect(str(kommune.settings.lager / name), read_only=True) as con:
            tables = [t for (t,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
            found |= {t: (con.sql(f"FROM {t}").columns, sorted(map(repr, con.execute(f"FROM {t}").fetchall()))) for t in tables}
    return found


@pytest.fixture
def kommune(tmp_path) -> Kommunen:
    """Two months, loaded."""
    made = Kommunen(tmp_path / "en", SYSTEMS)
    made.fil("bv_sager_20250131.csv", SAGER + "".join(f"{c};S{i};;01-01-2020;;;;Voksne;998;998\n" for i, c in enumerate(PEOPLE[:2])), "cp1252")
    for month in (1, 2):
        made.fil(f"bv_afregninger_2025{month:02d}28.csv", settlements(month), "cp1252")
        made.fil(f"prisme_posteringer_2025{month:02d}28.csv", postings(month), "cp1252")
    made.indlaes()
    return made


@pytest.fixture
def ways(monkeypatch):
    """Which way each load went: `grown` on top of the former, or `anew`."""
    went: list[str] = []
    real = increment.merge

    def merge(*args):
        went.append("tried")
        real(*args)
        went[-1] = "grown"

    monkeypatch.setattr(increment, "merge", merge)
    return went


def anew(kommune: Kommunen) -> dict:
    """The content of the same files read anew in a lager of its own, with the same key."""
    copy = kommune.rod.parent / "anden"
    shutil.copytree(kommune.rod, copy)
    shutil.rmtree(copy / "lager", ignore_errors=True)
    other = Kommunen.__new__(Kommunen)
    other.rod, other.mappe, other.udtraek = copy, copy / "parameters" / "proeve", copy / "udtraek"
    text = (other.mappe / "kommune.yaml").read_text(encoding="utf-8")
    (other.mappe / "kommune.yaml").write_text(text + f"lager: {(copy / 'lager').as_posix()}\n", encoding="utf-8")
    other.indlaes()
    return content(other)


NEW = {
    "a month": {"bv_afregninger_20250328.csv": settlements(3), "prisme_posteringer_20250328.csv": postings(3)},
    "a month with a new case's area": {
        "bv_sager_20250331.csv": SAGER + f"{CARL};S2;;01-01-2020;;;;Voksne;998;998\n", "bv_afregninger_20250328.csv": settlements(3)},
    "a month that brings old rows again": {"bv_afregninger_20250328.csv": settlements(3) + settlements(1, amount="70,00").split("\n", 1)[1]},
    "a corrected month": {"bv_afregninger_20250331.csv": settlements(2, first=1, amount="70,00")},
    "a file of another kind": {"prisme_saldo_20250331.csv": "Regnskabsår;Periode;Konto;Art;Saldo\n2025;2025-01;538521001;;5,00\n"},
    "a refused file": {"bv_afregninger_20250331.csv": "Noget;andet\n1;2\n"},
    "a file that nobody knows": {"noget_andet.csv": "x\n"},
    "an alias": {"prisme_posteringer_20250328.csv": postings(3, konto="1234567890")},
}


@pytest.mark.parametrize("case", NEW)
def test_on_top_is_the_same_as_anew(kommune, ways, case):
    """All tables, the delivery list, the rows set apart and the guarded file are equal, row for row."""
    for navn, text in NEW[case].items():
        kommune.fil(navn, text, "cp1252")
    kommune.indlaes()

    assert ways == ["grown"]
    assert content(kommune) == anew(kommune)


def test_month_after_month_is_the_same_as_anew(kommune, ways):
    """Five months one by one, a correction among them, end where one whole load ends."""
    for month in (3, 4, 5):
        kommune.fil(f"bv_afregninger_2025{month:02d}28.csv", settlements(month), "cp1252")
        kommune.fil(f"prisme_posteringer_2025{month:02d}28.csv", postings(month), "cp1252")
        kommune.indlaes()
    kommune.fil("bv_afregninger_20250529.csv", settlements(5, first=1, amount="1,00"), "cp1252")
    kommune.indlaes()

    assert ways == ["grown"] * 4
    assert content(kommune) == anew(kommune)


def test_two_systems_of_a_kind_on_top_are_the_same_as_anew(kommune, ways, tmp_path):
    """Where rows of two systems give way to each other, all marks are made again."""
    text = (kommune.mappe / "kommune.yaml").read_text(encoding="utf-8")
    (kommune.mappe / "kommune.yaml").write_text(text.replace("  cpr: {}", "  cpr: {}\n  bv2: {}"), encoding="utf-8")
    from lisanalysis.sources.mapping import BUILT_IN

    twin = (BUILT_IN / "bv.yaml").read_text(encoding="utf-8").replace("system: bv", "system: bv2").replace('"bv_', '"nybv_')
    kommune.kilde("bv2", twin)
    kommune.fil("nybv_afregninger_20250131.csv", settlements(2).replace("A2-", "N2-"), "cp1252")
    kommune.indlaes()
    ways.clear()
    kommune.fil("nybv_afregninger_20250331.csv", settlements(3).replace("A3-", "N3-"), "cp1252")
    kommune.fil("bv_afregninger_20250328.csv", settlements(3), "cp1252")
    data = kommune.indlaes()

    assert ways == ["grown"]
    assert len(data.systemskifter()) == 1
    assert content(kommune) == anew(kommune)


ANEW = {
    "a changed file": ("bv_afregninger_20250228.csv", settlements(2, amount="5,00")),
    "an earlier file": ("bv_afregninger_20250115.csv", settlements(1, paragraph="85")),
    "the same bytes again": ("bv_afregninger_20250401.csv", settlements(1)),
    "a case whose area changes": ("bv_sager_20250301.csv", SAGER + f"{ANNA};S0;;01-01-2020;;;;Børn;998;998\n"),
}


@pytest.mark.parametrize("case", ANEW)
def test_what_changes_former_rows_is_read_anew(kommune, ways, case):
    """What is not simply later than all of its kind, or decides how old rows are read, means a whole load; the result is the same."""
    kommune.fil(ANEW[case][0], ANEW[case][1], "cp1252")
    kommune.indlaes()

    assert "grown" not in ways
    assert content(kommune) == anew(kommune)


def test_a_corrected_delivery_takes_the_period_and_says_so(kommune):
    """Rows that the correction left out are gone with it; on the former's day they still stand; the list names both files."""
    kommune.fil("bv_afregninger_20250331.csv", settlements(2, first=1, amount="70,00"), "cp1252")
    data = kommune.indlaes()

    assert sorted(raekker(data, "afregning", "afregning_id", "beloeb")) == [
        *((f"A1-{i}", Decimal("100.00")) for i in range(3)), *((f"A2-{i}", Decimal("70.00")) for i in (1, 2))]
    listed = data.leverancer().set_index("fil")
    assert listed.loc["bv_afregninger_20250228.csv"].status == "erstattet"
    assert "Rettet leverance: træder i stedet for bv_afregninger_20250228.csv for samme periode; 1 række derfra" in listed.loc["bv_afregninger_20250331.csv"].bemaerkning
    assert len(raekker(kommune.indlaes(per=date(2025, 3, 1)), "afregning", "afregning_id")) == 6


def test_two_files_without_dates_for_the_same_period_are_counted_once(tmp_path):
    """The last by name holds, and the list asks for a date in the name."""
    kommune = Kommunen(tmp_path, "bv: {}")
    kommune.fil("bv_afregninger_februar.csv", settlements(2), "cp1252")
    kommune.fil("bv_afregninger_februar (2).csv", settlements(2, amount="70,00"), "cp1252")
    data = kommune.indlaes()

    assert [b for b, in raekker(data, "afregning", "beloeb")] == [Decimal("70.00")] * 3
    assert "skriv leverancens dato" in data.leverancer().set_index("fil").loc["bv_afregninger_februar (2).csv"].bemaerkning


def test_two_districts_for_the_same_period_both_stand(tmp_path):
    """Files that share a period and no rows are no correction, whatever their days."""
    kommune = Kommunen(tmp_path, "bv: {}")
    north = AFREGNINGER + "".join(settlements(2).splitlines(keepends=True)[1:2])
    kommune.fil("bv_afregninger_nord_20250228.csv", north, "cp1252")
    kommune.fil("bv_afregninger_syd_20250301.csv", settlements(2, first=1), "cp1252")

    assert len(raekker(kommune.indlaes(), "afregning", "afregning_id")) == 3
