"""Rounding to the øre that loses nothing: parts that are rounded add up to their rounded total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

PRAECISION = 60  # digits carried while effects are computed; only the result is rounded
_OERE = Decimal("0.01")


def oere(kroner: Decimal) -> Decimal:
    """The amount in whole øre."""
    return kroner.quantize(_OERE, ROUND_HALF_EVEN)


def fordelt(dele: Sequence[Decimal]) -> list[Decimal]:
    """The parts in whole øre, none more than an øre off, whose sum is the rounded sum of them all."""
    ud, loebende, afsat = [], Decimal(0), Decimal("0.00")
    for del_ in dele:
        loebende += del_
        ud.append(oere(loebende) - afsat)
        afsat += ud[-1]
    return ud
