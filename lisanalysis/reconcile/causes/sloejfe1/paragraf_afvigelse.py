"""R07: matches but for the paragraph."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R07",
    navn="paragraf_afvigelse",
    titel="Afregnet under en anden paragraf end bevilget",
    alvor="fejl",
    lov="Serviceloven og barnets lov: afgørelsens paragraf; bekendtgørelse om kommunernes budget- og regnskabssystem",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Paragraffen afgør konto, refusion og statistik, så udgiften lander det forkerte sted.",
    goer="Ret paragraffen på ydelsen i afregningssystemet til bevillingens, og ompostér de bogførte måneder.",
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
a1           | b_1       | SEL-108  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """The grant that it belongs to has another paragraph."""
    return t.anden_paragraf == 1
