"""The way down from the eight figures: municipality → area → account → paragraph and month → citizen → rows, each step adding up to the one above."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis import reconcile, spor
from lisanalysis.analyses import dansk
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

ALLE, HELE = "alle", "1"  # the number of the whole municipality's row
KONTI = ("konto_nr", "omraade", "konto", "afregnet", "bogfoert", "forskel", "paragraf_nr")
PARAGRAFFER = ("paragraf_nr", "konto", "paragraf", "periode", "afregnet", "bogfoert", "forskel", "celle_nr")
BORGERE = ("celle_nr", "konto", "paragraf", "periode", "borger_id", "afregnet", "bogfoert", "forskel", "raekke_nr")
UDEN_OMRAADE = {"": "Uden område", ALLE: "Hele kommunen"}  # what stands where a line is of no one area
_NUL = Decimal("0.00")
_Sum = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True)
class Nedad:
    """A table per step. A number in a column that is named by the next step leads there: not every line is followed, and the largest are."""

    konti: pd.DataFrame = field(repr=False)
    paragraffer: pd.DataFrame = field(repr=False)
    borgere: pd.DataFrame = field(repr=False)
    raekker: pd.DataFrame = field(repr=False)


def nedad(data: Dataset, ottetal: pd.DataFrame, top: int, parametre: reconcile.Parametre) -> Nedad:
    """The `top` accounts with a cell (paragraph and month) furthest from agreement, followed by that cell to the bottom.

    An account where nothing is settled (salary, overhead) has no other side to be followed to, and is only taken where no account has one.
    """
    import pandas as pd

    celler = _celler(ottetal)
    konti = _samlet(celler, lambda c: (c.omraade, c.konto))
    fulgte = _fulgte(celler, {k for k, s in konti if s[0]})[:top]
    linjer = _kontolinjer(konti, fulgte)
    numre = {(o, k): nr for nr, o, k, *_ in linjer}
    paragraffer, valgte = [], {}
    for noegle in fulgte:
        nr, dem = numre[noegle], {c: s for c, s in celler.items() if (c.omraade, c.konto) == noegle}
        (dyrest, egen), *rest = _samlet(dem, lambda c: c)
        valgte[nr] = dyrest
        konto = noegle[1] or spor.UDEN["konto"]
        paragraffer.append((nr, konto, dyrest.paragraf or spor.UDEN["paragraf"], dyrest.periode, *egen, nr))
        if rest:
            paragraffer.append((nr, konto, f"øvrige ({dansk.antal(len(rest), 'celle', 'celler')})", "", *_plus(s for _, s in rest), None))
    ned = spor.under_celler(data, valgte, parametre)
    borgere = [_borgerlinje(r, valgte[r.celle]) for r in ned.borgere.itertuples()]
    som = lambda rows, navne: pd.DataFrame(rows, columns=list(navne), dtype=object)  # noqa: E731
    return Nedad(som(linjer, KONTI), som(paragraffer, PARAGRAFFER), som(borgere, BORGERE), ned.raekker.rename(columns={"nr": "raekke_nr"}))


def _celler(ottetal: pd.DataFrame) -> dict[spor.Celle, _Sum]:
    """Settled, posted and their difference in each cell of the eight figures, over the systems that have them."""
    samlet: dict[spor.Celle, _Sum] = {}
    for r in ottetal[ottetal["konto"] != ALLE].itertuples():
        a, b = (_NUL if v is None or v != v else v for v in (r.afregnet, r.bogfoert))
        if a or b:
            noegle = spor.Celle(r.omraade, r.paragraf, r.konto, r.periode)
            samlet[noegle] = _plus((samlet.get(noegle, (_NUL, _NUL, _NUL)), (a, b, a - b)))
    return samlet


def _fulgte(celler: dict[spor.Celle, _Sum], afregnede: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The accounts (omraade, konto) in the order of their dearest cell."""
    orden = [(c.omraade, c.konto) for c, _ in _samlet(celler, lambda c: c)]
    return [k for k in dict.fromkeys(orden) if k in afregnede or not afregnede]


def _samlet(celler, efter) -> list:  # noqa: ANN001  cells, and what they are laid together by
    """(key, sums) of the cells laid together, those furthest apart first; of equal ones the largest."""
    samlet: dict = {}
    for celle, s in celler.items():
        samlet[efter(celle)] = _plus((samlet.get(efter(celle), (_NUL, _NUL, _NUL)), s))
    return sorted(samlet.items(), key=lambda r: (-abs(r[1][2]), -abs(r[1][0]), -abs(r[1][1]), r[0]))


def _kontolinjer(konti: list, fulgte: list) -> list[tuple]:
    """The municipality, then each area with its accounts, those that are followed first; a sum leads to the first account below it that is followed."""
    orden = list(dict.fromkeys([*fulgte, *(k for k, _ in konti)]))  # what can be followed is not to be sought below the salaries
    raekkefoelge = [(ALLE, ALLE, orden)]
    for o in dict.fromkeys(o for o, _ in orden):
        dem = [k for k in orden if k[0] == o]
        raekkefoelge += [(o, ALLE, dem), *((o, k[1], [k]) for k in dem)]
    summer, plads = dict(konti), {}
    for nr, (o, konto, _) in enumerate(raekkefoelge, 1):
        plads[o, konto] = str(nr)
    return [
        (plads[o, konto], o, konto, *_plus(summer[k] for k in dem), next((plads[k] for k in fulgte if k in dem), None))
        for o, konto, dem in raekkefoelge
    ]


def _borgerlinje(r, celle: spor.Celle) -> tuple:  # noqa: ANN001  a named row
    hvem = r.borger_id or f"øvrige {dansk.antal(r.antal, 'borger', 'borgere')}"
    steder = (celle.konto or spor.UDEN["konto"], celle.paragraf or spor.UDEN["paragraf"], celle.periode)
    return (r.celle, *steder, hvem, r.afregnet, r.bogfoert, r.forskel, r.nr)


def _plus(summer) -> _Sum:  # noqa: ANN001  an iterable of sums
    a, b, c = (sum(del_, _NUL) for del_ in zip(*summer, strict=True))
    return a, b, c
