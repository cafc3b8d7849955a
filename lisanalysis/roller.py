"""What `kommune.yaml` says under `roller`: who works here, in which role, for whom, and who stands in for whom.

The names follow KOMBIT: a role, and a data limit to go with it. What a role may see and do is decided in `access`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Login = Annotated[str, Field(min_length=1, description="Brugernavnet på maskinen (AD), ikke personens navn.")]


class _Streng(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Sagsbehandler(_Streng):
    """A caseworker and the ids that the source systems know them by."""

    bruger: Login
    sagsbehandler: list[str] = Field(default=[], description="Sagsbehandlerens id, ét eller flere.")


class Leder(_Streng):
    """A leader and the units or districts that are theirs; units below follow along."""

    bruger: Login
    organisation: list[str] = Field(default=[], description="Enheder, som lederen har, med deres underenheder.")
    distrikt: list[str] = Field(default=[], description="Distrikter, som lederen har.")


class Vikar(_Streng):
    """A stand-in: has the role and the rows of another in a period, under their own login."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)

    bruger: Login
    for_: Login = Field(alias="for", description="Den, der vikarieres for.")
    fra: date = Field(description="Første dag.")
    til: date = Field(description="Sidste dag, inklusive.")
    grund: str = Field(min_length=5, description="Hvorfor, fx sommerferie.")

    @model_validator(mode="after")
    def _dage(self) -> Self:
        if self.til < self.fra:
            raise ValueError("vikariatet slutter, før det begynder")
        return self


class Roller(_Streng):
    """Everybody's role. A person may stand under several; who stands nowhere sees nothing."""

    sagsbehandler: list[Sagsbehandler] = []
    leder: list[Leder] = []
    controller: list[Login] = []
    direktion: list[Login] = Field(default=[], description="Direktion og politikere: læser rapporter, ser ingen rækker.")
    skabelonforfatter: list[Login] = Field(default=[], description="Skriver skabeloner på opdigtede data.")
    vikar: list[Vikar] = []
    koersler_med_cpr: list[str] = Field(default=[], description="Rapporter, der må slå CPR-numre op, når de køres i et parti.")


class Log(_Streng):
    """Where the access log lies, and the place outside it that remembers how far it had come."""

    mappe: str = Field(default="", description="Mappen til loggen; tom er brugerens egen datamappe.")
    anker: str = Field(default="", description="En mappe et andet sted, hvor kun tilføjelse er tilladt; tom er intet anker.")
    maaneder: int = Field(default=60, ge=1, description="Hvor længe loggen bevares, i måneder.")
