"""Every expected string here is written by hand, as a Danish reader would write it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from lisanalysis.publish.numbers import dato_kort, ens, maaned_kort, skriv, tal

KRONER = [
    (Decimal("1234567"), "1.234.567 kr."),
    (Decimal("-1234567.49"), "−1.234.567 kr."),
    (Decimal("0.5"), "1 kr."),
    (Decimal("-0.5"), "−1 kr."),
    (Decimal("-0.4"), "0 kr."),
    (Decimal("2.5"), "3 kr."),  # half away from zero, not to even
    (999, "999 kr."),
    (Decimal("999999999999.99"), "1.000.000.000.000 kr."),
    (Decimal("123456789012.34"), "123.456.789.012 kr."),
]


@pytest.mark.parametrize(("vaerdi", "ventet"), KRONER)
def test_kroner(vaerdi: object, ventet: str) -> None:
    """Kroner are whole, grouped by dots, rounded half away from zero, and never "−0"."""
    assert skriv(vaerdi, "kr") == ventet.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("vaerdi", "format", "valuta", "ventet"),
    [
        (Decimal("1234"), "kr", "GBP", "1.234 £"),
        (Decimal("1234"), "kr", "EUR", "1.234 €"),
        (Decimal("12345678"), "mio", "DKK", "12,3 mio. kr."),
        (Decimal("-49999"), "mio", "DKK", "0,0 mio. kr."),
        (Decimal("2500000"), "mio", "GBP", "2,5 mio. £"),
        (0.125, "pct", "DKK", "12,5 %"),
        (Decimal("-0.0005"), "pct", "DKK", "−0,1 %"),
        (1.0, "pct", "DKK", "100,0 %"),
        (48211, "antal", "DKK", "48.211"),
        (12.0, "antal", "DKK", "12"),
        (np.int64(1500), "antal", "DKK", "1.500"),
        (np.float64(0.1) + np.float64(0.2), "decimal", "DKK", "0,30"),
        (Decimal("1234.005"), "decimal", "DKK", "1.234,01"),
    ],
)
def test_tal_med_enhed(vaerdi: object, format: str, valuta: str, ventet: str) -> None:
    """Each format has its own decimals and unit, with a no-break space between."""
    assert skriv(vaerdi, format, valuta) == ventet.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("vaerdi", "format", "ventet"),
    [
        (date(2024, 5, 1), "dato", "1. maj 2024"),
        ("2024-12-31", "dato", "31. december 2024"),
        (pd.Timestamp(2024, 3, 9), "dato", "9. marts 2024"),
        (datetime(2024, 3, 9, 12, 0), "dato", "9. marts 2024"),
        ("2024-05", "periode", "maj 2024"),
        ("2024-10", "periode", "oktober 2024"),
        (date(2024, 2, 29), "periode", "februar 2024"),
        ("2024", "periode", "2024"),
        ("alle", "periode", "alle"),
        ("2024-13", "periode", "2024-13"),
        ("§107 <b>", "tekst", "§107 <b>"),
        (True, "tekst", "ja"),
        (np.bool_(False), "tekst", "nej"),
    ],
)
def test_datoer_og_tekst(vaerdi: object, format: str, ventet: str) -> None:
    """Days and months are in Danish words; what is no month stands as it is."""
    assert skriv(vaerdi, format) == ventet


@pytest.mark.parametrize("vaerdi", [None, float("nan"), pd.NaT, pd.NA, Decimal("NaN"), np.nan])
@pytest.mark.parametrize("format", ["tekst", "kr", "mio", "antal", "decimal", "pct", "dato", "periode"])
def test_ukendt_er_en_streg(vaerdi: object, format: str) -> None:
    """What is unknown is a dash in every format, never zero."""
    assert skriv(vaerdi, format) == "–"


def test_decimaler_gaar_ikke_gennem_float() -> None:
    """A Decimal that no float can hold keeps its last digit."""
    assert tal(Decimal("90071992547409.93"), "decimal") == "90.071.992.547.409,93"


def test_akser() -> None:
    """Axis texts are short, and decimals stand on all of an axis' numbers or on none."""
    assert [maaned_kort(m) for m in ("2024-05", "2024-09", date(2023, 1, 31))] == ["maj 2024", "sep. 2024", "jan. 2023"]
    assert dato_kort(date(2024, 9, 1)) == "1. sep. 2024"
    assert ens(["2,0", "4,0"]) == ["2", "4"]
    assert ens(["2,0", "2,5"]) == ["2,0", "2,5"]
    assert ens(["10", "20"]) == ["10", "20"]
