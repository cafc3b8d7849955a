"""R12: the amount is not units times takst."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.reconcile import tal
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R12",
    navn="regnefejl",
    titel="Beløbet er ikke antal gange takst",
    alvor="fejl",
    lov="Ingen lov: der skal afregnes det, der er bevilget (8-tals-kontrollens sløjfe 1)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Beløbet er tastet eller rettet ved siden af regnestykket, så ingen kan se, hvad der er betalt for.",
    goer="Regn afregningen efter i afregningssystemet, og ret antal, takst eller beløb.",
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
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31100.00 | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.40 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """The two differ by more than rounding."""
    return ((t.beloeb - tal.pris(t.antal, t.takst)).abs() > t.afrunding) & (t.netto_ok == 0) & (t.r == 0)
