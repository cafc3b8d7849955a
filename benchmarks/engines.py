"""What the same municipality costs on each engine, and whether the rows are the same.

    python benchmarks/engines.py [--inhabitants 3000] [--municipalities 1] [--engines duckdb postgresql spark]

Made-up municipalities with faults of every kind are loaded once; then each engine, in a process of its own, opens them (which copies the
version there the first time), runs every rule and both loops with the eight figures. PostgreSQL is a server of the tests' own kind, started here;
Spark runs in local mode and needs pyspark and Java. Wall seconds, since the work of a server or of Java is not in the process; and whether
the rows are DuckDB's, to the øre.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests"
STEPS = ("open", "rules", "reconcile")
ADDRESS = "LIS_BENCH_MOTOR"


def work(folders: list[str]) -> dict:
    """In a process of its own: seconds of each step over the municipalities, and a hash of all rows that came out."""
    import lisanalysis as lis
    from lisanalysis.quality.kontrol import kontroller
    from lisanalysis.reconcile import afstem
    from motor_prep import raekker

    took, digest, lines = dict.fromkeys(STEPS, 0.0), hashlib.sha256(), 0
    for folder in folders:
        at = [time.perf_counter()]
        data = lis.load(folder)
        at.append(time.perf_counter())
        fund = kontroller(data).fund.execute()
        at.append(time.perf_counter())
        svar = afstem(data)
        found = [fund, *(t.execute() for t in (svar.afvigelser, svar.afstemt, svar.ottetal))]
        at.append(time.perf_counter())
        for step, a, b in zip(STEPS, at, at[1:], strict=False):
            took[step] += b - a
        for t in found:
            lines += len(t)
            digest.update(repr(raekker(t)).encode())
    return {**took, "rows": lines, "digest": digest.hexdigest()}


def measure(engine: str, folders: list[Path], address: str) -> dict:
    """One engine's figures."""
    from byer_prep import skift

    if engine != "duckdb":
        skift(folders, engine, ADDRESS)
    env = os.environ | {ADDRESS: address, "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run([sys.executable, "-W", "ignore", __file__, "--worker", *map(str, folders)], env=env, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Write, load, and run each engine in turn."""
    if sys.argv[1:2] == ["--worker"]:
        print(json.dumps(work(sys.argv[2:])))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inhabitants", type=int, default=3000)
    parser.add_argument("--municipalities", type=int, default=1, choices=(1, 2, 3))
    parser.add_argument("--engines", nargs="+", default=["duckdb", "postgresql", "spark"], choices=["duckdb", "postgresql", "spark"])
    args = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    from byer_prep import tre_byer
    from postgres import start

    import lisanalysis as lis

    with tempfile.TemporaryDirectory() as name, ExitStack() as open_:
        os.environ["LIS_HJEM"] = f"{name}/hjem"
        folders = tre_byer(Path(name), indbyggere=args.inhabitants)[: args.municipalities]
        rows = sum(sum(lis.load(str(folder)).antal.values()) for folder in folders)
        print(f"{args.municipalities} municipality, {rows:,} rows")
        addresses = {"duckdb": "", "spark": "local[2]"}
        if "postgresql" in args.engines:
            addresses["postgresql"] = open_.enter_context(start()).url("postgres")
        first = None
        for engine in args.engines:
            figures = measure(engine, folders, addresses[engine])
            first = first or figures["digest"]
            print(f"{engine:<12}" + "".join(f"{step} {figures[step]:7.1f} s   " for step in STEPS) + f"{figures['rows']:,} lines, the same: {figures['digest'] == first}", flush=True)


if __name__ == "__main__":
    main()
