"""R40: a line on the area's accounts that no case system sent and nothing matches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R40",
    navn="ikke_fra_fagsystem",
    titel="Postering, som intet fagsystem har sendt, og som intet svarer til",
    alvor="info",
    lov="Ingen lov: løn, drift og fakturaer bogføres også direkte på områdets konti",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Den forklarer, hvorfor kontoens saldo er større end det, fagsystemerne har afregnet.",
    goer="Intet, hvis det er løn, drift eller en fordeling. Er det en regning for en borger, så opret ydelsen i afregningssystemet.",
    raekker=("postering",),
    tabeller=("afregning", "postering"),
    sloejfe="2",
    eksempel="""
afregning
afregning_id | borger_id | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | beloeb
a1           | b_1       |               | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00

postering
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr | brydes
B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_1       | 1000.00  |          |               | nej
B2    | 1     | 2025-03-31      | 2025         | 538521200 |           | 45000.00 |          |               | ja
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """Only postings stand in the group; which of them no case system sent is told where they are written."""
    return t.antal_s < 0
