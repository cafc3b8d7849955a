"""What datacompy and pointblank cost and answer on the rows of `reconcile.py`, summed first and not, beside the truth.

    python benchmarks/reconcile_peers.py --datacompy PYTHON --pointblank PYTHON [--rows 1000000 10000000] [--runs 3]

Each peer is run by the interpreter of an environment of its own (`pip install datacompy duckdb`, `pip install pointblank duckdb "ibis-framework[duckdb]"`), since
their pins conflict with ours. Both get settlements and postings as Parquet with the same three keys (citizen, account, month) and the amount,
one kr. of tolerance; once as the rows are, as a user would hand them over, and once with both sides summed per key by DuckDB, which is not
counted. The truth is a full join of the two sums. The rows of ours are the sums alone (`celler.krydset`), which begins with the raw rows.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

import duckdb
from reconcile import OPEN, make, measure

KEYS = "borger_id, konto, m"
SIDES = {
    "s": f"SELECT coalesce(borger_id, '') AS borger_id, konto, date_trunc('month', periode_fra_dato)::DATE AS m, beloeb FROM afregning WHERE status = 'effektueret'",
    "p": "SELECT coalesce(borger_id, '') AS borger_id, konto, date_trunc('month', posterings_dato)::DATE AS m, beloeb FROM postering",
}
SHOW = "print(f'{only_s:,} | {only_p:,} | {unequal:,}')"

DATACOMPY = f"""
import sys, datacompy, polars as pl
START
s, p = (pl.read_parquet(f"{{sys.argv[1]}}/{{side}}_{{sys.argv[2]}}.parquet").with_columns(pl.col("beloeb").cast(pl.Float64)) for side in "sp")
c = datacompy.PolarsCompare(s, p, join_columns=["borger_id", "konto", "m"], abs_tol=1)
only_s, only_p, unequal = len(c.df1_unq_rows), len(c.df2_unq_rows), len(c.intersect_rows) - c.count_matching_rows()
STOP
{SHOW}
"""
POINTBLANK = """
import sys, ibis, pointblank as pb
START
con = ibis.duckdb.connect()
s, p = (con.read_parquet(f"{sys.argv[1]}/{side}_{sys.argv[2]}.parquet", table_name=side) for side in "sp")
v = pb.Validate(data=s).tbl_match(tbl_compare=p, keys=["borger_id", "konto", "m"], tolerance=1).interrogate()
STOP
print(f"{v.n_failed(i=1, scalar=True):,} of {v.n(i=1, scalar=True):,} units fail")
"""
OURS = OPEN + """
t = Arbejde(con).gem("krydset", celler.krydset(data))
STOP
con.raw_sql("SET threads=2")
a, b, c = con.raw_sql(f"SELECT count(*) FILTER (bogfoert = 0 AND afregnet <> 0), count(*) FILTER (afregnet = 0 AND bogfoert <> 0), count(*) FILTER (afregnet <> 0 AND bogfoert <> 0 AND abs(forskel) > 1) FROM {t.get_name()}").fetchall()[0]
print(f"{a:,} | {b:,} | {c:,}")
"""


def write(lager: str, folder: str) -> str:
    """Both sides as Parquet, raw and summed; returns the truth."""
    con = duckdb.connect(lager, read_only=True)
    for side, rows in SIDES.items():
        con.execute(f"COPY ({rows}) TO '{folder}/{side}_raw.parquet'")
        con.execute(f"COPY (SELECT {KEYS}, sum(beloeb)::DECIMAL(14,2) AS beloeb FROM ({rows}) GROUP BY ALL) TO '{folder}/{side}_summed.parquet'")
    s, p = (f"read_parquet('{folder}/{side}_summed.parquet')" for side in SIDES)
    only_s, only_p, unequal = con.execute(f"""SELECT count(*) FILTER (p.beloeb IS NULL), count(*) FILTER (s.beloeb IS NULL), count(*) FILTER (abs(s.beloeb - p.beloeb) > 1)
        FROM {s} s FULL JOIN {p} p USING ({KEYS})""").fetchall()[0]
    con.close()
    return f"{only_s:,} | {only_p:,} | {unequal:,}"


def main() -> None:
    """Print one table per size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--datacompy", help="the interpreter of datacompy's environment")
    parser.add_argument("--pointblank", help="the interpreter of pointblank's environment")
    parser.add_argument("--lager", help="a lager that `reconcile.make` wrote, instead of a new one")
    args = parser.parse_args()
    for rows in args.rows:
        with tempfile.TemporaryDirectory() as folder:
            lager = args.lager or str(Path(folder) / "lager.duckdb")
            if not args.lager:
                make(lager, rows)
            print("| rows | what | CPU s | peak MB | only settled | only posted | differ by over 1 kr. |\n|---:|---|---:|---:|---:|---:|---:|")
            print(f"| {rows:,} | truth | | | {write(lager, folder)} |", flush=True)
            runs = [("ours, raw rows", OURS, (lager,), None)]
            for sides in ("raw", "summed"):
                runs += [(f"datacompy, {sides} rows", DATACOMPY, (folder, sides), args.datacompy), (f"pointblank, {sides} rows", POINTBLANK, (folder, sides), args.pointblank)]
            for label, script, given, python in runs:
                if python or script is OURS:
                    try:
                        _show(rows, label, [measure(script, *given, **({"python": python} if python else {})) for _ in range(args.runs)])
                    except SystemExit as stopped:  # a peer that runs out of memory is a result
                        print(f"| {rows:,} | {label} | stopped: {(str(stopped).strip().splitlines() or ['killed'])[-1]} |", flush=True)


def _show(rows: int, label: str, figures: list) -> None:
    cpu, peak = (statistics.median(f[i] for f in figures) for i in (0, 2))
    print(f"| {rows:,} | {label} | {cpu:.2f} | {peak:,.0f} | {figures[-1][3].strip().splitlines()[-1]} |", flush=True)


if __name__ == "__main__":
    main()
