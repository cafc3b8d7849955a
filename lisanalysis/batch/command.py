"""What `lis run` and `lis check` do, and what the person sees of it; the answer is the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis.batch.jobs import choose, find_jobs
from lisanalysis.batch.run import TIMEOUT, Batch, Outcome
from lisanalysis.settings import Settings, read_settings
from lisanalysis.tables.dataset import Dataset
from lisanalysis.workspace import read_per

if TYPE_CHECKING:
    from rich.console import Console

REFUSED, INTERRUPTED = 3, 130
_WORDS = {"ok": "ok", "fejlet": "FEJLET", "ikke_koert": "ikke kørt", "uaendret": "uændret"}


def run_reports(
    kommune: str, *, data: Path | None = None, reports: Path | None = None, per: str | None = None,
    only: Iterable[str] = (), jobs: int = 2, force: bool = False, timeout: int = TIMEOUT,
) -> int:  # fmt: skip
    """Load, run and shelve a municipality's reports; 0 when all is done, 1 when one failed, 130 when interrupted.

    Settings and all parameter files are checked before anything is loaded, and long before a kernel starts.
    """
    from lisanalysis.access import kendte_borgere
    from lisanalysis.publish.gate import Gate

    settings, dag = read_settings(kommune, data=data), read_per(per)
    alle = find_jobs(settings)
    chosen = choose(alle, only)
    rod = (reports or settings.rod / "reports").resolve()
    dataset = _load(settings, dag)
    batch = Batch(settings, dataset, rod, Gate(kendte_borgere(settings), rod), data and data.resolve(), timeout)
    try:
        outcomes = _watch(batch.run(chosen, side_by_side=jobs, force=force), len(chosen))
    except KeyboardInterrupt:
        print("Afbrudt. Det, der var færdigt, er gemt; kør samme kommando igen for resten.", file=sys.stderr)
        return INTERRUPTED
    _tell(outcomes, batch.write_index(alle))
    return int(any(outcome.status == "fejlet" for outcome in outcomes))


def check_municipality(kommune: str, *, data: Path | None = None, per: str | None = None) -> int:
    """Check settings, parameter files, mappings and deliveries, and show the deliveries; 3 when a file was refused."""
    from rich.console import Console

    settings, dag = read_settings(kommune, data=data), read_per(per)
    jobs = find_jobs(settings)
    frame = _load(settings, dag).leverancer()
    console = Console()
    _line(console, f"{settings.kommune.navn}: {len(jobs)} rapporter ({', '.join(job.navn for job in jobs)})")
    _deliveries(console, frame.to_dict("records"))
    return REFUSED if (frame["status"] == "afvist").any() else 0


def _load(settings: Settings, per: date | None) -> Dataset:
    """The municipality's data, loaded if need be, with the file being read shown on a terminal."""
    from rich.console import Console
    from rich.markup import escape

    from lisanalysis import sources

    with Console(stderr=True).status("Indlæser …") as status:
        return sources.load(settings, per=per, vis=lambda fil: status.update(f"Indlæser {escape(fil)}"))


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


def _tell(outcomes: list[Outcome], index: Path) -> None:
    from rich.console import Console

    console = Console()
    for outcome in sorted(outcomes, key=lambda o: o.navn):
        lacking = f" (mangler {', '.join(outcome.mangler)})" if outcome.mangler else ""
        seconds = f" {outcome.sekunder:.1f} s".replace(".", ",") if outcome.sekunder else ""
        _line(console, f"{_WORDS[outcome.status]:<10} {outcome.navn}{seconds}{lacking}")
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


def _line(console: Console, text: str) -> None:
    """One line as it is: no markup, no colours, no breaks."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)
