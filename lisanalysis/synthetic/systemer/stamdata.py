"""The lists beside the systems: tilbud with takster, organisation and caseworkers, UTF-8."""

from datetime import date
from pathlib import Path

from ..katalog import ALLE, BARNETS_LOV
from ..kommune import Kommune, Leverandoer
from ..skrift import dato, kroner, paragraftekst, skriv_csv

TILBUD = (
    "Tilbud", "Tilbuds-ID", "CVR", "P-nummer", "Kommune", "Paragraf", "Ydelse", "Takst", "Enhed", "Gyldig fra", "Gyldig til",
    "Belægningspct", "Pladser", "Momsfaktor",
)  # fmt: skip
ORGANISATION = ("Organisation", "Navn", "Område", "Distrikt", "Leder", "Overordnet")
SAGSBEHANDLERE = ("Sagsbehandler", "Navn", "Organisation", "Gyldig fra", "Gyldig til")


def skriv(mappe: Path, maerke: str, kommune: Kommune) -> dict[str, int]:
    """The three lists; returns rows by file name."""
    enheder = ((o.noegle, o.navn, o.omraade, o.distrikt, o.leder, o.overordnet) for o in kommune.organisationer)
    folk = ((s.noegle, s.navn, s.organisation.noegle, "01-01-2015", "") for s in kommune.sagsbehandlere)
    tabeller = {
        "tilbud": (TILBUD, _tilbud(kommune)),
        "organisation": (ORGANISATION, enheder),
        "sagsbehandlere": (SAGSBEHANDLERE, folk),
    }
    filer = {navn: mappe / f"{navn}_{maerke}.csv" for navn in tabeller}
    return {filer[n].name: skriv_csv(filer[n], *tabel) for n, tabel in tabeller.items()}


def _tilbud(kommune: Kommune) -> list[tuple]:
    """One takst per provider and paragraph at any time."""
    return [
        _takst(lev, paragraf, indsats, aar, kommune)
        for type in ALLE
        if type.firma and not type.leverandoerer_fra
        for lev in kommune.hos(type)
        for aar in kommune.aar
        for paragraf, indsats in _ydelser(lev, aar)
    ]


def _ydelser(lev: Leverandoer, aar: int) -> list[tuple[str, str]]:
    """What the provider is used for that year: its own measure and those of the young who stay on."""
    return [
        (t.gaelder(max(date(aar, 1, 1), BARNETS_LOV) if aar >= BARNETS_LOV.year else date(aar, 1, 1)), t.indsats)
        for t in ALLE
        if t.noegle == lev.type.noegle or t.leverandoerer_fra == lev.type.noegle
    ]


def _takst(lev: Leverandoer, paragraf: str, indsats: str, aar: int, kommune: Kommune) -> tuple:
    sidste = aar == kommune.slut.year
    return (
        lev.navn, lev.tilbud_id, lev.cvr, lev.pnr, lev.kommune, paragraftekst(paragraf), f"{indsats} ({paragraf})",
        kroner(lev.takst[aar]), lev.type.enhed, dato(date(aar, 1, 1)), "" if sidste else dato(date(aar, 12, 31)), "95",
        lev.pladser, "1",
    )  # fmt: skip
