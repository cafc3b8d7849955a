"""What can be asked for, and what the answer promises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from lisanalysis.analyses.declaration import Analyse
from lisanalysis.domain.stavning import mente_du

ANALYSE = Analyse(
    stem="udforsk",
    titel="Udforsk",
    laeser="Analytikeren, enhver dag",
    spoergsmaal="Hvad er målet, fordelt på det, jeg vælger?",
    en_af=("postering", "afregning", "bevilling"), standard=("postering",), gerne=("afregning", "bevilling", "ydelse", "sag", "borger"),
    noegletal=("i_alt", "i_alt_doegn", "borgere_i_alt", "antal_celler"),
)
Maalnavn = Literal["udgift", "posteringer", "afregnet", "doegn", "helaarspersoner", "pris_pr_doegn", "borgere", "startede", "sluttede"]
FLEST_DIMENSIONER = 3
_TID = ("aar", "kvartal", "periode")
_PERSON = ("koen", "aldersgruppe")
# What each table can be split by. No dimension points out a citizen.
DIMENSIONER = {
    "postering": (*_TID, "konto", "kontonavn", "funktion", "dranst", "art", "modtager", *_PERSON),
    "afregning": (*_TID, "paragraf", "ydelse", "doegntype", "leverandoer", "konto", "betalingskommune", "enhed", "sagsbehandler", "maalgruppe",
                  "anbringelsesform", "omraade", "distrikt", *_PERSON),
    "bevilling": (*_TID, "paragraf", "ydelse", "doegntype", "leverandoer", "betalingskommune", "maalgruppe", "organisation", "sagsbehandler",
                  "status", *_PERSON),
}  # fmt: skip
TABEL = {
    "udgift": "postering", "posteringer": "postering", "startede": "bevilling", "sluttede": "bevilling",
    **dict.fromkeys(("afregnet", "doegn", "helaarspersoner", "pris_pr_doegn", "borgere"), "afregning"),
}  # fmt: skip
_FORM = re.compile(r"(?P<felt>[a-z_]+)\s*(?P<tegn>>=|<=|!=|=)\s*(?P<vaerdier>.*)")
_PERIODE = r"^(\d{4}-(0[1-9]|1[0-2]))?$"


@dataclass(frozen=True)
class Filter:
    """One condition: `paragraf=SEL-107,SEL-110`. A value that ends in * is the beginning of one; empty is "ikke oplyst"."""

    felt: str
    tegn: str
    vaerdier: tuple[str, ...]


class Parametre(BaseModel):
    """The measure, what to split it by, and what to leave out."""

    model_config = ConfigDict(extra="forbid", strict=True)

    maal: Maalnavn = Field(
        default="udgift",
        description="Målet: udgift, posteringer, afregnet, doegn, helaarspersoner, pris_pr_doegn, borgere, startede eller sluttede.",
    )
    dimensioner: list[str] = Field(default=["aar"], max_length=FLEST_DIMENSIONER, description="Det, der fordeles på, højst tre, fx aar og paragraf.")
    filtre: list[str] = Field(
        default=[], description="Betingelser, fx paragraf=SEL-107,SEL-110 eller konto=53842* eller aar>=2024. Alle skal være opfyldt."
    )
    fra: str = Field(default="", pattern=_PERIODE, description="Første måned, åååå-mm. Tom er fra begyndelsen.")
    til: str = Field(default="", pattern=_PERIODE, description="Sidste måned, åååå-mm. Tom er til skæringsdatoen.")
    dranst: list[str] = Field(default=["1"], description="Dranst, der regnes med i udgift: 1 er drift. Tom liste er alle.")
    flest_celler: int = Field(default=400, ge=10, le=2000, description="Flere celler end det bliver ikke til en tabel.")

    @model_validator(mode="after")
    def _kendte(self) -> Parametre:
        """Dimensions and conditions name what the measure's table has."""
        kendte = DIMENSIONER[TABEL[self.maal]]
        for navn in (*self.dimensioner, *(f.felt for f in self.betingelser)):
            if navn not in kendte:
                forslag = mente_du(navn, kendte) or f" Der er: {', '.join(kendte)}."
                raise ValueError(f"'{navn}' kan {self.maal} ikke fordeles på.{forslag}")
        if len(set(self.dimensioner)) < len(self.dimensioner):
            raise ValueError("en dimension står to gange")
        return self

    @property
    def betingelser(self) -> tuple[Filter, ...]:
        """The conditions, read."""
        return tuple(_laes(tekst) for tekst in self.filtre)


def _laes(tekst: str) -> Filter:
    fundet = _FORM.fullmatch(tekst.strip())
    if not fundet:
        raise ValueError("et filter skrives felt=værdi, felt!=værdi, felt>=værdi eller felt<=værdi, med komma mellem flere værdier")
    vaerdier = tuple(v.strip() for v in fundet["vaerdier"].split(","))
    if fundet["tegn"] in (">=", "<=") and len(vaerdier) > 1:
        raise ValueError("efter >= og <= kan der kun stå én værdi")
    return Filter(fundet["felt"], fundet["tegn"], vaerdier)
