"""The confidence set of a ratio by Fieller's theorem (1954): honest where the denominator is uncertain, and then unbounded.

A ratio's usual standard error hides that the denominator may be zero; Fieller's set says so by having no end.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

SVAG_NAEVNER = 2.0  # below this |t| the denominator is not told from zero
PAAVISELIG = 2.8  # 1.96 + 0.84: standard errors that a true value must lie from zero to be found in 80 % of studies


@dataclass(frozen=True)
class Forhold:
    """A ratio with its 95 % set. `lav` and `hoej` are None where the set has no end; `mde` is the least that could be found."""

    estimat: float
    lav: float | None
    hoej: float | None
    se: float
    t_naevner: float

    @property
    def ubegraenset(self) -> bool:
        """Whether the data do not bound the ratio at all."""
        return self.lav is None

    @property
    def mde(self) -> float:
        """2.8 standard errors."""
        return PAAVISELIG * self.se

    def rummer(self, vaerdi: float) -> bool:
        """Whether the set holds the value; an unbounded one is not asked, for it is counted apart."""
        return self.lav is not None and self.hoej is not None and self.lav <= vaerdi <= self.hoej


def fieller(taeller: float, naevner: float, var_t: float, var_n: float, kov: float, df: int, niveau: float = 0.95) -> Forhold:
    """The set of all r for which (taeller − r·naevner) is not told from zero at the level, with t(df)."""
    from scipy import stats

    q2 = float(stats.t.ppf(0.5 + niveau / 2, df)) ** 2
    t = abs(naevner) / sqrt(var_n) if var_n > 0 else inf
    a, b, c = naevner**2 - q2 * var_n, taeller * naevner - q2 * kov, taeller**2 - q2 * var_t
    estimat = taeller / naevner if naevner else inf
    se = sqrt(max(var_t - 2 * estimat * kov + estimat**2 * var_n, 0.0)) / abs(naevner) if naevner else inf
    if a <= 0 or t < SVAG_NAEVNER:
        return Forhold(estimat, None, None, se, t)
    rod = sqrt(max(b * b - a * c, 0.0))
    return Forhold(estimat, (b - rod) / a, (b + rod) / a, se, t)
