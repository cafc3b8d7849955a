"""How much a provider's price rose: by its takst, by citizens there in both years, or, for want of better, by kroner per unit.

Kroner per unit moves with whom the provider has; those who were there in both years do not, and the takst least of all. Where all pay one
takst at a time, kroner per unit is that takst weighted by the days it held, and so says what a rise in the middle of a year cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lisanalysis.analyses.udgiftsstigning.hvem import Enhed

MINDST_MATCHEDE = 3
NAESTEN_ALLE = 0.9  # of the days


@dataclass(frozen=True)
class Pris:
    """The price this year over last year's (None: unknown), how it is known, and how many citizens were there in both years."""

    faktor: Decimal | None
    kilde: Literal["takst", "matchet", "ikke-matchet"]
    matchede: int


def prisaendring(enheder: Sequence[Enhed]) -> Pris:
    """The price change of one cell, from its units."""
    par = _matchede(enheder)
    takst = _takst(enheder)
    if takst is not None:
        return Pris(takst, "takst", len(par))
    if _samme_takst(enheder) and (vejet := _pr_enhed(enheder)) is not None:
        return Pris(vejet, "takst", len(par))
    if len(par) >= MINDST_MATCHEDE:
        nu = sum((c1 / m1 * (m0 + m1) for _, m0, c1, m1 in par), Decimal(0))
        foer = sum((c0 / m0 * (m0 + m1) for c0, m0, _, m1 in par), Decimal(0))
        if nu > 0 and foer > 0:
            return Pris(nu / foer, "matchet", len(par))
    return Pris(_pr_enhed(enheder), "ikke-matchet", len(par))


def _samme_takst(enheder: Sequence[Enhed]) -> bool:
    """Whether nearly all days were at the takst of their month, but for the odd one that was settled at an old takst."""
    return sum(e.dage_ens for e in enheder) >= NAESTEN_ALLE * sum(e.d0 + e.d1 for e in enheder) > 0


def _takst(enheder: Sequence[Enhed]) -> Decimal | None:
    """The takst this year over last year's, where each year has one takst only."""
    aar = [{t for e in enheder for t in e.takster[i : i + 2] if t is not None} for i in (0, 2)]
    if any(len(t) != 1 for t in aar):
        return None
    foer, nu = (next(iter(t)) for t in aar)
    return nu / foer if foer > 0 and nu > 0 else None


def _matchede(enheder: Sequence[Enhed]) -> list[tuple[Decimal, Decimal, Decimal, Decimal]]:
    """Kroner and amount of both years for each citizen who got something in both."""
    borgere: dict[str | None, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 4)
    for e in enheder:
        borgere[e.borger] = [a + b for a, b in zip(borgere[e.borger], (e.c0, e.m0, e.c1, e.m1), strict=True)]
    return [tuple(b) for navn, b in borgere.items() if navn is not None and min(b) > 0]


def _pr_enhed(enheder: Sequence[Enhed]) -> Decimal | None:
    c0, m0, c1, m1 = (sum((getattr(e, felt) for e in enheder), Decimal(0)) for felt in ("c0", "m0", "c1", "m1"))
    return (c1 / m1) / (c0 / m0) if min(c0, m0, c1, m1) > 0 else None
