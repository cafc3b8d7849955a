"""How long the rules take over a municipality of a million settlements, and what each of them finds and costs.

    python benchmarks/rules.py [--rows 1000000] [--each]

The rows are made in a file with a fixed seed, by a process of their own, and read from there with DuckDB held to 3 GB: as many postings and months of disponering as settlements, a twelfth as many grants, and
one row in a hundred with something wrong. Prints wall seconds, CPU seconds and peak memory of all rules together; `--each` times
every rule by itself.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from lisanalysis import quality
from lisanalysis.quality.rules import moduler
from lisanalysis.settings import Kommune, System
from lisanalysis.tables import TABELLER, Dataset

FILER = (
    "CREATE TABLE leverance (leverance_id VARCHAR, kilde VARCHAR, fil VARCHAR, raekker BIGINT, indlaest BIGINT, afvist BIGINT, "
    "skaeringsdato DATE, status VARCHAR, bemaerkning VARCHAR)",
    "INSERT INTO leverance SELECT k, k, k || '.csv', 1, 1, 0, DATE '2025-12-31', 'ok', '' FROM (VALUES ('nexus'), ('bv'), ('prisme'), ('cpr')) t(k)",
    "CREATE TABLE afvist (leverance_id VARCHAR, fil VARCHAR, linje BIGINT, kolonne VARCHAR, aarsag VARCHAR)",
    "INSERT INTO afvist SELECT 'bv', 'bv.csv', i, 'Cprnr', 'CPR-nummeret er tomt.' FROM range({n} // 1000) t(i)",
)
# i is the row's number; h(i, salt) a number in [0, 100) that only the row decides.
RAEKKER = {
    "borger": ("{n} // 30", "cpr", {
        "borger_id": "'b_' || i", "foedselsdato": "DATE '1950-01-01' + (hash(i) % 25000)::INTEGER", "koen": "'K'",
        "cpr_status": "CASE WHEN h(i, 1) = 0 THEN '80' ELSE '01' END", "cpr_status_dato": "DATE '2023-06-01'"}),
    "adressehistorik": ("{n} // 30", "cpr", {
        "borger_id": "'b_' || i", "fra_dato": "DATE '2022-05-01'", "kommune": "CASE WHEN h(i, 2) = 0 THEN '0751' ELSE '0999' END"}),
    "sag": ("{n} // 24", "bv", {
        "sag_id": "'S' || i", "borger_id": "'b_' || (i % ({n} // 30))", "omraade": "'voksne'", "aabnet_dato": "DATE '2020-01-01'",
        "sagsbehandler": "'SB' || (i % 60)", "betalingskommune": "'0999'", "handlekommune": "'0999'"}),
    "sagsbehandler": ("59", "bv", {"sagsbehandler": "'SB' || i", "gyldig_fra_dato": "DATE '2015-01-01'"}),
    "bevilling": ("{n} // 12", "nexus", {
        "bevilling_id": "'N' || i", "borger_id": "'b_' || (i % ({n} // 30))", "indsats": "'Botilbud'", "paragraf": "p(i)",
        "maalgruppe": "CASE WHEN h(i, 3) = 0 THEN NULL ELSE 'Autisme' END",
        "status": "CASE WHEN h(i, 4) = 0 THEN 'annulleret' ELSE 'ivaerksat' END", "start_dato": "DATE '2021-01-01' + (i % 700)::INTEGER",
        "slut_dato": "CASE WHEN h(i, 5) < 40 THEN NULL WHEN h(i, 5) = 50 THEN DATE '2020-01-01' ELSE DATE '2024-06-30' END",
        "leverandoer_cvr": "(10000000 + i % 300)::VARCHAR", "sagsbehandler": "'SB' || (i % 60)", "betalingskommune": "'0999'",
        "handlekommune": "'0999'", "opfoelgning_dato": "DATE '2025-06-30'"}),
    "ydelse": ("{n} // 12", "bv", {
        "ydelse_id": "'F' || i", "bevilling_id": "'N' || i", "borger_id": "'b_' || (i % ({n} // 30))", "sag_id": "'S' || (i % ({n} // 24))",
        "foranstaltning": "'Botilbud'", "paragraf": "p(i)", "maalgruppe": "'Autisme'", "leverandoer_cvr": "(10000000 + i % 300)::VARCHAR",
        "plejefamilie_id": "CASE WHEN i % 20 = 0 THEN 'b_p' || i END", "antal_vederlag": "CASE WHEN i % 20 = 0 THEN 3 END",
        "bevillings_dato": "DATE '2020-12-01'", "start_dato": "DATE '2021-01-01' + (i % 700)::INTEGER",
        "slut_dato": "CASE WHEN h(i, 5) < 40 THEN NULL ELSE DATE '2024-06-30' END", "konto": "k(i)", "betalingskommune": "'0999'",
        "sagsbehandler": "'SB' || (i % 60)"}),
    "afregning": ("{n}", "bv", {
        "afregning_id": "'A' || i", "borger_id": "'b_' || ((i // 12) % ({n} // 30))", "sag_id": "'S' || ((i // 12) % ({n} // 24))",
        "ydelse_id": "'F' || (i // 12)", "paragraf": "p(i // 12)", "leverandoer_cvr": "(10000000 + (i // 12) % 300)::VARCHAR",
        "periode_fra_dato": "m(i)", "periode_til_dato": "CASE WHEN h(i, 6) = 0 THEN m(i) + 40 ELSE last_day(m(i)) END",
        "antal": "CASE WHEN h(i, 7) = 0 THEN 62 ELSE day(last_day(m(i))) END", "enhed": "'doegn'", "takst": "2000.00", "beloeb": "62000.00",
        "betalingskommune": "'0999'", "konto": "k(i // 12)", "status": "'effektueret'",
        "afregningstype": "CASE WHEN h(i, 8) = 0 THEN 'regulering' ELSE 'udgift' END", "henvisningsnr": "'H' || i",
        "disposition_dato": "last_day(m(i)) + CASE WHEN h(i, 9) = 0 THEN 200 ELSE 0 END"}),
    "disponering": ("{n}", "bv", {
        "ydelse_id": "'F' || (i // 12)", "aar": "2024", "maaned": "i % 12 + 1", "beloeb_disponeret": "62000.00",
        "beloeb_effektueret": "CASE WHEN h(i, 10) = 0 THEN 63000.00 ELSE 62000.00 END"}),
    "konto": ("8", "prisme", {
        "kontoalias": "'K' || i", "konto": "k(i)", "cpr_krav": "CASE WHEN i = 7 THEN 'maa_ikke' ELSE 'skal' END",
        "gyldig_fra_dato": "DATE '2018-01-01'", "gyldig_til_dato": "CASE WHEN i = 6 THEN DATE '2023-06-30' END"}),
    "postering": ("{n}::BIGINT * 1033 // 1000", "prisme", {
        "posterings_dato": "last_day(m(i))", "regnskabsaar": "year(m(i))", "bilag": "'B' || i", "linje": "'1'", "konto": "k(i // 12)",
        "funktion": "'5.38.5' || (i // 12) % 3", "dranst": "'1'", "art": "'409'", "tekst": "'Botilbud'",
        "beloeb": "CASE WHEN h(i, 11) = 0 THEN -62000.00 ELSE 62000.00 END", "borger_id": "'b_' || ((i // 12) % ({n} // 30))",
        "henvisningsnr": "'H' || i % {n}"}),
}  # fmt: skip
MAKROER = (
    "CREATE MACRO h(i, salt) AS (hash(i * 100 + salt) % 100)::INTEGER",
    "CREATE MACRO m(i) AS (DATE '2024-01-01' + to_months((i % 12)::INTEGER))::DATE",
    "CREATE MACRO p(i) AS list_extract(['SEL-107', 'SEL-108', 'SEL-85', 'BL-46', 'SEL-104'], (i % 5 + 1)::INTEGER)",
    "CREATE MACRO k(i) AS '53852100' || (i % 8)",
)


def make(lager: str, rows: int) -> None:
    """Write the made-up tables to a file of DuckDB's."""
    import duckdb

    with duckdb.connect(lager) as con:
        for statement in (*MAKROER, *FILER):
            con.execute(statement.format(n=rows))
        for navn, tabel in TABELLER.items():
            kolonner = {k.navn: k.sql_type for k in tabel.lager_kolonner}
            con.execute(f"CREATE TABLE {navn} ({', '.join(f'{k} {t}' for k, t in kolonner.items())})")
            if navn in RAEKKER:
                _fill(con, navn, rows)


def municipality(lager: str) -> Dataset:
    """The file that `make` wrote, as a Dataset."""
    import ibis

    con = ibis.duckdb.connect(lager, read_only=True)
    con.raw_sql("SET memory_limit='3GB'").fetchall()
    antal = {navn: int(con.raw_sql(f"SELECT count(*) FROM {navn}").fetchall()[0][0]) for navn in TABELLER}
    kommune = Kommune(navn="Måleby", kode="0999", data=".", systemer={s: System() for s in ("nexus", "bv", "prisme", "cpr")})
    return Dataset(con, kommune, "maaleby", date(2025, 12, 31), "v", antal, TABELLER)


def _fill(con, navn: str, rows: int) -> None:
    antal, kilde, felter = RAEKKER[navn]
    alle = felter | {"kilde": f"'{kilde}'", "leverance_id": f"'{kilde}'", "raekke_nr": "i + 2", "skaeringsdato": "DATE '2025-12-31'"}
    vaerdier = ", ".join(v.format(n=rows) for v in alle.values())
    con.execute(f"INSERT INTO {navn} ({', '.join(alle)}) SELECT {vaerdier} FROM range({antal.format(n=rows)}) t(i)")


def timed(data: Dataset, regler: tuple) -> tuple[float, float, dict[str, int]]:
    """Wall and CPU seconds of running these rules and writing their findings, and how many findings of each."""
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    data.forbindelse.create_table("fund", obj=quality.kontroller(data, regler=regler).fund, temp=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    fund = dict(data.forbindelse.raw_sql("SELECT regel, count(*) FROM fund GROUP BY 1 ORDER BY 1").fetchall())
    data.forbindelse.raw_sql("DROP TABLE fund")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, fund


def main() -> None:
    """Make the municipality, run the rules, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--each", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        lager = f"{name}/lager.duckdb"
        subprocess.run([sys.executable, "-c", f"import rules; rules.make({lager!r}, {args.rows})"], check=True, cwd=Path(__file__).parent)
        _report(args, municipality(lager))


def _report(args: argparse.Namespace, data: Dataset) -> None:
    if args.each:
        for modul in moduler():
            wall, cpu, fund = timed(data, (modul,))
            print(f"{modul.RULE.id} {modul.RULE.navn:<36} wall {wall:6.2f} s   cpu {cpu:6.2f} s   {sum(fund.values()):>9,} findings")
    wall, cpu, fund = timed(data, moduler())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{args.rows:,} settlements, {len(moduler())} rules: wall {wall:.2f} s   cpu {cpu:.2f} s   peak {peak:.0f} MB   {sum(fund.values()):,} findings")
    print(", ".join(f"{regel} {antal:,}" for regel, antal in fund.items()))


if __name__ == "__main__":
    main()
