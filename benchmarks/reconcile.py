"""How fast the 8-tals-kontrol is, beside DuckDB's own aggregate-and-join of the same settlements and postings.

    python benchmarks/reconcile.py [--rows 1000000 10000000] [--runs 3]

The rows are made here: N settlements, 1.03 N postings and N/12 grants with faults at fixed rates (3 % not posted, 5 % split, 1.5 % wrong account, 2 % two
months late, 1 % øre, 1.5 % another amount, 2 % CPR in the text only, 4 % outside the grant, 1 % wrong paragraph, 0.5 % another citizen).
Prints CPU seconds after the imports (and with them), wall seconds and peak memory per run, each in a process of its own, the ratios of the
medians, and what was found. `reconcile_peers.py` puts datacompy and pointblank beside it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PARAGRAPHS = {
    "SEL-107": "53852", "SEL-108": "53850", "SEL-85": "53839", "SEL-95": "53839", "SEL-96": "53839", "SEL-101": "53845", "SEL-103": "53858",
    "SEL-104": "53859", "ABL-105-2": "53851", "SEL-102": "53839", "SEL-97": "53853", "SEL-118": "53839", "BL-46": "52820", "BL-32-1.5": "52821",
}  # fmt: skip

MAKE = r"""
import sys, duckdb
from lisanalysis.tables import TABELLER
target, n, pars = sys.argv[1], int(sys.argv[2]), eval(sys.argv[3])
con = duckdb.connect(target)
con.execute("SET memory_limit='3GB'")
con.execute("CREATE TEMP TABLE par AS SELECT * FROM (VALUES " + ", ".join(f"({i}, '{p}', '{f}')" for i, (p, f) in enumerate(pars.items())) + ") t(nr, paragraf, funktion)")
def h(x, salt, mod):  # a fixed scatter
    return f"(hash({x}, {salt}) % {mod})::INT"
con.execute(f'''CREATE TEMP TABLE g AS SELECT g.range AS g, (g.range * 2 // 5)::BIGINT AS c, p.*, {h('g.range', 1, 200)} AS lev, {h('g.range', 2, 25)} AS m0,
  {h('g.range', 3, 4)} + 1 AS gr FROM range({n} // 12) g JOIN par p ON p.nr = {h('g.range', 4, len(pars))}''')
con.execute("CREATE TEMP TABLE pris AS SELECT l.range AS lev, p.paragraf, (500 + hash(l.range, p.paragraf) % 3000)::DECIMAL(14,2) AS takst FROM range(200) l, par p")
con.execute(f'''CREATE TEMP TABLE s AS SELECT i.range AS i, g.*, (10000000 + g.lev)::VARCHAR AS cvr, {h('i.range', 5, 1000)} AS f1, {h('i.range', 6, 1000)} AS f2,
  DATE '2023-01-01' + to_months((g.m0 + i.range % 12 + CASE WHEN {h('i.range', 6, 1000)} < 40 THEN 12 ELSE 0 END)::INT) AS fra
  FROM range({n} // 12 * 12) i JOIN g ON g.g = i.range // 12''')
con.execute('''CREATE TEMP TABLE t AS SELECT s.*, last_day(fra) AS til, day(last_day(fra)) AS dage, takst, (takst * day(last_day(fra)))::DECIMAL(14,2) AS beloeb,
  funktion || '1' || lpad(gr::VARCHAR, 3, '0') AS konto FROM s JOIN pris USING (lev, paragraf)''')
def fill(table, select, **given):
    cols = TABELLER[table].lager_kolonner
    given = {"kilde": "'x'", "leverance_id": "'l1'", "raekke_nr": "row_number() OVER ()", "skaeringsdato": "DATE '2026-12-31'"} | given
    body = ", ".join(f"CAST({given.get(k.navn, 'NULL')} AS {k.sql_type}) AS {k.navn}" for k in cols)
    con.execute(f"CREATE TABLE {table} AS SELECT {body} FROM {select}")
b = "'b_' || lpad(c::VARCHAR, 16, '0')"
fill("bevilling", "g", kilde="'nexus'", bevilling_id="'N' || g", borger_id=b, paragraf="paragraf", status="'ivaerksat'", leverandoer_cvr="(10000000 + lev)::VARCHAR",
  start_dato="DATE '2023-01-01' + to_months(m0)", slut_dato="DATE '2023-01-01' + to_months(m0 + 12) - INTERVAL 1 DAY", antal="1", enhed="'doegn'", frekvens="'daglig'")
fill("tilbud_takst", "pris", kilde="'tilbud'", tilbud_id="'T' || lev", leverandoer_cvr="(10000000 + lev)::VARCHAR", paragraf="paragraf", takst="takst", enhed="'doegn'",
  gyldig_fra_dato="DATE '2020-01-01'", momsfaktor="1")
fill("ydelse", "g", kilde="'bv'", ydelse_id="'F' || g", bevilling_id="'N' || g", borger_id=b, paragraf="paragraf", start_dato="DATE '2023-01-01'",
  konto="funktion || '1' || lpad(gr::VARCHAR, 3, '0')")
par = "'" + "','".join(pars) + "'"
fill("afregning", "t", kilde="'bv'", afregning_id="'A' || lpad(i::VARCHAR, 9, '0')", ydelse_id="'F' || g", leverandoer_cvr="cvr",
  borger_id="CASE WHEN f2 BETWEEN 50 AND 54 THEN 'b_x' || i ELSE " + b + " END",
  paragraf=f"CASE WHEN f2 BETWEEN 40 AND 49 THEN list_extract([{par}], (nr + 1) % {len(pars)} + 1) ELSE paragraf END",
  periode_fra_dato="fra", periode_til_dato="til", antal="dage", enhed="'doegn'", takst="takst", beloeb="beloeb", konto="konto", status="'effektueret'",
  afregningstype="'udgift'", henvisningsnr="'H' || i")
con.execute("CREATE TEMP TABLE del AS SELECT * FROM (VALUES (0), (1), (2)) d(d)")
split = "CASE WHEN f1 < 80 AND f1 >= 30 THEN 2 + i % 2 ELSE 1 END"
fill("postering", f"t JOIN del ON d < {split} WHERE f1 >= 30", kilde="'prisme'", bilag="'B' || i", linje="d", regnskabsaar="year(fra)", maskinnr="'BV001'",
  posterings_dato="CASE WHEN f1 BETWEEN 95 AND 114 AND month(fra) <= 10 THEN fra + to_months(2) ELSE fra + INTERVAL 24 DAY END", henvisningsnr="'H' || i", art="'409CPR'",
  konto="CASE WHEN f1 BETWEEN 80 AND 94 THEN '538421001' ELSE konto END",
  borger_id="CASE WHEN f2 BETWEEN 50 AND 54 THEN 'b_x' || i WHEN f1 BETWEEN 140 AND 159 THEN NULL ELSE " + b + " END", tekst_borger_id="CASE WHEN f1 BETWEEN 140 AND 159 THEN " + b + " END",
  beloeb=f"CASE WHEN {split} > 1 AND d > 0 THEN 100.00 WHEN {split} > 1 THEN beloeb - 100.00 * ({split} - 1) ELSE beloeb END + CASE WHEN f1 BETWEEN 115 AND 124 THEN 0.30 WHEN f1 BETWEEN 125 AND 139 THEN 250.00 ELSE 0 END")
"""

BARE = """
import duckdb, sys
START
con = duckdb.connect(sys.argv[1], read_only=True)
con.execute('SET enable_progress_bar = false')
con.execute('''CREATE TEMP TABLE ud AS
WITH a AS (SELECT borger_id, konto, date_trunc('month', periode_fra_dato) AS m, sum(beloeb) AS x FROM afregning WHERE status = 'effektueret' GROUP BY ALL),
p AS (SELECT borger_id, konto, date_trunc('month', posterings_dato) AS m, sum(beloeb) AS y FROM postering GROUP BY ALL)
SELECT *, CASE WHEN x IS NULL THEN 'kun bogført' WHEN y IS NULL THEN 'kun afregnet' WHEN x = y THEN 'ens' WHEN abs(x - y) <= 1 THEN 'afrunding' ELSE 'beløb' END AS klasse
FROM a FULL JOIN p USING (borger_id, konto, m)''')
"""

OPEN = """
import sys, ibis, numpy, pandas, pyarrow
from datetime import date
from lisanalysis.reconcile import afstem, celler
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.settings import Kommune
from lisanalysis.tables import TABELLER, Dataset
START
con = ibis.duckdb.connect(sys.argv[1], read_only=True)
con.raw_sql("SET memory_limit='3GB'").fetchall()
con.raw_sql("SET enable_progress_bar=false").fetchall()
have = {r[0] for r in con.raw_sql("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()}
antal = {t: con.raw_sql(f"SELECT count(*) FROM {t}").fetchall()[0][0] for t in TABELLER if t in have}
kommune = Kommune(navn="Måleby", kode="0998", data=".", systemer={})
data = Dataset(con, kommune, "maal", date(2026, 12, 31), "v", antal, TABELLER)
"""

SUMS = OPEN + """
Arbejde(con).gem("krydset", celler.krydset(data))
"""

WHOLE = OPEN + """
f = afstem(data, ottetal=sys.argv[2] == "med").afvigelser
STOP
for r in f.group_by("sloejfe", "aarsag").agg(linjer=f.count()).order_by("sloejfe", "aarsag").execute().itertuples():
    print(f"             {r.sloejfe} {r.aarsag:<22} {r.linjer:>9,} linjer")
"""


CLOCK = """
import resource as _r, time as _t
def _now(): return sum(_r.getrusage(_r.RUSAGE_SELF)[:2]), _t.perf_counter()
"""


def measure(script: str, *args: str, python: str = sys.executable) -> tuple[float, float, float, str, float]:
    """CPU seconds, wall seconds, peak MB and what was printed between START and STOP of one Python process; last all its CPU seconds."""
    body = script if "\nSTOP\n" in script else f"{script}\nSTOP\n"
    body = body.replace("\nSTART\n", "\n_from = _now()\n").replace("\nSTOP\n", "\n_to = _now()\n")
    end = "print('MEASURED', *(b - a for a, b in zip(_from, _to)), _r.getrusage(_r.RUSAGE_SELF).ru_maxrss / 1024, _to[0])"
    done = subprocess.run([python, "-W", "ignore", "-c", CLOCK + body + end, *args], capture_output=True, text=True, env=dict(os.environ))
    if done.returncode:
        raise SystemExit(done.stderr)
    text, figures = done.stdout.rsplit("MEASURED", 1)
    cpu, wall, peak, process = (float(f) for f in figures.split())
    return cpu, wall, peak, text, process


def make(lager: str, rows: int) -> None:
    """Write the made-up lager."""
    measure(f"\nSTART\n{MAKE}", lager, str(rows), repr(PARAGRAPHS))


def run_size(rows: int, runs: int) -> dict[str, float]:
    """Median CPU seconds of each, printed with the rest."""
    with tempfile.TemporaryDirectory() as name:
        lager = str(Path(name) / "lager.duckdb")
        make(lager, rows)
        median = {}
        for label, script, *given in (("duckdb aggregate-and-join", BARE), ("sums alone", SUMS), ("both loops, all causes", WHOLE, "uden"), ("and the eight figures", WHOLE, "med")):
            figures = [measure(script, lager, *given) for _ in range(runs)]
            cpu, wall, peak, process = (statistics.median(f[i] for f in figures) for i in (0, 1, 2, 4))
            median[label] = cpu
            print(f"{rows:>12,} {label:<26} cpu {cpu:7.2f} s (process {process:.2f})   wall {wall:7.2f} s   peak {peak:6.0f} MB", flush=True)
        print(figures[-1][3].rstrip())
    bare = median["duckdb aggregate-and-join"]
    print(f"{rows:>12,} times the aggregate-and-join: " + ", ".join(f"{label} {cpu / bare:.2f}" for label, cpu in list(median.items())[1:]))
    return median


def main() -> None:
    """Run every size and print the growth from one to the next."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    former = None
    for rows in args.rows:
        median = run_size(rows, args.runs)
        if former:
            print(f"growth in CPU from {former[0]:,} to {rows:,} rows: {median['both loops, all causes'] / former[1]:.1f} times")
        former = (rows, median["both loops, all causes"])


if __name__ == "__main__":
    main()
