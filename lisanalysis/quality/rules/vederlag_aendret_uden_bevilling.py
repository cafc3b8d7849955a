"""R26: a foster family paid otherwise without a new decision, or taken for the citizen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R26",
    navn="vederlag_aendret_uden_bevilling",
    titel="Antallet af vederlag er ændret uden ny bevilling, eller plejeforælderen står som borger",
    alvor="advarsel",
    lov="BL §§ 43 og 46 (anbringelse i plejefamilie), før 2024 SEL § 66 og § 52, stk. 3, nr. 7; KL's vejledning om plejevederlag",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Et vederlag mere er omkring 4.700 kr. om måneden (2023). Står plejeforælderen som borger, følger udgiften den forkerte person.",
    goer="Opret en bevilling på det nye antal i fagsystemet, eller ret antallet i afregningssystemet; sæt barnets CPR-nummer som borger.",
    raekker=("ydelse",),
    kolonner=("plejefamilie_id",),
    eksempel="""
ydelse
ydelse_id | borger_id | plejefamilie_id | antal_vederlag | bevillings_dato | start_dato | slut_dato  | brydes
f1        | b_1       | b_9             | 3              | 2024-12-01      | 2025-01-01 | 2025-05-31 | nej
f1        | b_1       | b_9             | 5              | 2024-12-01      | 2025-06-01 |            | ja
f2        | b_2       | b_8             | 3              | 2024-12-01      | 2025-01-01 | 2025-05-31 | nej
f2        | b_2       | b_8             | 5              | 2025-05-15      | 2025-06-01 |            | nej
f3        | b_7       | b_7             | 3              | 2024-12-01      | 2025-01-01 |            | ja
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Ydelser whose vederlag differ from the line before under the same decision, or whose citizen is the foster parent."""
    import ibis

    vindue = ibis.window(group_by=["kilde", "ydelse_id"], order_by=["start_dato", "raekke_nr"])
    rows = raekker.mutate(
        foer_antal=raekker.antal_vederlag.lag().over(vindue), foer_bevilget=raekker.bevillings_dato.lag().over(vindue)
    )
    aendret = (rows.antal_vederlag != rows.foer_antal) & (rows.bevillings_dato == rows.foer_bevilget)
    rows = rows.mutate(fejl=ibis.cases((rows.borger_id == rows.plejefamilie_id, 1), (aendret, 2), else_=0))
    beskrivelse = ibis.cases((rows.fejl == 1, "Plejeforælderen står som borger"), else_="Antallet af vederlag er ændret uden ny bevilling")
    return rows.filter(rows.fejl > 0).mutate(beskrivelse=beskrivelse)
