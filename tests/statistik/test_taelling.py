"""The ratio of two counts against the binomial tail added up by hand."""

from math import comb

import pytest

from lisanalysis.statistik.taelling import poisson_forhold


def test_the_p_value_is_the_binomial_tail() -> None:
    """5 against 15 of 20 fair draws: twice the tail of 0..5, which is 2 · 21,700 / 2^20."""
    assert poisson_forhold(5, 15).p == pytest.approx(2 * sum(comb(20, k) for k in range(6)) / 2**20, rel=1e-12)
    assert poisson_forhold(5, 15).forhold == 3


def test_the_interval_closes_on_the_tails() -> None:
    """At the interval's lower end the chance of as many as seen is 2.5 %."""
    lav = poisson_forhold(5, 15).lav
    andel = lav / (1 + lav)
    assert sum(comb(20, k) * andel**k * (1 - andel) ** (20 - k) for k in range(15, 21)) == pytest.approx(0.025, rel=1e-6)


def test_nothing_against_nothing_says_nothing() -> None:
    """No events: no ratio, and no evidence. None before: no upper end."""
    assert (poisson_forhold(0, 0).forhold, poisson_forhold(0, 0).p) == (None, 1.0)
    assert poisson_forhold(0, 4).hoej is None


def test_a_longer_period_is_allowed_for() -> None:
    """20 in twice the time is the same rate as 10."""
    assert poisson_forhold(10, 20, eksponering=2).forhold == pytest.approx(1, abs=1e-12)
