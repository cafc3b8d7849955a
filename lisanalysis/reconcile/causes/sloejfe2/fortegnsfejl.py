"""R20: the amount is right but for its sign."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R20",
    navn="fortegnsfejl",
    titel="Bogført med modsat fortegn",
    alvor="fejl",
    lov="Ingen lov: det afregnede skal bogføres én gang, på den rigtige konto og i den rigtige måned (8-tals-kontrollens sløjfe 2)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="En udgift, der står som indtægt, giver dobbelt så stor en fejl i regnskabet som selve beløbet.",
    goer="Tilbagefør posteringen i økonomisystemet, og bogfør den med det rigtige fortegn (debet for udgift, kredit for indtægt).",
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
B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_1       | -1000.00 | BV001    | h1
B2    | 1     | 2025-03-25      | 2025         | 538521001 | b_2       | 1000.00  | BV001    | h2
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """The postings are the settlement with the other sign."""
    return (t.antal_p > 0) & (t.s_sum != 0) & (t.p_sum == -t.s_sum)
