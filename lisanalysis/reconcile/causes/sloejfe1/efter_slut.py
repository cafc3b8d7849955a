"""R02: days after the end of the grant that otherwise matches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R02",
    navn="efter_slut",
    titel="Afregnet efter bevillingens slutdato",
    alvor="fejl",
    lov="Serviceloven og barnets lov: ydelsen kræver en afgørelse; 8-tals-kontrollens sløjfe 1",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Der betales uden en afgørelse, og ophold, der er slut, bliver ved at koste.",
    goer="Er bevillingen forlænget, så registrér det i bevillingssystemet. Er den ikke, så stop ydelsen og regulér afregningen.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato  | takst
n1           | b_1       | SEL-107  | 2025-01-01 | 2025-03-20 | 1000.00
n2           | b_2       | SEL-107  | 2025-01-01 | 2025-03-20 | 1000.00
n3           | b_2       | SEL-107  | 2025-03-21 |            | 1000.00

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """Days that no grant covers lie after one that ended."""
    return (t.udenfor > t.dage_foer) & (t.netto_ok == 0) & (t.r == 0)
