"""Faults of the files themselves, made when all is written: a delivery twice, a sum read as a row, letters gone wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

from .mark import Mark

_SUM = {"bv_afregninger": 12, "as2007_betalinger": 11, "prisme_budget": 6, "hjemtaget_refusion": 4}


def r51(m: Mark, mappe: Path, antal: int) -> dict[str, int]:
    """The same bytes delivered again under the next day's name."""
    ud = {}
    for fil in [f for f in sorted(mappe.iterdir()) if f.stem.startswith(("prisme_budget", "bv_sager", "as2007_ydelser"))][:antal]:
        kopi = fil.with_name(fil.name.replace(f"{m.slut:%Y%m%d}", "kopi"))
        shutil.copyfile(fil, kopi)
        m.facit.ny()
        m.facit.noter("R51", "R51", "regel", None, sted=(fil.stem.split("_")[0], kopi.name, 0))
        ud[kopi.name] = 0
    return ud


def r52(m: Mark, mappe: Path, antal: int) -> dict[str, int]:
    """A line of totals at the end, or Danish letters written in one encoding and read in another."""
    ud = {}
    filer = [f for f in sorted(mappe.glob("*.csv")) if f.stem.rsplit("_", 1)[0] in (*_SUM, "tilbud")][:antal]
    for fil in filer:
        m.facit.ny()
        stamme = fil.stem.rsplit("_", 1)[0]
        linjer = fil.read_bytes().split(b"\r\n")
        if stamme == "tilbud":
            nr = next(i for i, linje in enumerate(linjer) if i and "ø".encode() in linje.split(b";")[0])
            navn, _, resten = linjer[nr].partition(b";")
            linjer[nr] = navn.replace("ø".encode(), "Ã¸".encode()) + b";" + resten
        else:
            nr = len(linjer) - 1
            felter = [""] * linjer[0].count(b";") + [""]
            felter[0], felter[_SUM[stamme]] = "I alt", "123456,00"
            linjer.insert(nr, ";".join(felter).encode("ascii"))
        fil.write_bytes(b"\r\n".join(linjer))
        m.facit.noter("R52", "R52", "regel", None, sted=(stamme.split("_")[0], fil.name, nr + 1))
        ud[fil.name] = len(linjer) - 2
    return ud
