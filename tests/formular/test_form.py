"""The form: fields from the model, the answer anew on a change, and a file that the batch reads back the same."""

from __future__ import annotations

import os
import threading
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.analyses import substitution, udforsk
from lisanalysis.errors import ParameterError
from lisanalysis.formular import panel, progress
from lisanalysis.formular.fields import codes_for, field_widget, known_codes, unknown_code, value_of
from lisanalysis.formular.form import Form
from lisanalysis.formular.progress import Progress
from lisanalysis.formular.save import save_parameters
from lisanalysis.formular.tags import sort_out
from lisanalysis.workspace import analyse
from lisanalysis.yamlfile import read_yaml


class Parametre(BaseModel):
    """A parameter of each kind."""

    model_config = ConfigDict(extra="forbid", strict=True)

    konto: str = Field(default="", description="Kontoen.")
    koder: list[str] = Field(default=["0573"], description="Koder.")
    top: int = Field(default=5, ge=1, le=20, description="Hvor mange.")
    med: bool = Field(default=False, description="Om de skal med.")
    hvad: Literal["a", "b"] = Field(default="a", description="Hvilken.")
    fra: str | None = Field(default=None, description="Hvorfra.")


@pytest.mark.parametrize(("navn", "slags"), [
    ("konto", "Combobox"), ("koder", "TagsInput"), ("top", "BoundedIntText"), ("med", "Checkbox"), ("hvad", "Dropdown"), ("fra", "Combobox"),
])  # fmt: skip
def test_each_type_has_its_widget_and_gives_its_value_back(navn, slags):
    """What goes in as the default comes out as the default."""
    info = Parametre.model_fields[navn]
    widget = field_widget(navn, info, info.default, ())

    assert type(widget).__name__ == slags
    assert value_of(widget, info) == info.default


def test_bounds_come_from_the_model():
    """A number outside cannot be entered."""
    info = Parametre.model_fields["top"]
    widget = field_widget("top", info, 5, ())
    widget.value = 99

    assert (widget.min, widget.max, widget.value) == (1, 20, 20)


def test_the_municipalitys_own_accounts_are_offered_and_no_citizens(demo):
    """A parameter named as a column offers its values; a column about persons offers none."""
    accounts = codes_for("konto", demo, ("postering",))

    assert "538421001" in accounts and accounts == tuple(sorted(accounts))
    assert codes_for("borger_id", demo, ("postering",)) == ()
    assert codes_for("findes_ikke", demo, ("postering",)) == ()


def test_a_changed_value_gives_another_answer_without_running_a_cell(demo):
    """The answer follows the fields; a value that cannot be used is explained and gives no answer."""
    form = Form("udgiftsstigning", demo, {})
    before = form.svar.result.find("udgift_i_aar").vaerdi
    form.fields["konto"].value = "538421001"

    assert form.svar.result.find("udgift_i_aar").vaerdi != before
    form.fields["dranst"].value = []
    form.fields["konto"].value = ""
    assert form.message.value == "" and form.svar is not None


def test_an_unknown_code_is_said_with_the_nearest(demo):
    """No row has it, and what comes near is named; a code that others begin with is no stranger."""
    codes = codes_for("konto", demo, ("postering",))

    assert unknown_code("konto", "538421009", codes).startswith("konto: ingen rækker har 538421009. Mente du 538421")
    assert unknown_code("konto", "5.38.42", codes) == unknown_code("konto", "", codes) == unknown_code("x", "y", ()) == ""
    assert unknown_code("art", ["409", "zzz"], ("409",)) == "art: ingen rækker har zzz."


def test_a_tag_that_is_no_code_does_not_stay(demo):
    """As it is typed: taken out, and said with the nearest; what is a code stays, and so does what stood there before."""
    form = Form("udgiftsstigning", demo, {"konto": "538421001", "art": ["gammel"]})
    art = form.fields["art"]
    art.value = ["gammel", "4O9"]
    assert list(art.value) == ["gammel"] and "»4O9« er ikke en kode i jeres data" in form.message.value and "Mente du 4" in form.message.value
    art.value = ["409"]
    assert list(art.value) == ["409"] and "4O9" not in form.message.value and form.svar is not None
    form.fields["dranst"].value = ["1", "x"]
    form.fields["konto"].value = "538521001"
    assert list(form.fields["dranst"].value) == ["1"] and form.message.value == ""


def test_which_codes_a_list_takes_is_said_by_its_field(demo):
    """a and b are paragraphs or accounts by `efter`, and words of ours where neither; the analysis' own are always known."""
    felter = substitution.Parametre.model_fields
    paragraffer, konti = (known_codes("a", felter["a"], {"efter": e}, demo) for e in ("paragraf", "konto"))
    assert {"SEL-107", "SEL-85"} <= set(paragraffer) and "538421001" in konti and known_codes("a", felter["a"], {"efter": "ydelse"}, demo) == ()
    assert set(felter["andre"].default) <= set(known_codes("andre", felter["andre"], {}, demo))
    assert known_codes("filtre", udforsk.Parametre.model_fields["filtre"], {}, demo) == ()


@pytest.mark.parametrize(("old", "new", "kept", "said"), [
    ([], ["SEL-107"], ["SEL-107"], ""),
    (["x"], ["x", "SEL-1O7"], ["x"], "pår: »SEL-1O7« er ikke en kode i jeres data eller kodelister og er ikke taget med. Mente du SEL-107?"),
    ([], ["SEL-110", "SEL-107"], [], "pår: »SEL-110«, »SEL-107« er ikke taget med: højst én"),
    (["SEL-107"], [], [], ""),
])  # fmt: skip
def test_tags_are_sorted_out(old, new, kept, said):
    """A known code stays; a strange one goes with the nearest named; what the model refuses goes with the model's own words."""
    assert sort_out("paar", old, new, ("SEL-107", "SEL-110"), lambda tags: "højst én" if len(tags) > 1 else "") == (kept, said)


def test_what_the_model_refuses_goes_as_it_is_typed(demo):
    """A dimension that the measure cannot be split by: the model's own sentence, and the list as it was."""
    form = Form("udforsk", demo, {})
    form.fields["dimensioner"].value = ["aar", "paragraf"]
    assert list(form.fields["dimensioner"].value) == ["aar"] and "er ikke taget med" in form.message.value and "paragraf" in form.message.value


def test_a_form_from_an_answer_begins_with_its_values(demo):
    """The same figures without working them out again, and the parts are offered by their titles."""
    svar = analyse("udgiftsstigning", demo, konto="538421001")
    form = Form("udgiftsstigning", demo, dict(svar.parametre), svar)

    assert form.svar is svar and form.fields["konto"].value == "538421001"
    assert "lis-svar" in form.shown.value and "<svg" in form.shown.value
    assert ("Forbehold", "forbehold") in form.part.options and svar.result.tabeller[0].titel in dict(form.part.options)


def test_a_bar_shows_only_where_work_takes_long(monkeypatch):
    """Under a second nothing is seen; beyond it the bar is there, never full, and gone when the work is done."""
    bar = Progress()
    with bar:
        assert bar.widget.layout.visibility == "hidden"
    monkeypatch.setattr(progress, "SHOWN_AFTER", 0.0)
    monkeypatch.setattr(progress, "_TICK", 0.001)
    seen = threading.Event()
    bar.widget.observe(lambda change: seen.set(), names="value")
    with bar:
        assert seen.wait(10) and bar.widget.layout.visibility == "visible" and 0 < bar.widget.value < 1
    assert bar.widget.layout.visibility == "hidden"


def test_in_a_batch_nothing_is_shown(demo, monkeypatch, capsys):
    """Nobody is there to turn a knob."""
    monkeypatch.setenv("LIS_RAPPORT", "udgiftsstigning")
    panel("udgiftsstigning", demo)

    assert capsys.readouterr().out == ""


@pytest.fixture
def mappe(tmp_path, monkeypatch):
    """A municipality's parameter folder."""
    folder = tmp_path / "parameters" / "proeve"
    folder.mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (folder / "kommune.yaml").write_text("navn: Prøveby\n", encoding="utf-8")
    monkeypatch.setenv("LIS_ROD", str(tmp_path))
    return folder


def test_a_saved_setting_reads_back_as_it_was(mappe):
    """Codes keep their zeros, and what equals the default is left out."""
    values = {"konto": "0573", "koder": ["no", "05"], "top": 5, "med": True, "hvad": "b", "fra": None}
    fil = save_parameters("proeve", "udforsk", "prøve-1", Parametre, values)

    assert fil == mappe / "udforsk.prøve-1.yaml"
    assert read_yaml(fil) == {"konto": "0573", "koder": ["no", "05"], "med": True, "hvad": "b"}
    assert Parametre.model_validate(read_yaml(fil)).model_dump() == values
    assert "# Kontoen." in fil.read_text(encoding="utf-8")


def test_a_setting_is_never_written_over(mappe):
    """Next month's run is somebody's: another name is asked for."""
    values = Parametre().model_dump()
    save_parameters("proeve", "udforsk", "a", Parametre, values)

    assert read_yaml(mappe / "udforsk.a.yaml") == {}
    with pytest.raises(ParameterError, match="allerede"):
        save_parameters("proeve", "udforsk", "a", Parametre, values)


@pytest.mark.parametrize("navn", ["", "../x", "a b", "a/b", "a" + os.sep + "b", "x" * 41])
def test_a_name_is_a_name_and_not_a_path(mappe, navn):
    """The file stands in the municipality's folder and nowhere else."""
    with pytest.raises(ParameterError, match="navn"):
        save_parameters("proeve", "udforsk", navn, Parametre, Parametre().model_dump())
