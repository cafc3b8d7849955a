"""What the start says can be run: with the tables that came, for every template."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from rich.console import Console
from typer.main import get_command

from lisanalysis.analyses.datavalidering.otte_trin import TRIN
from lisanalysis.analyses.find import find_analyse
from lisanalysis.cli import app
from lisanalysis.sources.mapping import built_in_mappings
from lisanalysis.start.mangler import Spoergsmaal, spoergsmaal
from lisanalysis.start.vis import videre

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


def test_the_steps_that_are_left_are_told_in_full() -> None:
    """Each of KL's steps 4 to 8: what it is, what serves it, with the municipality's own folder, and how one knows that it is done."""
    sagt = StringIO()
    videre(Console(file=sagt, width=300), "varde")
    tekst = sagt.getvalue()
    assert [nr for nr in range(1, 9) if f"KL's trin {nr}:" in tekst] == [4, 5, 6, 7, 8]
    assert tekst.count("Med: ") == tekst.count("Gjort, når ") == 5 and "lis schedule parameters/varde --opret" in tekst and "`" not in tekst
    assert "vores læsning" in tekst


def test_what_the_steps_name_is_there() -> None:
    """Reports, key figures and commands in the steps are ours, so that no step leads nowhere."""
    stems = {n.stem for n in NOTEBOOKS.glob("*.ipynb")}
    navne = {ord_ for t in TRIN for ord_ in re.findall(r"`([^`]+)`", f"{t.med} {t.gjort}")}
    kendt = stems | {n for s in stems for n in find_analyse(s).ANALYSE.noegletal} | {"kontakt", "kommune.yaml", "accepterede.csv", "systemskifte"}
    kommandoer = set(get_command(app).commands)
    for navn in navne:
        if navn.startswith("lis "):
            assert navn.split()[1] in kommandoer and navn.rpartition("--only ")[2] in (stems | {navn})
        elif "*" in navn:
            assert any(f.pattern.startswith(navn.rstrip("*")) for m in built_in_mappings() for f in m.files.values()), navn
        else:
            assert navn in kendt or navn.startswith("reports/"), navn
