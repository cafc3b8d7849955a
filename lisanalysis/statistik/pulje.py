"""One effect over many municipalities: two-stage least squares with municipality and month held fixed.

The decision is the instrument: it moves a, and is held to touch b only through a. Errors are clustered by municipality.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

STAERK = 10.0  # Staiger and Stock's rule for the first stage


@dataclass(frozen=True)
class Pulje:
    """Minus the change in b per change in a, with its 95 % interval; `f` is the first stage's F, `skiftede` the units whose instrument changes."""

    estimat: float
    lav: float
    hoej: float
    se: float
    f: float
    n: int
    enheder: int
    skiftede: int


def fe_2sls(ramme: pd.DataFrame) -> Pulje:
    """The pooled effect. `ramme` has enhed, periode, a, b, instrument and vaegt (positive), one row per unit and period.

    What is fixed is taken out of all three series first (Frisch, Waugh and Lovell), which changes neither effect nor residual.
    The t has the units that changed less one as its degrees of freedom: with few of them among many, all units less one finds effects
    where there are none (benchmarks/substitution.py).
    """
    from linearmodels.iv import IV2SLS

    ramme = ramme.dropna().reset_index(drop=True)
    rest, k = _uden_faste(ramme)
    klynger = {"cov_type": "clustered", "clusters": ramme["enhed"].astype("category").cat.codes, "debiased": False}
    fundet = IV2SLS(rest["b"], None, rest["a"], rest["instrument"]).fit(**klynger)
    foerste = IV2SLS(rest["a"], rest[["instrument"]], None, None).fit(**klynger)
    n, enheder = len(ramme), ramme["enhed"].nunique()
    faktor = (n - 1) / (n - k - 1) * enheder / (enheder - 1)  # for the fixed ones, and for few clusters
    b, se = float(fundet.params["a"]), float(fundet.std_errors["a"]) * faktor**0.5
    skiftede = int((ramme.groupby("enhed")["instrument"].nunique() > 1).sum())
    q = _t(skiftede - 1)
    f = float(foerste.tstats["instrument"]) ** 2 / faktor  # one instrument: F is its squared t
    return Pulje(-b, -b - q * se, -b + q * se, se, f if isfinite(f) else 0.0, n, enheder, skiftede)


def _uden_faste(ramme: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """a, b and the instrument, weighted, less what unit and period account for; and how many columns those are."""
    import numpy as np
    import pandas as pd

    faste = [pd.get_dummies(ramme["enhed"]), pd.get_dummies(ramme["periode"]).iloc[:, 1:]]
    rod = np.sqrt(ramme["vaegt"].to_numpy(float))[:, None]
    q, _ = np.linalg.qr(np.hstack([f.to_numpy(float) for f in faste]) * rod)
    y = ramme[["a", "b", "instrument"]].to_numpy(float) * rod
    return pd.DataFrame(y - q @ (q.T @ y), columns=["a", "b", "instrument"]), q.shape[1]


def _t(df: int) -> float:
    from scipy import stats

    return float(stats.t.ppf(0.975, max(df, 1)))
