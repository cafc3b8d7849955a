"""The traffic light: one rule that says whether a source's deliveries can be used."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.datavalidering.erklaering import Parametre

Lys = Literal["roed", "gul", "groen"]


@dataclass(frozen=True)
class Maaling:
    """What was measured of one source. `saldo_forskel` None is not compared, which is not the same as no difference."""

    kilde: str
    navn: str
    kontakt: str
    i_aftalen: bool
    leveret: bool
    raekker: int = 0
    afvist: int = 0
    dage_forsinket: int = 0
    manglende_filer: tuple[str, ...] = ()
    afviste_filer: tuple[str, ...] = ()
    advarsler: int = 0
    udsving: int = 0
    maaneder_uden: int = 0
    dubletter: int = 0
    uden_for_maaned: int = 0
    kontrolsum_afviger: bool = False
    saldo_forskel: Decimal | None = None

    @property
    def andel_afvist(self) -> Decimal:
        """The share of the source's rows that could not be read."""
        return Decimal(self.afvist) / self.raekker if self.raekker else Decimal(0)


def vurder(m: Maaling, graenser: Parametre, valuta: str) -> tuple[Lys, tuple[str, ...]]:
    """The light and its reasons, the gravest first. One red reason makes it red, one yellow makes it yellow.

    Red is what makes the figures wrong: something agreed is not there, was refused, or does not sum. Yellow is what someone should look at
    before the figures are used. `afvist_roed_pct` is where unreadable rows go from a nuisance to a hole in the data, and
    `udsving_pct` how far rows or kroner may move from one delivery to the next without a question.
    """
    forskel = m.saldo_forskel or Decimal(0)
    roede = {
        "leverancen mangler": not m.leveret,
        f"leverancen er {dansk.antal(m.dage_forsinket, 'dag', 'dage')} forsinket": m.dage_forsinket > 0,
        f"aftalte filer mangler: {dansk.opremsning(m.manglende_filer)}": m.leveret and bool(m.manglende_filer),
        f"filer er afvist: {dansk.opremsning(m.afviste_filer)}": bool(m.afviste_filer),
        f"{dansk.pct(m.andel_afvist, 1)} af rækkerne kunne ikke læses": m.andel_afvist * 100 >= graenser.afvist_roed_pct,
        f"{dansk.antal(m.maaneder_uden, 'måned', 'måneder')} er uden rækker": m.maaneder_uden > 0,
        "det indlæste beløb er et andet end filernes": m.kontrolsum_afviger,
        f"saldolisten afviger {dansk.beloeb(forskel, valuta)} fra posteringerne": forskel != 0,
    }
    gule = {
        "systemet står ikke i kommune.yaml": not m.i_aftalen,
        f"{dansk.antal(m.afvist, 'række', 'rækker')} kunne ikke læses": 0 < m.andel_afvist * 100 < graenser.afvist_roed_pct,
        f"{dansk.antal(m.advarsler, 'leverance', 'leverancer')} har en advarsel": m.advarsler > 0,
        f"{dansk.antal(m.udsving, 'tabel har', 'tabeller har')} store udsving siden forrige leverance": m.udsving > 0,
        f"{dansk.antal(m.dubletter, 'overskydende kopi', 'overskydende kopier')} af ens rækker": m.dubletter > 0,
        f"{dansk.antal(m.uden_for_maaned, 'række', 'rækker')} ligger uden for filens måned": m.uden_for_maaned > 0,
    }
    grunde = tuple(tekst for tekst, ramt in (*roede.items(), *gule.items()) if ramt)
    return ("roed" if any(roede.values()) else "gul" if grunde else "groen"), grunde
