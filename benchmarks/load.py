"""How fast settlements come into the lager, beside DuckDB's own `CREATE TABLE AS read_csv` of the same rows as UTF-8.

    python benchmarks/load.py [--rows 1000000 10000000] [--runs 3]

Prints CPU seconds, wall seconds and peak memory per run (each in a process of its own) and the ratios of the medians.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

HEADING = (
    "Cprnr;Sagsnr;Foranst_nr;Afr_id;Foranstaltning;Paragraf;Firmanr_CVR;Afr_fra;Afr_til;Antal_enheder;Enhed;Takst;Beloeb;"
    "Betalkom;Konto;Afr_status;Afr_type;Bilagsref;Dispdato"
)
PARAGRAPHS = ("SEL § 107", "SEL § 108", "SEL § 110", "SEL § 85", "SEL § 95", "SEL § 101", "SEL § 103", "BL § 46", "BL § 32 stk. 1 nr. 6")
ACCOUNTS = tuple(f"5{f}1{g:03d}" for f in ("3852", "3850", "3842", "3851", "3839", "2822", "2823") for g in range(1, 9))
TYPES = "{'Afr_fra': 'DATE', 'Afr_til': 'DATE', 'Dispdato': 'DATE', 'Antal_enheder': 'DECIMAL(12,4)', 'Takst': 'DECIMAL(14,2)', 'Beloeb': 'DECIMAL(14,2)'}"


def write_settlements(folder: Path, rows: int, seed: int = 7) -> None:
    """The same rows twice: as a municipality delivers them (cp1252) and as UTF-8 for the bare engine."""
    rng = random.Random(seed)
    citizens = [_made_up_cpr(rng) for _ in range(max(rows // 30, 10))]
    months = [date(2021 + i // 12, i % 12 + 1, 1) for i in range(60)]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "bv_afregninger_20251231.csv").open("w", encoding="cp1252", newline="") as delivered, \
            (folder.parent / "utf8.csv").open("w", encoding="utf-8", newline="") as plain:
        for sink in (delivered, plain):
            sink.write(HEADING + "\n")
        for i in range(rows):
            start = months[rng.randrange(60)]
            end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            rate = rng.randrange(10_000, 400_000)
            units = (end - start).days + 1
            line = (
                f"{rng.choice(citizens)};S{i // 12};{i // 12};A{i};Støtte på botilbud;{rng.choice(PARAGRAPHS)};{rng.randrange(10**7, 9 * 10**7)};"
                f"{start:%d-%m-%Y};{end:%d-%m-%Y};{units};Døgn;{_comma(rate)};{_comma(rate * units)};573;{rng.choice(ACCOUNTS)};E;U;H{i};{end:%d-%m-%Y}\n"
            )
            delivered.write(line)
            plain.write(line)


def _made_up_cpr(rng: random.Random) -> str:
    return f"{rng.randrange(61, 89)}{rng.randrange(1, 13):02d}{rng.randrange(40, 99)}{rng.randrange(1, 4000):04d}"


def _comma(oere: int) -> str:
    return f"{oere // 100},{oere % 100:02d}"


BARE = f"""
import duckdb, sys
con = duckdb.connect(sys.argv[2])
con.execute("SET memory_limit='700MB'")
con.execute("CREATE TABLE t AS SELECT * FROM read_csv(?, delim=';', header=true, decimal_separator=',', dateformat='%d-%m-%Y', types={TYPES})", [sys.argv[1]])
con.execute("CHECKPOINT")
"""

OURS = """
import sys
from lisanalysis.settings import read_settings
from lisanalysis.sources import load
load(read_settings(sys.argv[1]))
"""

KOMMUNE = 'navn: Måleby\nkode: "0998"\ndata: ../../udtraek\nlager: ../../lager\ncpr_serie: fiktiv\nsystemer: {bv: {}}\n'


def measure(script: str, *args: str, env: dict[str, str] | None = None) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak MB of one Python process."""
    import resource
    import time

    code = f"{script}\nimport resource as r; print('PEAK', r.getrusage(r.RUSAGE_SELF).ru_maxrss / 1024)"
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, *args], check=True, capture_output=True, text=True, env={**os.environ, **(env or {})})
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, float(done.stdout.rsplit("PEAK", 1)[1])


def run_size(rows: int, runs: int) -> tuple[float, float]:
    """Median CPU seconds of ours and of the bare engine, printed with the rest."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        write_settlements(top / "udtraek", rows)
        (top / "parameters" / "maal").mkdir(parents=True)
        (top / "notebooks").mkdir()
        (top / "parameters" / "maal" / "kommune.yaml").write_text(KOMMUNE, encoding="utf-8")
        ours, bare = [], []
        for i in range(runs):
            bare.append(measure(BARE, str(top / "utf8.csv"), str(top / f"bare{i}.duckdb")))
            (top / f"bare{i}.duckdb").unlink()
            for left in (top / "lager").glob("*"):
                left.unlink()
            ours.append(measure(OURS, str(top / "parameters" / "maal"), env={"LIS_HJEM": str(top / "hjem")}))
    for label, figures in (("lisanalysis", ours), ("duckdb read_csv", bare)):
        cpu, wall, peak = (statistics.median(column) for column in zip(*figures, strict=True))
        print(f"{rows:>12,} {label:<18} cpu {cpu:7.2f} s   wall {wall:7.2f} s   peak {peak:7.0f} MB")
    result = statistics.median(f[0] for f in ours), statistics.median(f[0] for f in bare)
    print(f"{rows:>12,} ratio of CPU medians {result[0] / result[1]:.2f}")
    return result


def main() -> None:
    """Run every size and print the growth from one to the next."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    former = None
    for rows in args.rows:
        ours, _ = run_size(rows, args.runs)
        if former:
            print(f"growth in CPU from {former[0]:,} to {rows:,} rows: {ours / former[1]:.1f} times")
        former = (rows, ours)


if __name__ == "__main__":
    main()
