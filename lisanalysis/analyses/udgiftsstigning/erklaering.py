"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="udgiftsstigning",
    titel="Udgiftsstigning",
    laeser="Controlleren, når en konto stiger",
    spoergsmaal="Hvorfor steg kontoen?",
    tabeller=("postering",),
    gerne=("afregning", "ydelse", "bevilling", "budget"),
    noegletal=(
        "delta_kr", "udgift_i_aar", "udgift_sidste_aar", "vaekst", "antal_poster",
        "andel_stoerste", "uden_borger_kr", "engangs_kr",
        "tilgang_kr", "afgang_kr", "blivende_dage_kr", "blivende_pris_kr", "korrektion_kr",
        "brugere_kr", "dage_kr", "mix_kr", "pl_kr", "pris_kr", "efterregulering_kr",
        "brugere", "brugere_sidste_aar", "dage", "dage_sidste_aar", "andel_med_dage",
        "budget_kr", "refusion_kr", "refusion_sidste_aar",
    ),
)


class Parametre(BaseModel):
    """The account, the two years and the months compared. A zero or an empty text lets the data decide."""

    model_config = ConfigDict(extra="forbid", strict=True)

    konto: str = Field(
        default="",
        description="Kontoen eller begyndelsen af den, fx 538421001, eller en funktion som 5.38.42. Tom er alle konti.",
    )
    dranst: list[str] = Field(
        default=["1"], description="Dranst, der regnes med: 1 er drift, 2 er statsrefusion. Tom liste er alle."
    )
    art: list[str] = Field(default=[], description="Arter, der regnes med, fx 409CPR. Tom liste er alle.")
    aar: int = Field(default=0, ge=0, le=2100, description="Året, der undersøges. 0 er året for den seneste lukkede måned.")
    sammenlign_aar: int = Field(default=0, ge=0, le=2100, description="Året, der sammenlignes med. 0 er året før.")
    til_og_med: int = Field(default=0, ge=0, le=12, description="Sidste måned, 1-12. 0 er den seneste lukkede måned.")
    top: int = Field(default=5, ge=1, le=20, description="Hvor mange af de største bidrag der vises og føres ned til posteringen.")
    engangs_pct: int = Field(
        default=20, ge=1, le=100, description="Hvor stor en del af ændringen, i pct., ét bidrag skal fylde for at kaldes engangs."
    )
    pl_pct: str = Field(
        default="", pattern=r"^(-?\d{1,2}([.,]\d{1,3})?)?$",
        description="Pris- og lønfremskrivningen mellem de to år i pct., fx 3,1. Tom skiller ikke den almindelige prisstigning ud.",
    )

    @property
    def pl(self) -> Decimal | None:
        """The general price rise as a share: 0.031 for 3,1 pct.; None is not given."""
        return Decimal(self.pl_pct.replace(",", ".")) / 100 if self.pl_pct else None
