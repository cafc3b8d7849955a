"""The made-up municipality: extracts that look real, with every truth known. Nothing here is shared with what it tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from . import bogfoering, moenstre, registre, sandhed, statistik, udtraek
from .afregningssystem import Fordeling
from .fejl import HVERDAG, Fejloenske, Saaning
from .fil import FORMER
from .katalog import RAMME
from .lister import lister
from .sandt import Sandt, sandt
from .scenarie import Engangsudgift, Indsats, Praksis, Prisstigning, Scenarie, Substitution, Systemskifte
from .udtraek import Raekker

SYSTEMER = udtraek.SYSTEMER
STANDARD = ("nexus", "bv", "prisme", "cpr")
_LISTER = (
    "cpr", "adressehistorik", "rammeaktivitet", "refusionstilsagn", "hjemtaget_refusion", "budgetark", "prognose_manuel",
    "flis", "dst", "statbank",
)  # fmt: skip
# What `skriv` is given for each demo folder under parameters/, by its name.
DEMOER = {
    "demo": {"fejl": HVERDAG},
    "demo-as2007": {"navn": "Digeby", "kommune": "0997", "systemer": ("dubu", "sensum", "as2007", "opus", *_LISTER)},
    "demo-lille": {"navn": "Lilleby", "kommune": "0996", "indbyggere": 1000, "aar": 1, "slut": date(2025, 1, 31)},
}

__all__ = [
    "DEMOER", "STANDARD", "SYSTEMER", "Engangsudgift", "Indsats", "Oversigt", "Praksis", "Prisstigning", "Scenarie", "Substitution",
    "Systemskifte", "skriv",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Oversigt:
    """What was written: rows (records for CPR) by file name, where, where the truth stands, and faults planted by kind."""

    mappe: Path
    sandhed: Path
    filer: dict[str, int]
    fejl: dict[str, int] = field(default_factory=dict)


def skriv(
    mappe: Path,
    *,
    indbyggere: int = 12_000,
    seed: int = 1,
    aar: int = 3,
    slut: date = date(2025, 12, 31),
    kommune: str = "0998",
    navn: str = "Eksempelby",
    systemer: tuple[str, ...] = STANDARD,
    fejl: Fejloenske = None,
    scenarie: Scenarie | None = None,
    form: str = "csv",
) -> Oversigt:
    """Write a municipality's extracts into `mappe`, and the truth beside it in `sandhed-<mappe>`.

    `aar` calendar years end with the year of the cut-off `slut`; whole months up to it are settled. `fejl` is how much of
    each kind of fault to plant: None for a clean municipality, a number, a share of the rows it could hit, or one or the
    other by name of cause or rule (`fejl.NAVNE`). `form` is that of the tables: csv, csv.gz, xlsx or parquet. The same
    arguments give the same content, and for csv the same bytes. Raises ValueError for an unknown name or a size below one.
    """
    _kendte(systemer, form)
    scenarie = scenarie or Scenarie()
    s = sandt(kommune, navn, indbyggere, seed, aar, slut, scenarie, ramme="rammeaktivitet" in systemer)
    raekker, tabeller, moenstrene = _raekker(s, systemer, scenarie, seed)
    saaning = Saaning(raekker, s.plan, seed, fejl)
    saaning.udfoer()
    mappe = Path(mappe)
    mappe.mkdir(parents=True, exist_ok=True)
    skrevne = [(fil, *fil.skriv(mappe, f"{slut:%Y%m%d}", form)) for fil in udtraek.filer(systemer, raekker)]
    antal = {fil: raekker_ for _, fil, raekker_ in skrevne} | saaning.filfejl(mappe)
    tabeller |= {"raekker": ("fil;raekker", sorted(antal.items()))} | saaning.facit.tabeller(skrevne)
    tabeller["sandheder"] = ("sandhed;noegle;vaerdi", sandhed.sandheder(s, raekker.regnskab, moenstrene))
    sandhed.skriv(sandhed.sandhedsmappe(mappe), tabeller)
    return Oversigt(mappe, sandhed.sandhedsmappe(mappe), antal, saaning.plantet)


def _kendte(systemer: tuple[str, ...], form: str) -> None:
    ukendte = [s for s in systemer if s not in SYSTEMER]
    if ukendte:
        raise ValueError(f"ukendt system: {', '.join(ukendte)}; kendte er {', '.join(SYSTEMER)}")
    if form not in FORMER:
        raise ValueError(f"ukendt form: {form}; kendte er {', '.join(FORMER)}")
    if "opus" in systemer and {"prisme", "prisme-g69"} & set(systemer):
        raise ValueError("en kommune har ét økonomisystem: enten prisme eller opus")


def _raekker(s: Sandt, systemer: tuple[str, ...], scenarie: Scenarie, seed: int) -> tuple[Raekker, dict, list]:
    """What the systems hold when nothing is wrong, and the totals of it."""
    r = registre.registrer(s.plan, s.stykker, seed)
    fordeling = Fordeling(systemer, scenarie.skifte, seed)
    reguleringer = moenstre.reguleringer(s.kommune, r.afregninger, seed)
    registre.nummerer(r, fordeling.system, fordeling.nummereret, seed)
    regnskab = bogfoering.bogfoer(s.kommune, r.afregninger, seed, scenarie.engangsudgift, fordeling.maskinnr)
    pladser = round(RAMME.starter * RAMME.dage / 30 * s.kommune.skala + 1)
    ramme = bogfoering.ramme(s.kommune, regnskab, pladser) if "rammeaktivitet" in systemer else {}
    moenster = moenstre.posteringer(s.kommune, regnskab, seed) | {"reguleret": reguleringer}
    bogfoering.bilag(regnskab.posteringer)
    sider = lister(s.kommune, s.stykker, r.afregninger, regnskab, ramme, pladser, seed)
    raekker = Raekker(s.kommune, s.folk, r, fordeling, regnskab, sider, statistik.opmaerkninger())
    tabeller = sandhed.opgjort(r, regnskab)
    tabeller["stigning_110"] = ("noegle;vaerdi", sandhed.stigning(s.stigning) if s.stigning else [])
    raekker.fordel()
    return raekker, tabeller, sorted(moenster.items())
