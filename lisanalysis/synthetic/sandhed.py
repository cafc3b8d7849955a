"""The truth, written beside the folder of extracts and never in it; read by tests and benchmarks alone."""

from collections import defaultdict
from pathlib import Path

from .bogfoering import Regnskab
from .fil import skriv_csv
from .forsorg import Stigning
from .lister import PROGNOSEFEJL
from .poster import Afregning, Postering
from .registre import Registre
from .sandt import Sandt
from .skrift import kroner, periode


def sandhedsmappe(mappe: Path) -> Path:
    """`…/sandhed-<navn>` beside the folder."""
    return mappe.parent / f"sandhed-{mappe.name}"


def opgjort(registre: Registre, regnskab: Regnskab) -> dict[str, tuple[str, list[tuple]]]:
    """True totals, taken before anything is planted: posted by konto and month, settled by paragraph and month, citizens, grants."""
    return {
        "bogfoert": ("konto;periode;beloeb", _bogfoert(regnskab.posteringer)),
        "afregnet": ("paragraf;periode;status;type;antal;beloeb", _afregnet(registre.afregninger)),
        "borgere": ("paragraf;aar;borgere", _borgere(registre.afregninger)),
        "bevillinger": ("paragraf;antal", _bevillinger(registre)),
    }


def skriv(mappe: Path, tabeller: dict[str, tuple[str, list[tuple]]]) -> None:
    """Write each table as `<name>.csv`, UTF-8."""
    mappe.mkdir(parents=True, exist_ok=True)
    for navn, (kolonner, raekker) in tabeller.items():
        skriv_csv(mappe / f"{navn}.csv", kolonner.split(";"), raekker)


def _bogfoert(posteringer: list[Postering]) -> list[tuple]:
    sum_ = defaultdict(int)
    for p in posteringer:
        sum_[p.kontolinje.konto, p.periode] += p.beloeb
    return [(*noegle, kroner(oere)) for noegle, oere in sorted(sum_.items())]


def _afregnet(afregninger: list[Afregning]) -> list[tuple]:
    sum_: dict[tuple, list[int]] = defaultdict(list)
    for a in afregninger:
        sum_[a.ydelse.paragraf, periode(a.fra), "E" if a.bogfoert else "G", a.type].append(a.beloeb)
    return [(*noegle, len(beloeb), kroner(sum(beloeb))) for noegle, beloeb in sorted(sum_.items())]


def _borgere(afregninger: list[Afregning]) -> list[tuple]:
    borgere: dict[tuple, set[str]] = defaultdict(set)
    for a in afregninger:
        borgere[a.ydelse.paragraf, a.fra.year].add(a.ydelse.cpr)
    return [(*noegle, len(hvem)) for noegle, hvem in sorted(borgere.items())]


def _bevillinger(registre: Registre) -> list[tuple]:
    antal: dict[str, int] = defaultdict(int)
    for b in registre.bevillinger:
        antal[b.paragraf] += 1
    return sorted(antal.items())


def stigning(s: Stigning) -> list[tuple]:
    """The planted rise of §110 in the twelve months to the cut-off, and who and what it comes from."""
    faste = [("foer_kr", kroner(s.foer)), ("efter_kr", kroner(s.efter)), ("leverandoer_med_prisstigning", s.leverandoer)]
    return faste + [("langtidsborger", cpr) for cpr in s.borgere]


def sandheder(s: Sandt, regnskab: Regnskab, moenstre: list[tuple[str, int]]) -> list[tuple]:
    """Everything planted on purpose and how hand-made forecasts err, one line each; `bilag` where it stands in the books."""
    ud = [tuple(linje) for linje in s.virkninger]
    ud += [("moenster", navn, antal) for navn, antal in moenstre]
    ud += [("prognosefejl", hvem, faktor) for hvem, faktor in PROGNOSEFEJL.items()]
    engangs = s.plan.scenarie.engangsudgift
    if engangs:
        ud += [("engangsudgift", "bilag", f"{p.bilag}/{p.linje}") for p in regnskab.posteringer if p.beloeb == engangs.beloeb]
    return ud
