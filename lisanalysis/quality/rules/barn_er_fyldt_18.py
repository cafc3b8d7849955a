"""R15: help under the children's law that goes on after the citizen has grown out of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.domain.paragraf import hovedparagraf
from lisanalysis.law import paragraffer
from lisanalysis.quality.status import gaeldende
from lisanalysis.quality.tid import AAR, dagtal
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

# Efterværn and ungestøtte, to the 23rd birthday.
UNGESTOETTE = ("SEL-76", "SEL-76a", "BL-113", "BL-114", "BL-115", "BL-116", "BL-120")

RULE = Rule(
    id="R15",
    navn="barn_er_fyldt_18",
    titel="Hjælp efter børnereglerne fortsætter efter den alder, den er for",
    alvor="advarsel",
    lov="BL §§ 113-116 og 120 (18-22 år), før 2024 SEL §§ 76 og 76 a; børnereglerne i øvrigt til det fyldte 18. år",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="En anbringelse, der løber videre, koster ofte over 100.000 kr. om måneden og står på en børnekonto uden hjemmel.",
    goer="Afslut indsatsen dagen før fødselsdagen i fagsystemet, og opret ungestøtte eller en voksenindsats, hvis hjælpen fortsætter.",
    raekker=("bevilling", "ydelse"),
    tabeller=("borger",),
    kolonner=("paragraf", "borger.foedselsdato"),
    eksempel="""
borger
borger_id | foedselsdato
b_1       | 2007-05-10
b_2       | 2007-05-10
b_3       | 2002-05-10

bevilling
bevilling_id | borger_id | paragraf   | status    | start_dato | slut_dato  | brydes
i1           | b_1       | BL-46      | ivaerksat | 2024-01-01 |            | ja
i2           | b_2       | BL-46      | afsluttet | 2024-01-01 | 2025-05-09 | nej
i3           | b_2       | BL-114-1.1 | ivaerksat | 2025-05-10 |            | nej
i4           | b_3       | BL-114-1.1 | ivaerksat | 2024-01-01 |            | ja
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Rows under a children's paragraph whose last day so far is at or after the birthday that ends it."""
    import ibis

    boern = [p.noegle for p in paragraffer() if p.omraade == "boern"]
    unge = [n for n in boern if hovedparagraf(n) in UNGESTOETTE]
    rows = gaeldende(raekker.filter(raekker.paragraf.isin(boern), raekker.start_dato <= data.per))
    foedt = data.tabel("borger").filter(lambda b: b.foedselsdato.notnull()).select("borger_id", "foedselsdato").distinct()
    rows = rows.inner_join(foedt, "borger_id")
    sidste = ibis.cases((rows.slut_dato <= data.per, rows.slut_dato), else_=ibis.literal(data.per))
    graense = ibis.cases((rows.paragraf.isin(unge), 23 * AAR), else_=18 * AAR)
    return rows.filter(dagtal(sidste) - dagtal(rows.foedselsdato) >= graense)
