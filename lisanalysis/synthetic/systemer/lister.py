"""The lists beside the systems as files, UTF-8: frame, pledges, refunds, budget sheets, forecasts, FLIS, DST and StatBank."""

from datetime import date

from .. import statistik
from ..fil import Fil
from ..kommune import Kommune
from ..lister import Lister
from ..poster import Afregning
from ..skrift import dato, kroner, paragraftekst

RAMME = (
    "Konto", "Periode", "Område", "Paragraf", "Antal pladser", "Helårspersoner", "Beløb", "Fordelingsnøgle", "Kommentar",
    "Registreret af",
)  # fmt: skip
TILSAGN = (
    "CPR", "Retning", "Modpart kommune", "Paragraf", "Gyldig fra", "Gyldig til", "Tilsagnsdato", "Krav rejst", "Beløbsloft",
)  # fmt: skip
HJEMTAGET = ("CPR", "År", "Kvartal", "Ordning", "Beløb")
BUDGETARK = (
    "År", "Konto", "Område", "Paragraf", "Pladser", "Helårspersoner", "Enhedspris", "Beløb", "Forudsætning",
)  # fmt: skip
PROGNOSE = ("Udarbejdet af", "Dato", "År", "Konto", "Forventet forbrug", "Kommentar")
OPMAERKNINGER = ("Kilde", "Lokal kode", "Lokal tekst", "Fælles kode", "Fælles tekst", "Gyldig fra", "Gyldig til")
NOEGLETAL = ("Kommune", "År", "Måned", "Paragraf", "Antal borgere", "Helårspersoner", "Udgift")
INDBERETTET = ("Kommune", "År", "Kvartal", "Paragraf", "Antal borgere", "Ydelser")
STATBANK = ("OMRÅDE", "CIVILSTAND", "TID", "INDHOLD")


def ramme(l: Lister) -> list[Fil]:
    """`rammeaktivitet`."""
    return [Fil("rammeaktivitet", "rammeaktivitet", RAMME, l.ramme, lambda r: _med(r, paragraf=3, tal=(5,), oere=(6,)))]


def tilsagn(l: Lister) -> list[Fil]:
    """`refusionstilsagn`."""
    return [Fil("refusionstilsagn", "refusionstilsagn", TILSAGN, l.tilsagn, lambda r: _med(r, paragraf=3))]


def hjemtaget(l: Lister) -> list[Fil]:
    """`hjemtaget_refusion`."""
    return [Fil("hjemtaget_refusion", "hjemtaget_refusion", HJEMTAGET, l.hjemtaget, lambda r: _med(r, oere=(4,)))]


def budgetark(l: Lister) -> list[Fil]:
    """`budgetark`."""
    return [Fil("budgetark", "budgetark", BUDGETARK, l.budgetark, lambda r: _med(r, paragraf=3, tal=(5,), oere=(6, 7)))]


def prognoser(l: Lister) -> list[Fil]:
    """`prognose_manuel`."""
    return [Fil("prognose_manuel", "prognose_manuel", PROGNOSE, l.prognoser, lambda r: _med(r, oere=(4,)))]


def flis(kommune: Kommune, afregninger: list[Afregning], opmaerkninger: list[list]) -> list[Fil]:
    """`flis_opmaerkninger` and `flis_noegletal`."""
    tal = statistik.noegletal(kommune, afregninger)
    return [
        Fil("flis_opmaerkninger", "flis", OPMAERKNINGER, opmaerkninger, tuple, "Lokal kode"),
        Fil("flis_noegletal", "flis", NOEGLETAL, tal, lambda r: _med(r, paragraf=3, tal=(5,), oere=(6,))),
    ]


def dst(kommune: Kommune, afregninger: list[Afregning]) -> list[Fil]:
    """`dst_indberettet`."""
    return [Fil("dst_indberettet", "dst", INDBERETTET, statistik.indberettet(kommune, afregninger), lambda r: _med(r, paragraf=3))]


def statbank(kommune: Kommune) -> list[Fil]:
    """`statbank_FOLK1A`, as StatBank writes it: BOM, one row per municipality and quarter."""
    return [Fil("statbank_FOLK1A", "statbank", STATBANK, statistik.folketal(kommune), kodning="utf-8-sig")]


def _med(raekke: list, *, paragraf: int = -1, tal: tuple[int, ...] = (), oere: tuple[int, ...] = ()) -> tuple:
    """The row with its paragraph, fractions, øre and dates written as the file has them."""
    ud = [dato(v) if isinstance(v, date) or v is None else v for v in raekke]
    if paragraf >= 0:
        ud[paragraf] = paragraftekst(raekke[paragraf])
    for i in tal:
        ud[i] = _brud(raekke[i])
    for i in oere:
        ud[i] = kroner(raekke[i])
    return tuple(ud)


def _brud(tal: float) -> str:
    """Three decimals at most, with a comma."""
    return f"{tal:.3f}".rstrip("0").rstrip(".").replace(".", ",")
