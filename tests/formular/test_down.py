"""The way down with a person at it, and what a role that works with no cases sees of it."""

from __future__ import annotations

from datetime import date

import pytest

from lisanalysis.formular import bor_ned
from lisanalysis.formular.asked import asked
from lisanalysis.formular.down import Way, may_see_citizens
from lisanalysis.formular.form import Form
from lisanalysis.publish import numbers
from lisanalysis.spor.trin import Udvalg, under


@pytest.fixture
def way(demo, monkeypatch, demo_hjem):
    """The form at all accounts of 5.38."""
    monkeypatch.setenv("LIS_HJEM", str(demo_hjem))
    return Way(demo, asked({"konto": "5.38"}, demo.per))


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
    way = Way(demo, asked({"konto": "538"}, demo.per), citizens=False)
    _down(way)
    _down(way)
    assert "Din rolle" in way.where.value and way.choice.options == () and way.rows.value == ""


def test_a_single_user_sees_all_and_a_batch_shows_nothing(demo, monkeypatch, capsys) -> None:
    """Without roles in kommune.yaml there is one user; in a batch nobody is there."""
    assert may_see_citizens(demo)
    monkeypatch.setenv("LIS_RAPPORT", "x")
    bor_ned(demo)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("values", [{"konto": "538421001"}, {"konto": "5.38.5", "aar": 2025, "til_og_med": 6}, {"art": ["101"], "dranst": []}])
def test_the_way_begins_at_the_figure_that_the_form_shows(demo, values) -> None:
    """Account, months, dranst and art are the form's: the steps add up to the key figure that the analysis worked out."""
    form = Form("udgiftsstigning", demo, values)
    vist = form.svar.result.find("udgift_i_aar").vaerdi
    assert sum(under(demo, form.begin_at(), {})["beloeb"]) == vist
    form.dig.value = True
    assert numbers.skriv(vist, "kr") in form.way.children[0].children[-4].value


@pytest.mark.parametrize(("values", "ventet"), [
    ({"paragraf": "SEL-107"}, Udvalg(("postering",), (), ("SEL-107",), "2025-01", "2025-12")),
    ({"a": ["SEL-107"], "b": ["SEL-110"], "efter": "paragraf", "fra": "2024-02", "til": ""}, Udvalg(("postering",), (), ("SEL-107", "SEL-110"), "2024-02")),
    ({"filtre": ["konto=53842*,538521001", "aar>=2024", "periode<=2025-03", "koen=K"], "fra": "", "til": ""},
     Udvalg(("postering",), ("53842", "538521001"), (), "2024-01", "2025-03")),
    ({"aar": 0, "efter_maaned": 0}, Udvalg(("postering",), (), (), "2025-01", "2025-09")),
    ({"aar": 2024, "efter_maaned": 0}, Udvalg(("postering",), (), (), "2024-01", "2024-12")),
])  # fmt: skip
def test_what_the_analyses_call_it_is_what_the_way_asks(values, ventet) -> None:
    """On 14 October 2025: a paragraph, a pair, conditions and an open year, each by the names of the parameters."""
    assert asked(values, date(2025, 10, 14)) == ventet


def test_an_analysis_of_settlements_begins_there(demo) -> None:
    """Days and kroner settled under a paragraph are followed in the settlements; the paragraph's parts come along."""
    form = Form("udforsk", demo, {"maal": "afregnet", "filtre": ["paragraf=SEL-107"]})
    udvalg = form.begin_at()
    assert (udvalg.sider, udvalg.paragraf) == (("afregning",), ("SEL-107",))
    t = demo.tabel("afregning").to_pandas()
    ventet = t[(t["status"] == "effektueret") & (t["paragraf"].eq("SEL-107") | t["paragraf"].str.startswith("SEL-107-"))]
    assert sum(under(demo, udvalg, {})["beloeb"]) == sum(ventet["beloeb"])
