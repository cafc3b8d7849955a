"""Which months are compared, and when the postings are too thin for the comparison to mean anything."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from lisanalysis.analyses.dansk import MAANEDER, opremsning
from lisanalysis.analyses.udgiftsstigning.erklaering import Parametre
from lisanalysis.domain import periode


class SpinkeltGrundlag(Exception):
    """The data cannot carry the comparison; `mangler` says what is needed, in Danish."""

    def __init__(self, *mangler: str) -> None:
        self.mangler = mangler
        super().__init__("; ".join(mangler))


@dataclass(frozen=True)
class Perioder:
    """January to `til_og_med` of `aar`, against the same months of `foer`."""

    aar: int
    foer: int
    til_og_med: int

    def __str__(self) -> str:
        if self.til_og_med == 12:
            return "hele året"
        if self.til_og_med == 1:
            return "januar"
        return f"januar til {MAANEDER[self.til_og_med - 1]}"


def vaelg(parametre: Parametre, per: date, med_posteringer: Collection[str]) -> Perioder:
    """The months to compare, all of which have postings. Raises SpinkeltGrundlag.

    `med_posteringer` are the months (åååå-mm) in which anything at all is booked: an account may rest for a month, a ledger
    does not, so a month without any posting is a delivery that is missing.
    """
    lukket = periode.sidste_lukkede(per)
    aar = parametre.aar or int(lukket[:4])
    foer = parametre.sammenlign_aar or aar - 1
    if foer >= aar:
        raise SpinkeltGrundlag(f"et år før {aar} at sammenligne med; der er valgt {foer}")
    valgt = Perioder(aar, foer, parametre.til_og_med or _sidste_maaned(aar, lukket, med_posteringer))
    if f"{aar}-{valgt.til_og_med:02d}" > lukket:
        raise SpinkeltGrundlag(f"en lukket måned: {MAANEDER[valgt.til_og_med - 1]} {aar} er ikke slut pr. {per.isoformat()}")
    if huller := [m for m in _maaneder(valgt) if m not in med_posteringer]:
        raise SpinkeltGrundlag(f"posteringer for {opremsning(huller, 13)}")
    return valgt


def _sidste_maaned(aar: int, lukket: str, med_posteringer: Collection[str]) -> int:
    """The last month of the year that is closed and has postings. Raises SpinkeltGrundlag where there is none."""
    mulige = [m for m in med_posteringer if m[:4] == str(aar) and m <= lukket]
    if not mulige:
        raise SpinkeltGrundlag(f"posteringer for {aar}")
    return int(max(mulige)[5:])


def _maaneder(p: Perioder) -> list[str]:
    return [f"{aar}-{m:02d}" for aar in (p.foer, p.aar) for m in range(1, p.til_og_med + 1)]
