"""R42: money on a number that the CPR extract does not know: a replacement number, or a slip."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R42",
    navn="borger_findes_ikke_i_cpr",
    titel="Borgerens nummer findes ikke i CPR-udtrækket: et erstatningsnummer eller en fejl",
    alvor="advarsel",
    lov="CPR-kontoret: erstatningspersonnummer (dag + 60) står aldrig i CPR",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Får borgeren senere et rigtigt nummer, tæller samme person to gange, og udgiften kan ikke lægges sammen til refusion.",
    goer="Find borgerens rigtige CPR-nummer, og ret det på sagen i afregningssystemet; bed om et udtræk, der dækker alle sagens borgere.",
    raekker=("afregning",),
    tabeller=("borger",),
    eksempel="""
borger
borger_id | foedselsdato
b_1       | 1990-01-01

afregning
afregning_id | borger_id | periode_fra_dato | beloeb | brydes
a1           | b_1       | 2025-01-01       | 100.00 | nej
a2           | b_2       | 2025-01-01       | 100.00 | ja
a3           | b_2       | 2025-02-01       | 100.00 | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """The first settlement of each citizen who is not in the CPR extract, with all that is settled on the number."""
    import ibis

    rows = raekker.anti_join(data.tabel("borger").select("borger_id").distinct(), "borger_id")
    hver = ["kilde", "borger_id"]
    rows = rows.mutate(
        nr=ibis.row_number().over(ibis.window(group_by=hver, order_by=["periode_fra_dato", "afregning_id", "raekke_nr"])),
        beloeb_kilde=rows.beloeb.sum().over(ibis.window(group_by=hver)),
    )
    return rows.filter(rows.nr == 0)
