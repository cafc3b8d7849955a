"""Nexus: one row per indsats (grant), UTF-8 with BOM, CPR with hyphen."""

from datetime import date, timedelta
from pathlib import Path

from ..afregning import Ydelse
from ..kommune import Kommune
from ..skrift import dato, decimal, kroner, paragraftekst, skriv_csv

KOLONNER = (
    "Borger CPR", "Indsats ID", "Grundforløb", "Forløb", "Indsats", "Paragraf", "Målgruppe", "Status", "Bevillingsdato",
    "Startdato", "Slutdato", "Afregning start", "Afregning slut", "Antal", "Enhed", "Frekvens", "Takst", "Leverandør",
    "Leverandør CVR", "Leverandør P-nr", "Organisation", "Sagsbehandler", "Betalingskommune", "Handlekommune",
    "Opfølgningsdato", "Oprettet", "Sidst ændret",
)  # fmt: skip
_GRUNDFORLOEB = {"boern": "Børn og familie", "voksne": "Voksne med særlige behov"}


def skriv(mappe: Path, maerke: str, kommune: Kommune, ydelser: list[Ydelse]) -> dict[str, int]:
    """`nexus_indsatser_<dato>.csv`; returns rows by file name."""
    fil = mappe / f"nexus_indsatser_{maerke}.csv"
    raekker = (_raekke(y, kommune) for y in ydelser if y.indsats_id)
    return {fil.name: skriv_csv(fil, KOLONNER, raekker, kodning="utf-8-sig")}


def _raekke(y: Ydelse, kommune: Kommune) -> tuple:
    forloeb = y.forloeb
    type, sag, leverandoer = forloeb.type, forloeb.sag, forloeb.leverandoer
    afsluttet = y.til is not None and y.til <= kommune.slut
    return (
        f"{sag.person.cpr[:6]}-{sag.person.cpr[6:]}", y.indsats_id, _GRUNDFORLOEB[type.omraade], type.indsats, type.indsats,
        paragraftekst(y.paragraf), forloeb.maalgruppe, "Afsluttet" if afsluttet else "Iværksat", dato(y.bevillingsdato),
        dato(y.fra), dato(y.til), dato(y.fra), dato(y.til), decimal(forloeb.antal, 3), type.enhed, type.frekvens,
        kroner(y.takst), *_leverandoer(y), leverandoer.pnr if leverandoer else "",
        sag.sagsbehandler.organisation.noegle, sag.sagsbehandler.noegle, sag.person.betalingskommune, kommune.kode,
        dato(_opfoelgning(y, kommune.slut)), dato(y.oprettet), dato(_aendret(y, kommune)),
    )  # fmt: skip


def _leverandoer(y: Ydelse) -> tuple[str, str]:
    forloeb = y.forloeb
    if forloeb.leverandoer:
        return forloeb.leverandoer.navn, forloeb.leverandoer.cvr
    return (f"Plejefamilien {forloeb.plejeforaelder.efternavn}" if forloeb.plejeforaelder else ""), ""


def _opfoelgning(y: Ydelse, slut: date) -> date:
    """Every half year from the start: the next one, or for an ended grant the last."""
    trin = timedelta(days=183)
    if y.til is not None and y.til <= slut:
        return y.fra + (y.til - y.fra) // trin * trin
    return y.fra + ((slut - y.fra) // trin + 1) * trin


def _aendret(y: Ydelse, kommune: Kommune) -> date:
    """Last touched when ended, else when its takst was regulated, else when registered."""
    if y.til is not None and y.til <= kommune.slut:
        return max(y.til, y.oprettet)
    return max(y.oprettet, date(kommune.slut.year, 1, 1))
