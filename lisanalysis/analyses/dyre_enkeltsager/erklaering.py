"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="dyre_enkeltsager",
    titel="Særligt dyre enkeltsager",
    laeser="Refusionsmedarbejderen, hvert kvartal",
    spoergsmaal="Hvad må vi hjemtage, og har vi gjort det?",
    tabeller=("afregning",),
    gerne=("hjemtaget_refusion", "borger", "relation", "adressehistorik", "ydelse"),
    noegletal=("refusion_beregnet", "refusion_hjemtaget", "refusion_mangler", "antal_over_graensen", "antal_naer_graensen"),
)


class Parametre(BaseModel):
    """The year, and what the law leaves out of the basis."""

    model_config = ConfigDict(extra="forbid", strict=True)

    aar: int = Field(default=0, ge=0, le=2100, description="Regnskabsåret. 0 er året for skæringsdatoen.")
    objektiv_finansiering: list[str] = Field(
        default=[], json_schema_extra={"koder": "konto"}, description="Konti med objektiv finansiering, som ikke tæller med: begyndelsen af de ni cifre."
    )
    naer_pct: int = Field(
        default=90, ge=50, le=99, description="Hvor tæt på grænsen, i pct., en måned skal ligge, før sagen nævnes som nær grænsen."
    )
