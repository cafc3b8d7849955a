"""Writes values the way a Danish reader expects them: figures, amounts, shares, dates and months.

Exact in, exact out: a Decimal is rounded as a Decimal (half away from zero), never by way of a float. The reader gets a
true minus and no-break spaces, so that an amount is never parted from its unit; the file keeps the unrounded value.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol

from lisanalysis.analyses.result import Format

MANGLER = "–"


class _Skjult:
    """The value of a cell that disclosure control has hidden: neither unknown nor zero. It is written as a dot."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "•"

    def __reduce__(self) -> str:
        return "SKJULT"


SKJULT = _Skjult()
_SPROG = "da"
_FAST = "\u00a0"
_MINUS = "\u2212"
_MILLION = Decimal(1_000_000)
_DECIMALER = {"kr": 0, "mio": 1, "antal": 0, "decimal": 2, "pct": 1}
_MOENSTRE = {0: "#,##0", 1: "#,##0.0", 2: "#,##0.00"}
_MAANED = re.compile(r"\d{4}-\d{2}", re.ASCII)


def skriv(vaerdi: Any, format: Format, valuta: str = "DKK") -> str:
    """The value in Danish; unknown (None, NaN, NaT) is "–".

    A hidden value is "•". kr and mio take kroner, pct takes a share (0.125 is 12,5 %), dato and periode take dates or ISO text.
    """
    if mangler(vaerdi):
        return MANGLER
    if vaerdi is SKJULT:
        return repr(SKJULT)
    if format in ("tekst", "henvisning", "anker"):
        return _tekst(vaerdi)
    if format == "dato":
        return format_date(_dato(vaerdi), "d. MMMM y", locale=_SPROG)
    if format == "periode":
        return _periode(vaerdi, "MMMM y")
    return tal(vaerdi, format) + enhed(format, valuta)


def tal(vaerdi: Any, format: Format) -> str:
    """The bare number, as it stands on an axis or a bar; the unit is written once beside it (`enhed`)."""
    skaleret = _decimal(vaerdi) / _MILLION if format == "mio" else _decimal(vaerdi)
    if format == "pct":
        skaleret *= 100
    return _skriv_decimal(skaleret, _DECIMALER[format])


def ens(skrevne: list[str]) -> list[str]:
    """The numbers of an axis without the decimals that all of them have as zeros: 2,0 and 4,0 are 2 and 4."""
    if any(not re.search(r",0+$", s) for s in skrevne):
        return skrevne
    return [s[: s.index(",")] for s in skrevne]


def enhed(format: Format, valuta: str = "DKK") -> str:
    """What follows the number, its space included: " kr.", " mio. kr.", " %" or nothing."""
    if format == "pct":
        return _FAST + "%"
    if format in ("kr", "mio"):
        return (_FAST + "mio." if format == "mio" else "") + _FAST + get_currency_symbol(valuta, locale=_SPROG)
    return ""


def maaned_kort(vaerdi: Any) -> str:
    """The month in the short form of axes: `2024-09` or a date → "sep. 2024"."""
    return _periode(vaerdi, "MMM y")


def dato_kort(vaerdi: Any) -> str:
    """The day in the short form of axes: "1. sep. 2024"."""
    return format_date(_dato(vaerdi), "d. MMM y", locale=_SPROG)


def er_maaned(tekst: str) -> bool:
    """Whether a text is a month, `åååå-mm`."""
    return bool(_MAANED.fullmatch(tekst)) and "01" <= tekst[5:] <= "12"


def er_tal(vaerdi: Any) -> bool:
    """Whether the value is a known number: neither unknown, hidden nor text."""
    return isinstance(vaerdi, (Decimal, int, float)) and not mangler(vaerdi)


def mangler(vaerdi: Any) -> bool:
    """Whether the value is unknown: None, NaN, NaT or pandas' NA."""
    if vaerdi is None:
        return True
    if isinstance(vaerdi, (str, int, date)) and vaerdi == vaerdi:
        return False
    import pandas as pd

    return bool(pd.api.types.is_scalar(vaerdi) and pd.isna(vaerdi))


def _skriv_decimal(vaerdi: Decimal, decimaler: int) -> str:
    afrundet = vaerdi.quantize(Decimal(1).scaleb(-decimaler), rounding=ROUND_HALF_UP)
    skrevet = format_decimal(abs(afrundet), format=_MOENSTRE[decimaler], locale=_SPROG)
    return _MINUS + skrevet if afrundet < 0 else skrevet


def _decimal(vaerdi: Any) -> Decimal:
    """The number as a Decimal; a float by its shortest decimal form (0.1 is 0,1)."""
    if isinstance(vaerdi, (Decimal, int)):
        return Decimal(vaerdi)
    return Decimal(repr(float(vaerdi))) if not hasattr(vaerdi, "__index__") else Decimal(vaerdi.__index__())


def _tekst(vaerdi: Any) -> str:
    if type(vaerdi).__name__ in ("bool", "bool_"):
        return "ja" if vaerdi else "nej"
    return str(vaerdi)


def _dato(vaerdi: Any) -> date:
    return date.fromisoformat(vaerdi[:10]) if isinstance(vaerdi, str) else vaerdi


@lru_cache(maxsize=1024)
def _maaned_tekst(aar: int, maaned: int, moenster: str) -> str:
    return format_date(date(aar, maaned, 1), moenster, locale=_SPROG)


def _periode(vaerdi: Any, moenster: str) -> str:
    """The month in words; text that is no month (a year, "alle") stands as it is."""
    if not isinstance(vaerdi, str):
        return _maaned_tekst(vaerdi.year, vaerdi.month, moenster)
    if not er_maaned(vaerdi):
        return vaerdi
    return _maaned_tekst(int(vaerdi[:4]), int(vaerdi[5:]), moenster)
