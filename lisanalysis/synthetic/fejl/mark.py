"""Where faults are sown: candidates in random order, and claims, so that no two faults meet and each stays what it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

import numpy as np

from ..forloeb import Forloebsplan
from ..poster import Afregning, Postering, Ydelse
from ..udtraek import Raekker
from .facit import Facit

T = TypeVar("T")


class Mark:
    """The municipality's rows with what has been claimed. `rng` is the present kind of fault's own."""

    def __init__(self, raekker: Raekker, plan: Forloebsplan) -> None:
        self.r = raekker
        self.plan = plan
        self.facit = Facit()
        self.rng = np.random.default_rng(0)
        self.slut = raekker.kommune.slut
        self._laaste: set[str] = set()
        self._maaneder: set[tuple[str, int]] = set()
        self._beroerte: set[str] = set()
        self._ydelser: set[int] = set()
        self.fjernede: set[int] = set()
        self._tael()

    def _tael(self) -> None:
        """What decides whether a fault would be alone: courses by citizen, grants by key, settlements by ydelse."""
        registre = self.r.registre
        self.forloeb = Counter(f.sag.person.cpr for f in self.plan.forloeb)
        self.noegler = Counter((y.cpr, y.paragraf, y.cvr) for y in registre.ydelser)
        self.linjer: dict[int, list[Afregning]] = defaultdict(list)
        for a in registre.afregninger:
            self.linjer[id(a.ydelse)].append(a)

    @property
    def udgifter(self) -> list[Afregning]:
        """Settlements that are paid expenses and part of no pattern."""
        return [a for a in self.r.registre.afregninger if a.type == "U" and a.bogfoert and not a.fast and id(a) not in self.fjernede]

    @property
    def sendte(self) -> list[Postering]:
        """Postings of such settlements that came through the interface."""
        return [
            p for p in self.r.regnskab.posteringer
            if p.afregning and p.henvisningsnr and p.afregning.type == "U" and not p.fast and not p.afregning.fast
        ]  # fmt: skip

    def udgifter_af(self, y: Ydelse) -> list[Afregning]:
        """A ydelse's expenses in order of month."""
        return sorted((a for a in self.linjer[id(y)] if a.type == "U" and id(a) not in self.fjernede), key=lambda a: a.fra)

    def saa(self, kandidater: Iterable[T], antal: int, goer: Callable[[T], bool]) -> int:
        """Try candidates in random order until so many plants have taken; returns how many did."""
        alle = list(kandidater)
        plantet = 0
        for i in self.rng.permutation(len(alle)):
            if plantet >= antal:
                break
            self.facit.ny()
            plantet += bool(goer(alle[int(i)]))
        return plantet

    def tag(self, a: Afregning) -> bool:
        """Claim a citizen's month; refused where the citizen is locked or this or a neighbouring month is claimed."""
        cpr, m = borger(a.ydelse), _nr(a.fra)
        if cpr in self._laaste or any((cpr, n) in self._maaneder for n in (m - 1, m, m + 1)):
            return False
        self._maaneder.add((cpr, m))
        self._beroerte.add(cpr)
        return True

    def laas(self, cpr: str) -> bool:
        """Claim a citizen for good; refused where anything of theirs is claimed."""
        if cpr in self._beroerte:
            return False
        self._beroerte.add(cpr)
        self._laaste.add(cpr)
        return True

    def tag_ydelse(self, y: Ydelse) -> bool:
        """Claim a ydelse and its grant for a fault that disturbs no money."""
        if id(y) in self._ydelser or borger(y) in self._laaste:
            return False
        self._ydelser.add(id(y))
        self._beroerte.add(borger(y))
        return True

    def ene(self, y: Ydelse) -> bool:
        """No other grant has the same citizen, paragraph and provider."""
        return self.noegler[y.cpr, y.paragraf, y.cvr] == 1

    def vaelg(self, muligheder):
        """One of them, each as likely."""
        return muligheder[int(self.rng.integers(len(muligheder)))]

    def tastefejl(self, cpr: str) -> str:
        """The number with one digit wrong or two neighbours swapped behind the date, and nobody's."""
        while True:
            c = list(cpr)
            i = int(self.rng.integers(7, 10))
            if i < 9 and self.rng.random() < 0.4:
                c[i], c[i + 1] = c[i + 1], c[i]
            else:
                c[i] = str((int(c[i]) + int(self.rng.integers(1, 10))) % 10)
            if not self.r.folk.kendt("".join(c)):
                return "".join(c)


def borger(y: Ydelse) -> str:
    """Whose it truly is, whatever number the row has by now."""
    return y.stykke.forloeb.sag.person.cpr


def langt_fra(en: str, anden: str) -> bool:
    """The numbers differ in more digits than a slip of the hand explains."""
    return sum(x != y for x, y in zip(en, anden, strict=True)) > 3


def _nr(dag: date) -> int:
    return dag.year * 12 + dag.month
