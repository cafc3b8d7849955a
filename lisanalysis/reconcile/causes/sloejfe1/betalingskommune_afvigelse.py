"""R47: the settlement's payer is not that of the grant or of the case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R47",
    navn="betalingskommune_afvigelse",
    titel="Betalingskommunen er ikke den samme på afregning, bevilling og sag",
    alvor="fejl",
    lov="Retssikkerhedsloven §§ 9, 9 b og 9 c",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Enten betaler kommunen for en anden, eller også opkræves der ikke, hvad en anden skylder.",
    goer="Afgør betalingskommunen efter retssikkerhedsloven, og ret den på sag, bevilling og ydelse, så de tre er ens.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst   | betalingskommune
n1           | b_1       | SEL-107  | 2025-01-01 |           | 1000.00 | 0999
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00 | 0999

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | betalingskommune | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | 0998             | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | 0999             | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """A payer that is known on both sides differs."""
    return t.anden_kommune == 1
