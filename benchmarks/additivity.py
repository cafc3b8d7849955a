"""Is every krone of both loops there once? Both sides added up again from the written files alone, and held against the control's lines, to the øre.

    python benchmarks/additivity.py [--seeds 9021 9022] [--plants 12] [--inhabitants 8000]

Every seed is written for four sets of systems with every kind of fault and every legitimate pattern, loaded as a user's is, and reconciled. From
there on nothing of the package is used: the files are read with csv, a day is a date, a krone a Decimal, and what a grant gives is counted day by
day (`tests/plain_files.py`, `plain_loops.py`, `plain_judge.py`). The cells are konto × month and citizen × konto × year. A settlement whose grant says no units (Sensum) is compared in units only, so its
cell's kroner are left out on both sides, and counted. The pseudonym of a number is read off rows of the same id, and must be one to one.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from plain_judge import SETS, run


def main() -> None:
    """Run every set of systems and every seed, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[9021, 9022])
    parser.add_argument("--plants", type=int, default=12)
    parser.add_argument("--inhabitants", type=int, default=8000)
    args = parser.parse_args()
    print("| systems | seed | loop | causes | konto × month | differ | citizen × konto × year | differ | gross kr. | units only |\n|---|---|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, systems in SETS.items():
        for seed in args.seeds:
            r = run(systems, args.inhabitants, seed, args.plants)
            for loop in ("1", "2"):
                if loop not in r:
                    print(f"| {name} | {seed} | {loop} | {'ikke kørt' if loop in r['stopped'] else 'MISSING'} | | | | | | |")
                    continue
                (a, b), (c, d) = r[loop]["konto × month"], r[loop]["citizen × konto × year"]
                print(f"| {name} | {seed} | {loop} | {r['causes']} | {a:,} | {b} | {c:,} | {d} | {r[loop]['kr'][0]:,.2f} | {r['units only'] if loop == '1' else ''} |", flush=True)


if __name__ == "__main__":
    main()
