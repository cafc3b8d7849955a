"""True effects planted on the courses: stays that follow a refused §107, a measure that works and one that does not, outliers.

What is planted is returned as (name, key, value) lines, which stand in the truth and nowhere else.
"""

import math
from datetime import date, timedelta

from .befolkning import Person
from .forloeb import DAG, Forloeb, Forloebsplan
from .forsorg import udgift
from .katalog import EFTER_NOEGLE, FORSORG, INTENSIV, NETVAERK, Indsatstype
from .kommune import SAERLIG

Linje = tuple[str, str, str]


def plant(plan: Forloebsplan) -> list[Linje]:
    """All effects that the scenario asks for; the courses are changed in place."""
    s = plan.scenarie
    ud: list[Linje] = []
    if s.substitution:
        ud += _substitution(plan)
    if s.indsats:
        ud += _indsats(plan)
    if s.dyre_borgere:
        ud += [("dyr_borger", "cpr", _dyr_borger(plan)) for _ in range(s.dyre_borgere)]
    return ud + _oevrige(plan)


def _substitution(plan: Forloebsplan) -> list[Linje]:
    """A refused stay is followed, with chance theta, by one at a boform that begins within three weeks."""
    s, rng = plan.scenarie.substitution, plan.rng
    sigma = 0.9
    foelger = [dag for dag in plan.afvist if rng.random() < s.theta]
    antal = 0
    for dag in foelger:
        start = dag + int(rng.integers(0, 21)) * DAG
        laengde = max(1, round(float(rng.lognormal(math.log(s.dage) - sigma**2 / 2, sigma))))
        person = plan.befolkning.person(plan.foedselsdag(start, FORSORG.alder))
        lev = plan.vaelg(plan.kommune.hos(FORSORG))
        antal += plan.tilfoej(FORSORG, person, start, start + (laengde - 1) * DAG, leverandoer=lev) is not None
    faste = {"theta": s.theta, "dato": s.dato, "fald": s.fald, "middeldage": s.dage}
    fundne = {"afviste_107": len(plan.afvist), "afledte_110": antal}
    return [("substitution", n, str(v)) for n, v in (faste | fundne).items()]


def _indsats(plan: Forloebsplan) -> list[Linje]:
    """The one that works goes to users drawn by lot, the other to the costliest of the year before."""
    s = plan.scenarie.indsats
    aaret = s.dato - timedelta(days=365)
    forbrug: dict[str, tuple[int, Person]] = {}
    for f in plan.forloeb:
        if f.type is FORSORG and f.start < s.dato and f.slut >= aaret:
            foer, person = forbrug.get(f.sag.person.cpr, (0, f.sag.person))
            forbrug[f.sag.person.cpr] = (foer + udgift([f], aaret, s.dato - DAG), person)
    brugere = [person for _, person in sorted(forbrug.values(), key=lambda b: (-b[0], b[1].cpr))]
    antal = max(1, round(len(brugere) * s.andel))
    dyreste = brugere[: max(1, antal // 2)]
    lod = plan.rng.permutation(len(brugere) - len(dyreste))[:antal]
    trukne = [brugere[len(dyreste) + int(i)] for i in lod]
    _kort_af(plan, {p.cpr for p in trukne}, s.dato, 1 - s.effekt)
    linjer = [("indsats", "dato", str(s.dato)), ("indsats", "effekt", str(s.effekt)), ("indsats", "uvirksom_effekt", "0")]
    linjer += [("indsats", "borger", p.cpr) for p in trukne if _tildel(plan, INTENSIV, p, s.dato)]
    return linjer + [("indsats", "uvirksom_borger", p.cpr) for p in dyreste if _tildel(plan, NETVAERK, p, s.dato)]


def _kort_af(plan: Forloebsplan, hvem: set[str], fra: date, andel: float) -> None:
    """Stays that begin after the day keep that share of their nights, at least one."""
    for f in plan.forloeb:
        if f.type is FORSORG and f.start > fra and f.sag.person.cpr in hvem:
            f.slut = f.start + max(0, round(((f.slut - f.start).days + 1) * andel) - 1) * DAG


def _tildel(plan: Forloebsplan, type: Indsatstype, person: Person, dato: date) -> Forloeb | None:
    """Half a year of the measure, unless the citizen has ordinary bostøtte, which it could not be told from."""
    if plan.har(person, EFTER_NOEGLE["bostoette"]):
        return None
    return plan.tilfoej(type, person, dato, dato + 179 * DAG)


def _dyr_borger(plan: Forloebsplan) -> str:
    """A citizen at the special place through the whole span."""
    type = EFTER_NOEGLE["midlertidigt"]
    start = plan.kommune.fra - 90 * DAG
    person = plan.befolkning.person(plan.foedselsdag(start, (25, 40)))
    plan.tilfoej(type, person, start, plan.kommune.slut + 400 * DAG, leverandoer=plan.kommune.leverandoerer[SAERLIG][0])
    return person.cpr


def _oevrige(plan: Forloebsplan) -> list[Linje]:
    """The character, and what was planted in prices, practice and the books."""
    s = plan.scenarie
    ud = [("karakter", "navn", s.karakter)]
    if plan.karakter.chok:
        fra, til = plan.eftersp.chok()
        ud += [("chok", "fra", str(fra)), ("chok", "til", str(til))]
        ud += [("chok", noegle, str(faktor)) for noegle, faktor in plan.karakter.chok.items()]
    if p := s.prisstigning:
        lev = plan.kommune.leverandoerer[p.noegle][p.nr]
        ud += [("prisstigning", n, str(v)) for n, v in (("dato", p.dato), ("faktor", p.faktor), ("cvr", lev.cvr), ("navn", lev.navn))]
    if p := s.praksis:
        ud += [("praksis", n, str(v)) for n, v in (("dato", p.dato), ("distrikt", p.distrikt), ("faktor", p.faktor))]
    if e := s.engangsudgift:
        ud += [("engangsudgift", "dato", str(e.dato)), ("engangsudgift", "oere", str(e.beloeb))]
    if k := s.skifte:
        ud += [("systemskifte", n, str(getattr(k, n))) for n in ("dato", "fra", "til", "overlap")]
    return ud
