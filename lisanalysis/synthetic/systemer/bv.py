"""KMD Børn og Voksne: cases, ydelser, settlements and disponering, cp1252."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from ..afregning import Afregning, Ydelse, enheder, rund
from ..forloeb import Sag
from ..kommune import Kommune, maanedsslut
from ..skrift import dato, decimal, kroner, skriv_csv

SAGER = ("Cprnr", "Sagsnr", "Sagstype", "Aabnet", "Lukket", "Sagsbeh", "Distrikt", "Omraade", "Betalkom", "Handlekom")
YDELSER = (
    "Cprnr", "Sagsnr", "Foranst_nr", "Indsats_id", "Foranstaltning", "Katalogydelse", "Paragraf", "Maalgruppe", "Anbr_form",
    "Firmanr_CVR", "Firma", "P_nr", "Plejefamilie", "Antal_vederlag", "Antal", "Enhed", "Frekvens", "Takst",
    "Bevillingsdato", "Startdato", "Slutdato", "Oprettet", "Konto", "Betalkom", "Sagsbeh",
)  # fmt: skip
AFREGNINGER = (
    "Cprnr", "Sagsnr", "Foranst_nr", "Afr_id", "Foranstaltning", "Paragraf", "Firmanr_CVR", "Afr_fra", "Afr_til",
    "Antal_enheder", "Enhed", "Takst", "Beloeb", "Betalkom", "Konto", "Afr_status", "Afr_type", "Bilagsref", "Dispdato",
)  # fmt: skip
DISPONERINGER = ("Foranst_nr", "Aar", "Maaned", "Disponeret", "Effektueret")
_KODNING = "cp1252"


def skriv(mappe: Path, maerke: str, kommune: Kommune, ydelser: list[Ydelse], afregninger: list[Afregning]) -> dict[str, int]:
    """The four BV files; returns rows by file name."""
    tabeller = {
        "sager": (SAGER, _sager(kommune, ydelser)),
        "ydelser": (YDELSER, (_ydelse(y) for y in ydelser)),
        "afregninger": (AFREGNINGER, (_afregning(a) for a in afregninger)),
        "disponeringer": (DISPONERINGER, _disponeringer(kommune, ydelser, afregninger)),
    }
    filer = {navn: mappe / f"bv_{navn}_{maerke}.csv" for navn in tabeller}
    return {filer[n].name: skriv_csv(filer[n], *tabel, kodning=_KODNING) for n, tabel in tabeller.items()}


def _sager(kommune: Kommune, ydelser: list[Ydelse]) -> list[tuple]:
    """A case is closed when all it holds has ended."""
    indhold: dict[str, tuple[Sag, list[Ydelse]]] = {}
    for y in ydelser:
        indhold.setdefault(y.forloeb.sag.nr, (y.forloeb.sag, []))[1].append(y)
    return [_sag(kommune, sag, egne) for _, (sag, egne) in sorted(indhold.items())]


def _sag(kommune: Kommune, sag: Sag, egne: list[Ydelse]) -> tuple:
    slut = max(y.sidste for y in egne)
    lukket = slut if slut <= kommune.slut else None
    aabnet = min(sag.aabnet, *(y.bevillingsdato for y in egne))
    sagstype = "Børnesag" if sag.omraade == "boern" else "Voksensag"
    return (
        sag.person.cpr, sag.nr, sagstype, dato(aabnet), dato(lukket), sag.sagsbehandler.noegle,
        sag.sagsbehandler.organisation.distrikt, sag.omraade, sag.person.betalingskommune, kommune.kode,
    )  # fmt: skip


def _ydelse(y: Ydelse) -> tuple:
    forloeb = y.forloeb
    type, firma = forloeb.type, forloeb.leverandoer
    antal = decimal(forloeb.antal, 3)
    return (
        forloeb.sag.person.cpr, forloeb.sag.nr, y.nr, y.indsats_id, type.indsats, type.indsats, y.paragraf,
        forloeb.maalgruppe, type.anbringelsesform, *((firma.cvr, firma.navn, firma.pnr) if firma else ("", "", "")),
        forloeb.plejeforaelder.cpr if forloeb.plejeforaelder else "", antal if type.enhed == "Vederlag" else "", antal,
        type.enhed, type.frekvens, kroner(y.takst), dato(y.bevillingsdato), dato(y.fra), dato(y.til), dato(y.oprettet),
        y.konto, forloeb.sag.person.betalingskommune, forloeb.sag.sagsbehandler.noegle,
    )  # fmt: skip


def _afregning(a: Afregning) -> tuple:
    y = a.ydelse
    forloeb = y.forloeb
    return (
        forloeb.sag.person.cpr, forloeb.sag.nr, y.nr, a.nr, forloeb.type.indsats, y.paragraf,
        forloeb.leverandoer.cvr if forloeb.leverandoer else "", dato(a.fra), dato(a.til), decimal(a.enheder, 4),
        forloeb.type.enhed, kroner(a.takst), kroner(a.beloeb), forloeb.sag.person.betalingskommune, a.konto, a.status,
        a.type, a.bilagsref, dato(a.dispdato),
    )  # fmt: skip


def _disponeringer(kommune: Kommune, ydelser: list[Ydelse], afregninger: list[Afregning]) -> list[tuple]:
    """Each ydelse's months to the end of the cut-off year, as far as its end is known; effektueret is what is paid."""
    betalt: dict[tuple[str, int, int], int] = defaultdict(int)
    for a in afregninger:
        if a.type == "U" and a.bogfoert:
            betalt[a.ydelse.nr, a.fra.year, a.fra.month] += a.beloeb
    maaneder = [date(aar, m, 1) for aar in kommune.aar for m in range(1, 13)]
    return [
        (y.nr, m.year, m.month, kroner(_disponeret(kommune, y, m)), kroner(betalt.get((y.nr, m.year, m.month), 0)))
        for y in ydelser
        for m in maaneder
        if y.fra <= maanedsslut(m) and (y.til is None or y.til >= m)
    ]


def _disponeret(kommune: Kommune, y: Ydelse, maaned: date) -> int:
    fra, til = max(maaned, y.fra), min(maanedsslut(maaned), y.til or date.max)
    antal = enheder(y.forloeb.type.frekvens, y.forloeb.antal, fra, til)
    return rund(antal * y.forloeb.takst_i(maaned.year, kommune.slut.year), 10_000)
