"""Tries every hostile file of the tests, one municipality each beside a good file, and counts what became of them.

    python benchmarks/hostile.py

Prints tried, read, refused, set apart and lost. A row is lost when the delivery list's count is not rows read plus rows set apart, when it is not
the file's number of physical records (text files, counted here by line), when the table holds another number, or when the good file is not in.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests"
sys.path.insert(0, str(TESTS))
GOOD_FILE = "prisme_posteringer_god_20250228.csv"


def try_one(name: str, content: bytes, *, records: int | None) -> tuple[str, int, int]:
    """How one hostile file ended, how many rows were set apart, and how many were lost."""
    from hostile_prep import HEADING, line
    from lager_prep import Kommunen

    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIS_HJEM"] = str(Path(folder) / "hjem")
        kommune = Kommunen(Path(folder) / "k", "prisme: {}")
        kommune.kilde("prisme", "files: {posteringer: {pattern: 'prisme_posteringer*'}}")
        kommune.fil(GOOD_FILE, HEADING + line("GOD"), "cp1252")
        kommune.fil(name, content)
        data = kommune.indlaes()
        listed = data.leverancer().set_index("fil")
        row = listed.loc[name]
        lost = abs(int(row.raekker - row.indlaest - row.afvist)) + int(listed.loc[GOOD_FILE].indlaest != 1)
        lost += abs(data.antal["postering"] - int(listed.indlaest.sum()))
        if records is not None and row.status != "afvist":
            lost += abs(records - int(row.raekker))
        ended = "refused" if row.status == "afvist" else "set apart" if row.afvist else "read"
        data.forbindelse.disconnect()
        return ended, int(row.afvist), lost


def corpus() -> list[tuple[str, bytes, int | None]]:
    """Each hostile file: its name, its bytes, and its physical records where lines tell them."""
    import hostile_prep as t

    head = t.HEADING.encode("cp1252")
    files = [("prisme_posteringer_t.csv", content, None) for content, _ in t.REFUSED.values()]
    files += [("prisme_posteringer_r.csv", head + c, c.count(b"\n") + (not c.endswith(b"\n"))) for c, _ in t.APART.values()]
    files += [("prisme_posteringer_b.xlsx", content, None) for content, _ in t.WORKBOOKS.values()]
    files += [("prisme_posteringer_h.csv", head, 0), ("prisme_posteringer_g.csv.gz", t.PACKED[:900], None)]
    files += [("prisme_posteringer_p.parquet", b"PAR1" * 9, None), ("prisme_posteringer_d.pdf", b"%PDF", None)]
    whole = head + "".join(t.line(f"B{i}", tekst="æøå") for i in range(8)).encode("cp1252")
    for cut in range(len(head) + 1, len(whole), 97):  # cut at many places: the last line is whole, short, or not there
        body = whole[len(head) : cut]
        files.append(("prisme_posteringer_c.csv", whole[:cut], body.count(b"\n") + (not body.endswith(b"\n"))))
    return files


def main() -> None:
    """Run the corpus, then the large files in a process of their own."""
    ended, apart, lost = Counter(), 0, 0
    for name, content, records in corpus():
        how, rows, gone = try_one(name, content, records=records)
        ended[how] += 1
        apart, lost = apart + rows, lost + gone
    print(f"tried {ended.total()}: refused {ended['refused']}, rows set apart in {ended['set apart']} ({apart} rows), read {ended['read']}, lost={lost}")
    from hostile_prep import bombs, endless_line, load_apart
    from lager_prep import Kommunen

    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIS_HJEM"] = str(Path(folder) / "hjem")
        kommune = Kommunen(Path(folder) / "k", "prisme: {}")
        kommune.kilde("prisme", "files: {posteringer: {pattern: 'prisme_posteringer*'}}")
        endless_line(kommune)
        bombs(kommune)
        found = load_apart(kommune)
    print(f"a line of 2 GB, a gz bomb, three workbooks made to fill memory: peak {found['peak']:.0f} MB")
    for fil, status, rows, read, rejected in found["rows"]:
        print(f"  {fil:<34} {status:<9} rows {rows}, read {read}, set apart {rejected}")


if __name__ == "__main__":
    main()
