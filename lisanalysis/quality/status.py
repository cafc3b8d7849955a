"""Which grants count and which settlements are paid: the words of the 8-tals-kontrol, said once for the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

GAELDENDE = ("bevilget", "ivaerksat", "afsluttet")
EFFEKTUERET = "effektueret"


def gaeldende(raekker: ibis.Table) -> ibis.Table:
    """The rows that are decided: a grant by its status, a ydelse always."""
    return raekker.filter(raekker.status.isin(GAELDENDE)) if "status" in raekker.columns else raekker


def betalte(afregning: ibis.Table, *typer: str) -> ibis.Table:
    """The settlements that are paid, of these types."""
    return afregning.filter(afregning.status == EFFEKTUERET, afregning.afregningstype.isin(list(typer or ("udgift",))))
