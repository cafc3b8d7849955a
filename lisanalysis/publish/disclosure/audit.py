"""Works out, as an attacker would, how closely each hidden cell can be bounded from all that is shown.

Linear programming: the smallest and the largest value that a hidden cell can have, given the cells shown and how they add up.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisanalysis.publish.disclosure.cells import Opgoerelse, Regel

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_AFRUNDING = 1e-6
_LANGT_VAEK = 1000  # times the largest figure: as good as no bound, and the solver need not tell "unbounded" from "infeasible"


@dataclass(frozen=True)
class Problem:
    """What is known of one figure: equalities, inequalities (≤), and bounds per cell."""

    lig: tuple[csr_matrix, list[float]] | None
    hoejst: tuple[csr_matrix, list[float]] | None
    graenser: list[tuple[float, float]]


def for_smalle(tabel: Opgoerelse, skjulte: Collection[int], regel: Regel) -> list[int]:
    """The hidden cells that can be bounded too closely: citizens closer than k, kroner closer than the share that may not dominate."""
    problemer = [(_borgere(tabel, skjulte, regel), [float(regel.k)] * len(tabel.celler), True)]
    for nr in range(len(tabel.summer)):
        bredde = [max(float((1 - regel.andel) * abs(c.beloeb[nr])), 0.01) for c in tabel.celler]
        problemer.append((_beloeb(tabel, skjulte, nr), bredde, False))
    return [i for i in skjulte if any(_bredde(p, i, hele) < mindst[i] * (1 - _AFRUNDING) for p, mindst, hele in problemer)]


def interval(problem: Problem, celle: int) -> tuple[float, float]:
    """The smallest and the largest value the cell can have."""
    return tuple(fortegn * _mindste(problem, celle, fortegn) for fortegn in (1, -1))


def _bredde(problem: Problem, celle: int, hele_tal: bool) -> float:
    """How far apart the two are; citizens come whole, so that the ends are drawn in to whole numbers."""
    lav, hoej = interval(problem, celle)
    if hele_tal:
        return math.floor(hoej + _AFRUNDING) - math.ceil(lav - _AFRUNDING)
    return hoej - lav


def _mindste(problem: Problem, celle: int, fortegn: int) -> float:
    import numpy as np
    from scipy.optimize import linprog

    maal = np.zeros(len(problem.graenser))
    maal[celle] = fortegn
    (a_lig, b_lig), (a_hoejst, b_hoejst) = problem.lig or (None, None), problem.hoejst or (None, None)
    svar = linprog(maal, A_ub=a_hoejst, b_ub=b_hoejst, A_eq=a_lig, b_eq=b_lig, bounds=problem.graenser, method="highs")
    if not svar.success:
        raise RuntimeError("the published figures contradict each other: linear programming found no solution")
    return float(svar.fun)


def _borgere(tabel: Opgoerelse, skjulte: Collection[int], regel: Regel) -> Problem:
    """Citizens: parts add up to the total where nobody stands in two of them; else a part is at most, and all at least, the total.

    Where empty cells are shown as 0, a hidden cell is known to hold somebody.
    """
    lig, hoejst = [], []
    for r in tabel.relationer:
        sum_ = {r.hele: 1, **{d: -1 for d in r.dele}}
        (lig if r.additiv else hoejst).append(sum_)
        hoejst += [] if r.additiv else [{d: 1, r.hele: -1} for d in r.dele]
    mindst, stoerste = 1 if regel.vis_nul else 0, _LANGT_VAEK * max(regel.k, *(c.borgere for c in tabel.celler))
    graenser = [(mindst, stoerste) if i in skjulte else (c.borgere, c.borgere) for i, c in enumerate(tabel.celler)]
    return Problem(_matrix(lig, len(graenser)), _matrix(hoejst, len(graenser)), graenser)


def _beloeb(tabel: Opgoerelse, skjulte: Collection[int], nr: int) -> Problem:
    """Kroner always add up. Where no cell is negative the attacker is taken to know it."""
    vaerdier = [float(c.beloeb[nr]) for c in tabel.celler]
    langt = _LANGT_VAEK * max(1.0, *(abs(v) for v in vaerdier))
    mindst = 0.0 if min(vaerdier) >= 0 else -langt
    graenser = [(mindst, langt) if i in skjulte else (v, v) for i, v in enumerate(vaerdier)]
    return Problem(_matrix([{r.hele: 1, **{d: -1 for d in r.dele}} for r in tabel.relationer], len(graenser)), None, graenser)


def _matrix(raekker: list[dict[int, int]], bredde: int) -> tuple[csr_matrix, list[float]] | None:
    from scipy.sparse import csr_matrix

    if not raekker:
        return None
    steder = [(i, j, v) for i, raekke in enumerate(raekker) for j, v in raekke.items()]
    i, j, v = zip(*steder, strict=True)
    return csr_matrix((v, (i, j)), shape=(len(raekker), bredde)), [0.0] * len(raekker)
