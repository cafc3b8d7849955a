"""How many new ones come: counts drawn from what came lately, with the rate itself unknown (Gamma–Poisson)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

OVERSPREDNING = 0.10  # standard deviation of the rate from one year to the next, beside what chance gives
_FORUD = 0.5  # Jeffreys' prior: half a start before any was seen


def rater(rng: np.random.Generator, antal: float, maaneder: float, traek: int, *, overspredning: float = OVERSPREDNING) -> np.ndarray:
    """Draws of the rate a month after `antal` were seen in `maaneder` months; nothing seen ever gives nothing."""
    import numpy as np

    if antal <= 0:
        return np.zeros(traek)
    rate = rng.gamma(antal + _FORUD, 1 / maaneder, traek)
    if overspredning <= 0:
        return rate
    form = 1 / overspredning**2
    return rate * rng.gamma(form, 1 / form, traek)


def antal(rng: np.random.Generator, rate: np.ndarray, maaneder: int) -> np.ndarray:
    """Draws of the number in each of the coming months: one row per draw of the rate, one column per month."""
    return rng.poisson(rate[:, None], (len(rate), maaneder))
