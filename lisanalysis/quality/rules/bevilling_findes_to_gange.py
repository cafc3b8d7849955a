"""R14: the same help granted twice over the same days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.status import gaeldende
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R14",
    navn="bevilling_findes_to_gange",
    titel="Borgeren har to bevillinger af samme indsats hos samme leverandør i de samme dage",
    alvor="advarsel",
    lov="Databeskyttelsesforordningen art. 5, stk. 1, litra d (rigtighed)",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Hjælpen disponeres to gange og kan betales to gange; borgeren tæller også dobbelt i døgn og helårspersoner.",
    goer="Afslut den ældste bevilling dagen før den nye begynder, eller annullér den, der er oprettet for meget, i fagsystemet.",
    raekker=("bevilling",),
    kolonner=("leverandoer_cvr", "paragraf"),
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | leverandoer_cvr | indsats | status    | start_dato | slut_dato  | brydes
i1           | b_1       | SEL-107  | 11111111        | Botilbud| ivaerksat | 2025-01-01 |            | nej
i2           | b_1       | SEL-107  | 11111111        | Botilbud| ivaerksat | 2025-06-01 |            | ja
i3           | b_2       | SEL-107  | 11111111        | Botilbud| afsluttet | 2025-01-01 | 2025-05-31 | nej
i4           | b_2       | SEL-107  | 11111111        | Botilbud| ivaerksat | 2025-06-01 |            | nej
""",
)
_SAMME = ("kilde", "borger_id", "paragraf", "leverandoer_cvr", "indsats")


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """The later of two decided grants that share citizen, paragraph, provider, indsats and a day; once, with the first it meets."""
    import ibis

    alle = gaeldende(raekker)
    alle = alle.filter(alle.leverandoer_cvr.notnull(), (alle.slut_dato >= alle.start_dato) | alle.slut_dato.isnull())
    alle = alle.mutate(indsats=ibis.coalesce(alle.indsats, ""))
    foer = alle.select(*_SAMME, foer_id="bevilling_id", foer_start="start_dato", foer_slut="slut_dato")
    par = alle.inner_join(foer, list(_SAMME))
    foerst = (par.foer_start < par.start_dato) | ((par.foer_start == par.start_dato) & (par.foer_id < par.bevilling_id))
    par = par.filter(foerst, (par.foer_slut >= par.start_dato) | par.foer_slut.isnull())
    foerste = par.group_by("kilde", "bevilling_id").agg(modpart_id=par.foer_id.min())
    return alle.inner_join(foerste, ["kilde", "bevilling_id"])
