"""R27: settled, and no posting anywhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R27",
    navn="ikke_bogfoert",
    titel="Afregnet, men ikke bogført nogen steder",
    alvor="fejl",
    lov="Ingen lov: det afregnede skal bogføres én gang, på den rigtige konto og i den rigtige måned (8-tals-kontrollens sløjfe 2)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Udgiften er betalt eller lovet, men mangler i regnskabet; den dukker op senere som en uventet stigning.",
    goer="Find betalingen i overførslen til økonomisystemet: er den afvist, eller er filen ikke indlæst? Genindlæs den, eller bogfør den.",
    raekker=("afregning",),
    tabeller=("afregning", "postering"),
    sloejfe="2",
    eksempel="""
afregning
afregning_id | borger_id | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | beloeb  | brydes
a1           | b_1       | h1            | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | ja
a2           | b_2       |               | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00 | nej

postering
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr
B1    | 1     | 2025-04-25      | 2025         | 538521001 | b_2       | 1000.00  |          |
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """A settlement that no posting matches."""
    return (t.antal_s > 0) & (t.antal_p == 0)
