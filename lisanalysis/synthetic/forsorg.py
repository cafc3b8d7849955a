"""Stays at §110 boformer: one-night stays, repeat users, efterforsorg, and the rise planted in the last year.

With the planted rise, years are alike until the last one: a handful of long stays, beside the takst that one provider
raises (`kommune.PRISSPRING`). Without it, stays arrive as the municipality's character says, and those that a refused
§107 leads to come on top.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from .befolkning import Person
from .forloeb import DAG, Forloeb, Forloebsplan, lognormale
from .katalog import EFTER_NOEGLE, EFTERFORSORG, FORSORG, REFORM_110

STIGNING = 1.18  # §110 in the last twelve months against the twelve before, planted
_ENKELTNAETTER = 0.36
_OPHOLD_PR_BORGER = 3.4  # over all the time that a user comes; a calendar year holds part of it
_OMKRING_AAR = 0.7
_LAENGST = 400
_LAENGERE_FOER_REFORM = 1.12
_LANGTIDSOPHOLD = 100


@dataclass(frozen=True, slots=True)
class Stigning:
    """What was planted: cost in øre of the two years, the long stays and the provider with the raised takst."""

    foer: int
    efter: int
    borgere: tuple[str, ...]
    leverandoer: str


def forsorg(plan: Forloebsplan) -> Stigning | None:
    """Add all §110 courses; returns the planted rise, or None where none is wanted or the span has no year before the last."""
    planter = plan.scenarie.stigning_110
    ophold = sorted(_foer_reformen(plan, *o) for o in (_ophold(plan) if planter else _ankomster(plan)))
    brugere = _brugere(plan, len(ophold))
    senest: dict[str, date] = {}
    bredde = max(1.0, _OMKRING_AAR * FORSORG.starter * 12 * plan.kommune.skala / _OPHOLD_PR_BORGER / 2)
    for nr, (start, slut) in enumerate(ophold):
        person = _ledig_bruger(plan, brugere, senest, start, nr / _OPHOLD_PR_BORGER, bredde)
        senest[person.cpr] = slut
        plan.tilfoej(FORSORG, person, start, slut, leverandoer=_boform(plan))
    stigning = _langtidsophold(plan) if planter else None
    _videre(plan)
    return stigning


def _ophold(plan: Forloebsplan) -> list[tuple[date, date]]:
    """Stays in blocks of a year that end at the cut-off, from two years before the span; blocks pair start and length alike."""
    kommune = plan.kommune
    antal = max(4, round(12 * FORSORG.starter * kommune.skala))
    bagud = (kommune.slut - kommune.fra).days // 365 + 3
    orden = plan.rng.permutation(antal)
    alle = []
    for blok in range(bagud):
        foerste = kommune.slut - timedelta(days=365 * (blok + 1) - 1)
        starter, laengder = _startdage(plan, antal, foerste)[orden], _laengder(plan, antal)
        alle += [(foerste + int(s) * DAG, foerste + int(s + n - 1) * DAG) for s, n in zip(starter, laengder, strict=True)]
    return sorted(alle)


def _ankomster(plan: Forloebsplan) -> list[tuple[date, date]]:
    """Stays from two years before the span, as many and when the character says."""
    nul = plan.kommune.fra - timedelta(days=730)
    starter = plan.eftersp.starter(plan.rng, FORSORG, nul)
    laengder = plan.rng.permutation(_laengder(plan, len(starter)))
    return [(nul + int(s) * DAG, nul + int(s + n - 1) * DAG) for s, n in zip(starter, laengder, strict=True)]


def _foer_reformen(plan: Forloebsplan, start: date, slut: date) -> tuple[date, date]:
    """Stays that began before the reform of homelessness were longer; those of one night were one night."""
    if start >= REFORM_110 or slut == start:
        return start, slut
    return start, start + round((slut - start).days * _LAENGERE_FOER_REFORM) * DAG


def _startdage(plan: Forloebsplan, antal: int, foerste: date) -> np.ndarray:
    """Days within a year, one per stratum, denser by 12 % in winter."""
    dage = np.arange(365) + foerste.timetuple().tm_yday
    taethed = np.cumsum(1 + 0.12 * np.cos(2 * np.pi * (dage - 15) / 365))
    punkter = (np.arange(antal) + plan.rng.random(antal)) / antal
    return np.searchsorted(taethed / taethed[-1], punkter)


def _laengder(plan: Forloebsplan, antal: int) -> list[int]:
    """One night for 36 %, lognormal for the others, shortest first."""
    ene = round(_ENKELTNAETTER * antal)
    lange = lognormale(plan.rng, antal - ene, FORSORG.dage, FORSORG.spredning)
    return [1] * ene + [min(_LAENGST, max(2, n)) for n in lange]


def _brugere(plan: Forloebsplan, antal_ophold: int) -> tuple[list[Person], np.ndarray]:
    """Repeat users in the order they come and go, with gamma frailty; a stay is that of somebody who is around then."""
    antal = max(2, round(antal_ophold / _OPHOLD_PR_BORGER))
    personer = [_bruger(plan) for _ in range(antal)]
    vaegte = plan.rng.gamma(0.8, 1, antal) + 0.05
    return personer, np.concatenate([[0], np.cumsum(vaegte)])


def _bruger(plan: Forloebsplan) -> Person:
    return plan.befolkning.person(plan.foedselsdag(plan.kommune.fra - timedelta(days=1100), FORSORG.alder))


def _ledig_bruger(plan: Forloebsplan, brugere, senest: dict[str, date], start: date, plads: float, bredde: float) -> Person:
    """A user, by frailty, who is around (`plads` ± `bredde` in their order) and left at least a day ago; else a new one."""
    personer, kumuleret = brugere
    fra, til = max(0, int(plads - bredde)), min(len(personer), int(plads + bredde) + 1)
    for u in plan.rng.random(12):
        nr = int(np.searchsorted(kumuleret, kumuleret[fra] + u * (kumuleret[til] - kumuleret[fra]))) - 1
        person = personer[min(max(nr, fra), til - 1)]
        if senest.get(person.cpr, date.min) < start - DAG:
            return person
    return _bruger(plan)


def _boform(plan: Forloebsplan):
    """The first boform has a third of the stays."""
    boformer = plan.kommune.hos(FORSORG)
    return boformer[0] if plan.rng.random() < 0.34 else plan.vaelg(boformer[1:])


def _langtidsophold(plan: Forloebsplan) -> Stigning | None:
    """Add a handful of long stays, still running at the cut-off, that lift the last year to STIGNING."""
    kommune = plan.kommune
    if len(kommune.aar) < 2:
        return None
    aaret = kommune.slut - timedelta(days=364)
    foer = udgift(plan.forloeb, aaret - timedelta(days=365), aaret - DAG)
    mangler = foer * STIGNING - udgift(plan.forloeb, aaret, kommune.slut)
    boformer = kommune.hos(FORSORG)
    snit = sum(b.takst_paa(kommune.slut) for b in boformer) / len(boformer)
    antal = max(3, round(mangler / snit / _LANGTIDSOPHOLD))
    dage = round(mangler / snit / antal)
    borgere = []
    for nr in range(antal if dage > 0 else 0):
        person, start = _bruger(plan), kommune.slut - (dage - 1) * DAG
        plan.tilfoej(FORSORG, person, start, kommune.slut + 60 * DAG, leverandoer=boformer[nr % len(boformer)])
        borgere.append(person.cpr)
    return Stigning(foer, udgift(plan.forloeb, aaret, kommune.slut), tuple(borgere), boformer[0].navn)


def udgift(forloeb: list[Forloeb], fra: date, til: date) -> int:
    """Øre of §110 døgn from a day to a day, both included."""
    return sum(
        ((min(f.slut, slut) - max(f.start, start)).days + 1) * f.leverandoer.takst_paa(start)
        for start, slut in _aarsstykker(fra, til)
        for f in forloeb
        if f.type is FORSORG and f.start <= slut and f.slut >= start
    )


def _aarsstykker(fra: date, til: date) -> list[tuple[date, date]]:
    aar = range(fra.year, til.year + 1)
    return [(max(fra, date(a, 1, 1)), min(til, date(a, 12, 31))) for a in aar]


def _videre(plan: Forloebsplan) -> None:
    """After a stay of two weeks: efterforsorg for some, a §107 for a few, most of them moving in on the day they leave."""
    midlertidigt = EFTER_NOEGLE["midlertidigt"]
    for ophold in [f for f in plan.forloeb if f.type is FORSORG and (f.slut - f.start).days > 13]:
        u, start = plan.rng.random(), ophold.slut + DAG
        if u < 0.25:
            plan.tilfoej(EFTERFORSORG, ophold.sag.person, start, start + int(plan.rng.integers(10, 60)) * DAG)
        elif u < 0.33:
            samme_dag = ophold.slut if u < 0.31 and ophold.slut > plan.kommune.fra else start
            plan.tilfoej(midlertidigt, ophold.sag.person, samme_dag, start + int(plan.rng.integers(60, 250)) * DAG)
