"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="datavalidering",
    titel="Datavalidering",
    laeser="LIS-konsulenten, ved hver leverance",
    spoergsmaal="Kan leverancerne bruges?",
    gerne=("postering", "saldo"), alt_leveret=True,
    noegletal=(
        "antal_raekker", "antal_afvist", "kilder_mangler", "saldo_forskel_kr", "dubletter",
        "antal_leverancer", "antal_indlaest", "saldo_andel_stemmer", "raekker_uden_for_maaned", "kontrolsum_*",
    ),
)


class Parametre(BaseModel):
    """The limits of the traffic light that a municipality may set."""

    model_config = ConfigDict(extra="forbid", strict=True)

    udsving_pct: int = Field(
        default=25, ge=1, le=1000,
        description="Ændring i rækker eller beløb siden forrige leverance, i pct., der giver gult lys.",
    )
    afvist_roed_pct: int = Field(
        default=5, ge=1, le=100, description="Andel af rækkerne, i pct., der ikke kunne læses, og som giver rødt lys."
    )
