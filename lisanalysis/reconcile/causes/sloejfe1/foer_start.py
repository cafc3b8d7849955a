"""R03: days before the start of the grant that otherwise matches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R03",
    navn="foer_start",
    titel="Afregnet før bevillingens startdato",
    alvor="fejl",
    lov="Serviceloven og barnets lov: ydelsen kræver en afgørelse; 8-tals-kontrollens sløjfe 1",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Der betales for dage, som ingen har truffet afgørelse om.",
    goer="Er startdatoen forkert, så ret den i bevillingssystemet. Er den rigtig, så regulér afregningen til den.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst
n1           | b_1       | SEL-107  | 2025-03-11 |           | 1000.00
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """Days lie before the first grant begins."""
    return (t.dage_foer > 0) & (t.netto_ok == 0) & (t.r == 0)
