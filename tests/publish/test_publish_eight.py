"""The figure of eight: plain markup, the money on it, and a loop that was not walked said so."""

from decimal import Decimal

import pandas as pd

from lisanalysis.analyses.result import Figur
from lisanalysis.publish.figures import tegn
from lisanalysis.publish.markup import harmloes


def eight(*beloeb):
    """The drawn eight with five amounts."""
    navne = ["Bevilget", "Forskel 1", "Afregnet", "Forskel 2", "Bogført"]
    frame = pd.DataFrame({"navn": navne, "beloeb": pd.Series(beloeb, dtype=object)})
    return tegn(Figur("ottetal_figur", "Ottetallet", "ottetal", frame, "navn", "beloeb", alt="Otte < tal"))


def test_the_money_stands_on_the_systems_and_the_loops():
    """Three totals and two differences, in whole kroner with Danish separators, and no live markup."""
    drawn = eight(Decimal("100000"), Decimal("-2800"), Decimal("102800"), Decimal("0"), Decimal("102800"))

    assert harmloes(drawn)
    assert "100.000\u00a0kr." in drawn and "−2.800\u00a0kr." in drawn and drawn.count("102.800\u00a0kr.") == 2
    assert 'aria-label="Otte &lt; tal"' in drawn and "dasharray" not in drawn


def test_a_loop_that_was_not_walked_is_dashed_and_named():
    """Unknown is never drawn as zero."""
    drawn = eight(None, None, Decimal("5"), Decimal("1"), Decimal("4"))

    assert harmloes(drawn)
    assert drawn.count("ikke kørt") == 2 and drawn.count("dasharray") == 1
