"""One command, one table: load, reconcile, rules, forecast and batch, ours beside the bare engine and the peers, at the sizes asked for.

    python benchmarks/table.py --rows 100000 1000000 [--runs 3] [--environments FOLDER] [--steps load batch …] [--out table.md]

Every figure is the median of `--runs` processes of their own: CPU and wall seconds of the work, without the imports (batch: with all), and the
process's peak memory. `times` is CPU over the bare engine's, `growth` CPU over that of a size ten times smaller. datacompy, pointblank and
polars need environments of their own, since their pins conflict with ours: `--environments` makes them where they are not (pip, some minutes) and
uses them; a peer that is not set up says so. Forecast and batch go by inhabitants: `--inhabitants 10000 50000`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import load
import peers
import reconcile
import reconcile_peers

HERE = Path(__file__).parent
ENVIRONMENTS = {
    "datacompy": ("datacompy", "polars", "duckdb"),
    "pointblank": ("pointblank", "polars", "duckdb", "ibis-framework[duckdb]"),
    "polars": ("polars",),
}
OURS_USE = ("duckdb", "ibis-framework", "pandas", "pyarrow", "papermill", "nbclient", "statsmodels")
HEAD = "| step | size | what | CPU s | wall s | peak MB | times | growth | said |\n|---|---:|---|---:|---:|---:|---:|---:|---|"


@dataclass
class Line:
    """One row of the table; `figures` are CPU, wall and peak, `said` what it answered or why there are none."""

    step: str
    size: int
    what: str
    figures: tuple[float, float, float] | None
    said: str = ""
    bare: bool = False


class Table:
    """The lines so far; each is printed as it comes."""

    def __init__(self, out: Path | None) -> None:
        self.lines: list[Line] = []
        self._out = out
        self.say(HEAD)

    def add(self, line: Line) -> None:
        """One line more, with its ratio to the bare engine of its size and its growth from a tenth of it."""
        self.lines.append(line)
        figures = "– | – | –" if line.figures is None else "{:.2f} | {:.2f} | {:,.0f}".format(*line.figures)
        times, growth = (self._ratio(line, other) for other in (self._bare(line), self._tenth(line)))
        self.say(f"| {line.step} | {line.size:,} | {line.what} | {figures} | {times} | {growth} | {line.said} |")

    def say(self, text: str) -> None:
        """Print it, and write it where it is asked for."""
        print(text, flush=True)
        if self._out:
            with self._out.open("a", encoding="utf-8") as out:
                out.write(text + "\n")

    def _bare(self, line: Line) -> Line | None:
        return next((x for x in self.lines if (x.step, x.size, x.bare) == (line.step, line.size, True)), None)

    def _tenth(self, line: Line) -> Line | None:
        return next((x for x in self.lines if (x.step, x.what, x.size * 10) == (line.step, line.what, line.size)), None)

    def _ratio(self, line: Line, other: Line | None) -> str:
        if not line.figures or not other or not other.figures or other is line:
            return ""
        ratio = line.figures[0] / other.figures[0]
        return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


@dataclass(frozen=True)
class Job:
    """What one line of the table measures: a script and its arguments, in the environment of `peer` if it is one."""

    what: str
    script: str
    args: tuple[str, ...]
    peer: str = ""
    bare: bool = False
    truth: str = ""
    quoted: bool = True


@dataclass(frozen=True)
class Run:
    """How the figures are taken: how many runs, and the interpreters of the peers' environments."""

    runs: int
    python: dict[str, str]

    def lines(self, step: str, size: int, jobs: list[Job]) -> Iterator[Line]:
        """The medians of each job, taken turn by turn, so that a busy minute of the machine falls on all; one that fails has no figures and says why."""
        taken: dict[Job, list] = {job: [] for job in jobs}
        failed = {job: "not set up (--environments)" for job in jobs if job.peer and job.peer not in self.python}
        for _ in range(self.runs):
            for job in jobs:
                if job not in failed:
                    try:
                        taken[job].append(self._once(job))
                    except SystemExit as error:
                        failed[job] = f"failed: {(str(error).strip().splitlines() or ['killed, for want of memory?'])[-1][:80]}"
        for job in jobs:
            figures = None if job in failed else tuple(statistics.median(t[i] for t in taken[job]) for i in range(3))
            yield Line(step, size, job.what, figures, failed.get(job) or _said(job, taken[job][-1][3]), job.bare)

    def _once(self, job: Job) -> tuple:
        script = job.script if "\nSTART\n" in job.script else f"\nSTART\n{job.script}"
        return reconcile.measure(script, *job.args, **({"python": self.python[job.peer]} if job.peer else {}))


def _said(job: Job, printed: str) -> str:
    """The last line that it printed, and whether that is the truth."""
    said = (printed.strip().splitlines() or [""])[-1].replace("|", "/") if job.quoted else ""
    if job.truth:
        said += " (the truth)" if said == job.truth.replace("|", "/") else " (**not** the truth)"
    return said


def load_lines(rows: int, run: Run) -> Iterator[Line]:
    """Settlements from CSV into typed tables on disk."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        load.write_settlements(top / "udtraek", rows)
        (top / "parameters" / "maal").mkdir(parents=True)
        (top / "notebooks").mkdir()
        (top / "parameters" / "maal" / "kommune.yaml").write_text(load.KOMMUNE, encoding="utf-8")
        os.environ["LIS_HJEM"] = str(top / "hjem")
        csv, target = str(top / "utf8.csv"), str(top / "ud")
        anew = "import os, shutil, sys\nfor f in sys.argv[2:]:\n    shutil.rmtree(f, ignore_errors=True) if os.path.isdir(f) else os.path.exists(f) and os.remove(f)\n"
        ours = (str(top / "parameters" / "maal"), str(top / "lager"))
        yield from run.lines("load", rows, [
            Job("DuckDB read_csv into a file", anew + load.BARE, (csv, target), bare=True, quoted=False),
            Job("**lisanalysis** (pseudonyms, every row's line, what cannot be read)", anew + load.OURS, ours),
            Job("pandas read_csv to Parquet", anew + peers.LOAD_PANDAS, (csv, target)),
            Job("polars read_csv to Parquet", anew + peers.LOAD_POLARS, (csv, target), peer="polars"),
        ])  # fmt: skip


def reconcile_lines(rows: int, run: Run) -> Iterator[Line]:
    """Settlements against postings by citizen, account and month; said is only settled, only posted, differ by over a krone."""
    with tempfile.TemporaryDirectory() as folder:
        lager = f"{folder}/lager.duckdb"
        reconcile.make(lager, rows)
        truth = reconcile_peers.write(lager, folder)
        jobs = [
            Job("DuckDB aggregate-and-join", reconcile.BARE, (lager,), bare=True),
            Job("**lisanalysis**, the sums", reconcile_peers.OURS, (lager,), truth=truth),
            Job("**lisanalysis**, both loops, every cause by row", reconcile.WHOLE, (lager, "uden"), quoted=False),
            Job("**lisanalysis**, and the eight figures", reconcile.WHOLE, (lager, "med"), quoted=False),
            Job("pandas, sums and merge", peers.RECONCILE_PANDAS, (folder,), truth=truth),
            Job("polars, sums and join", peers.RECONCILE_POLARS, (folder,), peer="polars", truth=truth),
        ]
        for sides in ("raw", "summed"):
            jobs += [
                Job(f"datacompy, {sides} rows", reconcile_peers.DATACOMPY, (folder, sides), peer="datacompy", truth=truth),
                Job(f"pointblank, {sides} rows", reconcile_peers.POINTBLANK, (folder, sides), peer="pointblank"),
            ]
        yield from run.lines("reconcile", rows, jobs)


def rules_lines(rows: int, run: Run) -> Iterator[Line]:
    """The rules over settlements, grants, postings and disponering; the others' five plain checks of the settlements alone."""
    with tempfile.TemporaryDirectory() as folder:
        parquet, lager = f"{folder}/afregning.parquet", f"{folder}/lager.duckdb"
        reconcile.measure(peers.RULES_ROWS, str(HERE), lager, str(rows), parquet)
        yield from run.lines("rules", rows, [
            Job("DuckDB, five plain checks counted", peers.RULES_DUCKDB, (parquet,), bare=True),
            Job("**lisanalysis**, all rules, every finding a row", peers.RULES_OURS, (str(HERE), lager)),
            Job("pandas, the five checks", peers.RULES_PANDAS, (parquet,)),
            Job("polars, the five checks", peers.RULES_POLARS, (parquet,), peer="polars"),
            Job("pointblank, the five checks", peers.RULES_POINTBLANK, (parquet,), peer="pointblank"),
        ])  # fmt: skip


def forecast_lines(inhabitants: int, run: Run) -> Iterator[Line]:
    """The year's forecast of every account, with its intervals, beside exponential smoothing of each account's months."""
    with _town(inhabitants):
        ours, ets = Job("**lisanalysis**, budgetopfoelgning", peers.FORECAST_OURS, ()), Job("statsmodels ETS, per account", peers.FORECAST_ETS, ())
        yield from run.lines("forecast", inhabitants, [ours, ets])


def batch_lines(inhabitants: int, run: Run, reports: int, others: int) -> Iterator[Line]:
    """A caseworker report, two at a time, of everything started; ours makes page, gate and shelf too."""
    from batch import WAYS

    with _town(inhabitants):
        for what in WAYS:
            many = reports if what.startswith("lisanalysis") else others
            script = f"import sys, json; sys.path.insert(0, {str(HERE)!r}); import batch; c = batch.WAYS[{what!r}]({many}); print(json.dumps([c.cpu, c.wall, c.peak_mb]))"
            taken = []
            for _ in range(run.runs):
                done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, env=dict(os.environ))
                if done.returncode:
                    raise SystemExit(done.stderr)
                taken.append(json.loads(done.stdout.strip().splitlines()[-1]))
            figures = tuple(statistics.median(t[i] for t in taken) for i in range(3))
            yield Line("batch, a report", inhabitants, what.replace("lisanalysis, warm", "**lisanalysis**"), figures, f"{many} reports", what == "papermill API, two threads")


class _town:  # noqa: N801  reads as a verb's object: with _town(…)
    """A made-up municipality in a folder of its own, loaded, while the block runs."""

    def __init__(self, inhabitants: int) -> None:
        self._home, self._inhabitants = tempfile.TemporaryDirectory(), inhabitants

    def __enter__(self) -> None:
        import batch

        batch.town(self._home.name, self._inhabitants)
        os.environ["LIS_ROD"] = str(HERE.parent)
        subprocess.run([sys.executable, "-W", "ignore", "-c", "import lisanalysis as lis; lis.load('demo')"], check=True, capture_output=True)

    def __exit__(self, *_: object) -> None:
        self._home.cleanup()


def environments(folder: Path | None) -> dict[str, str]:
    """The interpreter of each peer's environment in the folder; one that is not there is made, and one that cannot be is left out."""
    found = {}
    for name, packages in ENVIRONMENTS.items() if folder else ():
        python = folder / name / ("Scripts" if os.name == "nt" else "bin") / "python"
        if not python.exists():
            print(f"making {folder / name} …", file=sys.stderr)
            made = subprocess.run([sys.executable, "-m", "venv", str(folder / name)]).returncode == 0
            if not made or subprocess.run([str(python), "-m", "pip", "install", "-q", *packages]).returncode:
                continue
        found[name] = str(python)
    return found


def versions(python: dict[str, str]) -> str:
    """The machine, ours and the peers', with their versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    lines = [f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}; " + ", ".join(f"{p} {version(p)}" for p in OURS_USE) + "."]
    for name, interpreter in python.items():
        asked = [p.partition("[")[0] for p in ENVIRONMENTS[name]]
        code = f"from importlib.metadata import version; print(', '.join(f'{{p}} {{version(p)}}' for p in {asked}))"
        lines.append(f"{name}'s environment: {subprocess.run([interpreter, '-c', code], capture_output=True, text=True).stdout.strip()}.")
    return "\n\n".join(lines)


def all_lines(args: argparse.Namespace, run: Run) -> Iterable[Line]:
    """Every step at every size, the smallest size first."""
    by_rows = {"load": load_lines, "reconcile": reconcile_lines, "rules": rules_lines}
    for step in args.steps:
        for size in sorted(args.rows if step in by_rows else args.inhabitants):
            if step in by_rows:
                yield from by_rows[step](size, run)
            elif step == "forecast":
                yield from forecast_lines(size, run)
            else:
                yield from batch_lines(size, run, args.reports, args.peers)


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", nargs="+", choices=("load", "reconcile", "rules", "forecast", "batch"), default=("load", "reconcile", "rules", "forecast", "batch"))
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000])
    parser.add_argument("--inhabitants", type=int, nargs="+", default=[10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--peers", type=int, default=8)
    parser.add_argument("--environments", type=Path)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    run = Run(args.runs, environments(args.environments))
    table = Table(args.out)
    for line in all_lines(args, run):
        table.add(line)
    table.say("\n" + versions(run.python))


if __name__ == "__main__":
    main()
