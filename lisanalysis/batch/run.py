"""A whole batch: what is unchanged is left, the rest runs side by side, and each report is finished before it is shelved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lisanalysis.analyses.find import find_analyse
from lisanalysis.batch import manifest
from lisanalysis.batch.jobs import Job
from lisanalysis.batch.kernel import Kernels
from lisanalysis.batch.report import PDF, Outcome, Task, make
from lisanalysis.batch.warm import Warm, possible
from lisanalysis.settings import Settings
from lisanalysis.tables.dataset import Dataset
from lisanalysis.templates.lacks import lacking
from lisanalysis.templates.surroundings import blanked

if TYPE_CHECKING:
    from lisanalysis.publish.gate import Gate

TIMEOUT = 1800  # seconds that one cell may take
WORTH_WARMING = 3  # with fewer reports than this, the imports cost less cold


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

        A report that reads another's tables waits for it, and for nothing else. `executor` takes the jobs instead of `side_by_side`
        threads: any will do that sees the same files. Interrupted, it ends the reports at once; what was finished stays, and the next
        run takes the rest.
        """
        jobs = in_order(jobs)
        with nullcontext(executor) if executor else ThreadPoolExecutor(max(1, side_by_side), "rapport") as pool, _Hands(self, jobs) as hands:
            yield from self._run(jobs, force, pool, hands)

    def _run(self, jobs: list[Job], force: bool, pool: Executor, hands: _Hands) -> Iterator[Outcome]:
        files, left, going = manifest.inputs(self.settings, self.data), list(jobs), {}
        try:
            while left or going:
                plans = {job: manifest.planned(job, self.settings, self.data, [*files, *self._read_from(job)]) for job in ready(left, going.values())}
                left = [job for job in left if job not in plans]
                kept = [] if force else [job for job in plans if not self._lacks_pdf(job) and manifest.unchanged(self._folder(job), plans[job])]
                for job in plans:
                    if job not in kept:
                        task = self._task(job, plans[job])
                        going[pool.submit(make, hands.given(task, len(plans) - len(kept) + len(left)))] = job
                yield from map(self._leave, kept)
                for future in wait(going, return_when=FIRST_COMPLETED).done if going else ():
                    del going[future]
                    yield future.result()
        except BaseException:
            for future in going:
                future.cancel()
            raise

    def _task(self, job: Job, plan: dict[str, Any]) -> Task:
        """All that the report takes, in a form that can be sent."""
        package = job.skabelon.package if job.skabelon else None
        return Task(
            job.navn, job.notebook, self.settings, self.data.per, self.data.version, self.reports,
            given={"kommune": self.settings.stem, "per": self.data.per.isoformat(), **job.parametre},
            declared={name: getattr(job.modul.ANALYSE, name) for name in ("titel", "laeser", "spoergsmaal")},
            publikum=package.manifest.resultat.publikum if package else "", explained=explained(job),
            mangler=lacking(package, self.data) if package else (), plan=plan, environment=self._environment(job),
            timeout=self.timeout, maerke=self.maerke, pdf=self.pdf,
        )  # fmt: skip

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

    def _environment(self, job: Job) -> dict[str, str]:
        """What the front door reads in the kernel; see `workspace`."""
        given = {"LIS_ROD": self.settings.rod, "LIS_DATA": self.data_folder or "", "LIS_REPORTS": self.reports}
        blank = dict.fromkeys(("LIS_INTERN", "LIS_GRUND", "LIS_SLETTES", "LIS_SKRAMLET"), "")  # never the caller's own
        said = {name: str(value) for name, value in {**given, **self.miljoe}.items()}
        own = {"LIS_RAPPORT": job.navn, "LIS_TABELLER": ""}
        if job.skabelon:  # no lists with CPR numbers, no passwords of others', and only the tables it has declared
            own |= blank | blanked(self.settings) | {"LIS_TABELLER": json.dumps(job.skabelon.package.tables), "LIS_SKRAMLET": said.get("LIS_SKRAMLET", "")}
        return blank | said | own


class _Hands:
    """What a run's reports are made by: the warm parent, where there is one and so many reports that it is worth its start, and the cold kernels."""

    def __init__(self, batch: Batch, jobs: Sequence[Job]) -> None:
        self._batch, self._stems, self._kernels = batch, sorted({job.stem for job in jobs}), Kernels()
        self._warm: Warm | None = None

    def given(self, task: Task, many: int) -> Task:
        """The task with them; `many` are the reports that may be to make, and the parent starts with the first of enough."""
        if not self._warm and possible() and many >= WORTH_WARMING:
            self._warm = Warm(self._stems, self._batch.settings, self._batch.reports)
        return replace(task, gate=self._batch.gate, kernels=self._kernels, warm=self._warm.where if self._warm else "")

    def __enter__(self) -> _Hands:
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        if fault:
            self._kernels.stop()
        if self._warm:
            self._warm.close()


def in_order(jobs: Iterable[Job]) -> list[Job]:
    """The jobs with those first that others wait for, or that wait for fewest."""
    jobs = list(jobs)
    asked = {stem for job in jobs for stem in job.modul.ANALYSE.efter}
    return sorted(jobs, key=lambda job: (_depth(job.modul), job.stem not in asked))


def ready(left: Iterable[Job], going: Iterable[Job]) -> list[Job]:
    """Those of the jobs that wait for no other that is left or under way."""
    left = list(left)
    unfinished = {job.stem for job in (*left, *going)}
    return [job for job in left if not unfinished & _before(job.modul)]


def _before(modul: Any) -> set[str]:
    """The reports whose tables the analysis reads, and theirs."""
    return {stem for name in modul.ANALYSE.efter for stem in (name, *_before(find_analyse(name)))}


def _depth(modul: Any) -> int:
    return max((1 + _depth(find_analyse(stem)) for stem in modul.ANALYSE.efter), default=0)


def explained(job: Job) -> tuple[tuple[str, Any, str], ...]:
    """The parameters the report was made with, each with the analysis's own sentence about it."""
    fields = job.modul.Parametre.model_fields
    return tuple((navn, vaerdi, fields[navn].description or "") for navn, vaerdi in job.parametre.items())
