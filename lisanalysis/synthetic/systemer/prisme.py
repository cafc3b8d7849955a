"""Prisme: postings, budget, month balances (cp1252, thousands point) and kontoplan (UTF-8, comma)."""

from pathlib import Path

from ..bogfoering import Kontolinje, Postering, Regnskab
from ..skrift import dato, kroner, skriv_csv

POSTERINGER = (
    "Dato", "Regnskabsår", "Bilag", "Linje", "Finanskonto", "Kontonavn", "Afdeling", "Konto", "Aktivitet", "Art", "Beløb",
    "D/K", "Tekst", "Ydelsesmodtager", "Betalingsmodtager", "Maskinnr", "Henvisningsnr",
)  # fmt: skip
BUDGET = ("År", "Konto", "Aktivitet", "Art", "Oprindeligt", "Tillæg", "Korrigeret")
SALDO = ("Regnskabsår", "Periode", "Konto", "Art", "Saldo")
KONTOPLAN = ("Finanskontoalias", "Angivelse af finanskontoalias", "Navn", "Paragraf", "CPR-krav", "Gyldig fra", "Gyldig til")
_KODNING = "cp1252"


def skriv(mappe: Path, maerke: str, regnskab: Regnskab) -> dict[str, int]:
    """The four Prisme files; returns rows by file name."""
    tabeller = {
        "posteringer": (POSTERINGER, (_postering(p) for p in regnskab.posteringer)),
        "budget": (BUDGET, (_budget(*b) for b in regnskab.budget)),
        "saldo": (SALDO, ((*noegle, _kr(oere)) for noegle, oere in regnskab.saldo.items())),
    }
    filer = {navn: mappe / f"prisme_{navn}_{maerke}.csv" for navn in tabeller}
    antal = {filer[n].name: skriv_csv(filer[n], *tabel, kodning=_KODNING) for n, tabel in tabeller.items()}
    plan = mappe / f"prisme_kontoplan_{maerke}.csv"
    return antal | {plan.name: skriv_csv(plan, KONTOPLAN, map(_konto, regnskab.kontoplan), skilletegn=",")}


def _kr(oere: int) -> str:
    return kroner(oere, tusind=".")


def _postering(p: Postering) -> tuple:
    k = p.kontolinje
    return (
        dato(p.dato), p.regnskabsaar, p.bilag, p.linje, k.streng, k.navn, k.afdeling, k.konto, k.aktivitet, k.art,
        _kr(p.beloeb), "K" if p.beloeb < 0 else "D", p.tekst, p.ydelsesmodtager, p.betalingsmodtager, p.maskinnr,
        p.henvisningsnr,
    )  # fmt: skip


def _budget(aar: int, k: Kontolinje, oprindeligt: int, tillaeg: int) -> tuple:
    return aar, k.konto, k.aktivitet, k.art, _kr(oprindeligt), _kr(tillaeg), _kr(oprindeligt + tillaeg)


def _konto(k: Kontolinje) -> tuple:
    return k.alias, k.streng, k.navn, k.paragraf, k.cpr_krav, "01-01-2018", ""
