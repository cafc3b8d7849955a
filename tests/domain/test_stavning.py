"""The name that was probably meant."""

from __future__ import annotations

import pytest

from lisanalysis.domain.stavning import mente_du, mente_du_i_parentes, naermeste

KENDTE = ("udgiftsstigning", "ottetalskontrol", "Konto")


@pytest.mark.parametrize(("skrevet", "ment"), [("udgiftstigning", "udgiftsstigning"), ("OTTETALSKONTROL", "ottetalskontrol"), ("konto", "Konto"), ("xyz", "")])
def test_the_nearest_known_name_is_meant(skrevet: str, ment: str) -> None:
    """As it is spelt among the known ones, whatever the capitals; nothing where none is near."""
    assert naermeste(skrevet, KENDTE) == ment


def test_it_is_said_as_a_sentence_or_in_brackets() -> None:
    """Both begin with their own space, and are nothing where there is nothing to say."""
    assert mente_du("kontto", KENDTE) == " Mente du 'Konto'?" and mente_du_i_parentes("kontto", KENDTE) == " (mente du 'Konto'?)"
    assert mente_du("xyz", KENDTE) == mente_du_i_parentes("xyz", KENDTE) == ""
