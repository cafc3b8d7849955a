"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses.declaration import Analyse

ANALYSE = Analyse(
    stem="sagsbehandleroversigt",
    titel="Sagsbehandleroversigt",
    laeser="Sagsbehandleren, hver måned og løbende",
    spoergsmaal="Hvem er mine borgere, hvad koster de, og hvad skal jeg gøre?",
    tabeller=("ydelse", "afregning"),
    gerne=("bevilling", "disponering", "borger", "relation", "adressehistorik", "hjemtaget_refusion"),
    noegletal=("antal_borgere", "disponeret", "forbrug", "over_under", "slutter_snart", "opfoelgning_forfalden", "fylder_18", "fund_at_rette"),
    efter=("ottetalskontrol",),
)


class Parametre(BaseModel):
    """Whose list, and how far ahead it looks."""

    model_config = ConfigDict(extra="forbid", strict=True)

    sagsbehandler: str = Field(
        default="", description="Sagsbehandlerens id. Tom er alle under ét; i en samlet kørsel bliver det til én rapport pr. sagsbehandler."
    )
    aar: int = Field(default=0, ge=0, le=2100, description="Året, der ses på. 0 er året for skæringsdatoen.")
    dage_frem: int = Field(default=90, ge=1, le=366, description="Hvor mange dage frem der ses efter det, der slutter, og opfølgninger.")
