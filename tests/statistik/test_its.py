"""Interrupted series against the published Sicilian example, and its guards against series made here."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from lisanalysis.statistik.its import its

FIL = Path(os.environ.get("LIS_REALDATA", "")) / "lopezbernal" / "sicily.csv"
uden_data = pytest.mark.skipif(
    not os.environ.get("LIS_REALDATA") or not FIL.is_file(),
    reason="lopezbernal/sicily.csv is not under LIS_REALDATA: the tutorial's data have no licence and are not part of the project",
)


@pytest.fixture(scope="module")
def sicilien() -> tuple[list[float], list[float]]:
    rows = list(csv.DictReader(FIL.read_text(encoding="utf-8").splitlines()))
    return [float(r["aces"]) for r in rows], [float(r["stdpop"]) for r in rows]


@uden_data
def test_the_quasi_poisson_without_season_is_the_published_one(sicilien) -> None:
    """Model 2 of Lopez Bernal 2017: step −0.111628 (0.0325), dispersion 3.559195, RR 0.894 (0.839, 0.953)."""
    m = its(sicilien[0], 36, eksponering=sicilien[1], harmoniske=0, autokorrelation=False)
    assert (round(m.beta, 6), round(m.se, 4)) == (-0.111628, 0.0325)
    assert m.dispersion == pytest.approx(3.559195, rel=3e-6)
    assert [round(x, 3) for x in (m.rr, m.lav, m.hoej)] == [0.894, 0.839, 0.953]


@uden_data
def test_with_two_pairs_of_harmonics_too(sicilien) -> None:
    """Model 3: dispersion 2.262186 and RR 0.8850715 (0.8394010, 0.9332270)."""
    m = its(sicilien[0], 36, eksponering=sicilien[1], autokorrelation=False)
    assert m.harmoniske == 2
    assert [m.rr, m.lav, m.hoej] == pytest.approx([0.8850715, 0.8394010, 0.9332270], abs=6e-8)
    assert m.dispersion == pytest.approx(2.262186, rel=3e-6)


@uden_data
def test_with_the_packages_own_interval_the_answer_stands(sicilien) -> None:
    """The residuals hardly hang together, so the default interval is a little wider by its t and no more."""
    m = its(sicilien[0], 36, eksponering=sicilien[1])
    assert m.rr == pytest.approx(0.8850715, abs=6e-8)
    assert (m.lav, m.hoej) == pytest.approx((0.8383, 0.9344), abs=1e-4)


def serie(antal: int, rr: float, rho: float, seed: int, middel: float = 40) -> np.ndarray:
    """Counts with a step at the middle, and shocks that linger by `rho` from month to month."""
    rng, sd = np.random.default_rng(seed), 0.15
    x, ud = rng.normal() * sd, []
    for t in range(antal):
        x = rho * x + rng.normal() * sd * np.sqrt(1 - rho**2)
        ud.append(rng.poisson(middel * np.exp(x) * (rr if t >= antal // 2 else 1)))
    return np.asarray(ud)


@pytest.mark.parametrize(("antal", "trin"), [(23, 12), (24, 11), (30, 19)])
def test_a_short_series_is_refused(antal: int, trin: int) -> None:
    """Under 24 months in all, or 12 on either side, there is no estimate."""
    m = its([5.0] * antal, trin)
    assert (m.rr, m.afslag) == (None, ("TOO_SHORT",))


def test_season_needs_three_years() -> None:
    """35 months carry a step but no season."""
    assert [its(serie(n, 1, 0, 1), n // 2).harmoniske for n in (35, 36)] == [0, 2]


def test_nothing_on_one_side_is_refused() -> None:
    """A ratio to nothing is no estimate; a month without exposure is left out."""
    assert its([0] * 18 + [4] * 18, 18).afslag == ("NO_EVENTS",)
    eksponering = [100.0] * 40
    eksponering[3] = 0
    m = its([0 if e == 0 else 5.0 + k % 3 for k, e in enumerate(eksponering)], 20, eksponering=eksponering)
    assert (m.foer, m.efter) == (19, 20)


@pytest.mark.parametrize("rho", [0.0, 0.4])
def test_the_interval_covers(rho: float) -> None:
    """A step of −20 % is within the 95 % interval in at least 91 % of 150 series of 48 months, also where shocks linger."""
    inden = [m.lav <= 0.8 <= m.hoej for m in (its(serie(48, 0.8, rho, s), 24) for s in range(150))]
    assert sum(inden) / len(inden) >= 0.91


def test_a_wandering_series_is_called_so() -> None:
    """Where the months hang together too strongly the estimate bears the warning."""
    fundet = [its(serie(60, 1, 0.97, s, middel=400), 30).afslag for s in range(20)]
    assert fundet.count(("STRONG_AUTOCORRELATION",)) >= 8


def test_the_slope_is_centred_at_the_step() -> None:
    """A level that falls 20 % at once and then rises 1 % a month is told as both."""
    y = [100.0] * 24 + [100 * 0.8 * 1.01**k for k in range(24)]
    m = its(y, 24, harmoniske=0, haeldning=True)
    assert (m.rr, m.haeldning) == pytest.approx((0.8, 1.01), abs=1e-6)
