"""Reads CPR numbers: type, birth date, gender, and which repair it took to read them.

Century table and gender digit: cpr.dk, "Personnummeret i CPR". Replacement numbers (first digit of the day + 6): CPR-kontoret.
Modulus 11 has not been guaranteed since 2007-10-01, so it is a remark on a number and never a reason to refuse it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from lisanalysis.domain.dato import kalenderdato
from lisanalysis.domain.ordfejl import Ordfejl

GYLDIG, ERSTATNING, ANONYM = "gyldig", "erstatning", "anonym"
FORANSTILLET_NUL, DECIMALFORM = "foranstillet_nul", "decimalform"

_VAEGTE = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_TILLAEG = 60  # day 61-91 marks a replacement number
_SKABELON = re.compile(r"(\d{5,6})[- \u00a0]?([0-9A-ZÆØÅ]{4})", re.ASCII)
_EKSPONENT = re.compile(r"\d+([.,]\d+)?E\+?\d{1,2}", re.ASCII)
_DECIMALHALE = re.compile(r"(?<=\d)[.,]0+$")


class Aarsag(Enum):
    """Why a text is not a CPR number."""

    TOM = "CPR-nummeret er tomt."
    EKSPONENT = "CPR-nummeret står på eksponentform (som 1,0E+09), så cifre er gået tabt."
    FORM = "CPR-nummeret har ikke ti tegn på formen ddmmåå-nnnn."
    DATO = "CPR-nummerets seks første cifre er ikke en dato."


class CprFejl(Ordfejl):
    """The text is not a CPR number."""


@dataclass(frozen=True)
class Cpr:
    """One CPR number; its repr shows only what cannot point at a person.

    `nummer` is ten characters without hyphen. `type` is "gyldig", "erstatning" or "anonym"; only a "gyldig" number vouches for
    `foedselsdato` and `koen` ("M"/"K"), which are None otherwise. Several citizens may share an anonymous number.
    `repareret` is "", "decimalform", "foranstillet_nul" or both joined by "+".
    """

    nummer: str = field(repr=False)
    type: str
    foedselsdato: date | None = field(repr=False)
    koen: str | None = field(repr=False)
    mod11_ok: bool
    repareret: str


def laes(raw: str, *, fiktiv: bool = False) -> Cpr:
    """The CPR number in a text, with or without hyphen; `fiktiv` makes day + 60 an ordinary number. Raises CprFejl.

    A lost leading zero and a trailing ",0" (both spreadsheets' doing) are repaired and said so in `repareret`.
    """
    dato6, loebenummer, repareret = _del(raw)
    anonym = loebenummer == "0000" or not loebenummer.isdigit()
    foedt = _foedt(dato6, None if anonym else int(loebenummer[0]))
    if anonym:
        return Cpr(dato6 + loebenummer, ANONYM, None, None, False, repareret)
    nummer, kunstig = dato6 + loebenummer, dato6[0] > "3"
    if kunstig and not fiktiv:
        return Cpr(nummer, ERSTATNING, None, None, mod11(nummer), repareret)
    koen = "M" if int(nummer[9]) % 2 else "K"
    return Cpr(nummer, GYLDIG, foedt, koen, mod11(nummer), repareret)


def mod11(nummer: str) -> bool:
    """True where the weighted sum of the ten digits is divisible by 11; True for nearly all numbers given before 2007-10-01."""
    return sum(v * int(c) for v, c in zip(_VAEGTE, nummer, strict=True)) % 11 == 0


def aarhundrede(syvende: int, aar: int) -> int:
    """The century (1800, 1900 or 2000) that digit 7 and a two-digit year stand for (cpr.dk)."""
    if syvende <= 3:
        return 1900
    if syvende in (4, 9):
        return 2000 if aar <= 36 else 1900
    return 2000 if aar <= 57 else 1800


def _del(raw: str) -> tuple[str, str, str]:
    """The six date digits, the four last characters and the repairs it took."""
    tekst = raw.strip().upper()
    if not tekst:
        raise CprFejl(Aarsag.TOM)
    if _EKSPONENT.fullmatch(tekst):
        raise CprFejl(Aarsag.EKSPONENT)
    uden_hale = _DECIMALHALE.sub("", tekst)
    fundet = _SKABELON.fullmatch(uden_hale)
    if not fundet or (len(fundet[1]) == 5 and not fundet[2].isdigit()):
        raise CprFejl(Aarsag.FORM)
    reparationer = [DECIMALFORM] * (uden_hale != tekst) + [FORANSTILLET_NUL] * (len(fundet[1]) == 5)
    return fundet[1].zfill(6), fundet[2], "+".join(reparationer)


def _foedt(dato6: str, syvende: int | None) -> date:
    """The date in the first six digits, day 61-91 read as 1-31. Raises CprFejl.

    Without digit 7 the century is not known; 2000 stands in, a leap year, so that every day of the calendar passes.
    """
    dag, maaned, aar = int(dato6[:2]), int(dato6[2:4]), int(dato6[4:])
    dag -= _TILLAEG if dag > _TILLAEG else 0
    foedt = kalenderdato(2000 if syvende is None else aarhundrede(syvende, aar) + aar, maaned, dag)
    if foedt is None:
        raise CprFejl(Aarsag.DATO)
    return foedt
