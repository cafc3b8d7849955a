"""R18: two settlements of one citizen among paragraphs that exclude one another share a night."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R18",
    navn="overlappende_doegn",
    titel="Borgeren er betalt for at overnatte to steder den samme nat",
    alvor="fejl",
    lov="Serviceloven §§ 107, 108, 109 og 110 og barnets lov §§ 43, 46 og 47: ét døgnophold ad gangen",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Kommunen betaler for to senge, og ved § 110 kan statsrefusionen være søgt for et forkert ophold.",
    goer="Find ud af, hvor borgeren sov. Ret start- eller slutdato på det andet ophold i begge systemer, og regulér betalingen.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato  | takst
n1           | b_1       | SEL-107  | 2025-01-01 |            | 1000.00
n2           | b_2       | SEL-107  | 2025-01-01 | 2025-03-15 | 1000.00

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | nej
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-15       | 15    | doegn | 1000.00 | 15000.00 | nej
a3           | b_1       | SEL-110  | 2025-03-20       | 2025-03-21       | 2     | doegn | 1500.00 | 3000.00  | ja
a4           | b_2       | SEL-110  | 2025-03-15       | 2025-03-31       | 17    | doegn | 1500.00 | 25500.00 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """An earlier settlement has the citizen in another bed."""
    return t.nat_nr.notnull()
