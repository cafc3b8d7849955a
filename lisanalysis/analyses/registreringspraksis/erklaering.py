"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from lisanalysis.analyses.declaration import Analyse
from lisanalysis.domain.paragraf import hovedparagraf

ANALYSE = Analyse(
    stem="registreringspraksis",
    titel="Registreringspraksis",
    laeser="Fagchefen, hvert kvartal",
    spoergsmaal="Hvor svigter registreringen, og bliver den bedre?",
    tabeller=("bevilling",),
    noegletal=(
        "forsinkelse_median", "forsinkelse_p90", "andel_sent", "andel_sent_foer", "andel_forud", "antal_brud", "antal_omkodninger", "vaneskift",
        "afvigende_enheder", "maerkbare_vaner", "antal_fund", "fund_pr_100",
    ),
    efter=("ottetalskontrol",),
    gerne=("sagsbehandler", "organisation"),  # the teams of those who have findings, and what the teams are called
)


class Parametre(BaseModel):
    """Whom to compare, how far back, and what counts as late."""

    model_config = ConfigDict(extra="forbid", strict=True)

    enhed: Literal["organisation", "sagsbehandler"] = Field(
        default="organisation", description="Hvem der sammenlignes: organisation (team) eller sagsbehandler."
    )
    maaneder: int = Field(default=60, ge=24, le=240, description="Hvor mange måneder tilbage der ses, mindst 24.")
    sent_dage: int = Field(default=30, ge=1, le=365, description="En række er sent registreret, når der går flere dage end det fra start.")
    naboer: list[str] = Field(
        default=["SEL-107+SEL-108", "SEL-107+SEL-110", "SEL-107+ABL-105-2", "SEL-108+ABL-105-2", "SEL-85+ABL-105-2", "SEL-85+SEL-85a", "SEL-103+SEL-104"],
        description="Par af paragraffer, som det samme kan registreres på, skrevet SEL-107+SEL-110.",
    )

    @field_validator("naboer")
    @classmethod
    def _par(cls, naboer: list[str]) -> list[str]:
        """Each is two different paragraphs."""
        if any(len({*par.split("+")}) != 2 or par.count("+") != 1 for par in naboer):
            raise ValueError("skriv hvert par som to forskellige paragraffer med + imellem, fx SEL-107+SEL-110")
        return naboer

    @property
    def par(self) -> tuple[tuple[str, str], ...]:
        """The pairs of neighbours, as whole paragraphs."""
        return tuple((hovedparagraf(a), hovedparagraf(b)) for a, b in (p.split("+") for p in self.naboer))
