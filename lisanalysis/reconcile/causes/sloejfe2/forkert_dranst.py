"""R32: the right function and gruppering, the wrong dranst."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R32",
    navn="forkert_dranst",
    titel="Bogført på en forkert dranst",
    alvor="fejl",
    lov="Bekendtgørelse om kommunernes budget- og regnskabssystem: kontoplanens funktioner og grupperinger",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Drift på anlæg eller refusion flytter penge mellem dele af regnskabet, der ikke må blandes, og skævvrider servicerammen.",
    goer="Omposter i økonomisystemet til samme funktion og gruppering med den rigtige dranst.",
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
B1    | 1     | 2025-03-25      | 2025         | 538523001 | b_1       | 1000.00  | BV001    | h1
B2    | 1     | 2025-03-25      | 2025         | 538521001 | b_2       | 1000.00  | BV001    | h2
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """The whole amount stands on an account that differs in dranst alone."""
    return (t.antal_s > 0) & (t.anden_konto > 0) & (t.anden_konto == t.enkelte) & (t.anden_konto == t.kun_dranst)
