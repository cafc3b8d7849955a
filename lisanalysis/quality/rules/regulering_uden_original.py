"""R21: a correction of a payment that is not there, or one that takes back more than was paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.quality.beskriv import beskriv
from lisanalysis.quality.status import betalte
from lisanalysis.quality.tid import maanedstal
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

AFRUNDING = Decimal("0.50")  # a line's rounding

RULE = Rule(
    id="R21",
    navn="regulering_uden_original",
    titel="Reguleringen har ingen betaling at rette, eller den tager mere tilbage, end der er betalt",
    alvor="advarsel",
    lov="Budget- og regnskabssystem for kommuner: en rettelse skal kunne følges til det, den retter",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Reguleringens beløb flytter forbruget uden at rette en betaling: to krediteringer af samme betaling giver en udgift, der er for lav.",
    goer="Find den betaling, der skal rettes, og skriv dens reference på reguleringen i afregningssystemet, eller tilbagefør reguleringen.",
    raekker=("afregning",),
    kolonner=("afregningstype",),
    eksempel="""
afregning
afregning_id | ydelse_id | periode_fra_dato | periode_til_dato | afregningstype | status      | henvisningsnr | beloeb   | brydes
a1           | f1        | 2025-02-01       | 2025-02-28       | udgift         | effektueret | h1            | 1000.00  | nej
a2           | f1        | 2025-02-01       | 2025-02-28       | regulering     | effektueret | h2            | -400.00  | nej
a3           | f2        | 2025-02-01       | 2025-02-28       | regulering     | effektueret | h3            | -400.00  | ja
a4           | f3        | 2025-02-01       | 2025-02-28       | udgift         | effektueret | h4            | 500.00   | nej
a5           | f3        | 2025-02-01       | 2025-02-28       | regulering     | effektueret | h4            | -500.00  | nej
a6           | f3        | 2025-02-01       | 2025-02-28       | regulering     | effektueret | h4            | -500.00  | ja
""",
)
_CELLE = ["kilde", "ydelse_id", "maaned"]


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Reguleringer without a payment of the same reference, or of the same ydelse and month; and those that overdraw one."""
    rows = raekker.mutate(maaned=maanedstal(raekker.periode_fra_dato))
    reguleringer, udgifter = betalte(rows, "regulering"), betalte(rows)
    med_ref = udgifter.filter(udgifter.henvisningsnr.notnull())
    uden = reguleringer.anti_join(med_ref, ["kilde", "henvisningsnr"]).anti_join(udgifter, _CELLE)
    uden = uden.pipe(beskriv, "Reguleringen har ingen betaling at rette")
    over = _overtrukket(reguleringer, udgifter).pipe(beskriv, "Reguleringerne tager mere tilbage, end der er betalt")
    return uden.union(over)


def _overtrukket(reguleringer: ibis.Table, udgifter: ibis.Table) -> ibis.Table:
    """The regulering that carries its ydelse and month below nothing, each in order of its id."""
    import ibis

    betalt = udgifter.group_by(_CELLE).agg(betalt=udgifter.beloeb.sum())
    rows = reguleringer.inner_join(betalt, _CELLE)
    loebende = rows.beloeb.sum().over(ibis.window(group_by=_CELLE, order_by=["afregning_id"], preceding=None, following=0))
    rows = rows.mutate(saldo=rows.betalt + loebende)
    return rows.filter(rows.saldo < -AFRUNDING, rows.beloeb < 0).drop("betalt", "saldo")
