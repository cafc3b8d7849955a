"""The refund of expensive cases, worked by hand from the law's text and the limits of 2020–2022."""

from datetime import date
from decimal import Decimal as D

import pytest

from lisanalysis.errors import LawError
from lisanalysis.measures.central_refusion import (
    Refusion,
    fordel,
    frist,
    graenser,
    maanedens_refusion,
    naermer_sig,
    omfattet,
    spred_engangs,
)


def test_the_limits_of_the_years_whose_sources_have_been_read():
    """2022: SEL § 176 as printed; 2021: answer to SOU question 582; 2020: the ministry's table, children apart."""
    assert graenser(2022) == (860_000, 1_680_000, 2_120_000)
    assert graenser(2021) == graenser(2021, boern=True) == (850_000, 1_660_000, 2_090_000)
    assert graenser(2020) == (1_090_000, 2_050_000, None)
    assert graenser(2020, boern=True) == (830_000, 1_630_000, None)


def test_a_year_without_a_known_limit_is_never_guessed():
    """2023's limits have not been read in a source: the error says which file to write them in."""
    with pytest.raises(LawError, match=r"law\.yaml"):
        maanedens_refusion(D("200000"), 2023)


@pytest.mark.parametrize(("netto", "forventet"), [
    ("71666.66", ("0.00", "0.00", "0.00")),        # 860,000 / 12 = 71,666.67: just below
    ("100000.00", ("7083.33", "0.00", "0.00")),    # 28,333.33 × 25 %
    ("140000.00", ("17083.33", "0.00", "0.00")),   # 1,680,000 / 12 = 140,000: 68,333.33 × 25 %
    ("160000.00", ("17083.33", "10000.00", "0.00")),  # + 20,000 × 50 %
    ("200000.00", ("17083.33", "18333.33", "17500.00")),  # 176,666.67 − 140,000 at 50 %; 23,333.33 at 75 %
])  # fmt: skip
def test_a_month_in_2022_by_hand(netto, forventet):
    """Between the limits' twelfths at 25 and 50 per cent, above the last at 75."""
    r = maanedens_refusion(D(netto), 2022)

    assert (r.refusion_25, r.refusion_50, r.refusion_75) == tuple(map(D, forventet))


def test_before_2021_there_is_no_third_step():
    """2020: 2,400,000 a year is 200,000 a month; above 170,833.33 at 50 per cent and no more."""
    r = maanedens_refusion(D("200000"), 2020)

    assert (r.refusion_25, r.refusion_50, r.refusion_75) == (D("20000.00"), D("14583.33"), D("0.00"))


def test_an_uneven_year_gives_another_refund_than_an_even_one():
    """1,200,000 in one month and nothing after is refunded; 100,000 in each month is refunded another amount."""
    uneven = maanedens_refusion(D("1200000"), 2022).i_alt
    even = 12 * maanedens_refusion(D("100000"), 2022).i_alt

    assert uneven == D("17083.33") + D("18333.33") + D("767500.00")
    assert even == D("84999.96") != uneven


def test_a_one_off_in_december_is_spread_over_the_whole_year():
    """100,000 gives 8,333.33 in eleven months and the rest in the last, to the øre."""
    spread = spred_engangs(D("100000.00"))

    assert spread[:11] == (D("8333.33"),) * 11 and spread[11] == D("8333.37")
    assert sum(spread) == D("100000.00")


def test_three_children_of_one_household_use_the_limits_once():
    """60,000 + 50,000 + 40,000 = 150,000 a month: refund of the sum, shared by netto, the øre on the last."""
    netto = {"b_a": D("60000"), "b_b": D("50000"), "b_c": D("40000")}
    together = maanedens_refusion(sum(netto.values()), 2022)
    shared = fordel(together, netto)

    assert together == Refusion(D("17083.33"), D("5000.00"), D("0.00"))
    assert [shared[b].refusion_25 for b in netto] == [D("6833.33"), D("5694.44"), D("4555.56")]
    assert sum(r.i_alt for r in shared.values()) == together.i_alt
    assert sum(maanedens_refusion(n, 2022).i_alt for n in netto.values()) == D("0.00")


def test_a_member_with_more_income_than_expense_has_no_part():
    """The refund is shared among those who cost."""
    shared = fordel(Refusion(D("1.00"), D("0.00"), D("0.00")), {"b_a": D("-5"), "b_b": D("10")})

    assert shared["b_a"].i_alt == 0 and shared["b_b"].i_alt == D("1.00")


@pytest.mark.parametrize(("foedt", "aar", "maaned", "netto_foer", "med"), [
    (date(1955, 6, 15), 2022, 5, "0", True),       # 66 in May 2022
    (date(1955, 6, 15), 2022, 6, "70000", False),  # 67 in June; May's 70,000 is below 71,666.67
    (date(1955, 6, 15), 2022, 6, "71666.67", True),  # just above the twelfth
    (date(1955, 1, 1), 2022, 1, "72000", True),    # 67 on New Year's Day: December 2021 against 850,000 / 12 = 70,833.33
    (date(1955, 1, 1), 2022, 1, "70833.33", False),
    (date(1953, 12, 31), 2022, 6, "999999", False),  # turned 67 before 2021: stk. 3 does not apply
    (None, 2022, 6, "0", True),
])  # fmt: skip
def test_the_67th_birthday(foedt, aar, maaned, netto_foer, med):
    """Covered just before 67 means covered after, from 2021; the birthday's month is the first to ask."""
    assert omfattet(foedt, aar, maaned, D(netto_foer)) is med


def test_the_deadline_is_the_first_of_march():
    """The provisional settlement of 2022's refund."""
    assert frist(2022) == date(2023, 3, 1)


def test_a_case_near_the_limit_is_seen_before_it_crosses():
    """Between 90 and 100 per cent of the twelfth."""
    assert naermer_sig([D("10"), D("65000")], 2022, D("0.9"))
    assert not naermer_sig([D("10"), D("64000"), D("80000")], 2022, D("0.9"))
