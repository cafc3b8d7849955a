"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="ledelsesinformation",
    titel="Ledelsesinformation",
    laeser="Direktionen og politikerne, hver måned",
    spoergsmaal="Er vi på kurs?",
    en_af=("ydelse", "bevilling", "afregning", "postering"), gerne=("afregning", "postering", "budget"),
    publikum="direktion",
    noegletal=("helaarspersoner", "brugere", "helaarspris", "budget_forbrug", "maal_naaet", "afviste_raekker", "forbrug_kr", "budget_kr"),
)


class Parametre(BaseModel):
    """Who reads it, and how far back the pictures reach."""

    model_config = ConfigDict(extra="forbid", strict=True)

    publikum: Literal["direktion", "politiker"] = Field(default="direktion", description="Hvem rapporten er til: direktion eller politiker.")
    maaneder: int = Field(default=36, ge=24, le=120, description="Hvor mange måneder tilbage udviklingen vises.")
