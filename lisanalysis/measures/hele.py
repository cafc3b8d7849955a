"""Money and units as whole numbers, so that all engines compute the same and nothing is rounded before it should be.

Money is in øre, units in ten-thousandths. Whole division is written as the floor of a quotient, which some engines take in floating point: it is
exact as long as the numbers stay below 2**53, which øre times ten-thousandths do up to 900 million kroner.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.types import DecimalValue, IntegerValue

ENHED = 10_000  # one unit


def oere(kroner: DecimalValue) -> IntegerValue:
    """An exact amount in kroner as whole øre."""
    return (kroner * 100).cast("int64")


def kroner(beloeb: IntegerValue) -> DecimalValue:
    """Whole øre as an exact amount in kroner."""
    import ibis

    return (beloeb.cast("decimal(16,2)") * ibis.literal(Decimal("0.01"), type="decimal(16,2)")).cast("decimal(14,2)")


def decimaltal(hele: IntegerValue, decimaler: int) -> DecimalValue:
    """Whole tenths, hundredths … (by `decimaler`) as an exact number with so many decimals on every engine."""
    import ibis

    del_ = ibis.literal(Decimal(1).scaleb(-decimaler), type=f"decimal({decimaler + 1},{decimaler})")
    # A digit less in the end: Ibis takes the product to have the factors' scale, and leaves out a cast to what it believes is there.
    return (hele.cast(f"decimal(19,{decimaler})") * del_).cast(f"decimal(18,{decimaler})")


def enheder(antal: DecimalValue) -> IntegerValue:
    """An amount of units as whole ten-thousandths."""
    return (antal * ENHED).cast("int64")


def andel(tal: IntegerValue, taeller: int, naevner: int) -> IntegerValue:
    """`taeller`/`naevner` of a whole number, rounded half up away from zero; wholes and the rest apart, so that the numbers stay small."""
    import ibis

    fortegn = ibis.cases((tal < 0, -1), else_=1)
    stoerrelse = tal * fortegn
    hele, rest = stoerrelse // naevner, stoerrelse % naevner
    return fortegn * (taeller * hele + (2 * taeller * rest + naevner) // (2 * naevner))
