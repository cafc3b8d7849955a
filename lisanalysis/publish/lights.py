"""Writes traffic lights as a list: a word and a shape for each status, so that the colour only helps."""

from __future__ import annotations

from html import escape

from lisanalysis.analyses.result import Figur
from lisanalysis.publish import words

# status in the data → (class of the stylesheet, shape, word)
_ORD = {
    "ok": ("ok", "●", "I orden"),
    "groen": ("ok", "●", "Grønt lys"),
    "gentaget": ("ok", "●", "Gentaget"),
    "erstattet": ("ok", "●", "Erstattet"),
    "info": ("info", "■", "Til orientering"),
    "advarsel": ("advarsel", "▲", "Advarsel"),
    "gul": ("advarsel", "▲", "Gult lys"),
    "mangler": ("fejl", "✖", "Mangler"),
    "afvist": ("fejl", "✖", "Afvist"),
    "fejl": ("fejl", "✖", "Fejl"),
    "fejlet": ("fejl", "✖", "Fejlet"),
    "roed": ("fejl", "✖", "Rødt lys"),
    "ikke_koert": ("info", "■", "Ikke kørt"),
    "koert": ("ok", "●", "Kørt"),
    "uaendret": ("ok", "●", "Uændret"),
}

# what a key figure's status says to a reader; the names in noegletal.csv are kept short and ASCII
_GRUNDE = {
    "ikke_koert": "ikke kørt",
    "for_faa_borgere": "for få borgere til at vises",
    "for_lille": "grundlaget er for lille",
    "mangler": "data mangler",
    "ukendt": "ikke kendt",
    "ONLY_POSTINGS": "der er kun posteringer",
    "NO_REGIME_DATE": "ingen dato for beslutningen",
    "TOO_SHORT": "for kort periode",
    "TOO_FEW_STARTS": "for få ophold",
    "CONFOUNDED_DATE": "andet ændrede sig samtidig",
    "WEAK_CONTRAST": "brugen ændrede sig for lidt",
    "INFLUENTIAL": "én borger flytter resultatet",
    "LOW_POWER": "for spinkelt grundlag",
    "SMALL_CELL": "for få borgere",
    "TOO_FEW_MUNICIPALITIES": "for få kommuner",
}


def statusord(status: str) -> str:
    """A key figure's status in Danish; several are joined by `+`. One that is not listed is spelled out as it stands."""
    return ", ".join(_GRUNDE.get(navn) or words.stavet(navn) for navn in status.split("+"))


def trafiklys(figur: Figur) -> str:
    """The figure's rows as a list of name, shape and word; a status that is not known is shown by its own word."""
    punkter = "".join(
        f"<li><span>{escape(str(navn))}</span>{maerke(str(status))}</li>"
        for navn, status in zip(figur.data[figur.x], figur.data[figur.y], strict=True)
    )
    return f'<ul class="lis-trafiklys" aria-label="{escape(figur.alt or figur.titel, quote=True)}">{punkter}</ul>'


def maerke(status: str) -> str:
    """The status as a word with its shape and colour."""
    klasse, form, ord_ = _ORD.get(_ascii(status), ("info", "■", status))
    return f'<strong class="lis-status lis-{klasse}"><span aria-hidden="true">{form}</span> {escape(ord_)}</strong>'


def _ascii(status: str) -> str:
    return status.strip().lower().replace("ø", "oe").replace("æ", "ae").replace("å", "aa")
