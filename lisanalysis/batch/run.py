"""A whole batch: what is unchanged is left, the rest runs side by side, and each report is finished before it is shelved."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

from lisanalysis.batch import manifest
from lisanalysis.batch.failed import clear, set_aside
from lisanalysis.batch.faults import Failed, reason
from lisanalysis.batch.jobs import Job
from lisanalysis.batch.kernel import Kernels
from lisanalysis.batch.warm import Warm, possible
from lisanalysis.errors import GateError
from lisanalysis.settings import Settings
from lisanalysis.tables.dataset import Dataset
from lisanalysis.templates.lacks import lacking
from lisanalysis.templates.surroundings import blanked
from lisanalysis.workspace import SVAR_MIME, find_analyse

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from lisanalysis.publish.gate import Gate

PDF = "rapport.pdf"
TIMEOUT = 1800  # seconds that one cell may take
WORTH_WARMING = 3  # with fewer reports than this, the imports cost less cold


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
class Batch:
    """All that the reports of one run share. `gate` is the only way into `reports`; `data_folder` is what `--data` gave.

    `miljoe` is what else the kernels are told (see `workspace`), `maerke` a line that every page bears; `pdf` prints each page too.
    """

    settings: Settings
    data: Dataset
    reports: Path
    gate: Gate
    data_folder: Path | None = None
    timeout: int = TIMEOUT
    miljoe: Mapping[str, str] = field(default_factory=dict, repr=False)
    maerke: str = ""
    pdf: bool = False

    @property
    def shelf(self) -> Path:
        """The folder of this municipality and this day; a folder per report stands in it, and the index."""
        return self.reports / self.settings.stem / self.data.per.isoformat()

    def run(self, jobs: Iterable[Job], *, side_by_side: int = 2, force: bool = False, executor: Executor | None = None) -> Iterator[Outcome]:
        """Make the reports and give each outcome as it comes; a report that is still right is not made again.

        `executor` takes the jobs instead of `side_by_side` threads; it must run them in this process, where the gate and the kernels' parent are.
        Interrupted, it ends the kernels at once. What was finished stays, and the next run takes the rest.
        """
        files = manifest.inputs(self.settings, self.data)
        for wave in in_waves(jobs):
            plans = {job: manifest.planned(job, self.settings, self.data, [*files, *self._read_from(job)]) for job in wave}
            waiting = [job for job in plans if force or self._lacks_pdf(job) or not manifest.unchanged(self._folder(job), plans[job])]
            yield from (self._leave(job) for job in plans if job not in waiting)
            if waiting:
                with nullcontext(executor) if executor else ThreadPoolExecutor(max(1, side_by_side), "rapport") as pool:
                    yield from self._side_by_side({job: plans[job] for job in waiting}, pool)

    def _read_from(self, job: Job) -> list[dict[str, str]]:
        """The tables of other reports on the shelf that the job's analysis reads: what they say decides whether it is made again."""
        reports = job.modul.ANALYSE.efter
        return [{"fil": f"{stem}/{fil.name}", "sha256": manifest.sha256(fil)} for stem in reports for fil in sorted((self.shelf / stem).glob("*.parquet"))]

    def write_index(self, jobs: Iterable[Job]) -> Path:
        """`index.html` over all reports that stand on the shelf, those of earlier runs too, and the list of words beside it."""
        from lisanalysis.publish import glossary
        from lisanalysis.publish.index import indeks

        page = indeks([told for job in jobs if (told := self._told(job))], kommune=self.settings.kommune.navn, per=self.data.per,
                      maerke=self.maerke)  # fmt: skip
        ord_ = glossary.side(kommune=self.settings.kommune.navn, per=self.data.per, maerke=self.maerke)
        self.gate.slip_ud(self.shelf / glossary.SIDE, ord_.encode())
        index = self.shelf / "index.html"
        self.gate.slip_ud(index, page.encode())
        return index

    def _told(self, job: Job) -> dict[str, Any]:
        """What the index says of a report; nothing where it has not been made."""
        koersel, svar = (manifest.read(self._folder(job) / navn) for navn in (manifest.KOERSEL, manifest.SVAR))
        if not koersel or not svar:
            return {}
        page = f"{job.navn}/{manifest.RAPPORT}"
        titel = f"{svar['titel']} · {job.variant}" if job.variant else svar["titel"]
        told = {**svar, "titel": titel, "aarsag": svar["grund"], "status": koersel["status"], "mangler": koersel["mangler"]}
        return told | ({"link": page} if manifest.RAPPORT in svar["filer"] else {})

    def _side_by_side(self, plans: dict[Job, dict[str, Any]], pool: Executor) -> Iterator[Outcome]:
        import papermill  # noqa: F401  once, before the threads ask for it at the same time

        warm = Warm(sorted({job.stem for job in plans})) if possible() and len(plans) >= WORTH_WARMING else None
        kernels = Kernels(warm)
        waiting = [pool.submit(self._make, job, plan, kernels) for job, plan in plans.items()]
        try:
            for done in as_completed(waiting):
                yield done.result()
        except BaseException:
            for job in waiting:
                job.cancel()
            kernels.stop()
            raise
        finally:
            if warm:
                warm.close()

    def _lacks_pdf(self, job: Job) -> bool:
        return self.pdf and (self._folder(job) / manifest.RAPPORT).exists() and not (self._folder(job) / PDF).exists()

    def _folder(self, job: Job) -> Path:
        return self.shelf / job.navn

    def _leave(self, job: Job) -> Outcome:
        """An unchanged report keeps its files and times; one that lacked a table still says so."""
        folder = self._folder(job)
        former = manifest.read(folder / manifest.KOERSEL)
        if former["status"] == "ikke_koert":
            return Outcome(job.navn, "ikke_koert", mangler=tuple(former["mangler"]))
        if former["status"] != "uaendret":
            self.gate.slip_ud(folder / manifest.KOERSEL, manifest.as_bytes({**former, "status": "uaendret"}))
        return Outcome(job.navn, "uaendret")

    def _make(self, job: Job, plan: dict[str, Any], kernels: Kernels) -> Outcome:
        """One report from an empty folder to the shelf; a failed one leaves nothing there but its reason."""
        start, clock = manifest.now(), time.monotonic()
        try:
            outcome = self._report(job, {**plan, "start": start}, kernels)
        except Exception as error:
            outcome = Outcome(job.navn, "fejlet", reason(error))
            if not kernels.stopped:
                self._say_failed(job, {**plan, "start": start}, outcome.grund)
                set_aside(self.settings, job, self.data.per.isoformat(), outcome.grund)
        return replace(outcome, sekunder=time.monotonic() - clock)

    def _report(self, job: Job, plan: dict[str, Any], kernels: Kernels) -> Outcome:
        """Run the notebook and shelve what it gave. The manifest is written last, so that half a report never counts."""
        from lisanalysis.publish.browser import print_to_pdf
        from lisanalysis.publish.html import rapport

        _empty(self._folder(job))
        if job.skabelon and (mangler := lacking(job.skabelon.package, self.data)):
            return self._not_run(job, plan, mangler)
        given = {"kommune": self.settings.stem, "per": self.data.per.isoformat(), **job.parametre}
        notebook = kernels.execute(job.notebook, given, self._environment(job), self.timeout)
        svar = _as_accepted(job, handed_over(notebook))
        if svar.pop("data") != self.data.version:
            raise Failed("data blev indlæst på ny undervejs; kør igen")
        koersel = manifest.whole(svar.pop("status"), svar.pop("mangler"), plan)
        page = rapport(notebook, titel=svar["titel"], kommune=self.settings.kommune.navn, per=self.data.per,
                       parametre=explained(job), manifest=koersel, maerke=self.maerke)  # fmt: skip
        interne = svar.pop("interne")
        svar["advarsler"] += self.gate.slip_ud(self._folder(job) / manifest.RAPPORT, page.encode())
        if self.pdf:
            self.gate.slip_aftryk(self._folder(job) / PDF, page.encode(), print_to_pdf)
        self._shelve(job, koersel, {**svar, "grund": ""})
        clear(self.settings, job, self.data.per.isoformat())
        return Outcome(job.navn, koersel["status"], mangler=tuple(koersel["mangler"]), advarsler=tuple(svar["advarsler"]), interne=interne)

    def _not_run(self, job: Job, plan: dict[str, Any], mangler: tuple[str, ...]) -> Outcome:
        """A shared template that lacks something is not started: the index says what it lacks."""
        said = {**_declared(job), "svar": f"Ikke kørt: der mangler {', '.join(mangler)}.", "grund": "", "advarsler": []}
        self._shelve(job, manifest.whole("ikke_koert", list(mangler), plan), said)
        return Outcome(job.navn, "ikke_koert", mangler=mangler)

    def _say_failed(self, job: Job, plan: dict[str, Any], grund: str) -> None:
        """Leave the reason alone in the folder: an old report must not pass for a new one, nor half a report for a whole."""
        with suppress(OSError, GateError):  # the outcome says "fejlet" to the person all the same
            _empty(self._folder(job))
            self._shelve(job, manifest.whole("fejlet", [], plan), {**_declared(job), "svar": "", "grund": grund})

    def _shelve(self, job: Job, koersel: dict[str, Any], svar: dict[str, Any]) -> None:
        folder = self._folder(job)
        svar = {**svar, "filer": manifest.file_hashes(folder)}
        self.gate.slip_ud(folder / manifest.SVAR, manifest.as_bytes(svar))
        self.gate.slip_ud(folder / manifest.KOERSEL, manifest.as_bytes(koersel))

    def _environment(self, job: Job) -> dict[str, str]:
        """What the front door reads in the kernel; see `workspace`."""
        given = {"LIS_ROD": self.settings.rod, "LIS_DATA": self.data_folder or "", "LIS_REPORTS": self.reports}
        blank = dict.fromkeys(("LIS_INTERN", "LIS_GRUND", "LIS_SLETTES", "LIS_SKRAMLET"), "")  # never the caller's own
        said = {name: str(value) for name, value in {**given, **self.miljoe}.items()}
        own = {"LIS_RAPPORT": job.navn, "LIS_TABELLER": ""}
        if job.skabelon:  # no lists with CPR numbers, no passwords of others', and only the tables it has declared
            own |= blank | blanked(self.settings) | {"LIS_TABELLER": json.dumps(job.skabelon.package.tables), "LIS_SKRAMLET": said.get("LIS_SKRAMLET", "")}
        return blank | said | own


def _declared(job: Job) -> dict[str, str]:
    """Title, reader and question, as the analysis or the accepted template has them."""
    return {name: getattr(job.modul.ANALYSE, name) for name in ("titel", "laeser", "spoergsmaal")}


def _as_accepted(job: Job, svar: dict[str, Any]) -> dict[str, Any]:
    """The answer as its template was accepted: under the template's own title, and for the audience that it named."""
    if not job.skabelon:
        return svar
    wanted = job.skabelon.package.manifest.resultat.publikum
    if svar["publikum"] != wanted:
        raise Failed(f"skabelonen er accepteret til {wanted}, men svaret er lavet til {svar['publikum']}")
    return svar | _declared(job)


def in_waves(jobs: Iterable[Job]) -> list[list[Job]]:
    """The jobs in their order, those that read no other report first, and each of the others after all that it reads."""
    waves: dict[int, list[Job]] = {}
    for job in jobs:
        waves.setdefault(_depth(job.modul), []).append(job)
    return [waves[n] for n in sorted(waves)]


def _depth(modul: ModuleType) -> int:
    return max((1 + _depth(find_analyse(stem)) for stem in modul.ANALYSE.efter), default=0)


def explained(job: Job) -> list[tuple[str, Any, str]]:
    """The parameters the report was made with, each with the analysis's own sentence about it."""
    fields = job.modul.Parametre.model_fields
    return [(navn, vaerdi, fields[navn].description or "") for navn, vaerdi in job.parametre.items()]


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
