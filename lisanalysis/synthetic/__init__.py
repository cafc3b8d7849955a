"""The made-up municipality: extracts that look real, with every truth known. Nothing here is shared with what it tests."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import afregning, befolkning, bogfoering, forloeb, forsorg, sandhed
from . import kommune as kommunen
from .systemer import bv, cpr, nexus, prisme, stamdata

SYSTEMER = ("nexus", "bv", "prisme", "cpr")


@dataclass(frozen=True, slots=True)
class Oversigt:
    """What was written: rows (records for CPR) by file name, the folder of extracts, and where the truth stands."""

    mappe: Path
    sandhed: Path
    filer: dict[str, int]


def skriv(
    mappe: Path,
    *,
    indbyggere: int = 12_000,
    seed: int = 1,
    aar: int = 3,
    slut: date = date(2025, 12, 31),
    kommune: str = "0998",
    navn: str = "Eksempelby",
    systemer: tuple[str, ...] = SYSTEMER,
) -> Oversigt:
    """Write a clean municipality's extracts into `mappe`, and the truth beside it in `sandhed-<mappe>`.

    `aar` calendar years end with the year of the cut-off `slut`; whole months up to it are settled. The same arguments
    give the same bytes. Raises ValueError for an unknown system or a size below one.
    """
    ukendte = [s for s in systemer if s not in SYSTEMER]
    if ukendte:
        raise ValueError(f"ukendt system: {', '.join(ukendte)}; kendte er {', '.join(SYSTEMER)}")
    sandt = _sandt(kommune, navn, indbyggere, seed, aar, slut)
    mappe = Path(mappe)
    mappe.mkdir(parents=True, exist_ok=True)
    filer = _udtraek(mappe, f"{slut:%Y%m%d}", systemer, sandt)
    sandhed.skriv(sandhed.sandhedsmappe(mappe), filer, sandt.ydelser, sandt.afregninger, sandt.regnskab, sandt.stigning)
    return Oversigt(mappe, sandhed.sandhedsmappe(mappe), filer)


@dataclass(frozen=True, slots=True, repr=False)
class _Sandt:
    """All that is true of the municipality, before any system has seen it."""

    kommune: kommunen.Kommune
    folk: befolkning.Befolkning
    ydelser: list[afregning.Ydelse]
    afregninger: list[afregning.Afregning]
    regnskab: bogfoering.Regnskab
    stigning: forsorg.Stigning | None


def _sandt(kode: str, navn: str, indbyggere: int, seed: int, aar: int, slut: date) -> _Sandt:
    """Place, people, courses, settlements and books, in that order; each step draws from a stream of its own."""
    stedet = kommunen.byg(kode, navn, indbyggere, seed, aar, slut)
    folk = befolkning.Befolkning(kode, seed, slut)
    plan = forloeb.Forloebsplan(stedet, folk, seed)
    forloeb.boern(plan)
    forloeb.voksne(plan)
    stigning = forsorg.forsorg(plan)
    forloeb.doedsfald(plan)
    folk.saet_maerker()
    ydelser = afregning.ydelser(plan, seed)
    afregninger = afregning.afregninger(plan, ydelser, seed)
    return _Sandt(stedet, folk, ydelser, afregninger, bogfoering.bogfoer(stedet, afregninger, seed), stigning)


def _udtraek(mappe: Path, maerke: str, systemer: tuple[str, ...], s: _Sandt) -> dict[str, int]:
    """The chosen systems' files, and the lists that all of them share."""
    skrivere = {
        "nexus": lambda: nexus.skriv(mappe, maerke, s.kommune, s.ydelser),
        "bv": lambda: bv.skriv(mappe, maerke, s.kommune, s.ydelser, s.afregninger),
        "prisme": lambda: prisme.skriv(mappe, maerke, s.regnskab),
        "cpr": lambda: cpr.skriv(mappe, maerke, s.kommune, s.folk),
    }
    filer = stamdata.skriv(mappe, maerke, s.kommune)
    for system in SYSTEMER:
        if system in systemer:
            filer |= skrivere[system]()
    return filer
