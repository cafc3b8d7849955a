"""Figures of law: right on their day, absent on every other, and never without a source."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from lisanalysis import law
from lisanalysis.errors import LawError
from lisanalysis.law.figures import kendte_tal

LINJE = '  - {navn: dyre_enkeltsager_graense_25, fra: 2023-01-01, til: 2023-12-31, vaerdi: "123456", kilde: "Opdigtet til prøve"}\n'


@pytest.fixture
def egen(tmp_path):
    """A function that writes a municipality's law.yaml and returns its path."""
    mappe = tmp_path / "demo"
    mappe.mkdir()

    def skriv(indhold: str):
        (fil := mappe / "law.yaml").write_text(indhold, encoding="utf-8")
        return fil

    return skriv


@pytest.mark.parametrize(
    ("navn", "dato", "vaerdi"),
    [
        # sm.dk, satser på socialområdet for 2020
        ("dyre_enkeltsager_graense_25", date(2020, 12, 31), "1090000"),
        ("dyre_enkeltsager_boern_graense_50", date(2020, 1, 1), "1630000"),
        # ft.dk, SOU spm. 582 (2020-21)
        ("dyre_enkeltsager_graense_75", date(2021, 6, 1), "2090000"),
        # danskelove.dk, SEL § 176 (2022-niveau)
        ("dyre_enkeltsager_graense_25", date(2022, 1, 1), "860000"),
        ("dyre_enkeltsager_graense_50", date(2022, 12, 31), "1680000"),
        ("dyre_enkeltsager_graense_75", date(2022, 7, 1), "2120000"),
        # sbst.dk, omstilling af hjemløshedsområdet: the last day of 120 and the first of 90
        ("par110_refusion_doegn", date(2026, 3, 31), "120"),
        ("par110_refusion_doegn", date(2026, 4, 1), "90"),
        # elov.dk, SEL § 176 a
        ("par85a_refusion_aar", date(2025, 1, 1), "2"),
        ("par107_refusion_maaneder", date(2025, 1, 1), "6"),
        # sm.dk, satser 2023 and 2024 (voksne)
        ("egenbetaling_par110_doegn", date(2023, 5, 1), "96.71"),
        ("merudgifter_par100_standard_2", date(2024, 5, 1), "2277"),
        # KL's circular of 2 January 2018 / 2022 (socialjura.dk)
        ("vederlag_maaned", date(2019, 5, 1), "4307"),
        ("vederlag_doegn", date(2023, 5, 1), "154.31"),
    ],
)
def test_anchors(navn, dato, vaerdi):
    """A figure read by hand in its source is the one returned, exactly."""
    assert law.tal(navn, dato).vaerdi == Decimal(vaerdi)


@pytest.mark.parametrize("aar", [2019, 2023])
def test_a_month_of_vederlag_is_the_day_times_365_over_12(aar):
    """KL's two figures of the same year agree by KL's own formula."""
    dag, maaned = (law.tal(navn, date(aar, 1, 1)).vaerdi for navn in ("vederlag_doegn", "vederlag_maaned"))
    assert round(dag * 365 / 12) == maaned


def test_a_year_s_limit_is_not_carried_into_the_next():
    """2023 is not known: the error names the figure, the day, the years known, the file, and a line ready to fill in."""
    with pytest.raises(LawError) as fejl:
        law.tal("dyre_enkeltsager_graense_25", date(2023, 6, 30))
    besked = str(fejl.value)
    for del_ in ("dyre_enkeltsager_graense_25", "30-06-2023", "2020, 2021, 2022", "parameters/<kommune>/law.yaml", "fra: 2023-01-01, til: 2023-12-31"):
        assert del_ in besked


def test_the_line_that_the_error_offers_works_once_filled_in(egen):
    """Pasted as it stands it is refused for its blanks; with figure and source it answers."""
    fil = egen("")
    with pytest.raises(LawError) as fejl:
        law.tal("dyre_enkeltsager_graense_25", date(2023, 6, 30), ekstra=fil)
    linjer = str(fejl.value).split("\n\n")[1]
    assert "parameters/demo/law.yaml" in str(fejl.value) and str(fil.parent.parent) not in str(fejl.value)
    with pytest.raises(LawError, match="vaerdi"):
        law.tal("dyre_enkeltsager_graense_25", date(2023, 6, 30), ekstra=egen(linjer))
    udfyldt = linjer.replace('vaerdi: ""', 'vaerdi: "123456"').replace('kilde: ""', "kilde: Opdigtet til prøve")
    fundet = law.tal("dyre_enkeltsager_graense_25", date(2023, 6, 30), ekstra=egen(udfyldt))
    assert (fundet.vaerdi, fundet.sikkerhed, fundet.kilde) == (Decimal(123456), "kommunen", "Opdigtet til prøve")


def test_a_figure_the_law_did_not_have_is_said_to_be_that():
    """The third step came in 2021 and the children's limits went in 2020: not a figure to look up."""
    with pytest.raises(LawError, match="findes først i loven fra 01-01-2021"):
        law.tal("dyre_enkeltsager_graense_75", date(2020, 12, 31))
    with pytest.raises(LawError, match="findes ikke i loven efter 31-12-2020"):
        law.tal("dyre_enkeltsager_boern_graense_25", date(2021, 1, 1))


def test_an_unknown_name_gets_a_near_one():
    """A misspelt name is met with the name that was meant."""
    with pytest.raises(LawError, match="Mente du 'vederlag_maaned'"):
        law.tal("vederlag_maned", date(2019, 1, 1))


@pytest.mark.parametrize(
    ("indhold", "besked"),
    [
        ("tal:\n" + LINJE.replace(', kilde: "Opdigtet til prøve"', ""), "'kilde' mangler"),
        ("tal:\n" + LINJE.replace("Opdigtet til prøve", " "), "'kilde' mangler"),
        ("tal:\n" + LINJE.replace('"123456"', "123456.5"), "anførselstegn"),
        ("tal:\n" + LINJE.replace("123456", "123.456,00"), "anførselstegn"),
        ("tal:\n" + LINJE.replace("graense_25", "graense"), "ikke et kendt navn"),
        ("tal:\n" + LINJE.replace("2023-12-31", "2022-12-31"), "'fra' ligger efter 'til'"),
        ("tal:\n" + LINJE.replace("fra: 2023-01-01", 'fra: "2023"'), "skal være datoer"),
        ("tal:\n" + LINJE.replace("}", ", note: x}"), "kender ikke note"),
        ("tal:\n" + LINJE + LINJE, "to værdier for samme dag"),
        ("tal: {a: 1}\n", "skal være en liste"),
        ("satser: []\n", "kender ikke satser"),
        ("tal:\n" + LINJE.replace("2023-", "2022-"), "allerede verificeret i pakken"),
    ],
)
def test_a_municipality_s_file_is_read_strictly(egen, indhold, besked):
    """A line without a source, of doubtful form, or against a verified figure is refused, whatever figure is asked for."""
    with pytest.raises(LawError, match=besked):
        law.tal("par110_refusion_doegn", date(2025, 1, 1), ekstra=egen(indhold))


def test_a_municipality_may_know_better_than_common_knowledge_and_name_its_own(egen):
    """What is shipped as common knowledge gives way to a source; a figure of the municipality's own is found by its name."""
    fil = egen(
        "navne:\n  lokal_takst: {titel: En takst, enhed: kr. pr. døgn, lov: Byrådets beslutning}\n"
        "tal:\n"
        '  - {navn: par109_refusion_andel, fra: 2025-01-01, vaerdi: "0.40", kilde: Opdigtet}\n'
        "  - {navn: lokal_takst, fra: 2025-01-01, vaerdi: 7, kilde: Opdigtet}\n"
    )
    assert law.tal("par109_refusion_andel", date(2025, 1, 1), ekstra=fil).vaerdi == Decimal("0.40")
    assert law.tal("par109_refusion_andel", date(2024, 12, 31), ekstra=fil).sikkerhed == "almen_viden"
    assert law.tal("lokal_takst", date(2025, 1, 1), ekstra=fil).enhed == "kr. pr. døgn"
    assert "lokal_takst" in {n.navn for n in law.tal_navne(ekstra=fil)}


def test_a_municipality_without_a_file_has_the_shipped_figures(tmp_path):
    """No law.yaml is no error."""
    assert law.tal("par110_refusion_doegn", date(2025, 1, 1), ekstra=tmp_path / "law.yaml").vaerdi == 120


def test_every_shipped_figure_has_a_source_and_answers_on_both_its_ends():
    """Each value is found on its first and last day, names a source, and stands in the catalogue within the law's own limits."""
    navne = {n.navn: n for n in law.tal_navne()}
    for kendt in kendte_tal():
        assert len(kendt.kilde) > 10, kendt.navn  # a source spelled out, not a key left unresolved
        assert law.tal(kendt.navn, kendt.fra) == law.tal(kendt.navn, kendt.til or kendt.fra + timedelta(days=9999)) == kendt
        assert kendt.sikkerhed in ("verificeret", "afledt", "almen_viden")
    assert {k.navn for k in kendte_tal()} == set(navne)


def test_nothing_the_sources_leave_open_is_shipped():
    """Limits outside 2020-2022 and the rates of unread years raise."""
    for navn, aar in [("dyre_enkeltsager_graense_50", a) for a in (2018, 2019, 2023, 2024, 2025, 2026)] + [
        ("vederlag_maaned", 2022),
        ("kost_logi_fra_10_doegn", 2023),
        ("egenbetaling_par109_doegn", 2022),
    ]:
        with pytest.raises(LawError, match="kendes ikke for"):
            law.tal(navn, date(aar, 7, 1))
