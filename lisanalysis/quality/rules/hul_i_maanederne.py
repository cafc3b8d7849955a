"""R24: a month missing in a series of settlements that is otherwise unbroken."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.status import betalte
from lisanalysis.quality.tid import maanedstal
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

MINDST_RAEKKER = 4  # fewer say nothing of what is usual

RULE = Rule(
    id="R24",
    navn="hul_i_maanederne",
    titel="Der mangler afregning for en måned i en ellers ubrudt række",
    alvor="advarsel",
    lov="Ingen lov: afregningen skal følge bevillingen måned for måned (8-tals-kontrollens sløjfe 1)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Måneden kommer ofte som en efterregning på et helt månedsbeløb, når budgettet er gjort op.",
    goer="Spørg leverandøren efter fakturaen for måneden, og afregn den i afregningssystemet, eller afslut og genopret ydelsen.",
    raekker=("afregning",),
    kolonner=("ydelse_id",),
    eksempel="""
afregning
afregning_id | ydelse_id | periode_fra_dato | periode_til_dato | afregningstype | status      | beloeb | brydes
a1           | f1        | 2025-01-01       | 2025-01-31       | udgift         | effektueret | 100.00 | nej
a2           | f1        | 2025-02-01       | 2025-02-28       | udgift         | effektueret | 100.00 | nej
a3           | f1        | 2025-04-01       | 2025-04-30       | udgift         | effektueret | 100.00 | ja
a4           | f1        | 2025-05-01       | 2025-05-31       | udgift         | effektueret | 100.00 | nej
a5           | f2        | 2025-01-01       | 2025-01-31       | udgift         | effektueret | 100.00 | nej
a6           | f2        | 2025-03-01       | 2025-03-31       | udgift         | effektueret | 100.00 | nej
a7           | f2        | 2025-05-01       | 2025-05-31       | udgift         | effektueret | 100.00 | nej
a8           | f2        | 2025-06-01       | 2025-06-30       | udgift         | effektueret | 100.00 | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """The first settlement after the only hole in its ydelse's months; series with several holes are not monthly."""
    import ibis

    rows = betalte(raekker)
    rows = rows.filter(rows.ydelse_id.notnull()).mutate(fra_m=maanedstal(rows.periode_fra_dato), til_m=maanedstal(rows.periode_til_dato))
    serie = ["kilde", "ydelse_id"]
    foer = ibis.window(group_by=serie, order_by=["fra_m", "periode_fra_dato", "afregning_id"], preceding=(None, 1))
    rows = rows.mutate(naaet=rows.til_m.max().over(foer))
    rows = rows.mutate(hul=ibis.cases((rows.fra_m - rows.naaet > 1, 1), else_=0), en=1)
    hele = ibis.window(group_by=serie)
    rows = rows.mutate(huller=rows.hul.sum().over(hele), i_alt=rows.en.sum().over(hele))
    fundet = rows.filter(rows.hul == 1, rows.huller == 1, rows.i_alt >= MINDST_RAEKKER)
    return fundet.mutate(beloeb_kilde=ibis.null("decimal(14, 2)"))

