"""The pictures: users and days of both sides, month by month, beside each other."""

from __future__ import annotations

from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Figur
from lisanalysis.analyses.substitution.grundlag import maanedsnavn
from lisanalysis.analyses.substitution.tal import Tal

_ET_AAR = 12


def alle(tal: Tal) -> tuple[Figur, ...]:
    """Days, users and starts."""
    return tuple(_figur(tal, maal, navn) for maal, navn in (("doegn", "døgn"), ("brugere", "brugere"), ("starter", "påbegyndte ophold")))


def _figur(tal: Tal, maal: str, navn: str) -> Figur:
    import pandas as pd

    g, s = tal.grundlag, tal.serier
    dele = [pd.DataFrame({"periode": s.maaneder, "paragraf": vist, "antal": s.pr_maaned(n, maal).astype(int)})
            for n, vist in ((g.par.a, g.par.vist_a), (g.par.b, g.par.vist_b))]  # fmt: skip
    return Figur(
        f"{maal}_pr_maaned", _titel(tal, maal, navn), "linje", pd.concat(dele, ignore_index=True), "periode", "antal", farve="paragraf",
        y_titel=f"{navn} pr. måned", alt=f"{navn.capitalize()} pr. måned på {g.par.vist_a} og {g.par.vist_b}, {maanedsnavn(g.fra)} til {maanedsnavn(g.til)}.",
        kilde=f"{g.kilde.capitalize()}, {maanedsnavn(g.fra)} til {maanedsnavn(g.til)}.{_datoer(tal)}",
    )  # fmt: skip


def _titel(tal: Tal, maal: str, navn: str) -> str:
    """What happened to both from the first twelve months to the last, in one sentence."""
    par = tal.grundlag.par
    if len(tal.serier.maaneder) < 2 * _ET_AAR:
        return f"{dansk.stort(navn)} på {par.vist_a} og {par.vist_b}"
    ord_ = [_retning(tal.serier.pr_maaned(g, maal)) for g in (par.a, par.b)]
    return f"{dansk.stort(navn)}: {par.vist_a} {ord_[0]}, {par.vist_b} {ord_[1]} fra de første til de sidste 12 måneder"


def _retning(serie) -> str:
    foer, efter = float(serie[:_ET_AAR].sum()), float(serie[-_ET_AAR:].sum())
    if not foer:
        return "steg fra nul" if efter else "var nul"
    aendring = round((efter / foer - 1) * 100)
    return f"{'steg' if aendring > 0 else 'faldt'} {abs(aendring)}\u00a0%" if aendring else "var uændret"


def _datoer(tal: Tal) -> str:
    ud = []
    if tal.plan.politik:
        ud.append(f"beslutningen virker fra {maanedsnavn(tal.plan.politik)}")
    if inde := [r for r in tal.plan.reformer if tal.grundlag.fra < r <= tal.grundlag.til]:
        ud.append(f"reform {dansk.opremsning(maanedsnavn(m) for m in inde)}")
    return f" {dansk.stort('; '.join(ud))}." if ud else ""
