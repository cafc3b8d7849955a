"""R31: the right amount on another function or gruppering, or an account that the paragraph does not allow."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R31",
    navn="fejlkonteret",
    titel="Bogført på en forkert funktion eller gruppering",
    alvor="fejl",
    lov="Bekendtgørelse om kommunernes budget- og regnskabssystem: kontoplanens funktioner og grupperinger",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Kontoen, der får udgiften, ser ud til at stige, og den rigtige ser ud til at falde; refusion og nøgletal følger med.",
    goer="Omposter i økonomisystemet til afregningens konto. Er afregningens egen konto forkert, så ret konteringen på ydelsen i afregningssystemet.",
    raekker=("afregning",),
    tabeller=("afregning", "postering"),
    sloejfe="2",
    eksempel="""
afregning
afregning_id | borger_id | paragraf | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | beloeb  | brydes
a1           | b_1       | SEL-107  | h1            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | ja
a2           | b_2       | SEL-107  | h2            | 538501001 | 2025-03-01       | 2025-03-31       | 1000.00 | ja
a3           | b_3       | SEL-107  | h3            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | nej

postering
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr
B1    | 1     | 2025-03-25      | 2025         | 538501001 | b_1       | 1000.00  | BV001    | h1
B2    | 1     | 2025-03-25      | 2025         | 538501001 | b_2       | 1000.00  | BV001    | h2
B3    | 1     | 2025-03-25      | 2025         | 538521001 | b_3       | 1000.00  | BV001    | h3
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """The whole amount stands on another funktion or gruppering, or the settlement's own funktion is not one for its paragraph."""
    hele = (t.anden_konto == t.enkelte) & (t.anden_konto > t.kun_dranst)
    return (t.antal_p > 0) & (hele | (t.egen_fejl == 1))
