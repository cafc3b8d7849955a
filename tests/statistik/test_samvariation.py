"""The association tests: published figures on the Danish money data, and their size where two series only drift."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.tsa.ardl import ARDL, UECM

from lisanalysis.statistik import samvariation as sv
from lisanalysis.statistik.justering import bh, bonferroni, holm

ORDEN = {"lry": 1, "ibo": 3, "ide": 2}
# Benjamini & Hochberg 1995, the 15 p-values of their example.
P_1995 = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]


@pytest.fixture(scope="module")
def penge():
    return sm.datasets.danish_data.load_pandas().data


def test_the_ardl_of_the_danish_money_data_is_the_published_one(penge) -> None:
    """ARDL(3,1,3,2): the coefficients printed for R's ARDL, to four decimals."""
    fundet = ARDL(penge["lrm"], 3, penge[["lry", "ibo", "ide"]], ORDEN, trend="c").fit().params.round(4)
    assert list(fundet) == [2.6202, 0.3192, 0.5326, -0.2687, 0.6728, -0.2574, -1.0785, -0.1062, 0.2877, -0.9947, 0.1255, -0.3280, 1.4079]


def test_the_bounds_test_of_the_danish_money_data_is_the_published_one(penge) -> None:
    """UECM, case 2: F = 5.1168; the long run holds the computed figures."""
    fundet = UECM(penge["lrm"], 3, penge[["lry", "ibo", "ide"]], ORDEN, trend="c").fit()
    assert round(float(fundet.bounds_test(case=2).statistic), 4) == 5.1168
    c = fundet.ci_params  # lrm − (long run): the signs are turned
    assert {k: round(-float(c[k]), 4) for k in ("const", "lry", "ibo", "ide")} == {"const": 6.2857, "lry": 0.9965, "ibo": -4.5381, "ide": 2.8915}


def test_the_fifteen_p_values_of_1995() -> None:
    """At 5 %, Benjamini-Hochberg rejects 4 and Bonferroni 3."""
    assert sum(p <= 0.05 for p in bh(P_1995)) == 4
    assert sum(p <= 0.05 for p in bonferroni(P_1995)) == 3
    assert holm([0.01, 0.04]) == [0.02, 0.04]
    assert holm([]) == []


@pytest.mark.parametrize(("proeve", "lav", "hoej"), [
    (sv.raa_korrelation, 0.55, 0.90), (sv.toda_yamamoto, 0.02, 0.10), (sv.forhvidet_krydskorrelation, 0.02, 0.11),
])  # fmt: skip
def test_the_size_on_two_independent_random_walks(proeve, lav: float, hoej: float) -> None:
    """Of 400 pairs of 60 months at 5 %: the raw correlation finds a pattern in most, the others in about one in twenty."""
    rng = np.random.default_rng(11)
    forkastet = [proeve(*rng.normal(size=(2, 60)).cumsum(axis=1)).p < 0.05 for _ in range(400)]
    assert lav < float(np.mean(forkastet)) < hoej


def test_a_real_lag_is_found_where_it_is() -> None:
    """b follows a two months after: each test says so, and the cross-correlation names the lag."""
    rng = np.random.default_rng(2)
    a = 30 + rng.normal(size=120).cumsum()
    b = np.roll(a, 2) + rng.normal(0, 0.3, 120)
    a, b = a[5:], b[5:]
    ccf = sv.forhvidet_krydskorrelation(a, b)
    assert (ccf.p < 0.001, ccf.ved) == (True, 2)
    assert sv.toda_yamamoto(a, b).p < 0.001
    assert sv.toda_yamamoto(b, a).p > 0.001
    assert sv.graensetest(a, b).p < 0.01


def test_counts_that_follow_counts_are_found() -> None:
    """Poisson starts whose mean follows another's of the month before."""
    rng = np.random.default_rng(4)
    a = rng.poisson(5, 80)
    b = rng.poisson(2 + 2 * np.roll(a, 1))
    assert sv.taellemodel(a[3:], b[3:]).p < 0.001
    assert sv.taellemodel(rng.poisson(5, 80), rng.poisson(9, 80)).p > 0.001
