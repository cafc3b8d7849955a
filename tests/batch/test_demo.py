"""The demo's extracts: a working day's faults in them, each found again, in a town of any size."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from lisanalysis.batch.demo import made_up_extracts
from lisanalysis.reconcile import afstem
from lisanalysis.settings import read_settings
from lisanalysis.sources import load
from lisanalysis.synthetic import DEMOER, skriv

ROD = Path(__file__).parents[2]


def by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, indbyggere: int) -> tuple[list[dict], list[dict]]:
    """The planted faults as the answer sheet has them, and the control's lines of the same extracts."""
    monkeypatch.setenv("LIS_HJEM", str(tmp_path))
    settings = read_settings(ROD / "parameters" / "demo")
    made_up_extracts(settings, skriv, indbyggere=indbyggere, seed=1, **DEMOER["demo"])
    with (settings.data.parent / f"sandhed-{settings.data.name}" / "fejl.csv").open(encoding="utf-8-sig", newline="") as fil:
        plantet = list(csv.DictReader(fil, delimiter=";"))
    return plantet, afstem(load(settings), ottetal=False).afvigelser.to_pyarrow().to_pylist()


def test_every_planted_cause_of_the_demo_is_found_on_its_own_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cause of both loops is planted, and the line with the row's number has it."""
    plantet, linjer = by(tmp_path, monkeypatch, 1500)
    sloejfer = [f for f in plantet if f["sloejfe"] in ("1", "2")]
    assert len({(f["sloejfe"], f["aarsag"]) for f in sloejfer}) == 16 + 12
    fundet = {(a["sloejfe"], a["aarsag"], nr) for a in linjer for felt in ("kilde_id", "modpart_id") for nr in (a[felt] or "").split("+")}
    mangler = [f for f in sloejfer if not any((f["sloejfe"], f["aarsag"], nr) in fundet for nr in (f["kilde_id"], *f["modpart_id"].split("+")))]
    assert [(f["sloejfe"], f["aarsag"], f["kilde_id"]) for f in mangler] == []


def test_a_tiny_town_has_what_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With hardly a citizen some kinds have no row to hit; the rest are planted and found."""
    plantet, linjer = by(tmp_path, monkeypatch, 60)
    talt = Counter(f["aarsag"] for f in plantet if f["sloejfe"] in ("1", "2"))
    assert talt and set(talt) <= {a["aarsag"] for a in linjer}
