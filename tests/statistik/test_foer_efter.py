"""Before and after with its guards: the formula by Barnett, and a cohort in which nothing happened."""

from __future__ import annotations

import numpy as np
import pytest

from lisanalysis.statistik.andel import andel, forhold_pr_person
from lisanalysis.statistik.foer_efter import foer_efter, regression_mod_midten


@pytest.mark.parametrize(("rho", "ventet"), [(0.2, 21.578), (0.5, 13.486), (0.8, 5.395)])
def test_regression_to_the_mean_by_the_formula(rho: float, ventet: float) -> None:
    """Mean 60, spread 15, chosen by a cut 20 from the mean (Barnett 2005)."""
    assert regression_mod_midten(15, rho, 20 / 15) == pytest.approx(ventet, abs=0.001)


@pytest.fixture(scope="module")
def uden_virkning() -> dict[str, np.ndarray]:
    """20,000 citizens over three years with costs of their own that wander, and no effort at all."""
    rng = np.random.default_rng(7)
    fast = rng.normal(size=20_000)
    aar = [np.exp(11 + 0.8 * fast + 0.8 * rng.normal(size=20_000)) for _ in range(3)]
    return dict(zip(("tidligere", "valgt", "efter"), aar, strict=True))


def test_choosing_the_dearest_makes_them_fall(uden_virkning) -> None:
    """The dearest tenth falls by a third by itself; that comparison is refused, and a baseline from another year finds nothing."""
    u = uden_virkning
    dyre = u["valgt"] >= np.quantile(u["valgt"], 0.9)
    assert u["efter"][dyre].mean() / u["valgt"][dyre].mean() - 1 < -0.3
    assert foer_efter(u["valgt"][dyre], u["efter"][dyre], udvalgt_paa_maalet=True).afslag == ("SELECTED_ON_OUTCOME",)
    mod_foerlagt = foer_efter(u["valgt"][dyre], u["efter"][dyre], udvalgt_paa_maalet=True, tidligere=u["tidligere"][dyre])
    assert mod_foerlagt.metode == "foerlagt"
    assert mod_foerlagt.lav < 0 < mod_foerlagt.hoej


def test_controls_adjust_for_the_baseline(uden_virkning) -> None:
    """Half of the dearest get the effort, the other half are controls: nothing is found where nothing happened, and −20 % where it did."""
    u = uden_virkning
    dyre = np.flatnonzero(u["valgt"] >= np.quantile(u["valgt"], 0.9))
    med, uden = dyre[::2], dyre[1::2]
    kontrol = (u["valgt"][uden], u["efter"][uden])
    intet = foer_efter(u["valgt"][med], u["efter"][med], udvalgt_paa_maalet=True, kontrol=kontrol)
    assert intet.metode == "ancova"
    assert intet.lav < 0 < intet.hoej
    faldt = foer_efter(u["valgt"][med], u["efter"][med] * 0.8, udvalgt_paa_maalet=True, kontrol=kontrol)
    assert faldt.lav < -0.2 < faldt.hoej < 0


def test_few_persons_and_nothing_to_fall_from_are_refused() -> None:
    """Twenty-nine persons, or a baseline of nothing."""
    assert foer_efter([1.0] * 29, [1.0] * 29, udvalgt_paa_maalet=False).afslag == ("TOO_FEW",)
    assert foer_efter([0.0] * 30, [1.0] * 30, udvalgt_paa_maalet=False).afslag == ("NO_BASELINE",)


def test_a_share_has_wilsons_interval() -> None:
    """None of ten: from 0 to z²/(n + z²)."""
    z2 = 1.959963984540054**2
    assert (andel(0, 10).lav, andel(0, 10).hoej) == pytest.approx((0, z2 / (10 + z2)), abs=1e-12)
    assert andel(0, 0).vaerdi is None


def test_a_ratio_per_person_follows_the_persons() -> None:
    """The same figures from each person's twelve months weigh as one person, not twelve."""
    en = forhold_pr_person([100, 300, 200, 400], [1, 1, 1, 1])
    tolv = forhold_pr_person([1200, 3600, 2400, 4800], [12, 12, 12, 12])
    assert en.vaerdi == tolv.vaerdi == 250
    assert (en.lav, en.hoej) == pytest.approx((tolv.lav, tolv.hoej))
    assert en.hoej - en.lav == pytest.approx(2 * 3.182446 * np.std([100, 300, 200, 400], ddof=1) / 2, rel=1e-6)
