"""Exact money: reads kroner with øre from a file's way of writing them, and shares an amount out to the last øre."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from lisanalysis.domain.ordfejl import Ordfejl

OERE = Decimal("0.01")
_HELTAL = 12  # digits before the decimal point in DECIMAL(14,2)
_FORTEGN = {"foran": (r"[-+−]?", ""), "efter": ("", r"[-+−]?"), "begge": (r"[-+−]?", r"[-+−]?")}


class Aarsag(Enum):
    """Why a text is not an amount, or an amount cannot be shared out."""

    FORM = "Beløbet er ikke skrevet, som filens layout angiver (decimaltegn, tusindtegn, fortegn)."
    FORTEGN = "Beløbet har fortegn både foran og efter."
    DECIMALER = "Beløbet har flere decimaler, end der er plads til."
    FOR_STORT = "Beløbet er større, end der er plads til (tolv cifre før kommaet)."
    OERE = "Beløbet, der skal fordeles, er ikke et helt antal øre."
    VAEGTE = "Vægtene skal være nul eller derover, og mindst én skal være større end nul."


class BeloebFejl(Ordfejl):
    """The text is not an amount, or the amount cannot be shared out."""


def laes(raw: str, *, decimal: str = ",", tusind: str = "", fortegn: str = "foran", decimaler: int = 2) -> Decimal:
    """The amount in kroner with exactly `decimaler` places. Raises BeloebFejl.

    `tusind` is the separator that may (not must) group the thousands; where it stands it must stand right. `fortegn` says where
    a sign may be: "foran", "efter" or "begge" (at one end, either).
    """
    fundet = _moenster(decimal, tusind, fortegn).fullmatch(raw.strip())
    if not fundet:
        raise BeloebFejl(Aarsag.FORM)
    if fundet["foran"] and fundet["efter"]:
        raise BeloebFejl(Aarsag.FORTEGN)
    kroner = fundet["kroner"].replace(tusind, "") if tusind else fundet["kroner"]
    oere = (fundet["oere"] or "").ljust(decimaler, "0")
    if len(oere) > decimaler:
        raise BeloebFejl(Aarsag.DECIMALER)
    if len(kroner.lstrip("0")) > _HELTAL:
        raise BeloebFejl(Aarsag.FOR_STORT)
    vaerdi = Decimal(f"{kroner}.{oere}" if oere else kroner)
    negativ = (fundet["foran"] or fundet["efter"]) in ("-", "−")
    return -vaerdi if negativ and vaerdi else vaerdi


def fordel(total: Decimal, vaegte: Sequence[Decimal | int]) -> list[Decimal]:
    """Shares of `total` in proportion to the weights, each in whole øre and together exactly `total`. Raises BeloebFejl.

    Largest remainder: every share is rounded down, and the øre left go to the largest remainders, the earliest first in a tie.
    A negative total gives the same shares with the sign turned.
    """
    andele = [Fraction(vaegt) for vaegt in vaegte]
    if not andele or min(andele) < 0 or sum(andele) == 0:
        raise BeloebFejl(Aarsag.VAEGTE)
    if total != total.quantize(OERE):
        raise BeloebFejl(Aarsag.OERE)
    oere = int(abs(total) / OERE)
    praecise = [oere * andel / sum(andele) for andel in andele]
    dele = [int(andel) for andel in praecise]
    efter_rest = sorted(range(len(dele)), key=lambda i: (dele[i] - praecise[i], i))
    for i in efter_rest[: oere - sum(dele)]:
        dele[i] += 1
    return [(Decimal(-del_ if total < 0 else del_) * OERE) for del_ in dele]


@lru_cache
def _moenster(decimal: str, tusind: str, fortegn: str) -> re.Pattern[str]:
    if fortegn not in _FORTEGN or len(decimal) != 1 or decimal == tusind:
        raise ValueError("Et layouts talform skal have ét decimaltegn, et andet tusindtegn og fortegn foran, efter eller begge.")
    foran, efter = _FORTEGN[fortegn]
    grupperet = rf"\d{{1,3}}(?:{re.escape(tusind)}\d{{3}})+|" if tusind else ""
    tal = rf"(?P<kroner>{grupperet}\d+)(?:{re.escape(decimal)}(?P<oere>\d+))?"
    return re.compile(rf"(?P<foran>{foran}) ?{tal} ?(?P<efter>{efter})", re.ASCII)
