"""Nexus: one row per indsats (grant), UTF-8 with BOM, CPR with hyphen."""

from ..fil import Fil
from ..poster import Bevilling
from ..skrift import dato, decimal, kroner, med_streg, paragraftekst

KOLONNER = (
    "Borger CPR", "Indsats ID", "Grundforløb", "Forløb", "Indsats", "Paragraf", "Målgruppe", "Status", "Bevillingsdato",
    "Startdato", "Slutdato", "Afregning start", "Afregning slut", "Antal", "Enhed", "Frekvens", "Takst", "Leverandør",
    "Leverandør CVR", "Leverandør P-nr", "Organisation", "Sagsbehandler", "Betalingskommune", "Handlekommune",
    "Opfølgningsdato", "Oprettet", "Sidst ændret",
)  # fmt: skip
_GRUNDFORLOEB = {"boern": "Børn og familie", "voksne": "Voksne med særlige behov"}


def filer(bevillinger: list[Bevilling]) -> list[Fil]:
    """`nexus_indsatser`."""
    return [Fil("nexus_indsatser", "nexus", KOLONNER, bevillinger, _raekke, "Indsats ID", "utf-8-sig")]


def _raekke(b: Bevilling) -> tuple:
    return (
        med_streg(b.cpr), b.id, _GRUNDFORLOEB[b.omraade], b.indsats, b.indsats, paragraftekst(b.paragraf), b.maalgruppe,
        b.status, dato(b.bevillingsdato), dato(b.start), dato(b.slut), dato(b.start), dato(b.slut), decimal(b.antal, 3),
        b.enhed, b.frekvens, kroner(b.takst) if b.takst else "", b.leverandoer, b.cvr, b.pnr, b.organisation,
        b.sagsbehandler, b.betalingskommune, b.handlekommune, dato(b.opfoelgning), dato(b.oprettet), dato(b.aendret),
    )  # fmt: skip
