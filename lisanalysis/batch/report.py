"""Makes one report, from an empty folder to the shelf: the notebook is run, its answer taken over, the page set, checked and shelved.

A `Task` holds all that takes and can be sent to another process: any `concurrent.futures.Executor` can be given `make` and a task.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lisanalysis.batch import manifest, warm
from lisanalysis.batch.failed import clear, set_aside
from lisanalysis.batch.faults import Failed, reason
from lisanalysis.batch.kernel import Kernels, execute_forked
from lisanalysis.errors import LisError
from lisanalysis.publish.gate import Gate, gate_for
from lisanalysis.settings import Settings
from lisanalysis.workspace.save import SVAR_MIME

if TYPE_CHECKING:
    from nbformat import NotebookNode

PDF = "rapport.pdf"
SLACK = 120  # seconds beyond a cell's own that a report may be silent: the page is set, checked and written after the last cell
AFBRUDT = "kørslen blev afbrudt"


@dataclass(frozen=True)
class Outcome:
    """How one report went. `grund` says why where it failed, `mangler` what was lacking where it was not run.

    `advarsler` are the gate's, `interne` the files that were written to the place for internal lists.
    """

    navn: str
    status: Literal["ok", "fejlet", "ikke_koert", "uaendret"]
    grund: str = ""
    mangler: tuple[str, ...] = ()
    sekunder: float = 0.0
    advarsler: tuple[str, ...] = ()
    interne: int = 0


@dataclass(frozen=True)
class Task:
    """One report to make. `given` are its notebook's parameters, `declared` and `publikum` what its analysis or accepted template promises.

    `explained` are the parameters (name, value, sentence) that the page shows, `plan` what is known of its manifest, `environment` what its
    notebook is told, `mangler` what stops it from being run at all, `data` the version it must have been made from. `warm` is where a warm
    parent listens. `gate` and `kernels` are this process's own: a task that has been sent elsewhere finds itself others there.
    """

    navn: str
    notebook: Path
    settings: Settings
    per: date
    data: str
    reports: Path
    given: Mapping[str, Any]
    declared: Mapping[str, str]
    publikum: str
    explained: tuple[tuple[str, Any, str], ...]
    mangler: tuple[str, ...]
    plan: Mapping[str, Any] = field(repr=False)
    environment: Mapping[str, str] = field(repr=False)
    timeout: int
    maerke: str = ""
    pdf: bool = False
    warm: str = ""
    gate: Gate | None = field(default=None, repr=False)
    kernels: Kernels | None = field(default=None, repr=False)

    def __reduce__(self) -> tuple[Callable[..., Task], tuple[dict[str, Any]]]:
        return _sent, ({**self.__dict__, "gate": None, "kernels": None},)

    @property
    def folder(self) -> Path:
        """The report's own folder on the shelf."""
        return self.reports / self.settings.stem / self.per.isoformat() / self.navn

    def release(self, name: str, content: bytes) -> list[str]:
        """Write a file of the report by way of the gate; the gate's warnings. Raises GateError."""
        return self.gate_here().slip_ud(self.folder / name, content)

    def gate_here(self) -> Gate:
        """The gate into `reports`."""
        return self.gate or gate_for(self.settings, self.reports)


def _sent(fields: dict[str, Any]) -> Task:
    return Task(**fields)


def make(task: Task) -> Outcome:
    """The report, in a child of the warm parent where there is one; a failed one leaves nothing on the shelf but its reason."""
    clock = time.monotonic()
    try:
        outcome = _with_a_parent(task) if task.warm else make_here(task)
    except warm.Stopped:
        outcome = Outcome(task.navn, "fejlet", AFBRUDT)
    return replace(outcome, sekunder=time.monotonic() - clock)


def _with_a_parent(task: Task) -> Outcome:
    start = manifest.now()
    try:
        return warm.ask(task.warm, task.timeout + SLACK, make_here, replace(task, warm=""))
    except warm.Unreachable:
        return make_here(replace(task, warm=""))
    except Failed as error:  # the child died with all it knew
        return _failed(replace(task, plan={**task.plan, "start": start}), str(error))


def make_here(task: Task, heard: Callable[[], None] | None = None) -> Outcome:
    """The report, page and gate in this process: its notebook in a forked child where `heard` says that this one is warm, else in a kernel."""
    task = replace(task, plan={**task.plan, "start": manifest.now()})
    try:
        return _report(replace(task, gate=task.gate_here()), heard)
    except Exception as error:
        if task.kernels and task.kernels.stopped:
            return Outcome(task.navn, "fejlet", AFBRUDT)
        return _failed(task, reason(error))


def _report(task: Task, heard: Callable[[], None] | None) -> Outcome:
    """Run the notebook and shelve what it gave. The manifest is written last, so that half a report never counts."""
    from lisanalysis.publish.html import rapport

    _empty(task.folder)
    if task.mangler:
        return _not_run(task)
    notebook = _executed(task, heard)
    svar = _as_accepted(task, handed_over(notebook))
    if svar.pop("data") != task.data:
        raise Failed("data blev indlæst på ny undervejs; kør igen")
    koersel = manifest.whole(svar.pop("status"), svar.pop("mangler"), dict(task.plan))
    page = rapport(notebook, titel=svar["titel"], kommune=task.settings.kommune.navn, per=task.per,
                   parametre=task.explained, manifest=koersel, maerke=task.maerke).encode()  # fmt: skip
    interne = svar.pop("interne")
    svar["advarsler"] += task.release(manifest.RAPPORT, page)
    _print(task, page)
    _shelve(task, koersel, {**svar, "grund": ""})
    clear(task.settings, task.navn, task.per.isoformat())
    return Outcome(task.navn, koersel["status"], mangler=tuple(koersel["mangler"]), advarsler=tuple(svar["advarsler"]), interne=interne)


def _executed(task: Task, heard: Callable[[], None] | None) -> NotebookNode:
    if heard:
        return execute_forked(task.notebook, task.given, task.environment, task.timeout, heard)
    return (task.kernels or Kernels()).execute(task.notebook, task.given, task.environment, task.timeout)


def _print(task: Task, page: bytes) -> None:
    from lisanalysis.publish.browser import print_to_pdf

    if task.pdf:
        task.gate_here().slip_aftryk(task.folder / PDF, page, print_to_pdf)


def _not_run(task: Task) -> Outcome:
    """A shared template that lacks something is not started: the index says what it lacks."""
    said = {**task.declared, "svar": f"Ikke kørt: der mangler {', '.join(task.mangler)}.", "grund": "", "advarsler": []}
    _shelve(task, manifest.whole("ikke_koert", list(task.mangler), dict(task.plan)), said)
    return Outcome(task.navn, "ikke_koert", mangler=task.mangler)


def _failed(task: Task, grund: str) -> Outcome:
    """Leave the reason alone in the folder: an old report must not pass for a new one, nor half a report for a whole."""
    with suppress(OSError, LisError):  # the outcome says "fejlet" to the person all the same
        _empty(task.folder)
        _shelve(task, manifest.whole("fejlet", [], dict(task.plan)), {**task.declared, "svar": "", "grund": grund})
    set_aside(task.settings, task.navn, task.notebook, task.per.isoformat(), grund)
    return Outcome(task.navn, "fejlet", grund)


def _shelve(task: Task, koersel: dict[str, Any], svar: dict[str, Any]) -> None:
    svar = {**svar, "filer": manifest.file_hashes(task.folder)}
    task.release(manifest.SVAR, manifest.as_bytes(svar))
    task.release(manifest.KOERSEL, manifest.as_bytes(koersel))


def _as_accepted(task: Task, svar: dict[str, Any]) -> dict[str, Any]:
    """The answer as its template was accepted: under the template's own title, and for the audience that it named."""
    if not task.publikum:
        return svar
    if svar["publikum"] != task.publikum:
        raise Failed(f"skabelonen er accepteret til {task.publikum}, men svaret er lavet til {svar['publikum']}")
    return svar | task.declared


def handed_over(notebook: NotebookNode) -> dict[str, Any]:
    """What `lis.save` said of the answer, from the output of the cell that called it."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    said = [output["data"][SVAR_MIME] for output in outputs if SVAR_MIME in output.get("data", {})]
    if not said:
        raise Failed("notebooken sluttede uden at nå lis.save(svar)")
    return dict(said[-1])


def _empty(folder: Path) -> None:
    """Remove a report's folder, so that it holds what this run writes and nothing else; its manifest goes first."""
    (folder / manifest.KOERSEL).unlink(missing_ok=True)
    if folder.exists():
        shutil.rmtree(folder)
