"""Intervals that have kept their promise before: simulated widths stretched by what past forecasts missed by."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MINDST = 10  # past forecasts below which the factor cannot be read from them
MANGE = 100  # past forecasts from which the twentieth that missed most can be read off by itself
UDEN = 1.3  # the factor until then
MINDSTE = 0.5  # what good past forecasts may narrow an interval to, and no further
FORUD = 10  # what the simulated width itself counts as, in past forecasts that missed as it says
_NORMAL = math.sqrt(2 / math.pi) / 1.96  # the mean miss over the half width, where a 95 % interval is right and misses are normal


@dataclass(frozen=True)
class Kalibrering:
    """What half widths are multiplied by, the past forecasts it rests on, and whether it was read from them."""

    faktor: float
    n: int
    egen: bool


def kalibrering(fejl: np.ndarray, halvbredde: np.ndarray, *, daekning: float = 0.95) -> Kalibrering:
    """The factor that makes intervals cover the share `daekning`, read from past errors and simulated half widths; never below a half.

    With a hundred or more it is the ⌈(n + 1)·daekning⌉-th smallest ratio of error to half width (split conformal). With ten or more, where
    that would be the single worst one, it is their mean over what a right interval's would be, drawn towards 1 by ten such. With fewer it
    is 1.3, and `egen` is False.
    """
    import numpy as np

    fejl, halvbredde = np.abs(np.asarray(fejl, float)), np.asarray(halvbredde, float)
    brugbar = halvbredde > 0
    forhold = np.sort(fejl[brugbar] / halvbredde[brugbar])
    n = len(forhold)
    if n < MINDST:
        return Kalibrering(UDEN, n, egen=False)
    if n < MANGE:
        faktor = (float(forhold.sum()) / _NORMAL + FORUD) / (n + FORUD)
    else:
        faktor = float(forhold[min(math.ceil((n + 1) * daekning), n) - 1])
    return Kalibrering(max(faktor, MINDSTE), n, egen=True)


def vaegt(sande: np.ndarray, foerste: np.ndarray, anden: np.ndarray, *, uden: float = 0.7, trin: int = 10) -> float:
    """The weight of `foerste` in the mean of two forecasts that would have missed least (mean absolute error), drawn towards `uden`.

    The prior counts as ten past forecasts, so that a few origins do not decide alone.
    """
    import numpy as np

    n = len(sande)
    if not n:
        return uden
    kandidater = np.linspace(0, 1, trin + 1)
    tab = [float(np.abs(w * foerste + (1 - w) * anden - sande).mean()) for w in kandidater]
    bedste = float(kandidater[int(np.argmin(tab))])
    return (n * bedste + 10 * uden) / (n + 10)
