"""Whole numbers: the share of one, beside exact fractions."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import ibis
import pytest

from lisanalysis.measures import hele


@pytest.mark.parametrize(("taeller", "naevner"), [(1, 10_000), (365, 70_000), (365, 140_000), (12, 10_000), (1, 366)])
def test_a_share_is_rounded_half_up_away_from_zero(taeller: int, naevner: int) -> None:
    """Ties, both signs, and numbers as large as a costly placement's year in millionths of a krone."""
    tal = [0, 1, -1, 4_999, 5_000, 5_001, -5_000, 15_000, 35_000, -35_000, 10**9 + 7, 365 * 10_000 * 10**8 + 1, -(365 * 10_000 * 10**8) - 1]
    t = ibis.memtable({"nr": range(len(tal)), "tal": tal}, schema={"nr": "int64", "tal": "int64"})
    fundet = ibis.duckdb.connect().execute(t.order_by("nr").select(svar=hele.andel(t.tal, taeller, naevner)))["svar"].tolist()

    assert fundet == [_afrundet(Fraction(n * taeller, naevner)) for n in tal]


def test_kroner_are_oere_and_back() -> None:
    """To the øre, negative amounts too."""
    beloeb = [Decimal("0.01"), Decimal("-1234567.89")]
    t = ibis.memtable({"nr": [1, 2], "kr": beloeb}, schema={"nr": "int64", "kr": "decimal(14,2)"})
    t = t.select("nr", oere=hele.oere(t.kr), enheder=hele.enheder(t.kr), tilbage=hele.kroner(hele.oere(t.kr)))

    assert [tuple(r.values()) for r in ibis.duckdb.connect().to_pyarrow(t.order_by("nr")).to_pylist()] == [
        (1, 1, 100, Decimal("0.01")), (2, -123456789, -12345678900, Decimal("-1234567.89"))]  # fmt: skip


def _afrundet(tal: Fraction) -> int:
    return floor(abs(tal) + Fraction(1, 2)) * (-1 if tal < 0 else 1)
