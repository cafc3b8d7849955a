"""Quantiles of a group of citizens, which say more of single ones than a mean does and so ask for ten of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lisanalysis.publish.numbers import SKJULT

if TYPE_CHECKING:
    import pandas as pd

MINDST = 10


def fraktiler(data: pd.DataFrame, noegle: str, enhed: str, vaerdi: str, andele: tuple[float, ...] = (0.25, 0.5, 0.75)) -> pd.DataFrame:
    """Per key: the quantiles of the citizens' own sums of `vaerdi`; SKJULT where fewer than ten citizens carry them.

    The smallest and the largest are somebody's own figure and are refused: `andele` must lie between 0.05 and 0.95.
    """
    import pandas as pd

    if not all(0.05 <= a <= 0.95 for a in andele):
        raise ValueError("min, max and the outermost quantiles are the figures of single citizens")
    raekker = []
    for navn, gruppe in data.dropna(subset=[enhed]).groupby(noegle, sort=True):
        pr_borger = gruppe.groupby(enhed)[vaerdi].sum().astype(float)
        raekker.append([navn, *_tal(pr_borger, andele)])
    return pd.DataFrame(raekker, columns=[noegle, *(f"fraktil_{round(100 * a)}" for a in andele)])


def _tal(pr_borger: pd.Series, andele: tuple[float, ...]) -> list[Any]:
    return [SKJULT] * len(andele) if len(pr_borger) < MINDST else [float(pr_borger.quantile(a)) for a in andele]
