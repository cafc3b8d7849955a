"""One settlement system's share of the rows: which cases it has and when, and its disponering by month.

A municipality has one settlement system, or one for children and one for adults, or changes from one to another while
cases are moved one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from .afregning import enheder, kroner_af
from .forloeb import DAG
from .kommune import Kommune, maanedsslut
from .poster import Afregning, Bevilling, Sagspost, Ydelse
from .registre import MASKINNR, Registre
from .scenarie import Systemskifte

AFREGNINGSSYSTEMER = ("bv", "as2007")


@dataclass(slots=True, repr=False, eq=False)
class Disponering:
    """What is set aside and what is paid in a month, øre."""

    ydelse: Ydelse
    aar: int
    maaned: int
    disponeret: int
    effektueret: int


@dataclass(slots=True, repr=False, eq=False)
class Afregningssystem:
    """What one settlement system delivers; `flyttet` is the day a case left it or came to it, by case number."""

    navn: str
    sager: list[Sagspost]
    ydelser: list[Ydelse]
    afregninger: list[Afregning]
    disponeringer: list[Disponering] = field(default_factory=list)
    ind: dict[str, date] = field(default_factory=dict)
    ud: dict[str, date] = field(default_factory=dict)

    def periode(self, y: Ydelse) -> tuple[date, date | None]:
        """The ydelse's days in this system: cut where the case was moved."""
        start, slut = y.start, y.slut
        if y.sagsnr in self.ind:
            start = max(start, self.ind[y.sagsnr])
        if y.sagsnr in self.ud:
            slut = min(slut or date.max, self.ud[y.sagsnr] - DAG)
        return start, slut


class Fordeling:
    """Which settlement system has a case on a day."""

    def __init__(self, systemer: tuple[str, ...], skifte: Systemskifte | None, seed: int) -> None:
        self.uden_id = {omraade for omraade, system in (("boern", "dubu"), ("voksne", "sensum")) if system in systemer}
        self.systemer = [s for s in AFREGNINGSSYSTEMER if s in systemer] or ["bv"]
        self.skifte = skifte
        self._rng = np.random.default_rng([seed, 8])
        self._dage: dict[str, date] = {}

    def flyttedag(self, sagsnr: str) -> date:
        """The first of the month in which a case is moved."""
        if sagsnr not in self._dage:
            d = self.skifte.dato
            m = d.month - 1 + int(self._rng.integers(0, self.skifte.overlap + 1))
            self._dage[sagsnr] = date(d.year + m // 12, m % 12 + 1, 1)
        return self._dage[sagsnr]

    def system(self, a: Afregning) -> str:
        """The system that sends a settlement."""
        if self.skifte:
            return self.skifte.til if a.fra >= self.flyttedag(a.ydelse.sagsnr) else self.skifte.fra
        return self.systemer[0 if a.ydelse.omraade == "boern" else -1]

    def nummereret(self, b: Bevilling) -> bool:
        """The grant has an id: DUBU's and Sensum's extracts carry none."""
        return b.omraade not in self.uden_id

    def maskinnr(self, a: Afregning) -> str:
        """How the ledger names that system."""
        return MASKINNR[self.system(a)]

    def dele(self, r: Registre, kommune: Kommune) -> list[Afregningssystem]:
        """Every system with its rows."""
        if not self.skifte:
            return [self._del(n, r, kommune, lambda s, n=n: s == n) for n in self.systemer]
        return [self._skiftet(n, r, kommune) for n in (self.skifte.fra, self.skifte.til)]

    def _del(self, navn: str, r: Registre, kommune: Kommune, er: Callable[[str], bool]) -> Afregningssystem:
        hos = {"boern": self.systemer[0], "voksne": self.systemer[-1]}
        ydelser = [y for y in r.ydelser if er(hos[y.omraade])]
        afregninger = [a for a in r.afregninger if er(self.system(a))]
        sager = [s for s in r.sager if er(hos[s.omraade])]
        ud = Afregningssystem(navn, sager, ydelser, afregninger)
        ud.disponeringer = _disponeringer(kommune, ud)
        return ud

    def _skiftet(self, navn: str, r: Registre, kommune: Kommune) -> Afregningssystem:
        gammelt = navn == self.skifte.fra
        dage = {s.nr: self.flyttedag(s.nr) for s in r.sager}
        ydelser = [
            y for y in r.ydelser
            if (y.start < dage[y.sagsnr] if gammelt else y.slut is None or y.slut >= dage[y.sagsnr])
        ]  # fmt: skip
        egne = {y.sagsnr for y in ydelser}
        afregninger = [a for a in r.afregninger if self.system(a) == navn]
        ud = Afregningssystem(navn, [s for s in r.sager if s.nr in egne], ydelser, afregninger)
        aabne = {nr: dag for nr, dag in dage.items() if nr in egne and dag <= kommune.slut}
        ud.ud, ud.ind = (aabne, {}) if gammelt else ({}, aabne)
        ud.disponeringer = _disponeringer(kommune, ud)
        return ud


def _disponeringer(kommune: Kommune, s: Afregningssystem) -> list[Disponering]:
    """Each ydelse's months to the end of the cut-off year, as far as its end is known; effektueret is what is paid."""
    betalt: dict[tuple[str, int, int], int] = defaultdict(int)
    for a in s.afregninger:
        if a.type in ("U", "R") and a.bogfoert:
            betalt[a.ydelse.nr, a.fra.year, a.fra.month] += a.beloeb
    maaneder = [date(aar, m, 1) for aar in kommune.aar for m in range(1, 13)]
    ender = [(m, maanedsslut(m)) for m in maaneder]
    ud = []
    for y in s.ydelser:
        start, slut = s.periode(y)
        for m, ultimo in ender:
            if start <= ultimo and (slut is None or slut >= m):
                tal = _disponeret(kommune, y, max(m, start), min(ultimo, slut or ultimo))
                ud.append(Disponering(y, m.year, m.month, tal, betalt.get((y.nr, m.year, m.month), 0)))
    return ud


def _disponeret(kommune: Kommune, y: Ydelse, fra: date, til: date) -> int:
    antal = enheder(y.frekvens, y.stykke.forloeb.antal, fra, til)
    return kroner_af(antal, y.stykke.forloeb.betales_paa(fra, kommune.slut.year))
