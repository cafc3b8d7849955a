"""What a whole country takes: many municipalities loaded and reconciled one after another, then counted together, in one process.

    python benchmarks/memory.py [--municipalities 98] [--rows 30000000] [--folder DIR]

Each municipality's files (settlements, postings, grants, measures and rates over ten years, with faults at fixed rates) are written by DuckDB in a
process of its own, loaded as any extract, reconciled in both loops, and deleted. Then all lagers are opened as one and the spending is summed per
municipality and year. Prints CPU and wall seconds and the process' peak memory so far after each phase, and whether every krone that was written
was counted. The aim: 98 municipalities and 30 million rows under 6 GB.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

KOMMUNE = """\
navn: By {nr}
kode: "{nr:04d}"
data: ../../udtraek
lager: ../../lager-{nr:04d}
cpr_serie: fiktiv
systemer: {{nexus: {{}}, bv: {{}}, prisme: {{}}, tilbud: {{}}}}
"""
ROWS_PER_SETTLEMENT = 2.18  # the settlement itself, 1.01 postings, and a twelfth of a grant and of a measure
# The words of a file are ASCII below the heading, so that the bytes are right in every encoding.
WRITE = r"""
import sys, duckdb
from pathlib import Path
folder, nr, n = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
folder.mkdir(parents=True)
con = duckdb.connect()
con.execute("SET memory_limit='2GB'")
h = lambda x, salt, mod: f"(hash({x}, {nr}, {salt}) % {mod})::BIGINT"
dk, kr = (lambda d: f"strftime({d}, '%d-%m-%Y')"), (lambda v: f"replace(({v})::DECIMAL(14,2)::VARCHAR, '.', ',')")
con.execute("CREATE TABLE par AS SELECT * FROM (VALUES (0, 'SEL-107', '53852'), (1, 'SEL-108', '53850'), (2, 'SEL-85', '53839'), (3, 'SEL-103', '53858'), "
            "(4, 'SEL-104', '53859'), (5, 'SEL-95', '53839'), (6, 'BL-46', '52820')) t(p, paragraf, funktion)")
k = f"((g.range * 2 // 5) * 7919 + {nr} * 104729) % 79296000"
con.execute(f'''CREATE TABLE g AS SELECT g.range AS g, k, par.*, {h('g.range', 1, 200)} AS lev, {h('g.range', 2, 108)} AS m0, {h('g.range', 3, 4)} + 1 AS gr,
  printf('%02d%02d%02d%04d', 61 + k % 28, 1 + k // 28 % 12, 40 + k // 336 % 59, 1 + k // 19824) AS cpr
  FROM (SELECT range, {k} AS k FROM range({n} // 12) g) g JOIN par ON p = {h('g.range', 4, 7)}''')
con.execute("CREATE TABLE pris AS SELECT l.range AS lev, p, paragraf, 500 + hash(l.range, p) % 3000 AS takst FROM range(200) l, par")
con.execute(f'''CREATE TABLE t AS SELECT i.range AS i, g.*, takst, {h('i.range', 5, 1000)} AS f, fra, last_day(fra) AS til, day(last_day(fra)) AS dage,
  takst * day(last_day(fra)) AS beloeb, funktion || '1' || lpad(gr::VARCHAR, 3, '0') AS konto
  FROM (SELECT range, range // 12 AS g FROM range({n} // 12 * 12)) i JOIN g USING (g) JOIN pris USING (lev, p, paragraf),
  LATERAL (SELECT (DATE '2016-01-01' + to_months((m0 + i.range % 12)::INT))::DATE AS fra)''')
def write(name, heading, encoding, select):
    path = folder / name
    con.execute(f"COPY ({select}) TO '{path}.body' (FORMAT csv, DELIMITER ';', HEADER false)")
    with path.open("wb") as out, open(f"{path}.body", "rb") as body:
        out.write((heading + "\n").encode(encoding))
        while piece := body.read(1 << 20):
            out.write(piece)
    Path(f"{path}.body").unlink()
write("nexus_indsatser_20251231.csv", "Borger CPR;Indsats ID;Grundforløb;Forløb;Indsats;Paragraf;Målgruppe;Status;Bevillingsdato;Startdato;Slutdato;Afregning start;"
  "Afregning slut;Antal;Enhed;Frekvens;Takst;Leverandør;Leverandør CVR;Leverandør P-nr;Organisation;Sagsbehandler;Betalingskommune;Handlekommune;"
  "Opfølgningsdato;Oprettet;Sidst ændret", "utf-8", f'''SELECT cpr, 'N' || g, '', '', 'Hjaelp', paragraf, 'x', 'Bevilget', {dk('a')}, {dk('a')}, {dk('b')}, '', '', '1', 'D', 'Daglig', {kr('takst')},
  'Firma ' || lev, 10000000 + lev, '', 'E' || lev % 7, 'SB' || lev % 40, '', '', '', {dk('a')}, ''
  FROM g JOIN pris USING (lev, p, paragraf), LATERAL (SELECT (DATE '2016-01-01' + to_months(m0::INT))::DATE AS a, (DATE '2016-01-01' + to_months((m0 + 12)::INT) - INTERVAL 1 DAY)::DATE AS b)''')
write("bv_ydelser_20251231.csv", "Cprnr;Sagsnr;Foranst_nr;Indsats_id;Foranstaltning;Katalogydelse;Paragraf;Maalgruppe;Anbr_form;Firmanr_CVR;Firma;P_nr;Plejefamilie;Antal_vederlag;Antal;"
  "Enhed;Frekvens;Takst;Bevillingsdato;Startdato;Slutdato;Oprettet;Konto;Betalkom;Sagsbeh", "cp1252", f'''SELECT cpr, 'S' || g, 'F' || g, 'N' || g, 'Hjaelp', 'Hjaelp', paragraf, 'x', '',
  10000000 + lev, 'Firma ' || lev, '', '', '', '1', 'D', 'Daglig', {kr('takst')}, {dk('a')}, {dk('a')}, '', {dk('a')}, funktion || '1' || lpad(gr::VARCHAR, 3, '0'), '', 'SB' || lev % 40
  FROM g JOIN pris USING (lev, p, paragraf), LATERAL (SELECT (DATE '2016-01-01' + to_months(m0::INT))::DATE AS a)''')
write("bv_afregninger_20251231.csv", "Cprnr;Sagsnr;Foranst_nr;Afr_id;Foranstaltning;Paragraf;Firmanr_CVR;Afr_fra;Afr_til;Antal_enheder;Enhed;Takst;Beloeb;Betalkom;Konto;Afr_status;Afr_type;"
  "Bilagsref;Dispdato", "cp1252", f'''SELECT cpr, 'S' || g, 'F' || g, 'A' || i, 'Hjaelp', paragraf, 10000000 + lev, {dk('fra')}, {dk('til')}, dage, 'D', {kr('takst')}, {kr('beloeb')}, '',
  konto, 'E', 'U', 'H' || i, {dk('til')} FROM t''')
con.execute('''CREATE TABLE p AS SELECT t.*, d.range AS linje, CASE WHEN f >= 960 AND d.range = 1 THEN 100 WHEN f >= 960 THEN beloeb - 100 ELSE beloeb END + CASE WHEN f BETWEEN 115 AND 139 THEN 250 ELSE 0 END AS kr
  FROM t JOIN range(2) d ON d.range = 0 OR f >= 960 WHERE f >= 30''')
write("prisme_posteringer_20251231.csv", "Dato;Regnskabsår;Bilag;Linje;Finanskonto;Kontonavn;Afdeling;Konto;Aktivitet;Art;Beløb;D/K;Tekst;Ydelsesmodtager;Betalingsmodtager;Maskinnr;Henvisningsnr",
  "cp1252", f'''SELECT {dk('fra + INTERVAL 24 DAY')}, year(fra), 'B' || i, linje, '', '', '', CASE WHEN f BETWEEN 80 AND 94 THEN '538421001' ELSE konto END, '', '409CPR', {kr('kr')}, 'D', 'Hjaelp',
  CASE WHEN f BETWEEN 140 AND 159 THEN '' ELSE cpr END, 10000000 + lev, 'BV001', 'H' || i FROM p''')
write("tilbud_20251231.csv", "Tilbud;Tilbuds-ID;CVR;P-nummer;Kommune;Paragraf;Ydelse;Takst;Enhed;Gyldig fra;Gyldig til;Belægningspct;Pladser;Momsfaktor", "utf-8",
  f"SELECT 'Firma ' || lev, 'T' || lev, 10000000 + lev, '', '', paragraf, 'Hjaelp', {kr('takst')}, 'D', '01-01-2015', '', '', '', '1' FROM pris")
print(con.execute("SELECT sum(kr) FROM p").fetchone()[0])
"""


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Print what the block cost, and the peak of the process so far."""
    before, start = _cpu(), time.perf_counter()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<38} cpu {_cpu() - before:8.1f} s   wall {time.perf_counter() - start:8.1f} s   peak {peak:6.0f} MB", flush=True)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def write(folder: Path, nr: int, settlements: int) -> Decimal:
    """One municipality's files; the kroner that were posted in them."""
    done = subprocess.run([sys.executable, "-c", WRITE, str(folder), str(nr), str(settlements)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return Decimal(done.stdout)


def run(top: Path, municipalities: int, rows: int) -> None:
    """Load and reconcile one after another, then count them together."""
    from lisanalysis import sources
    from lisanalysis.measures.udgift import bogfoert
    from lisanalysis.reconcile import afstem
    from lisanalysis.settings import read_settings

    os.environ["LIS_HJEM"] = str(top / "hjem")
    (top / "notebooks").mkdir(parents=True)
    posted, loaded, found, spent = {}, 0, 0, [0.0, 0.0, 0.0]
    opened = []
    for nr in range(1, municipalities + 1):
        mappe = top / "parameters" / f"by{nr:03d}"
        mappe.mkdir(parents=True)
        (mappe / "kommune.yaml").write_text(KOMMUNE.format(nr=nr), encoding="utf-8")
        posted[f"{nr:04d}"] = write(top / "udtraek", nr, int(rows / municipalities / ROWS_PER_SETTLEMENT))
        settings, at = read_settings(mappe), [_cpu()]
        data = sources.load(settings)
        at.append(_cpu())
        found += int(afstem(data).afvigelser.count().execute())
        at.append(_cpu())
        spent = [spent[0] + at[1] - at[0], spent[1] + at[2] - at[1], 0.0]
        loaded += sum(data.antal.values())
        data.forbindelse.disconnect()
        shutil.rmtree(top / "udtraek")
        opened.append(settings)
        if nr % 10 == 0 or nr == municipalities:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{nr:>4} municipalities, {loaded:,} rows: load cpu {spent[0]:.1f} s, reconcile cpu {spent[1]:.1f} s, peak {peak:.0f} MB", flush=True)
    with phase("all of them opened as one"):
        samling = sources.open_together([(s, sources.open_lager(s)) for s in opened])
    with phase("spending per municipality and year"):
        p = bogfoert(samling.tabel("postering"))
        sums = p.group_by("kommune_kode", "aar").agg(kr=p.beloeb.sum()).to_pyarrow().to_pylist()
    counted = {kode: sum((r["kr"] for r in sums if r["kommune_kode"] == kode), Decimal(0)) for kode in posted}
    print(f"{loaded:,} rows, {found:,} findings, every krone counted: {counted == posted}")


def main() -> None:
    """Write, load, reconcile and count, in a folder that goes again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--municipalities", type=int, default=98)
    parser.add_argument("--rows", type=int, default=30_000_000)
    parser.add_argument("--folder", help="where to work, with some 5 GB free; a temporary folder when none is given")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder, prefix="lis-memory-") as name, phase("in all, the writing not counted"):
        run(Path(name), args.municipalities, args.rows)


if __name__ == "__main__":
    main()
