"""R28: a posting from a case system with no settlement behind it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R28",
    navn="uden_afregning",
    titel="Postering fra et fagsystem uden en afregning bag",
    alvor="fejl",
    lov="Ingen lov: det afregnede skal bogføres én gang, på den rigtige konto og i den rigtige måned (8-tals-kontrollens sløjfe 2)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Regnskabet har en udgift, som fagsystemet ikke kender; den kan være bogført to gange eller hører til en annulleret betaling.",
    goer="Find bilaget i økonomisystemet og betalingen i fagsystemet. Er betalingen annulleret, så tilbagefør posteringen.",
    raekker=("postering",),
    tabeller=("afregning", "postering"),
    sloejfe="2",
    eksempel="""
afregning
afregning_id | borger_id | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | beloeb  | status
a1           | b_1       | h1            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | effektueret
a2           | b_2       | h2            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | annulleret

postering
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr | brydes
B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_1       | 1000.00  | BV001    | h1            | nej
B2    | 1     | 2025-03-25      | 2025         | 538521001 | b_2       | 1000.00  | BV001    | h2            | ja
B3    | 1     | 2025-03-25      | 2025         | 538521001 | b_3       | 700.00   | BV001    | h3            | ja
B4    | 1     | 2025-03-25      | 2025         | 538521001 | b_3       | 900.00   | BV001    |               | ja
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """Only postings stand in the group; which of them came from a case system is told where they are written."""
    return t.antal_s < 0
