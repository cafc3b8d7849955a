"""R44, R43: matches but for a number that is easily taken for the other, or an older number of the same person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R44",
    navn="cpr_afvigelse",
    titel="Afregnet på et CPR-nummer, der ligner bevillingens, eller på et tidligere nummer",
    alvor="advarsel",
    lov="Databeskyttelsesforordningen art. 5, stk. 1, litra d (rigtige oplysninger)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Borgeren tæller to gange, og hverken forløb, refusion eller helårspersoner passer.",
    goer="Find det rigtige nummer i CPR, og ret det i det system, der har det forkerte.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning", "nabo"),
    sloejfe="1",
    andre_id=("R43",),
    eksempel="""
nabo
borger_a | borger_b | slags
b_1      | b_9      | ciffer

bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst
n1           | b_9       | SEL-107  | 2025-01-01 |           | 1000.00
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """The grant that it belongs to is on another number."""
    return (t.anden_borger == 1) & (t.nabo == 1)


def nummer(t: ibis.Table) -> ibis.expr.types.StringValue:
    """R43 for an older number of the same person, else R44."""
    import ibis

    return ibis.cases((t.gammel == 1, "R43"), else_="R44")
