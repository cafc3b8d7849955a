"""R04: a grant runs in months for which nothing was settled, when the lag has passed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R04",
    navn="uden_afregning",
    titel="Bevillingen løber, men der er intet afregnet",
    alvor="advarsel",
    lov="Ingen lov: der skal afregnes det, der er bevilget (8-tals-kontrollens sløjfe 1)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Regningen kommer senere, eller indsatsen er aldrig kommet i gang; begge dele skal ind i prognosen.",
    goer="Spørg leverandøren, om indsatsen er startet. Opret ydelsen i afregningssystemet, eller luk bevillingen; betales den som ramme, så skriv den i rammeaktivitet.",
    raekker=("bevilling",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato  | takst   | brydes
n1           | b_1       | SEL-107  | 2025-03-01 |            | 1000.00 | ja
n2           | b_2       | SEL-107  | 2025-03-01 | 2025-03-31 | 1000.00 | nej
n3           | b_3       | SEL-107  | 2025-11-01 |            | 1000.00 | nej

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """No settlement is judged to be this: it is found among the grants (`udestaaende`)."""
    return t.har_bevilling < 0
