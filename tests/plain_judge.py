"""The control's lines held against the plain recount: which cells of both loops differ, on made-up municipalities of several sets of systems."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from plain_files import ZERO, Files, shown
from plain_loops import Loop1, loop2

SETS = {
    "nexus, bv, prisme": ("nexus", "bv", "prisme", "cpr"),
    "dubu, sensum, as2007, opus": ("dubu", "sensum", "as2007", "opus", "cpr", "rammeaktivitet", "refusionstilsagn", "adressehistorik"),
    "nexus, as2007, prisme": ("nexus", "as2007", "prisme", "cpr"),
    "bv, prisme": ("bv", "prisme"),
}
SLUT = date(2025, 12, 31)


def sums(cells: list[tuple], *which: int) -> dict[tuple, Decimal]:
    """The kroner per key: 0 citizen, 1 konto, 2 month, 3 its year."""
    found: dict[tuple, Decimal] = defaultdict(lambda: ZERO)
    for cell in cells:
        own = (cell[0], cell[1], cell[2], cell[2][:4])
        found[tuple(own[i] for i in which)] += cell[3]
    return found


def differing(ours: list[tuple], theirs: list[tuple]) -> dict[str, tuple[int, int]]:
    """Per kind of cell: how many there are, and how many differ."""
    ud = {}
    for name, which in (("konto × month", (1, 2)), ("citizen × konto × year", (0, 1, 3))):
        a, b = sums(ours, *which), sums(theirs, *which)
        ud[name] = (len(a.keys() | b.keys()), sum(a.get(k, ZERO) != b.get(k, ZERO) for k in a.keys() | b.keys()))
    return ud


def write(home: Path, systems: tuple[str, ...], inhabitants: int, seed: int, plants: int | None) -> Path:
    """A municipality's extracts with every kind of fault but those of the files themselves, and its parameters."""
    from lisanalysis.synthetic import skriv
    from lisanalysis.synthetic.fejl import SLAGS

    wish = {s.navn: plants for s in SLAGS if s.trin != "fil"} if plants else None
    skriv(home / "udtraek", indbyggere=inhabitants, seed=seed, aar=2, slut=SLUT, systemer=systems, fejl=wish)
    (home / "by").mkdir()
    known = ", ".join(f"{s}: {{}}" for s in (*systems, "tilbud", "organisation"))
    (home / "by" / "kommune.yaml").write_text(f'navn: Prøveby\nkode: "0998"\ndata: ${{LIS_HJEM}}/udtraek\ncpr_serie: fiktiv\nsystemer: {{{known}}}\n', encoding="utf-8")
    return home / "udtraek"


def reconciled(home: Path) -> tuple[list[dict], list[str], dict[str, list[tuple]]]:
    """The control's lines, the loops that were not run, and the (id, citizen) of every row, as the package has them."""
    from lisanalysis import sources
    from lisanalysis.reconcile import afstem
    from lisanalysis.settings import read_settings

    os.environ["LIS_HJEM"] = str(home)
    data = sources.load(read_settings(home / "by"))
    answer = afstem(data, ottetal=False)
    lines = [r for t in (answer.afvigelser, answer.afstemt) for r in t.to_pyarrow().to_pylist()]
    ids = {"afregning": ("afregning_id",), "bevilling": ("bevilling_id",), "postering": ("bilag", "linje", "regnskabsaar")}
    who = {t: [tuple(r.values()) for r in data.tabel(t).select(*cols, "borger_id").to_pyarrow().to_pylist()] for t, cols in ids.items() if data.har(t)}
    return lines, [i.sloejfe for i in answer.ikke_koert if not i.aarsag], who


def pseudonyms(f: Files, who: dict[str, list[tuple]]) -> dict[str, str]:
    """The citizen of each number. Raises ValueError where a number has two, or a citizen two numbers."""
    numbers = {s.id: s.cpr for s in f.settlements} | {g.id: g.cpr for g in f.grants} | {p[0]: p[1] for p in f.postings}
    pairs = {(numbers[i], b) for rows in who.values() for *parts, b in rows if (i := "/".join(map(str, parts))) in numbers}
    names = {cpr: b or "" for cpr, b in pairs}
    if len(names) != len(pairs) or len(set(names.values()) - {""}) != len([n for n in names.values() if n]):
        raise ValueError("A number does not stand for one citizen.")
    return names


def run(systems: tuple[str, ...], inhabitants: int, seed: int, plants: int | None) -> dict:
    """What one municipality shows: cells per loop, rows compared in units only, loops not run, and the lines of each cause."""
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name), systems, inhabitants, seed, plants)
        lines, stopped, who = reconciled(Path(name))
        f = Files(folder, SLUT)
    names = pseudonyms(f, who)
    own = {"2": loop2(f)}
    result = {"stopped": stopped, "causes": len({(r["sloejfe"], r["aarsag"]) for r in lines if r["sloejfe"] != "regel"}), "units only": 0}
    if f.grants:
        first = Loop1(f)
        own["1"], result["units only"] = first.cells, first.units_only
    for loop, cells in own.items():
        theirs = [(r["borger_id"] or "", r["konto"] or "", r["periode"], r["forskel"] or ZERO) for r in lines if r["sloejfe"] == loop]
        ours = [(names.get(cpr, cpr), konto, shown(m), kr) for cpr, konto, m, kr in cells]
        result[loop] = differing(ours, theirs) | {"kr": (sum(abs(c[3]) for c in theirs), sum(c[3] for c in ours), sum(c[3] for c in theirs))}
        result[loop, "cells"] = (ours, theirs)
    return result
