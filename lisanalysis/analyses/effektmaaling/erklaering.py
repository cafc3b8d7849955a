"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="effektmaaling",
    titel="Effektmåling",
    laeser="Fagchefen og politikeren, en gang om året",
    spoergsmaal="Gør indsatsen det, vi besluttede, at den skulle?",
    tabeller=("bevilling",),
    gerne=("afregning",),
    noegletal=("maal_nu", "maal_foer", "effekt", "mde", "antal_forloeb", "maal_naaet"),
)
Maalet = Literal["slutter_tidligt", "til_mindre_indgribende", "vender_tilbage", "kr_pr_borger"]


class Parametre(BaseModel):
    """The effort, what it is to achieve, the day it began, and those to compare with."""

    model_config = ConfigDict(extra="forbid", strict=True)

    paragraf: str = Field(default="SEL-107", description="Paragraffen, indsatsen gives efter, fx SEL-107.")
    maal: Maalet = Field(
        default="slutter_tidligt",
        description="Hvad der måles: slutter_tidligt, til_mindre_indgribende, vender_tilbage eller kr_pr_borger.",
    )
    fra: str = Field(
        default="", description="Dagen, indsatsen begyndte ifølge beslutningen, åååå-mm-dd. Tom viser udviklingen uden at måle en effekt."
    )
    enhed: Literal["organisation", "leverandoer"] = Field(
        default="organisation", description="Hvad der sammenlignes mellem, når nogle har fået indsatsen: organisation eller leverandoer."
    )
    behandlede: list[str] = Field(
        default=[], json_schema_extra={"koder": {"enhed": {"organisation": "organisation"}}},
        description="De enheder, der fik indsatsen. Tom liste er alle, og så er der ingen at sammenligne med.",
    )
    inden_dage: int = Field(default=365, ge=30, le=3650, description="Et forløb slutter tidligt, når det varer højst så mange dage.")
    maaneder: int = Field(default=60, ge=12, le=240, description="Hvor mange måneder tilbage der ses.")
    trappe: list[str] = Field(
        json_schema_extra={"koder": "paragraf"},
        default=["SEL-108", "ABL-105-2", "SEL-107", "SEL-110", "SEL-85", "SEL-85a", "SEL-104", "SEL-103"],
        description="Paragrafferne fra den mest til den mindst indgribende; kommunens egen rækkefølge.",
    )

    @field_validator("fra")
    @classmethod
    def _dag(cls, fra: str) -> str:
        """A day that exists, or nothing."""
        try:
            return date.fromisoformat(fra).isoformat() if fra else ""
        except ValueError:
            raise ValueError("skal være en dato, der findes, skrevet åååå-mm-dd") from None

    @property
    def dag(self) -> date | None:
        """The day the effort began."""
        return date.fromisoformat(self.fra) if self.fra else None
