"""Where a monthly series breaks: PELT on stabilised counts, widened for overdispersion and autocorrelation; and two classic tests.

Counts are stabilised by Anscombe's 2√(y + 3/8), whose variance is 1 for Poisson. Demand that lingers from month to month gives false
breaks, most where counts are high, so the series is divided by what its own residuals show (φ̂ and lag-1 ρ̂) and searched again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisanalysis.statistik.its import autokorrelation_af

if TYPE_CHECKING:
    import numpy as np

MINDST = 24  # months: two years, so that a season is not a break
MIN_LAENGDE = 6
_RUNDER, _HOEJST = 8, 0.8


@dataclass(frozen=True)
class Brud:
    """A break: the first index of the new regime, and the mean before and after it in the series' own unit."""

    indeks: int
    foer: float
    efter: float

    @property
    def op(self) -> bool:
        """Whether the series rose."""
        return self.efter > self.foer


def anscombe(antal: Sequence[float]) -> np.ndarray:
    """Counts on the scale where Poisson has variance 1."""
    import numpy as np

    return 2 * np.sqrt(np.asarray(antal, dtype=float) + 0.375)


def andele(antal: Sequence[float], ud_af: Sequence[float]) -> np.ndarray:
    """Shares on the scale where binomial has variance 1 (arcsine, by Anscombe's correction); a month out of nothing is the middle one's."""
    import numpy as np

    k, n = np.asarray(antal, dtype=float), np.asarray(ud_af, dtype=float)
    faelles = k.sum() / n.sum() if n.sum() else 0.0
    k, n = np.where(n > 0, k, faelles), np.where(n > 0, n, 1.0)
    return 2 * np.sqrt(n + 0.5) * (np.arcsin(np.sqrt((k + 0.375) / (n + 0.75))) - math.asin(math.sqrt(faelles)))


def brud(skaleret: np.ndarray, egne: Sequence[float]) -> tuple[Brud, ...]:
    """The breaks in a series whose variance is about 1; `egne` is the same series in its own unit. None in under 24 months."""
    import numpy as np

    if len(skaleret) < MINDST:
        return ()
    skel, faktor = _pelt(skaleret), 1.0
    for _ in range(_RUNDER):
        faktor = _overspredning(skaleret, skel)
        nye = _pelt(skaleret / math.sqrt(faktor))
        if nye == skel:
            break
        skel = nye
    ender, y = [0, *skel, len(skaleret)], np.asarray(egne, dtype=float)
    return tuple(Brud(b, float(y[a:b].mean()), float(y[b:c].mean())) for a, b, c in zip(ender, ender[1:], ender[2:], strict=False))


def brud_i_antal(antal: Sequence[float]) -> tuple[Brud, ...]:
    """The breaks in a series of counts."""
    return brud(anscombe(antal), antal)


def pelt(y: np.ndarray, straf: float) -> list[int]:
    """The first index of each new regime by PELT with an l2 cost."""
    import numpy as np
    import ruptures

    return ruptures.Pelt(model="l2", min_size=MIN_LAENGDE, jump=1).fit(np.asarray(y, dtype=float).reshape(-1, 1)).predict(pen=straf)[:-1]


def sup_f(y: Sequence[float], trim: float = 0.15) -> tuple[float, int]:
    """The largest F for one break in the mean, and the last index of the regime before it (Andrews 1993)."""
    import numpy as np

    z, n = np.asarray(y, dtype=float), len(y)
    uden = float(((z - z.mean()) ** 2).sum())
    bedst = (-math.inf, 0)
    for k in range(math.floor(n * trim), n - math.floor(n * trim)):
        med = float(((z[:k] - z[:k].mean()) ** 2).sum() + ((z[k:] - z[k:].mean()) ** 2).sum())
        bedst = max(bedst, ((uden - med) / (med / (n - 2)), k - 1))
    return bedst


def cusum(y: Sequence[float]) -> tuple[float, float]:
    """The OLS-based CUSUM statistic of a constant mean, and its p value."""
    import numpy as np
    from statsmodels.stats.diagnostic import breaks_cusumolsresid

    z = np.asarray(y, dtype=float)
    statistik, p, _ = breaks_cusumolsresid(z - z.mean(), ddof=1)
    return float(statistik), float(p)


def _pelt(skaleret: np.ndarray) -> list[int]:
    return pelt(skaleret, 3 * math.log(len(skaleret)))


def _overspredning(skaleret: np.ndarray, skel: list[int]) -> float:
    """φ̂(1+ρ̂)/(1−ρ̂) about the means of the regimes, never under 1."""
    ender = [0, *skel, len(skaleret)]
    rest = skaleret.copy()
    for a, b in zip(ender, ender[1:], strict=False):
        rest[a:b] -= skaleret[a:b].mean()
    if not rest.any():
        return 1.0
    rho = min(max(autokorrelation_af(rest, len(skel) + 1), 0.0), _HOEJST)
    return max(1.0, float(rest @ rest) / (len(rest) - len(skel) - 1) * (1 + rho) / (1 - rho))
