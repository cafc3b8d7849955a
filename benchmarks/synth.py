"""How fast the made-up municipality is written, how much memory it takes, and how its magnitudes compare with published ones.

    python benchmarks/synth.py [--indbyggere 50000] [--aar 5] [--fejl 0.005] [--kommuner 98]

Time and peak memory are of a process of its own. The table of marginals is read from the written files.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

SLUT = date(2025, 12, 31)
PR = 50_000
# What, published per 50,000 of 5.9 million, and where it stands. Persons are those with a day in the year.
PUBLICERET = {
    "SEL-107": (71, "8.400 personer i 2022, dst.dk nyt 47212"),
    "SEL-108": (47, "5.500 personer i 2022, dst.dk nyt 47212"),
    "ABL-105-2": (124, "14.600 personer i 2022 (§ 85 i botilbudslignende), dst.dk nyt 47212"),
    "SEL-85": (392, "46.300 personer i 2021 (§ 85 i eget hjem), dst.dk nyt 44654"),
    "SEL-110": (59, "7.000 personer i 2022, dst.dk nyt 47255"),
}

EN = """
import resource, sys, time
from pathlib import Path
from lisanalysis.synthetic import skriv
mappe, indbyggere, aar, fejl = sys.argv[1:]
start = time.perf_counter()
o = skriv(Path(mappe), indbyggere=int(indbyggere), aar=int(aar), fejl=float(fejl) or None)
top = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == 'darwin' else 1e3)
print(f"{indbyggere:>8} indbyggere, {aar} år, fejl {fejl}: {time.perf_counter() - start:6.1f} s, {top:5.0f} MB, {sum(o.filer.values()):,} rækker")
"""


def main() -> None:
    """Measure, then print the marginals of what was written."""
    p = argparse.ArgumentParser()
    p.add_argument("--indbyggere", type=int, nargs="+", default=[50_000])
    p.add_argument("--aar", type=int, default=5)
    p.add_argument("--fejl", type=float, default=0.0)
    p.add_argument("--kommuner", type=int, default=0, help="Også så mange kommuner samtidig.")
    p.add_argument("--processer", type=int, default=None)
    valg = p.parse_args()
    with tempfile.TemporaryDirectory() as rod:
        for antal in valg.indbyggere:
            mappe = Path(rod) / str(antal) / "udtraek"
            subprocess.run([sys.executable, "-c", EN, str(mappe), str(antal), str(valg.aar), str(valg.fejl)], check=True)
        marginaler(mappe, valg.indbyggere[-1])
        if valg.kommuner:
            mange(Path(rod), valg)


def mange(rod: Path, valg: argparse.Namespace) -> None:
    """Many municipalities in parallel."""
    from lisanalysis.synthetic.mange import skriv_mange

    start = time.perf_counter()
    oversigter = list(skriv_mange(rod / "mange", valg.kommuner, aar=valg.aar, processer=valg.processer))
    raekker = sum(sum(o.filer.values()) for o in oversigter)
    print(f"\n{valg.kommuner} kommuner: {time.perf_counter() - start:.0f} s, {raekker:,} rækker")


def marginaler(mappe: Path, indbyggere: int) -> None:
    """Print each magnitude beside the published one."""
    ydelser = [y for y in _laes(mappe, "bv_ydelser") if y["Startdato"]]
    aar, op = SLUT.year - 1, PR / indbyggere
    print(f"\n{'størrelse':44}{'her':>10}{'publiceret':>12}  kilde")
    for paragraf, (antal, kilde) in PUBLICERET.items():
        borgere = {y["Cprnr"] for y in ydelser if y["Paragraf"] == paragraf and _dage(y, aar)}
        print(f"{f'borgere i året pr. 50.000, {paragraf}':44}{len(borgere) * op:10.0f}{antal:12}  {kilde}")
    for navn, her, der, kilde in (*_forsorg(ydelser, aar), *_kroner(mappe, aar, op)):
        print(f"{navn:44}{her:10.2f}{der:>12}  {kilde}")


def _forsorg(ydelser: list[dict], aar: int) -> list[tuple[str, float, str, str]]:
    ophold = [y for y in ydelser if y["Foranstaltning"] == "Forsorgsdøgn" and y["Slutdato"] and _dag(y["Startdato"]).year in (aar - 1, aar)]
    laengder = [(_dag(y["Slutdato"]) - _dag(y["Startdato"])).days + 1 for y in ophold]
    naetter = defaultdict(int)
    for y in ydelser:
        if y["Foranstaltning"] == "Forsorgsdøgn":
            naetter[y["Cprnr"]] += _dage(y, aar)
    brugere = [n for n in naetter.values() if n]
    start_i_aaret = defaultdict(int)
    for y in ophold:
        start_i_aaret[y["Cprnr"], y["Startdato"][-4:]] += 1
    return [
        ("§ 110: andel ophold på én nat", sum(n == 1 for n in laengder) / len(laengder), "0,36", "ast.dk 2007"),
        ("§ 110: andel ophold over 120 døgn", sum(n > 120 for n in laengder) / len(laengder), "0,14", "ast.dk 2007"),
        ("§ 110: gennemsnitligt ophold, døgn", sum(laengder) / len(laengder), "55", "ast.dk 2012"),
        ("§ 110: ophold pr. bruger og år", len(ophold) / len(start_i_aaret), "2,5", "ast.dk 2007"),
        ("§ 110: døgn pr. bruger i året", sum(brugere) / len(brugere), "129", "dst.dk nyt 35397 (2020)"),
    ]


def _kroner(mappe: Path, aar: int, op: float) -> list[tuple[str, float, str, str]]:
    kr, doegn = defaultdict(float), defaultdict(float)
    for a in _laes(mappe, "bv_afregninger"):
        if a["Afr_fra"].endswith(str(aar)) and a["Afr_type"] in ("U", "R"):
            kr[a["Paragraf"]] += float(a["Beloeb"].replace(",", "."))
            doegn[a["Paragraf"]] += float(a["Antal_enheder"].replace(",", ".")) if a["Afr_type"] == "U" else 0
    voksne = sum(v for p, v in kr.items() if not p.startswith("BL") and not p.startswith("SEL-5") and not p.startswith("SEL-76"))
    pris = {p: kr[p] / doegn[p] for p in ("SEL-107", "SEL-108", "SEL-110")}
    return [
        ("§ 107: kr. pr. døgn", pris["SEL-107"], "1757-6119", "Bogense 2024; Hadruplund 2020"),
        ("§ 108: kr. pr. døgn", pris["SEL-108"], "2394-3411", "tilbuddenes takster 2020-2024"),
        ("§ 110: kr. pr. døgn, med efterforsorg", pris["SEL-110"], "1507", "ca. 550.000 kr. om året"),
        ("voksne i alt, kr. pr. indbygger 18-64 år", voksne * op / (PR * 0.58), "6500-13700", "VIVE, Region Sjælland 2017 (niveau 2017)"),
        ("i alt, mio. kr. pr. 50.000", sum(kr.values()) * op / 1e6, "", ""),
    ]


def _dage(y: dict, aar: int) -> int:
    fra, til = _dag(y["Startdato"]), _dag(y["Slutdato"]) if y["Slutdato"] else SLUT
    return max(0, (min(til, date(aar, 12, 31)) - max(fra, date(aar, 1, 1)) + timedelta(days=1)).days)


def _dag(tekst: str) -> date:
    d, m, a = tekst.split("-")
    return date(int(a), int(m), int(d))


def _laes(mappe: Path, navn: str) -> list[dict[str, str]]:
    with next(mappe.glob(f"{navn}_*.csv")).open(encoding="cp1252", newline="") as fil:
        return list(csv.DictReader(fil, delimiter=";"))


if __name__ == "__main__":
    main()
