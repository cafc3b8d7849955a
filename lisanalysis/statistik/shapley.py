"""Shares the change of a sum of products out on its factors: Shapley's value, and LMDI as the logarithmic alternative.

Shapley (1953) over all orders of change equals Das Gupta's standardisation (1978, 1993) and, for two factors, Kitagawa's (1955).
It takes zeros and negative numbers, is antisymmetric in time and leaves no residual. LMDI-I (Ang 2005) needs positive numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import TypeVar

Tal = TypeVar("Tal")  # float, Decimal or Fraction: whatever is given is computed with
Faktor = Sequence[Tal] | Tal


def shapley(foer: Sequence[Faktor], efter: Sequence[Faktor]) -> list[Tal]:
    """The effect of each factor on the change of Σ_cells Π_factors: one number per factor, whose sum is the change.

    A factor is one number, or a vector with one number per cell; the vectors are equally long. Cost grows by 2 per factor.
    """
    return [sum(celler) for celler in pr_celle(foer, efter)]


def pr_celle(foer: Sequence[Faktor], efter: Sequence[Faktor]) -> list[list[Tal]]:
    """As `shapley`, one number per factor and cell."""
    foer, efter = _vektorer(foer, efter)
    return [
        [(b - a) * v for a, b, v in zip(foer[f], efter[f], vaegt, strict=True)] for f, vaegt in enumerate(vaegte(foer, efter))
    ]


def vaegte(foer: Sequence[Faktor], efter: Sequence[Faktor]) -> list[list[Tal]]:
    """What one unit of change in a factor is worth in each cell: the mean, over all orders, of the product of the other factors."""
    foer, efter = _vektorer(foer, efter)
    return [_vaegt(f, foer, efter) for f in range(len(foer))]


def lmdi(foer: Sequence[Faktor], efter: Sequence[Faktor]) -> list[float]:
    """LMDI-I: the effect of each factor by logarithmic means. Raises ValueError where a number is not positive."""
    foer, efter = _vektorer(foer, efter)
    if any(x <= 0 for faktor in (*foer, *efter) for x in faktor):
        raise ValueError("LMDI needs positive numbers; use Shapley where a cell can be zero or negative")
    vaegt = [_logmiddel(math.prod(b), math.prod(a)) for a, b in zip(zip(*foer, strict=True), zip(*efter, strict=True), strict=True)]
    return [
        sum(w * math.log(b / a) for w, a, b in zip(vaegt, fa, fb, strict=True)) for fa, fb in zip(foer, efter, strict=True)
    ]


def _vaegt(f: int, foer: list[list[Tal]], efter: list[list[Tal]]) -> list[Tal]:
    """Σ over the sets of other factors that have changed already, each with the share of the orders that begin so."""
    andre = [i for i in range(len(foer)) if i != f]
    celler, n = len(foer[f]), len(foer)
    if not andre:
        return [1] * celler  # a whole number, so that an exact kind of number stays exact
    ud = [0] * celler
    for stoerrelse in range(n):
        ordener = math.factorial(stoerrelse) * math.factorial(n - 1 - stoerrelse)
        for skiftet in combinations(andre, stoerrelse):
            valgt = [efter[i] if i in skiftet else foer[i] for i in andre]
            ud = [u + ordener * math.prod(v[k] for v in valgt) for k, u in enumerate(ud)]
    return [u / math.factorial(n) for u in ud]


def _vektorer(foer: Sequence[Faktor], efter: Sequence[Faktor]) -> tuple[list[list[Tal]], list[list[Tal]]]:
    """Every factor as a vector; a single number holds for all cells."""
    if len(foer) != len(efter) or not foer:
        raise ValueError("the two states need the same factors, and at least one")
    celler = next((len(x) for x in (*foer, *efter) if _er_vektor(x)), 1)
    ud = [[list(x) if _er_vektor(x) else [x] * celler for x in side] for side in (foer, efter)]
    if any(len(x) != celler for side in ud for x in side):
        raise ValueError("the vectors of cells must be equally long")
    return ud[0], ud[1]


def _er_vektor(x: Faktor) -> bool:
    return hasattr(x, "__len__")


def _logmiddel(a: float, b: float) -> float:
    return a if a == b else (a - b) / math.log(a / b)
