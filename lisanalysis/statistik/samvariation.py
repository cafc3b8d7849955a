"""Whether two monthly series move together, by tests that keep their size when both only drift.

Two independent random walks correlate by chance in most samples; a raw correlation is therefore given for show alone. None of
these says that one series causes the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_AR_HOEJST = 3


@dataclass(frozen=True)
class Proeve:
    """One test: its statistic and p-value, the months used, and in `ved` the lag it speaks of where it speaks of one."""

    navn: str
    stoerrelse: float
    p: float
    n: int
    ved: int | None = None


def raa_korrelation(a: np.ndarray, b: np.ndarray) -> Proeve:
    """Pearson's correlation of the levels and its textbook p-value, which is wrong for series that drift."""
    from scipy import stats

    fundet = stats.pearsonr(a, b)
    return Proeve("raa_korrelation", float(fundet.statistic), float(fundet.pvalue), len(a))


def forhvidet_krydskorrelation(a: np.ndarray, b: np.ndarray, lag: int = 6) -> Proeve:
    """The largest correlation of b with a up to `lag` months before, both filtered by a's own AR; p is Bonferroni's over the lags.

    Box and Jenkins' prewhitening: with a made white, the correlation's standard error is 1/√n whatever b is.
    """
    import numpy as np
    from scipy import stats

    da, db = np.diff(np.asarray(a, float)), np.diff(np.asarray(b, float))
    phi = _ar(da)
    u, v = _filtrer(da, phi), _filtrer(db, phi)
    r = [float(np.corrcoef(u[: len(u) - k], v[k:])[0, 1]) for k in range(lag + 1)]
    bedst = int(np.argmax(np.abs(r)))
    p = 2 * stats.norm.sf(abs(r[bedst]) * np.sqrt(len(u) - bedst))
    return Proeve("forhvidet_krydskorrelation", r[bedst], min(1.0, float(p) * (lag + 1)), len(u), bedst)


def toda_yamamoto(a: np.ndarray, b: np.ndarray, orden: int = 2, integration: int = 1) -> Proeve:
    """Whether a's past helps to foretell b: the F-test of `orden` lags in a model with `integration` lags more (Toda & Yamamoto 1995)."""
    import numpy as np
    import statsmodels.api as sm

    alle = orden + integration
    n = len(a) - alle
    lags = [np.asarray(s, float)[alle - k : alle - k + n] for s in (a, b) for k in range(1, alle + 1)]
    model = sm.OLS(np.asarray(b, float)[alle:], sm.add_constant(np.column_stack(lags), has_constant="add")).fit()
    r = np.zeros((orden, 2 * alle + 1))
    r[:, 1 : orden + 1] = np.eye(orden)
    proeve = model.f_test(r)
    return Proeve("toda_yamamoto", float(proeve.fvalue), float(proeve.pvalue), n)


def graensetest(a: np.ndarray, b: np.ndarray, orden: int = 2) -> Proeve:
    """Pesaran, Shin and Smith's bounds test of a level relation between b and a, with fixed lags; p is the cautious one, of I(1)."""
    import pandas as pd
    from statsmodels.tsa.ardl import UECM

    ramme = pd.DataFrame({"b": a * 0.0 + b, "a": a})
    fundet = UECM(ramme["b"], orden, ramme[["a"]], orden, trend="c").fit().bounds_test(case=3)
    return Proeve("graensetest", float(fundet.statistic), float(fundet.pvalue["upper"]), len(a))


def taellemodel(a: np.ndarray, b: np.ndarray, lag: int = 3) -> Proeve:
    """Quasi-Poisson of the counts b on the counts a of this and the `lag` months before: the F-test that none of them matters.

    Season is taken out by two waves of the year.
    """
    import numpy as np
    import statsmodels.api as sm

    n = len(b) - lag
    x = [np.asarray(a, float)[lag - k : lag - k + n] for k in range(lag + 1)]
    vinkel = 2 * np.pi * np.arange(n) / 12
    x = sm.add_constant(np.column_stack([*x, np.cos(vinkel), np.sin(vinkel)]), has_constant="add")
    model = sm.GLM(np.asarray(b, float)[lag:], x, family=sm.families.Poisson()).fit(scale="X2")
    proeve = model.f_test(np.eye(x.shape[1])[1 : lag + 2])
    return Proeve("taellemodel", float(proeve.fvalue), float(proeve.pvalue), n)


def _ar(x: np.ndarray) -> np.ndarray:
    """The AR coefficients of the series, its order up to three by AIC over the same months."""
    import numpy as np

    y = x[_AR_HOEJST:] - x.mean()
    bedst, valgt = len(y) * np.log(max(float(y @ y), 1e-12)), np.zeros(0)
    for p in range(1, _AR_HOEJST + 1):
        lags = np.column_stack([x[_AR_HOEJST - k : len(x) - k] - x.mean() for k in range(1, p + 1)])
        phi, *_ = np.linalg.lstsq(lags, y, rcond=None)
        aic = len(y) * np.log(max(float(np.sum((y - lags @ phi) ** 2)), 1e-12)) + 2 * p
        if aic < bedst:
            bedst, valgt = aic, phi
    return valgt


def _filtrer(x: np.ndarray, phi: np.ndarray) -> np.ndarray:
    p = len(phi)
    y = x - x.mean()
    return y[p:] - sum((phi[k] * y[p - k - 1 : len(y) - k - 1] for k in range(p)), start=0.0 * y[p:])
