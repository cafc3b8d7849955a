"""The truth, written beside the folder of extracts and never in it; read by tests and benchmarks alone."""

from collections import defaultdict
from pathlib import Path

from .afregning import Afregning, Ydelse
from .bogfoering import Postering, Regnskab
from .forsorg import Stigning
from .skrift import kroner, periode, skriv_csv


def sandhedsmappe(mappe: Path) -> Path:
    """`…/sandhed-<navn>` beside the folder."""
    return mappe.parent / f"sandhed-{mappe.name}"


def skriv(
    mappe: Path,
    filer: dict[str, int],
    ydelser: list[Ydelse],
    afregninger: list[Afregning],
    regnskab: Regnskab,
    stigning: Stigning | None,
) -> None:
    """True totals: posted by konto and month, settled by paragraph and month, citizens by paragraph and year, rows by file."""
    mappe.mkdir(parents=True, exist_ok=True)
    _tabel(mappe, "bogfoert", "konto;periode;beloeb", _bogfoert(regnskab.posteringer))
    _tabel(mappe, "afregnet", "paragraf;periode;status;type;antal;beloeb", _afregnet(afregninger))
    _tabel(mappe, "borgere", "paragraf;aar;borgere", _borgere(afregninger))
    _tabel(mappe, "bevillinger", "paragraf;antal", _bevillinger(ydelser))
    _tabel(mappe, "raekker", "fil;raekker", sorted(filer.items()))
    _tabel(mappe, "stigning_110", "noegle;vaerdi", _stigning(stigning) if stigning else [])


def _tabel(mappe: Path, navn: str, kolonner: str, raekker) -> None:
    skriv_csv(mappe / f"{navn}.csv", kolonner.split(";"), raekker)


def _bogfoert(posteringer: list[Postering]) -> list[tuple]:
    sum_ = defaultdict(int)
    for p in posteringer:
        sum_[p.kontolinje.konto, p.periode] += p.beloeb
    return [(*noegle, kroner(oere)) for noegle, oere in sorted(sum_.items())]


def _afregnet(afregninger: list[Afregning]) -> list[tuple]:
    sum_: dict[tuple, list[int]] = defaultdict(list)
    for a in afregninger:
        sum_[a.ydelse.paragraf, periode(a.fra), a.status, a.type].append(a.beloeb)
    return [(*noegle, len(beloeb), kroner(sum(beloeb))) for noegle, beloeb in sorted(sum_.items())]


def _borgere(afregninger: list[Afregning]) -> list[tuple]:
    borgere: dict[tuple, set[str]] = defaultdict(set)
    for a in afregninger:
        borgere[a.ydelse.paragraf, a.fra.year].add(a.ydelse.forloeb.sag.person.cpr)
    return [(*noegle, len(hvem)) for noegle, hvem in sorted(borgere.items())]


def _bevillinger(ydelser: list[Ydelse]) -> list[tuple]:
    antal: dict[str, int] = defaultdict(int)
    for y in ydelser:
        antal[y.paragraf] += bool(y.indsats_id)
    return sorted(antal.items())


def _stigning(s: Stigning) -> list[tuple]:
    """The planted rise of §110 in the twelve months to the cut-off, and who and what it comes from."""
    faste = [("foer_kr", kroner(s.foer)), ("efter_kr", kroner(s.efter)), ("leverandoer_med_prisstigning", s.leverandoer)]
    return faste + [("langtidsborger", cpr) for cpr in s.borgere]
