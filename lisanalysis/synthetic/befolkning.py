"""The people: citizens with cases, their families and foster parents, with addresses, moves and deaths.

Only those who stand in a case and their families are made, as in a municipality's subscription to CPR.
Every CPR number has day + 60, so none can belong to a real person.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from .kommune import NABOER

_KVINDER = ("Anna", "Sofie", "Maja", "Åse", "Bente", "Gunhild", "Søs", "Karen", "Ida", "Lærke", "Fatima", "Rikke")
_MAEND = ("Søren", "Bjørn", "Lars", "Åge", "Emil", "Jørgen", "Ali", "Kåre", "Noah", "Troels", "Svend", "Mads")
_EFTERNAVNE = ("Østergård", "Sørensen", "Kjær", "Ågesen", "Bæk", "Holm", "Nørgaard", "Friis", "Møller", "Lund", "Damsø")


@dataclass(frozen=True, slots=True)
class Bopael:
    """An address lived at from a day until the next one."""

    fra: date
    kommune: str
    vej: int
    husnr: int


@dataclass(slots=True, repr=False, eq=False)
class Person:
    """One made-up person; `betalingskommune` is who pays for their measures."""

    cpr: str
    foedt: date
    koen: str
    fornavn: str
    efternavn: str
    betalingskommune: str
    bopael: list[Bopael]
    mor: "Person | None" = None
    far: "Person | None" = None
    boern: list["Person"] = field(default_factory=list)
    aegtefaelle: "Person | None" = None
    gift: date | None = None
    doed: date | None = None
    udrejst: date | None = None
    beskyttet: date | None = None
    tidligere_cpr: tuple[str, date] | None = None

    def bopaele(self, slut: date) -> list[Bopael]:
        """Addresses in order of time up to a day; of two from the same day the later entered stands."""
        return sorted({b.fra: b for b in self.bopael if b.fra <= slut}.values(), key=lambda b: b.fra)


def aarsdag(foedt: date, aar: int) -> date:
    """The day a person turns `aar`; a leap-day child on 1 March."""
    try:
        return foedt.replace(year=foedt.year + aar)
    except ValueError:
        return date(foedt.year + aar, 3, 1)


class Befolkning:
    """Makes people and keeps them in the order they were made."""

    def __init__(self, kommune: str, seed: int, slut: date) -> None:
        self.kommune = kommune
        self.slut = slut
        self.rng = np.random.default_rng([seed, 2])
        self.personer: list[Person] = []
        self._brugte: set[str] = set()

    def person(self, foedt: date, *, koen: str = "", efternavn: str = "", bopael: Bopael | None = None) -> Person:
        """A new person, living at `bopael` from birth, or at an address of their own, perhaps moved here."""
        rng = self.rng
        koen = koen or "KM"[int(rng.integers(2))]
        fornavne = _KVINDER if koen == "K" else _MAEND
        ny = Person(
            cpr=self.nyt_cpr(foedt, koen),
            foedt=foedt,
            koen=koen,
            fornavn=fornavne[int(rng.integers(len(fornavne)))],
            efternavn=efternavn or _EFTERNAVNE[int(rng.integers(len(_EFTERNAVNE)))],
            betalingskommune=self.kommune,
            bopael=[Bopael(foedt, bopael.kommune, bopael.vej, bopael.husnr)] if bopael else self._bopael(foedt),
        )
        self.personer.append(ny)
        return ny

    def familie(self, foedt: date) -> Person:
        """A child born on the day, with mother, mostly father, and up to two younger siblings; returns the child."""
        rng = self.rng
        mor = self.person(foedt - timedelta(days=int(rng.integers(19 * 365, 40 * 365))), koen="K")
        far = None
        if rng.random() < 0.85:
            far = self.person(mor.foedt - timedelta(days=int(rng.integers(0, 2500))), koen="M", efternavn=mor.efternavn)
            self._gift(mor, far, foedt)
        forskelle = [0] + [int(f) for f in rng.integers(500, 2400, int(rng.integers(0, 3))).cumsum()]
        foedte = [foedt + timedelta(days=f) for f in forskelle if f < 3000]
        boern = [self._barn(mor, far, dag) for dag in foedte if dag <= self.slut]
        return boern[0]

    def plejeforaelder(self, dag: date) -> Person:
        """A foster parent, married, who has lived here since before the day."""
        alder = timedelta(days=int(self.rng.integers(33 * 365, 55 * 365)))
        en = self.person(dag - alder, koen="K")
        self._gift(en, self.person(dag - alder, koen="M", efternavn=en.efternavn), dag - timedelta(days=4000))
        return en

    def flyt(self, person: Person, dag: date, kommune: str, naer: Bopael | None = None) -> None:
        """Move a person to an address in a municipality, or to the same house as `naer`."""
        vej, husnr = (naer.vej, naer.husnr) if naer else self._hus()
        person.bopael.append(Bopael(dag, kommune, vej, husnr))

    def kendt(self, cpr: str) -> bool:
        """The number is somebody's."""
        return cpr in self._brugte

    def saet_maerker(self) -> None:
        """Give a few people address protection, let a few fathers emigrate, and one person change number."""
        rng, slut = self.rng, self.slut
        for person, u in zip(self.personer, rng.random(len(self.personer)), strict=True):
            if u < 0.02 and not person.doed:
                person.beskyttet = max(person.foedt, slut - timedelta(days=int(rng.integers(30, 360))))
            elif u > 0.94 and person.boern and person.koen == "M":
                person.udrejst = max(slut - timedelta(days=int(rng.integers(100, 900))), person.foedt)
        self._nummerskifte()

    def _nummerskifte(self) -> None:
        voksen = next((p for p in self.personer if p.boern and not p.udrejst), None)
        if voksen:
            voksen.tidligere_cpr = (self.nyt_cpr(voksen.foedt, voksen.koen), aarsdag(voksen.foedt, 16))

    def _barn(self, mor: Person, far: Person | None, foedt: date) -> Person:
        hjem = mor.bopaele(foedt)[-1] if mor.bopaele(foedt) else mor.bopael[0]
        barn = self.person(foedt, efternavn=mor.efternavn, bopael=hjem)
        barn.mor, barn.far = mor, far
        for foraelder in filter(None, (mor, far)):
            foraelder.boern.append(barn)
        return barn

    def _gift(self, en: Person, anden: Person, dag: date) -> None:
        if self.rng.random() < 0.6:
            en.aegtefaelle, anden.aegtefaelle, en.gift, anden.gift = anden, en, dag, dag

    def _bopael(self, foedt: date) -> list[Bopael]:
        """Born here, or born in a neighbouring municipality and moved here between 1 and 18 years of age."""
        if self.rng.random() < 0.75:
            return [Bopael(foedt, self.kommune, *self._hus())]
        nabo = NABOER[int(self.rng.integers(len(NABOER)))]
        flyttet = foedt + timedelta(days=int(self.rng.integers(365, 18 * 365)))
        return [Bopael(foedt, nabo, *self._hus()), Bopael(flyttet, self.kommune, *self._hus())]

    def _hus(self) -> tuple[int, int]:
        return int(self.rng.integers(1, 900)), int(self.rng.integers(1, 150))

    def nyt_cpr(self, foedt: date, koen: str) -> str:
        """Day + 60; the seventh digit gives the century, the last one's parity the sex."""
        rng = self.rng
        while True:
            syvende = int(rng.integers(4)) if foedt.year < 2000 else int(rng.integers(4, 9))
            loebenr = int(rng.integers(500)) * 2 + (koen == "M")
            cpr = f"{foedt.day + 60:02d}{foedt.month:02d}{foedt.year % 100:02d}{syvende}{loebenr:03d}"
            if cpr not in self._brugte:
                self._brugte.add(cpr)
                return cpr
