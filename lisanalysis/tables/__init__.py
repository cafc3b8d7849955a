"""What our data is: every canonical table declared once, and the Dataset that holds them."""

from __future__ import annotations

from lisanalysis.tables.column import TYPER, Column, Table
from lisanalysis.tables.dataset import Dataset, MissingTable
from lisanalysis.tables.samling import Samling
from lisanalysis.tables.penge import AFREGNING, BUDGET, DISPONERING, KONTERING, KONTO, POSTERING, SALDO
from lisanalysis.tables.personer import ADRESSEHISTORIK, BESKYTTELSE, BORGER, NABO, NAVN, RELATION, UDREJSE
from lisanalysis.tables.regneark import BUDGETARK, HJEMTAGET_REFUSION, PROGNOSE_MANUEL, RAMMEAKTIVITET, REFUSIONSTILSAGN
from lisanalysis.tables.sager import BEVILLING, ORGANISATION, SAG, SAGSBEHANDLER, TILBUD_TAKST, YDELSE
from lisanalysis.tables.statistik import AGGREGAT, DST_INDBERETTET, FLIS_NOEGLETAL, FLIS_OPMAERKNING, STATBANK

TABELLER: dict[str, Table] = {
    tabel.navn: tabel
    for tabel in (
        BORGER, NAVN, ADRESSEHISTORIK, BESKYTTELSE, UDREJSE, RELATION, NABO,
        SAG, BEVILLING, YDELSE, TILBUD_TAKST, ORGANISATION, SAGSBEHANDLER,
        AFREGNING, DISPONERING, POSTERING, BUDGET, SALDO, KONTO, KONTERING,
        RAMMEAKTIVITET, BUDGETARK, PROGNOSE_MANUEL, REFUSIONSTILSAGN, HJEMTAGET_REFUSION,
        FLIS_NOEGLETAL, FLIS_OPMAERKNING, DST_INDBERETTET, STATBANK, AGGREGAT,
    )
}

__all__ = ["TABELLER", "TYPER", "Column", "Dataset", "MissingTable", "Samling", "Table"]
