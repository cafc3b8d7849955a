"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="budgetopfoelgning",
    titel="Budgetopfølgning",
    laeser="Økonomi og myndighed sammen, hver måned",
    spoergsmaal="Hvor lander vi den 31. december?",
    tabeller=("ydelse", "afregning"),
    gerne=("postering", "budget", "disponering", "budgetark", "prognose_manuel", "rammeaktivitet", "tilbud_takst", "borger"),
    noegletal=("forventet", "budget", "afvigelse", "forbrug", "naeste_aar", "disponeret", "sidste_aar", "aar_til_dato", "vaegt_sager", "fejl_prognose", "tidligere_prognoser"),
)


class Parametre(BaseModel):
    """The year, the month the forecast is made after, and how many draws."""

    model_config = ConfigDict(extra="forbid", strict=True)

    aar: int = Field(default=0, ge=0, le=2100, description="Regnskabsåret. 0 er året for skæringsdatoen.")
    efter_maaned: int = Field(
        default=0, ge=0, le=12, description="Prognosen laves med det, der var kendt ved udgangen af denne måned. 0 er skæringsdatoens seneste hele måned."
    )
    dranst: list[str] = Field(default=["1"], description="Dranst, der regnes med: 1 er drift, 2 er statsrefusion. Tom liste er alle.")
    pl_pct: str = Field(
        default="", pattern=r"^(-?\d{1,2}([.,]\d{1,3})?)?$", description="Pris- og lønfremskrivningen pr. år i pct., fx 3,1. Tom regner uden prisstigning."
    )
    scenarier: list[str] = Field(
        default=[], description="Alternativer, fx tilgang SEL-107 -20 %, takst SEL-108 +5 %, hjemtag SEL-107 3 -15 % eller flyt SEL-107 SEL-85 5."
    )
    traek: int = Field(default=500, ge=300, le=5000, description="Antal gennemregninger af årets rest.")

    @property
    def pl(self) -> float:
        """The price rise as a share; nothing given is none."""
        return float(self.pl_pct.replace(",", ".")) / 100 if self.pl_pct else 0.0
