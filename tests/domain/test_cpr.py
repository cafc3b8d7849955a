"""CPR numbers are read as cpr.dk describes them; all numbers here are made up (day + 60) or put together at run time."""

from datetime import date

import pytest

from lisanalysis.domain import cpr
from lisanalysis.domain.cpr import Aarsag, CprFejl


@pytest.mark.parametrize("raw", ["6101901007", "610190-1007", " 610190 1007 ", "610190\u00a01007"])
def test_ordinary_spellings_need_no_repair(raw):
    """Hyphen and space are ordinary ways of writing the same number."""
    laest = cpr.laes(raw, fiktiv=True)
    assert (laest.nummer, laest.type, laest.repareret) == ("6101901007", "gyldig", "")


@pytest.mark.parametrize(
    ("cifre7", "aar", "aarhundrede"),
    # da.wikipedia "CPR-nummer": digit 7, two-digit years, century; the ends of every interval.
    [(c, a, 1900) for c in "0123" for a in (0, 99)]
    + [(c, a, 2000) for c in "49" for a in (0, 36)]
    + [(c, a, 1900) for c in "49" for a in (37, 99)]
    + [(c, a, 2000) for c in "5678" for a in (0, 57)]
    + [(c, a, 1800) for c in "5678" for a in (58, 99)],
)
def test_digit_seven_and_year_give_the_century(cifre7, aar, aarhundrede):
    """The birth year follows the published table at both ends of every interval."""
    laest = cpr.laes(f"6112{aar:02d}{cifre7}009", fiktiv=True)
    assert laest.foedselsdato == date(aarhundrede + aar, 12, 1)


def test_last_digit_is_the_gender():
    """An odd last digit is a man, an even one a woman."""
    assert [cpr.laes(f"610190100{n}", fiktiv=True).koen for n in range(4)] == ["K", "M", "K", "M"]


def test_modulus_is_a_remark_and_never_a_refusal():
    """By hand: 6·4+1·3+0·2+1·7+9·6+0·5 = 88, and 1·4+7 = 11 makes 99 = 9·11; with 8 last it is 100."""
    godt, daarligt = (cpr.laes(raw, fiktiv=True) for raw in ("6101901007", "6101901008"))
    assert godt.mod11_ok and not daarligt.mod11_ok
    assert daarligt.type == "gyldig"


def test_day_plus_sixty_is_a_replacement_unless_the_series_is_made_up():
    """Day 61-91 marks a replacement number, which vouches for neither birth date nor gender."""
    erstatning, fiktiv = cpr.laes("910190-1007"), cpr.laes("910190-1007", fiktiv=True)
    assert (erstatning.type, erstatning.foedselsdato, erstatning.koen) == ("erstatning", None, None)
    assert (fiktiv.type, fiktiv.foedselsdato) == ("gyldig", date(1990, 1, 31))


@pytest.mark.parametrize("raw", ["610190ABCD", "610190-1ab2", "610190-0000", "690200-0000"])
def test_letters_and_serial_zero_are_anonymous(raw):
    """Local forms with letters or 0000 are known as such, made-up series or not."""
    for fiktiv in (False, True):
        laest = cpr.laes(raw, fiktiv=fiktiv)
        assert (laest.type, laest.foedselsdato, laest.koen, laest.mod11_ok) == ("anonym", None, None, False)


@pytest.mark.parametrize(
    ("raw", "nummer", "repareret"),
    [
        ("6101901007.0", "6101901007", "decimalform"),
        ("6101901007,00", "6101901007", "decimalform"),
        ("1" + "01901007", "01" + "01901007", "foranstillet_nul"),
        ("1" + "0190-1007", "01" + "01901007", "foranstillet_nul"),
        ("1" + "01901007.0", "01" + "01901007", "decimalform+foranstillet_nul"),
    ],
)
def test_what_a_spreadsheet_did_is_repaired_and_said(raw, nummer, repareret):
    """A lost leading zero and a trailing decimal are put right, and the repair has a name."""
    laest = cpr.laes(raw)
    assert (laest.nummer, laest.type, laest.repareret) == (nummer, "erstatning" if nummer[0] > "3" else "gyldig", repareret)


@pytest.mark.parametrize(
    ("raw", "aarsag"),
    [
        ("", Aarsag.TOM),
        ("   ", Aarsag.TOM),
        ("6.1E+09", Aarsag.EKSPONENT),
        ("6,10190E9", Aarsag.EKSPONENT),
        ("61019010", Aarsag.FORM),
        ("61019010071", Aarsag.FORM),
        ("61-01-90-1007", Aarsag.FORM),
        ("610190--1007", Aarsag.FORM),
        ("10190ABCD", Aarsag.FORM),
        ("ukendt", Aarsag.FORM),
        ("٦١٠١٩٠١٠٠٧", Aarsag.FORM),
        ("611390-1007", Aarsag.DATO),
        ("600190-1007", Aarsag.DATO),
        ("920190-1007", Aarsag.DATO),
        ("4" + "10190-1007", Aarsag.DATO),
        ("890201-1007", Aarsag.DATO),
        ("0000000000", Aarsag.DATO),
    ],
)
def test_refused_with_a_reason_and_without_the_value(raw, aarsag):
    """Each refusal has its own reason, and neither the message nor the chain of errors holds the text."""
    with pytest.raises(CprFejl) as fejl:
        cpr.laes(raw, fiktiv=True)
    assert fejl.value.aarsag is aarsag and str(fejl.value) == aarsag.value
    assert fejl.value.__context__ is None


def test_leap_day_follows_the_century():
    """29 February exists in 2000 (digit 7 = 4) but not in 1900 (digit 7 = 0)."""
    assert cpr.laes("890200-4007", fiktiv=True).foedselsdato == date(2000, 2, 29)
    with pytest.raises(CprFejl):
        cpr.laes("890200-0007", fiktiv=True)


def test_repr_shows_no_person():
    """Number, birth date and gender stay out of a repr."""
    vist = repr(cpr.laes("610190-1007", fiktiv=True))
    assert "1007" not in vist and "1990" not in vist and "koen" not in vist
