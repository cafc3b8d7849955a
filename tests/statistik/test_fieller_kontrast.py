"""Fieller's set by its definition: at its ends the combined series is exactly on the edge of significance, by statsmodels' HC3."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from lisanalysis.statistik.fieller import fieller
from lisanalysis.statistik.foelsomhed import e_vaerdi, indflydelse, placebodatoer
from lisanalysis.statistik.kontrast import design, kontrast, personkontrast


def serier(seed: int = 3, n: int = 60) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    efter = np.arange(n) >= n // 2
    return rng.poisson(np.where(efter, 4, 16)), rng.poisson(np.where(efter, 26, 20)), design(n, [n // 2])


def test_the_steps_are_statsmodels_ols_with_hc3() -> None:
    """Coefficients and variances of both series equal statsmodels' own, digit for digit."""
    a, b, x = serier()
    k = kontrast(a, b, x)
    for y, trin, var in ((a, k.trin_a, k.var_a), (b, k.trin_b, k.var_b)):
        m = sm.OLS(y, x).fit(cov_type="HC3")
        assert trin == pytest.approx(m.params[-1], rel=1e-10)
        assert var == pytest.approx(m.cov_params()[-1, -1], rel=1e-10)
    sum_ = sm.OLS(a + b, x).fit(cov_type="HC3").cov_params()[-1, -1]
    assert k.kov == pytest.approx((sum_ - k.var_a - k.var_b) / 2, rel=1e-8)


def test_at_the_ends_of_the_set_the_combination_is_on_the_edge() -> None:
    """|t| of b + r·a, with HC3 and T − k degrees of freedom, is the 97.5 % quantile at both ends, and less between."""
    a, b, x = serier()
    f = kontrast(a, b, x).forhold()
    q = stats.t.ppf(0.975, 60 - 4)

    def t(r: float) -> float:
        return abs(sm.OLS(b + r * a, x).fit(cov_type="HC3").tvalues[-1])

    assert t(f.lav) == pytest.approx(q, rel=1e-6)
    assert t(f.hoej) == pytest.approx(q, rel=1e-6)
    assert t(f.estimat) == pytest.approx(0, abs=1e-8)
    assert f.lav < f.estimat < f.hoej


@pytest.mark.parametrize(("naevner", "ubegraenset"), [(1.9, True), (-1.9, True), (2.6, False), (-2.6, False)])
def test_a_weak_denominator_gives_a_set_without_end(naevner: float, ubegraenset: bool) -> None:
    """With a standard error of 1, a denominator under two standard errors bounds nothing."""
    f = fieller(1.0, naevner, 1.0, 1.0, 0.0, 1000)
    assert f.ubegraenset is ubegraenset
    assert (f.lav is None) == (f.hoej is None) == ubegraenset
    assert not (ubegraenset and f.rummer(0.0))


def test_a_certain_denominator_gives_the_ordinary_interval() -> None:
    """With no error below the line the set is estimate ± t·se, and the mde 2.8 se."""
    f = fieller(3.0, 2.0, 4.0, 0.0, 0.0, 30)
    q = stats.t.ppf(0.975, 30)
    assert (f.lav, f.hoej) == (pytest.approx(1.5 - q), pytest.approx(1.5 + q))
    assert f.mde == pytest.approx(2.8)


def test_season_is_only_in_series_of_three_years() -> None:
    """35 months have a constant and the step; 36 have the two waves too."""
    assert design(35, [17]).shape == (35, 2)
    assert design(36, [18]).shape == (36, 4)


def test_steps_that_the_months_cannot_tell_apart_are_refused() -> None:
    """The same step twice is no contrast."""
    a, b, _ = serier()
    with pytest.raises(ValueError, match="apart"):
        kontrast(a, b, design(60, [30, 30]))


def test_the_citizens_variance_is_the_sum_of_their_squared_contributions() -> None:
    """Two citizens with one day each, one before and one after: by hand, step 0 and variance 2/100."""
    x = design(20, [10], saeson=False)
    bidrag = np.zeros((2, 20))
    bidrag[0, 3] = bidrag[1, 15] = 1
    k = personkontrast(bidrag, bidrag, x)
    assert k.trin_a == pytest.approx(0)
    assert k.var_a == pytest.approx(2 / 100) == k.kov


def test_leaving_one_citizen_out_is_what_it_says() -> None:
    """The largest change equals that of a loop which really leaves each out."""
    rng = np.random.default_rng(5)
    x = design(40, [20])
    a, b = rng.poisson(0.2, (12, 40)).astype(float), rng.poisson(0.2, (12, 40)).astype(float)
    alle = kontrast(a.sum(0), b.sum(0), x)
    hel = -alle.trin_b / alle.trin_a
    uden = [kontrast(np.delete(a, i, 0).sum(0), np.delete(b, i, 0).sum(0), x) for i in range(12)]
    ventet = max(abs(-k.trin_b / k.trin_a - hel) for k in uden)
    assert indflydelse(a, b, alle.vaegte) == pytest.approx(ventet, rel=1e-8)


@pytest.mark.parametrize(("rr", "e"), [(3.9, 7.26), (1.8, 3.00), (1 / 3.9, 7.26), (1.0, 1.0)])
def test_the_e_value_is_the_published_one(rr: float, e: float) -> None:
    """VanderWeele and Ding 2017: 3.9 gives 7.26 and 1.8 gives 3.00; a ratio below one is turned round."""
    assert round(e_vaerdi(rr), 2) == e


def test_a_true_break_outranks_all_placebo_dates() -> None:
    """A large step is matched by no other month, and one in the noise by many."""
    rng = np.random.default_rng(1)
    y = rng.normal(0, 1, 60) + 8 * (np.arange(60) >= 30)
    p, antal = placebodatoer(y, design(60, [30]), 30)
    assert antal == 36
    assert p == pytest.approx(1 / 37)
    assert placebodatoer(rng.normal(0, 1, 60), design(60, [30]), 30)[0] > 0.05
