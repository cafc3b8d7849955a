"""A batch that is stopped or killed, by a report or from outside: what is whole stays, what ran leaves nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_prep import batch_of, run
from lille_kommune import ANSWER, LOAD, SAVE, SHOW, Sted, sted, udtraek  # noqa: F401  fixtures

from lisanalysis.batch.jobs import find_jobs
from lisanalysis.batch.manifest import file_hashes
from lisanalysis.batch.warm import possible


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


def until(happened: Callable[[], object]) -> bool:
    """Whether it comes true within a minute."""
    return any(happened() or time.sleep(0.1) for _ in range(600))
