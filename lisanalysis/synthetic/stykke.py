"""From courses to parts: one part per course and legal or price period. A part is what one grant and one ydelse cover."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from .forloeb import DAG, Forloeb, Forloebsplan
from .katalog import BARNETS_LOV
from .kommune import Kommune, maanedsslut


@dataclass(slots=True, repr=False, eq=False)
class Stykke:
    """A part of a course under one paragraph and one granted price; `til` is None while open at the cut-off."""

    forloeb: Forloeb
    paragraf: str
    fra: date
    sidste: date  # the true last day of this part
    til: date | None  # what the systems know
    takst: int
    bevillingsdato: date
    oprettet: date

    @property
    def afslutter(self) -> bool:
        """This part ends where its course ends."""
        return self.sidste == self.forloeb.slut

    @property
    def begynder(self) -> bool:
        """This part starts where its course starts."""
        return self.fra == self.forloeb.start


def stykker(plan: Forloebsplan, seed: int) -> list[Stykke]:
    """All parts of all courses that reach into the span, in order of start."""
    rng = np.random.default_rng([seed, 4])
    alle = [(fra, sidste, f) for f in plan.forloeb for fra, sidste in _dele(f, plan.kommune)]
    alle.sort(key=lambda s: (s[0], s[2].sag.nr, s[2].type.noegle))
    return [_stykke(*del_, plan, rng) for del_ in alle]


def _dele(forloeb: Forloeb, kommune: Kommune) -> Iterator[tuple[date, date]]:
    """Cut where the paragraph changes, and each 1 January where the price stands on the bevilling."""
    type = forloeb.type
    snit = {BARNETS_LOV} if type.paragraf[0] != type.paragraf[1] else set()
    if type.takst_paa_bevilling:
        snit |= {date(a, 1, 1) for a in kommune.aar}
    indre = sorted(s for s in snit if forloeb.start < s <= min(forloeb.slut, kommune.slut))
    for fra, sidste in zip([forloeb.start, *indre], [*(s - DAG for s in indre), forloeb.slut], strict=True):
        if sidste >= kommune.fra:
            yield fra, sidste


def _stykke(fra: date, sidste: date, forloeb: Forloeb, plan: Forloebsplan, rng) -> Stykke:
    """Granted a week or so before; registered before, or for some later in the month that it starts."""
    kommune = plan.kommune
    kendt = sidste <= kommune.slut or forloeb.type.tidsbegraenset
    prisdag = max(kommune.fra, min(sidste, kommune.slut))
    bevilget = fra - int(rng.integers(2, 21)) * DAG
    forsinket = int(rng.integers(1, 26)) if rng.random() < 0.25 else -1
    oprettet = min(fra + forsinket * DAG, maanedsslut(fra), kommune.slut) if forsinket > 0 else bevilget + DAG
    if fra >= kommune.fra and forloeb.start == fra:
        oprettet = _registreret(fra, oprettet, plan, forloeb)
    return Stykke(
        forloeb=forloeb,
        paragraf=forloeb.type.gaelder(fra),
        fra=fra,
        sidste=sidste,
        til=sidste if kendt else None,
        takst=forloeb.takst_paa(prisdag, kommune.slut.year),
        bevillingsdato=bevilget,
        oprettet=oprettet,
    )


def _registreret(fra: date, oprettet: date, plan: Forloebsplan, forloeb: Forloeb) -> date:
    """Late where the municipality is late with its registrations: a share by measure, a lognormal delay (see `plan`)."""
    sen = plan.karakter.sen_andel.get(forloeb.type.noegle, plan.karakter.sen_oevrige)
    if not sen or plan.sen_rng.random() >= sen:
        return oprettet
    dage = max(1, round(float(plan.sen_rng.lognormal(3.7, 0.6))))
    return min(fra + dage * DAG, plan.kommune.slut)
