"""R08: a grant without a target group, which can neither be reported nor compared."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.status import gaeldende
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R08",
    navn="maalgruppe_mangler",
    titel="Målgruppen mangler",
    alvor="advarsel",
    lov="Bekendtgørelse 1295/2023 om dataindberetninger på socialområdet",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Uden målgruppe kan bevillingen ikke indberettes, og dens kroner falder ud af enhver sammenligning pr. målgruppe.",
    goer="Vælg målgruppen på indsatsen i fagsystemet, og på foranstaltningen i afregningssystemet, hvis den også er tom dér.",
    raekker=("bevilling", "ydelse"),
    kolonner=("maalgruppe",),
    eksempel="""
bevilling
bevilling_id | status    | maalgruppe         | start_dato | brydes
i1           | ivaerksat |                    | 2025-03-01 | ja
i2           | ivaerksat | Udviklingshæmning  | 2025-03-01 | nej
i3           | forventet |                    | 2025-03-01 | nej
""",
)


def mangler(data: Regeldata, parametre: Parametre) -> list[str]:
    """The codes themselves are not judged: the package has no list of them."""
    return ["Om målgruppen står i FFB's kodeliste: listen er ikke i pakken, så kun tomme målgrupper findes."]


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Decided rows whose target group is empty."""
    return gaeldende(raekker.filter(raekker.maalgruppe.isnull() | (raekker.maalgruppe == "")))
