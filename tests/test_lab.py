"""`lis lab`: a working folder outside the checkout, quiet settings, and a page that says how to begin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lisanalysis import lab
from lisanalysis.settings import read_settings

ROD = Path(__file__).parent.parent


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """The demo, with a user folder of the test's own."""
    monkeypatch.setenv("LIS_HJEM", str(tmp_path))
    return read_settings(ROD / "parameters" / "demo")


def test_every_template_is_copied_once_and_an_analysts_own_copy_is_left_alone(settings, tmp_path):
    """What a person has changed is never written over."""
    folder = lab.prepare(settings)
    templates = {p.name for p in (ROD / "notebooks").glob("*.ipynb")}

    assert {p.name for p in folder.glob("*.ipynb")} == templates | {lab.ENTRY}
    assert len(list((folder / ".lab" / lab.TEMPLATES).glob("*.ipynb"))) == len(templates)
    assert tmp_path in folder.parents and ROD not in folder.parents
    mine = folder / "udgiftsstigning.ipynb"
    mine.write_text("mit eget", encoding="utf-8")
    lab.prepare(settings)
    assert mine.read_text(encoding="utf-8") == "mit eget"


def test_the_copy_asks_for_this_municipality(settings):
    """The one changed line is the parameter `kommune`; its explanation stands."""
    object.__setattr__(settings, "stem", "varde")
    copy = json.loads((lab.prepare(settings) / "udgiftsstigning.ipynb").read_text(encoding="utf-8"))
    template = json.loads((ROD / "notebooks" / "udgiftsstigning.ipynb").read_text(encoding="utf-8"))
    changed = [(a, b) for x, y in zip(template["cells"], copy["cells"], strict=True)
               for a, b in zip("".join(x["source"]).splitlines(), "".join(y["source"]).splitlines(), strict=True) if a != b]

    assert len(changed) == 1
    assert changed[0][1].startswith('kommune: str = "varde"  # Mappen')


def test_the_start_page_names_every_question(settings):
    """One row per template, with its question."""
    page = lab.start_page(settings)

    assert "Hvorfor steg kontoen?" in page and "Kan leverancerne bruges?" in page
    assert page.count(".ipynb)") == len(list((ROD / "notebooks").glob("*.ipynb"))) + 1  # the entry form


def test_jupyterlab_is_started_for_this_machine_only_and_without_news(settings):
    """No address but the loopback's, no pop-ups, no widget state in saved notebooks."""
    folder = lab.prepare(settings)
    words = lab.command(folder)
    overrides = json.loads((folder / ".lab" / "overrides.json").read_text(encoding="utf-8"))

    assert "--ServerApp.ip=127.0.0.1" in words
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    assert overrides["@jupyter-widgets/jupyterlab-manager:plugin"]["saveState"] is False
