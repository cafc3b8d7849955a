"""Interrupted time series: the level of a monthly count or rate after a date against where trend and season would have had it.

Quasi-Poisson (Lopez Bernal, Cummins and Gasparrini 2017), with the standard error widened for autocorrelation by what the residuals
show, bias-corrected, and the degrees of freedom cut accordingly. Plain HAC under-covers in series of at most 60 months.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MINDST_I_ALT, MINDST_PR_SIDE, SAESON_FRA = 24, 12, 36  # months
STAERK = 0.6  # residual autocorrelation beyond which no interval of this kind holds what it says
_HOEJST = 0.9  # the correction is not trusted further than this
MDE = 2.8  # standard errors: 80 % power at 5 %


@dataclass(frozen=True)
class Its:
    """The ratio of the level after to the level expected, its 95 % interval and what it rests on.

    `afslag`: TOO_SHORT and NO_EVENTS (no estimate), STRONG_AUTOCORRELATION (the interval is too narrow). `forventet` is the course
    without the change, `model` the fitted one; `haeldning` is the ratio of change per month after the date where it was asked for.
    """

    rr: float | None
    lav: float | None
    hoej: float | None
    beta: float | None
    se: float | None
    dispersion: float | None
    rho: float | None
    df: float | None
    foer: int
    efter: int
    harmoniske: int
    haeldning: float | None = None
    afslag: tuple[str, ...] = ()
    model: np.ndarray | None = field(default=None, repr=False)
    forventet: np.ndarray | None = field(default=None, repr=False)

    @property
    def mde(self) -> float | None:
        """The smallest change, as a share of the level, that the series could have shown."""
        return None if self.se is None else math.expm1(MDE * self.se)


def its(
    y: Sequence[float], trin: int, *, eksponering: Sequence[float] | None = None, foerste_maaned: int = 1,
    harmoniske: int | None = None, haeldning: bool = False, autokorrelation: bool = True,
) -> Its:  # fmt: skip
    """The change of level from month number `trin` (counted from 0) on, over the trend.

    `eksponering` is what the counts are per (population, users); a month without any is left out. Two pairs of harmonics from 36 months on, none before that, unless
    `harmoniske` says otherwise. `haeldning` adds a change of slope, centred at the date.
    """
    import numpy as np

    tal, pr = np.asarray(y, dtype=float), np.ones(len(y)) if eksponering is None else np.asarray(eksponering, dtype=float)
    med, er_efter = pr > 0, np.arange(len(y)) >= trin
    foer, efter = int((med & ~er_efter).sum()), int((med & er_efter).sum())
    par = (2 if foer + efter >= SAESON_FRA else 0) if harmoniske is None else harmoniske
    tom = Its(*([None] * 8), foer, efter, par)
    if foer + efter < MINDST_I_ALT or min(foer, efter) < MINDST_PR_SIDE:
        return replace(tom, afslag=("TOO_SHORT",))
    if min(tal[med & ~er_efter].sum(), tal[med & er_efter].sum()) <= 0 or (tal < 0).any():
        return replace(tom, afslag=("NO_EVENTS",))
    x = _design(len(y), trin, foerste_maaned, par, haeldning)
    return _tilpas(tom, tal, x, pr, med, haeldning, autokorrelation)


def _design(antal: int, trin: int, foerste_maaned: int, par: int, haeldning: bool) -> np.ndarray:
    """1, step, trend, season, and the slope after, which is nil at the step itself."""
    import numpy as np

    t = np.arange(antal)
    vinkel = 2 * np.pi * (t + foerste_maaned) / 12
    saeson = [f(k * vinkel) for k in range(1, par + 1) for f in (np.sin, np.cos)]
    efter = (t >= trin).astype(float)
    return np.column_stack([np.ones(antal), efter, (t - trin) / 12, *saeson, *([efter * (t - trin) / 12] if haeldning else [])])


def _tilpas(tom: Its, y: np.ndarray, x: np.ndarray, pr: np.ndarray, med: np.ndarray, haeldning: bool, auto: bool) -> Its:
    import numpy as np
    import statsmodels.api as sm
    from scipy import stats

    fit = sm.GLM(y[med], x[med], family=sm.families.Poisson(), offset=np.log(pr[med])).fit(scale="X2")
    rho = autokorrelation_af(np.asarray(fit.resid_pearson), x.shape[1])
    brugt = min(max(rho, 0.0), _HOEJST) if auto else 0.0
    se = float(fit.bse[1]) * math.sqrt((1 + brugt) / (1 - brugt))
    df = max(int(med.sum()) * (1 - brugt) / (1 + brugt) - x.shape[1], 3.0) if auto else math.inf
    k, beta = float(stats.t.ppf(0.975, df)) * se, float(fit.params[1])
    uden = x * np.array([1, 0, *([1] * (x.shape[1] - 2))])
    if haeldning:
        uden[:, -1] = 0
    return replace(
        tom, rr=math.exp(beta), lav=math.exp(beta - k), hoej=math.exp(beta + k), beta=beta, se=se, dispersion=float(fit.scale), rho=rho,
        df=df, haeldning=math.exp(float(fit.params[-1]) / 12) if haeldning else None,
        afslag=("STRONG_AUTOCORRELATION",) if rho > STAERK and auto else (),
        model=np.exp(x @ fit.params) * pr, forventet=np.exp(uden @ fit.params) * pr,
    )  # fmt: skip


def autokorrelation_af(rest: np.ndarray, regressorer: int) -> float:
    """The lag-1 autocorrelation of the residuals, corrected for the bias that fitting `regressorer` numbers gives (Marriott-Pope)."""
    n = len(rest)
    r = float(rest[1:] @ rest[:-1] / (rest @ rest))
    return (r + regressorer / n) / (1 - (regressorer + 2) / n)
