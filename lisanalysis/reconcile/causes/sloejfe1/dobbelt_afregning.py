"""R16, R17: two expenses of the same citizen, paragraph and provider share a day, and no regulering explains it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R16",
    navn="dobbelt_afregning",
    titel="Samme dage er afregnet to gange",
    alvor="fejl",
    lov="Ingen lov: der skal afregnes det, der er bevilget (8-tals-kontrollens sløjfe 1)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Leverandøren får betaling to gange for det samme ophold eller den samme støtte.",
    goer="Annullér den seneste afregning i afregningssystemet, eller regulér den, og kræv beløbet tilbage fra leverandøren.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    andre_id=("R17",),
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst
n1           | b_1       | SEL-107  | 2025-01-01 |           | 1000.00
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | nej
a3           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """An earlier settlement has one of the days already."""
    return t.dobbelt.notnull()


def nummer(t: ibis.Table) -> ibis.expr.types.StringValue:
    """R16 where period and amount are equal, else R17."""
    import ibis

    return ibis.cases((t.dobbelt == 16, "R16"), else_="R17")
