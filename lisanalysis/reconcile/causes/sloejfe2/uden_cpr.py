"""R34: posted without a citizen on an account that requires one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R34",
    navn="uden_cpr",
    titel="Bogført uden CPR-nummer på en konto, der kræver det",
    alvor="advarsel",
    lov="Bekendtgørelse om kommunernes budget- og regnskabssystem; kommunens kontoplan (CPR-krav)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Udgiften kan ikke føres til borgeren, så den mangler i refusionen og i opgørelsen pr. borger.",
    goer="Skriv borgerens CPR-nummer på posteringen i økonomisystemet; det står på afregningen.",
    raekker=("afregning",),
    tabeller=("afregning", "postering"),
    sloejfe="2",
    eksempel="""
afregning
afregning_id | borger_id | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | beloeb  | brydes
a1           | b_1       | h1            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | ja
a2           | b_2       | h2            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | nej
a3           | b_3       | h3            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | nej

postering
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr | art
B1    | 1     | 2025-03-25      | 2025         | 538521001 |           | 1000.00  | BV001    | h1            | 409CPR
B2    | 1     | 2025-03-25      | 2025         | 538521001 | b_2       | 1000.00  | BV001    | h2            | 409CPR
B3    | 1     | 2025-03-25      | 2025         | 538521001 |           | 1000.00  | BV001    | h3            | 409
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """A posting has no citizen though its account requires one."""
    return (t.antal_s > 0) & (t.kraevet_uden_cpr > 0)
