"""R41: rows set apart at the door because their CPR number is none.

Modulus 11 is not judged: since 2007 it is a remark, and what stands in the CPR extract is valid by standing there.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.domain.cpr import Aarsag
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R41",
    navn="ugyldigt_cpr",
    titel="CPR-nummeret kan ikke læses, så rækken er sat til side",
    alvor="fejl",
    lov="CPR-loven (personnummerets opbygning)",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Rækkens beløb er ikke med i noget tal, før nummeret er rettet.",
    goer="Slå linjen op i filen, ret nummeret i kildesystemet, og få filen leveret igen; et tabt nul skyldes ofte, at filen er gemt i Excel.",
    raekker=("afvist",),
    eksempel="""
leverance
leverance_id | kilde | fil                  | raekker | indlaest | afvist | status
l1           | bv    | bv_ydelser_20251231.csv | 10   | 8        | 2      | advarsel

afvist
leverance_id | fil                     | linje | kolonne | aarsag                                         | brydes
l1           | bv_ydelser_20251231.csv | 4     | Cprnr   | CPR-nummerets seks første cifre er ikke en dato. | ja
l1           | bv_ydelser_20251231.csv | 7     | Takst   | Beløbet er ikke et tal.                        | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """The rows set apart for a CPR number that cannot be read."""
    return raekker.filter(raekker.aarsag.isin([a.value for a in Aarsag]))
