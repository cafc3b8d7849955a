"""The decomposition against published tables, and exact on whatever numbers it is given."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lisanalysis.statistik.shapley import lmdi, pr_celle, shapley

TAL = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=100)


def test_das_gupta_two_factors() -> None:
    """Mean earnings and the share earning, Das Gupta 1993: 4369.913 and 1487.262."""
    assert [round(x, 3) for x in shapley([10930, 0.717892], [16591, 0.825974])] == [4369.913, 1487.262]


def test_das_gupta_three_factors() -> None:
    """Austria against Chile, Das Gupta 1993, as DasGuptR prints it."""
    fundet = shapley([51.78746, 0.45919, 0.52638], [84.90502, 0.75756, 0.51065])
    assert [round(x, 7) for x in fundet] == [10.4340333, 10.5608476, -0.6670084]


def test_lmdi_reproduces_the_vector() -> None:
    """Intensity is energy over output: 32.385 for the level of output, 38.285 for its mix and −24.670 for intensity; together 46."""
    energi, maengde = ([30, 20], [80, 16]), ([10, 40], [40, 40])
    foer, efter = (
        [sum(q), [x / sum(q) for x in q], [e / x for e, x in zip(en, q, strict=True)]] for en, q in zip(energi, maengde, strict=True)
    )
    fundet = lmdi(foer, efter)
    assert [round(x, 3) for x in fundet] == [32.385, 38.285, -24.670]
    assert sum(fundet) == pytest.approx(46, abs=1e-12)


def test_lmdi_refuses_zero() -> None:
    """A cell that is nil has no logarithm."""
    with pytest.raises(ValueError, match="positive"):
        lmdi([[1, 0]], [[1, 2]])


@st.composite
def tilfaelde(draw: st.DrawFn) -> tuple[list, list]:
    n, celler = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    faktor = st.one_of(TAL, st.lists(TAL, min_size=celler, max_size=celler))
    return [draw(faktor) for _ in range(n)], [draw(faktor) for _ in range(n)]


def vaerdi(faktorer: list) -> Fraction:
    celler = max((len(x) for x in faktorer if isinstance(x, list)), default=1)
    return sum(prod(x[k] if isinstance(x, list) else x for x in faktorer) for k in range(celler))


@settings(max_examples=60, deadline=None)
@given(tilfaelde())
def test_the_effects_are_the_mean_over_all_orders(tilfaeldet: tuple[list, list]) -> None:
    """Against the definition itself: change one factor at a time in every order, and take the mean; nothing is left over."""
    foer, efter = tilfaeldet
    n = len(foer)
    lange = max((len(x) for x in (*foer, *efter) if isinstance(x, list)), default=1)
    bred = [[x if isinstance(x, list) else [x] * lange for x in side] for side in (foer, efter)]
    ventet = [Fraction(0)] * n
    ordener = list(permutations(range(n)))
    for orden in ordener:
        nu = list(bred[0])
        for f in orden:
            naeste = [bred[1][i] if i == f else x for i, x in enumerate(nu)]
            ventet[f] += vaerdi(naeste) - vaerdi(nu)
            nu = naeste
    fundet = shapley(foer, efter)
    assert fundet == [v / len(ordener) for v in ventet]
    assert sum(fundet) == vaerdi(bred[1]) - vaerdi(bred[0])


@settings(max_examples=60, deadline=None)
@given(tilfaelde())
def test_swapping_the_years_swaps_the_signs(tilfaeldet: tuple[list, list]) -> None:
    """Time antisymmetry, cell by cell and exactly."""
    foer, efter = tilfaeldet
    frem, tilbage = pr_celle(foer, efter), pr_celle(efter, foer)
    assert frem == [[-x for x in f] for f in tilbage]


def test_factors_must_fit() -> None:
    """Vectors of different length, or a factor missing in one state, are refused."""
    with pytest.raises(ValueError, match="equally long"):
        shapley([[1, 2], [1, 2, 3]], [[1, 2], [1, 2, 3]])
    with pytest.raises(ValueError, match="same factors"):
        shapley([1], [1, 2])
