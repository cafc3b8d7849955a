"""CGI AS2007: ydelser, payments and disponering, ISO-8859-1, dates without separators, the sign behind the number."""

from ..afregningssystem import Afregningssystem, Disponering
from ..fil import Fil
from ..poster import Afregning, Ydelse
from ..skrift import dato8, decimal, decimal_bag, kroner_bag

YDELSER = (
    "CPR", "SagsID", "YdelsesID", "IndsatsID", "Ydelse", "Katalogydelse", "Lovgrundlag", "Maalgruppe", "Tilbudsform",
    "LeverandoerCVR", "Leverandoer", "Antal", "PrisEnhed", "Frekvens", "Pris", "Bevillingsdato", "FraDato", "TilDato",
    "Oprettet", "Konto", "BetKommune", "HandleKommune", "Omraade", "Distrikt", "Sagsbehandler",
)  # fmt: skip
BETALINGER = (
    "CPR", "SagsID", "YdelsesID", "BetalingsID", "Lovgrundlag", "LeverandoerCVR", "PeriodeFra", "PeriodeTil", "Antal",
    "PrisEnhed", "Pris", "Beloeb", "BetKommune", "Konto", "Status", "Type", "Henvisning", "Dispositionsdato",
)  # fmt: skip
DISPONERINGER = ("YdelsesID", "Aar", "Maaned", "Disponeret", "Effektueret")
_AABEN = "99991231"
_KODNING = {"kodning": "iso-8859-1"}


def filer(s: Afregningssystem) -> list[Fil]:
    """The three AS2007 files; a case stands on its ydelser."""
    return [
        Fil("as2007_ydelser", "as2007", YDELSER, s.ydelser, lambda y: _ydelse(y, s), "YdelsesID", **_KODNING),
        Fil("as2007_betalinger", "as2007", BETALINGER, s.afregninger, _betaling, "BetalingsID", **_KODNING),
        Fil("as2007_disponeringer", "as2007", DISPONERINGER, s.disponeringer, _disponering, "YdelsesID", **_KODNING),
    ]


def _ydelse(y: Ydelse, s: Afregningssystem) -> tuple:
    start, slut = s.periode(y)
    return (
        y.cpr, f"S{y.sagsnr}", f"Y{y.nr[1:]}", y.indsats_id, y.indsats, y.katalogydelse, y.paragraf, y.maalgruppe,
        y.anbringelsesform, y.cvr, y.firma, decimal(y.antal, 3), y.enhed, y.frekvens, kroner_bag(y.takst),
        dato8(y.bevillingsdato), dato8(start), dato8(slut) or _AABEN, dato8(y.oprettet), y.konto, y.betalingskommune,
        y.handlekommune, y.omraade, y.distrikt, y.sagsbehandler,
    )  # fmt: skip


def _betaling(a: Afregning) -> tuple:
    y = a.ydelse
    return (
        a.cpr, f"S{y.sagsnr}", f"Y{y.nr[1:]}", f"P{a.nr[1:]}", a.paragraf, a.cvr, dato8(a.fra), dato8(a.til),
        decimal_bag(a.enheder, 4), a.enhed, kroner_bag(a.takst), kroner_bag(a.beloeb), a.betalingskommune, a.konto, a.status,
        a.type, a.ref, dato8(a.dispdato),
    )  # fmt: skip


def _disponering(d: Disponering) -> tuple:
    return f"Y{d.ydelse.nr[1:]}", d.aar, d.maaned, kroner_bag(d.disponeret), kroner_bag(d.effektueret)
