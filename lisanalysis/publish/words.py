"""Turns codes into what a reader says, and an answer into its headline and the rest."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from lisanalysis.domain import dato, kommune, paragraf
from lisanalysis.domain.ordfejl import Ordfejl
from lisanalysis.law import kontoplan
from lisanalysis.publish import numbers
from lisanalysis.tables import TABELLER

# A full stop ends a sentence where a capital or § follows and no shortened word stands before it; a figure may follow a word or a year.
_SLUT = re.compile(
    r"(?<!\bjf)(?<!\bnr)(?<!\bstk)(?<!\bca)(?<!\bpr)(?<!\bbl)(?:[.?!]\s+(?=[A-ZÆØÅ§])|(?:(?<=[a-zæøå]{3})|(?<=\d{4}))\.\s+(?=\d))"
)
_ORD = re.compile(r"([A-ZÆØÅ])([a-zæøå])")
_PARAGRAF = re.compile(r"(?<![\w-])(?:SEL|BL|ABL|SUL|DTL|RSL)-[1-9]\d{0,2}[a-z]?(?:-\d+(?:\.\d+)?)?(?![\w-])")
_DATO = re.compile(r"(?<![\w-])20\d\d-[01]\d-[0-3]\d(?![\w-])", re.ASCII)
_MAANED = re.compile(r"(?<![\w-])20\d\d-(?:0[1-9]|1[0-2])(?![\w-])", re.ASCII)
_KVARTAL = re.compile(r"(?<![\w-])(20\d\d)-K([1-4])(?![\w-])", re.ASCII)
_ROLLE = re.compile(r".+kommune")  # a municipality in its part: handlekommune, CPR-kommune
_NAEVNT_KONTO = re.compile(r"(\b[Kk]onto )(\d{9})\b(?! \()", re.ASCII)
_PR = re.compile(r"\bpr\b(?!\.)")
_KONTO = re.compile(r"(\d)(\d\d)(\d\d)\d{4}", re.ASCII)


def foerste_saetning(tekst: str) -> tuple[str, str]:
    """The first sentence, and all that follows: `("Udgiften steg 4,7 mio. kr.", "De 5 største bidrag …")`."""
    slut = _SLUT.search(tekst)
    return (tekst[: slut.start() + 1], tekst[slut.end() :]) if slut else (tekst, "")


def lille(tekst: str) -> str:
    """The text as it goes on inside a sentence: `Controlleren` → `controlleren`, but `LIS-konsulenten` as it is."""
    return _ORD.sub(lambda m: m[1].lower() + m[2], tekst, count=1) if _ORD.match(tekst) else tekst


def laesbar(tekst: str) -> str:
    """A sentence with its codes in words: `BL-46` is BL § 46, `2025-12` december 2025, and an account is followed by its name."""
    tekst = _PARAGRAF.sub(lambda m: paragraf_i_ord(m[0]), tekst)
    tekst = _DATO.sub(lambda m: numbers.skriv(m[0], "dato") if dato.kalenderdato(*map(int, m[0].split("-"))) else m[0], tekst)
    tekst = _MAANED.sub(lambda m: numbers.skriv(m[0], "periode"), tekst)
    tekst = kvartal_i_ord(tekst)
    return _NAEVNT_KONTO.sub(lambda m: m[1] + _med_navn(m[2]), tekst)


def _med_navn(konto: str) -> str:
    _, _, navn = konto_i_ord(konto).partition(" ")
    return f"{konto} ({navn})" if navn else konto


def kode_i_ord(titel: str, vaerdi: str) -> str:
    """A code in words where its heading says what it is, whatever else it says: a paragraph, an account, an area, a quarter, or a municipality in its part."""
    ordene = [o.removesuffix("er") for o in titel.lower().split()]
    laes = next((_KODER[o] for o in ordene if o in _KODER), None) or (kommune_i_ord if any(map(_ROLLE.fullmatch, ordene)) else None)
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


def kommune_i_ord(vaerdi: str) -> str:
    """`0573` → `Varde (0573)`; what is no municipality's code stays as it is."""
    return f"{kommune.NAVNE[vaerdi]} ({vaerdi})" if vaerdi in kommune.NAVNE else vaerdi


def omraade_i_ord(vaerdi: str) -> str:
    """`boern` → `Børn`; what is no area stays as it is."""
    return _OMRAADER.get(vaerdi, vaerdi)


def kvartal_i_ord(vaerdi: str) -> str:
    """`2024-K1` → `1. kvartal 2024`; what is no quarter stays as it is."""
    return _KVARTAL.sub(r"\2. kvartal \1", vaerdi)


def antal_af(skrevet: str, enhed: str) -> str:
    """The unit as it stands after a written count: `rækker`, but `række` after 1."""
    return _ENTAL.get(enhed, enhed) if skrevet.strip("\u2212") == "1" else enhed


def stavet(navn: str) -> str:
    """An ASCII name as Danish words: `sammenlign_aar` is "sammenlign år", `pr_maaned` "pr. måned"."""
    return _PR.sub("pr.", navn.replace("_", " ").replace("aa", "å").replace("ae", "æ").replace("oe", "ø"))


def sikker(tekst: str) -> str:
    """The text as markup, its lines kept."""
    return escape(tekst).replace("\n", "<br>")


def tabel_i_ord(navn: str) -> str:
    """A table that is missing, with the sentence that says what it holds: `statbank: Tal fra Statistikbanken …`."""
    kendt = TABELLER.get(navn)
    return f"{navn}: {kendt.forklaring}" if kendt else navn


_KODER = {"paragraf": paragraf_i_ord, "konto": konto_i_ord, "område": omraade_i_ord, "kvartal": kvartal_i_ord}
_OMRAADER = {"boern": "Børn", "voksne": "Voksne"}
# one of each unit that key figures count in and that is not called the same in the plural
_ENTAL = {
    "borgere": "borger", "borgermåneder": "borgermåned", "celler": "celle", "dage": "dag", "enheder": "enhed", "familier": "familie", "filer": "fil",
    "foranstaltninger": "foranstaltning", "helårspersoner": "helårsperson", "kilder": "kilde", "koder": "kode", "kommuner": "kommune", "linjer": "linje",
    "opfølgninger": "opfølgning", "overgange": "overgang", "paragraffer": "paragraf", "posteringer": "postering", "prognoser": "prognose", "rækker": "række",
    "sager": "sag", "unge": "ung", "vaner": "vane",
}  # fmt: skip
