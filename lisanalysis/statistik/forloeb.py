"""What happens to each person after a given day, and how a share shifts when the persons, not their days, are independent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_Z = 1.959963984540054


@dataclass(frozen=True)
class Andel:
    """A share with its 95 % interval and the number it rests on."""

    vaerdi: float
    lav: float
    hoej: float
    n: int


def kumuleret(dage: Sequence[int], haendelse: Sequence[int], inden: int, hvilken: int = 1) -> Andel | None:
    """The share to whom the event has come within `inden` days, others counted as competing (Aalen–Johansen); None with no persons.

    `haendelse` is 0 where nothing has come by the last day followed. An event on day 0 counts.
    """
    import numpy as np
    from statsmodels.duration.survfunc import CumIncidenceRight

    tid, slags = np.asarray(dage, float) + 1, np.asarray(haendelse, int)
    if not len(tid):
        return None
    if not (slags == hvilken).any():
        return _ingen(len(tid))
    slags = np.where(slags == hvilken, 1, np.where(slags > 0, 2, 0))
    with np.errstate(divide="ignore", invalid="ignore"):  # the last day on which nobody is left has no variance
        c = CumIncidenceRight(tid, slags)
    foer = np.searchsorted(c.times, inden + 1, side="right") - 1
    if foer < 0 or c.cinc[0][foer] == 0:
        return _ingen(len(tid))
    p, se = float(c.cinc[0][foer]), float(c.cinc_se[0][foer])
    if not np.isfinite(se):
        return binomial(round(p * len(tid)), len(tid))
    return Andel(p, max(0.0, p - _Z * se), min(1.0, p + _Z * se), len(tid))


def _ingen(n: int) -> Andel:
    """None seen: a normal interval would have no width, so the upper end is the binomial's exact one."""
    return Andel(0.0, 0.0, 1 - 0.025 ** (1 / n), n)


def binomial(antal: int, af: int) -> Andel | None:
    """The share with Clopper and Pearson's exact interval, from the beta distribution; None of nothing."""
    from statsmodels.stats.proportion import proportion_confint

    if not af:
        return None
    lav, hoej = proportion_confint(antal, af, method="beta")
    return Andel(antal / af, float(lav), float(hoej), af)


def forskydning(del_foer: np.ndarray, alt_foer: np.ndarray, del_efter: np.ndarray, alt_efter: np.ndarray) -> Andel | None:
    """The change in a share of days from one period to the next, its variance from the persons; each array has one entry per person.

    A person in both periods counts in both, and the covariance that follows is in the variance.
    """
    foer, efter = float(alt_foer.sum()), float(alt_efter.sum())
    if not foer or not efter:
        return None
    r0, r1 = float(del_foer.sum()) / foer, float(del_efter.sum()) / efter
    u = (del_efter - r1 * alt_efter) / efter - (del_foer - r0 * alt_foer) / foer
    n = len(u)
    se = float((u @ u) * n / max(n - 1, 1)) ** 0.5
    return Andel(r1 - r0, r1 - r0 - _Z * se, r1 - r0 + _Z * se, n)
