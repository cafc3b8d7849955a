"""Hides the small cells, then as many others as it takes, until the audit finds none that can be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lisanalysis.publish.disclosure.audit import for_smalle
from lisanalysis.publish.disclosure.cells import Celle, Deling, Opgoerelse, Regel, opgoer
from lisanalysis.publish.numbers import SKJULT

if TYPE_CHECKING:
    import pandas as pd

BORGERE, SKJULT_KOLONNE = "borgere", "skjult"


def sikker_ramme(
    data: pd.DataFrame, fordel: tuple[Deling, ...], enhed: str, summer: tuple[str, ...] = (), regel: Regel = Regel()  # noqa: B008  frozen
) -> pd.DataFrame:
    """One row per cell and total: the keys (`alle` is the total), `borgere`, the sums, and `skjult`.

    In a hidden cell citizens and all sums are `SKJULT`. There is one mark for all hidden cells: telling those of fewer than
    five from those hidden to protect them would give away that the first lie between 1 and 4.
    """
    import pandas as pd

    tabel = opgoer(data, fordel, enhed, summer, regel)
    gemte = skjulte(tabel, regel)
    raekker = [_raekke(c, i in gemte, regel) for i, c in enumerate(tabel.celler)]
    return pd.DataFrame(raekker, columns=[*tabel.noegler, BORGERE, *tabel.summer, SKJULT_KOLONNE])


def skjulte(tabel: Opgoerelse, regel: Regel = Regel()) -> frozenset[int]:  # noqa: B008  frozen
    """The places of the cells that must be hidden."""
    gemte = {i for i, c in enumerate(tabel.celler) if 0 < c.borgere < regel.k or c.domineret or not (c.borgere or regel.vis_nul)}
    while True:
        _par(tabel, gemte, regel)
        smalle = for_smalle(tabel, sorted(gemte), regel)
        if not smalle:
            return frozenset(gemte)
        gemte.add(_naeste(tabel, gemte, smalle[0]))


def _par(tabel: Opgoerelse, gemte: set[int], regel: Regel) -> None:
    """No relation with a single hidden cell, nor one whose hidden parts hold fewer than k: the cheap rule before the dear one."""
    antal = -1
    while antal != len(gemte):
        antal = len(gemte)
        for r in tabel.relationer:
            gemte_dele = [d for d in r.dele if d in gemte]
            alene = len(gemte_dele) + (r.hele in gemte) == 1
            faa = r.hele not in gemte and gemte_dele and sum(tabel.celler[d].borgere for d in gemte_dele) < regel.k
            if alene or faa:
                frie = [d for d in r.dele if d not in gemte and tabel.celler[d].borgere]
                gemte.add(min(frie, key=lambda i: _pris(tabel.celler[i])) if frie else r.hele)


def _naeste(tabel: Opgoerelse, gemte: set[int], smal: int) -> int:
    """The cheapest cell still shown that stands in a relation with the cell, else with any that is hidden, else any at all."""
    naboer = [{r.hele, *r.dele} for r in tabel.relationer]
    for kandidater in (
        [n for n in naboer if smal in n],
        [n for n in naboer if n & gemte],
        [set(range(len(tabel.celler)))],
    ):
        frie = [i for i in set().union(*kandidater) - gemte if tabel.celler[i].borgere] if kandidater else []
        if frie:
            return min(frie, key=lambda i: _pris(tabel.celler[i]))
    raise RuntimeError("a hidden cell can be worked out though everything is hidden")


def _pris(celle: Celle) -> tuple[Any, ...]:
    """What is lost by hiding the cell: a total is worth more than a part, many citizens more than few."""
    return celle.totaler, celle.borgere, celle.noegle


def _raekke(celle: Celle, skjult: bool, regel: Regel) -> list[Any]:
    if skjult:
        return [*celle.noegle, SKJULT, *[SKJULT] * len(celle.beloeb), True]
    antal = regel.afrund * round(celle.borgere / regel.afrund) if regel.afrund else celle.borgere
    return [*celle.noegle, antal, *celle.beloeb, False]
