"""R44, R43: posted on a number that is easily taken for the citizen's, an older number, or the foster parent's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R44",
    navn="cpr_afvigelse",
    titel="Bogført på et andet CPR-nummer, der ligner, eller på plejeforælderens",
    alvor="advarsel",
    lov="Retssikkerhedsloven § 11 og databeskyttelsesforordningen art. 5, stk. 1, litra d (rigtige oplysninger)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Udgiften følger ikke borgeren, så refusion for særligt dyre enkeltsager og overblikket pr. borger bliver forkert.",
    goer="Ret ydelsesmodtageren på posteringen i økonomisystemet til borgerens CPR-nummer i afregningssystemet.",
    raekker=("afregning",),
    tabeller=("afregning", "postering", "nabo"),
    sloejfe="2",
    andre_id=("R43",),
    eksempel="""
nabo
borger_a | borger_b | slags
b_1      | b_9      | ciffer

afregning
afregning_id | borger_id | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | beloeb  | brydes
a1           | b_1       | h1            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | ja
a2           | b_2       | h2            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | nej

postering
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr
B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_9       | 1000.00  | BV001    | h1
B2    | 1     | 2025-03-25      | 2025         | 538521001 | b_2       | 1000.00  | BV001    | h2
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """The whole amount is on a citizen whose number explains it."""
    return (t.antal_s > 0) & (t.fremmed > 0) & (t.fremmed == t.enkelte) & (t.fremmed == t.kendt_fremmed)


def nummer(t: ibis.Table) -> ibis.expr.types.StringValue:
    """R43 for an older number of the same person, else R44."""
    import ibis

    return ibis.cases((t.gammel > 0, "R43"), else_="R44")
