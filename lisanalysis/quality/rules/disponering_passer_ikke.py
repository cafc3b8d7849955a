"""R25: money set aside where nothing runs, or nothing set aside where something does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.beskriv import beskriv
from lisanalysis.quality.tid import maanedstal
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R25",
    navn="disponering_passer_ikke",
    titel="Disponeringen passer ikke med ydelsen",
    alvor="advarsel",
    lov="Ingen lov: kommunens økonomistyring (disponeret og effektueret pr. ydelse og måned)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Disponering på en afsluttet ydelse holder penge fast, der er frie; mangler den, kommer udgiften uventet i forbruget.",
    goer="Ret disponeringen på ydelsen i afregningssystemet: luk den fra slutdatoen, eller opret den for de måneder, ydelsen løber.",
    raekker=("disponering", "ydelse"),
    tabeller=("ydelse", "disponering"),
    eksempel="""
ydelse
ydelse_id | borger_id | start_dato | slut_dato  | brydes
f1        | b_1       | 2025-01-01 | 2025-03-15 | nej
f2        | b_2       | 2025-01-01 |            | nej
f3        | b_3       | 2025-01-01 |            | ja

disponering
ydelse_id | aar  | maaned | beloeb_disponeret | beloeb_effektueret | brydes
f1        | 2025 | 3      | 900.00            | 900.00             | nej
f1        | 2025 | 4      | 1800.00           | 0.00               | ja
f2        | 2025 | 12     | 1800.00           | 1800.00            | nej
f2        | 2025 | 11     | 1000.00           | 1800.00            | ja
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Months set aside after the end or below what is paid; or running ydelser without a month set aside at the cut-off."""
    return _uden(raekker, data) if "start_dato" in raekker.columns else _forkert(raekker, data)


def _uden(ydelse: ibis.Table, data: Regeldata) -> ibis.Table:
    d = data.tabel("disponering")
    nu = d.filter(d.aar == data.per.year, d.maaned == data.per.month)
    loeber = ydelse.filter(ydelse.start_dato <= data.per, ydelse.slut_dato.isnull() | (ydelse.slut_dato >= data.per))
    loeber = loeber.semi_join(nu, "kilde")  # a source that has not come to the month yet says nothing of its ydelser
    return loeber.anti_join(nu, ["kilde", "ydelse_id"]).pipe(beskriv, "Ydelsen løber, men der er intet disponeret i måneden")


def _forkert(disponering: ibis.Table, data: Regeldata) -> ibis.Table:
    import ibis

    y = data.tabel("ydelse")
    aaben = y.slut_dato.isnull().ifelse(1, 0)
    slut = y.group_by("kilde", "ydelse_id").agg(
        slut=y.slut_dato.max(), aabne=aaben.sum(), borger_id=y.borger_id.max(), sag_id=y.sag_id.max(), paragraf=y.paragraf.max(), konto=y.konto.max()
    )
    rows = disponering.inner_join(slut, ["kilde", "ydelse_id"])
    efter = (rows.aabne == 0) & (rows.aar.cast("int64") * 12 + rows.maaned > maanedstal(rows.slut)) & (rows.beloeb_disponeret != 0)
    for_lidt = rows.beloeb_disponeret < rows.beloeb_effektueret
    rows = rows.mutate(fejl=ibis.cases((efter, 1), (for_lidt, 2), else_=0))
    beskrivelse = ibis.cases((rows.fejl == 1, "Der er disponeret efter ydelsens slutdato"), else_="Der er disponeret mindre, end der er effektueret")
    rows = rows.filter(rows.fejl > 0).mutate(beskrivelse=beskrivelse, beloeb_modpart=rows.beloeb_effektueret)
    return rows.mutate(dato=ibis.date(rows.aar.cast("int64"), rows.maaned.cast("int64"), 1))
