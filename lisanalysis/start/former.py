"""How dates and amounts are written in a file, told by the cells themselves; the mapping says the same in its `format`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lisanalysis.domain import dato
from lisanalysis.sources.mapping import Format

# The commonest first: where a day may also be a month, the Danish order is meant.
DATOFORMER = (
    "dd-mm-åååå", "dd.mm.åååå", "dd/mm/åååå", "åååå-mm-dd", "ååååmmdd", "åååå/mm/dd", "åååå.mm.dd", "ddmmåååå",
    "dd-mm-åååå tt:mm", "dd-mm-åååå tt:mm:ss", "dd.mm.åååå tt:mm", "dd.mm.åååå tt:mm:ss", "dd/mm/åååå tt:mm", "dd/mm/åååå tt:mm:ss",
    "åååå-mm-dd tt:mm", "åååå-mm-dd tt:mm:ss", "åååå-mm-ddTtt:mm:ss", "åååå-mm-dd tt:mm:ss.fff", "åååå-mm-ddTtt:mm:ss.fff",
    "mm/dd/åååå",
)  # fmt: skip
_TO_CIFRE = re.compile(r"\d{2}[-./]\d{2}[-./]\d{2}(?!\d)", re.ASCII)
_TAL = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[. ,\u00a0]\d{3})+)(?:[.,]\d+)?[+-]?", re.ASCII)
# (decimal, thousands): the ways an amount may be written, Danish first.
_TALFORMER = ((",", ""), (",", "."), (",", " "), (".", ""), (".", ","), (".", " "))
_FORTEGN = ("leading", "trailing", "both")


@lru_cache(maxsize=20_000)
def dato_form(vaerdi: str) -> str | None:
    """The first form that reads the text as a date of a year that a file may hold; None where none does."""
    if dato.er_aaben(vaerdi):
        return None
    for form in DATOFORMER:
        try:
            laest = dato.laes(vaerdi, (form,))
        except dato.DatoFejl:
            continue
        if laest and 1900 <= laest.year <= 2100:
            return form
    return None


def datoformer(kolonner: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The fewest forms that read every date of the columns that can be read; `mm/dd` only where no other order can be meant."""
    tilbage = {v for kolonne in kolonner for v in kolonne if v and not dato.er_aaben(v)}
    valgt: list[str] = []
    while tilbage:
        laest = {form: {v for v in tilbage if _laeses(v, form)} for form in DATOFORMER}
        bedst = max(DATOFORMER, key=lambda f: len(laest[f]))  # max keeps the first of equals
        if not laest[bedst]:
            break
        valgt.append(bedst)
        tilbage -= laest[bedst]
    return tuple(valgt)


def to_cifret_aar(kolonne: Sequence[str]) -> bool:
    """Whether the column's dates have years of two digits, which no layout reads: the century would be a guess."""
    fyldte = [v for v in kolonne if v]
    return bool(fyldte) and sum(bool(_TO_CIFRE.fullmatch(v)) for v in fyldte) > 0.9 * len(fyldte)


def laeses(vaerdi: str, former: tuple[str, ...]) -> bool:
    """Whether one of the forms reads the text, or it is a way of writing an open end."""
    return dato.er_aaben(vaerdi) or any(_laeses(vaerdi, form) for form in former)


def _laeses(vaerdi: str, form: str) -> bool:
    try:
        laest = dato.laes(vaerdi, (form,))
    except dato.DatoFejl:
        return False
    return laest is not None and 1900 <= laest.year <= 2100


def er_tal(vaerdi: str) -> bool:
    """Whether the text is a number in some way of writing."""
    return bool(_TAL.fullmatch(vaerdi.strip()))


def talform(kolonner: Iterable[tuple[Sequence[str], int]], fmt: Format) -> dict[str, str]:
    """What must differ in `fmt` for the numbers to be read: decimal, thousands, sign; nothing where it reads them all.

    Each column comes with how many decimals it may have. Of forms that read equally many the given one is first, then the Danish ones.
    """
    fyldte = [(v.strip(), decimaler) for kolonne, decimaler in kolonner for v in set(kolonne) if v.strip() and v.strip() not in fmt.empty]
    givet = (fmt.decimal, fmt.thousands, fmt.sign)
    fortegn = sorted({fmt.sign, *_FORTEGN}, key=lambda s: (s != fmt.sign, _FORTEGN.index(s) if s in _FORTEGN else 0))
    muligheder = [givet, *((d, t, s) for s in fortegn for d, t in _TALFORMER)]
    bedst = max(muligheder, key=lambda m: sum(bool(_moenster(*m, decimaler).fullmatch(v)) for v, decimaler in fyldte))
    return {navn: ny for navn, ny, gammel in zip(("decimal", "thousands", "sign"), bedst, givet, strict=True) if ny != gammel}


@lru_cache
def _moenster(decimal: str, tusind: str, fortegn: str, decimaler: int) -> re.Pattern[str]:
    """The shape of a number in that form, as the loader has it (`sources.stage.amount_sql`)."""
    grupper = rf"\d{{1,3}}(?:{re.escape(tusind)}\d{{3}})+|" if tusind else ""
    tal = rf"(?:{grupper}\d+)(?:{re.escape(decimal)}\d{{1,{decimaler}}}0*)?"
    former = {"leading": f"[+-]?{tal}", "trailing": f"{tal}[+-]?", "both": f"[+-]?{tal}|{tal}[+-]", "debit_credit": tal}
    return re.compile(former[fortegn], re.ASCII)
