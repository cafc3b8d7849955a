"""What the question needs to know, and what its answer promises."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from lisanalysis.analyses.declaration import Analyse
from lisanalysis.settings import Kommune

# The study takes stays where there are any; with `efter: konto` it can do with postings alone, which prove far less.
ANALYSE = Analyse(
    stem="substitution",
    titel="Substitution",
    laeser="Fagchefen og politikeren, når der spørges",
    spoergsmaal="Når vi bruger mindre af det ene, får vi så mere af det andet?",
    en_af=("ydelse", "bevilling", "afregning"), gerne=("afregning", "borger", "postering", "aggregat"), samling=True,
    noegletal=(
        "theta_s", "theta_d", "netto_kr", "brutto_kr", "mde", "brugere_a", "brugere_b", "doegn_a", "doegn_b", "starter_a", "starter_b",
        "brugere_i_begge", "naetter_i_begge", "overgange_a_b", "efterforsorg_skift", "korrelation",
        "pulje_theta_s", "pulje_theta_d", "pulje_kommuner",
    ),
)  # fmt: skip
# Which column's codes the form lets through, by what a and b are.
_KODER = {"koder": {"efter": {"paragraf": "paragraf", "konto": "konto"}}}


class Parametre(BaseModel):
    """The pair, the documented dates, and the rules by which stays become episodes. Dates are text, åååå-mm-dd; empty lets the data decide."""

    model_config = ConfigDict(extra="forbid", strict=True)

    a: list[str] = Field(default=["SEL-107"], min_length=1, json_schema_extra=_KODER, description="Det, der bruges mindre af: paragraffer, ydelser eller konti.")
    b: list[str] = Field(default=["SEL-110"], min_length=1, json_schema_extra=_KODER, description="Det, der måske bruges mere af: paragraffer, ydelser eller konti.")
    efter: Literal["paragraf", "ydelse", "konto"] = Field(default="paragraf", description="Hvad a og b er: paragraf, ydelse eller konto.")
    beslutning: list[str] = Field(
        default=[],
        description="Datoer for dokumenterede beslutninger, den vigtigste først, skrevet åååå-mm-dd. Tom er dem, kommune.yaml har om a.",
    )
    beslutning_kilde: str = Field(default="", description="Dokumentet, datoerne står i, fx udvalgets dagsorden.")
    registreringsskift: list[str] = Field(default=[], description="Datoer, hvor kommunen ændrede sin registrering, skrevet åååå-mm-dd.")
    andre: list[str] = Field(
        default=["SEL-85", "SEL-108", "SEL-109"], json_schema_extra={"koder": "paragraf"},
        description="Andre paragraffer: afløser i den enkeltes forløb, og prøver, som beslutningen ikke burde røre.",
    )
    fra: str = Field(default="", description="Første måned, der regnes med, skrevet åååå-mm. Tom er den første med hele data.")
    til: str = Field(default="", description="Sidste måned, der regnes med, skrevet åååå-mm. Tom er den seneste lukkede.")
    hul: int = Field(default=1, ge=0, le=60, description="Så mange dage mellem to ophold, der stadig er ét forløb.")
    horisont: int = Field(default=365, ge=30, le=730, description="Så mange døgn efter start, et forløb højst tæller med.")
    overgangsmaaneder: int = Field(default=0, ge=0, le=24, description="Måneder efter beslutningen, der holdes ude.")
    befolkning: int = Field(default=0, ge=0, description="Indbyggere på 18-66 år; 0 er ikke oplyst.")
    andre_beslutninger: list[str] = Field(
        default=[], description="Andre kommuners dokumenterede beslutninger til den fælles undersøgelse, skrevet kode=åååå-mm-dd, fx 0573=2024-07-01."
    )
    andre_befolkning: list[str] = Field(
        default=[], description="Andre kommuners indbyggere på 18-66 år, når kommunerne er hentet samlet, skrevet kode=antal, fx 0573=31000."
    )

    @field_validator("beslutning", "registreringsskift")
    @classmethod
    def _datoer(cls, vaerdi: list[str]) -> list[str]:
        for tekst in vaerdi:
            _kraev(tekst, "åååå-mm-dd", "")
        return vaerdi

    @field_validator("andre_beslutninger")
    @classmethod
    def _kommuners(cls, vaerdi: list[str]) -> list[str]:
        for tekst in vaerdi:
            if not re.fullmatch(r"\d{4}=.*", tekst):
                raise ValueError("skal skrives kommunekode=åååå-mm-dd, fx 0573=2024-07-01")
            _kraev(tekst[5:], "åååå-mm-dd", "")
        return _een_gang(vaerdi)

    @field_validator("andre_befolkning")
    @classmethod
    def _folketal(cls, vaerdi: list[str]) -> list[str]:
        if not all(re.fullmatch(r"\d{4}=[1-9]\d{0,7}", tekst) for tekst in vaerdi):
            raise ValueError("skal skrives kommunekode=antal uden punktum, fx 0573=31000")
        return _een_gang(vaerdi)

    @field_validator("fra", "til")
    @classmethod
    def _maaned(cls, vaerdi: str) -> str:
        if vaerdi:
            _kraev(vaerdi, "åååå-mm", "-01")
        return vaerdi

    @model_validator(mode="after")
    def _to_forskellige(self) -> Parametre:
        if set(self.a) & set(self.b):
            raise ValueError("a og b må ikke have noget til fælles")
        return self


def med_kommunens(p: Parametre, kommune: Kommune) -> Parametre:
    """The parameters with the decisions about a that kommune.yaml holds, where they name none themselves; the latest is the main one."""
    if p.beslutning or p.efter != "paragraf":
        return p
    egne = [b for b in kommune.beslutninger if any(b.paragraf == n or b.paragraf.startswith(f"{n}-") for n in p.a)]
    egne.sort(key=lambda b: b.dato, reverse=True)
    return p.model_copy(update={"beslutning": [b.dato.isoformat() for b in egne], "beslutning_kilde": "; ".join(b.kilde for b in egne)}) if egne else p


def _een_gang(vaerdi: list[str]) -> list[str]:
    """The texts, where no municipality's code stands before two of them."""
    if len({t[:4] for t in vaerdi}) < len(vaerdi):
        raise ValueError("en kommune må kun stå én gang")
    return vaerdi


def _kraev(tekst: str, form: str, hale: str) -> None:
    """Raises ValueError in Danish unless the text is a date of the calendar in that form."""
    try:
        if len(tekst) == len(form):
            date.fromisoformat(tekst + hale)
            return
    except ValueError:
        pass
    raise ValueError(f"skal være en dato, der findes, skrevet {form}")
