"""The four calls of a notebook: load, analyse, show, save, as a person makes them without a batch."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from lille_kommune import Sted, sted, udtraek  # noqa: F401  fixtures

import lisanalysis as lis
from lisanalysis.errors import DataError, ParameterError
from lisanalysis.workspace import read_per


def test_load_is_what_was_delivered(sted: Sted) -> None:
    """Without a date the latest delivery's is meant, and the rows are those of the file."""
    data = lis.load("lille")
    lines = next((sted.hjem / "udtraek").glob("prisme_posteringer*")).read_bytes().splitlines()
    assert data.per == date(2025, 12, 31)
    assert data.tabel("postering").count().execute() == len(lines) - 1


def test_load_takes_a_date_or_its_text(sted: Sted) -> None:
    """Both mean the same day; what is no day is refused in Danish."""
    assert lis.load("lille", per="2026-01-31").per == lis.load("lille", per=date(2026, 1, 31)).per == date(2026, 1, 31)
    with pytest.raises(ParameterError, match="åååå-mm-dd"):
        lis.load("lille", per="31-01-2026")


def test_no_date_is_the_latest(sted: Sted) -> None:
    """Papermill passes text, so empty text is no date."""
    assert read_per(None) is read_per("") is None


def test_in_a_batch_nothing_is_loaded(sted: Sted, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel of a batch reads what the batch loaded, and does not load by itself."""
    monkeypatch.setenv("LIS_RAPPORT", "optaelling")
    with pytest.raises(DataError, match="ikke indlæst"):
        lis.load("lille")


def test_analyse_answers_with_the_number_of_rows(sted: Sted) -> None:
    """The answer forwards to its Result, and prints names and counts alone."""
    data = lis.load("lille")
    svar = lis.analyse("optaelling", data, tabel="sag")
    assert svar.noegletal[0].vaerdi == data.antal["sag"]
    assert svar.result.find("tabeller").data["antal"].tolist() == [data.antal["sag"]]
    assert repr(svar) == "<Svar optaelling pr. 2025-12-31: 1 nøgletal, 1 tabeller, 0 figurer>"
    assert "<code>tabeller</code>" in svar._repr_html_()
    with pytest.raises(AttributeError):
        svar.findes_ikke  # noqa: B018


def test_a_missing_table_is_an_answer(sted: Sted) -> None:
    """Whether the declaration names the table or the analysis meets it, the answer says what is missing."""
    for fil in (sted.hjem / "udtraek").glob("nexus_*"):
        fil.unlink()
    data = lis.load("lille")
    svar = lis.analyse("optaelling", data, tabel="bevilling")
    assert (svar.status, svar.mangler) == ("ikke_koert", ("bevilling",))
    assert "bevilling" in svar.svar
    svar.show("tabeller")  # a part that could not be made is not shown, and is no error


def test_show_without_a_notebook_is_text(sted: Sted, capsys: pytest.CaptureFixture[str]) -> None:
    """In plain Python the first page is the answer and its key figures; an unknown part is refused by name."""
    data = lis.load("lille")
    svar = lis.analyse("optaelling", data, tabel="sag")
    svar.show()
    assert capsys.readouterr().out == f"Optælling\nDer er {data.antal['sag']} rækker.\n  Rækker: {data.antal['sag']}\n"
    with pytest.raises(ParameterError, match="tabeller"):
        svar.show("tabel")


def test_show_in_a_notebook_is_html_with_a_text_form(sted: Sted) -> None:
    """IPython gets the part as HTML and its name as text."""
    code = (
        "from IPython.testing.globalipapp import start_ipython\nstart_ipython()\n"
        "from IPython.utils.capture import capture_output\n"
        f"import lisanalysis.analyses as a; a.__path__.append({str(sted.rod / 'analyser')!r})\n"
        "import lisanalysis as lis\nsvar = lis.analyse('optaelling', lis.load('lille'))\n"
        "with capture_output() as seen: svar.show('tabeller')\n"
        "data = seen.outputs[0].data\nprint(sorted(data), '<table' in data['text/html'], data['text/plain'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stdout.splitlines()[-1:] == ["['text/html', 'text/plain'] True <tabeller>"], done.stderr


def test_save_writes_under_the_report_and_nowhere_else(sted: Sted, monkeypatch: pytest.MonkeyPatch) -> None:
    """By hand the folder is the analysis's; in a batch it is the variant's, under the folder `lis run` was given."""
    svar = lis.analyse("optaelling", lis.load("lille"))
    folder = lis.save(svar)
    assert folder == sted.rod / "reports" / "lille" / "2025-12-31" / "optaelling"
    assert {"noegletal.csv", "tabeller.csv", "tabeller.parquet"} <= {f.name for f in folder.iterdir()}
    monkeypatch.setenv("LIS_RAPPORT", "optaelling.syd")
    monkeypatch.setenv("LIS_REPORTS", str(sted.rod / "andre"))
    assert lis.save(svar) == sted.rod / "andre" / "lille" / "2025-12-31" / "optaelling.syd"


def test_the_front_door_explains_itself() -> None:
    """Every name is there, is listed and is documented; another name is refused with those there are."""
    for navn in lis.__all__:
        assert getattr(lis, navn).__doc__
        assert navn in dir(lis)
    assert lis.load.__doc__.startswith("Kommunens data")
    assert Path(lis.__file__).parent.name == "lisanalysis"
    with pytest.raises(AttributeError, match="Der er: load"):
        lis.indlaes  # noqa: B018
