"""From courses to grants and settlements: one ydelse per course and legal or price period, one settlement a month.

Units and kroner are whole numbers (1/10,000 unit, øre), rounded half up, so that each line is exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from .forloeb import DAG, Forloeb, Forloebsplan
from .katalog import BARNETS_LOV, FORSORG
from .kommune import Kommune, maanedsslut

EGENBETALING = 96.71  # §110 a day in 2023, a published figure; later years are an assumption
_SENT_BOGFOERT = 0.10
_ARTER = {"privat": "409", "kommune": "479", "region": "489"}
ART_UDBETALING, ART_EGENBETALING, ART_MELLEMKOMMUNAL = "529", "729", "779"
EGENBETALING_GRUPPE = "092"


@dataclass(slots=True, repr=False, eq=False)
class Ydelse:
    """A part of a course under one paragraph and one granted price; `til` is None while open at the cut-off."""

    nr: str
    indsats_id: str
    forloeb: Forloeb
    paragraf: str
    fra: date
    sidste: date  # the true last day of this part
    til: date | None  # what the systems know
    takst: int
    bevillingsdato: date
    oprettet: date

    @property
    def art(self) -> str:
        leverandoer = self.forloeb.leverandoer
        return _ARTER[leverandoer.form] if leverandoer else ART_UDBETALING

    @property
    def konto(self) -> str:
        return self.forloeb.type.konto(self.forloeb.gruppe)


@dataclass(slots=True, repr=False, eq=False)
class Afregning:
    """One settlement line; `bogfoert` and `bilagsref` are empty while it is approved but not paid."""

    nr: str
    ydelse: Ydelse
    type: str
    fra: date
    til: date
    enheder: int
    takst: int
    beloeb: int
    konto: str
    art: str
    dispdato: date
    bogfoert: date | None
    bilagsref: str

    @property
    def status(self) -> str:
        return "E" if self.bogfoert else "G"


def rund(taeller: int, naevner: int) -> int:
    """Half up for what is not negative."""
    return (2 * taeller + naevner) // (2 * naevner)


def enheder(frekvens: str, antal: int, fra: date, til: date) -> int:
    """Units (1/10,000) that an amount in thousandths gives from a day to a day of one month, both included."""
    dage = (til - fra).days + 1
    if frekvens == "Daglig":
        return antal * 10 * dage
    if frekvens == "Ugentlig":
        return rund(antal * dage, 70) * 100
    return rund(antal * 10 * dage, maanedsslut(fra).day)


def ydelser(plan: Forloebsplan, seed: int) -> list[Ydelse]:
    """All parts of all courses that reach into the span, in order of start."""
    rng = np.random.default_rng([seed, 4])
    stykker = [(fra, sidste, f) for f in plan.forloeb for fra, sidste in _stykker(f, plan.kommune)]
    stykker.sort(key=lambda s: (s[0], s[2].sag.nr, s[2].type.noegle))
    return [_ydelse(nr, *stykke, plan.kommune, rng) for nr, stykke in enumerate(stykker, 1)]


def _stykker(forloeb: Forloeb, kommune: Kommune) -> Iterator[tuple[date, date]]:
    """Cut where the paragraph changes, and each 1 January where the price stands on the bevilling."""
    type = forloeb.type
    snit = {BARNETS_LOV} if type.paragraf[0] != type.paragraf[1] else set()
    if type.takst_paa_bevilling:
        snit |= {date(a, 1, 1) for a in kommune.aar}
    indre = sorted(s for s in snit if forloeb.start < s <= min(forloeb.slut, kommune.slut))
    for fra, sidste in zip([forloeb.start, *indre], [*(s - DAG for s in indre), forloeb.slut], strict=True):
        if sidste >= kommune.fra:
            yield fra, sidste


def _ydelse(nr: int, fra: date, sidste: date, forloeb: Forloeb, kommune: Kommune, rng) -> Ydelse:
    """Granted a week or so before; registered before, or for some later in the month that it starts."""
    kendt = sidste <= kommune.slut or forloeb.type.tidsbegraenset
    sidste_aar = kommune.slut.year
    prisaar = max(kommune.fra, min(sidste, kommune.slut)).year
    bevilget = fra - int(rng.integers(2, 21)) * DAG
    forsinket = int(rng.integers(1, 26)) if rng.random() < 0.25 else -1
    oprettet = min(fra + forsinket * DAG, maanedsslut(fra), kommune.slut) if forsinket > 0 else bevilget + DAG
    return Ydelse(
        nr=f"F{nr:07d}",
        indsats_id=f"N{nr + 40_000:07d}" if forloeb.type.bevilling else "",
        forloeb=forloeb,
        paragraf=forloeb.type.gaelder(fra),
        fra=fra,
        sidste=sidste,
        til=sidste if kendt else None,
        takst=forloeb.takst_i(prisaar, sidste_aar),
        bevillingsdato=bevilget,
        oprettet=oprettet,
    )


def afregninger(plan: Forloebsplan, alle: list[Ydelse], seed: int) -> list[Afregning]:
    """Every whole month's settlements up to the cut-off, with egenbetaling and mellemkommunal income."""
    rng = np.random.default_rng([seed, 5])
    ud: list[Afregning] = []
    for foerste, sidste in plan.kommune.maaneder():
        for ydelse in alle:
            if ydelse.fra <= sidste and ydelse.sidste >= foerste:
                ud += _maaned(plan.kommune, ydelse, max(foerste, ydelse.fra), min(sidste, ydelse.sidste), rng, len(ud))
    return ud


def _maaned(kommune: Kommune, ydelse: Ydelse, fra: date, til: date, rng, foer: int) -> Iterator[Afregning]:
    """The month's expense, and the income that follows from it, paid on the same day."""
    forloeb = ydelse.forloeb
    antal = enheder(forloeb.type.frekvens, forloeb.antal, fra, til)
    takst = forloeb.takst_i(fra.year, kommune.slut.year)
    linjer = [("U", antal, takst, ydelse.konto, ydelse.art)]
    if forloeb.sag.person.betalingskommune != kommune.kode:
        linjer.append(("MK", -antal, takst, ydelse.konto, ART_MELLEMKOMMUNAL))
    if forloeb.type is FORSORG:
        egen = round(EGENBETALING * 1.03 ** (fra.year - 2023) * 100)
        linjer.append(("EB", -antal, egen, forloeb.type.konto(EGENBETALING_GRUPPE), ART_EGENBETALING))
    dispdato, bogfoert = _betalt(ydelse, fra, til, kommune.slut, rng)
    for nr, (type, enh, pris, konto, art) in enumerate(linjer, foer + 1):
        beloeb = rund(abs(enh) * pris, 10_000) * (1 if enh > 0 else -1)
        ref = f"{dispdato:%Y%m%d}BV001{nr:07d}" if bogfoert else ""
        yield Afregning(f"A{nr:08d}", ydelse, type, fra, til, enh, pris, beloeb, konto, art, dispdato, bogfoert, ref)


def _betalt(ydelse: Ydelse, fra: date, til: date, slut: date, rng) -> tuple[date, date | None]:
    """Disposed and posted in the last third of the month, when it is registered and has begun; one in ten in the next."""
    dag, sent = int(rng.integers(20, 28)), rng.random() < _SENT_BOGFOERT
    ultimo = maanedsslut(fra)
    if sent:
        bogfoert = ultimo + int(rng.integers(2, 12)) * DAG
        return ultimo, bogfoert if bogfoert <= slut else None
    dispdato = max(date(fra.year, fra.month, dag), ydelse.oprettet, fra if til == ultimo else til)
    return dispdato, dispdato
