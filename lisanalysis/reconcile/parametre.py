"""What a municipality may set for the 8-tals-kontrol; the rest is the definition of the control itself."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

# Paragraphs under which a citizen sleeps in one place at a time.
DOEGN = (
    "SEL-107", "SEL-108", "SEL-109", "SEL-110",
    "SEL-52-3.7", "SEL-58", "SEL-66", "SEL-76-3.1", "SEL-76a",
    "BL-43", "BL-46", "BL-47", "BL-114-1.1", "BL-120",
)  # fmt: skip


class Parametre(BaseModel):
    """The limits of the control."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    forskydning_maaneder: int = Field(default=1, ge=0, le=3, description="Måneder efter ydelsesmåneden, hvor bogføringen stadig er rettidig.")
    afrunding_kr: Decimal = Field(default=Decimal("0.50"), ge=0, le=1, description="Største afrunding i kroner, der ikke er en forskel.")
    lukkede_maaneder: int = Field(default=2, ge=0, le=12, description="Lukkede måneder, der ventes på, før en bevilling uden afregning meldes.")
    fagsystemer: dict[str, str] = Field(default={"BV001": "bv", "AS001": "as2007"}, description="Maskinnr i økonomisystemet og det fagsystem, det er.")
    uden_bevilling: tuple[str, ...] = Field(default=("SEL-110",), description="Paragraffer, hvor lederen optager borgeren uden en bevilling.")
    doegn: tuple[str, ...] = Field(default=DOEGN, description="Paragraffer, hvor borgeren kun kan overnatte ét sted ad gangen.")

    @property
    def afrunding(self) -> int:
        """The rounding in øre."""
        return int(self.afrunding_kr * 100)
