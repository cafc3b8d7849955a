"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="ottetalskontrol",
    titel="8-tals-kontrol",
    laeser="Økonomikonsulenten, hver måned",
    spoergsmaal="Siger Nexus, Børn og Voksne og Prisme det samme, og hvor siger de noget forskelligt?",
    tabeller=("afregning",),
    gerne=("bevilling", "postering", "disponering"), alt_leveret=True,
    noegletal=(
        "andel_forklaret", "forskel_1_kr", "forskel_2_kr", "uforklaret_kr", "antal_fejl", "antal_advarsler",
        "nye", "vaek", "afregnet_kr", "bogfoert_kr", "saldo_forskel_kr",
    ),
)  # fmt: skip


class Parametre(BaseModel):
    """The limits of the control that a municipality may set; the rest is its definition."""

    model_config = ConfigDict(extra="forbid", strict=True)

    forskydning_maaneder: int = Field(default=1, ge=0, le=3, description="Måneder efter ydelsesmåneden, hvor bogføringen stadig er rettidig.")
    lukkede_maaneder: int = Field(
        default=2, ge=0, le=12, description="Lukkede måneder, der ventes på, før en bevilling uden afregning meldes."
    )
    top: int = Field(default=10, ge=1, le=50, description="Hvor mange af de dyreste afvigelser der vises på forsiden.")
