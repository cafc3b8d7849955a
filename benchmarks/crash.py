"""Kills a load with SIGKILL at random moments and looks at what stands.

    python benchmarks/crash.py [--kills 50] [--rows 60000]

A municipality with one month loaded gets a second one. Each round starts a load in a process of its own and kills it at a random moment of
its span; then the lager must open with the first month alone or with both, whole. At last a load is let run to its end.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "sources")]


def main() -> None:
    """Print how many kills hit a load under way, what stood after them, and what was left when all was done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--rows", type=int, default=60_000)
    args = parser.parse_args()
    from lager_prep import Kommunen
    from test_crash import CHILD, left_behind, postings

    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIS_HJEM"] = str(Path(folder) / "hjem")
        kommune = Kommunen(Path(folder) / "k", "prisme: {}")
        kommune.fil("prisme_posteringer_20250131.csv", postings(1, args.rows), "cp1252")
        kommune.indlaes().forbindelse.disconnect()
        before = (kommune.settings.lager / "aktuel.json").read_bytes()
        kommune.fil("prisme_posteringer_20250228.csv", postings(2, args.rows), "cp1252")
        found, span, rng = Counter(), _span(kommune, CHILD, before), random.Random(11)
        for _ in range(args.kills):
            child = subprocess.Popen([sys.executable, "-c", CHILD, str(kommune.mappe)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rng.uniform(0, span * 1.1))
            found["ended before the kill" if child.poll() == 0 else "killed under way"] += 1
            child.kill()
            child.wait()
            found[_standing(kommune, args.rows)] += 1
            (kommune.settings.lager / "aktuel.json").write_bytes(before)  # every round begins with the first month
        data = kommune.indlaes()
        whole = data.antal["postering"] == 2 * args.rows and not left_behind(kommune)
        print(f"{args.kills} kills over {span:.1f} s: " + ", ".join(f"{n} {what}" for what, n in sorted(found.items())))
        print(f"the next load: {'both months, nothing left behind' if whole else 'NOT WHOLE'}")


def _span(kommune: object, code: str, before: bytes) -> float:
    """How long a load takes from start to end."""
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", code, str(kommune.mappe)], check=True, stdout=subprocess.DEVNULL)
    (kommune.settings.lager / "aktuel.json").write_bytes(before)
    return time.monotonic() - start


def _standing(kommune: object, rows: int) -> str:
    """Which lager stands, counted and summed from its rows."""
    from decimal import Decimal

    from lisanalysis.sources import open_lager

    data = open_lager(kommune.settings)
    count, total = data.forbindelse.raw_sql("SELECT count(*), sum(beloeb) FROM postering").fetchone()
    data.forbindelse.disconnect()
    month = sum(range(rows)) + rows * Decimal("0.25")
    return {(rows, month): "the former lager whole", (2 * rows, 2 * month): "the new lager whole"}.get((count, total), "NOT WHOLE")


if __name__ == "__main__":
    main()
