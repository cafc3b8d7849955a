"""What the check of shared templates makes of our own corpus: what is refused, what is put before a person, and what is called ok.

    python benchmarks/templates.py [--all]

Prints a line per row of the threat table that is about templates, and one for the cells that are as good as they look, our own
notebooks among them. With `--all` each thing that was not plainly refused is named.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import template_corpus as corpus
from template_prep import draft, packed

ROWS = {
    "arkiv": "hostile archive",
    "indhold": "hostile manifest, notebook, trial or parameter name",
    "kode": "hostile code",
    "tekst": "hostile text",
    "ændret": "one byte changed",
}


def main(everything: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        good = packed(Path(place), draft(Path(place)))
    start = time.process_time()
    judged = list(corpus.hostile(good))
    spent = time.process_time() - start
    counted = Counter((row, verdict) for row, _, verdict in judged)
    for row, title in ROWS.items():
        refused, person, passed = (counted[row, v] for v in ("afvist", "person", "ok"))
        print(f"{title:52} tried {refused + person + passed:4}  refused {refused:4}  needs a person {person:3}  called ok {passed}")
    if everything:
        print(*(f"  {verdict}: {row}: {what[:100]!r}" for row, what, verdict in judged if verdict != "afvist"), sep="\n")
    sound = list(corpus.sound(good))
    print(f"{'sound cells':52} tried {len(sound):4}  passed  {sum(v == 'ok' for _, v in sound):4}")
    own = list(corpus.own_verdicts(good))
    print(f"{'cells of our own notebooks':52} tried {len(own):4}  passed  {own.count('ok'):4}")
    print(f"{'CPU seconds a check':52} {spent / len(judged):.3f}, of packages of {len(good) / 1000:.0f} kB")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--all", action="store_true")
    main(options.parse_args().all)
