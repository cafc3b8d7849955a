"""R37: the same amount, but not in time or on the wrong regnskabsår."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R37",
    navn="periode_forskudt",
    titel="Bogført i en forkert måned eller på det forkerte regnskabsår",
    alvor="advarsel",
    lov="Ingen lov: det afregnede skal bogføres én gang, på den rigtige konto og i den rigtige måned (8-tals-kontrollens sløjfe 2)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Udgiften mangler i den måned, den hører til, og fylder i en anden; over et årsskifte flytter den budget mellem årene.",
    goer="Ret bogføringsdato eller regnskabsår i økonomisystemet. Er året lukket, så aftal en note til regnskabet med Økonomi.",
    raekker=("afregning",),
    tabeller=("afregning", "postering"),
    sloejfe="2",
    eksempel="""
afregning
afregning_id | borger_id | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | beloeb  | brydes
a1           | b_1       | h1            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | ja
a2           | b_2       | h2            | 538521001 | 2024-12-01       | 2024-12-31       | 1000.00 | ja
a3           | b_3       | h3            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | nej
a4           | b_4       | h4            | 538521001 | 2024-12-01       | 2024-12-31       | 1000.00 | nej

postering
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr
B1    | 1     | 2025-06-10      | 2025         | 538521001 | b_1       | 1000.00  | BV001    | h1
B2    | 1     | 2025-01-10      | 2025         | 538521001 | b_2       | 1000.00  | BV001    | h2
B3    | 1     | 2025-04-10      | 2025         | 538521001 | b_3       | 1000.00  | BV001    | h3
B4    | 1     | 2025-02-10      | 2024         | 538521001 | b_4       | 1000.00  | BV001    | h4
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """A posting of the payment lies outside the months it may be posted in."""
    return (t.antal_s > 0) & (t.utide > 0)
