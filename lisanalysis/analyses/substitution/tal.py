"""All that is counted before a word is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisanalysis.analyses.substitution import estimat, forloeb, kroner, robusthed, sammenhaeng
from lisanalysis.analyses.substitution.erklaering import Parametre
from lisanalysis.analyses.substitution.estimat import Maaling, Plan
from lisanalysis.analyses.substitution.faelles import Faelles, faelles
from lisanalysis.analyses.substitution.forloeb import Forloeb
from lisanalysis.analyses.substitution.grundlag import Grundlag
from lisanalysis.analyses.substitution.kroner import Kroner, Priser
from lisanalysis.analyses.substitution.serier import Serier, serier
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

_KOLONNE = {"paragraf": "paragraf", "ydelse": "foranstaltning", "konto": "konto"}


@dataclass(frozen=True)
class Tal:
    """The whole study in numbers. `robust` is empty where there is nothing to test, `faelles` None where no other municipality's counts are known."""

    grundlag: Grundlag
    serier: Serier
    plan: Plan
    theta_s: Maaling
    theta_d: Maaling
    priser: Priser
    brutto: Kroner | None
    netto: Kroner | None
    forloeb: Forloeb
    samvariation: pd.DataFrame
    robust: pd.DataFrame
    faelles: Faelles | None = None

    def antal(self, gruppe: str, maal: str) -> int:
        """Starts or days of a side over the months described."""
        return int(self.serier.pr_maaned(gruppe, maal).sum())

    def brugere(self, gruppe: str) -> int:
        """Different citizens on a side over the months described."""
        t = self.serier.pr_borger
        return int(t.loc[t["gruppe"] == gruppe, "borger_id"].nunique())


def regn(data: Dataset, p: Parametre, g: Grundlag, andre: Sequence[Dataset] = ()) -> Tal:
    """The whole study on stays; `andre` are the municipalities opened with ours."""
    par = (g.par.a, g.par.b)
    s = serier(g.egne, g, data.per, hul=p.hul, horisont=p.horisont)
    plan = estimat.plan(p, reform=g.reform)
    theta_s = estimat.maal(s, *par, "starter", plan, g.skoen_til, tjek=p)
    theta_d = estimat.maal(s, *par, "kohortedoegn", plan, g.skoen_til, tjek=p)
    valg = {g.par.a: p.a, g.par.b: p.b}
    priser = kroner.priser(data, g, s, valg, _KOLONNE[p.efter])
    doegn, starter = ([s.pr_maaned(n, m) for n in par] for m in ("doegn", "starter"))
    return Tal(
        g, s, plan, theta_s, theta_d, priser,
        kroner.pr_aar(theta_d, priser, netto=False), kroner.pr_aar(theta_d, priser, netto=True),
        forloeb.forloeb(data, g, plan.politik, p.hul),
        sammenhaeng.proev(*doegn, "døgn pr. måned", starter=tuple(starter)),
        robusthed.proev(data, p, g, s, plan, theta_s, theta_d), faelles(data, p, g, s, plan.politik, andre),
    )  # fmt: skip
