"""What a rule is and what a finding is: one type and one set of columns for the causes of the 8-tals-kontrol and the rules beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lisanalysis.tables.column import Column, Table

Alvor = Literal["fejl", "advarsel", "info", "ok"]
ALVOR: tuple[str, ...] = ("fejl", "advarsel", "info", "ok")
SLOEJFER: tuple[str, ...] = ("1", "2", "regel")
LIVSFORLOEB: tuple[str, ...] = ("ny", "fortsat", "vaek", "accepteret")

_ID = re.compile(r"R\d\d")
_NAVN = re.compile(r"[a-z][a-z0-9_]*")
_TEKSTER = ("titel", "lov", "hvorfor", "goer", "eksempel")


@dataclass(frozen=True)
class Rule:
    """One claim about the data: what it says, since when, why it matters in kroner, and what to do in which system.

    `navn` is the module's name and, for a cause, the `aarsag` of its findings. `sloejfe` is "1" or "2" for a cause of that
    loop, "regel" for a rule that compares no money; a cause that answers for several numbers names the others in `andre_id`.
    `gyldig_fra` and `gyldig_til` (inclusive, None: still) bound the day of the row that is judged. `raekker` are the tables whose
    rows are judged, each by itself; `tabeller` all that must be delivered besides. `kolonner` are those that must be filled
    by the source: `navn` in the judged table, `tabel.navn` in another. `eksempel` draws rows with a column `brydes` (ja or nej).
    Raises ValueError for a rule that is not fully said.
    """

    id: str
    navn: str
    titel: str
    alvor: Alvor
    lov: str
    gyldig_fra: date
    hvorfor: str
    goer: str
    eksempel: str
    gyldig_til: date | None = None
    raekker: tuple[str, ...] = ()
    tabeller: tuple[str, ...] = ()
    kolonner: tuple[str, ...] = ()
    sloejfe: Literal["1", "2", "regel"] = "regel"
    andre_id: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        tomme = [felt for felt in _TEKSTER if not getattr(self, felt).strip()]
        if tomme:
            raise ValueError(f"{self.id} {self.navn}: empty {', '.join(tomme)}")
        if not all(map(_ID.fullmatch, self.alle_id)) or not _NAVN.fullmatch(self.navn):
            raise ValueError(f"{self.id} {self.navn}: id is R and two digits, navn is ASCII")
        if self.alvor not in ALVOR or self.sloejfe not in SLOEJFER:
            raise ValueError(f"{self.id} {self.navn}: unknown alvor or sloejfe")
        if self.gyldig_til is not None and self.gyldig_til < self.gyldig_fra:
            raise ValueError(f"{self.id} {self.navn}: ends before it starts")

    @property
    def alle_id(self) -> tuple[str, ...]:
        """Every R-number the rule answers for."""
        return (self.id, *self.andre_id)

    @property
    def aarsag(self) -> str:
        """The cause that its findings bear; empty for a rule."""
        return "" if self.sloejfe == "regel" else self.navn


AFVIGELSE = Table(
    "afvigelse",
    "Én linje pr. afvigelse og celle; linjer i samme afvigelse deler id.",
    (
        Column("afvigelse_id", "id", "Afvigelsens id, som er det samme fra kørsel til kørsel.", paakraevet=True),
        Column("sloejfe", "kode", "1 bevilling mod afregning, 2 afregning mod postering, regel for det, der ikke sammenligner beløb.",
               paakraevet=True, foelsomhed="aaben", vaerdier=SLOEJFER),
        Column("regel", "kode", "Reglens nummer i kataloget.", paakraevet=True, foelsomhed="aaben"),
        Column("aarsag", "kode", "Årsagen til forskellen; tom for en regel.", foelsomhed="aaben"),
        Column("alvor", "kode", "Hvor alvorlig afvigelsen er.", paakraevet=True, foelsomhed="aaben", vaerdier=ALVOR),
        Column("livsforloeb", "kode", "Om afvigelsen er ny, fortsætter, er væk eller er accepteret.", foelsomhed="aaben", vaerdier=LIVSFORLOEB),
        Column("system", "kode", "Systemet, rækken kom fra.", paakraevet=True, foelsomhed="aaben"),
        Column("tabel", "kode", "Tabellen, rækken står i.", paakraevet=True, foelsomhed="aaben"),
        Column("kilde_id", "id", "Rækkens id i kildesystemet, eller fil#linje."),
        Column("modpart_id", "id", "De rækker, der hører til på den anden side, adskilt af +."),
        Column("borger_id", "borger", "Borgerens pseudonym."),
        Column("sagsnr", "id", "Sagsnummeret i kildesystemet."),
        Column("sagsbehandler", "kode", "Sagsbehandleren, der har sagen.", foelsomhed="intern"),
        Column("omraade", "kode", "Børn eller voksne.", foelsomhed="aaben"),
        Column("paragraf", "paragraf", "Paragraffen.", foelsomhed="aaben"),
        Column("konto", "konto", "Kontoen.", foelsomhed="aaben"),
        Column("periode", "periode", "Måneden, afvigelsen hører til.", foelsomhed="aaben"),
        Column("beloeb_kilde", "kr", "Beløbet i kilden.", enhed="kr."),
        Column("beloeb_modpart", "kr", "Beløbet på den anden side.", enhed="kr."),
        Column("forskel", "kr", "Forskellen; tom for en regel.", enhed="kr."),
        Column("beskrivelse", "tekst", "Hvad der er galt, i en sætning."),
        Column("gaa_til", "tekst", "Hvor rækken rettes: system og id."),
    ),
    noegle=("afvigelse_id", "konto", "periode"),
    beloeb="forskel",
)
