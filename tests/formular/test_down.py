"""The way down with a person at it, and what a role that works with no cases sees of it."""

from __future__ import annotations

import pytest

from lisanalysis.formular import bor_ned
from lisanalysis.formular.down import Way, may_see_citizens


@pytest.fixture
def way(demo, monkeypatch, demo_hjem):
    """The form at all accounts of 5.38."""
    monkeypatch.setenv("LIS_HJEM", str(demo_hjem))
    return Way(demo, konto="5.38")


def _down(way: Way) -> None:
    way.choice.value = way.choice.options[0][1]
    way.go_down()


def test_down_to_the_rows_and_up_again(way: Way) -> None:
    """Three steps down stand the rows with file and line; a step up the citizens are back."""
    for said in ("fordelt på konto", "fordelt på paragraf", "fordelt på borger"):
        assert said in way.where.value and not way.down.disabled
        _down(way)
    assert "Linje i filen" in way.rows.value and "prisme_posteringer_" in way.rows.value and way.down.disabled
    way.go_up()
    assert "fordelt på borger" in way.where.value and way.rows.value == ""
    way.konto.value = "53852"
    assert way.vej == {} and all(noegle.startswith("53852") for _, noegle in way.choice.options)


def test_a_month_that_is_none_is_explained(way: Way) -> None:
    """The message says how a month is written, and nothing can be chosen."""
    way.fra.value = "marts"
    assert "åååå-mm" in way.where.value and way.down.disabled and way.choice.options == ()


def test_a_role_without_cases_stops_above_the_citizens(demo) -> None:
    """Accounts and paragraphs are shown; below them it is said why not."""
    way = Way(demo, konto="538", citizens=False)
    _down(way)
    _down(way)
    assert "Din rolle" in way.where.value and way.choice.options == () and way.rows.value == ""


def test_a_single_user_sees_all_and_a_batch_shows_nothing(demo, monkeypatch, capsys) -> None:
    """Without roles in kommune.yaml there is one user; in a batch nobody is there."""
    assert may_see_citizens(demo)
    monkeypatch.setenv("LIS_RAPPORT", "x")
    bor_ned(demo)
    assert capsys.readouterr().out == ""
