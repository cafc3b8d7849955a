"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="familie_flytning",
    titel="Familier og flytninger",
    laeser="Fagchefen og den mellemkommunale medarbejder, hvert kvartal",
    spoergsmaal="Hvem flytter ind og ud, og med hvilke familier og indsatser?",
    tabeller=("adressehistorik", "afregning"),
    gerne=("relation", "udrejse", "beskyttelse"),
    noegletal=(
        "tilflyttere", "tilflyttere_kr", "fraflyttere", "fraflyttere_kr", "netto_kr", "betalt_efter_fraflytning_kr", "flyttet_sammen",
        "familier_flere_sager", "borgere_i_dem", "soeskende", "familier_kr",
    ),
)


class Parametre(BaseModel):
    """How far back, and how long a move is followed."""

    model_config = ConfigDict(extra="forbid", strict=True)

    maaneder: int = Field(default=24, ge=1, le=120, description="Hvor mange måneder tilbage flytninger tælles.")
    foelg_dage: int = Field(default=365, ge=30, le=730, description="Hvor mange dage før og efter en flytning indsatser og kroner følges.")
    familie_maaneder: int = Field(default=12, ge=1, le=60, description="En borger har en sag, når der er betalt for en indsats i så mange måneder.")
