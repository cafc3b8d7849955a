"""Every measure has its Danish sentence, and every sentence its measure."""

from __future__ import annotations

import pytest

from lisanalysis.dokumentation import maal
from lisanalysis.measures.sagt import DANSK, sagt


def test_no_measure_lacks_its_sentence_and_no_sentence_its_measure() -> None:
    """Each module and each of its public functions, and nothing else."""
    findes = {m.__name__.rpartition(".")[2]: {"", *(f.__name__ for f in maal.egne(m))} for m in maal.moduler()}
    assert {modul: set(ord_) for modul, ord_ in DANSK.items()} == findes


@pytest.mark.parametrize("tekst", [t for modul in DANSK.values() for t in modul.values()])
def test_a_sentence_is_one_and_begins_and_ends_as_one(tekst: str) -> None:
    """A capital first, a full stop last, and no name of the code's."""
    assert tekst[0].isupper() and tekst.endswith(".") and "_" not in tekst and 20 < len(tekst) < 160


def test_the_guide_says_it_in_danish_first() -> None:
    """Under a measure's heading stands the sentence, and the code's own words after it, marked."""
    side = maal.side()
    assert f"### `panel.helaarspersoner`\n\n{sagt('panel.helaarspersoner')}\n\n> " in side
