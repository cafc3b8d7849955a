"""Money is read exactly or refused, and shares add up to the øre."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from lisanalysis.domain import beloeb
from lisanalysis.domain.beloeb import Aarsag, BeloebFejl

oere = st.integers(-(10**14) + 1, 10**14 - 1)


@given(oere)
def test_danish_numbers_written_by_babel_read_back(antal):
    """Whatever Babel writes in Danish is read back to the very same amount."""
    kroner = Decimal(antal).scaleb(-2)
    skrevet = format_decimal(kroner, format="#,##0.00", locale="da_DK", decimal_quantization=False)
    assert beloeb.laes(skrevet, tusind=".") == kroner


@pytest.mark.parametrize(
    ("raw", "form", "vaerdi"),
    [
        ("1234,50", {}, "1234.50"),
        ("-1234,5", {}, "-1234.50"),
        ("−7", {}, "-7.00"),
        ("+7", {}, "7.00"),
        ("-0,00", {}, "0.00"),
        ("1.234,50", {"tusind": "."}, "1234.50"),
        ("1234,50", {"tusind": "."}, "1234.50"),
        ("12.345.678,90", {"tusind": "."}, "12345678.90"),
        ("1234,50-", {"fortegn": "efter"}, "-1234.50"),
        ("1234,50 -", {"fortegn": "begge"}, "-1234.50"),
        ("- 1234,50", {"fortegn": "begge"}, "-1234.50"),
        ("1,234.50", {"decimal": ".", "tusind": ","}, "1234.50"),
        ("0,125", {"decimaler": 3}, "0.125"),
    ],
)
def test_ways_of_writing(raw, form, vaerdi):
    """The layout's way of writing decides, and the result always has the places asked for."""
    laest = beloeb.laes(raw, **form)
    assert str(laest) == vaerdi


@pytest.mark.parametrize(
    ("raw", "form", "aarsag"),
    [
        ("", {}, Aarsag.FORM),
        ("12.34,5", {"tusind": "."}, Aarsag.FORM),
        ("1234.567,00", {"tusind": "."}, Aarsag.FORM),
        (".234,00", {"tusind": "."}, Aarsag.FORM),
        ("1.234,50", {}, Aarsag.FORM),
        ("1234.50", {}, Aarsag.FORM),
        ("1234.50", {"tusind": "."}, Aarsag.FORM),
        ("1234,50-", {}, Aarsag.FORM),
        ("-1234,50", {"fortegn": "efter"}, Aarsag.FORM),
        ("-1234,50-", {"fortegn": "begge"}, Aarsag.FORTEGN),
        ("1,", {}, Aarsag.FORM),
        ("1e5", {}, Aarsag.FORM),
        ("100 kr.", {}, Aarsag.FORM),
        ("1,234", {}, Aarsag.DECIMALER),
        ("1234567890123,00", {}, Aarsag.FOR_STORT),
    ],
)
def test_refused_with_a_reason(raw, form, aarsag):
    """A wrong grouping, sign or precision is refused, never read as something else."""
    with pytest.raises(BeloebFejl) as fejl:
        beloeb.laes(raw, **form)
    assert fejl.value.aarsag is aarsag and str(fejl.value) == aarsag.value


@given(oere, st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any))
def test_shares_add_up_and_stay_within_an_oere_of_their_due(antal, vaegte):
    """The shares sum to the total exactly, and each is less than one øre from its exact share."""
    total = Decimal(antal).scaleb(-2)
    dele = beloeb.fordel(total, vaegte)
    assert sum(dele) == total
    for del_, vaegt in zip(dele, vaegte, strict=True):
        # cross-multiplied, so that the check itself is exact
        assert abs(int(del_.scaleb(2)) * sum(vaegte) - antal * vaegt) < sum(vaegte)


def test_shares_by_hand():
    """100.00 in three: 33.34 first, then twice 33.33; a negative total mirrors it; a zero weight gets nothing."""
    tredjedele = [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert beloeb.fordel(Decimal("100.00"), [1, 1, 1]) == tredjedele
    assert beloeb.fordel(Decimal("-100.00"), [1, 1, 1]) == [-d for d in tredjedele]
    assert beloeb.fordel(Decimal("10"), [Decimal("0.5"), 0, Decimal("1.5")]) == [Decimal("2.50"), 0, Decimal("7.50")]


@pytest.mark.parametrize(
    ("total", "vaegte", "aarsag"),
    [("1", [], Aarsag.VAEGTE), ("1", [0, 0], Aarsag.VAEGTE), ("1", [2, -1], Aarsag.VAEGTE), ("0.005", [1], Aarsag.OERE)],
)
def test_what_cannot_be_shared_out(total, vaegte, aarsag):
    """No weights, a negative weight and a fraction of an øre are refused."""
    with pytest.raises(BeloebFejl) as fejl:
        beloeb.fordel(Decimal(total), vaegte)
    assert fejl.value.aarsag is aarsag
