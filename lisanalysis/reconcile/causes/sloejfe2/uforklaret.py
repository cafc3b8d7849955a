"""R30: a difference that no other cause explains."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R30",
    navn="uforklaret",
    titel="Forskel mellem afregnet og bogført, som ingen kendt årsag forklarer",
    alvor="fejl",
    lov="Ingen lov: det afregnede skal bogføres én gang, på den rigtige konto og i den rigtige måned (8-tals-kontrollens sløjfe 2)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Beløbet eller borgeren passer ikke, og det ligner ikke nogen kendt fejl; så skal et menneske se på det.",
    goer="Hold afregning og bilag op mod hinanden. Er det en fejltype, der går igen, så skriv til dem, der vedligeholder reglerne.",
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
B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_7       | 1000.00  | BV001    | h1
B2    | 1     | 2025-03-25      | 2025         | 538521001 | b_2       | 1000.00  | BV001    | h2
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """Only a part stands on another account or citizen, or the citizen is one that nothing ties to the settlement's, or the settlement has no account."""
    en_del = ((t.anden_konto > 0) & (t.anden_konto < t.enkelte)) | ((t.fremmed > 0) & (t.fremmed < t.enkelte))
    return (t.antal_s > 0) & (en_del | (t.fremmed > t.kendt_fremmed) | (t.ukendt_konto > 0))
