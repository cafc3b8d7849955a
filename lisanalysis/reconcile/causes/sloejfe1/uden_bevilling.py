"""R01: no grant could cover it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R01",
    navn="uden_bevilling",
    titel="Afregnet uden en bevilling",
    alvor="fejl",
    lov="Serviceloven og barnets lov: ydelsen kræver en afgørelse; 8-tals-kontrollens sløjfe 1",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Der betales for en ydelse, som ingen har truffet afgørelse om, eller som er registreret på en anden borger.",
    goer="Find afgørelsen, og registrér den i bevillingssystemet. Findes den ikke, så stop betalingen, og kræv den tilbage.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst   | status
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00 | ivaerksat
n3           | b_3       | SEL-107  | 2025-01-01 |           | 1000.00 | annulleret

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | nej
a3           | b_3       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | ja
a4           | b_4       | SEL-110  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1500.00 | 46500.00 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """No grant was found, and the paragraph requires one."""
    return (t.har_bevilling == 0) & (t.fri_for_bevilling == 0) & (t.netto_ok == 0)
