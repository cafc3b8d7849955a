"""The stays as monthly series and as each citizen's own months: what every estimate and every robustness check reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.domain import periode
from lisanalysis.measures import episoder, panel
from lisanalysis.analyses.substitution.grundlag import Grundlag

if TYPE_CHECKING:
    import ibis
    import numpy as np
    import pandas as pd


@dataclass(frozen=True)
class Serier:
    """Per citizen, group and month: `pr_borger` (doegn, starter, slutter) and `kohorter` (starter, kohortedoegn).

    `hele_til` is the last month whose cohorts have been followed for the whole horizon.
    """

    maaneder: list[str]
    pr_borger: pd.DataFrame
    kohorter: pd.DataFrame
    hele_til: str

    def pr_maaned(self, gruppe: str, maal: str) -> np.ndarray:
        """The group's months, zero where there was nothing. `maal` is doegn, starter, slutter, kohortedoegn or brugere."""
        ramme = self.kohorter if maal == "kohortedoegn" else self.pr_borger
        t = ramme[ramme["gruppe"] == gruppe].groupby("periode")
        tal = t["borger_id"].nunique() if maal == "brugere" else t[maal].sum()
        return tal.reindex(self.maaneder, fill_value=0).to_numpy(float)

    def bidrag(self, grupper: tuple[str, str], maal: str) -> tuple[np.ndarray, np.ndarray]:
        """One row per citizen and one column per month for each of the two groups, the citizens in the same order."""
        ramme = self.kohorter if maal == "kohortedoegn" else self.pr_borger
        ramme = ramme[ramme["gruppe"].isin(grupper)]
        borgere = sorted(ramme["borger_id"].unique())
        to = [
            ramme[ramme["gruppe"] == g].pivot_table(index="borger_id", columns="periode", values=maal, aggfunc="sum")
            .reindex(index=borgere, columns=self.maaneder).fillna(0.0).to_numpy(float)
            for g in grupper
        ]  # fmt: skip
        return to[0], to[1]


def serier(ophold: ibis.Table, g: Grundlag, per: date, *, hul: int, horisont: int) -> Serier:
    """The series of the months described. A cohort is followed to `per`."""
    fra, til = periode.foerste(g.fra), periode.sidste(g.til)
    e = episoder.episoder(ophold, hul=hul)
    return Serier(
        g.maaneder,
        _raekker(panel.borgermaaneder(e, fra, til)),
        _raekker(panel.kohorte(e, fra, per, horisont=horisont)),
        panel.sidste_hele_kohorte(per, horisont),
    )


def _raekker(t: ibis.Table) -> pd.DataFrame:
    return t.order_by("borger_id", "gruppe", "periode").execute()
