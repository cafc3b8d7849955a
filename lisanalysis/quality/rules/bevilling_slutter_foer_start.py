"""R06: dates that cannot be: the end before the start, or a year that nobody meant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

FOERSTE, SIDSTE = date(1990, 1, 1), date(2100, 12, 31)

RULE = Rule(
    id="R06",
    navn="bevilling_slutter_foer_start",
    titel="Slutdatoen ligger før startdatoen, eller en dato ligger uden for 1990-2100",
    alvor="fejl",
    lov="Databeskyttelsesforordningen art. 5, stk. 1, litra d (rigtighed)",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Bevillingen dækker ingen dage, så hver krone, der afregnes på den, står som betalt uden bevilling.",
    goer="Ret start- eller slutdatoen på indsatsen i fagsystemet eller på foranstaltningen i afregningssystemet.",
    raekker=("bevilling", "ydelse"),
    kolonner=("start_dato",),
    eksempel="""
bevilling
bevilling_id | start_dato | slut_dato  | brydes
i1           | 2025-03-01 | 2025-02-01 | ja
i2           | 2025-03-01 |            | nej
i3           | 2025-03-01 | 2025-03-01 | nej
i4           | 2025-03-01 | 2205-03-01 | ja

ydelse
ydelse_id | start_dato | slut_dato  | brydes
f1        | 1925-03-01 | 2025-03-31 | ja
f2        | 2025-03-01 | 2025-03-31 | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Rows that end before they start, or whose dates lie outside the years in use."""
    import ibis

    uden_for = [(d < FOERSTE) | (d > SIDSTE) for d in (raekker.start_dato, raekker.slut_dato)]
    rows = raekker.filter((raekker.slut_dato < raekker.start_dato) | uden_for[0] | uden_for[1])
    # A start in a wrong year is no month that the finding belongs to.
    return rows.mutate(dato=ibis.cases((rows.start_dato.between(FOERSTE, SIDSTE), rows.start_dato), else_=ibis.null("date")))
