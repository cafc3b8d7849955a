"""R10: the period lies inside the grant, but the units are not what it gives for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.reconcile import tal
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R10",
    navn="antal_afvigelse",
    titel="Afregnet et andet antal, end bevillingen giver",
    alvor="advarsel",
    lov="Ingen lov: der skal afregnes det, der er bevilget (8-tals-kontrollens sløjfe 1)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Forskellen er døgn eller timer, der er betalt uden at være bevilget, eller bevilget uden at være leveret.",
    goer="Hold fakturaens antal op mod bevillingen. Er behovet ændret, så ret bevillingen; ellers ret antallet, og regulér.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst
n1           | b_1       | SEL-107  | 2025-01-01 |           | 1000.00
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 28    | doegn | 1000.00 | 28000.00 | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """All days are granted, and the units differ by more than rounding is worth."""
    inde = (t.har_bevilling == 1) & (t.udenfor == 0) & (t.ukendte == 0) & (t.ramt_enhed_afvigelse == 0)
    forskel = tal.pris(t.antal - t.enheder_hele, t.takst).abs() > t.afrunding
    return inde & forskel & (t.netto_ok == 0) & (t.r == 0)
