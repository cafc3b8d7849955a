"""One catalogue over causes and rules, and a page that says what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from lisanalysis import catalogue
from lisanalysis.errors import ParameterError

SIDE = Path(__file__).parent.parent / "docs" / "katalog-regler.md"


def test_every_number_is_answered_for() -> None:
    """R01 to R55 each have a cause or a rule, and no name stands twice in a loop."""
    numre = {n for r in catalogue.regler() for n in r.alle_id}
    navne = [(r.sloejfe, r.navn) for r in catalogue.regler()]

    assert sorted({f"R{n:02d}" for n in range(1, 56)} - numre) == []
    assert len(navne) == len(set(navne))


def test_the_page_is_current() -> None:
    """The page in the docs is what the code would write now: `lis rules --markdown`."""
    assert SIDE.read_text(encoding="utf-8") == catalogue.side()


def test_a_rule_is_found_by_number_and_by_name() -> None:
    """The same rule either way, in small letters too; its whole text stands on the page."""
    assert catalogue.find("r06") == catalogue.find("bevilling_slutter_foer_start")
    assert catalogue.vis("R06") in catalogue.side()
    assert "R06" in catalogue.oversigt()


def test_an_unknown_rule_gets_the_nearest_spelling() -> None:
    """A slip in the name is answered with the name that was meant."""
    with pytest.raises(ParameterError, match="Mente du 'maalgruppe_mangler'"):
        catalogue.find("maalgruppe_manglr")
