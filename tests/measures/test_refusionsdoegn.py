"""The refund of §110 nights against cases counted by hand from the law's dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lisanalysis.measures.refusionsdoegn import andel, antal_doegn, loebeaar, reformdatoer, refunderede


def test_the_law_changed_on_two_days() -> None:
    """The limit came on 1 October 2023 and fell on 1 April 2026; the share is one half throughout."""
    assert reformdatoer() == (date(2023, 10, 1), date(2026, 4, 1))
    assert andel(date(2020, 1, 1)) == andel(date(2025, 1, 1)) == andel(date(2026, 5, 1)) == Decimal("0.50")


def test_before_the_reform_every_night_has_refund() -> None:
    """200 nights in the spring of 2023 are all refunded, with no limit and nothing to look into."""
    (aar,) = loebeaar([(date(2023, 1, 1), date(2023, 7, 19))])
    assert (aar.doegn, aar.graense, aar.refunderet, aar.ses_efter) == (200, None, 200, False)


def test_a_running_year_holds_120_nights_and_starts_again() -> None:
    """In from 2 January 2024 for 150 nights, again from 3 February 2025 for 10: 120 of the first, all of the second."""
    foerste, anden = loebeaar([(date(2024, 1, 2), date(2024, 5, 30)), (date(2025, 2, 3), date(2025, 2, 12))])
    assert (foerste.fra, foerste.til, foerste.doegn, foerste.refunderet) == (date(2024, 1, 2), date(2025, 1, 1), 150, 120)
    assert foerste.sidste_refunderede == date(2024, 4, 30)
    assert (anden.fra, anden.doegn, anden.refunderet, anden.ses_efter) == (date(2025, 2, 3), 10, 10, False)


def test_nights_of_the_same_running_year_add_up_over_stays() -> None:
    """Two stays of 100 nights within a year share the 120."""
    (aar,) = loebeaar([(date(2024, 1, 1), date(2024, 4, 9)), (date(2024, 6, 1), date(2024, 9, 8))])
    assert (aar.doegn, aar.refunderet, aar.sidste_refunderede) == (200, 120, date(2024, 6, 20))


def test_from_april_2026_the_limit_is_90() -> None:
    """A first admission on 2 April 2026 has 90 nights."""
    (aar,) = loebeaar([(date(2026, 4, 2), date(2026, 8, 31))])
    assert (aar.graense, aar.refunderet, aar.ses_efter) == (90, 90, False)


@pytest.mark.parametrize("start", [date(2025, 6, 1), date(2026, 3, 31)])
def test_a_year_in_which_the_limit_changes_is_for_a_person(start: date) -> None:
    """The transition from 120 to 90 is not settled by any source, so such a year is flagged."""
    (aar,) = loebeaar([(start, start)])
    assert aar.ses_efter


def test_a_stay_that_ran_when_the_limit_came_is_for_a_person() -> None:
    """In since September 2023: the nights before have refund, the running year from 1 October is flagged."""
    foer, efter = loebeaar([(date(2023, 9, 1), date(2023, 10, 10))])
    assert (foer.doegn, foer.ses_efter, efter.fra, efter.doegn, efter.ses_efter) == (30, False, date(2023, 10, 1), 10, True)


def test_a_window_cuts_what_is_counted_but_not_the_running_year() -> None:
    """Of 150 nights from 2 January 2024, those in April and May: 60 nights, 30 of them within the 120."""
    stays = [(date(2024, 1, 2), date(2024, 5, 30))]
    assert refunderede(stays, date(2024, 4, 1), date(2024, 5, 31)) == (60, 30, False)
    assert antal_doegn([*stays, (date(2024, 5, 1), date(2024, 6, 2))], date(2024, 4, 1), date(2024, 6, 30)) == 63


def test_a_leap_day_has_an_anniversary() -> None:
    """A running year from 29 February ends on 28 February the year after."""
    (aar,) = loebeaar([(date(2024, 2, 29), date(2024, 2, 29))])
    assert aar.til == date(2025, 2, 28)
