"""What the start says can be run: with the tables that came, for every template."""

from __future__ import annotations

from pathlib import Path

from lisanalysis.start.mangler import Spoergsmaal, spoergsmaal

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def alle(*tabeller: str) -> dict[str, Spoergsmaal]:
    """Every template by its stem."""
    return {s.analyse.stem: s for s in spoergsmaal(NOTEBOOKS, tabeller)}


def test_without_a_table_only_the_deliveries_can_be_looked_at() -> None:
    """A folder of budgets alone answers no other question, and each says what it lacks and which system has it."""
    svar = alle("budget")
    assert [stem for stem, s in svar.items() if s.kan_koere] == ["datavalidering"]
    assert "mindst én af ydelse (fra " in svar["substitution"].sagt and "afregning (fra " in svar["substitution"].sagt
    assert svar["ledelsesinformation"].sagt.startswith("mangler ") and svar["udforsk"].mangler == ("postering", "afregning", "bevilling")


def test_settlements_alone_answer_some_and_say_what_they_do_without() -> None:
    """The comparison of measures can run, the free question once its measure is chosen, and the overview lacks its budget."""
    svar = alle("afregning")
    assert svar["substitution"].kan_koere and svar["ledelsesinformation"].kan_koere and not svar["udforsk"].kan_koere
    assert svar["udforsk"].sagt == "kan køre, når parametrene vælges: deres egne værdier kræver postering"
    assert svar["ledelsesinformation"].sagt == "kan køre, uden de dele, der bruger postering og budget"


def test_with_all_its_tables_an_analysis_lacks_nothing() -> None:
    """The sentence is short where there is nothing to say."""
    a = alle()["ledelsesinformation"].analyse
    assert alle(*a.laeser_tabeller)["ledelsesinformation"].sagt == "kan køre"
