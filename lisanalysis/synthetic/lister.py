"""The lists that people keep beside the systems: frame activity, pledges, refunds claimed, budget sheets, forecasts by hand.

Rows are lists in the order of the file's columns, with the values as they are; the writer gives them their form.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from .bogfoering import Regnskab
from .forloeb import DAG
from .katalog import FORSORG, RAMME
from .kommune import Kommune, maanedsslut
from .poster import Afregning
from .skrift import periode
from .stykke import Stykke

# The limits of the central refund at the level of 2022; later years are raised 3 % here, which is an assumption.
GRAENSER_2022 = ((86_000_000, 0.25), (168_000_000, 0.25), (212_000_000, 0.25))
DAGE_110 = 120
PROGNOSEFEJL = {"Myndighed": 1.06, "Økonomi": 0.95, "Controller": 1.0}


@dataclass(slots=True, repr=False, eq=False)
class Lister:
    """All rows of the lists, as they should be."""

    ramme: list[list] = field(default_factory=list)
    tilsagn: list[list] = field(default_factory=list)
    hjemtaget: list[list] = field(default_factory=list)
    budgetark: list[list] = field(default_factory=list)
    prognoser: list[list] = field(default_factory=list)


def lister(
    kommune: Kommune, stykker: list[Stykke], afregninger: list[Afregning], regnskab: Regnskab,
    ramme: dict[date, int], pladser: int, seed: int,
) -> Lister:  # fmt: skip
    """Draw up the lists from what is true."""
    rng = np.random.default_rng([seed, 9])
    return Lister(
        _ramme(ramme, pladser),
        _tilsagn(kommune, stykker),
        _dyre_enkeltsager(kommune, afregninger) + _par110(kommune, afregninger),
        _budgetark(kommune, afregninger),
        _prognoser(kommune, regnskab, rng),
    )


def _ramme(beloeb: dict[date, int], pladser: int) -> list[list]:
    """One row a month for the centre: places, helårspersoner and kroner."""
    konto, paragraf = RAMME.konto(RAMME.grupper[0]), RAMME.paragraf[1]
    return [
        [konto, periode(slut), "voksne", paragraf, pladser, round(pladser * slut.day / 365 * 0.92, 3), oere,
         "100 pct. voksne", "Eget center, afregnes ikke pr. borger", "Budgetkontoret"]
        for slut, oere in beloeb.items()
    ]  # fmt: skip


def _tilsagn(kommune: Kommune, stykker: list[Stykke]) -> list[list]:
    """`til` where we pay for a citizen housed elsewhere, `fra` where another municipality pays us."""
    ud = []
    for s in stykker:
        person, lev = s.forloeb.sag.person, s.forloeb.leverandoer
        betaler = person.betalingskommune
        retning, modpart = ("fra", betaler) if betaler != kommune.kode else ("til", lev.kommune if lev else kommune.kode)
        if s.forloeb.type.doegn and modpart != kommune.kode and s.forloeb.type.bevilling:
            rejst = s.fra + 45 * DAG if retning == "fra" else None
            ud.append([person.cpr, retning, modpart, s.paragraf, s.fra, s.til, s.bevillingsdato, rejst, ""])
    return ud


def _dyre_enkeltsager(kommune: Kommune, afregninger: list[Afregning]) -> list[list]:
    """Refund claimed by citizen and quarter, computed per month against a twelfth of the limits."""
    netto: dict[tuple[str, int, int], int] = defaultdict(int)
    for a in afregninger:
        if a.bogfoert and a.betalingskommune == kommune.kode:
            netto[a.ydelse.cpr, a.fra.year, a.fra.month] += a.beloeb
    kvartal: dict[tuple[str, int, int], int] = defaultdict(int)
    for (cpr, aar, maaned), oere in netto.items():
        kvartal[cpr, aar, (maaned + 2) // 3] += refusion(oere, aar)
    return [[*noegle, "dyre_enkeltsager", oere] for noegle, oere in sorted(kvartal.items()) if oere]


def refusion(oere: int, aar: int) -> int:
    """A quarter of what lies above each twelfth limit."""
    niveau = 1.03 ** (aar - 2022) / 12
    return sum(round(max(0, oere - graense * niveau) * andel) for graense, andel in GRAENSER_2022)


def _par110(kommune: Kommune, afregninger: list[Afregning]) -> list[list]:
    """Half of §110, for 120 days a calendar year at most (the law counts running years)."""
    brugt: dict[tuple[str, int], int] = defaultdict(int)
    kvartal: dict[tuple[str, int, int], int] = defaultdict(int)
    for a in afregninger:
        if a.konto == FORSORG.konto("001") and a.type == "U" and a.bogfoert and a.betalingskommune == kommune.kode:
            dage = (a.til - a.fra).days + 1
            med = max(0, min(dage, DAGE_110 - brugt[a.cpr, a.fra.year]))
            brugt[a.cpr, a.fra.year] += dage
            kvartal[a.cpr, a.fra.year, (a.fra.month + 2) // 3] += round(a.beloeb * med / dage / 2)
    return [[*noegle, "par110", oere] for noegle, oere in sorted(kvartal.items()) if oere]


def _budgetark(kommune: Kommune, afregninger: list[Afregning]) -> list[list]:
    """What each budget is built on: last year's helårspersoner and price, two per cent more of each."""
    dage: dict[tuple[int, str, str, str], int] = defaultdict(int)
    oere: dict[tuple[int, str, str, str], int] = defaultdict(int)
    for a in afregninger:
        if a.type in ("U", "R"):
            noegle = (a.fra.year, a.konto, a.ydelse.omraade, a.paragraf)
            dage[noegle] += (a.til - a.fra).days + 1
            oere[noegle] += a.beloeb
    ud = []
    for aar, konto, omraade, paragraf in sorted(oere):
        if aar + 1 in kommune.aar:
            noegle = (aar, konto, omraade, paragraf)
            helaar = round(dage[noegle] / 365 * 1.02, 2)
            pris = round(oere[noegle] / max(dage[noegle], 1) * 365 * 1.02)
            ud.append([aar + 1, konto, omraade, paragraf, round(helaar + 0.5), helaar, pris, round(pris * helaar),
                       "Sidste års helårspersoner og pris + 2 pct."])  # fmt: skip
    return ud


def _prognoser(kommune: Kommune, regnskab: Regnskab, rng) -> list[list]:
    """Three forecasters, three times a year, by konto: the year's true spending times the error that is theirs, and noise."""
    forbrug: dict[tuple[int, str], int] = defaultdict(int)
    for p in regnskab.posteringer:
        if p.afregning:
            forbrug[p.regnskabsaar, p.kontolinje.konto] += p.beloeb
    ud = []
    for (aar, konto), oere in sorted(forbrug.items()):
        for maaned in (3, 6, 9):
            for hvem, faktor in PROGNOSEFEJL.items():
                dag = maanedsslut(date(aar, maaned, 1))
                tilfaeldig = float(rng.normal(1, 0.02 * (12 - maaned) / 9))
                if dag <= kommune.slut:
                    skoen = round(oere * faktor * tilfaeldig / 100_000) * 100_000
                    ud.append([hvem, dag, aar, konto, skoen, f"Skøn efter {maaned} måneder"])
    return ud
