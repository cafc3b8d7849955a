"""Whether a habit differs between units: χ² with the size of the effect, since with many rows any difference is significant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

MAERKBAR = 0.1  # Cramér's V below this is too small to act on


@dataclass(frozen=True)
class Forskel:
    """χ², its p value and Cramér's V (0: no difference, 1: wholly apart); None where it cannot be computed."""

    chi2: float | None
    p: float | None
    v: float | None

    @property
    def maerkbar(self) -> bool:
        """Both beyond chance and large enough to matter."""
        return self.p is not None and self.p < 0.01 and (self.v or 0) >= MAERKBAR


def forskel(tabel: Sequence[Sequence[int]]) -> Forskel:
    """The difference between the rows of a table of counts; rows and columns without any are left out."""
    import numpy as np
    from scipy.stats import chi2_contingency

    t = np.asarray(tabel, dtype=float)
    t = t[t.sum(axis=1) > 0][:, t.sum(axis=0) > 0] if t.size else t.reshape(0, 0)
    if min(t.shape, default=0) < 2:
        return Forskel(None, None, None)
    chi2, p, *_ = chi2_contingency(t, correction=False)
    return Forskel(float(chi2), float(p), math.sqrt(float(chi2) / (t.sum() * (min(t.shape) - 1))))
