"""What the output gate and the disclosure control find of our own corpus, what they take by mistake, and what they cost.

    python benchmarks/privacy.py [--numbers 6] [--tables 200] [--report DIR]

Prints a line per row of the threat table that is about outputs: tried, found, false alarms. Then the seconds of processor time
per megabyte for each type of file; with `--report` those of a report's own files.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import privacy_corpus as corpus

from lisanalysis.errors import GateError
from lisanalysis.publish.disclosure import Regel, opgoer, skjulte
from lisanalysis.publish.disclosure.audit import for_smalle
from lisanalysis.publish.gate import Gate

GROUPS = ("mod11", "uden_mod11", "erstatning")


class Known:
    """Numbers that are somebody's; no names."""

    def __init__(self, numbers: Iterable[str] = ()) -> None:
        self.numbers = frozenset(numbers)

    def kender(self, nummer: str) -> bool:
        return nummer in self.numbers

    def kender_navn(self, navn: str) -> bool:
        return False


def refused(gate: Gate, name: str, content: bytes) -> bool:
    try:
        gate.kontroller(name, content)
    except GateError:
        return True
    return False


def numbers(how_many: int) -> None:
    """Every spelling in every type and every corner, for each kind of number."""
    rng = random.Random(1)
    for group in GROUPS:
        tried = found = 0
        for _ in range(how_many):
            n = corpus.nummer(rng, group)
            gate = Gate(Known([n]), Path("reports"))
            files = [file for text in corpus.stavemaader(n).values() for file in corpus.i_hver_type(text)]
            files += [(name, content) for _, name, content in corpus.i_hver_krog(n)]
            tried += len(files)
            found += sum(refused(gate, *file) for file in files)
        _line(f"CPR number in a file ({group})", tried, found)


def alike() -> None:
    """Codes, amounts, hashes and curves, with 30,000 citizens known."""
    rng = random.Random(2)
    gate = Gate(Known(corpus.nummer(rng, g) for g in GROUPS for _ in range(10_000)), Path("reports"))
    files = [(name, content) for seed in range(5) for _, name, content in corpus.det_der_ligner(random.Random(seed), 1000)]
    wrong = sum(refused(gate, *file) for file in files)
    warned = sum(bool(gate.kontroller(*file)) for file in files if not refused(gate, *file))
    _line("what only looks like one (refused)", len(files), wrong, wrong)
    _line("what only looks like one (warned)", len(files), warned, warned)


def live() -> None:
    """What would run or fetch, and what is as innocent as it looks."""
    gate = Gate(Known(), Path("reports"))
    hostile = [(name, content) for what, name, content in corpus.levende_filer() if what.startswith(("html", "svg"))]
    _line("HTML or script from data", len(hostile), sum(refused(gate, *file) for file in hostile))
    sheets = [(name, content) for what, name, content in corpus.levende_filer() if not what.startswith(("html", "svg"))]
    innocent = [("a.csv", f"a;b\r\nx;{cell}\r\n".encode()) for cell in corpus.USKYLDIGE_CELLER]
    _line("formula in an export", len(sheets), sum(refused(gate, *file) for file in sheets), sum(refused(gate, *file) for file in innocent))


def cells(how_many: int) -> None:
    """Random two-way and nested tables: hidden cells that can be bounded closer than k, without and with secondary hiding."""
    import pandas as pd

    rng, seconds, before, after, hidden, shown = random.Random(3), 0.0, 0, 0, 0, 0
    for nr in range(how_many):
        rows = [(f"o{i % 3}", f"p{i % 3}{i // 3 % 3}", f"a{i // 9}", f"b_{i}_{c}") for i in range(27) for c in range(rng.choice((0, 1, 2, 4, 6, 9, 15, 40)))]
        frame = pd.DataFrame(rows, columns=["omraade", "paragraf", "aar", "borger_id"])
        table = opgoer(frame, (("omraade", "paragraf"), "aar") if nr % 2 else ("paragraf", "aar"), "borger_id")
        primary = [i for i, c in enumerate(table.celler) if 0 < c.borgere < Regel().k]
        start = time.process_time()
        all_hidden = skjulte(table)
        seconds += time.process_time() - start
        before += len(for_smalle(table, primary, Regel()))
        after += len(for_smalle(table, sorted(all_hidden), Regel()))
        hidden, shown = hidden + len(all_hidden), shown + len(table.celler) - len(all_hidden)
    print(f"{'small cells: hidden cells that can be worked out':52} {before} before, {after} after; {hidden} hidden and {shown} shown, {seconds / how_many:.2f} s a table")


def cost(report: Path | None) -> None:
    gate = Gate(Known(), Path("reports"))
    for _, name, content in corpus.det_der_ligner(random.Random(4), 4000):
        if len(content) > 200_000:
            _seconds(f"gate, {name[2:]}", lambda: gate.kontroller(name, content), len(content))  # noqa: B023  called at once
    if report:
        files = [(f.name, f.read_bytes()) for f in sorted(report.rglob("*")) if f.is_file()]
        _seconds(f"gate, all of {report.name}", lambda: [gate.kontroller(*file) for file in files], sum(len(c) for _, c in files))


def _seconds(what: str, work: Callable[[], object], size: int) -> None:
    work()
    start = time.process_time()
    work()
    spent = time.process_time() - start
    print(f"{what:52} {spent:.3f} s for {size / 1e6:.2f} MB, {spent / (size / 1e6):.2f} s per MB")


def _line(what: str, tried: int, found: int, wrong: int | None = None) -> None:
    print(f"{what:52} tried {tried:6}  found {found:6}  false alarms {'-' if wrong is None else wrong}")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--numbers", type=int, default=6)
    options.add_argument("--tables", type=int, default=200)
    options.add_argument("--report", type=Path)
    given = options.parse_args()
    numbers(given.numbers)
    alike()
    live()
    cells(given.tables)
    cost(given.report)
