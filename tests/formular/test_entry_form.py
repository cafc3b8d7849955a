"""The entry form: cells for the chosen figures, saved through the writer, and what is wrong said in place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lisanalysis.formular.entry import Entry, indtast

ROD = Path(__file__).parent.parent.parent


@pytest.fixture
def entry(demo, tmp_path, monkeypatch):
    """The form for the demo with framework activity in its agreement, and a folder of extracts of its own."""
    mappe = tmp_path / "parameters" / "demo"
    shutil.copytree(ROD / "parameters" / "demo", mappe)
    (tmp_path / "notebooks").mkdir()
    fil = mappe / "kommune.yaml"
    fil.write_text(fil.read_text(encoding="utf-8").replace("\nsystemer:\n", "\nsystemer:\n  rammeaktivitet: {}\n"), encoding="utf-8")
    monkeypatch.setenv("LIS_ROD", str(tmp_path))
    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem"))
    return Entry(demo)


def _type(entry: Entry, **cells: str) -> None:
    for navn, vaerdi in cells.items():
        entry.rows[-1][navn].value = vaerdi


def test_a_row_is_saved_with_the_month_above_it(entry: Entry) -> None:
    """What is typed is in the file with the month, and an empty row is not."""
    _type(entry, Konto="538421001", Område="Voksne", Paragraf="SEL-107", Beløb="12.000")
    entry.new_row()
    entry.store()
    fil = entry.settings.data / "rammeaktivitet_20251231.csv"

    assert "Gemt som rammeaktivitet_20251231.csv" in entry.message.value
    assert fil.read_text(encoding="utf-8").splitlines()[1].startswith("538421001;2025-12;Voksne;SEL-107;;;12000;")


def test_a_wrong_cell_is_named_and_a_removed_row_is_gone(entry: Entry) -> None:
    """The message says which row and heading; without the row there is nothing to save."""
    _type(entry, Konto="538421001", Beløb="mange")
    entry.store()
    assert "Række 1, Beløb" in entry.message.value
    entry.remove(entry.rows[0])
    entry.store()
    assert "ingen rækker" in entry.message.value and not list(entry.settings.data.glob("ramme*"))


def test_a_system_that_is_not_read_says_what_to_write(entry: Entry) -> None:
    """The line for kommune.yaml stands in the message, and there are no cells."""
    entry.system.value = "prognose_manuel"
    assert "prognose_manuel: {hyppighed" in entry.message.value and entry.grid.children == ()


def test_in_a_batch_nothing_is_shown(monkeypatch, capsys) -> None:
    """Nobody is there to type."""
    monkeypatch.setenv("LIS_RAPPORT", "x")
    indtast("demo")
    assert capsys.readouterr().out == ""
