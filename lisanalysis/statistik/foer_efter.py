"""The same persons before and after, but only where that can mean something.

Persons chosen because their figure was high fall back by themselves: regression to the mean. In a simulation without any effect the dearest
tenth falls by 37 %. So a cohort chosen on the outcome needs a baseline from before the choice, or others who were not chosen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

MINDST = 30  # persons
MDE = 2.8


@dataclass(frozen=True)
class FoerEfter:
    """The relative change (−0.1 is 10 % less), its 95 % interval, the persons, and how it was made: par, foerlagt or ancova.

    `afslag`: SELECTED_ON_OUTCOME, TOO_FEW and NO_BASELINE (nothing to be more or less than) give no estimate.
    """

    aendring: float | None
    lav: float | None
    hoej: float | None
    n: int
    metode: str
    afslag: tuple[str, ...] = ()
    mde: float | None = None


def foer_efter(
    foer: Sequence[float], efter: Sequence[float], *, udvalgt_paa_maalet: bool, tidligere: Sequence[float] | None = None,
    kontrol: tuple[Sequence[float], Sequence[float]] | None = None,
) -> FoerEfter:  # fmt: skip
    """The change from before to after, per person, in log(1 + figure) where there are controls, else as a ratio of means.

    `tidligere` is the figure in a period before the one that the persons were chosen by. `kontrol` is (before, after) of persons who were
    not chosen: the change is then adjusted for the baseline (ANCOVA).
    """
    n = len(foer)
    if n < MINDST or (kontrol and len(kontrol[0]) < MINDST):
        return FoerEfter(None, None, None, n, "", ("TOO_FEW",))
    if kontrol:
        return _ancova(foer, efter, kontrol, n)
    if udvalgt_paa_maalet and tidligere is None:
        return FoerEfter(None, None, None, n, "", ("SELECTED_ON_OUTCOME",))
    return _forhold(foer if tidligere is None else tidligere, efter, n, "par" if tidligere is None else "foerlagt")


def regression_mod_midten(sd: float, rho: float, z: float) -> float:
    """How far a group chosen above a cut falls back by itself (Barnett, van der Pols and Dobson 2005).

    `sd` is the figure's whole spread, `rho` its correlation between two times, and `z` the cut in standard deviations from the mean.
    """
    from scipy.stats import norm

    return sd * (1 - rho) * float(norm.pdf(z) / norm.sf(z))


def _forhold(foer: Sequence[float], efter: Sequence[float], n: int, metode: str) -> FoerEfter:
    """After over before, by means over the same persons; the interval by the delta method on the log."""
    import numpy as np
    from scipy.stats import t

    a, b = np.asarray(foer, dtype=float), np.asarray(efter, dtype=float)
    if a.mean() <= 0 or b.mean() <= 0:
        return FoerEfter(None, None, None, n, metode, ("NO_BASELINE",))
    se = float(np.std(b / b.mean() - a / a.mean(), ddof=1) / math.sqrt(n))
    log, halv = math.log(b.mean() / a.mean()), float(t.ppf(0.975, n - 1)) * se
    return FoerEfter(math.expm1(log), math.expm1(log - halv), math.expm1(log + halv), n, metode, mde=math.expm1(MDE * se))


def _ancova(foer: Sequence[float], efter: Sequence[float], kontrol: tuple[Sequence[float], Sequence[float]], n: int) -> FoerEfter:
    import numpy as np
    import statsmodels.api as sm

    a = np.log1p(np.concatenate([foer, kontrol[0]]).astype(float).clip(0))
    b = np.log1p(np.concatenate([efter, kontrol[1]]).astype(float).clip(0))
    gruppe = np.concatenate([np.ones(n), np.zeros(len(kontrol[0]))])
    fit = sm.OLS(b, sm.add_constant(np.column_stack([gruppe, a]))).fit(cov_type="HC3", use_t=True)
    lav, hoej = fit.conf_int()[1]
    return FoerEfter(math.expm1(fit.params[1]), math.expm1(lav), math.expm1(hoej), n, "ancova", mde=math.expm1(MDE * float(fit.bse[1])))
