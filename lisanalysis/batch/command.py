"""What `lis run` and `lis check` do, and what the person sees of it; the answer is the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis.analyses import behov, dansk
from lisanalysis.batch.jobs import Job, choose, find_jobs, unfold
from lisanalysis.batch.run import TIMEOUT, Batch, Outcome
from lisanalysis.errors import AccessError, ParameterError
from lisanalysis.publish.frame import EKSEMPEL
from lisanalysis.settings import Settings, read_settings
from lisanalysis.tables.dataset import Dataset
from lisanalysis.workspace import read_per

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

REFUSED, INTERRUPTED = 3, 130


@dataclass(frozen=True)
class Internal:
    """What was said of lists with CPR numbers: where to, in which role, why, and what day it is."""

    mappe: Path | None
    rolle: str
    grund: str
    i_dag: date


_WORDS = {"ok": "ok", "fejlet": "FEJLET", "ikke_koert": "ikke kørt", "uaendret": "uændret"}


def run_reports(
    kommune: str, *, data: Path | None = None, reports: Path | None = None, per: str | None = None,
    only: Iterable[str] = (), jobs: int = 2, force: bool = False, timeout: int = TIMEOUT,
    internal: Internal | None = None, scramble: bool = False, pdf: bool = False,
) -> int:  # fmt: skip
    """Load, run and shelve a municipality's reports; 0 when all is done, 1 when one failed, 130 when interrupted.

    Settings and all parameter files are checked before anything is loaded, and long before a kernel starts. With `internal` the
    lists that must carry CPR numbers are written too; with `scramble` the reports show example data, in a folder of their own.
    With `pdf` each is printed too; a machine without a browser says so before anything is loaded.
    """
    from lisanalysis.publish.browser import INGEN, find_browser
    from lisanalysis.publish.gate import gate_for

    if pdf and find_browser() is None:
        raise ParameterError(INGEN)
    settings, dag = read_settings(kommune, data=data), read_per(per)
    only, alle = tuple(only), find_jobs(settings)
    choose(alle, (navn.partition(".")[0] for navn in only))  # a misspelt name is said before anything is loaded
    rod = (reports or settings.rod / "reports").resolve()
    miljoe = _internal(settings, internal, rod, scramble) if internal else {}
    dataset = _load(settings, dag, internal.i_dag if internal else None)
    alle = unfold(alle, dataset)
    chosen = choose(alle, only)
    with _shown(settings, dataset, rod, scramble) as (dataset, rod, extra):
        batch = Batch(settings, dataset, rod, gate_for(settings, rod), data and data.resolve(), timeout, miljoe | extra,
                      EKSEMPEL if scramble else "", pdf)  # fmt: skip
        try:
            outcomes = _watch(batch.run(chosen, side_by_side=jobs, force=force or bool(miljoe)), len(chosen))
        except KeyboardInterrupt:
            print("Afbrudt. Det, der var færdigt, er gemt; kør samme kommando igen for resten.", file=sys.stderr)
            return INTERRUPTED
        index = batch.write_index(alle)
        late = _late(dataset, internal.i_dag) if internal and not per else []
        _tell(outcomes, index, miljoe, late)
    return int(any(outcome.status == "fejlet" for outcome in outcomes))


def _internal(settings: Settings, wanted: Internal, reports: Path, scramble: bool) -> dict[str, str]:
    """What the kernels are told of internal lists; nothing without a role and a reason. Raises before anything is loaded."""
    from lisanalysis.access import laes_grund
    from lisanalysis.publish.intern import kraev_uden_for, slettedato, standardmappe

    if not (wanted.rolle or wanted.grund):
        if wanted.mappe:
            print("Uden --rolle og --grund skrives ingen lister med CPR-numre, kun pseudonymer i rapporterne.", file=sys.stderr)
        return {}
    if not (wanted.rolle and wanted.grund):
        raise ParameterError("Lister med CPR-numre kræver både --rolle og --grund. Uden dem skrives kun pseudonymer.")
    if scramble:
        raise ParameterError("--scramble viser eksempeldata og kan ikke skrive lister med CPR-numre.")
    laes_grund(wanted.grund)
    _require_role(settings, wanted.rolle)
    mappe = (wanted.mappe or standardmappe(settings)).resolve()
    kraev_uden_for(mappe, reports)
    return {"LIS_INTERN": str(mappe), "LIS_GRUND": wanted.grund, "LIS_SLETTES": slettedato(settings, wanted.i_dag).isoformat()}


def _require_role(settings: Settings, rolle: str) -> None:
    """Raise AccessError unless the person has the role said, and it may write lists with CPR numbers."""
    from lisanalysis.access.adgang import RETTIGHEDER, hent_adgang

    may = [navn for navn, rights in RETTIGHEDER.items() if "intern" in rights]
    if rolle not in may:
        raise AccessError(f"--rolle skal være en rolle, der må skrive lister med CPR-numre: {', '.join(may)}.")
    ret = hent_adgang(settings)
    if not ret.enkeltbruger and rolle not in ret.roller:
        raise AccessError(f"Brugeren {ret.bruger} har ikke rollen {rolle}. Rollerne står i kommune.yaml under 'roller'.")
    ret.kraev("intern")


@contextmanager
def _shown(settings: Settings, dataset: Dataset, rod: Path, scramble: bool) -> Iterator[tuple[Dataset, Path, dict[str, str]]]:
    """The data, the folder and the kernels' words; with `scramble` those of a scrambled copy, in `reports/eksempeldata`."""
    from lisanalysis import sources
    from lisanalysis.batch.scramble import scrambled

    if not scramble:
        yield dataset, rod, {}
        return
    with scrambled(settings) as copy:
        shown = sources.open_lager(copy, per=dataset.per)
        try:
            yield shown, rod / "eksempeldata", {"LIS_SKRAMLET": str(copy.lager)}
        finally:
            shown.forbindelse.disconnect()


def check_municipality(kommune: str, *, data: Path | None = None, per: str | None = None, i_dag: date | None = None) -> int:
    """Check settings, parameter files, mappings and deliveries; show the deliveries, the five test rounds and what is late.

    3 when a file was refused, else 0: a round that is not passed is told and stops nothing.
    """
    from rich.console import Console

    settings, dag = read_settings(kommune, data=data), read_per(per)
    jobs = find_jobs(settings)
    dataset = _load(settings, dag, i_dag)
    frame = dataset.leverancer()
    console = Console()
    _line(console, f"{settings.kommune.navn}: {dansk.antal(len(jobs), 'rapport', 'rapporter')} ({', '.join(job.navn for job in jobs)})")
    _deliveries(console, frame.to_dict("records"))
    _rounds(console, dataset, frame, dag or i_dag)
    _needs(console, dataset, jobs)
    return REFUSED if (frame["status"] == "afvist").any() else 0


def _needs(console: Console, dataset: Dataset, jobs: Iterable[Job]) -> None:
    """What each report lacks of the tables that are filled; those that lack nothing are counted."""
    fyldte = [t for t in dataset.tabeller if dataset.har(t)]
    sagt = {job.navn: behov.sagt(job.modul.ANALYSE, fyldte) for job in jobs}
    hele = sum(tekst == behov.KAN for tekst in sagt.values())
    _line(console, f"\n{hele} af {len(sagt)} rapporter har alt, hvad de kan bruge" + (". De øvrige:" if hele < len(sagt) else "."))
    for navn, tekst in sagt.items():
        if tekst != behov.KAN:
            _line(console, f"  {navn:<28} {tekst}")


def _load(settings: Settings, per: date | None, i_dag: date | None) -> Dataset:
    """The municipality's data, loaded if need be, with the file being read shown on a terminal."""
    from rich.console import Console
    from rich.markup import escape

    from lisanalysis import sources

    with Console(stderr=True).status("Indlæser …") as status:
        return sources.load(settings, per=per, i_dag=i_dag, vis=lambda fil: status.update(f"Indlæser {escape(fil)}"))


def _watch(outcomes: Iterable[Outcome], total: int) -> list[Outcome]:
    """Follow the reports with one bar on stderr; each failure is named as it comes."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console, seen = Console(stderr=True), []
    columns = (TextColumn("Rapporter"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)
        for outcome in outcomes:
            seen.append(outcome)
            bar.advance(task)
            if outcome.status == "fejlet":
                _line(console, f"FEJLET {outcome.navn}: {outcome.grund}")
    return seen


def _late(dataset: Dataset, day: date) -> list[str]:
    """A sentence for each system that is behind its agreement on the day."""
    from lisanalysis.analyses.datavalidering import aftale

    return aftale.paamindelser(dataset.kommune.systemer, dataset.leverancer(), day)


def _tell(outcomes: list[Outcome], index: Path, internal: dict[str, str], late: Iterable[str]) -> None:
    """One line per report, the gate's warnings, where internal lists lie, late deliveries, and the index last."""
    from rich.console import Console

    console = Console()
    for outcome in sorted(outcomes, key=lambda o: o.navn):
        lacking = f" (mangler {', '.join(outcome.mangler)})" if outcome.mangler else ""
        seconds = f" {outcome.sekunder:.1f} s".replace(".", ",") if outcome.sekunder else ""
        _line(console, f"{_WORDS[outcome.status]:<10} {outcome.navn}{seconds}{lacking}")
        for advarsel in outcome.advarsler:
            _line(console, f"  advarsel: {advarsel}")
    if lists := sum(outcome.interne for outcome in outcomes):
        _line(console, f"{lists} interne filer med CPR-numre i {internal['LIS_INTERN']}; de slettes {internal['LIS_SLETTES']}.")
    for sentence in late:
        _line(console, f"advarsel: {sentence}")
    _line(console, _short(index))


def _short(index: Path) -> str:
    """The path as seen from where the person stands, when it lies below."""
    here = Path.cwd()
    return str(index.relative_to(here) if here in index.parents else index)


def _deliveries(console: Console, rows: list[dict]) -> None:
    """The files as a table, and under it what there is to say of each, one per line."""
    from rich.box import SIMPLE
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=SIMPLE)
    for heading, justify in (("fil", "left"), ("status", "left"), ("rækker", "right"), ("afvist", "right")):
        table.add_column(heading, justify=justify, overflow="fold")
    for row in rows:
        counts = (f"{row[n]:,.0f}".replace(",", ".") if row[n] == row[n] else "" for n in ("raekker", "afvist"))
        table.add_row(escape(row["fil"] or row["kilde"]), row["status"], *counts)
    console.print(table)
    for row in rows:
        fil, said = row["fil"] or row["kilde"], row["bemaerkning"]
        if said:
            _line(console, said if said.startswith(fil) else f"{fil}: {said}")


def _rounds(console: Console, dataset: Dataset, frame: pd.DataFrame, day: date | None) -> None:
    """How each of the five test rounds went, and a warning for each system that is late."""
    from lisanalysis.batch.rounds import runder

    day = day or dataset.per
    for runde in runder(dataset, frame, day):
        _line(console, f"Runde {runde.nr} · {runde.navn}: {runde.udfald} ({runde.hvorfor})")
    for sentence in _late(dataset, day):
        _line(console, f"advarsel: {sentence}")


def _line(console: Console, text: str) -> None:
    """One line as it is: no markup, no colours, no breaks."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)
