"""R28: one settlement posted twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R28",
    navn="dobbeltbogfoert",
    titel="Betalingen er bogført mere end én gang",
    alvor="fejl",
    lov="Ingen lov: det afregnede skal bogføres én gang, på den rigtige konto og i den rigtige måned (8-tals-kontrollens sløjfe 2)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Udgiften står dobbelt i regnskabet og trækker på budgettet, indtil den ene postering tilbageføres.",
    goer="Tilbagefør den senere postering i økonomisystemet; den står som modpart. Find ud af, om filen fra fagsystemet er indlæst to gange.",
    raekker=("afregning",),
    tabeller=("afregning", "postering"),
    sloejfe="2",
    eksempel="""
afregning
afregning_id | borger_id | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | beloeb  | brydes
a1           | b_1       | h1            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | ja
a2           | b_2       | h2            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | nej

postering
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr
B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_1       | 1000.00  | BV001    | h1
B2    | 1     | 2025-03-28      | 2025         | 538521001 | b_1       | 1000.00  | BV001    | h1
B3    | 1     | 2025-03-25      | 2025         | 538521001 | b_2       | 600.00   | BV001    | h2
B3    | 2     | 2025-03-25      | 2025         | 538521001 | b_2       | 400.00   | BV001    | h2
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """Repeats of the payment explain the whole difference, or the postings are the payment two or three times over."""
    igen = (t.dobbelte > 0) & ((t.s_sum - t.p_sum + t.dobbelt_sum).abs() <= t.afrunding)
    gange = (t.s_sum != 0) & ((t.p_sum == 2 * t.s_sum) | (t.p_sum == 3 * t.s_sum))
    return (t.antal_s > 0) & (igen | gange)
