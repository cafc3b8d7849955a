"""How numbers and months are said inside a Danish sentence; tables and charts get the exact values instead.

The same manner as `publish.numbers`: a true minus, and a no-break space before the unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MAANEDER = ("januar", "februar", "marts", "april", "maj", "juni",
            "juli", "august", "september", "oktober", "november", "december")
MAANEDER_KORT = ("jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")
_MIO = Decimal(1_000_000)
_OERE_UNDER = 100
_FAST = "\u00a0"
_VALUTA = {"DKK": "kr.", "GBP": "£", "EUR": "€"}


def valutanavn(valuta: str) -> str:
    """What stands after an amount: `kr.`, another currency's sign, or its code."""
    return _VALUTA.get(valuta, valuta)


def beloeb(kroner: Decimal, valuta: str = "DKK") -> str:
    """`1,2 mio. kr.` from a million up, else whole kroner: `812.345 kr.`; below a hundred the øre too, lest 0,10 become 0."""
    if abs(kroner) >= _MIO:
        return f"{tal(kroner / _MIO, 1)}{_FAST}mio.{_FAST}{valutanavn(valuta)}"
    return f"{tal(kroner, 2 if 0 < abs(kroner) < _OERE_UNDER else 0)}{_FAST}{valutanavn(valuta)}"


def tal(vaerdi: Decimal | int, decimaler: int = 0) -> str:
    """The number with Danish separators, rounded half up: 1234.5 → `1.235`."""
    rundet = Decimal(vaerdi).quantize(Decimal(1).scaleb(-decimaler), ROUND_HALF_UP)
    return f"{rundet or abs(rundet):,.{decimaler}f}".translate(str.maketrans(",.-", ".,\u2212"))


def pct(andel: Decimal, decimaler: int = 0) -> str:
    """A share in per cent: 0.125 → `13 %`."""
    return f"{tal(andel * 100, decimaler)}{_FAST}%"


def antal(antal_: int, ental: str, flertal: str) -> str:
    """`1 række`, `2 rækker`, `ingen rækker`."""
    return f"ingen {flertal}" if antal_ == 0 else f"{tal(antal_)} {ental if antal_ == 1 else flertal}"


def dato(dag: date) -> str:
    """`31. december 2025`."""
    return f"{dag.day}. {MAANEDER[dag.month - 1]} {dag.year}"


def maaned(aaaa_mm: str) -> str:
    """`2024-07` → `juli 2024`."""
    return f"{MAANEDER[int(aaaa_mm[5:]) - 1]} {aaaa_mm[:4]}"


def saetning(tekst: str) -> str:
    """The text as a whole sentence: with the full stop that an abbreviation at its end (`5.725 kr.`) already has."""
    return tekst if tekst.endswith(".") else f"{tekst}."


def opremsning(navne: Iterable[str], hoejst: int = 6) -> str:
    """`a, b og c`; what is beyond the first few is counted: `a, b og 4 andre`."""
    alle = list(navne)
    vist = alle if len(alle) <= hoejst else [*alle[: hoejst - 1], f"{len(alle) - hoejst + 1} andre"]
    return " og ".join([", ".join(vist[:-1]), vist[-1]] if len(vist) > 1 else vist)


def stort(tekst: str) -> str:
    """The sentence with a capital first letter, the rest untouched."""
    return tekst[:1].upper() + tekst[1:]


def smaat(tekst: str) -> str:
    """The words as they stand inside a sentence: a small first letter, the rest untouched."""
    return tekst[:1].lower() + tekst[1:]
