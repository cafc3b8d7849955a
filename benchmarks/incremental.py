"""What a month on top of five years costs, beside that month alone and a copy of the lager file.

    python benchmarks/incremental.py [--rows 20000] [--months 60]

Prints CPU and wall seconds of: the month alone in an empty municipality, copying the former lager's files, the month on top, and everything
read anew; and the ratio (on top − copy) / alone, which is to be at most 1.5.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from load import ACCOUNTS, HEADING, KOMMUNE, OURS, PARAGRAPHS, _comma, _made_up_cpr, measure


def write_month(folder: Path, number: int, rows: int) -> None:
    """The settlements of one month, in a file dated by its last day."""
    rng = random.Random(number)
    citizens = random.Random(0)
    people = [_made_up_cpr(citizens) for _ in range(max(rows // 2, 10))]
    start = date(2021 + number // 12, number % 12 + 1, 1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"bv_afregninger_{end:%Y%m%d}.csv").open("w", encoding="cp1252", newline="") as out:
        out.write(HEADING + "\n")
        for i in range(rows):
            rate = rng.randrange(10_000, 400_000)
            out.write(
                f"{rng.choice(people)};S{i};{i};A{number}-{i};Støtte på botilbud;{rng.choice(PARAGRAPHS)};{rng.randrange(10**7, 9 * 10**7)};"
                f"{start:%d-%m-%Y};{end:%d-%m-%Y};28;Døgn;{_comma(rate)};{_comma(rate * 28)};573;{rng.choice(ACCOUNTS)};E;U;H{number}-{i};{end:%d-%m-%Y}\n"
            )


def municipality(top: Path) -> Path:
    """The folder of parameters of an empty municipality."""
    (top / "parameters" / "maal").mkdir(parents=True)
    (top / "notebooks").mkdir()
    (top / "parameters" / "maal" / "kommune.yaml").write_text(KOMMUNE, encoding="utf-8")
    return top / "parameters" / "maal"


def copied(lager: Path, to: Path) -> tuple[float, float]:
    """CPU and wall seconds of copying the former lager's files, which then lie in the page cache for both."""
    cpu, start = time.process_time(), time.perf_counter()
    for fil in lager.glob("*.duckdb"):
        shutil.copyfile(fil, to / fil.name)
    return time.process_time() - cpu, time.perf_counter() - start


def main() -> None:
    """Load the years, then the month on top; load the month alone; load all anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--months", type=int, default=60)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        years, alone, scratch = Path(name) / "years", Path(name) / "alone", Path(name) / "scratch"
        scratch.mkdir()
        env = {"LIS_HJEM": str(Path(name) / "hjem"), **({"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {})}
        for number in range(args.months):
            write_month(years / "udtraek", number, args.rows)
        write_month(alone / "udtraek", args.months, args.rows)
        here, there = municipality(years), municipality(alone)
        figures = {"all former months": measure(OURS, str(here), env=env)[:2], "the month alone": measure(OURS, str(there), env=env)[:2]}
        figures["copying the lager"] = copied(years / "lager", scratch)
        write_month(years / "udtraek", args.months, args.rows)
        figures["the month on top"] = measure(OURS, str(here), env=env)[:2]
        for fil in (years / "lager").glob("*"):
            fil.unlink()
        figures["everything anew"] = measure(OURS, str(here), env=env)[:2]
    for label, (cpu, wall) in figures.items():
        print(f"{label:<20} cpu {cpu:7.2f} s   wall {wall:7.2f} s")
    for i, kind in enumerate(("cpu", "wall")):
        top, copy, month = (figures[k][i] for k in ("the month on top", "copying the lager", "the month alone"))
        print(f"{kind}: (on top - copy) / alone = {(top - copy) / month:.2f}")


if __name__ == "__main__":
    main()
