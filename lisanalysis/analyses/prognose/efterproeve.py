"""The forecast put to the test on the municipality's own past: made as it could have been made then, held against what came."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lisanalysis.analyses.prognose.forudsigelse import METODER, Forudsigelse, forudsig
from lisanalysis.analyses.prognose.grundlag import Grundlag
from lisanalysis.analyses.prognose.simulering import Antagelser
from lisanalysis.statistik.kalibrering import Kalibrering, kalibrering, vaegt

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MAANEDER = (3, 5, 6, 8, 9)  # five a year: two whole years give the ten that an interval is read from
MINDST_HISTORIK = 12  # months with money before an origin
TRAEK = 200
HELE = "alle"


@dataclass(frozen=True)
class Efterproeve:
    """The past forecasts: one row per year, month and konto (`alle` is the whole), with the truth and each method's figure.

    `vaegt` is the case model's in the mean with the trend; `hele` and `konto` are what intervals are stretched by.
    """

    rows: pd.DataFrame
    vaegt: float
    hele: Kalibrering
    konto: Kalibrering

    @property
    def antal(self) -> int:
        """The number of past origins."""
        return int((self.rows["konto"] == HELE).sum()) if len(self.rows) else 0

    def fejl(self, metode: str, maaned: int | None = None) -> float | None:
        """The mean absolute error of the whole as a share of the truth; None where the method was never tried."""
        if not len(self.rows):
            return None
        f = self.rows[(self.rows["konto"] == HELE) & self.rows[metode].notna()]
        f = f if maaned is None else f[f["maaned"] == maaned]
        return float(((f[metode] - f["sand"]).abs() / f["sand"].abs()).mean()) if len(f) else None


def efterproeve(g: Grundlag, til_aar: int, a: Antagelser, maaneder: tuple[int, ...] = MAANEDER, *, fra_aar: int = 0) -> Efterproeve:
    """Forecasts of every whole year from `fra_aar` and before `til_aar`, from the given months, each with what was known then."""
    import pandas as pd

    rows = []
    for aar in g.aar:
        for maaned in maaneder:
            if fra_aar <= aar < til_aar and (aar - g.data_fra.year) * 12 + maaned - g.data_fra.month + 1 >= MINDST_HISTORIK:
                rows.append(_proev(g, forudsig(g, aar, maaned, replace(a, traek=min(TRAEK, a.traek), tilgang={}, pris={}))))
    samlet = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()
    return _bedoem(samlet)


def _proev(g: Grundlag, f: Forudsigelse) -> pd.DataFrame:
    """One past forecast beside the truth; a one-off that came later could not be known and is left out of the truth."""
    import pandas as pd

    b = g.bevaegelser[g.bevaegelser["aar"] == f.aar]
    sand = b[~(b["engangs"] & (b["dato"] > f.stand.dag))].groupby("konto")["kr"].sum()
    t = f.metoder.assign(sand=sand).fillna({"sand": 0.0})
    t["halvbredde"] = halvbredde(f.pr_konto(f.i_aar).to_numpy(), f.pr_konto(f.i_aar).index, t.index)
    hele = t.sum(min_count=len(t)).to_frame().T.set_axis([HELE])
    hele["halvbredde"] = _halv(f.i_aar.sum(axis=0))
    return pd.concat([t, hele]).rename_axis("konto").reset_index().assign(aar=f.aar, maaned=f.maaned)


def halvbredde(traek: np.ndarray, fundne: pd.Index, konti: pd.Index) -> pd.Series:
    """Half the width of the simulated 95 % interval of each konto."""
    import pandas as pd

    return pd.Series([_halv(x) for x in traek], index=fundne).reindex(konti).fillna(0.0)


def _halv(traek: np.ndarray) -> float:
    import numpy as np

    lav, hoej = np.quantile(traek, [0.025, 0.975])
    return float(hoej - lav) / 2


def _bedoem(rows: pd.DataFrame) -> Efterproeve:
    """The weight that would have missed least, then the stretching that the mean then needs."""
    import numpy as np

    if not len(rows):
        tom = kalibrering(np.zeros(0), np.zeros(0))
        return Efterproeve(rows, vaegt(np.zeros(0), np.zeros(0), np.zeros(0)), tom, tom)
    hele = rows["konto"] == HELE
    w = vaegt(rows.loc[hele, "sand"].to_numpy(), rows.loc[hele, "sager"].to_numpy(), rows.loc[hele, "trend"].to_numpy())
    rows = rows.assign(samlet=w * rows["sager"] + (1 - w) * rows["trend"])
    fejl = (rows["samlet"] - rows["sand"]).to_numpy()
    halv = rows["halvbredde"].to_numpy()
    return Efterproeve(rows, w, kalibrering(fejl[hele], halv[hele]), kalibrering(fejl[~hele], halv[~hele]))


__all__ = ["HELE", "METODER", "Efterproeve", "efterproeve", "halvbredde"]
