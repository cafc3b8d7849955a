"""What a column and a table are: one declaration from which typing, documentation, checks and privacy follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Logical type → DuckDB type. Codes are text (leading zeros carry meaning); money is exact.
TYPER = {
    "tekst": "VARCHAR",
    "kode": "VARCHAR",
    "id": "VARCHAR",
    "borger": "VARCHAR",      # a pseudonym, never a CPR
    "modtager": "VARCHAR",    # a firm's number as it stands, a person's as a pseudonym
    "adresse": "VARCHAR",     # a pseudonym
    "cpr": "VARCHAR",         # only in columns of sensitivity identitet
    "kommune": "VARCHAR",     # four digits
    "paragraf": "VARCHAR",    # one key per paragraph, e.g. SEL-107
    "konto": "VARCHAR",       # nine digits, or free text where kommune.yaml says kontoplan: fri
    "dato": "DATE",
    "tidspunkt": "TIMESTAMP",
    "periode": "VARCHAR",     # åååå-mm
    "aar": "INTEGER",
    "heltal": "INTEGER",
    "kr": "DECIMAL(14,2)",
    "antal": "DECIMAL(12,4)",
    "faktor": "DECIMAL(7,4)",
    "ja_nej": "BOOLEAN",
}

# identitet: points out a person by itself; kept by `access` alone, never in the lager.
# personlig: about one person, under a pseudonym. intern: about staff or firms. aaben: may be shown to anyone.
Foelsomhed = Literal["identitet", "personlig", "intern", "aaben"]


@dataclass(frozen=True)
class Column:
    """One column: its type, unit and the Danish sentence that explains it to an analyst."""

    navn: str
    type: str
    forklaring: str
    enhed: str = ""
    paakraevet: bool = False
    foelsomhed: Foelsomhed = "personlig"
    vaerdier: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.type not in TYPER:
            raise ValueError(f"{self.navn}: unknown type {self.type}")

    @property
    def sql_type(self) -> str:
        """The DuckDB type of the column."""
        return TYPER[self.type]


@dataclass(frozen=True)
class Table:
    """One canonical table. `noegle` tells rows apart within a delivery; `dato` and `beloeb` name what a report sums by.

    An `afledt` table is made by the load from the others, and never delivered: that it has no rows is an answer, not a lack.
    """

    navn: str
    forklaring: str
    kolonner: tuple[Column, ...]
    noegle: tuple[str, ...]
    dato: str | None = None
    beloeb: str | None = None
    afledt: bool = False

    def __getitem__(self, navn: str) -> Column:
        return next(k for k in self.kolonner if k.navn == navn)

    def __contains__(self, navn: str) -> bool:
        return any(k.navn == navn for k in self.kolonner)

    @property
    def lager_kolonner(self) -> tuple[Column, ...]:
        """The columns that the lager holds: all but those that point out a person, then the lineage."""
        return tuple(k for k in self.kolonner if k.foelsomhed != "identitet") + HERKOMST


# Every row knows the system, file and line it came from.
HERKOMST = (
    Column("kilde", "kode", "Kildesystemet, rækken kom fra, fx nexus, bv eller prisme.", paakraevet=True, foelsomhed="aaben"),
    Column("leverance_id", "id", "Den leverance (fil), rækken kom fra.", paakraevet=True, foelsomhed="aaben"),
    Column("raekke_nr", "heltal", "Den fysiske linje i filen; overskriften er linje 1.", paakraevet=True, foelsomhed="aaben"),
    Column("skaeringsdato", "dato", "Leverancens skæringsdato: den dag, udtrækket er fra.", paakraevet=True, foelsomhed="aaben"),
    Column("erstattet_dato", "dato", "Skæringsdatoen for den senere leverance, der erstatter rækken; ellers tom.", foelsomhed="aaben"),
)
