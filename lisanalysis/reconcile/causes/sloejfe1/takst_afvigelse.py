"""R11: the takst is not the right one, and the line differs by more than rounding."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.reconcile import tal
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

RULE = Rule(
    id="R11",
    navn="takst_afvigelse",
    titel="Afregnet med en forkert takst",
    alvor="fejl",
    lov="Lov om socialtilsyn og tilbudsportalen: tilbuddets offentliggjorte takst; kommunens egen aftale, hvor der ingen er",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="En takst, der er en krone for høj, betales hvert døgn, til nogen ser det.",
    goer="Slå taksten op på tilbuddet. Ret den på ydelsen i afregningssystemet (og på bevillingen), og regulér de betalte måneder.",
    raekker=("afregning",),
    tabeller=("bevilling", "afregning"),
    sloejfe="1",
    eksempel="""
tilbud_takst
tilbud_id | leverandoer_cvr | paragraf | takst   | gyldig_fra_dato | momsfaktor
t1        | 11111111        | SEL-107  | 1000.00 | 2025-01-01      | 0.9540

bevilling
bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst   | leverandoer_cvr
n1           | b_1       | SEL-107  | 2025-01-01 |           | 1100.00 | 11111111
n2           | b_2       | SEL-107  | 2025-01-01 |           | 1000.00 | 11111111
n3           | b_3       | SEL-107  | 2025-01-01 |           | 1000.00 | 11111111

afregning
afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | leverandoer_cvr | brydes
a1           | b_1       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1100.00 | 34100.00 | 11111111        | ja
a2           | b_2       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00 | 11111111        | nej
a3           | b_3       | SEL-107  | 2025-03-01       | 2025-03-31       | 31    | doegn | 954.00  | 29574.00 | 11111111        | nej
""",
)


def rammer(t: ibis.Table) -> ibis.expr.types.BooleanValue:
    """Neither the tilbud's takst, nor that times its momsfaktor, nor the grant's where no tilbud has one."""
    import ibis

    kroner = ibis.cases((t.antal.isnull(), t.takst - t.ret_takst), else_=tal.pris(t.antal, t.takst) - tal.pris(t.antal, t.ret_takst))
    sammenlignelig = (t.ramt_enhed_afvigelse == 0) & (t.netto_ok == 0) & (t.r == 0)
    return sammenlignelig & (t.takst != t.ret_takst) & (kroner.abs() > t.afrunding)
