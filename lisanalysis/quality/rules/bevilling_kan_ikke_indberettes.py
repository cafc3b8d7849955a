"""R55: what will keep a grant out of the reports to Statistics Denmark and FLIS, or make the figures differ from ours."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.measures.indberetning import uden_maalgruppe
from lisanalysis.quality.regeldata import FraKilde
from lisanalysis.quality.status import gaeldende
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

# The adult paragraphs of bekendtgørelse 1295/2023; §§ 109 and 110 have statistics of their own.
INDBERETTES = ("SEL-82b", "SEL-85", "SEL-85a", "SEL-95", "SEL-96", "SEL-97", "SEL-98", "SEL-101", "SEL-102", "SEL-103", "SEL-104", "SEL-107", "SEL-108")

RULE = Rule(
    id="R55",
    navn="bevilling_kan_ikke_indberettes",
    titel="Bevillingen kan ikke indberettes, som den er registreret",
    alvor="info",
    lov="Bekendtgørelse 1295/2023 om dataindberetninger på socialområdet (indberettes af handlekommunen)",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Kommunens nøgletal i statistikken og i FLIS bliver lavere end udgiften, og enhedsprisen derfor for høj.",
    goer="Udfyld målgruppen på indsatsen; står en anden kommune som handlekommune, indberetter den, og tallene vil afvige.",
    raekker=("bevilling",),
    kolonner=("paragraf",),
    eksempel="""
bevilling
bevilling_id | paragraf | status    | maalgruppe        | leverandoer | handlekommune | betalingskommune | start_dato | brydes
i1           | SEL-107  | ivaerksat |                   | Botilbuddet | 0573          | 0573             | 2025-01-01 | ja
i2           | SEL-107  | ivaerksat | Udviklingshæmning | Botilbuddet | 0573          | 0573             | 2025-01-01 | nej
i3           | SEL-107  | ivaerksat | Udviklingshæmning | Botilbuddet | 0573          | 0561             | 2025-01-01 | ja
i4           | SEL-110  | ivaerksat |                   |             | 0573          | 0573             | 2025-01-01 | nej
""",
)


def mangler(data: Regeldata, parametre: Parametre) -> list[str | FraKilde]:
    """What no delivered table tells, and the sources that tell no target group at all."""
    uden = sorted(uden_maalgruppe(data.tabel("bevilling")))
    return [
        "Tilbudstype og koder til Danmarks Statistik: de leveres ikke i nogen kilde.",
        *(FraKilde(f"Om målgruppen mangler: kolonnen bevilling.maalgruppe er tom fra {kilde}.", "bevilling", kilde) for kilde in uden),
    ]


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Reportable grants without target group, and those where another municipality pays than the one that reports.

    A source that tells no target group at all has none missing: they are not in the extract.
    """
    import ibis

    rows = gaeldende(raekker.filter(raekker.paragraf.isin(INDBERETTES)))
    uden = rows.maalgruppe.isnull()
    if kilder := sorted(uden_maalgruppe(raekker)):
        uden &= rows.kilde.notin(kilder)
    rows = rows.mutate(fejl=ibis.cases((uden, 1), (rows.handlekommune != rows.betalingskommune, 2), else_=0))
    tekst = ibis.cases((rows.fejl == 1, "Bevillingen har ingen målgruppe og kan ikke indberettes"),
                       else_="Handlekommunen indberetter, men en anden kommune betaler: tallene vil afvige")  # fmt: skip
    return rows.filter(rows.fejl > 0).mutate(beskrivelse=tekst)
