"""A target is read as it is written, and one that cannot be read is refused with an example."""

from decimal import Decimal as D

import pytest

from lisanalysis.domain.maalsaetning import laes
from lisanalysis.errors import ParameterError


@pytest.mark.parametrize(("tekst", "ventet"), [
    ("mindst 30 %", (True, D("0.3"), "%")), ("højst 65.000 kr.", (False, D("65000"), "kr.")), ("højst 1,5 pct.", (False, D("0.015"), "%")),
    ("mindst 12", (True, D("12"), "")), ("højst 1.234.567,5 kr", (False, D("1234567.5"), "kr.")),
])  # fmt: skip
def test_a_target_is_at_least_or_at_most_a_danish_number(tekst, ventet):
    """Points part thousands, a comma the decimals; a share is one."""
    m = laes("helaarspris.SEL-107", tekst)
    assert (m.mindst, m.graense, m.enhed) == ventet and (m.maal, m.for_hvad) == ("helaarspris", "SEL-107")


@pytest.mark.parametrize(("navn", "tekst"), [("helaarspris.SEL-107", "30 %"), ("helaarspris.SEL-107", "højst 1.5 kr."), ("helaarspris", "højst 3"), ("x.y", "")])
def test_what_cannot_be_read_is_refused(navn, tekst):
    """No direction, an English decimal, no paragraph, nothing."""
    with pytest.raises(ParameterError, match="skriv fx"):
        laes(navn, tekst)


def test_the_limit_itself_is_reached():
    """At most 10 is reached by 10, and so is at least 10."""
    assert laes("a.b", "højst 10").naaet(D(10)) and laes("a.b", "mindst 10").naaet(D(10))
    assert not laes("a.b", "højst 10").naaet(D("10.01")) and not laes("a.b", "mindst 10").naaet(D("9.99"))
