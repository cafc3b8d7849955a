"""How strong an unseen cause would have to be, and how often the date itself would look as striking by chance."""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING

from lisanalysis.statistik.kontrast import design

if TYPE_CHECKING:
    import numpy as np


def e_vaerdi(rr: float) -> float:
    """VanderWeele and Ding's E-value (2017): the least risk ratio that an unseen cause must have with both, to explain `rr` away."""
    if rr <= 0:
        return inf
    r = max(rr, 1 / rr)
    return r + sqrt(r * (r - 1))


def placebodatoer(serie: np.ndarray, x: np.ndarray, trin: int, *, mindst: int = 12, foerste_maaned: int = 1) -> tuple[float, int]:
    """The share of admissible months whose step is at least as large, in standard errors, as that of the real month, and how many they are.

    `x` is the design with the real step last; a month is admissible with `mindst` months on each side.
    """
    import numpy as np

    n = len(serie)

    def t(ved: int) -> float:
        egen = np.column_stack([x[:, :-1], design(n, [ved], saeson=False)[:, 1]])
        if np.linalg.matrix_rank(egen) < egen.shape[1]:
            return 0.0
        p = np.linalg.inv(egen.T @ egen) @ egen.T
        rest = (serie - egen @ (p @ serie)) / np.maximum(1 - np.einsum("ij,ji->i", egen, p), 1e-9)
        se = sqrt(float(np.sum((p[-1] * rest) ** 2)))
        return abs(float(p[-1] @ serie)) / se if se > 0 else 0.0

    datoer = [v for v in range(mindst, n - mindst + 1) if v != trin]
    egen_t = t(trin)
    return (1 + sum(t(v) >= egen_t for v in datoer)) / (1 + len(datoer)), len(datoer)


def indflydelse(bidrag_a: np.ndarray, bidrag_b: np.ndarray, vaegte: np.ndarray) -> float:
    """The most that leaving out one citizen moves −b/a; each row of the two arrays is one citizen's months."""
    import numpy as np

    u_a, u_b = bidrag_a @ vaegte, bidrag_b @ vaegte
    a, b = u_a.sum(), u_b.sum()
    if not len(u_a) or a == 0:
        return 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        uden = -(b - u_b) / (a - u_a)
    return float(np.nanmax(np.abs(uden + b / a)))
