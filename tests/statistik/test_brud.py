"""Breaks against the Nile, and against counts made here with and without one."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from lisanalysis.statistik.brud import andele, brud, brud_i_antal, cusum, pelt, sup_f


@pytest.fixture(scope="module")
def nilen() -> np.ndarray:
    return sm.datasets.nile.load_pandas().data["volume"].to_numpy()


def test_the_nile_breaks_after_1898(nilen: np.ndarray) -> None:
    """One break, 28 years in: sup F 75.93, CUSUM 2.9518 with p 5.409e-08 (strucchange), and PELT finds the same year."""
    f, sidste = sup_f(nilen)
    assert (round(f, 2), 1871 + sidste) == (75.93, 1898)
    s0, p = cusum(nilen)
    assert (round(s0, 4), f"{p:.3e}") == (2.9518, "5.409e-08")
    z = nilen / np.std(np.concatenate([nilen[:28] - nilen[:28].mean(), nilen[28:] - nilen[28:].mean()]))
    assert pelt(z, 3 * np.log(len(z))) == [28]
    assert [b.indeks for b in brud(z, nilen)] == [28]


def raekke(antal: int, middel: float, rho: float, sd: float, seed: int, faktor: float = 1.0) -> np.ndarray:
    """Poisson counts with demand that lingers; from the middle on times `faktor`."""
    rng = np.random.default_rng(seed)
    x, ud = rng.normal() * sd, []
    for t in range(antal):
        x = rho * x + rng.normal() * sd * np.sqrt(1 - rho**2) if sd else 0.0
        ud.append(rng.poisson(middel * np.exp(x - sd**2 / 2) * (faktor if t >= antal // 2 else 1)))
    return np.asarray(ud)


@pytest.mark.parametrize(("middel", "rho", "sd", "hoejst"), [(4, 0, 0, 0.03), (12, 0, 0, 0.03), (50, 0, 0, 0.03), (12, 0.5, 0.17, 0.1), (50, 0.5, 0.17, 0.2)])
def test_false_alarms_are_few(middel: float, rho: float, sd: float, hoejst: float) -> None:
    """In 60 series of 60 months without a break; unguarded, the last case alarms in more than half."""
    alarmer = [bool(brud_i_antal(raekke(60, middel, rho, sd, s))) for s in range(60)]
    assert np.mean(alarmer) <= hoejst
    if rho and middel == 50:
        from lisanalysis.statistik.brud import anscombe

        assert np.mean([bool(pelt(anscombe(raekke(60, middel, rho, sd, s)), 3 * np.log(60))) for s in range(60)]) > 0.5


@pytest.mark.parametrize(("antal", "middel", "mindst"), [(60, 4, 0.5), (36, 12, 0.8), (60, 12, 0.85), (60, 50, 0.98)])
def test_a_halving_is_found_within_two_months(antal: int, middel: float, mindst: float) -> None:
    """The larger the counts the surer, and the month is right to within two."""
    fundet = [[b for b in brud_i_antal(raekke(antal, middel, 0, 0, s, 0.5)) if abs(b.indeks - antal // 2) <= 2] for s in range(60)]
    assert np.mean([bool(f) for f in fundet]) >= mindst
    assert all(not b.op for f in fundet for b in f)


def test_a_short_series_has_no_breaks() -> None:
    """Under two years a season is not told from a break."""
    assert brud_i_antal([2] * 11 + [40] * 12) == ()


def test_shares_break_too_and_a_month_out_of_nothing_says_nothing() -> None:
    """A share that goes from 10 % to 50 % breaks where it does; empty months do not."""
    n = [20] * 15 + [0] * 3 + [20] * 18
    k = [2] * 15 + [0] * 3 + [10] * 18
    fundet = brud(andele(k, n), [a / b if b else 0.1 for a, b in zip(k, n, strict=True)])
    assert len(fundet) == 1
    assert 15 <= fundet[0].indeks <= 18
    assert brud(andele([3] * 30, [30] * 30), [0.1] * 30) == ()
