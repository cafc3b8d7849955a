"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="overgang_barn_voksen",
    titel="Overgang fra barn til voksen",
    laeser="Børne- og voksenafdelingen sammen, hvert kvartal",
    spoergsmaal="Hvem fylder 18, hvad følger efter, og hvad koster det?",
    tabeller=("borger", "ydelse"),
    gerne=("bevilling",),
    noegletal=("antal_unge", "fylder_18_naeste_aar", "uforberedte", "budgeteffekt_24_mdr", "egne_overgange", "hul_dage_median"),
)


class Parametre(BaseModel):
    """Whose ages are looked at, and how a passage is told."""

    model_config = ConfigDict(extra="forbid", strict=True)

    fra_alder: int = Field(default=16, ge=14, le=18, description="Yngste alder, der er med.")
    til_alder: int = Field(default=19, ge=17, le=22, description="Ældste alder, der er med.")
    efter_dage: int = Field(
        default=365, ge=30, le=730, description="Hvor mange dage efter 18-årsdagen en voksenforanstaltning skal begynde for at være den, der følger."
    )
    aar_tilbage: int = Field(default=6, ge=1, le=20, description="Hvor mange år tilbage kommunens egne overgange tages fra.")
    mindst: int = Field(default=5, ge=5, le=50, description="Hvor mange egne overgange der mindst skal til, før en sandsynlighed gives.")
