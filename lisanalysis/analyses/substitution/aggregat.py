"""What one municipality can share for the pooled study: counts by month, no citizen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lisanalysis.analyses.substitution.grundlag import Grundlag
from lisanalysis.analyses.substitution.serier import Serier

if TYPE_CHECKING:
    import pandas as pd

KOLONNER = ("kommune", "periode", "paragraf", "starter", "kohortedoegn", "befolkning")


def aggregat(g: Grundlag, s: Serier, kommune: str, befolkning: int) -> pd.DataFrame:
    """The rows of `aggregat.csv`. Cohort-days are empty in the months whose cohorts have not been followed to the end."""
    import pandas as pd

    raekker: list[Sequence] = []
    for gruppe in (g.par.a, g.par.b):
        tal = zip(s.maaneder, s.pr_maaned(gruppe, "starter"), s.pr_maaned(gruppe, "kohortedoegn"), strict=True)
        raekker += [(kommune, m, gruppe, int(n), int(d) if m <= s.hele_til else None, befolkning or None) for m, n, d in tal if m <= g.skoen_til]
    return pd.DataFrame(raekker, columns=list(KOLONNER)).astype({"kohortedoegn": "Int64", "befolkning": "Int64"})
