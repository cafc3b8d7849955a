"""R35: a citizen's number on an account that must not carry one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R35",
    navn="cpr_paa_konto_der_ikke_maa",
    titel="Posteringen bærer et CPR-nummer på en konto, der ikke må have det",
    alvor="advarsel",
    lov="Databeskyttelsesforordningen art. 5, stk. 1, litra c (dataminimering); kontoplanens CPR-krav",
    gyldig_fra=date(2018, 5, 25),
    hvorfor="Personoplysningen ligger, hvor alle med adgang til kontoen ser den, og beløbet fordeles på en borger, det ikke vedrører.",
    goer="Fjern CPR-nummeret fra posteringen i økonomisystemet, eller ompostér til borgerens konto, hvis udgiften er borgerens.",
    raekker=("postering",),
    tabeller=("konto",),
    kolonner=("konto", "konto.cpr_krav"),
    eksempel="""
konto
konto     | kontoalias | art    | cpr_krav
538521001 | K1         | 409CPR | skal
538521200 | K2         | 101    | maa_ikke

postering
posterings_dato | regnskabsaar | bilag | linje | konto     | art | borger_id | tekst_borger_id | beloeb | brydes
2025-03-10      | 2025         | B1    | 1     | 538521200 | 101 | b_1       |                 | 100.00 | ja
2025-03-10      | 2025         | B2    | 1     | 538521200 | 101 |           | b_1             | 100.00 | ja
2025-03-10      | 2025         | B3    | 1     | 538521200 | 101 |           |                 | 100.00 | nej
2025-03-10      | 2025         | B4    | 1     | 538521001 | 409 | b_1       |                 | 100.00 | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Postings with a citizen, as receiver or in the text, on an account whose every line in the kontoplan says no."""
    plan = data.tabel("konto").filter(lambda k: k.cpr_krav.notnull())
    maa = plan.filter(plan.cpr_krav != "maa_ikke").select("konto").distinct()
    maa_ikke = plan.filter(plan.cpr_krav == "maa_ikke").select("konto").distinct().anti_join(maa, "konto")
    med_cpr = raekker.filter(raekker.borger_id.notnull() | raekker.tekst_borger_id.notnull())
    return med_cpr.semi_join(maa_ikke, "konto")
