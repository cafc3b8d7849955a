"""R09: matches but for the provider."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R09",
    navn="leverandoer_afvigelse",
    titel="Afregnet med en anden leverandør end bevilget",
    alvor="advarsel",
    lov="Ingen lov: der skal afregnes det, der er bevilget (8-tals-kontrollens sløjfe 1)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Pengene går til en anden end den, borgeren er visiteret til, eller leverandøren er oprettet forkert.",
    goer="Er borgeren flyttet, så ret bevillingen. Er leverandøren forkert, så ret den på ydelsen, og kræv betalingen tilbage.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst   | leverandoer_cvr
n1           | b_1       | SEL-107  | 2025-01-01 |           | 1000.00 | 11111111
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00 | 11111111

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | leverandoer_cvr | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | 22222222        | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | 11111111        | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """Both providers are known and differ."""
    return t.anden_leverandoer == 1
