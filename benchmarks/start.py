"""How well `lis new` recognises columns whose headings have been changed at random, by how they were changed.

    python benchmarks/start.py [runs]

Every layout of the made-up municipalities' extracts, every heading changed in one of the ways below, columns in random order, file names
that say nothing. A column may be: sure and right, sure and WRONG (the one that must not be), proposed but not sure, or not proposed.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from lisanalysis.sources.taste import Taste, taste
from lisanalysis.start.filer import Gruppe, genkend
from lisanalysis.synthetic import skriv

SYSTEMER = (
    ("nexus", "bv", "prisme", "cpr"),
    ("dubu", "sensum", "as2007", "opus", "adressehistorik", "rammeaktivitet", "refusionstilsagn", "hjemtaget_refusion", "flis", "dst"),
)


def slip(tekst: str, rng: random.Random) -> str:
    """One letter left out, doubled or swapped with the next."""
    i = rng.randrange(len(tekst) - 1) if len(tekst) > 2 else 0
    return rng.choice([tekst[:i] + tekst[i + 1 :], tekst[: i + 1] + tekst[i:], tekst[:i] + tekst[i + 1 : i + 2] + tekst[i : i + 1] + tekst[i + 2 :]])


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "case and separators": lambda t, r: r.choice([t.upper(), t.lower(), t.replace(" ", "_"), t.replace("_", " "), f"{t}."]),
    "æøå without": lambda t, r: t.translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})),
    "one slip": slip,
    "two slips": lambda t, r: slip(slip(t, r), r),
    "cut at 8": lambda t, r: t[:8],
    "without vowels": lambda t, r: t[0] + "".join(c for c in t[1:] if c.lower() not in "aeiouyæøå"),
    "a word more": lambda t, r: r.choice([f"{t} (system)", f"Felt {t}", f"{t} kode", f"Data_{t}"]),
    "a number only": lambda t, r: f"Kolonne {r.randrange(10**6)}",
}


def main(runs: int) -> None:
    """Print a table: one line per way of changing."""
    started, found = time.process_time(), {way: Counter() for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        for nr, systemer in enumerate(SYSTEMER):
            skriv(Path(folder) / str(nr) / "u", indbyggere=1000, aar=1, slut=date(2025, 1, 31), systemer=systemer)
            tastes = [t for f in sorted((Path(folder) / str(nr) / "u").iterdir()) if (t := taste(f)).slags == "tekst"]
            for way, change in WAYS.items():
                for run in range(runs):
                    found[way] += one([t for t in tastes if t.raekker], change, random.Random(f"{way}{run}"))
    print(f"{'headings changed by':<22}{'files right':>12}{'sure, right':>13}{'sure, WRONG':>13}{'proposed':>10}{'none':>7}")
    for way, c in found.items():
        files, columns = c["file"] + c["no file"], sum(c[k] for k in ("right", "wrong", "proposed", "none"))
        share = [f"{100 * c[k] / columns:.1f} %" for k in ("right", "wrong", "proposed", "none")]
        print(f"{way:<22}{c['file']:>6}/{files:<5}{share[0]:>13}{share[1]:>13}{share[2]:>10}{share[3]:>7}")
    print(f"{time.process_time() - started:.0f} CPU s")


def one(tastes: list[Taste], change: Callable[[str, random.Random], str], rng: random.Random) -> Counter[str]:
    """The columns of all the files changed once."""
    count, truth, groups = Counter[str](), [], []
    for nr, t in enumerate(tastes):
        new = {h: change(h, rng) for h in t.heading}
        if len(set(new.values())) < len(new):
            new = {h: f"{n}{i}" for i, (h, n) in enumerate(new.items())}
        order = rng.sample(t.heading, len(t.heading))
        truth.append((t.fil.name, {n: h for h, n in new.items()}))
        groups.append(Gruppe((replace(t, fil=Path(f"fil{nr}.csv"), heading=tuple(new[h] for h in order), columns={new[h]: t.columns[h] for h in order}),)))
    for fund, (name, back) in zip(genkend(groups), truth, strict=True):
        right = fund.genkendt is not None and name.startswith(fund.genkendt.layout.mappings[0].pattern.rstrip("*"))
        count["file" if right else "no file"] += 1
        if fund.genkendt is None:
            count["none"] += len(back)
            continue
        taken = {p.heading: p for p in fund.genkendt.par}
        for new_heading, old in back.items():
            p = taken.get(new_heading)
            kind = "none" if p is None else "proposed" if p.sikkerhed != "sikker" or not fund.sikker else "right" if p.plads.heading == old and right else "wrong"
            count[kind] += 1
    return count


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
