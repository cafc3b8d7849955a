"""KMD Børn og Voksne: cases, ydelser, settlements and disponering, cp1252."""

from ..afregningssystem import Afregningssystem, Disponering
from ..fil import Fil
from ..poster import Afregning, Sagspost, Ydelse
from ..skrift import dato, decimal, kroner

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
_KODNING = {"kodning": "cp1252"}


def filer(s: Afregningssystem) -> list[Fil]:
    """The four BV files."""
    return [
        Fil("bv_sager", "bv", SAGER, s.sager, _sag, "Sagsnr", **_KODNING),
        Fil("bv_ydelser", "bv", YDELSER, s.ydelser, lambda y: _ydelse(y, s), "Foranst_nr", **_KODNING),
        Fil("bv_afregninger", "bv", AFREGNINGER, s.afregninger, _afregning, "Afr_id", **_KODNING),
        Fil("bv_disponeringer", "bv", DISPONERINGER, s.disponeringer, _disponering, "Foranst_nr", **_KODNING),
    ]


def _sag(s: Sagspost) -> tuple:
    sagstype = "Børnesag" if s.omraade == "boern" else "Voksensag"
    return (
        s.cpr, s.nr, sagstype, dato(s.aabnet), dato(s.lukket), s.sagsbehandler, s.distrikt, s.omraade, s.betalingskommune,
        s.handlekommune,
    )  # fmt: skip


def _ydelse(y: Ydelse, s: Afregningssystem) -> tuple:
    start, slut = s.periode(y)
    return (
        y.cpr, y.sagsnr, y.nr, y.indsats_id, y.indsats, y.katalogydelse, y.paragraf, y.maalgruppe, y.anbringelsesform,
        y.cvr, y.firma, y.pnr, y.plejefamilie, decimal(y.vederlag, 3) if y.vederlag else "", decimal(y.antal, 3), y.enhed,
        y.frekvens, kroner(y.takst), dato(y.bevillingsdato), dato(start), dato(slut), dato(y.oprettet), y.konto,
        y.betalingskommune, y.sagsbehandler,
    )  # fmt: skip


def _afregning(a: Afregning) -> tuple:
    y = a.ydelse
    return (
        a.cpr, y.sagsnr, y.nr, a.nr, y.indsats, a.paragraf, a.cvr, dato(a.fra), dato(a.til), decimal(a.enheder, 4), a.enhed,
        kroner(a.takst), kroner(a.beloeb), a.betalingskommune, a.konto, a.status, a.type, a.ref, dato(a.dispdato),
    )  # fmt: skip


def _disponering(d: Disponering) -> tuple:
    return d.ydelse.nr, d.aar, d.maaned, kroner(d.disponeret), kroner(d.effektueret)
