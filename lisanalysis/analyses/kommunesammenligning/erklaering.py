"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, field_validator

from lisanalysis.analyses.declaration import Analyse
from lisanalysis.domain.kommune import er_kommune, kode4
from lisanalysis.domain.ordfejl import Ordfejl

ANALYSE = Analyse(
    stem="kommunesammenligning",
    titel="Kommunesammenligning",
    laeser="Direktionen, en gang om året",
    spoergsmaal="Er vi dyre, og på hvad?",
    tabeller=("statbank",),
    samling=True,
    gerne=("ydelse", "bevilling", "afregning", "flis_noegletal"),
    publikum="direktion",
    noegletal=("kr_pr_indbygger", "andre_kr_pr_indbygger", "forskel_kr", "volumen_kr", "pris_kr", "indbyggere", "kommuner"),
)


class Parametre(BaseModel):
    """The municipalities to compare with, and the year."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kommuner: list[str] = Field(default=[], description="Kommunekoder, der sammenlignes med, fx 0561. Tom liste er alle, der er nøgletal for.")
    aar: int = Field(default=0, ge=0, le=2100, description="Året, der sammenlignes. 0 er det seneste hele år.")

    @field_validator("kommuner")
    @classmethod
    def _kendte(cls, koder: list[str]) -> list[str]:
        """Each is one of the 98, written with four digits."""
        try:
            fundet = [kode4(k) for k in koder]
        except Ordfejl:
            raise ValueError("kommunekoder skrives med fire cifre, fx '0561'") from None
        if not all(er_kommune(k) for k in fundet):
            raise ValueError("en af kommunekoderne er ikke en af de 98 kommuners")
        return fundet
