"""R23: one settlement over several months, which puts its kroner in the wrong one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.status import betalte
from lisanalysis.quality.tid import maanedstal
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R23",
    navn="periode_gaar_over_maanedsskifte",
    titel="Afregningens periode går over et månedsskifte og er ikke delt",
    alvor="advarsel",
    lov="Budget- og regnskabssystem for kommuner: udgiften hører til det regnskabsår, hjælpen er givet i",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Hele beløbet tæller i den første måned; over et årsskifte flytter det udgift fra det ene regnskabsår til det andet.",
    goer="Del afregningen pr. måned i afregningssystemet; bed leverandøren fakturere kalendermåneder.",
    raekker=("afregning",),
    eksempel="""
afregning
afregning_id | periode_fra_dato | periode_til_dato | afregningstype | status      | beloeb   | brydes
a1           | 2025-01-15       | 2025-02-14       | udgift         | effektueret | 62000.00 | ja
a2           | 2025-01-15       | 2025-01-31       | udgift         | effektueret | 34000.00 | nej
a3           | 2024-12-16       | 2025-01-15       | udgift         | effektueret | 62000.00 | ja
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Paid settlements that start in one month and end in a later one."""
    import ibis

    rows = betalte(raekker)
    rows = rows.filter(maanedstal(rows.periode_til_dato) > maanedstal(rows.periode_fra_dato))
    aarsskifte = rows.periode_til_dato.year() > rows.periode_fra_dato.year()
    return rows.mutate(beskrivelse=ibis.cases((aarsskifte, "Afregningens periode går over et årsskifte og er ikke delt"), else_=RULE.titel))
