"""R19: more døgn paid than the period has days, or forsorg and efterforsorg taken for one another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.beskriv import beskriv
from lisanalysis.quality.status import EFFEKTUERET
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R19",
    navn="flere_doegn_end_dage",
    titel="Der er afregnet flere døgn, end perioden har dage, eller døgntypen er en anden end ydelsens",
    alvor="advarsel",
    lov="SEL §§ 107-110 (betaling pr. døgn)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Hvert døgn for meget koster en døgntakst og lægger sig i helårspersoner, statsrefusion og forsorgsdøgn.",
    goer="Ret antal, periode eller døgntype på afregningen i afregningssystemet, og regulér det, der er betalt for meget.",
    raekker=("afregning",),
    kolonner=("antal", "enhed"),
    eksempel="""
afregning
afregning_id | ydelse_id | periode_fra_dato | periode_til_dato | antal | enhed | doegntype    | status      | beloeb   | brydes
a1           | f1        | 2025-02-01       | 2025-02-28       | 31    | doegn |              | effektueret | 62000.00 | ja
a2           | f1        | 2025-02-01       | 2025-02-28       | 28    | doegn |              | effektueret | 56000.00 | nej
a3           | f1        | 2025-02-01       | 2025-02-28       | 31    | time  |              | effektueret | 13000.00 | nej
a4           | f2        | 2025-03-01       | 2025-03-31       | 31    | doegn | efterforsorg | effektueret | 14000.00 | ja

ydelse
ydelse_id | doegntype
f1        |
f2        | forsorg
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Settlements whose døgn exceed the period's days, both ends counted, or whose doegntype is not the ydelse's."""
    rows = raekker.filter(raekker.status == EFFEKTUERET)
    dage = rows.periode_til_dato.delta(rows.periode_fra_dato, unit="day") + 1
    for_mange = rows.filter(rows.enhed.isin(["doegn", "dag"]), rows.antal.abs() > dage)
    for_mange = for_mange.pipe(beskriv, "Der er afregnet flere døgn, end perioden har dage")
    if not data.har("ydelse"):
        return for_mange
    return for_mange.union(_byttet(rows, data.tabel("ydelse")).anti_join(for_mange, ["kilde", "afregning_id"]))


def _byttet(rows: ibis.Table, ydelse: ibis.Table) -> ibis.Table:
    kendt = ydelse.filter(ydelse.doegntype.notnull())
    kendt = kendt.group_by("kilde", "ydelse_id").agg(mindst=kendt.doegntype.min(), hoejst=kendt.doegntype.max())
    rows = rows.inner_join(kendt, ["kilde", "ydelse_id"])
    byttet = rows.filter(rows.mindst == rows.hoejst, rows.doegntype != rows.mindst).drop("mindst", "hoejst")
    return byttet.pipe(beskriv, "Afregningens døgntype er en anden end ydelsens")
