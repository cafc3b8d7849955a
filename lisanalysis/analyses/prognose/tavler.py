"""How long each kind of measure lasts, from the municipality's own cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.analyses.prognose.stand import Stand
from lisanalysis.statistik.levetid import Levetavle, levetavle

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MINDST_SLUT, NOK_SLUT = 15, 40  # ends of a kind below which it borrows its curve's shape, and below which all years are used
VINDUE_AAR = 3


def tavler(s: Stand) -> dict[str, Levetavle]:
    """A life table per kind of measure over the last three years, over all years where the ends are few; `""` is of all kinds.

    A kind with too few ends even then has the curve of all kinds, faster or slower as its own ends say.
    """
    import pandas as pd

    f = s.sager
    seneste = max(s.dag - pd.DateOffset(years=VINDUE_AAR), s.data_fra)  # before the data begin no end was seen
    alle = _tavle(f, s.dag, seneste)
    ud = {"": alle}
    for type_, x in f.groupby("type"):
        egen = _tavle(x, s.dag, seneste)
        if egen.antal_slut < NOK_SLUT:
            egen = _tavle(x, s.dag, s.data_fra)
        ud[type_] = egen if egen.antal_slut >= MINDST_SLUT else alle.skaleret(*_alder(x, s.dag, s.data_fra))
    return ud


def _tavle(f: pd.DataFrame, dag: pd.Timestamp, fra: pd.Timestamp) -> Levetavle:
    return levetavle(*_alder(f, dag, fra))


def _alder(f: pd.DataFrame, dag: pd.Timestamp, fra: pd.Timestamp) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each case's age when the window opened and when it ended or the window closed, and whether it ended by itself."""
    ind = (fra - f["sag_fra"]).dt.days.clip(lower=0).to_numpy(float)
    ud = ((f["sag_til"].fillna(dag).clip(upper=dag) - f["sag_fra"]).dt.days + 1).to_numpy(float)
    return ind, ud, (f["sag_til"].notna() & (f["sag_til"] <= dag) & ~f["ved_18"]).to_numpy(bool)
