"""What it costs to find the CPR neighbours of a whole municipality's citizens.

    python benchmarks/neighbours.py [--citizens 700000]

Made-up numbers with day + 60, spread over birthdays as people are. Prints the citizens, the pairs of each kind, CPU and wall seconds, and peak memory,
with the memory limit that the load sets.
"""

from __future__ import annotations

import argparse
import resource
import time

import duckdb

from lisanalysis.access import find_naboer
from lisanalysis.sources.ledger import create_tables
from lisanalysis.sources.load import MEMORY_LIMIT

_NUMBERS = (
    "SELECT DISTINCT ON (cpr) 'b_' || left(sha256(cpr), 16) AS borger_id, cpr FROM (SELECT (day(d) + 60)::VARCHAR || strftime(d, '%m%y') || "
    "lpad((random() * 9999)::INT::VARCHAR, 4, '0') AS cpr FROM (SELECT DATE '1930-01-01' + (random() * 34000)::INT AS d FROM range({})))"
)


def main(citizens: int) -> None:
    """Make the numbers, find the pairs, print what it took."""
    with duckdb.connect() as con:
        con.execute(f"SET memory_limit='{MEMORY_LIMIT}'")
        for name in ("lager", "identitet"):
            con.execute(f"ATTACH ':memory:' AS {name}")
        create_tables(con, "benchmark")
        con.execute("SELECT setseed(0.5)")
        con.execute(f"CREATE TABLE identitet.cpr AS {_NUMBERS.format(citizens)}")
        before, clock = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
        find_naboer(con, "identitet", "lager")
        after, wall = resource.getrusage(resource.RUSAGE_SELF), time.monotonic() - clock
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        (number,) = con.execute("SELECT count(*) FROM identitet.cpr").fetchone()
        kinds = con.execute("SELECT slags, count(*) FROM lager.nabo GROUP BY slags ORDER BY slags").fetchall()
    print(f"{number:,} citizens: {dict(kinds)}; {cpu:.1f} CPU s, {wall:.1f} wall s, {after.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citizens", type=int, default=700_000)
    main(parser.parse_args().citizens)
