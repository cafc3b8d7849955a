"""A share, and a mean per person, each with the interval that its number of persons can carry."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Skoen:
    """An estimate with its 95 % interval and what it rests on; None where there is nothing to estimate."""

    vaerdi: float | None
    lav: float | None
    hoej: float | None
    n: int


def andel(antal: int, ud_af: int) -> Skoen:
    """A share by Wilson's interval (1927), which holds at small numbers and at the ends."""
    from statsmodels.stats.proportion import proportion_confint

    if not ud_af:
        return Skoen(None, None, None, 0)
    lav, hoej = proportion_confint(antal, ud_af, method="wilson")
    return Skoen(antal / ud_af, float(lav), float(hoej), ud_af)


def forhold_pr_person(taeller: Sequence[float], naevner: Sequence[float]) -> Skoen:
    """Σ numerator / Σ denominator with one pair per person: the interval follows the persons, who are independent, not their months."""
    import numpy as np
    from scipy.stats import t

    a, b = np.asarray(taeller, dtype=float), np.asarray(naevner, dtype=float)
    n = len(a)
    if n < 2 or b.sum() <= 0:
        return Skoen(None, None, None, n)
    forhold = float(a.sum() / b.sum())
    halv = float(t.ppf(0.975, n - 1)) * math.sqrt(n * float(np.var(a - forhold * b, ddof=1))) / float(b.sum())
    return Skoen(forhold, forhold - halv, forhold + halv, n)
