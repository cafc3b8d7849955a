"""The pictures: users and days of both sides, month by month, beside each other."""

from __future__ import annotations

from datetime import date

from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Figur, Markering
from lisanalysis.analyses.substitution.erklaering import Parametre
from lisanalysis.analyses.substitution.tal import Tal
from lisanalysis.domain import periode
from lisanalysis.law import tal as opslag
from lisanalysis.measures.refusionsdoegn import GRAENSE, reformdatoer
from lisanalysis.settings import Kommune

_ET_AAR = 12
_FOR_FAA_TIL_PCT = 20  # in a year: a percentage of fewer says more than it knows


def alle(tal: Tal, p: Parametre, kommune: Kommune) -> tuple[Figur, ...]:
    """Days, users and starts, with the dates of decisions and reforms across them."""
    linjer = markeringer(tal, p, kommune)
    maal = (("doegn", "døgn"), ("brugere", "brugere"), ("starter", "påbegyndte ophold"))
    return tuple(_figur(tal, m, navn, linjer) for m, navn in maal)


def markeringer(tal: Tal, p: Parametre, kommune: Kommune) -> tuple[Markering, ...]:
    """The decisions of the parameters and of kommune.yaml, and the reform's steps, that fall within the months shown.

    A decision of kommune.yaml is shown where it is about either side; where the parameters name the same day, its words are used.
    """
    g = tal.grundlag
    sider = (*g.par.a.split("+"), *g.par.b.split("+"))
    egne = {b.dato: b.tekst for b in kommune.beslutninger if b.paragraf.startswith(sider)}
    datoer = {date.fromisoformat(d): "Beslutning" for d in p.beslutning} | egne
    datoer |= {date.fromisoformat(d): "Ny registrering" for d in p.registreringsskift if date.fromisoformat(d) not in datoer}
    datoer |= {d: _reform(d) for d in reformdatoer() if g.reform}
    return tuple(Markering(periode.maaned(d), f"{t}, {_kort(d)}") for d, t in sorted(datoer.items()) if g.fra <= periode.maaned(d) <= g.til)


def _reform(dag: date) -> str:
    return f"Reform: refusion højst {int(opslag(GRAENSE, dag).vaerdi)} døgn"


def _kort(dag: date) -> str:
    """`1. okt. 2023`."""
    return f"{dag.day}. {dansk.MAANEDER_KORT[dag.month - 1]} {dag.year}"


def _figur(tal: Tal, maal: str, navn: str, linjer: tuple[Markering, ...]) -> Figur:
    import pandas as pd

    g, s = tal.grundlag, tal.serier
    dele = [pd.DataFrame({"periode": s.maaneder, "paragraf": vist, "antal": s.pr_maaned(n, maal).astype(int)})
            for n, vist in ((g.par.a, g.par.vist_a), (g.par.b, g.par.vist_b))]  # fmt: skip
    return Figur(
        f"{maal}_pr_maaned", _titel(tal, maal, navn), "linje", pd.concat(dele, ignore_index=True), "periode", "antal", farve="paragraf",
        y_titel=f"{navn} pr. måned", alt=f"{navn.capitalize()} pr. måned på {g.par.vist_a} og {g.par.vist_b}, {dansk.maaned(g.fra)} til {dansk.maaned(g.til)}."
        + "".join(f" Linje ved {dansk.maaned(m.x)}: {m.tekst}." for m in linjer),
        kilde=f"{g.kilde.capitalize()}, {dansk.maaned(g.fra)} til {dansk.maaned(g.til)}.{_datoer(tal)}", markeringer=linjer,
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
    if 0 < foer < _FOR_FAA_TIL_PCT:
        return f"gik fra {foer:.0f} til {efter:.0f}"
    if not foer:
        return "steg fra nul" if efter else "var nul"
    aendring = round((efter / foer - 1) * 100)
    return f"{'steg' if aendring > 0 else 'faldt'} {abs(aendring)}\u00a0%" if aendring else "var uændret"


def _datoer(tal: Tal) -> str:
    ud = []
    if tal.plan.politik:
        ud.append(f"beslutningen virker fra {dansk.maaned(tal.plan.politik)}")
    if inde := [r for r in tal.plan.reformer if tal.grundlag.fra < r <= tal.grundlag.til]:
        ud.append(f"reform {dansk.opremsning(dansk.maaned(m) for m in inde)}")
    return f" {dansk.stort('; '.join(ud))}." if ud else ""
