"""Two monthly series contrasted at the same step in time: least squares with season and steps, HC3 and the covariance between them.

Both series have the same regressors, so the joint sandwich is the ordinary one with the product of the two residuals in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisanalysis.statistik.fieller import Forhold, fieller

if TYPE_CHECKING:
    import numpy as np

SAESON_FRA = 36  # months; a shorter series cannot carry season and step at once


@dataclass(frozen=True)
class Kontrast:
    """The step in each of the two series (a, b), their covariance, and the weights that make the step from the months.

    `trin_a` and `trin_b` are changes per month; `vaegte` has one weight per month: trin = vaegte · series.
    """

    trin_a: float
    trin_b: float
    var_a: float
    var_b: float
    kov: float
    df: int
    vaegte: np.ndarray

    def forhold(self, niveau: float = 0.95) -> Forhold:
        """Minus the step in b per step in a, with Fieller's set."""
        return fieller(-self.trin_b, self.trin_a, self.var_b, self.var_a, -self.kov, self.df, niveau)


def design(antal: int, trin: Sequence[int], *, foerste_maaned: int = 1, saeson: bool | None = None) -> np.ndarray:
    """The regressors of `antal` months: 1, cos and sin of the year, then one step per index in `trin` (1 from that month on)."""
    import numpy as np

    t = np.arange(antal)
    kolonner = [np.ones(antal)]
    if antal >= SAESON_FRA if saeson is None else saeson:
        vinkel = 2 * np.pi * (t + foerste_maaned - 1) / 12
        kolonner += [np.cos(vinkel), np.sin(vinkel)]
    return np.column_stack([*kolonner, *((t >= s).astype(float) for s in trin)])


def kontrast(serie_a: np.ndarray, serie_b: np.ndarray, x: np.ndarray) -> Kontrast:
    """The step of the last column of `x` in both series, with HC3 variances. Raises ValueError where x does not tell it apart."""
    import numpy as np

    n, k = x.shape
    if np.linalg.matrix_rank(x) < k or n <= k:
        raise ValueError("the months do not tell the steps apart")
    invers = np.linalg.inv(x.T @ x)
    p = invers @ x.T
    y = np.column_stack([serie_a, serie_b]).astype(float)
    rest = (y - x @ (p @ y)) / (1 - np.einsum("ij,ji->i", x, p))[:, None]
    v = p[-1]
    kov = (rest * v[:, None]).T @ (rest * v[:, None])
    b = v @ y
    return Kontrast(float(b[0]), float(b[1]), float(kov[0, 0]), float(kov[1, 1]), float(kov[0, 1]), n - k, v)


def personkontrast(bidrag_a: np.ndarray, bidrag_b: np.ndarray, x: np.ndarray) -> Kontrast:
    """The same step where each row of the two arrays is one citizen's months: the variance is the sum of squared contributions.

    For stocks (days in place) the months are not independent, but the citizens are.
    """
    import numpy as np

    n, k = x.shape
    v = (np.linalg.inv(x.T @ x) @ x.T)[-1]
    u_a, u_b = bidrag_a @ v, bidrag_b @ v
    return Kontrast(
        float(u_a.sum()), float(u_b.sum()), float(u_a @ u_a), float(u_b @ u_b), float(u_a @ u_b), n - k, v
    )
