"""Turns codes into what a reader says, and an answer into its headline and the rest."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from lisanalysis.domain import paragraf
from lisanalysis.domain.ordfejl import Ordfejl
from lisanalysis.law import kontoplan
from lisanalysis.tables import TABELLER

# A full stop ends a sentence where a capital or § follows and no shortened word stands before it; a figure may follow a word or a year.
_SLUT = re.compile(
    r"(?<!\bjf)(?<!\bnr)(?<!\bstk)(?<!\bca)(?<!\bpr)(?<!\bbl)(?:[.?!]\s+(?=[A-ZÆØÅ§])|(?:(?<=[a-zæøå]{3})|(?<=\d{4}))\.\s+(?=\d))"
)
_ORD = re.compile(r"([A-ZÆØÅ])([a-zæøå])")
_KONTO = re.compile(r"(\d)(\d\d)(\d\d)\d{4}", re.ASCII)


def foerste_saetning(tekst: str) -> tuple[str, str]:
    """The first sentence, and all that follows: `("Udgiften steg 4,7 mio. kr.", "De 5 største bidrag …")`."""
    slut = _SLUT.search(tekst)
    return (tekst[: slut.start() + 1], tekst[slut.end() :]) if slut else (tekst, "")


def lille(tekst: str) -> str:
    """The text as it goes on inside a sentence: `Controlleren` → `controlleren`, but `LIS-konsulenten` as it is."""
    return _ORD.sub(lambda m: m[1].lower() + m[2], tekst, count=1) if _ORD.match(tekst) else tekst


def kode_i_ord(titel: str, vaerdi: str) -> str:
    """A code in words where its heading says what it is: a paragraph, an account, a municipality."""
    laes = _KODER.get(titel.split()[0].lower().removesuffix("er")) if titel else None
    return laes(vaerdi) if laes else vaerdi


@cache
def paragraf_i_ord(vaerdi: str) -> str:
    """`SEL-52-3.7` → `SEL § 52, stk. 3, nr. 7`; what is no such key stays as it is."""
    try:
        return paragraf.som_tekst(vaerdi)
    except Ordfejl:
        return vaerdi


@cache
def konto_i_ord(vaerdi: str) -> str:
    """`538421001` → `538421001 Botilbud til midlertidigt ophold`: the function's name from the account plan, where it is known."""
    fundet = _KONTO.fullmatch(vaerdi)
    navne = {f.funktion: f.navn for f in kontoplan.funktioner()} if fundet else {}
    navn = navne.get(".".join(fundet.groups())) if fundet else None
    return f"{vaerdi} {navn}" if navn else vaerdi


def sikker(tekst: str) -> str:
    """The text as markup, its lines kept."""
    return escape(tekst).replace("\n", "<br>")


def tabel_i_ord(navn: str) -> str:
    """A table that is missing, with the sentence that says what it holds: `statbank: Tal fra Statistikbanken …`."""
    kendt = TABELLER.get(navn)
    return f"{navn}: {kendt.forklaring}" if kendt else navn


_KODER = {"paragraf": paragraf_i_ord, "konto": konto_i_ord}
