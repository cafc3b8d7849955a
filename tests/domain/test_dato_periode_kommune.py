"""Dates by the layout's pattern, months and intervals, and the municipality codes."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisanalysis.domain import dato, kommune, periode
from lisanalysis.domain.dato import DatoFejl
from lisanalysis.domain.kommune import KommuneFejl

dage = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("form", "strftime"),
    [
        ("dd-mm-åååå", "%d-%m-%Y"),
        ("ååååmmdd", "%Y%m%d"),
        ("åååå-mm-dd", "%Y-%m-%d"),
        ("dd.mm.åååå", "%d.%m.%Y"),
        ("dd/mm/åååå", "%d/%m/%Y"),
        ("åååå-mm-dd hh:mm:ss", "%Y-%m-%d 13:05:59"),
        ("åååå-mm-dd hh:mm:ss.fff", "%Y-%m-%d 13:05:59.123"),
        ("ÅÅÅÅMMDDTTMM", "%Y%m%d1305"),
    ],
)
@given(dag=dage)
def test_a_date_written_by_the_pattern_reads_back(form, strftime, dag):
    """What strftime writes is read by the Danish pattern of the same shape."""
    assert dato.laes(dag.strftime(strftime), (form,)) == dag


@pytest.mark.parametrize("raw", ["", "  ", "31-12-9999", "31.12.9999", "99991231", "9999-12-31", "9999-12-31 00:00:00", "00000000", "000000000000"])
def test_open_ends_are_none(raw):
    """Every way of writing 'no end' is None, whatever the forms."""
    assert dato.er_aaben(raw) and dato.laes(raw, ("dd-mm-åååå",)) is None


@pytest.mark.parametrize(
    ("raw", "aarsag"),
    [
        ("31-02-2025", dato.Aarsag.KALENDER),
        ("00-01-2025", dato.Aarsag.KALENDER),
        ("2025-01-31", dato.Aarsag.FORM),
        ("1-1-2025", dato.Aarsag.FORM),
        ("31-01-2025 10:00", dato.Aarsag.FORM),
        ("45678", dato.Aarsag.FORM),
    ],
)
def test_other_dates_are_refused(raw, aarsag):
    """A date of another form, or of no calendar, is refused without being shown."""
    with pytest.raises(DatoFejl) as fejl:
        dato.laes(raw, ("dd-mm-åååå",))
    assert fejl.value.aarsag is aarsag and fejl.value.__context__ is None


def test_forms_are_tried_in_order_and_must_be_whole():
    """The first form that fits reads the date; a form without a year is the layout's fault."""
    assert dato.laes("20250131", ("dd-mm-åååå", "ååååmmdd")) == date(2025, 1, 31)
    with pytest.raises(ValueError, match="dd-mm"):
        dato.laes("31-01", ("dd-mm",))


@given(dage, st.integers(-500, 500))
def test_months_are_counted_as_on_a_calendar(dag, antal):
    """A month's ends are the calendar's, and moving there and back is no move."""
    nu = periode.maaned(dag)
    assert periode.foerste(nu) <= dag <= periode.sidste(nu)
    assert periode.sidste(nu).day == calendar.monthrange(dag.year, dag.month)[1]
    assert periode.forskyd(periode.forskyd(nu, antal), -antal) == nu
    assert periode.foerste(periode.naeste(nu)) == periode.sidste(nu) + timedelta(days=1)


@given(dage, st.integers(-40, 800))
def test_interval_counts_agree_with_counting_day_by_day(fra, laengde):
    """Days and months touched are those met when walking the interval one day at a time."""
    til = fra + timedelta(days=laengde)
    gaaet = [fra + timedelta(days=n) for n in range(laengde + 1)]
    assert periode.dage(fra, til) == len(gaaet)
    assert list(periode.maaneder(fra, til)) == sorted({periode.maaned(dag) for dag in gaaet})


@given(dage, st.integers(0, 60), st.integers(-60, 60), st.integers(0, 60))
def test_cut_and_overlap_agree_with_sets_of_days(fra, laengde, forskydning, laengde2):
    """The cut is the days in common, and there is overlap exactly where there are any."""
    til, fra2 = fra + timedelta(days=laengde), fra + timedelta(days=forskydning)
    til2 = fra2 + timedelta(days=laengde2)
    faelles = {fra + timedelta(days=n) for n in range(laengde + 1)} & {fra2 + timedelta(days=n) for n in range(laengde2 + 1)}
    assert periode.beskaer(fra, til, fra2, til2) == ((min(faelles), max(faelles)) if faelles else None)
    assert periode.overlapper(fra, til, fra2, til2) == bool(faelles)
    assert periode.overlapper(fra, None, fra2, til2) == (til2 >= fra)


def test_open_end_reaches_the_window_and_leap_years_count():
    """An open interval is cut at the window's end; 2024 has 366 days, 2025 has 365."""
    assert periode.beskaer(date(2020, 1, 1), None, date(2025, 1, 1), date(2025, 12, 31)) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (periode.dage_i_aaret(2024), periode.dage_i_aaret(2025)) == (366, 365)


def test_municipality_codes():
    """98 municipalities; 573, 0573 and Varde are one; Christiansø is a code but no municipality."""
    assert len(kommune.NAVNE) == 98 and all(len(kode) == 4 and navn for kode, navn in kommune.NAVNE.items())
    assert kommune.kode4("573") == kommune.kode4(" 0573 ") == "0573"
    assert (kommune.navn("0573"), kommune.navn("101"), kommune.navn("0860")) == ("Varde", "København", "Hjørring")
    assert kommune.kode4("411") == "0411" and not kommune.er_kommune("0411") and kommune.er_kommune("0573")


@pytest.mark.parametrize("raw", ["", "57", "05730", "Varde", "٥٧٣"])
def test_other_shapes_are_refused(raw):
    """What is not three or four digits is refused by reason alone."""
    with pytest.raises(KommuneFejl) as fejl:
        kommune.kode4(raw)
    assert str(fejl.value) == kommune.Aarsag.FORM.value


def test_a_code_outside_the_98_passes_but_has_no_name():
    """Codes from before 2007 and from abroad stand in CPR: they keep their four digits, but name no municipality."""
    assert kommune.kode4("999") == "0999" and not kommune.er_kommune("0999")
    with pytest.raises(KommuneFejl) as fejl:
        kommune.navn("0999")
    assert fejl.value.aarsag is kommune.Aarsag.UKENDT


@pytest.mark.parametrize(
    ("per", "maaned"), [("2025-09-30", "2025-09"), ("2025-09-29", "2025-08"), ("2025-01-15", "2024-12"), ("2024-02-29", "2024-02")]
)
def test_the_last_closed_month(per: str, maaned: str) -> None:
    """A month is closed from its last day on."""
    assert periode.sidste_lukkede(date.fromisoformat(per)) == maaned
