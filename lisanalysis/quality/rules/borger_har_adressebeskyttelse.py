"""R49: a protected address: no defect, but a control that the citizen's place is not shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R49",
    navn="borger_har_adressebeskyttelse",
    titel="Borgeren har navne- og adressebeskyttelse og en åben sag",
    alvor="info",
    lov="CPR-loven § 28 (navne- og adressebeskyttelse)",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Ingen kroner: et tilbuds navn eller kommune i en rapport kan røbe, hvor borgeren bor.",
    goer="Der er intet at rette i data. Send ikke lister med navn, adresse eller tilbud for borgeren videre.",
    raekker=("beskyttelse",),
    tabeller=("sag",),
    eksempel="""
beskyttelse
borger_id | beskyttelsestype | fra_dato   | til_dato   | brydes
b_1       | 0001             | 2025-03-01 |            | ja
b_2       | 0001             | 2023-03-01 | 2024-03-01 | nej
b_3       | 0001             | 2025-03-01 |            | nej

sag
sag_id | borger_id | aabnet_dato | lukket_dato
s1     | b_1       | 2024-01-01  |
s2     | b_2       | 2024-01-01  |
s3     | b_3       | 2024-01-01  | 2024-12-31
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Protections in force at the cut-off of citizens with an open case."""
    rows = raekker.filter(raekker.fra_dato.isnull() | (raekker.fra_dato <= data.per), raekker.til_dato.isnull() | (raekker.til_dato > data.per))
    sag = data.tabel("sag")
    aabne = sag.filter(sag.lukket_dato.isnull() | (sag.lukket_dato >= data.per)).select("borger_id").distinct()
    return rows.semi_join(aabne, "borger_id")
