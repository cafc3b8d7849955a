"""Figures of law by name and day: the shipped ones, and those a municipality supplies in its own law.yaml."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from lisanalysis.domain.stavning import mente_du
from lisanalysis.errors import LawError
from lisanalysis.law.figurefile import Tal, Talfil, Talnavn, laes_fil

# How the law is asked: the shipped figures, or those and a municipality's own.
Opslag = Callable[[str, date], Tal]
AREAS = ("refusion", "satser")


def tal(navn: str, dato: date, *, ekstra: Path | None = None) -> Tal:
    """The figure in force on the day, exact and with its source. Raises LawError where no source vouches for one.

    `ekstra` is the municipality's law.yaml; a file that is not there adds nothing. It may replace what is shipped as
    common knowledge or derived, never a verified figure.
    """
    filer = _filer(ekstra)
    begreb = _begreb(navn, filer)
    if uden_for := _findes_ikke(begreb, dato):
        raise LawError(uden_for)
    vaerdier = [v for fil in filer for v in fil.tal if v.navn == navn]
    gaelder = [v for v in vaerdier if v.gaelder(dato)]
    if not gaelder:
        raise LawError(_mangler(begreb, dato, vaerdier, ekstra))
    return gaelder[-1]  # the municipality's own comes last


def tal_navne(*, ekstra: Path | None = None) -> tuple[Talnavn, ...]:
    """Every figure that can be asked for, sorted by name: the catalogue's list."""
    return tuple(sorted((n for fil in _filer(ekstra) for n in fil.navne), key=lambda n: n.navn))


def kendte_tal() -> tuple[Tal, ...]:
    """Every dated value that the package ships, by name and date: the catalogue's table."""
    return tuple(sorted((v for fil in _shipped() for v in fil.tal), key=lambda v: (v.navn, v.fra)))


@cache
def _shipped() -> tuple[Talfil, ...]:
    mappe = Path(__file__).parent
    return tuple(laes_fil(mappe / f"{omraade}.yaml", f"{omraade}.yaml") for omraade in AREAS)


def _filer(ekstra: Path | None) -> tuple[Talfil, ...]:
    if ekstra is None or not ekstra.exists():
        return _shipped()
    stat = ekstra.stat()
    return _med_egne(ekstra, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _med_egne(ekstra: Path, _aendret: int, _stoerrelse: int) -> tuple[Talfil, ...]:
    """The shipped files and the municipality's own, which is read again only when the file has changed."""
    kendte = {n.navn: n for fil in _shipped() for n in fil.navne}
    egen = laes_fil(ekstra, _vist(ekstra), kendte=kendte, sikkerhed="kommunen")
    for eget in egen.tal:
        _afvis_overskrivning(eget, _vist(ekstra))
    return (*_shipped(), egen)


def _afvis_overskrivning(eget: Tal, fil: str) -> None:
    for pakkens in kendte_tal():
        if pakkens.navn == eget.navn and pakkens.sikkerhed == "verificeret" and pakkens.overlapper(eget):
            raise LawError(
                f"{fil}: '{eget.navn}' fra {_dansk(eget.fra)} er allerede verificeret i pakken "
                f"({pakkens.periode}, kilde: {pakkens.kilde}). Slet linjen, eller meld kilden ind, hvis pakkens tal er forkert."
            )


def _begreb(navn: str, filer: tuple[Talfil, ...]) -> Talnavn:
    kendte = {n.navn: n for fil in filer for n in fil.navne}
    if navn in kendte:
        return kendte[navn]
    raise LawError(f"Der er intet tal, der hedder '{navn}', i lovens tal.{mente_du(navn, kendte)}")


def _findes_ikke(begreb: Talnavn, dato: date) -> str | None:
    """The sentence that says the law had no such figure on the day; None where it had."""
    graense = None
    if begreb.findes_fra and dato < begreb.findes_fra:
        graense = f"findes først i loven fra {_dansk(begreb.findes_fra)}"
    if begreb.findes_til and dato > begreb.findes_til:
        graense = f"findes ikke i loven efter {_dansk(begreb.findes_til)}"
    return f"'{begreb.navn}' ({begreb.titel}) {graense}; der er spurgt om {_dansk(dato)}." if graense else None


def _mangler(begreb: Talnavn, dato: date, vaerdier: list[Tal], ekstra: Path | None) -> str:
    kendt = ", ".join(v.periode for v in sorted(vaerdier, key=lambda v: v.fra)) or "ingen"
    return (
        f"'{begreb.navn}' ({begreb.titel}, {begreb.enhed}) kendes ikke for {_dansk(dato)}. Kendt: {kendt}.\n"
        f"Slå tallet op ({begreb.lov}), og skriv det med sin kilde i {_vist(ekstra)}:\n\n"
        "tal:\n"
        f'  - {{navn: {begreb.navn}, fra: {dato.year}-01-01, til: {dato.year}-12-31, vaerdi: "", kilde: ""}}\n\n'
        "Står der allerede en 'tal:'-liste i filen, tilføjes kun linjen."
    )


def _vist(ekstra: Path | None) -> str:
    """How the municipality's file is called in a message: never with the machine's own folders before it."""
    return f"parameters/{ekstra.parent.name if ekstra else '<kommune>'}/law.yaml"


def _dansk(dato: date) -> str:
    return f"{dato:%d-%m-%Y}"
