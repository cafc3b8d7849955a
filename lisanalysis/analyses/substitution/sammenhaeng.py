"""What moves together month by month. Shown under its own heading, for none of it says that one causes the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.statistik import samvariation as sv
from lisanalysis.statistik.justering import holm

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MINDST = 24  # months
KOLONNER = ("proeve", "serie", "stoerrelse", "lag", "p", "p_holm", "n")
_NAVNE = {
    "raa_korrelation": "Rå korrelation (kun til sammenligning)",
    "forhvidet_krydskorrelation": "Forhvidet krydskorrelation, 0-6 måneder",
    "toda_yamamoto": "Toda-Yamamoto",
    "graensetest": "Grænsetest for fælles niveau (ARDL)",
    "taellemodel": "Quasi-Poisson med 0-3 måneders forsinkelse",
}


def proev(a: np.ndarray, b: np.ndarray, serie: str, *, starter: tuple[np.ndarray, np.ndarray] | None = None) -> pd.DataFrame:
    """The tests on the levels, and on the starts where there are any; Holm over all but the raw correlation. Empty under 24 months."""
    import pandas as pd

    if len(a) < MINDST or a.std() == 0 or b.std() == 0:
        return pd.DataFrame(columns=list(KOLONNER))
    fundne = [(f(a, b), serie) for f in (sv.raa_korrelation, sv.forhvidet_krydskorrelation, sv.toda_yamamoto, sv.graensetest)]
    if starter is not None and starter[0].std() > 0 and starter[1].sum() > 0:
        fundne.append((sv.taellemodel(*starter), "påbegyndte ophold"))
    justeret = [None, *holm([f.p for f, _ in fundne[1:]])]
    raekker = [(_NAVNE[f.navn], s, f.stoerrelse, f.ved, f.p, h, f.n) for (f, s), h in zip(fundne, justeret, strict=True)]
    return pd.DataFrame(raekker, columns=list(KOLONNER))
