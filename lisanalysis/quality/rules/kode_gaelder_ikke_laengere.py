"""R53: a paragraph that had ended when the row began, or a caseworker whom the organisation does not know."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from lisanalysis.law import paragraffer
from lisanalysis.quality.beskriv import beskriv
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R53",
    navn="kode_gaelder_ikke_laengere",
    titel="En kode på rækken gælder ikke længere",
    alvor="advarsel",
    lov="Barnets lov (lov 721/2023) afløste servicelovens børnebestemmelser 1. januar 2024",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Udgiften står på en paragraf, der ikke har en konto mere, eller i en bunke, som ingen sagsbehandler følger.",
    goer="Vælg den paragraf, der har afløst den gamle, på indsatsen; flyt sagen til en sagsbehandler, der er ansat.",
    raekker=("bevilling", "ydelse", "afregning", "sag"),
    eksempel="""
bevilling
bevilling_id | paragraf   | sagsbehandler | start_dato | slut_dato  | brydes
i1           | SEL-52-3.7 | SB1           | 2024-03-01 |            | ja
i2           | SEL-52-3.7 | SB1           | 2022-03-01 | 2023-12-31 | nej
i3           | BL-46      | SB1           | 2024-03-01 |            | nej
i4           | BL-46      | SB9           | 2024-03-01 |            | ja
i5           | BL-46      | SB2           | 2022-03-01 | 2024-03-31 | nej

sagsbehandler
sagsbehandler | gyldig_fra_dato | gyldig_til_dato
SB1           | 2015-01-01      |
SB2           | 2015-01-01      | 2025-06-30
""",
)


def mangler(data: Regeldata, parametre: Parametre) -> list[str]:
    """Whether a caseworker is known takes the list of them."""
    return [] if data.har("sagsbehandler") else ["Om sagsbehandleren er ansat: der mangler sagsbehandler."]


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Rows begun after their paragraph ended, and open rows whose caseworker is unknown or has left."""
    ophoert = _ophoert(raekker) if "paragraf" in raekker.columns else None
    if "sagsbehandler" not in raekker.columns or not data.har("sagsbehandler"):
        return raekker.limit(0) if ophoert is None else ophoert
    ukendt = _ukendt_sagsbehandler(raekker, data)
    return ukendt if ophoert is None else ophoert.union(ukendt.anti_join(ophoert, ["kilde", "leverance_id", "raekke_nr"]))


def _ophoert(rows: ibis.Table) -> ibis.Table:
    begynder = rows.start_dato if "start_dato" in rows.columns else rows.periode_fra_dato
    slut: dict[date, list[str]] = {}
    for p in paragraffer():
        slut.setdefault(p.gyldig_til, []).append(p.noegle) if p.gyldig_til else None
    efter = [rows.paragraf.isin(noegler) & (begynder > til) for til, noegler in slut.items()]
    return rows.filter(reduce(or_, efter)).pipe(beskriv, "Paragraffen var ophørt, da rækken begyndte")


def _ukendt_sagsbehandler(rows: ibis.Table, data: Regeldata) -> ibis.Table:
    """Only what is still open: a closed case keeps the one who had it. A source that shares no caseworker with the list has ids of its own."""
    s = data.tabel("sagsbehandler")
    rows = rows.semi_join(rows.semi_join(s, "sagsbehandler").select("kilde").distinct(), "kilde")
    ansat = s.filter(s.gyldig_til_dato.isnull() | (s.gyldig_til_dato >= data.per)).select("sagsbehandler").distinct()
    slut = rows.lukket_dato if "lukket_dato" in rows.columns else rows.slut_dato
    aabne = rows.filter(rows.sagsbehandler.notnull(), slut.isnull() | (slut >= data.per))
    return aabne.anti_join(ansat, "sagsbehandler").pipe(beskriv, "Sagsbehandleren er ukendt eller fratrådt")
