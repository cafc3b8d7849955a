"""R13: money paid on a grant that was cancelled or never decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.status import GAELDENDE, betalte
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

IKKE_BESLUTTET = ("kladde", "forventet", "annulleret")
_NOEGLER = ("borger_id", "paragraf")

RULE = Rule(
    id="R13",
    navn="annulleret_bevilling_afregnet",
    titel="Bevillingen er annulleret eller ikke besluttet, men der er afregnet i dens periode",
    alvor="advarsel",
    lov="Servicelovens og barnets lovs afgørelser: en udgift kræver en gyldig bevilling (8-tals-kontrollens sløjfe 1)",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Beløbet er hele afregningen i perioden: penge uden hjemmel, eller en bevilling, der mangler at blive sat i kraft.",
    goer="Sæt bevillingen i kraft i fagsystemet, hvis hjælpen er givet; ellers stop og tilbagefør afregningen i afregningssystemet.",
    raekker=("bevilling",),
    tabeller=("afregning",),
    kolonner=("status", "paragraf"),
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | status     | start_dato | slut_dato  | brydes
i1           | b_1       | SEL-107  | annulleret | 2025-03-01 | 2025-04-30 | ja
i2           | b_2       | SEL-107  | annulleret | 2025-03-01 | 2025-04-30 | nej
i3           | b_2       | SEL-107  | ivaerksat  | 2025-03-01 |            | nej

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | status      | afregningstype | beloeb
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | effektueret | udgift         | 62000.00
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | effektueret | udgift         | 62000.00
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Undecided grants with paid settlements in their period that no decided grant of the citizen and paragraph touches."""
    a = betalte(data.tabel("afregning")).select(*_NOEGLER, "afregning_id", "beloeb", "kilde", fra="periode_fra_dato", til="periode_til_dato")
    a = a.rename(a_kilde="kilde")
    kandidater = raekker.filter(raekker.status.isin(IKKE_BESLUTTET))
    ramt = _overlap(a, kandidater.select(*_NOEGLER, "bevilling_id", "start_dato", "slut_dato", b_kilde="kilde"))
    daekket = _overlap(a, raekker.filter(raekker.status.isin(GAELDENDE)).select(*_NOEGLER, "start_dato", "slut_dato"))
    ramt = ramt.anti_join(daekket, ["a_kilde", "afregning_id"])
    ramt = ramt.group_by("b_kilde", "bevilling_id").agg(beloeb_modpart=ramt.beloeb.sum(), foerste=ramt.afregning_id.min())
    fundet = kandidater.inner_join(ramt, [kandidater.kilde == ramt.b_kilde, kandidater.bevilling_id == ramt.bevilling_id])
    return fundet.mutate(modpart_id=fundet.foerste)


def _overlap(afregning: ibis.Table, bevilling: ibis.Table) -> ibis.Table:
    par = afregning.inner_join(bevilling, list(_NOEGLER))
    return par.filter(par.fra <= par.slut_dato.coalesce(par.fra), par.til >= par.start_dato)
