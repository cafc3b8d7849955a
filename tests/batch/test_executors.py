"""Whatever takes the jobs, the reports are the same."""

from __future__ import annotations

import json
import multiprocessing
import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import pytest
from batch_prep import batch_of, run
from lille_kommune import Sted, sted, udtraek  # noqa: F401  fixtures

from lisanalysis.batch.jobs import find_jobs
from lisanalysis.batch.kernel import Kernels
from lisanalysis.batch.manifest import file_hashes


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
