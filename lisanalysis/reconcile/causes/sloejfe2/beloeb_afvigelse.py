"""R29: matched, but for another amount that no simpler slip explains."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R29",
    navn="beloeb_afvigelse",
    titel="Bogført med et andet beløb end afregnet",
    alvor="fejl",
    lov="Ingen lov: det afregnede skal bogføres én gang, på den rigtige konto og i den rigtige måned (8-tals-kontrollens sløjfe 2)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Forskellen står i regnskabet uden at nogen har bevilget eller afregnet den.",
    goer="Sammenhold bilaget med afregningen: er beløbet rettet i fagsystemet efter overførslen, eller i økonomisystemet efter indlæsningen?",
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
B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_1       | 1090.00  | BV001    | h1
B2    | 1     | 2025-03-25      | 2025         | 538521001 | b_2       | 1000.40  | BV001    | h2
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """The sums differ by more than rounding, and none of the amount's other causes fits."""
    enkel = (t.ramt_dobbeltbogfoert == 1) | (t.ramt_fortegnsfejl == 1) | (t.ramt_decimalfejl == 1)
    return (t.antal_p > 0) & ((t.s_sum - t.p_sum).abs() > t.afrunding) & ~enkel
