"""What follows an end, shifts in a share, and the pooled effect, against hand calculation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from lisanalysis.statistik.forloeb import binomial, forskydning, kumuleret
from lisanalysis.statistik.pulje import fe_2sls


def test_without_censoring_the_share_is_the_plain_one() -> None:
    """Ten leavers: three to b within 30 days, two elsewhere, one to b after 100; none lost."""
    dage, slags = [0, 5, 29, 3, 8, 100, 400, 400, 400, 400], [1, 1, 1, 2, 2, 1, 0, 0, 0, 0]
    assert kumuleret(dage, slags, 30).vaerdi == pytest.approx(0.3)
    assert kumuleret(dage, slags, 180).vaerdi == pytest.approx(0.4)


def test_censoring_before_an_event_shares_the_lost_out() -> None:
    """Aalen-Johansen by hand: one of four goes on day 1, one is lost on day 2, one of the two left goes on day 3: 1/4 + 3/4·1/2."""
    assert kumuleret([1, 2, 3, 9], [1, 0, 1, 0], 5).vaerdi == pytest.approx(0.25 + 0.75 * 0.5)


def test_none_seen_has_an_upper_end() -> None:
    """No move among 20: the upper end is the binomial's exact 1 − 0.025^(1/20)."""
    a = kumuleret([50] * 20, [0] * 20, 30)
    assert (a.vaerdi, a.lav, a.n) == (0.0, 0.0, 20)
    assert a.hoej == pytest.approx(binomial(0, 20).hoej, rel=1e-9)
    assert kumuleret([50] * 19 + [200], [0] * 19 + [1], 30).hoej > 0.1
    assert kumuleret([], [], 30) is None


def test_clopper_pearson_of_5_in_20() -> None:
    """The exact interval of tables: 8.66 % to 49.10 %."""
    a = binomial(5, 20)
    assert (round(a.lav, 4), round(a.hoej, 4)) == (0.0866, 0.4910)
    assert binomial(0, 0) is None


def test_the_shift_in_a_share_by_hand() -> None:
    """Four persons, each in one period: from 10 of 100 nights to 30 of 100, variance n/(n−1) times the sum of squares."""
    del_f, alt_f = np.array([10.0, 0, 0, 0]), np.array([50.0, 50, 0, 0])
    del_e, alt_e = np.array([0, 0, 30.0, 0]), np.array([0, 0, 60.0, 40])
    s = forskydning(del_f, alt_f, del_e, alt_e)
    u = np.array([-0.05, 0.05, (30 - 18) / 100, -12 / 100])
    assert s.vaerdi == pytest.approx(0.2)
    assert s.hoej - s.vaerdi == pytest.approx(1.959964 * np.sqrt(u @ u * 4 / 3), rel=1e-5)
    assert forskydning(del_f, alt_f, 0 * del_e, 0 * alt_e) is None


def test_two_groups_and_two_periods_are_the_ratio_of_two_differences() -> None:
    """By hand: a falls 4 more where it was decided, b rises 2 more: half a start of b per start of a, whatever the units' levels."""
    rng = np.random.default_rng(0)
    rows = [(e, p, 20 + e - 4 * p * (e < 5) + 1.5 * p, 10 + 2 * e + 2 * p * (e < 5) - p, float(p and e < 5), 1.0) for e in range(10) for p in (0, 1)]
    r = pd.DataFrame(rows, columns=["enhed", "periode", "a", "b", "instrument", "vaegt"])
    stoej = rng.normal(0, 0.1, (2, len(r)))
    r[["a", "b"]] += stoej.T
    did = {k: _did(r, k) for k in ("a", "b")}
    p = fe_2sls(r)
    assert p.estimat == pytest.approx(-did["b"] / did["a"], rel=1e-8)
    assert abs(p.estimat - 0.5) < 0.1 and p.lav < 0.5 < p.hoej and p.f > 100
    assert (p.n, p.enheder) == (20, 10)


def _did(r: pd.DataFrame, k: str) -> float:
    m = r.assign(d=r["enhed"] < 5).groupby(["d", "periode"])[k].mean()
    return (m[True, 1] - m[True, 0]) - (m[False, 1] - m[False, 0])


def test_taking_the_fixed_out_first_changes_nothing() -> None:
    """Estimate, error and first stage equal linearmodels with every unit and month as its own column, on uneven weights and a lost row."""
    from linearmodels.iv import IV2SLS

    rng = np.random.default_rng(8)
    r = pd.DataFrame([(e, p) for e in range(8) for p in range(9)], columns=["enhed", "periode"])
    r["instrument"] = ((r["enhed"] % 2 == 0) & (r["periode"] >= 4)).astype(float)
    r["a"] = 6 - 2 * r["instrument"] + rng.normal(size=len(r))
    r["b"] = 3 - 0.4 * r["a"] + rng.normal(size=len(r))
    r["vaegt"] = 1.0 + r["enhed"]
    r = r.drop(index=17).reset_index(drop=True)
    faste = pd.concat([pd.get_dummies(r["enhed"], prefix="e"), pd.get_dummies(r["periode"], prefix="p", drop_first=True)], axis=1).astype(float)
    slow = IV2SLS(r["b"], faste, r["a"], r["instrument"], weights=r["vaegt"]).fit(cov_type="clustered", clusters=r["enhed"], debiased=True)
    p = fe_2sls(r)
    assert p.estimat == pytest.approx(-slow.params["a"], rel=1e-8)
    assert p.se == pytest.approx(slow.std_errors["a"], rel=1e-8)
    assert p.f == pytest.approx(float(slow.first_stage.diagnostics["f.stat"].iloc[0]), rel=1e-6)
