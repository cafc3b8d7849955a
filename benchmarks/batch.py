"""What a caseworker report costs: the warm engine beside papermill's API in threads, its command line, and nbclient alone.

    python benchmarks/batch.py [--reports 100] [--peers 12] [--inhabitants 20000]

The batch makes whole reports (numbers, HTML, gate, shelf); the peers only execute the same notebook with the same parameters and write it out, so
they do less. Wall and CPU seconds are of everything started, divided by the reports. Peers make fewer reports: each costs them the same.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "notebooks" / "sagsbehandleroversigt.ipynb"
WORKERS = 2


class Watch(Thread):
    """CPU seconds of this process and all that it started, looked up 20 times a second: a forked kernel that is killed is in nobody's account."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: dict[int, float] = {}
        self.done = Event()
        self.own, self.cost = time.process_time(), 0.0

    def run(self) -> None:
        """Until told to stop."""
        while not self.done.wait(0.05):
            self.look()
        self.cost = time.thread_time()

    def look(self) -> None:
        """Note what each descendant has used so far."""
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

    def stop(self) -> float:
        """The total, without what the looking cost."""
        self.done.set()
        self.join()
        return sum(self.seen.values()) + time.process_time() - self.own - self.cost


@contextmanager
def measured(label: str, reports: int) -> Iterator[None]:
    """Print what the block cost per report."""
    watch, start = Watch(), time.perf_counter()
    watch.start()
    yield
    wall, used = time.perf_counter() - start, watch.stop()
    print(f"{label:<34} {reports:>4} reports   wall {wall / reports:6.2f} s   cpu {used / reports:6.2f} s a report   load {os.getloadavg()[0]:.1f}", flush=True)


def jobs(reports: int) -> tuple:
    """That many caseworker reports, the same caseworkers again under new names where they are too few."""
    from lisanalysis import sources
    from lisanalysis.batch.jobs import find_jobs, unfold
    from lisanalysis.settings import read_settings

    settings = read_settings(ROOT / "parameters" / "demo")
    data = sources.load(settings)
    own = [j for j in unfold(find_jobs(settings), data) if j.stem == "sagsbehandleroversigt" and j.variant]
    return settings, data, [replace(j, variant=f"{j.variant}-{n}") for n, j in enumerate(islice(cycle(own), reports))]


def ours(reports: int) -> None:
    """The batch as `lis run` runs it."""
    from lisanalysis.access.kendte import kendte_borgere
    from lisanalysis.batch.run import Batch
    from lisanalysis.publish.gate import Gate

    settings, data, wanted = jobs(reports)
    with tempfile.TemporaryDirectory() as shelf:
        batch = Batch(settings, data, Path(shelf), Gate(kendte_borgere(settings), Path(shelf)))
        with measured("lisanalysis, warm kernels", reports):
            failed = [o for o in batch.run(wanted, side_by_side=WORKERS) if o.status != "ok"]
    if failed:
        raise SystemExit(f"{len(failed)} failed: {failed[0].grund}")


def peer(label: str, reports: int, one: Callable[[dict, Path], None]) -> None:
    """The same notebook and parameters, two at a time."""
    settings, data, wanted = jobs(reports)
    data.forbindelse.disconnect()
    with tempfile.TemporaryDirectory() as out:
        os.environ |= {"LIS_ROD": str(ROOT), "LIS_REPORTS": out}
        given = [({"kommune": settings.stem, "per": data.per.isoformat(), **j.parametre}, Path(out) / f"{j.navn}.ipynb") for j in wanted]
        with measured(label, reports), ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(lambda g: one(*g), given))


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


def main() -> None:
    """Make a town, then run everything on it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--peers", type=int, default=12)
    parser.add_argument("--inhabitants", type=int, default=20_000)
    args = parser.parse_args()
    from lisanalysis.synthetic import skriv

    with tempfile.TemporaryDirectory() as home:
        os.environ["LIS_HJEM"] = home
        skriv(Path(home) / "demo" / "udtraek", indbyggere=args.inhabitants)
        ours(args.reports)
        peer("papermill API, two threads", args.peers, papermill_api)
        peer("nbclient, two threads", args.peers, nbclient_alone)
        peer("papermill CLI, two at a time", max(2, args.peers // 2), papermill_cli)


if __name__ == "__main__":
    main()
