"""R45: days after the day of death."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R45",
    navn="efter_doed",
    titel="Afregnet for dage efter borgerens død",
    alvor="fejl",
    lov="CPR-loven (status 90); dødsdagen må betales",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Der betales for en plads, som ingen bruger, og ofte i flere måneder, fordi indsatsen ikke er lukket.",
    goer="Afslut indsatsen i bevillings- og afregningssystemet på dødsdagen, og regulér det, der er betalt for meget.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning", "borger"),
    sloejfe="1",
    eksempel="""
borger
borger_id | cpr_status | cpr_status_dato
b_1       | 90         | 2025-03-20
b_2       | 90         | 2025-03-31

bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst
n1           | b_1       | SEL-107  | 2025-01-01 |           | 1000.00
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """The settlement goes on after the day of death."""
    return (t.doed == 1) & (t.netto_ok == 0) & (t.r == 0)
