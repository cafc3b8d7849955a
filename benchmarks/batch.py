"""What a caseworker report costs: the warm engine beside papermill's API in threads, its command line, and nbclient alone.

    python benchmarks/batch.py [--reports 100] [--peers 12] [--inhabitants 20000]

The batch makes whole reports (numbers, HTML, gate, shelf); the peers only execute the same notebook with the same parameters and write it out, so
they do less. Wall and CPU seconds are of everything started, divided by the reports; the town has 60 caseworkers. Peers make fewer reports: each
costs them the same.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "notebooks" / "sagsbehandleroversigt.ipynb"
WORKERS = 2


@dataclass(frozen=True)
class Cost:
    """What a report cost, and the most memory that all processes had at once: shared pages are shared out among those who share them."""

    reports: int
    wall: float
    cpu: float
    peak_mb: float

    def __str__(self) -> str:
        return f"{self.reports:>4} reports   wall {self.wall:6.2f} s   cpu {self.cpu:6.2f} s a report   peak {self.peak_mb:6.0f} MB   load {os.getloadavg()[0]:.1f}"


class Watch(Thread):
    """CPU seconds of this process and all that it started, looked up 20 times a second: a forked kernel that is killed is in nobody's account."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: dict[int, float] = {}
        self.done = Event()
        self.own, self.looking, self.peak = time.process_time(), 0.0, 0

    def run(self) -> None:
        """Until told to stop."""
        turn = 0
        while not self.done.wait(0.05):
            family = self.look()
            if turn % 10 == 0:  # the kernel walks all pages for it
                self.peak = max(self.peak, sum(map(_proportional, family)))
            turn += 1
        self.looking = time.thread_time()

    def look(self) -> set[int]:
        """Note what each descendant has used so far; this process and they."""
        stats = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            stats[int(folder.name)] = (int(words[1]), (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK"))
        family = {os.getpid()}
        while new := {pid for pid, (parent, _) in stats.items() if parent in family} - family:
            family |= new
        self.seen |= {pid: stats[pid][1] for pid in family - {os.getpid()}}
        return family

    def stop(self) -> float:
        """The total, without what the looking cost."""
        self.done.set()
        self.join()
        return sum(self.seen.values()) + time.process_time() - self.own - self.looking


def _proportional(pid: int) -> int:
    """The process's share of the memory, in kB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def costed(reports: int, work: Callable[[], object]) -> Cost:
    """What the work cost per report."""
    watch, start = Watch(), time.perf_counter()
    watch.start()
    work()
    wall, used = time.perf_counter() - start, watch.stop()
    return Cost(reports, wall / reports, used / reports, watch.peak / 1024)


def jobs(reports: int) -> tuple:
    """That many caseworker reports, the same caseworkers again under new names where they are too few."""
    from lisanalysis import sources
    from lisanalysis.batch.jobs import find_jobs, unfold
    from lisanalysis.settings import read_settings

    settings = read_settings(ROOT / "parameters" / "demo")
    data = sources.load(settings)
    own = [j for j in unfold(find_jobs(settings), data) if j.stem == "sagsbehandleroversigt" and j.variant]
    return settings, data, [replace(j, variant=f"{j.variant}-{n}") for n, j in enumerate(islice(cycle(own), reports))]


def ours(reports: int) -> Cost:
    """The batch as `lis run` runs it."""
    from lisanalysis.batch.run import Batch
    from lisanalysis.publish.gate import gate_for

    settings, data, wanted = jobs(reports)
    with tempfile.TemporaryDirectory() as shelf:
        batch, made = Batch(settings, data, Path(shelf), gate_for(settings, Path(shelf))), []
        cost = costed(reports, lambda: made.extend(batch.run(wanted, side_by_side=WORKERS)))
    if failed := [o for o in made if o.status != "ok"]:
        raise SystemExit(f"{len(failed)} failed: {failed[0].grund}")
    return cost


def peer(one: Callable[[dict, Path], None], reports: int) -> Cost:
    """The same notebook and parameters, two at a time."""
    settings, data, wanted = jobs(reports)
    data.forbindelse.disconnect()
    with tempfile.TemporaryDirectory() as out:
        os.environ |= {"LIS_ROD": str(ROOT), "LIS_REPORTS": out}
        given = [({"kommune": settings.stem, "per": data.per.isoformat(), **j.parametre}, Path(out) / f"{j.navn}.ipynb") for j in wanted]
        with ThreadPoolExecutor(WORKERS) as pool:
            return costed(reports, lambda: list(pool.map(lambda g: one(*g), given)))


def papermill_api(parameters: dict, out: Path) -> None:
    """papermill.execute_notebook."""
    import papermill

    papermill.execute_notebook(str(TEMPLATE), str(out), parameters, kernel_name="python3", progress_bar=False)


def papermill_cli(parameters: dict, out: Path) -> None:
    """A process of its own for each."""
    import json

    words = [sys.executable, "-m", "papermill", str(TEMPLATE), str(out), "-k", "python3", "--no-progress-bar", "-y", json.dumps(parameters)]
    subprocess.run(words, check=True, capture_output=True)


def nbclient_alone(parameters: dict, out: Path) -> None:
    """nbclient with the parameters put in by hand."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(TEMPLATE, 4)
    at = next(i for i, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", ()))
    notebook.cells.insert(at + 1, nbformat.v4.new_code_cell("\n".join(f"{k} = {v!r}" for k, v in parameters.items())))
    NotebookClient(notebook, kernel_name="python3").execute()
    nbformat.write(notebook, out)


WAYS: dict[str, Callable[[int], Cost]] = {
    "papermill API, two threads": partial(peer, papermill_api),
    "lisanalysis, warm": ours,
    "nbclient, two threads": partial(peer, nbclient_alone),
    "papermill CLI, two at a time": partial(peer, papermill_cli),
}


def town(home: str, inhabitants: int) -> None:
    """A made-up municipality in the folder, which this process then uses."""
    from lisanalysis.synthetic import skriv
    from lisanalysis.synthetic.scenarie import Scenarie

    os.environ["LIS_HJEM"] = home
    skriv(Path(home) / "demo" / "udtraek", indbyggere=inhabitants, scenarie=Scenarie(pr_hold=15))


def main() -> None:
    """Make a town, then run everything on it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--peers", type=int, default=12)
    parser.add_argument("--inhabitants", type=int, default=20_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        town(home, args.inhabitants)
        for label, way in WAYS.items():
            print(f"{label:<34} {way(args.reports if way is ours else args.peers)}", flush=True)


if __name__ == "__main__":
    main()
