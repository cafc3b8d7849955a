"""KMD Opus: postings by Opus' own dimensions, and the list that says which 9-digit konto they are; UTF-8."""

from datetime import date

from ..bogfoering import LEDELSE, Kontolinje, Regnskab
from ..fil import Fil
from ..poster import Postering
from ..skrift import dato, kroner

POSTERINGER = (
    "Bilagsnummer", "Linje", "Bogføringsdato", "Bilagsdato", "Artskonto", "Omkostningssted", "PSP-element", "Profitcenter",
    "Debet/kredit", "Beløb", "Tekst", "Betalingsmodtagernr.", "Ydelsesmodtagernr.", "Ydelsesperiode fra",
    "Ydelsesperiode til", "Referencenøgle",
)  # fmt: skip
KONTERING = ("Artskonto", "Omkostningssted", "PSP-element", "Konto", "Gyldig fra", "Gyldig til")


def filer(regnskab: Regnskab) -> list[Fil]:
    """`opus_posteringer` and `opus_kontering`."""
    return [
        Fil("opus_posteringer", "opus", POSTERINGER, regnskab.posteringer, _postering),
        Fil("opus_kontering", "opus", KONTERING, _kontering(regnskab.kontoplan)),
    ]


def dimensioner(k: Kontolinje) -> tuple[str, str, str]:
    """Artskonto, omkostningssted and PSP-element; salaries and goods stand on a cost centre, the rest on a PSP-element."""
    artskonto, funktion = f"{k.art}00000", k.konto[:5]
    if k.konto.endswith(LEDELSE):
        return artskonto, f"77{funktion}0", ""
    return artskonto, "", f"XG-{funktion}-{k.konto[5]}{k.konto[6:]}-{k.aktivitet[2:]}"


def _postering(p: Postering) -> tuple:
    """No regnskabsår: what belongs to another year than its day is dated that year's last or first day."""
    bogfoert = p.dato
    if p.regnskabsaar != p.dato.year:
        bogfoert = date(p.regnskabsaar, 12, 31) if p.regnskabsaar < p.dato.year else date(p.regnskabsaar, 1, 1)
    a = p.afregning
    return (
        f"{p.regnskabsaar}{p.bilag}", p.linje, dato(bogfoert), dato(p.dato), *dimensioner(p.kontolinje), "7700",
        "K" if p.beloeb < 0 else "D", kroner(p.beloeb), p.tekst, p.betalingsmodtager, p.ydelsesmodtager,
        dato(a.fra if a else None), dato(a.til if a else None), p.henvisningsnr,
    )  # fmt: skip


def _kontering(kontoplan: list[Kontolinje]) -> list[tuple]:
    """One line per PSP-element or cost centre; any artskonto."""
    ud = {}
    for k in kontoplan:
        _, sted, psp = dimensioner(k)
        ud.setdefault((sted, psp), ("", sted, psp, k.konto, "01-01-2018", ""))
    return list(ud.values())
