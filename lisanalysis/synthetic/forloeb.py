"""The courses: which citizen has which measure, where, how much and from when to when. This is the truth.

A course has its true end, also when it lies after the cut-off; the systems see only what is known by then.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist

import numpy as np

from . import katalog
from .befolkning import Befolkning, Bopael, Person, aarsdag
from .katalog import Indsatstype
from .efterspoergsel import Efterspoergsel
from .kommune import NABOER, Kommune, Leverandoer, Sagsbehandler
from .scenarie import KARAKTERER, Scenarie

DAG = timedelta(days=1)
_LAENGST_TILBAGE = 30 * 365
_FLYTTER_MED = {"laengerevarende", "botilbudslignende", "plejefamilie"}
_BETALT_AF_ANDRE = {"midlertidigt", "laengerevarende", "botilbudslignende"}


@dataclass(slots=True, repr=False, eq=False)
class Sag:
    """A citizen's case in one area."""

    nr: str
    person: Person
    omraade: str
    sagsbehandler: Sagsbehandler
    aabnet: date


@dataclass(slots=True, repr=False, eq=False)
class Forloeb:
    """One course; `slut` is its last day, inclusive. `takst` is øre at the cut-off year where no tilbud sets a price."""

    type: Indsatstype
    sag: Sag
    start: date
    slut: date
    antal: int
    gruppe: str
    maalgruppe: str
    leverandoer: Leverandoer | None = None
    plejeforaelder: Person | None = None
    takst: int = 0

    def takst_paa(self, dag: date, sidste_aar: int) -> int:
        """Øre per unit on a day: the tilbud's, or the course's own regulated every 1 January."""
        if self.leverandoer:
            return self.leverandoer.takst_paa(dag)
        return round(self.takst / katalog.PRISFREMSKRIVNING ** (sidste_aar - dag.year) / 100) * 100

    def betales_paa(self, dag: date, sidste_aar: int) -> int:
        """What is paid of it: some providers' takst holds VAT that is refunded."""
        return self.leverandoer.betales_paa(dag) if self.leverandoer else self.takst_paa(dag, sidste_aar)


def lognormale(rng: np.random.Generator, antal: int, middel: float, sigma: float) -> list[int]:
    """Lengths in whole days with this mean, shortest first, one per quantile stratum, so that small places are not erratic."""
    fordeling = NormalDist(math.log(middel) - sigma**2 / 2, sigma)
    kvantiler = (np.arange(antal) + rng.uniform(0.001, 0.999, antal)) / max(antal, 1)
    return [max(1, round(math.exp(fordeling.inv_cdf(float(q))))) for q in kvantiler]


class Forloebsplan:
    """All courses that touch the span, and the cases they belong to."""

    def __init__(self, kommune: Kommune, befolkning: Befolkning, seed: int, scenarie: Scenarie) -> None:
        self.kommune = kommune
        self.befolkning = befolkning
        self.scenarie = scenarie
        self.karakter = KARAKTERER[scenarie.karakter]
        self.rng = np.random.default_rng([seed, 3])
        self.sen_rng = np.random.default_rng([seed, 31])
        self.eftersp = Efterspoergsel(kommune, self.karakter, seed, scenarie.niveau)
        self.afvist: list[date] = []  # §107 starts that a planted policy refused
        self.forloeb: list[Forloeb] = []
        self.sager: dict[tuple[str, str], Sag] = {}
        self._har: set[tuple[str, str]] = set()
        self._optaget: dict[str, list[tuple[date, date]]] = {}
        self._plejeforaeldre: list[Person] = []

    def tilfoej(self, type: Indsatstype, person: Person, start: date, slut: date, **givet) -> Forloeb | None:
        """Add a course, unless it is over before the span, or the citizen sleeps elsewhere in its days."""
        if slut < self.kommune.fra or start > self.kommune.slut or slut < start:
            return None
        if type.doegn and not self.ledig(person, start, slut):
            return None
        forloeb = self._forloeb(type, person, start, slut, givet)
        self.forloeb.append(forloeb)
        self._har.add((person.cpr, type.noegle))
        if type.doegn:
            self._optaget.setdefault(person.cpr, []).append((start, slut))
        if type.noegle in _FLYTTER_MED:
            self._flyt_med(forloeb)
        return forloeb

    def ledig(self, person: Person, start: date, slut: date) -> bool:
        """The citizen has no other bed in these days; the day of moving from one to the next is no overlap."""
        return all(slut < fra or til <= start and fra < start for fra, til in self._optaget.get(person.cpr, ()))

    def har(self, person: Person, type: Indsatstype) -> bool:
        """The citizen has a course of this type, at any time."""
        return (person.cpr, type.noegle) in self._har

    def ankomster(self, type: Indsatstype) -> list[tuple[date, date]]:
        """Arrivals with lognormal lengths, long enough back that the span starts with its usual stock."""
        rng, kommune = self.rng, self.kommune
        tilbage = min(round(6 * type.dage), _LAENGST_TILBAGE)
        nul = kommune.fra - tilbage * DAG
        starter = self.eftersp.starter(rng, type, nul)
        antal = len(starter)
        if self.karakter.jaevn:
            laengder = rng.permutation(lognormale(rng, antal, type.dage, type.spredning))
        else:
            laengder = np.maximum(1, rng.lognormal(math.log(type.dage) - type.spredning**2 / 2, type.spredning, antal).round())
        par = ((nul + int(s) * DAG, nul + int(s + n - 1) * DAG) for s, n in zip(starter, laengder, strict=True))
        return [(start, slut) for start, slut in par if slut >= kommune.fra]

    def vaelg(self, muligheder):
        """One of them, each as likely."""
        return muligheder[int(self.rng.integers(len(muligheder)))]

    def foedselsdag(self, start: date, alder: tuple[int, int]) -> date:
        """A birthday such that the person is within the ages at the start."""
        return start - timedelta(days=int(self.rng.integers(alder[0] * 365.25 + 1, (alder[1] + 1) * 365.25 - 1)))

    def _forloeb(self, type: Indsatstype, person: Person, start: date, slut: date, givet: dict) -> Forloeb:
        gruppe = self.vaelg(type.grupper)
        boern = type.omraade == "boern"
        grupper = katalog.MAALGRUPPER_BOERN if boern else katalog.MAALGRUPPER.get(gruppe, katalog.MAALGRUPPER["002"])
        felter = {"antal": self.vaelg(type.antal), "gruppe": gruppe, "maalgruppe": self.vaelg(grupper)} | givet
        sag = self._sag(person, type.omraade, start)
        praksis = self.scenarie.praksis
        if praksis and type.noegle == "bostoette" and start >= praksis.dato:
            if sag.sagsbehandler.organisation.distrikt == praksis.distrikt:
                felter["antal"] = round(felter["antal"] * praksis.faktor / 50) * 50
                start = start.replace(day=1)
        if type.firma and not felter.get("leverandoer"):
            felter["leverandoer"] = self.vaelg(self.kommune.hos(type))
        if not type.firma and "takst" not in felter:
            felter["takst"] = round(type.pris * (1 + type.prisspredning * float(self.rng.random()))) * 100
        if type.anbringelsesform == "Plejefamilie" and not felter.get("plejeforaelder"):
            felter["plejeforaelder"] = self._plejefamilie(start)
        return Forloeb(type, sag, start, slut, **felter)

    def _sag(self, person: Person, omraade: str, start: date) -> Sag:
        noegle = (person.cpr, omraade)
        if noegle not in self.sager:
            hold = [s for s in self.kommune.sagsbehandlere if s.organisation.omraade == omraade]
            bogstav = "B" if omraade == "boern" else "V"
            self.sager[noegle] = Sag(f"{bogstav}{len(self.sager) + 1:06d}", person, omraade, self.vaelg(hold), start)
        sag = self.sager[noegle]
        sag.aabnet = min(sag.aabnet, start)
        return sag

    def _plejefamilie(self, dag: date) -> Person:
        if self._plejeforaeldre and self.rng.random() < 0.3:
            return self._plejeforaeldre[-1]
        self._plejeforaeldre.append(self.befolkning.plejeforaelder(dag))
        return self._plejeforaeldre[-1]

    def _flyt_med(self, forloeb: Forloeb) -> None:
        """The citizen moves to the foster family's house, or to the tilbud's municipality."""
        dag, person = forloeb.start, forloeb.sag.person
        if forloeb.plejeforaelder:
            hjem: Bopael = forloeb.plejeforaelder.bopaele(dag)[-1]
            self.befolkning.flyt(person, dag, hjem.kommune, naer=hjem)
        elif forloeb.leverandoer:
            self.befolkning.flyt(person, dag, forloeb.leverandoer.kommune)


def voksne(plan: Forloebsplan, typer: tuple[Indsatstype, ...] = katalog.VOKSNE) -> None:
    """The adults' measures but §110; a third of those by day or hour go to a citizen who already has another."""
    for type in typer:
        for start, slut in plan.ankomster(type):
            if type.noegle == "midlertidigt" and _afvises(plan, start):
                continue
            person = _kendt_voksen(plan, type, start) or _ny_voksen(plan, type, start)
            plan.tilfoej(type, person, start, slut)


def _afvises(plan: Forloebsplan, start: date) -> bool:
    """A planted policy refuses a share of the new §107 stays from its day on, and remembers them."""
    substitution = plan.scenarie.substitution
    if not substitution or start < substitution.dato or plan.rng.random() >= substitution.fald:
        return False
    plan.afvist.append(start)
    return True


def _ny_voksen(plan: Forloebsplan, type: Indsatstype, start: date) -> Person:
    person = plan.befolkning.person(plan.foedselsdag(start, type.alder))
    if type.noegle in _BETALT_AF_ANDRE and plan.rng.random() < 0.06:
        person.betalingskommune = plan.vaelg(NABOER)
    return person


def _kendt_voksen(plan: Forloebsplan, type: Indsatstype, start: date) -> Person | None:
    """A citizen alone in this type whose other measure runs when this one starts."""
    if type.doegn or not plan.forloeb or plan.rng.random() > 0.35:
        return None
    for _ in range(8):
        anden = plan.vaelg(plan.forloeb)
        person = anden.sag.person
        samtidig = anden.type.omraade == "voksne" and anden.start <= start <= anden.slut
        if samtidig and not plan.har(person, type):
            return person
    return None


def boern(plan: Forloebsplan) -> None:
    """The children's measures, ended the day before they turn 18, and what the young pass on to."""
    kendte: list[Person] = []
    overgange = 0
    for type in katalog.BOERN:
        for start, slut in plan.ankomster(type):
            barn = _barn(plan, type, start, kendte)
            fylder = aarsdag(barn.foedt, 18)
            forloeb = plan.tilfoej(type, barn, start, min(slut, fylder - DAG))
            if forloeb and slut >= fylder and (type.doegn or type.noegle == "kontaktperson"):
                overgange += 1
                _overgang(plan, forloeb, fylder, overgange if type.doegn else 0)


def _barn(plan: Forloebsplan, type: Indsatstype, start: date, kendte: list[Person]) -> Person:
    """A sibling of a child with a case now and then, else a child of a new family."""
    soeskende = [p for p in kendte[-40:] if aarsdag(p.foedt, type.alder[0]) <= start < aarsdag(p.foedt, type.alder[1])]
    if soeskende and plan.rng.random() < 0.25:
        barn = plan.vaelg(soeskende)
        kendte.remove(barn)
        return barn
    barn = plan.befolkning.familie(plan.foedselsdag(start, type.alder))
    kendte += [b for b in barn.mor.boern if b is not barn]
    return barn


def _overgang(plan: Forloebsplan, foer: Forloeb, dag: date, tur: int) -> None:
    """From the 18th birthday, in turn: ungestøtte in the same place, §107, §85; a kontaktperson is followed by §85."""
    person, slut = foer.sag.person, dag + int(plan.rng.integers(200, 1200)) * DAG
    if tur % 3 == 1:
        type = next(t for t in katalog.UNGE if t.leverandoerer_fra == foer.type.noegle)
        samme = {n: getattr(foer, n) for n in ("leverandoer", "plejeforaelder", "takst", "antal", "gruppe")}
        plan.tilfoej(type, person, dag, min(slut, aarsdag(person.foedt, 23) - DAG), **samme)
    else:
        plan.tilfoej(katalog.EFTER_NOEGLE["midlertidigt" if tur % 3 == 2 else "bostoette"], person, dag, slut)


def doedsfald(plan: Forloebsplan) -> None:
    """Some older residents' stays end with death; all else they have ends that day too."""
    boliger = {"laengerevarende", "botilbudslignende"}
    for forloeb in plan.forloeb:
        person = forloeb.sag.person
        gammel = forloeb.slut >= aarsdag(person.foedt, 55)
        if forloeb.type.noegle in boliger and gammel and forloeb.slut <= plan.kommune.slut and plan.rng.random() < 0.4:
            person.doed = forloeb.slut
    for forloeb in plan.forloeb:
        doed = forloeb.sag.person.doed
        if doed:
            forloeb.slut = min(forloeb.slut, doed)
    plan.forloeb = [f for f in plan.forloeb if f.start <= f.slut]
