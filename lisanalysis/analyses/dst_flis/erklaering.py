"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="dst_flis",
    titel="Indberetning til Danmarks Statistik og FLIS",
    laeser="Den dataansvarlige, før hver leverance",
    spoergsmaal="Er det, vi leverer, rigtigt?",
    tabeller=("bevilling",),
    gerne=("dst_indberettet", "flis_noegletal", "flis_opmaerkning", "afregning"),
    noegletal=("indberettet_borgere", "egne_borgere", "uforklaret", "uforklaret_paragraffer", "kan_ikke_indberettes", "opmaerkning_mangler", "flis_uforklaret"),
)


class Parametre(BaseModel):
    """How many delivered periods are compared, and when a registration comes too late for its report."""

    model_config = ConfigDict(extra="forbid", strict=True)

    perioder: int = Field(default=4, ge=1, le=40, description="Hvor mange af de seneste leverede perioder der sammenlignes.")
    frist_dage: int = Field(
        default=14, ge=0, le=365, description="Dage efter periodens udløb, hvor indberetningen sendes; det, der registreres senere, kommer ikke med."
    )
