"""The funnel and the differences between units, by hand and by simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lisanalysis.statistik.moenster import forskel
from lisanalysis.statistik.tragt import tragt


def test_the_limits_by_hand() -> None:
    """Twenty units at 20 % of 100: no overdispersion, and limits 0.2 ± 3.0902·√(0.16/100)."""
    t = tragt([f"e{i}" for i in range(20)], [20] * 20, [100] * 20)
    assert (t.midte, t.phi) == (0.2, 1.0)
    assert (t.punkter[0].lav, t.punkter[0].hoej) == pytest.approx((0.2 - 3.090232 * 0.04, 0.2 + 3.090232 * 0.04), abs=1e-6)
    assert not any(p.afviger for p in t.punkter)


def test_small_units_are_left_out_and_all_or_none_differs_from_nobody() -> None:
    """Under ten rows is no point; where nobody or everybody does it there are no limits."""
    assert [p.enhed for p in tragt(["a", "b"], [1, 9], [9, 10]).punkter] == ["b"]
    assert not any(p.afviger for p in tragt(["a", "b"], [0, 0], [50, 50]).punkter)
    assert tragt([], [], []).punkter == ()


def enheder(sd: float, seed: int) -> tuple[list[str], list[int], list[int]]:
    rng = np.random.default_rng(seed)
    n = rng.integers(30, 200, 30)
    p = np.clip(0.3 + sd * rng.normal(size=30), 0.02, 0.98)
    return [f"s{i}" for i in range(30)], [int(x) for x in rng.binomial(n, p)], [int(x) for x in n]


@pytest.mark.parametrize(("sd", "hoejst"), [(0.0, 0.15), (0.1, 0.6)])
def test_few_are_flagged_where_nobody_stands_out(sd: float, hoejst: float) -> None:
    """30 caseworkers alike, or with different mixes of cases: under one false flag per funnel either way."""
    assert np.mean([sum(p.afviger for p in tragt(*enheder(sd, s)).punkter) for s in range(100)]) <= hoejst


def test_one_that_stands_out_is_flagged() -> None:
    """A caseworker 30 percentage points above is found in most funnels."""
    fundet = []
    for s in range(100):
        navne, k, n = enheder(0.0, s)
        k[0] = int(np.random.default_rng(s + 1000).binomial(n[0], 0.6))
        fundet.append(tragt(navne, k, n).punkter[0].afviger)
    assert np.mean(fundet) > 0.8


def test_the_size_of_a_difference() -> None:
    """10 of 50 against 30 of 50: χ² 16.667 and V √(16.667/100); the same shares of ten thousand are no larger."""
    f = forskel([[10, 40], [30, 20]])
    assert (f.chi2, f.v) == pytest.approx((50 / 3, math.sqrt(50 / 300)))
    stor = forskel([[1000, 9000], [1050, 8950]])
    assert stor.v < 0.02
    assert not stor.maerkbar
    assert forskel([[5, 0], [7, 0]]).p is None
    assert forskel([]).p is None
