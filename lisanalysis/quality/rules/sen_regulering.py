"""R22: a correction that reaches months back, after figures were reported and refund was claimed."""

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

RULE = Rule(
    id="R22",
    navn="sen_regulering",
    titel="Reguleringen retter en måned, der ligger mere end tre måneder tilbage",
    alvor="advarsel",
    lov="SEL § 176 og BL § 198 (refusion pr. år); bekendtgørelse 1295/2023 om dataindberetninger",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Beløbet ændrer helårspersoner, refusion og tal, der allerede er indberettet, og forklarer tit et udsving i måneden.",
    goer="Se efter, om refusionskrav og indberetning for den måned skal rettes; aftal med leverandøren, at ændringer meldes straks.",
    raekker=("afregning",),
    kolonner=("disposition_dato", "afregningstype"),
    eksempel="""
afregning
afregning_id | periode_fra_dato | periode_til_dato | disposition_dato | afregningstype | status      | beloeb   | brydes
a1           | 2025-01-01       | 2025-01-31       | 2025-06-10       | regulering     | effektueret | -8000.00 | ja
a2           | 2025-03-01       | 2025-03-31       | 2025-06-10       | regulering     | effektueret | -8000.00 | nej
a3           | 2025-01-01       | 2025-01-31       | 2025-06-10       | udgift         | effektueret | 8000.00  | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Reguleringer paid more than the agreed months after the month they correct."""
    rows = betalte(raekker, "regulering")
    return rows.filter(maanedstal(rows.disposition_dato) - maanedstal(rows.periode_til_dato) > parametre.regulering_maaneder)
