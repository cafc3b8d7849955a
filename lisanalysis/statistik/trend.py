"""The trend of a monthly series by the Theta method (statsmodels), as the top-down voice beside the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MINDST = 12  # months below which no trend is drawn
SAESON_FRA = 36  # months: two whole years and one more to tell a season from an accident


def theta(serie: np.ndarray, trin: int) -> np.ndarray:
    """The coming `trin` months of the series, oldest first; a series too short to have a trend gives its mean, an empty one zero.

    A season is taken out where it is long enough to be seen and shows itself (statsmodels' own test).
    """
    import warnings

    import numpy as np
    from statsmodels.tsa.forecasting.theta import ThetaModel

    serie = np.asarray(serie, float)
    if len(serie) < MINDST or np.ptp(serie) == 0:
        return np.full(trin, serie.mean() if len(serie) else 0.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a flat likelihood is no fault of the reader's
        saeson = len(serie) >= SAESON_FRA
        model = ThetaModel(serie, period=12 if saeson else 1, deseasonalize=saeson, use_test=saeson, method="additive").fit()
        return np.asarray(model.forecast(trin), float)
