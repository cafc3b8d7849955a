"""The batch, on a small installation with templates that go wrong in every way we know of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from batch_prep import batch_of, koersel, run
from lille_kommune import ANSWER, LOAD, SAVE, Sted, sted, udtraek  # noqa: F401  fixtures

from lisanalysis.analyses.find import find_analyse
from lisanalysis.batch.jobs import Job
from lisanalysis.batch.run import Batch, in_order, ready

KEYS = ["status", "mangler", "input", "skabelon", "parametre", "versioner", "start", "slut", "per"]


def test_one_report_from_parameters_to_shelf(sted: Sted) -> None:
    """A sound template gives its page, its files, and a manifest with exactly the keys that are promised."""
    batch = batch_of(sted)
    outcome = run(batch)["optaelling"]
    assert (outcome.status, outcome.grund) == ("ok", "")
    folder = batch.shelf / "optaelling"
    assert {"rapport.html", "noegletal.csv", "koersel.json", "svar.json"} <= {f.name for f in folder.iterdir()}
    made = koersel(batch, "optaelling")
    assert list(made) == KEYS
    assert made["parametre"]["vaerdier"]["graense"] == 7
    assert {"nexus_indsatser_20251231.csv", "parameters/lille/kommune.yaml"} <= {f["fil"] for f in made["input"]}
    assert all(len(f["sha256"]) == 64 for f in [*made["input"], made["skabelon"], made["parametre"]])
    page = (folder / "rapport.html").read_text(encoding="utf-8")
    assert "Hvor mange rækker er der?" in page
    assert "import lisanalysis" not in page
    assert str(sted.rod) not in page
    assert "Det er udeladt af rapporten" not in page


def test_what_is_unchanged_is_left_and_what_is_changed_is_made_again(sted: Sted) -> None:
    """Parameters, template, extracts and the report's own files each bring their report back, and no other."""
    sted.yaml("optaelling.syd.yaml", "")
    batch = batch_of(sted)
    assert {o.status for o in run(batch).values()} == {"ok"}
    made = koersel(batch, "optaelling")
    assert {o.status for o in run(batch).values()} == {"uaendret"}
    assert koersel(batch, "optaelling") == {**made, "status": "uaendret"}

    sted.yaml("optaelling.syd.yaml", "graense: 9\n")
    assert {n: o.status for n, o in run(batch).items()} == {"optaelling": "uaendret", "optaelling.syd": "ok"}
    (batch.shelf / "optaelling" / "noegletal.csv").write_text("rettet i hånden", encoding="utf-8")
    assert {n: o.status for n, o in run(batch).items()} == {"optaelling": "ok", "optaelling.syd": "uaendret"}
    (batch.shelf / "optaelling.syd" / "koersel.json").unlink()
    assert {n: o.status for n, o in run(batch).items()} == {"optaelling": "uaendret", "optaelling.syd": "ok"}


def test_templates_that_go_wrong_are_named_and_leave_no_personal_data(sted: Sted, capfd: pytest.CaptureFixture[str]) -> None:
    """Each failure has its reason; the others finish; no file and no line on the screen holds the citizen's number."""
    cpr = sted.known_cpr()
    rows = f"import pandas as pd\nborgere = pd.DataFrame({{'cpr': ['{cpr[:3]}' + '{cpr[3:]}']}})\nprint(borgere)\nborgere"
    leak = "from IPython.display import HTML, display\ndisplay(HTML(borgere.cpr[0]), metadata={'lisanalysis': 'x'})"
    say = "import dataclasses\nsvar = lis.Svar(dataclasses.replace(svar.result, svar=borgere.cpr[0]), data)"
    answer = {stem: ANSWER.replace("STEM", stem) for stem in ("laekker", "siger")}
    sted.analyse("fejler", LOAD, rows, "{}[borgere.cpr[0]]", SAVE)
    sted.analyse("vores", LOAD, "lis.analyse('optaeling', data)", SAVE)
    sted.analyse("doer", LOAD, rows, "import os\nos._exit(3)", SAVE)
    sted.analyse("haenger", rows, "import time\ntime.sleep(60)", SAVE)
    sted.analyse("stopper", LOAD, rows, "raise SystemExit")
    sted.analyse("laekker", LOAD, answer["laekker"], rows, leak, SAVE)
    sted.analyse("siger", LOAD, answer["siger"], rows, say, SAVE)
    sted.analyse("advarer", LOAD, rows, "import warnings\nwarnings.warn(borgere.cpr[0])", ANSWER.replace("STEM", "advarer"), SAVE)
    batch = batch_of(sted, timeout=15)
    gone = run(batch)

    reasons = {navn: outcome.grund for navn, outcome in gone.items() if outcome.status == "fejlet"}
    assert set(reasons) == {"fejler", "vores", "doer", "haenger", "stopper", "laekker", "siger"}
    assert reasons["fejler"] == "celle 5: KeyError, linje 1"
    assert reasons["vores"].startswith("celle 4: Der er ingen analyse, der hedder 'optaeling'. Mente du 'optaelling'?")
    assert "døde" in reasons["doer"]
    assert reasons["haenger"] == "en celle tog mere end 15 sekunder"
    assert "lis.save(svar)" in reasons["stopper"]
    for navn in ("laekker", "siger"):
        assert "udgangskontrollen afviste filen" in reasons[navn]
    assert {gone[navn].status for navn in ("optaelling", "advarer")} == {"ok"}

    digits = cpr.replace("-", "")
    written = [f.read_bytes() for f in sted.rod.rglob("*") if f.is_file() and f.suffix != ".ipynb"]
    shown = "".join(capfd.readouterr()) + repr(gone)
    assert len(written) > 20
    for number in (cpr, digits):
        assert not any(number.encode() in content for content in written)
        assert number not in shown
    for navn in reasons:
        assert {f.name for f in (batch.shelf / navn).iterdir()} == {"koersel.json", "svar.json"}
        assert koersel(batch, navn)["status"] == "fejlet"


def test_a_failed_run_removes_the_report_that_stood_before(sted: Sted) -> None:
    """An old page must not pass for a new one; and a failure is tried again though nothing has changed."""
    batch = batch_of(sted)
    run(batch)
    sted.analyse("optaelling", LOAD, "1 / 0", yaml="graense: 7\n")
    assert run(batch)["optaelling"].grund == "celle 4: ZeroDivisionError, linje 1"
    assert not (batch.shelf / "optaelling" / "rapport.html").exists()
    assert run(batch)["optaelling"].status == "fejlet"


def test_a_missing_table_is_reported_and_is_no_failure(sted: Sted) -> None:
    """Without Prisme the report says "ikke kørt" and what it lacks, the second time too."""
    for fil in (sted.hjem / "udtraek").glob("prisme_*"):
        fil.unlink()
    batch = batch_of(sted)
    first, again = run(batch)["optaelling"], run(batch)["optaelling"]
    assert (first.status, first.mangler) == (again.status, again.mangler) == ("ikke_koert", ("postering",))
    assert again.sekunder == 0
    assert koersel(batch, "optaelling")["mangler"] == ["postering"]
    assert (batch.shelf / "optaelling" / "rapport.html").exists()


def test_a_report_that_reads_another_is_made_after_it_and_again_when_it_changes(tmp_path: Path) -> None:
    """The caseworkers' lists count the findings of the 8-tals-kontrol of the day: it comes first, and what it found is among their inputs."""
    navne = ("sagsbehandleroversigt", "registreringspraksis", "ottetalskontrol", "udgiftsstigning")
    jobs = {n: Job(n, "", tmp_path, tmp_path, {}, find_analyse(n)) for n in navne}
    orden = in_order(jobs.values())
    assert [j.stem for j in orden[:2]] == ["ottetalskontrol", "udgiftsstigning"]
    assert ready(orden, []) == orden[:2]
    assert ready(orden[2:], [jobs["ottetalskontrol"]]) == [] and ready(orden[2:], [jobs["udgiftsstigning"]]) == orden[2:]

    batch = Batch(SimpleNamespace(stem="x"), SimpleNamespace(per=date(2025, 12, 31)), tmp_path, gate=None)
    mappe = batch.shelf / "ottetalskontrol"
    mappe.mkdir(parents=True)
    (mappe / "afvigelser.parquet").write_bytes(b"en")
    foer = batch._read_from(jobs["registreringspraksis"])
    (mappe / "afvigelser.parquet").write_bytes(b"to")
    assert [f["fil"] for f in foer] == ["ottetalskontrol/afvigelser.parquet"] and batch._read_from(jobs["registreringspraksis"]) != foer
    assert batch._read_from(jobs["udgiftsstigning"]) == []
