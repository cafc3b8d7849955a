"""What has happened but is not yet registered: the chain ladder, on counts by the month of the event and the delay.

The known month counts fewer than it will: each is divided by the share that history had seen after the same delay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def faktorer(trekant: np.ndarray) -> np.ndarray:
    """The development factors of a cumulative triangle (row: month of the event, oldest first; column: delay; nan: not yet known).

    The factor of a step is the sum of what was known after it over the sum of the same rows before it; 1 where nothing was known.
    """
    import numpy as np

    ud = np.ones(trekant.shape[1] - 1)
    for j in range(trekant.shape[1] - 1):
        kendt = ~np.isnan(trekant[:, j + 1])
        foer = trekant[kendt, j].sum()
        if foer > 0:
            ud[j] = trekant[kendt, j + 1].sum() / foer
    return ud


def faerdige(trekant: np.ndarray) -> np.ndarray:
    """Each row's expected final value: the last known one times the factors still to come."""
    import numpy as np

    f = faktorer(trekant)
    kendte = (~np.isnan(trekant)).sum(axis=1)
    return np.array([trekant[i, k - 1] * f[k - 1 :].prod() if k else np.nan for i, k in enumerate(kendte)])


def trekant(maaned: np.ndarray, forsinkelse: np.ndarray, antal_maaneder: int, bredde: int) -> np.ndarray:
    """The cumulative triangle of events, given each one's month (0 is the oldest) and delay in months; a longer delay is not seen.

    Row i has `antal_maaneder` − i known columns, at most `bredde`; the last row is the month that has just ended.
    """
    import numpy as np

    antal = np.zeros((antal_maaneder, bredde))
    inde = (maaned >= 0) & (maaned < antal_maaneder) & (forsinkelse < bredde)
    np.add.at(antal, (maaned[inde], np.maximum(forsinkelse[inde], 0)), 1)
    kumuleret = np.cumsum(antal, axis=1)
    ukendt = np.arange(bredde)[None, :] >= (antal_maaneder - np.arange(antal_maaneder))[:, None]
    return np.where(ukendt, np.nan, kumuleret)
