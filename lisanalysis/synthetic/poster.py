"""What the systems hold: one flat row per case, grant, ydelse, settlement and posting.

Faults change these rows and never the truth behind them. Money is øre, amounts thousandths, units 1/10,000.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .bogfoering import Kontolinje
    from .forloeb import Sag
    from .stykke import Stykke


@dataclass(slots=True, repr=False, eq=False)
class Sagspost:
    """A case as the settlement system has it."""

    cpr: str
    nr: str
    omraade: str
    aabnet: date
    lukket: date | None
    sagsbehandler: str
    distrikt: str
    betalingskommune: str
    handlekommune: str
    sag: Sag


@dataclass(slots=True, repr=False, eq=False)
class Bevilling:
    """A grant as the case system has it; `slut` is None while open."""

    stykke: Stykke
    cpr: str
    sagsnr: str
    omraade: str
    indsats: str
    paragraf: str
    maalgruppe: str
    status: str
    bevillingsdato: date
    start: date
    slut: date | None
    antal: int
    enhed: str
    frekvens: str
    takst: int
    leverandoer: str
    cvr: str
    pnr: str
    organisation: str
    sagsbehandler: str
    betalingskommune: str
    handlekommune: str
    opfoelgning: date
    oprettet: date
    aendret: date
    id: str = ""


@dataclass(slots=True, repr=False, eq=False)
class Ydelse:
    """A ydelse (foranstaltning) as the settlement system has it."""

    stykke: Stykke
    cpr: str
    sagsnr: str
    omraade: str
    distrikt: str
    indsats: str
    katalogydelse: str
    paragraf: str
    maalgruppe: str
    anbringelsesform: str
    cvr: str
    firma: str
    pnr: str
    plejefamilie: str
    vederlag: int
    antal: int
    enhed: str
    frekvens: str
    takst: int
    bevillingsdato: date
    start: date
    slut: date | None
    oprettet: date
    konto: str
    betalingskommune: str
    handlekommune: str
    sagsbehandler: str
    bevilling: Bevilling | None = None
    nr: str = ""

    @property
    def indsats_id(self) -> str:
        return self.bevilling.id if self.bevilling else ""


@dataclass(slots=True, repr=False, eq=False)
class Afregning:
    """One settlement line; `bogfoert` is None while it is approved but not paid.

    `retter` is the payment that a regulering corrects, `efter` one that it must be numbered after. `faktura`: paid by an
    electronic invoice that Prisme got directly, so no reference binds the two.
    """

    ydelse: Ydelse
    cpr: str
    paragraf: str
    cvr: str
    type: str
    fra: date
    til: date
    enheder: int
    enhed: str
    takst: int
    beloeb: int
    konto: str
    art: str
    betalingskommune: str
    dispdato: date
    bogfoert: date | None
    faktura: bool = False
    status: str = ""
    retter: Afregning | None = None
    efter: Afregning | None = None
    nr: str = ""
    ref: str = ""
    fast: bool = False  # part of a legitimate pattern: no fault is planted on it


@dataclass(slots=True, repr=False, eq=False)
class Postering:
    """One ledger line; `regnskabsaar` is the year it belongs to, also when dated in the supplementsperiode."""

    dato: date
    regnskabsaar: int
    kontolinje: Kontolinje
    beloeb: int
    tekst: str
    ydelsesmodtager: str = ""
    betalingsmodtager: str = ""
    maskinnr: str = ""
    henvisningsnr: str = ""
    afregning: Afregning | None = None
    bilag: str = ""
    linje: int = 0
    fast: bool = False

    @property
    def periode(self) -> str:
        """The month of the date, moved into the regnskabsår."""
        if self.dato.year == self.regnskabsaar:
            return f"{self.dato.year:04d}-{self.dato.month:02d}"
        return f"{self.regnskabsaar}-{'12' if self.dato.year > self.regnskabsaar else '01'}"
