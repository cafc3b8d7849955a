"""Which units differ by more than chance: a funnel with 99.8 % limits, widened for the spread that units always have (Spiegelhalter 2005).

With many units some lie outside ordinary limits although nothing sets them apart, and with a mix of cases more do: hence the
winsorised overdispersion.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

MINDST_N = 10
WINSOR = 0.1
GRAENSE = 0.998


@dataclass(frozen=True)
class Punkt:
    """A unit's share, what it rests on, the limits at that size, and how many standard errors it lies from the middle."""

    enhed: str
    antal: int
    n: int
    andel: float
    lav: float
    hoej: float
    z: float
    afviger: bool


@dataclass(frozen=True)
class Tragt:
    """The middle, the overdispersion (1 is none) and the units with at least ten rows."""

    midte: float
    phi: float
    punkter: tuple[Punkt, ...]


def tragt(enheder: Sequence[str], antal: Sequence[int], n: Sequence[int]) -> Tragt:
    """The funnel of the units' shares."""
    import numpy as np
    from scipy.stats import norm

    med = [i for i, tal in enumerate(n) if tal >= MINDST_N]
    i_alt = sum(n[i] for i in med)
    midte = sum(antal[i] for i in med) / i_alt if i_alt else 0.0
    if not 0 < midte < 1:
        return Tragt(midte, 1.0, tuple(_punkt(enheder[i], antal[i], n[i], midte, 0.0, 0.0) for i in med))
    z = np.array([(antal[i] / n[i] - midte) / math.sqrt(midte * (1 - midte) / n[i]) for i in med])
    lav, hoej = np.quantile(z, [WINSOR, 1 - WINSOR])
    phi = float((z.clip(lav, hoej) ** 2).mean())
    phi = phi if len(med) > 1 and phi > 1 else 1.0  # limits are widened, never narrowed
    bred = float(norm.ppf((1 + GRAENSE) / 2)) * math.sqrt(phi)
    return Tragt(midte, phi, tuple(_punkt(enheder[i], antal[i], n[i], midte, bred, float(zi)) for i, zi in zip(med, z, strict=True)))


def _punkt(enhed: str, antal: int, n: int, midte: float, bred: float, z: float) -> Punkt:
    halv = bred * math.sqrt(midte * (1 - midte) / n)
    return Punkt(enhed, antal, n, antal / n, max(0.0, midte - halv), min(1.0, midte + halv), z, bool(bred) and abs(z) > bred)
