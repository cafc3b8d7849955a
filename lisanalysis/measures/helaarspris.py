"""What a measure costs in a whole year at its present rate: units per year times the price of a unit."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

# How many times a year a measure of each frequency is given; a one-off is no price per year.
GANGE_OM_AARET = {"daglig": Fraction(365), "ugentlig": Fraction(365, 7), "14dag": Fraction(365, 14), "maanedlig": Fraction(12)}


def helaarspris(antal: Decimal | None, takst: Decimal | None, frekvens: str | None) -> Decimal | None:
    """Kroner a year with øre, rounded half up; None where amount, rate or frequency is unknown, or the measure is a one-off."""
    if antal is None or takst is None or frekvens not in GANGE_OM_AARET:
        return None
    om_aaret = Fraction(antal) * Fraction(takst) * GANGE_OM_AARET[frekvens]
    oere = Decimal((om_aaret * 100).numerator) / Decimal((om_aaret * 100).denominator)
    return oere.quantize(Decimal(1), ROUND_HALF_UP) / 100
