"""One forecast from one day: the leaves with what is spent and expected, the draws behind, and the plain baselines beside."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisanalysis.analyses.prognose.grundlag import BLAD, Grundlag
from lisanalysis.analyses.prognose.kladde import KOMPONENTER
from lisanalysis.analyses.prognose.simulering import Antagelser, simuler
from lisanalysis.analyses.prognose.stand import Stand, stand
from lisanalysis.statistik.trend import theta

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

DELBAR = 0.1  # the net of the accounts over their size, below which expense and income nearly cancel and no share of it has a meaning
METODER = {"sager": "sagerne alene", "trend": "trenden alene (Theta)", "sidste_aar": "sidste år × PL", "aar_til_dato": "år til dato × 12/m", "disponeret": "disponering alene"}


@dataclass(frozen=True)
class Forudsigelse:
    """The forecast of `aar` from the end of month `maaned`.

    blade: the leaf's columns, forbrug (exact), rest and naeste (mean kroner of the rest of the year and of the next year), one column per
    component of the rest. i_aar, derefter: leaf × draw, the rest of the year and the next year. metoder: by konto, the year's total by each
    of METODER. The trend's part is not in the draws: `med_trend` adds it.
    """

    aar: int
    maaned: int
    blade: pd.DataFrame
    i_aar: np.ndarray
    derefter: np.ndarray
    metoder: pd.DataFrame
    aabne_sager: int
    antal_slut: int
    stand: Stand

    def pr_konto(self, traek: np.ndarray) -> pd.DataFrame:
        """Draws summed by konto: one row per konto."""
        import pandas as pd

        return pd.DataFrame(traek).groupby(self.blade["konto"].to_numpy()).sum()

    def __repr__(self) -> str:
        return f"<Forudsigelse {self.aar} efter måned {self.maaned}: {len(self.blade)} blade>"


def forudsig(g: Grundlag, aar: int, maaned: int, a: Antagelser) -> Forudsigelse:
    """The year's total by leaf, as it could be said at the end of the month (0: before the year began)."""
    import pandas as pd

    dag = pd.Timestamp(aar, maaned, 1) + pd.offsets.MonthEnd(0) if maaned else pd.Timestamp(aar - 1, 12, 31)
    s = stand(g, aar, dag)
    k = simuler(s, a)
    i_aar, derefter, komponent = k.samlet()
    blade = pd.DataFrame(list(k.blade), columns=BLAD).merge(s.forbrug.rename(columns={"beloeb": "forbrug"}), on=BLAD, how="left")
    blade["forbrug"] = [x if x == x and x is not None else _nul() for x in blade["forbrug"]]
    blade["rest"], blade["naeste"] = i_aar.mean(axis=1), derefter.mean(axis=1)
    for navn in (*KOMPONENTER, "aabne_naeste"):
        blade[navn] = komponent[navn]
    metoder = _metoder(s, blade, maaned, a.pl)
    return Forudsigelse(aar, maaned, blade, i_aar, derefter, metoder, int(s.linjer["sag"].nunique()), int((s.sager["sag_til"] <= dag).sum()), s)


def _metoder(s: Stand, blade: pd.DataFrame, maaned: int, pl: float) -> pd.DataFrame:
    """Each method's total of the year by konto."""
    import pandas as pd

    brugt = blade["forbrug"].astype(float).groupby(blade["konto"]).sum()
    konti = sorted(set(brugt.index) | set(s.serier.columns))
    brugt = brugt.reindex(konti).fillna(0.0)
    rest = blade.groupby("konto")["rest"].sum().reindex(konti).fillna(0.0)
    serier = s.serier.reindex(columns=konti).fillna(0.0)
    nr = s.aar * 12
    sidste = serier[(serier.index >= nr - 12) & (serier.index < nr)]
    uden_engangs = serier[serier.index >= nr].sum()
    ud = pd.DataFrame({
        "sager": brugt + rest,
        "trend": brugt + _trend(serier, 12 - maaned),
        "sidste_aar": sidste.sum() * (1 + pl) if len(sidste) == 12 else float("nan"),
        "aar_til_dato": brugt + uden_engangs / maaned * (12 - maaned) if maaned else float("nan"),
        "disponeret": brugt + _disponeret(s).reindex(konti).fillna(0.0),
    })  # fmt: skip
    return ud.rename_axis("konto")


def _trend(serier: pd.DataFrame, trin: int) -> pd.Series:
    """The coming months of each konto, summed: the whole by Theta per day of the month, on the accounts as the last twelve months lay.

    One series, not one per account: it misses the whole by less (benchmarks/README.md), and the cases tell the accounts apart.
    """
    import pandas as pd

    if not trin:
        return pd.Series(0.0, index=serier.columns)
    hele = serier.sum(axis=1) / _dage(serier.index)
    ventet = float(theta(_fra_foerste(hele.to_numpy()), trin) @ _dage(range(serier.index[-1] + 1, serier.index[-1] + 1 + trin)))
    som_hidtil = serier.tail(12).mean() * trin
    i_alt, stoerrelse = float(som_hidtil.sum()), float(som_hidtil.abs().sum())
    return som_hidtil * (ventet / i_alt) if abs(i_alt) > DELBAR * stoerrelse else som_hidtil


def _dage(maaneder: Iterable[int]) -> np.ndarray:
    """The days of each month (aar·12 + maaned − 1): February is no fall in spending."""
    import numpy as np

    return np.array([monthrange(nr // 12, nr % 12 + 1)[1] for nr in maaneder], float)


def _fra_foerste(serie: np.ndarray) -> np.ndarray:
    """The series from its first month with money: nothing is known of the months before it."""
    import numpy as np

    med = np.flatnonzero(serie)
    return serie[med[0] :] if len(med) else serie[:0]


def _disponeret(s: Stand) -> pd.Series:
    """What is granted now, with no exits and none new: kroner by konto still to be posted."""
    return bevilget(s, "rate").add(s.ikke_bogfoert.groupby("konto")["kr"].sum(), fill_value=0.0)


def bevilget(s: Stand, pris: str) -> pd.Series:
    """The open cases to their known end or 31 December at the price a day in that column of `linjer`, by konto."""
    import pandas as pd

    rest = (pd.Timestamp(s.aar, 12, 31) - s.dag).days
    slut = (s.linjer["sag_til"] - s.dag).dt.days.fillna(rest).clip(upper=rest)
    return (s.linjer[pris] * slut).groupby(s.linjer["konto"]).sum()


def _nul():  # noqa: ANN202
    from decimal import Decimal

    return Decimal("0.00")
