"""From parts to settlements: one line a month and ydelse, with egenbetaling and mellemkommunal income.

Units and kroner are whole numbers (1/10,000 unit, øre), rounded half up, so that each line is exact.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from .forloeb import DAG, Forloebsplan
from .katalog import FORSORG
from .kommune import Kommune, maanedsslut
from .poster import Afregning, Ydelse

EGENBETALING = 96.71  # §110 a day in 2023, a published figure; later years are an assumption
_SENT_BOGFOERT = 0.10
_ARTER = {"privat": "409", "kommune": "479", "region": "489"}
ART_UDBETALING, ART_EGENBETALING, ART_MELLEMKOMMUNAL = "529", "729", "779"
EGENBETALING_GRUPPE = "092"


def rund(taeller: int, naevner: int) -> int:
    """Half up for what is not negative."""
    return (2 * taeller + naevner) // (2 * naevner)


def kroner_af(enheder: int, takst: int) -> int:
    """Øre of units (1/10,000) at a takst (øre), rounded half up away from nought."""
    return rund(abs(enheder) * takst, 10_000) * (1 if enheder > 0 else -1)


def enheder(frekvens: str, antal: int, fra: date, til: date) -> int:
    """Units (1/10,000) that an amount in thousandths gives from a day to a day of one month, both included."""
    dage = (til - fra).days + 1
    if frekvens == "Daglig":
        return antal * 10 * dage
    if frekvens == "Ugentlig":
        return rund(antal * dage, 70) * 100
    return rund(antal * 10 * dage, maanedsslut(fra).day)


def art(ydelse: Ydelse) -> str:
    """The kind of payment: to a firm, a municipality, a region or a person."""
    leverandoer = ydelse.stykke.forloeb.leverandoer
    return _ARTER[leverandoer.form] if leverandoer else ART_UDBETALING


def afregninger(plan: Forloebsplan, alle: list[Ydelse], seed: int) -> list[Afregning]:
    """Every whole month's settlements up to the cut-off."""
    rng = np.random.default_rng([seed, 5])
    ud: list[Afregning] = []
    for foerste, sidste in plan.kommune.maaneder():
        for y in alle:
            if y.stykke.fra <= sidste and y.stykke.sidste >= foerste:
                ud += _maaned(plan.kommune, y, max(foerste, y.stykke.fra), min(sidste, y.stykke.sidste), rng)
    return ud


def _maaned(kommune: Kommune, y: Ydelse, fra: date, til: date, rng) -> Iterator[Afregning]:
    """The month's expense, and the income that follows from it, paid on the same day."""
    forloeb = y.stykke.forloeb
    antal = enheder(y.frekvens, forloeb.antal, fra, til)
    takst = forloeb.betales_paa(fra, kommune.slut.year)
    linjer = [("U", antal, takst, y.konto, art(y))]
    if y.betalingskommune != kommune.kode:
        linjer.append(("MK", -antal, takst, y.konto, ART_MELLEMKOMMUNAL))
    if forloeb.type is FORSORG:
        egen = round(EGENBETALING * 1.03 ** (fra.year - 2023) * 100)
        linjer.append(("EB", -antal, egen, forloeb.type.konto(EGENBETALING_GRUPPE), ART_EGENBETALING))
    dispdato, bogfoert = _betalt(y, fra, til, kommune.slut, rng)
    sent = dispdato > maanedsslut(maanedsslut(fra) + DAG)  # registered so late that it is paid as a regulering
    faktura = bool(forloeb.leverandoer and forloeb.leverandoer.faktura)
    for type, enh, pris, konto, art_ in linjer:
        yield Afregning(
            y, y.cpr, y.paragraf, y.cvr, "R" if sent and type == "U" else type, fra, til, enh, y.enhed, pris,
            kroner_af(enh, pris), konto, art_, y.betalingskommune, dispdato, bogfoert, faktura=faktura and type == "U",
            fast=sent,
        )  # fmt: skip


def _betalt(y: Ydelse, fra: date, til: date, slut: date, rng) -> tuple[date, date | None]:
    """Disposed and posted in the last third of the month, when it is registered and has begun; one in ten in the next."""
    dag, sent = int(rng.integers(20, 28)), rng.random() < _SENT_BOGFOERT
    ultimo = maanedsslut(fra)
    if sent and y.oprettet <= ultimo:
        bogfoert = ultimo + int(rng.integers(2, 12)) * DAG
        return ultimo, bogfoert if bogfoert <= slut else None
    dispdato = max(date(fra.year, fra.month, dag), y.oprettet, fra if til == ultimo else til)
    return dispdato, dispdato
