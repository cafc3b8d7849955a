"""R10: the settlement's unit is not the grant's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R10",
    navn="enhed_afvigelse",
    titel="Afregnet i en anden enhed end bevilget",
    alvor="advarsel",
    lov="Ingen lov: der skal afregnes det, der er bevilget (8-tals-kontrollens sløjfe 1)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Døgn og måned eller time og uge skiller med en faktor; antal og pris kan ikke længere holdes op mod bevillingen.",
    goer="Ret enheden på ydelsen i afregningssystemet til bevillingens, eller bevillingen, hvis aftalen er ændret.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst
n1           | b_1       | SEL-107  | 2025-01-01 |           | 1000.00
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed  | takst    | beloeb   | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 1     | maaned | 31000.00 | 31000.00 | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn  | 1000.00  | 31000.00 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """Both units are known and differ."""
    return (t.anden_enhed == 1) & (t.netto_ok == 0) & (t.r == 0)
