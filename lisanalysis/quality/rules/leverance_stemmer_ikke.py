"""R51: a file that was refused, came twice, or whose counts do not add up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R51",
    navn="leverance_stemmer_ikke",
    titel="Leverancens rækker går ikke op",
    alvor="fejl",
    lov="Kommunens leveranceaftale (kommune.yaml)",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="En fil, der mangler rækker eller slet ikke er læst, gør alle tal på området for lave.",
    goer="Få filen leveret igen fra kildesystemet; fjern den ene, hvis den samme fil er lagt i mappen to gange.",
    raekker=("leverance",),
    eksempel="""
leverance
leverance_id | kilde  | fil      | raekker | indlaest | afvist | status   | bemaerkning                                  | brydes
l1           | bv     | bv_1.csv | 10      | 8        | 2      | advarsel |                                              | nej
l2           | bv     | bv_2.csv | 10      | 8        | 0      | ok       |                                              | ja
l3           | bv     | bv_3.csv | 0       | 0        | 0      | gentaget | Samme indhold som en fil, der allerede er læst. | ja
l4           | prisme | p_1.csv  | 0       | 0        | 0      | afvist   | Filen er tom.                                | ja
l5           | prisme | p_2.csv  | 0       | 0        | 0      | afvist   | p_2.csv: kolonnen 'Beløb' mangler.           | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Files whose rows are neither loaded nor set apart, files refused for other than their columns, and repeated files (a warning)."""
    import ibis

    t = raekker
    gaar_op = (t.status == "gentaget") | (t.raekker == t.indlaest + t.afvist)
    kolonner = ibis.coalesce(t.bemaerkning, "").like("%kolonnen '%")
    slags = ibis.cases((t.status == "gentaget", 1), ((t.status == "afvist") & ~kolonner, 2), (~gaar_op, 3), else_=0)
    rows = t.mutate(slags=slags)
    rows = rows.filter(rows.slags > 0)
    beskrivelse = ibis.cases(
        (rows.slags == 1, "Den samme fil er leveret to gange; den er læst én gang"), (rows.slags == 2, "Filen kunne ikke læses"), else_=RULE.titel
    )
    return rows.mutate(beskrivelse=beskrivelse, alvor=ibis.cases((rows.slags == 1, "advarsel"), else_=RULE.alvor))
