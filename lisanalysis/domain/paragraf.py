"""Brings every spelling of a paragraph to one key: LAW-NUMBERletter, then `-stk` or `-stk.nr`.

So `Servicelovens § 52, stk. 3, nr. 7`, `SEL-52-3.7` and `sel §52.3.7` are all `SEL-52-3.7`; `§ 85 a` is `?-85a` until
the case says which law. A reference that follows (`jf. § 84`) explains the paragraph and is no part of the key.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import Enum

from lisanalysis.domain.ordfejl import Ordfejl

UKENDT_LOV = "?"
BARNETS_LOV_FRA = date(2024, 1, 1)  # lov 721 of 2023-06-13

_LOVE = {
    "": UKENDT_LOV,
    "?": UKENDT_LOV,
    "sel": "SEL",
    "serviceloven": "SEL",
    "lov om social service": "SEL",
    "bl": "BL",
    "barnets lov": "BL",
    "abl": "ABL",
    "almenboligloven": "ABL",
    "sul": "SUL",
    "sundhedsloven": "SUL",
    "dtl": "DTL",
    "dagtilbudsloven": "DTL",
    "rsl": "RSL",
    "retssikkerhedsloven": "RSL",
}
# Of almenboligloven § 105 the social area uses stk. 2 alone (handicapbolig with support), so the bare § stands for it.
_STAAR_FOR = {"ABL-105": "ABL-105-2"}

_HENVISNING = re.compile(r"[\s,(-]*\bjf(?:r)?\b.*$")
_LOV = re.compile(r"(?P<lov>[a-zæøå ?]*?)[\s-]*(?:paragraf|par\.|§)?\s*(?P<rest>\d.*)")
_REGNEARKSTAL = re.compile(r"(\d+)[.,]0+")  # a spreadsheet's 107.0 is § 107: there is no stk. 0
_REST = re.compile(
    r"(?P<nummer>[1-9]\d{0,2})(?:[\s-]*(?P<bogstav>[a-z])(?![a-z]))?"
    r"(?:(?:\s?[.-]|[\s,-]*stk\.?\s*)(?P<stk>[1-9]|1\d|20)(?:[\s,.-]+(?:nr\.?\s*)?(?P<nr>[1-9]\d?))?)?[\s.)]*"
)
_NOEGLE = re.compile(r"(?P<lov>\?|[A-Z]{2,3})-(?P<paragraf>[1-9]\d{0,2}[a-z]?)(?:-(?P<stk>\d+)(?:\.(?P<nr>\d+))?)?")


class Aarsag(Enum):
    """Why a text is not one paragraph."""

    TOM = "Paragraffen er tom."
    FLERE = "Der står flere paragraffer (§§), så den ene kan ikke afgøres."
    LOV = "Lovens navn foran paragraffen kendes ikke."
    FORM = "Teksten kan ikke læses som en paragraf."


class ParagrafFejl(Ordfejl):
    """The text is not one paragraph."""


def noegle(raw: str) -> str:
    """The key of one paragraph, `SEL-107` or, with the law unsaid, `?-107`. Raises ParagrafFejl."""
    tekst = _HENVISNING.sub("", " ".join(unicodedata.normalize("NFKC", raw).lower().split()))
    if not tekst:
        raise ParagrafFejl(Aarsag.TOM)
    if "§§" in tekst:
        raise ParagrafFejl(Aarsag.FLERE)
    delt = _LOV.fullmatch(tekst)
    if not delt:
        raise ParagrafFejl(Aarsag.FORM)
    return _samlet(_lov(delt["lov"]), delt["rest"])


def afgoer(noegle: str, *, omraade: str | None, start: date | None) -> str:
    """The key with its law settled where the case settles it; still `?-` where it does not, never a guess.

    A bare number is SEL for voksne and for whatever starts before Barnets lov (2024-01-01), BL for boern from then on.
    A rule of this package, not of the law.
    """
    if not noegle.startswith(f"{UKENDT_LOV}-"):
        return noegle
    foer_barnets_lov = start is not None and start < BARNETS_LOV_FRA
    if omraade == "voksne" or foer_barnets_lov:
        return f"SEL{noegle[1:]}"
    if omraade == "boern" and start is not None:
        return f"BL{noegle[1:]}"
    return noegle


def hovedparagraf(noegle: str) -> str:
    """The whole paragraph that a key belongs to: `SEL-52-3.7` → `SEL-52`."""
    return "-".join(noegle.split("-")[:2])


def som_tekst(noegle: str) -> str:
    """The key as a reader writes it: `SEL-52-3.7` → `SEL § 52, stk. 3, nr. 7`. Raises ParagrafFejl for what is no key."""
    fundet = _NOEGLE.fullmatch(noegle)
    if not fundet:
        raise ParagrafFejl(Aarsag.FORM)
    lov = "" if fundet["lov"] == UKENDT_LOV else f"{fundet['lov']} "
    paragraf = re.sub(r"([a-z])$", r" \1", fundet["paragraf"])
    stk = f", stk. {fundet['stk']}" if fundet["stk"] else ""
    nr = f", nr. {fundet['nr']}" if fundet["nr"] else ""
    return f"{lov}§ {paragraf}{stk}{nr}"


def _lov(navn: str) -> str:
    kort = navn.strip(" -")
    for form in (kort, kort.removesuffix("s")):  # genitive: Servicelovens, Barnets lovs
        if form in _LOVE:
            return _LOVE[form]
    raise ParagrafFejl(Aarsag.LOV)


def _samlet(lov: str, rest: str) -> str:
    dele = _REST.fullmatch(_REGNEARKSTAL.sub(r"\1", rest) if _REGNEARKSTAL.fullmatch(rest) else rest)
    if not dele:
        raise ParagrafFejl(Aarsag.FORM)
    hale = (f"-{dele['stk']}" if dele["stk"] else "") + (f".{dele['nr']}" if dele["nr"] else "")
    fuld = f"{lov}-{dele['nummer']}{dele['bogstav'] or ''}{hale}"
    return _STAAR_FOR.get(fuld, fuld)
