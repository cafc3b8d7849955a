"""Difference in differences on published means, against linearmodels' own two-way model, and its guards."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from linearmodels.panel import PanelOLS

from lisanalysis.statistik.did import did, to_gange_to


def test_card_and_krueger() -> None:
    """New Jersey 20.44 → 21.03, Pennsylvania 23.33 → 21.17: 2.76 in the paper, which had more decimals than it prints."""
    assert to_gange_to((20.44, 21.03), (23.33, 21.17)) == pytest.approx(2.76, abs=0.015)


def panel(effekter: dict[int, float], *, aldrig: int = 12, pr_kohorte: int = 12, perioder: int = 12, seed: int = 1, trend: float = 0) -> pd.DataFrame:
    """Units with levels and shocks of their own; `effekter` is first treated period → effect."""
    rng, raekker = np.random.default_rng(seed), []
    starter = [None] * aldrig + [k for k in effekter for _ in range(pr_kohorte)]
    for nr, start in enumerate(starter):
        niveau = rng.normal() * 3
        for t in range(perioder):
            hit = start is not None and t >= start
            y = niveau + 0.2 * t + (trend * t if start is not None else 0) + (effekter[start] if hit else 0) + rng.normal() * 0.5
            raekker.append((f"e{nr}", t, y, np.nan if start is None else start))
    return pd.DataFrame(raekker, columns=["enhed", "tid", "y", "start"])


def test_one_date_is_the_two_way_model() -> None:
    """With one date the effect and its clustered error are linearmodels' own."""
    p = panel({6: 2.0})
    data = p.assign(d=(p["tid"] >= p["start"]).astype(float)).set_index(["enhed", "tid"])
    ventet = PanelOLS(data["y"], data[["d"]], entity_effects=True, time_effects=True).fit(cov_type="clustered", cluster_entity=True)
    fundet = did(p)
    assert (fundet.effekt, fundet.se) == pytest.approx((ventet.params["d"], ventet.std_errors["d"]), rel=1e-10)
    assert fundet.lav < 2 < fundet.hoej
    assert fundet.afslag == ()


def test_different_dates_and_effects_are_averaged_by_units() -> None:
    """Early +4 and late +1: the mean is 2.5, which one common dummy would miss by using the early as yardstick for the late."""
    fundet = [did(panel({3: 4.0, 8: 1.0}, seed=s)).effekt for s in range(10)]
    assert np.mean(fundet) == pytest.approx(2.5, abs=0.1)


def test_groups_that_parted_before_are_named() -> None:
    """A trend of their own before the date is no effect."""
    assert did(panel({6: 0.0}, trend=0.5)).afslag == ("PRE_TREND",)


@pytest.mark.parametrize(
    ("ramme", "afslag"),
    [
        (panel({6: 1.0}, aldrig=0), "NO_COMPARISON"),
        (panel({6: 1.0}, aldrig=4), "TOO_FEW_UNITS"),
        (panel({1: 1.0}), "TOO_SHORT"),
    ],
)
def test_what_cannot_be_compared_is_refused(ramme: pd.DataFrame, afslag: str) -> None:
    """Nobody untreated, too few units, or one period before: no estimate."""
    assert (did(ramme).effekt, did(ramme).afslag) == (None, (afslag,))


def test_the_interval_covers_the_truth() -> None:
    """Nothing happened: the 95 % interval holds zero in at least 90 % of 60 panels."""
    assert np.mean([d.lav <= 0 <= d.hoej for d in (did(panel({6: 0.0}, seed=s)) for s in range(60))]) >= 0.9
