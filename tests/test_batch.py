"""The batch, on a small installation with templates that go wrong in every way we know of."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from lille_kommune import ANSWER, LOAD, PARAMETERS, SAVE, SHOW, Sted, sted, udtraek  # noqa: F401  fixtures

from lisanalysis import sources
from lisanalysis.access import kendte_borgere
from lisanalysis.analyses.find import find_analyse
from lisanalysis.batch.faults import cell_reason
from lisanalysis.batch.jobs import Job, choose, find_jobs
from lisanalysis.batch.kernel import Kernels, template_cell
from lisanalysis.batch.manifest import file_hashes
from lisanalysis.batch.run import Batch, Outcome, in_order, ready
from lisanalysis.batch.warm import possible
from lisanalysis.errors import ParameterError
from lisanalysis.settings import read_settings

KEYS = ["status", "mangler", "input", "skabelon", "parametre", "versioner", "start", "slut", "per"]


def batch_of(sted: Sted, timeout: int = 120) -> Batch:
    from lisanalysis.publish.gate import Gate

    settings = read_settings("lille")
    reports = sted.rod / "reports"
    return Batch(settings, sources.load(settings), reports, Gate(kendte_borgere(settings), reports), None, timeout)


def run(batch: Batch, **how: object) -> dict[str, Outcome]:
    return {outcome.navn: outcome for outcome in batch.run(find_jobs(batch.settings), **how)}


def koersel(batch: Batch, navn: str) -> dict:
    return json.loads((batch.shelf / navn / "koersel.json").read_text(encoding="utf-8"))


def refused(sted: Sted) -> str:
    with pytest.raises(ParameterError) as error:
        find_jobs(read_settings("lille"))
    return str(error.value)


def test_a_parameter_file_becomes_a_job_with_checked_values(sted: Sted) -> None:
    """A code with its zero stays text, a date becomes ISO text, and the model's defaults fill the rest."""
    sted.yaml("optaelling.syd-1.yaml", "konti: [0573]\nfra: 2024-02-29\n")
    job = next(j for j in find_jobs(read_settings("lille")) if j.variant)
    assert (job.stem, job.variant, job.navn) == ("optaelling", "syd-1", "optaelling.syd-1")
    assert job.parametre == {"tabel": "postering", "konti": ["0573"], "fra": "2024-02-29", "graense": 5}


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("graensse: 3\n", ["graensse", "ukendt navn", "Mente du 'graense'?"]),
        ("konti: [573]\n", ["konti.0", "anførselstegn"]),
        ("graense: '3'\n", ["graense", "helt tal"]),
        ("graense: 0\n", ["graense", "for lille"]),
        ("fra: i går\n", ["fra", "dato"]),
    ],
)
def test_a_wrong_parameter_is_refused_before_any_kernel(sted: Sted, yaml: str, said: list[str]) -> None:
    """The message names the file and the field, says what is wrong in Danish, and does not repeat the value."""
    sted.yaml("optaelling.forkert.yaml", yaml)
    message = refused(sted)
    assert all(word in message for word in ["parameters/lille/optaelling.forkert.yaml", *said]), message
    assert "i går" not in message


def test_all_that_is_wrong_is_said_at_once(sted: Sted) -> None:
    """Two bad files give one error that names both."""
    sted.yaml("optaelling.a.yaml", "x: 1\n")
    sted.yaml("optaeling.yaml", "")
    message = refused(sted)
    assert "optaelling.a.yaml" in message
    assert "optaeling.yaml: Der er ingen analyse" in message
    assert "Mente du 'optaelling'?" in message


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (PARAMETERS.replace("graense", "grense"), "'grense' er ikke en parameter til analysen (mente du 'graense'?)"),
        (PARAMETERS.replace('per: str | None = None\n', ""), "parametercellen mangler 'per'"),
        (PARAMETERS + "\nimport os", "må kun bestå af"),
        ("kommune = ", "kan ikke læses"),
    ],
)
def test_a_parameter_cell_that_disagrees_with_the_model_is_refused(sted: Sted, cell: str, said: str) -> None:
    """A name that only the notebook or only the analysis knows would be passed in silence."""
    sted.analyse("optaelling", parameters=cell)
    assert said in refused(sted)


def test_only_takes_an_analysis_or_one_of_its_variants(sted: Sted) -> None:
    """`--only` by stem takes all variants, by full name one, and a misspelt name is refused with the nearest."""
    sted.yaml("optaelling.syd.yaml", "")
    jobs = find_jobs(read_settings("lille"))
    assert [j.navn for j in choose(jobs, ["optaelling"])] == ["optaelling.syd", "optaelling"]
    assert [j.navn for j in choose(jobs, ["optaelling.syd"])] == ["optaelling.syd"]
    with pytest.raises(ParameterError, match="Mente du 'optaelling'"):
        choose(jobs, ["optælling"])


def test_a_foreign_error_is_told_without_its_message() -> None:
    """pandas has a DataError too: only an error that our own code raised is told by its words."""
    import lisanalysis.settings as ours

    own = f"File {ours.__file__}:70, in find_root(start)"
    foreign = "File /usr/lib/python3/pandas/core/frame.py:12, in agg(x)"
    assert cell_reason("DataError", "fil x mangler", ["Cell In[2], line 1", own]) == "fil x mangler"
    assert cell_reason("DataError", "610190-0009", [own, foreign]) == "DataError i lisanalysis/settings.py, linje 70"
    assert cell_reason("DataError", "610190-0009", ["Cell In[2], line 4", foreign]) == "DataError, linje 4"


def test_cells_are_numbered_as_in_the_template(sted: Sted) -> None:
    """Papermill's own cell after the parameters is not counted: its index 3 is the template's third cell."""
    path = sted.notebook("optaelling")
    assert [template_cell(path, index) for index in (0, 2, 3)] == [1, 2, 3]


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


class Straks(Executor):
    """Works at once, in the caller's own thread."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


def process() -> Executor:
    """One that shares nothing with this one."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


@pytest.mark.parametrize(("make", "reports"), [(Straks, 1), (lambda: ThreadPoolExecutor(1), 3), (process, 1), (process, 3)],
                         ids=["at once, cold", "threads, warm", "a process, cold", "a process, warm"])  # fmt: skip
def test_any_executor_can_take_the_jobs(sted: Sted, make: Callable[[], Executor], reports: int) -> None:
    """In this process or in another, by a kernel of its own or by the warm parent: whole reports, and the same figures."""
    for nr in range(1, reports):
        sted.yaml(f"optaelling.nr{nr}.yaml", "")
    batch = batch_of(sted)
    with make() as executor:
        outcomes = run(batch, executor=executor)

    assert {o.status for o in outcomes.values()} == {"ok"} and len(outcomes) == reports
    for navn in outcomes:
        assert json.loads((batch.shelf / navn / "svar.json").read_text())["filer"] == file_hashes(batch.shelf / navn)
    assert {o.status for o in run(batch).values()} == {"uaendret"}


def test_a_task_that_is_sent_leaves_the_gate_and_the_kernels_behind(sted: Sted) -> None:
    """The gate knows citizens and cannot be sent; whoever gets the task opens the municipality's own."""
    batch = batch_of(sted)
    task = batch._task(find_jobs(batch.settings)[0], {})
    sent = pickle.loads(pickle.dumps(replace(task, gate=batch.gate, kernels=Kernels())))

    assert sent == task and sent.gate is None and sent.kernels is None
    assert sent.gate_here().kontroller("a.txt", b"intet") == []


@pytest.mark.skipif(not possible(), reason="reports are forked on Linux alone")
def test_a_report_cannot_change_how_reports_are_made_nor_take_the_others_with_it(sted: Sted) -> None:
    """One kills the very process that makes it, one exchanges the page and the gate for its own: the first is named, the second has the usual page."""
    sted.analyse("draeber", LOAD, "import os\nos.kill(os.getppid(), 9)", SAVE)
    bytter = "import lisanalysis.publish.page as p, lisanalysis.publish.html as h, lisanalysis.publish.gate as g\n" \
             "p.rapport = h.rapport = lambda *a, **k: 'skiftet'\ng.Gate.kontroller = lambda *a: ['skiftet']"  # fmt: skip
    sted.analyse("bytter", LOAD, ANSWER.replace("STEM", "bytter"), SHOW, SAVE, bytter)
    batch = batch_of(sted)
    gone = run(batch)

    assert {n: o.status for n, o in gone.items()} == {"draeber": "fejlet", "bytter": "ok", "optaelling": "ok"}
    assert "døde" in gone["draeber"].grund and gone["bytter"].advarsler == ()
    assert {f.name for f in (batch.shelf / "draeber").iterdir()} == {"koersel.json", "svar.json"}
    assert "Hvor mange rækker er der?" in (batch.shelf / "bytter" / "rapport.html").read_text(encoding="utf-8")


RUN_IT = """
import sys, lisanalysis.analyses as a
a.__path__.append(sys.argv[1])
from lisanalysis.cli import main
sys.argv = ["lis", "run", "parameters/lille", "--jobs", "2"]
main()
"""


@pytest.mark.skipif(not possible(), reason="reports are forked on Linux alone")
def test_a_batch_that_is_killed_leaves_no_process_and_its_next_run_takes_the_rest(sted: Sted, tmp_path: Path) -> None:
    """SIGKILL in the middle: no manifest for what ran, no process and no socket left; then the rest is made and every report is whole."""
    mark, temp = tmp_path / "pids", tmp_path / "temp"
    temp.mkdir()
    sted.analyse("venter", LOAD, f"import os, time\nopen({str(mark)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}')\ntime.sleep(300)", SAVE)
    sted.yaml("optaelling.syd.yaml", "")
    batch = batch_of(sted)
    going = subprocess.Popen([sys.executable, "-c", RUN_IT, str(sted.rod / "analyser")], cwd=sted.rod, env={**os.environ, "TMPDIR": str(temp)},
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    assert until(lambda: mark.exists() and mark.read_text() and all((batch.shelf / n / "koersel.json").exists() for n in ("optaelling", "optaelling.syd")))
    going.kill()
    going.wait()

    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in mark.read_text().split()))
    assert until(lambda: not list(temp.glob("lis-*")))
    assert not (batch.shelf / "venter" / "koersel.json").exists()
    sted.analyse("venter")
    assert {n: o.status for n, o in run(batch).items()} == {"optaelling": "uaendret", "optaelling.syd": "uaendret", "venter": "ok"}
    for navn in ("optaelling", "optaelling.syd", "venter"):
        assert json.loads((batch.shelf / navn / "svar.json").read_text())["filer"] == file_hashes(batch.shelf / navn)


def until(happened: Callable[[], object]) -> bool:
    """Whether it comes true within a minute."""
    return any(happened() or time.sleep(0.1) for _ in range(600))


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


def test_a_stopped_batch_ends_at_once_and_resumes(sted: Sted) -> None:
    """What was finished is not made again; what ran when it was stopped left no manifest."""
    sted.analyse("venter", LOAD, "import time\ntime.sleep(120)", SAVE)
    batch = batch_of(sted)
    going = batch.run(find_jobs(batch.settings))
    assert next(going).navn == "optaelling"
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        going.throw(KeyboardInterrupt)
    assert time.monotonic() - start < 20
    assert not (batch.shelf / "venter" / "koersel.json").exists()
    sted.analyse("venter")
    assert {n: o.status for n, o in run(batch).items()} == {"optaelling": "uaendret", "venter": "ok"}


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
