"""Prisme: postings, budget, month balances (cp1252, thousands point), kontoplan (UTF-8, comma), and the G69 interface."""

from collections import defaultdict
from datetime import date

from ..bogfoering import Kontolinje, Regnskab, saldo
from ..fil import Fil, Tekstfil
from ..poster import Postering
from ..skrift import dato, dato8, kroner

POSTERINGER = (
    "Dato", "Regnskabsår", "Bilag", "Linje", "Finanskonto", "Kontonavn", "Afdeling", "Konto", "Aktivitet", "Art", "Beløb",
    "D/K", "Tekst", "Ydelsesmodtager", "Betalingsmodtager", "Maskinnr", "Henvisningsnr",
)  # fmt: skip
BUDGET = ("År", "Konto", "Aktivitet", "Art", "Oprindeligt", "Tillæg", "Korrigeret")
SALDO = ("Regnskabsår", "Periode", "Konto", "Art", "Saldo")
KONTOPLAN = ("Finanskontoalias", "Angivelse af finanskontoalias", "Navn", "Paragraf", "CPR-krav", "Gyldig fra", "Gyldig til")
MELLEMREGNING = Kontolinje("852595001", "999", "00001", "000000", "9500000001", "Mellemregning, fagsystemer", "", "må ikke")
_KODNING = {"kodning": "cp1252"}


def filer(regnskab: Regnskab) -> list[Fil]:
    """The four Prisme files."""
    saldi = list(saldo(regnskab.posteringer).items())
    return [
        Fil("prisme_posteringer", "prisme", POSTERINGER, regnskab.posteringer, _postering, **_KODNING),
        Fil("prisme_budget", "prisme", BUDGET, regnskab.budget, lambda b: _budget(*b), **_KODNING),
        Fil("prisme_saldo", "prisme", SALDO, saldi, lambda s: (*s[0], _kr(s[1])), **_KODNING),
        kontoplan(regnskab.kontoplan),
    ]


def kontoplan(linjer: list[Kontolinje]) -> Fil:
    """`prisme_kontoplan`, as Prisme's own list of aliases comes: UTF-8 and comma."""
    return Fil("prisme_kontoplan", "prisme", KONTOPLAN, linjer, _konto, "Finanskontoalias", skilletegn=",")


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
    return k.alias, k.streng, k.navn, k.paragraf, k.cpr_krav, dato(k.gyldig_fra), dato(k.gyldig_til)


def g69(regnskab: Regnskab, kode: str, slut: date) -> list[Tekstfil | Fil]:
    """What the case systems sent, in the interface format: balanced per maskinnr and date by a line on the mellemregning."""
    sendt: dict[tuple[date, str], list[Postering]] = defaultdict(list)
    for p in regnskab.posteringer:
        if p.maskinnr:
            sendt[p.dato, p.maskinnr].append(p)
    linjer, poster, nr = [f"Z300{kode}{dato8(slut)}"], [None], 0
    for (dag, maskinnr), egne in sendt.items():
        modpost = Postering(dag, dag.year, MELLEMREGNING, -sum(p.beloeb for p in egne), "Modpost", maskinnr=maskinnr)
        for p in (*egne, modpost):
            nr += 1
            linjer.append(_g69(nr, kode, p))
            poster.append(p)
    linjer.append(f"SLUTD{nr:07d}")
    return [Tekstfil("prisme_g69", "prisme", linjer, [*poster, None])]


def _g69(nr: int, kode: str, p: Postering) -> str:
    """The head of fixed length, then the fields that are not empty, in ascending order."""
    slags = "SUP" if p.dato.year > p.regnskabsaar else "NOR"
    felter = {
        103: p.maskinnr, 104: f"{nr:07d}", 110: dato8(p.dato), 111: p.kontolinje.alias,
        112: f"{abs(p.beloeb):012d}{'-' if p.beloeb < 0 else '+'}", 113: "K" if p.beloeb < 0 else "D", 114: str(p.regnskabsaar),
        117: p.henvisningsnr, 132: "02" if p.ydelsesmodtager else "", 133: p.ydelsesmodtager, 153: p.tekst,
    }  # fmt: skip
    hoved = f"000G69{nr % 100_000:05d}{kode}01{slags}FLYD"
    return hoved + "".join(f"&{felt}{vaerdi}" for felt, vaerdi in felter.items() if vaerdi)
