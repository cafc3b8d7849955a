"""R30: a difference that no other cause explains."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R30",
    navn="uforklaret",
    titel="Forskel mellem bevilget og afregnet, som ingen kendt årsag forklarer",
    alvor="fejl",
    lov="Ingen lov: der skal afregnes det, der er bevilget (8-tals-kontrollens sløjfe 1)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Beløbet passer ikke og ligner ikke nogen kendt fejl; så skal et menneske se på det.",
    goer="Gå bevilling, ydelse og reguleringer igennem. Er det en fejltype, der går igen, så skriv til dem, der vedligeholder reglerne.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst
n1           | b_1       | SEL-107  | 2025-01-01 |           | 1000.00
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00

afregning
afregning_id | borger_id | paragraf | ydelse_id | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | afregningstype | henvisningsnr | brydes
a1           | b_1       | SEL-107  | f1        | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | udgift         | h1            | ja
a3           | b_1       | SEL-107  | f1        | 2025-03-01       | 2025-03-31       |       |       |         | -700.00  | regulering     | h1            | nej
a2           | b_2       | SEL-107  | f2        | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | udgift         | h2            | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """What is settled differs from what was granted, or the grant is another citizen's, and nothing above says why."""
    import ibis

    tidligere = [navn for navn in t.columns if navn.startswith("ramt_")]
    ingen = ibis.and_(*(t[navn] == 0 for navn in tidligere))
    undtaget = (t.har_bevilling == 0) & (t.fri_for_bevilling == 1)
    skaev = (t.gruppe_ukendt == 0) & (t.gruppe_diff.abs() > t.afrunding)
    return ingen & ~undtaget & (skaev | (t.anden_borger == 1))
