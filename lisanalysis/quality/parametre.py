"""What a municipality may set for the rules; every other limit stands in the rule itself, with its source."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Parametre(BaseModel):
    """The limits of the rules."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    opfoelgning_maaneder: int = Field(default=12, ge=0, description="Måneder efter opfølgningsdatoen, før en åben bevilling meldes (R05).")
    regulering_maaneder: int = Field(default=3, ge=0, description="Måneder tilbage, en regulering må række, før den meldes (R22).")
