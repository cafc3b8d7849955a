"""R05: an open grant where the law gives time-limited help, or where the follow-up is long overdue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.status import gaeldende
from lisanalysis.quality.tid import maanedstal
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

# Midlertidigt botilbud, and aflastning under both laws.
TIDSBEGRAENSEDE = ("SEL-107", "SEL-52-3.5", "BL-32-1.7")

RULE = Rule(
    id="R05",
    navn="bevilling_mangler_slutdato",
    titel="Bevillingen mangler en slutdato",
    alvor="advarsel",
    lov="SEL § 107 (midlertidigt ophold); BL § 32, stk. 1, nr. 7 (støtteophold), før 2024 SEL § 52, stk. 3, nr. 5",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="En åben bevilling betales og disponeres, til nogen lukker den. Et midlertidigt botilbud koster let over 2.000 kr. i døgnet.",
    goer="Sæt slutdato på indsatsen i fagsystemet, eller hold opfølgningen og flyt opfølgningsdatoen.",
    raekker=("bevilling", "ydelse"),
    kolonner=("paragraf",),
    eksempel="""
bevilling
bevilling_id | paragraf | status    | start_dato | slut_dato  | opfoelgning_dato | brydes
i1           | SEL-107  | ivaerksat | 2025-03-01 |            | 2026-03-01       | ja
i2           | SEL-107  | ivaerksat | 2025-03-01 | 2026-02-28 | 2025-09-01       | nej
i3           | SEL-108  | ivaerksat | 2020-01-01 |            | 2024-06-30       | ja
i4           | SEL-108  | ivaerksat | 2020-01-01 |            | 2025-06-30       | nej
i5           | SEL-107  | annulleret| 2025-03-01 |            | 2025-09-01       | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Open rows that are time-limited by law, or whose follow-up is overdue by more than the agreed months."""
    mangler = raekker.paragraf.isin(TIDSBEGRAENSEDE)
    if "opfoelgning_dato" in raekker.columns:
        mangler |= maanedstal(data.per) - maanedstal(raekker.opfoelgning_dato) > parametre.opfoelgning_maaneder
    return gaeldende(raekker.filter(raekker.slut_dato.isnull(), mangler))
