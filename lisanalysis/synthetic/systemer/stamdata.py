"""The lists beside the systems: tilbud with takster, organisation and caseworkers, UTF-8."""

from datetime import date, timedelta

from ..fil import Fil
from ..katalog import ALLE
from ..kommune import Kommune, Leverandoer, Organisation, Sagsbehandler
from ..skrift import dato, decimal, kroner, paragraftekst

TILBUD = (
    "Tilbud", "Tilbuds-ID", "CVR", "P-nummer", "Kommune", "Paragraf", "Ydelse", "Takst", "Enhed", "Gyldig fra", "Gyldig til",
    "Belægningspct", "Pladser", "Momsfaktor",
)  # fmt: skip
ORGANISATION = ("Organisation", "Navn", "Område", "Distrikt", "Leder", "Overordnet")
SAGSBEHANDLERE = ("Sagsbehandler", "Navn", "Organisation", "Gyldig fra", "Gyldig til")




def filer(kommune: Kommune) -> list[Fil]:
    """The three lists."""
    return [
        Fil("tilbud", "tilbud", TILBUD, _tilbud(kommune)),
        Fil("organisation", "organisation", ORGANISATION, kommune.organisationer, _organisation, "Organisation"),
        Fil("sagsbehandlere", "organisation", SAGSBEHANDLERE, kommune.sagsbehandlere, _sagsbehandler, "Sagsbehandler"),
    ]


def _organisation(o: Organisation) -> tuple:
    return o.noegle, o.navn, o.omraade, o.distrikt, o.leder, o.overordnet


def _sagsbehandler(s: Sagsbehandler) -> tuple:
    return s.noegle, s.navn, s.organisation.noegle, "01-01-2015", ""


def _tilbud(kommune: Kommune) -> list[tuple]:
    """One takst per provider and paragraph at any time."""
    return [
        (
            lev.navn, lev.tilbud_id, lev.cvr, lev.pnr, lev.kommune, paragraftekst(paragraf), f"{indsats} ({paragraf})",
            kroner(oere), lev.type.enhed, dato(fra), dato(til), "95", lev.pladser, decimal(lev.momsfaktor, 4),
        )
        for lev in kommune.alle_leverandoerer()
        for fra, til, oere in _perioder(lev)
        for paragraf, indsats in _ydelser(lev, fra.year)
    ]  # fmt: skip


def _perioder(lev: Leverandoer) -> list[tuple[date, date | None, int]]:
    """From, to and øre of each takst; the last has no end."""
    ender = [fra - timedelta(days=1) for fra, _ in lev.takster[1:]] + [None]
    return [(fra, til, oere) for (fra, oere), til in zip(lev.takster, ender, strict=True)]


def _ydelser(lev: Leverandoer, aar: int) -> list[tuple[str, str]]:
    """What the provider is used for that year: its own measure and those of the young who stay on, a paragraph once."""
    typer = [t for t in ALLE if t.noegle == lev.type.noegle or t.leverandoerer_fra == lev.type.noegle]
    ud: dict[str, str] = {}
    for t in typer:
        ud.setdefault(t.gaelder(date(aar, 12, 31)), t.indsats)
    return list(ud.items())
