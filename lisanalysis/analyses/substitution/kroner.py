"""The estimate in kroner a year: what was saved on a, what came back on b, and what the state pays of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.substitution.estimat import Maaling
from lisanalysis.analyses.substitution.grundlag import Grundlag
from lisanalysis.analyses.substitution.serier import Serier
from lisanalysis.domain import periode
from lisanalysis.law.figures import Opslag
from lisanalysis.measures import refusionsdoegn
from lisanalysis.measures.enhedspris import afregnet
from lisanalysis.measures.ophold import grupper
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

_AARET = 12
OERE = Decimal("0.01")


@dataclass(frozen=True)
class Priser:
    """Kroner per day over the last year described, and the share that the state pays; None is unknown.

    `ses_efter` are citizens whose running year of refund a person must see to.
    """

    a: float | None
    b: float | None
    refusion_a: float | None
    refusion_b: float | None
    ses_efter: int = 0


@dataclass(frozen=True)
class Kroner:
    """Kroner a year, more spent positive, with the 95 % interval."""

    vaerdi: Decimal
    lav: float
    hoej: float


def priser(data: Dataset, g: Grundlag, s: Serier, valg: dict[str, list[str]], kolonne: str) -> Priser:
    """The prices of both sides; unknown without settlements."""
    aaret = g.maaneder[-_AARET:]
    kr = _afregnet(data, valg, kolonne, aaret)
    pr_dag = {}
    for gruppe in (g.par.a, g.par.b):
        dage = sum(d for m, d in zip(s.maaneder, s.pr_maaned(gruppe, "doegn"), strict=True) if m in aaret)
        pr_dag[gruppe] = float(kr[gruppe]) / dage if gruppe in kr and dage and kr[gruppe] > 0 else None
    (ra, efter_a), (rb, efter_b) = _refusion(g, g.par.a, aaret, data.lov), _refusion(g, g.par.b, aaret, data.lov)
    return Priser(pr_dag[g.par.a], pr_dag[g.par.b], ra, rb, efter_a + efter_b)


def pr_aar(m: Maaling, p: Priser, *, netto: bool) -> Kroner | None:
    """What the decision changed in kroner a year, gross, or net of what the state pays; None where a price or share is unknown."""
    from scipy import stats

    if m.kontrast is None or not m.vises or p.a is None or p.b is None:
        return None
    if netto and (p.refusion_a is None or p.refusion_b is None):
        return None
    va = _AARET * p.a * (1 - (p.refusion_a if netto else 0))
    vb = _AARET * p.b * (1 - (p.refusion_b if netto else 0))
    k = m.kontrast
    midt = va * k.trin_a + vb * k.trin_b
    se = (va**2 * k.var_a + vb**2 * k.var_b + 2 * va * vb * k.kov) ** 0.5
    bredde = float(stats.t.ppf(0.975, k.df)) * se
    return Kroner(Decimal(midt).quantize(OERE), midt - bredde, midt + bredde)


def _afregnet(data: Dataset, valg: dict[str, list[str]], kolonne: str, aaret: list[str]) -> dict[str, Decimal]:
    if not data.har("afregning"):
        return {}
    t = afregnet(grupper(data.tabel("afregning"), kolonne, valg), data.kommune.kode)
    ramme = t.filter(t.periode.isin(aaret)).group_by("gruppe").agg(beloeb=lambda r: r.beloeb.sum()).execute()
    return dict(zip(ramme["gruppe"], ramme["beloeb"], strict=True))


def _refusion(g: Grundlag, gruppe: str, aaret: list[str], lov: Opslag) -> tuple[float | None, int]:
    """The share of the side's kroner that the state pays, and how many citizens' running years a person must see to."""
    noegler = gruppe.split("+")
    sidste = periode.sidste(aaret[-1])
    if all(n.startswith("SEL-109") for n in noegler):
        return float(lov("par109_refusion_andel", sidste).vaerdi), 0
    if all(n.startswith("SEL-110") for n in noegler):
        return _efter_doegn(g, gruppe, aaret, lov)
    if any(n.startswith(("SEL-109", "SEL-110")) for n in noegler):
        return None, 0
    return 0.0, 0


def _efter_doegn(g: Grundlag, gruppe: str, aaret: list[str], lov: Opslag) -> tuple[float | None, int]:
    """By the counter of refund nights: efterforsorg is counted without refund, for no source says that it has any."""
    fra, til = periode.foerste(aaret[0]), periode.sidste(aaret[-1])
    t = g.egne.filter(g.egne.gruppe == gruppe).select("borger_id", "fra_dato", "til_dato", "doegntype").execute()
    alle = med = ses_efter = 0
    for _, ophold in t.groupby("borger_id"):
        stays = [(a, b) for a, b in _par(ophold, til) if a <= b]
        forsorg = [(a, b) for a, b in _par(ophold[ophold["doegntype"] != "efterforsorg"], til) if a <= b]
        alle += refusionsdoegn.antal_doegn(stays, fra, til)
        fundet = refusionsdoegn.refunderede(forsorg, fra, til, opslag=lov)
        med, ses_efter = med + fundet[1], ses_efter + fundet[2]
    return (med / alle * float(refusionsdoegn.andel(til, opslag=lov)), ses_efter) if alle else (None, 0)


def _par(ophold: pd.DataFrame, til) -> list[tuple]:
    """First and last day of each stay as dates, an open end on the last day counted."""
    slut = [til if b != b or b is None else min(_dato(b), til) for b in ophold["til_dato"]]
    return list(zip((_dato(a) for a in ophold["fra_dato"]), slut, strict=True))


def _dato(dag):
    return dag.date() if hasattr(dag, "date") else dag
