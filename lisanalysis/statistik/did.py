"""Difference in differences: units that got something at a date against units that never did, with errors clustered by unit.

Two-way fixed effects by linearmodels, with one effect per date of start (cohort) against the never treated, so that units treated early
are not the yardstick of those treated late; the answer is their mean, weighted by treated units.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MINDST_ENHEDER = 5  # on each side: fewer clusters make no standard error
MINDST_PERIODER = 2
MDE = 2.8


@dataclass(frozen=True)
class Did:
    """The effect, its 95 % interval and standard error, and the units on each side.

    `afslag`: NO_COMPARISON, TOO_FEW_UNITS, TOO_SHORT (no estimate), PRE_TREND (the groups parted before the date: the estimate is shown,
    but not as an effect). `foertrend_p` is the p value of that test.
    """

    effekt: float | None
    lav: float | None
    hoej: float | None
    se: float | None
    behandlede: int
    andre: int
    foertrend_p: float | None = None
    afslag: tuple[str, ...] = ()

    @property
    def mde(self) -> float | None:
        """The smallest effect that the panel could have shown."""
        return None if self.se is None else MDE * self.se


def did(panel: pd.DataFrame) -> Did:
    """The effect in a panel with columns enhed, tid (whole numbers), y, and start: the first treated period, empty for never."""
    ramme = panel.dropna(subset=["y"])
    start = ramme.drop_duplicates("enhed").set_index("enhed")["start"]
    behandlede, andre = int(start.notna().sum()), int(start.isna().sum())
    if afslag := _afslag(ramme, behandlede, andre):
        return Did(None, None, None, None, behandlede, andre, afslag=afslag)
    kohorter = sorted(start.dropna().unique())
    vaegte = [int((start == k).sum()) / behandlede for k in kohorter]
    effekt, se, df = _fe(ramme, [(ramme["start"] == k) & (ramme["tid"] >= k) for k in kohorter], vaegte)
    from scipy.stats import t

    halv = float(t.ppf(0.975, df)) * se
    p = _foertrend(ramme)
    return Did(effekt, effekt - halv, effekt + halv, se, behandlede, andre, p, ("PRE_TREND",) if p is not None and p < 0.05 else ())


def to_gange_to(behandlet: tuple[float, float], andre: tuple[float, float]) -> float:
    """The arithmetic of it on four means: what the treated changed by, less what the others changed by."""
    return (behandlet[1] - behandlet[0]) - (andre[1] - andre[0])


def _afslag(ramme: pd.DataFrame, behandlede: int, andre: int) -> tuple[str, ...]:
    if not andre:
        return ("NO_COMPARISON",)
    if min(behandlede, andre) < MINDST_ENHEDER:
        return ("TOO_FEW_UNITS",)
    foerste, sidste = ramme["start"].min(), ramme["start"].max()
    perioder = ramme["tid"].unique()
    kort = (perioder < foerste).sum() < MINDST_PERIODER or (perioder >= sidste).sum() < MINDST_PERIODER
    return ("TOO_SHORT",) if kort else ()


def _fe(ramme: pd.DataFrame, dummier: list[pd.Series], vaegte: list[float]) -> tuple[float, float, int]:
    """The weighted mean of the dummies' effects, its clustered error and the degrees of freedom (units less one)."""
    import numpy as np
    import pandas as pd
    from linearmodels.panel import PanelOLS

    x = pd.DataFrame({f"d{i}": d.astype(float) for i, d in enumerate(dummier)})
    data = x.assign(y=ramme["y"].astype(float), enhed=ramme["enhed"], tid=ramme["tid"].astype(int)).set_index(["enhed", "tid"])
    fit = PanelOLS(data["y"], data[list(x)], entity_effects=True, time_effects=True).fit(cov_type="clustered", cluster_entity=True)
    w: np.ndarray = np.asarray(vaegte)
    return float(w @ fit.params), float(np.sqrt(w @ fit.cov @ w)), ramme["enhed"].nunique() - 1


def _foertrend(ramme: pd.DataFrame) -> float | None:
    """p of a different trend before the first start; None where there are too few periods to see one."""
    import numpy as np

    foer = ramme[ramme["tid"] < ramme["start"].min()]
    if foer["tid"].nunique() <= MINDST_PERIODER:
        return None
    trend = foer["start"].notna() * (foer["tid"] - foer["tid"].min())
    from scipy.stats import t

    effekt, se, df = _fe(foer, [trend], [1.0])
    return 1.0 if not se or np.isnan(se) else float(2 * t.sf(abs(effekt / se), df))
