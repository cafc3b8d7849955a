"""R20: an income with the sign of an expense, or an expense with that of an income; the ledger agrees, so no loop can see it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.status import betalte
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

INDTAEGTER = ("indtaegt", "egenbetaling")

RULE = Rule(
    id="R20",
    navn="fortegn_passer_ikke",
    titel="Indtægten er afregnet som en udgift, eller udgiften som en indtægt",
    alvor="fejl",
    lov="Budget- og regnskabssystem for kommuner, afsnit 2 (udgifter og indtægter)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Beløbet tæller to gange i forkert retning: en egenbetaling på 1.000 kr. bliver til 2.000 kr. for meget i udgift.",
    goer="Vend fortegnet, eller ret typen, på betalingen i afregningssystemet, og kontrollér posteringen på samme henvisningsnummer.",
    raekker=("afregning",),
    kolonner=("afregningstype", "beloeb"),
    eksempel="""
afregning
afregning_id | periode_fra_dato | periode_til_dato | afregningstype | status      | beloeb   | brydes
a1           | 2025-01-01       | 2025-01-31       | egenbetaling   | effektueret | 1000.00  | ja
a2           | 2025-01-01       | 2025-01-31       | egenbetaling   | effektueret | -1000.00 | nej
a3           | 2025-01-01       | 2025-01-31       | udgift         | effektueret | -8000.00 | ja
a4           | 2025-01-01       | 2025-01-31       | regulering     | effektueret | -8000.00 | nej
a5           | 2025-01-01       | 2025-01-31       | indtaegt       | godkendt    | 500.00   | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """What was paid with a sign that its type does not have; a correction may have either."""
    rows = betalte(raekker, *INDTAEGTER, "udgift")
    return rows.filter((rows.afregningstype.isin(INDTAEGTER) & (rows.beloeb > 0)) | ((rows.afregningstype == "udgift") & (rows.beloeb < 0)))
