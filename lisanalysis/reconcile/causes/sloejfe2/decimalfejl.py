"""R38: a decimal point in the wrong place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.reconcile.svagere import tidobbelt
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R38",
    navn="decimalfejl",
    titel="Bogført ti, hundrede eller tusind gange for stort eller for lille",
    alvor="advarsel",
    lov="Ingen lov: det afregnede skal bogføres én gang, på den rigtige konto og i den rigtige måned (8-tals-kontrollens sløjfe 2)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Et flyttet komma i en fil gør en måneds udgift til ti måneders, eller skjuler den næsten helt.",
    goer="Ret beløbet i økonomisystemet, og se efter, om andre linjer i samme fil har kommaet på det forkerte sted.",
    raekker=("afregning",),
    tabeller=("afregning", "postering"),
    sloejfe="2",
    eksempel="""
afregning
afregning_id | borger_id | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | beloeb  | brydes
a1           | b_1       | h1            | 538521001 | 2025-03-01       | 2025-03-31       | 1234.56 | ja
a2           | b_2       | h2            | 538521001 | 2025-03-01       | 2025-03-31       | 1234.56 | nej

postering
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr
B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_1       | 123.46   | BV001    | h1
B2    | 1     | 2025-03-25      | 2025         | 538521001 | b_2       | 1234.56  | BV001    | h2
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """The one sum is the other times 10, 100 or 1,000 within an øre."""
    return (t.antal_p > 0) & ~((t.s_sum - t.p_sum).abs() <= t.afrunding) & tidobbelt(t.s_sum, t.p_sum)
