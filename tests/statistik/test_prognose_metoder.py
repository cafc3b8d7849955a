"""The forecast's methods against numbers worked by hand, published tables, and statsmodels."""

import numpy as np
import pytest

from lisanalysis.statistik.kalibrering import kalibrering, vaegt
from lisanalysis.statistik.levetid import levetavle
from lisanalysis.statistik.tilgang import antal, rater
from lisanalysis.statistik.trend import theta
from lisanalysis.statistik.udvikling import faerdige, faktorer, trekant

# Taylor & Ashe (1983), incremental claims; Mack (1993) gives the chain ladder's reserve as 18,681 thousand.
TAYLOR_ASHE = (
    (357848, 766940, 610542, 482940, 527326, 574398, 146342, 139950, 227229, 67948),
    (352118, 884021, 933894, 1183289, 445745, 320996, 527804, 266172, 425046),
    (290507, 1001799, 926219, 1016654, 750816, 146923, 495992, 280405),
    (310608, 1108250, 776189, 1562400, 272482, 352053, 206286),
    (443160, 693190, 991983, 769488, 504851, 470639),
    (396132, 937085, 847498, 805037, 705960),
    (440832, 847631, 1131398, 1063269),
    (359480, 1061648, 1443370),
    (376686, 986608),
    (344014,),
)


def test_the_life_table_by_hand() -> None:
    """Ages 0-10 (ended), 5-20 (ended), 8-30 (open): at 10 three are at risk, at 20 two; then the rate of all days, 2 in 47."""
    t = levetavle(np.array([0, 5, 8]), np.array([10, 20, 30]), np.array([True, True, False]))

    assert list(t.alder) == [0, 10, 20]
    assert t.kumuleret == pytest.approx([0, 1 / 3, 1 / 3 + 1 / 2])
    assert t.hale == pytest.approx(2 / 47)
    assert t.antal_slut == 2


def test_those_who_enter_late_are_not_at_risk_before() -> None:
    """The same numbers at risk and ended as statsmodels' delayed entry."""
    from statsmodels.duration.survfunc import SurvfuncRight

    rng = np.random.default_rng(4)
    ind = rng.integers(0, 50, 200)
    ud, slut = ind + rng.integers(1, 200, 200), rng.random(200) < 0.6
    s = SurvfuncRight(ud, slut.astype(int), entry=ind)
    trin = s.n_events / s.n_risk

    t = levetavle(ind, ud, slut)
    assert np.diff(t.kumuleret) == pytest.approx(trin[s.n_events > 0])


def test_the_days_left_turn_the_hazard_round() -> None:
    """From age 0 a draw of 1/6 stops half way to 10; from age 10 a draw of a half stops at 20; above the table the tail decides."""
    t = levetavle(np.array([0, 5, 8]), np.array([10, 20, 30]), np.array([True, True, False]))

    assert t.rest(np.array([0.0, 10.0]), np.array([1 / 6, 1 / 2])) == pytest.approx([5, 10])
    assert t.rest(np.array([20.0]), np.array([2.0])) == pytest.approx([47])
    assert t.overlever(np.array([0.0]), 10) == pytest.approx(np.exp(-1 / 3))


def test_few_ends_borrow_the_shape_and_keep_their_own_pace() -> None:
    """Ten cases seen from 0 to 20 where 10/3 + 10/2 = 8 1/3 ends are expected and none came: the pace is 2 / 10 1/3."""
    t = levetavle(np.array([0, 5, 8]), np.array([10, 20, 30]), np.array([True, True, False]))
    s = t.skaleret(np.zeros(10), np.full(10, 20.0), np.zeros(10, bool))

    assert s.kumuleret == pytest.approx(t.kumuleret * 2 / (2 + 25 / 3))
    assert s.hale == pytest.approx(t.hale * 2 / (2 + 25 / 3))


def test_nothing_is_known_to_end_without_an_end() -> None:
    """A table with no end gives no end, not a guess."""
    t = levetavle(np.array([0.0]), np.array([100.0]), np.array([False]))

    assert t.rest(np.array([50.0]), np.array([3.0]))[0] == np.inf


def test_the_draws_have_the_lifes_own_mean() -> None:
    """Exponential lives of mean 300 seen in a window of 700 days, most of them from the middle: the rest is 300 again."""
    rng = np.random.default_rng(1)
    liv, start = rng.exponential(300, 40_000), rng.uniform(-2000, 700, 40_000)
    ind, ud = np.maximum(-start, 0), np.minimum(liv, 700 - start)
    set_ = (liv > ind) & (ud > ind)
    t = levetavle(ind[set_], ud[set_], (liv < 700 - start)[set_])

    assert t.rest(np.full(20_000, 100.0), rng.exponential(1, 20_000)).mean() == pytest.approx(300, rel=0.05)


def test_the_chain_ladder_gives_the_published_reserve() -> None:
    """Taylor and Ashe's triangle: 18,680,856 in all, as Mack prints it in thousands."""
    t = np.full((10, 10), np.nan)
    for i, raekke in enumerate(TAYLOR_ASHE):
        t[i, : len(raekke)] = np.cumsum(raekke)
    kendt = np.array([sum(r) for r in TAYLOR_ASHE])

    assert faktorer(t)[0] == pytest.approx(3.4906, abs=1e-4)
    assert (faerdige(t) - kendt).sum() == pytest.approx(18_680_856, abs=1)


def test_the_triangle_hides_what_was_not_known_yet() -> None:
    """Three months: two starts at once and one a month late in the first, one at once in the second, none yet in the third."""
    t = trekant(np.array([0, 0, 0, 1]), np.array([0, 0, 1, 0]), 3, 2)

    assert t.tolist()[0] == [2, 3]
    assert t.tolist()[1] == [1, 1]
    assert t[2, 0] == 0 and np.isnan(t[2, 1])
    assert faktorer(t) == pytest.approx([4 / 3])


def test_the_inflow_keeps_mean_and_spread() -> None:
    """24 in 12 months: rate (24.5)/12; three months' sum has variance rate·3 + 9·var(rate), by the law of total variance."""
    rng = np.random.default_rng(2)
    rate = rater(rng, 24, 12, 200_000, overspredning=0.0)
    tre = antal(rng, rate, 3).sum(axis=1)

    assert rate.mean() == pytest.approx(24.5 / 12, rel=0.01)
    assert tre.var() == pytest.approx(3 * 24.5 / 12 + 9 * 24.5 / 144, rel=0.02)
    assert rater(rng, 0, 12, 5).tolist() == [0] * 5


def test_a_flat_series_stays_flat_and_a_rising_one_goes_on() -> None:
    """The trend is half the slope of the line (Hyndman and Billah 2003), so 1 a month becomes about a half."""
    assert theta(np.full(24, 7.0), 3) == pytest.approx([7, 7, 7])
    rng = np.random.default_rng(3)
    ud = theta(np.arange(30.0) + rng.normal(0, 0.01, 30), 4)
    assert np.diff(ud) == pytest.approx([0.5, 0.5, 0.5], abs=0.01)
    assert theta(np.array([2.0, 4.0]), 2) == pytest.approx([3, 3])


def test_the_interval_is_stretched_by_what_was_missed() -> None:
    """A hundred past ratios 0.01 … 1.00: the ⌈101·0.95⌉ = 96th is 0.96; with nine the factor is 1.3 and not the municipality's own."""
    forhold = np.arange(1, 101) / 100

    assert kalibrering(forhold, np.ones(100)).faktor == pytest.approx(0.96)
    assert kalibrering(forhold[:9], np.ones(9)).faktor == 1.3
    assert not kalibrering(forhold[:9], np.ones(9)).egen
    assert kalibrering(np.full(200, 0.2), np.ones(200)).faktor == 0.5


def test_between_ten_and_a_hundred_the_mean_miss_decides_and_one_bad_year_does_not() -> None:
    """A right interval misses by 0.4071 of its half width in the mean (√(2/π)/1.96). Twenty at twice that: (20·2 + 10)/30; the
    same with one of them at 3: (19·2 + 3/0.4071 + 10)/30."""
    rigtig = (2 / np.pi) ** 0.5 / 1.96
    r = np.full(20, 2 * rigtig)

    assert rigtig == pytest.approx(0.4071, abs=1e-4)
    assert kalibrering(r, np.ones(20)).faktor == pytest.approx(50 / 30)
    r[0] = 3.0
    assert kalibrering(r, np.ones(20)).faktor == pytest.approx((38 + 3 / rigtig + 10) / 30)


def test_the_stretched_interval_covers_whatever_the_simulated_width_was() -> None:
    """Normal errors of sd 1, simulated as if the sd were 0.5 or 2, sixty past forecasts each: 95 % ± 4 points are covered."""
    rng = np.random.default_rng(6)
    for sd in (0.5, 2.0):
        halv = 1.96 * sd
        inde = [abs(rng.normal()) <= halv * kalibrering(rng.normal(size=60), np.full(60, halv)).faktor for _ in range(2000)]
        assert np.mean(inde) == pytest.approx(0.95, abs=0.04)


def test_the_weight_leans_to_the_better_and_to_the_prior_with_few() -> None:
    """The first is right and the second is not: 30 past forecasts give (30·1 + 10·0.7)/40; none give 0.7."""
    sande = np.ones(30)

    assert vaegt(sande, sande, sande * 2) == pytest.approx(37 / 40)
    assert vaegt(sande[:0], sande[:0], sande[:0]) == 0.7
