"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, field_validator

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="novemberliste",
    titel="Novemberlisten",
    laeser="Den mellemkommunale medarbejder, i november og hvert kvartal",
    spoergsmaal="Hvem betaler andre for, hvem betaler vi for, og hvad har vi overset?",
    tabeller=("sag", "afregning"),
    gerne=("adressehistorik", "refusionstilsagn", "postering", "ydelse", "bevilling"),
    noegletal=("uopkraevet_kr", "antal_fra", "antal_til", "antal_flyttet", "uden_tilsagn", "foraeldes_90_dage_kr"),
)


class Parametre(BaseModel):
    """The day of the list, the day of the last one, and how near a move and a placement must be to belong together."""

    model_config = ConfigDict(extra="forbid", strict=True)

    liste_dato: str = Field(default="", description="Listens dato skrevet åååå-mm-dd. Tom er skæringsdatoen.")
    forrige_liste: str = Field(default="", description="Forrige listes dato skrevet åååå-mm-dd. Tom er et år før.")
    flytning_dage: int = Field(
        default=31, ge=0, le=366, description="Hvor mange dage en flytning og et døgnophold højst må ligge fra hinanden for at høre sammen."
    )

    @field_validator("liste_dato", "forrige_liste")
    @classmethod
    def _en_dato(cls, tekst: str) -> str:
        """Text that is no date is refused before anything runs."""
        try:
            return tekst and date.fromisoformat(tekst).isoformat()
        except ValueError:
            raise ValueError("datoen skal skrives åååå-mm-dd og findes i kalenderen.") from None
