"""Every krone once, of files with all kinds of fault: both loops against a recount from the files alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from plain_judge import SETS, differing, run

_KINDS = ("konto × month", "citizen × konto × year")


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIS_HJEM", "")  # given back when the test is done


@pytest.mark.parametrize("systems", ["nexus, bv, prisme", "dubu, sensum, as2007, opus"])
def test_every_cell_adds_up_to_the_oere(systems: str) -> None:
    """Neither loop has a cell that differs from the recount, and one øre too much in one settlement would show in both kinds of cell."""
    r = run(SETS[systems], 1200, 31, 2)
    assert r["stopped"] == [] and r["causes"] > 20
    for loop, at_least in (("1", 50), ("2", 100)):
        for kind in _KINDS:
            cells, differ = r[loop][kind]
            assert cells >= at_least and differ == 0, (loop, kind)
        (who, konto, maaned, kr), *resten = r[loop, "cells"][0]
        skaevt = differing([(who, konto, maaned, kr + Decimal("0.01")), *resten], r[loop, "cells"][1])
        assert [skaevt[kind][1] for kind in _KINDS] == [1, 1]


def test_without_a_grants_system_loop_1_is_not_run_and_loop_2_adds_up() -> None:
    r = run(SETS["bv, prisme"], 1200, 32, 2)
    assert r["stopped"] == ["1"] and "1" not in r
    assert [r["2"][kind][1] for kind in _KINDS] == [0, 0] and r["2"]["konto × month"][0] > 100
