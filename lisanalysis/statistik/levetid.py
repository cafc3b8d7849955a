"""How long what is open now goes on: a period life table with delayed entry, and draws of the time that is left.

A plain curve of recent starts never saw the long cases, and one of the stock saw only them: both run off wrongly. Here a case
counts from the age it had when the window opened to the age it ended or the window closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_FORUD = 2.0  # the ends, as many as expected, that a pace of its own starts from


@dataclass(frozen=True)
class Levetavle:
    """The cumulative hazard at each age (days) where a case ended, linear between them, and the constant rate after the last."""

    alder: np.ndarray
    kumuleret: np.ndarray
    hale: float
    antal_slut: int

    def kumuleret_ved(self, alder: np.ndarray) -> np.ndarray:
        """The cumulative hazard at these ages."""
        import numpy as np

        inde = np.interp(alder, self.alder, self.kumuleret)
        return inde + self.hale * np.maximum(np.asarray(alder, float) - self.alder[-1], 0.0)

    def overlever(self, fra: np.ndarray, dage: float) -> np.ndarray:
        """The probability that a case of age `fra` still runs `dage` days later."""
        import numpy as np

        return np.exp(self.kumuleret_ved(fra) - self.kumuleret_ved(np.asarray(fra, float) + dage))

    def skaleret(self, ind: np.ndarray, ud: np.ndarray, slut: np.ndarray) -> Levetavle:
        """The same shape at another pace: times the cases' own ends over the ends that this table would expect of them.

        Two ends as expected are counted in, so that a handful of cases neither stops nor doubles the pace.
        """
        import numpy as np

        set_ = np.asarray(ud) > np.asarray(ind)
        ventet = float((self.kumuleret_ved(ud) - self.kumuleret_ved(ind))[set_].sum())
        pace = (float(np.asarray(slut)[set_].sum()) + _FORUD) / (ventet + _FORUD)
        return Levetavle(self.alder, self.kumuleret * pace, self.hale * pace, self.antal_slut)

    def rest(self, fra: np.ndarray, eksponential: np.ndarray) -> np.ndarray:
        """Days left of cases of age `fra`, from draws of the unit exponential: the age where the hazard has grown by the draw.

        Without a single end nothing is known to end: infinity.
        """
        import numpy as np

        fra = np.asarray(fra, float)
        maal = self.kumuleret_ved(fra) + eksponential
        top = self.kumuleret[-1]
        inde = np.interp(maal, self.kumuleret, self.alder)
        if self.hale > 0:
            ude = self.alder[-1] + (maal - top) / self.hale
        else:
            ude = np.full_like(maal, np.inf)
        return np.maximum(np.where(maal <= top, inde, ude) - fra, 0.0)


def levetavle(ind: np.ndarray, ud: np.ndarray, slut: np.ndarray) -> Levetavle:
    """The table of cases seen from age `ind` to age `ud` in days, `slut` true where the case ended then (Nelson–Aalen).

    A case is at risk in (ind, ud]. After the last end the rate is that of the oldest fourth of the days seen, or of all of them.
    """
    import numpy as np

    ind, ud, slut = np.asarray(ind, float), np.asarray(ud, float), np.asarray(slut, bool)
    set_ = ud > ind
    ind, ud, slut = ind[set_], ud[set_], slut[set_]
    tider, antal = np.unique(ud[slut], return_counts=True)
    if not len(tider):
        return Levetavle(np.zeros(1), np.zeros(1), 0.0, 0)
    under_risiko = np.searchsorted(np.sort(ind), tider, side="left") - np.searchsorted(np.sort(ud), tider, side="left")
    kumuleret = np.cumsum(antal / under_risiko)
    return Levetavle(np.concatenate([[0.0], tider]), np.concatenate([[0.0], kumuleret]), _hale(ind, ud, slut, tider), int(slut.sum()))


def _hale(ind: np.ndarray, ud: np.ndarray, slut: np.ndarray, tider: np.ndarray) -> float:
    """Ends per day seen beyond the age that three fourths of the ends have come by; with fewer than five such ends, of all ages."""
    import numpy as np

    fra = float(np.quantile(tider, 0.75))
    dage = np.maximum(ud - np.maximum(ind, fra), 0.0).sum()
    sene = int((slut & (ud > fra)).sum())
    if sene >= 5 and dage > 0:
        return sene / dage
    return float(slut.sum() / (ud - ind).sum())
