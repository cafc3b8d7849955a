"""Does the shared forecast beat what is done today, and do its intervals hold? Made-up municipalities, with what was known then.

    python benchmarks/forecast.py                                40 of each character (hours; the machine should be quiet)
    python benchmarks/forecast.py --kommuner 3 --indbyggere 15000 --karakter rolig       a quick look

The last year of each municipality is forecast from the end of March, June and September, on its own, by what was registered
and posted then, with the weight and the stretching that its years before gave. Printed are the mean absolute errors, their ratios to
the simple methods', and the share of the 95 % intervals that held the truth.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from datetime import date
from pathlib import Path

import pandas as pd

MAANEDER = (3, 6, 9)
# Years of each: six give the twenty past forecasts that an interval is read from; four put the shock, which begins two thirds into the
# span, from the September before the year that is forecast to its June.
AAR = {"rolig": 7, "chok": 5, "sen_registrering": 7}
SLUT = date(2026, 2, 28)  # the supplementsperiode of the year that is forecast belongs to its truth
PARAMETRE = Path(__file__).resolve().parent.parent / "parameters" / "demo"
ENKLE = {"aar_til_dato": "år til dato", "sidste_aar": "sidste år × PL", "disponeret": "disponering", "trend": "trend", "sager": "sager alene"}


def kommune(mappe: Path, froe: int, karakter: str, indbyggere: int):  # noqa: ANN201
    """One made-up municipality, loaded as any other."""
    from lisanalysis import sources
    from lisanalysis.settings import read_settings
    from lisanalysis.synthetic import skriv
    from lisanalysis.synthetic.scenarie import Scenarie

    os.environ["LIS_HJEM"] = str(mappe)
    skriv(mappe / "demo" / "udtraek", indbyggere=indbyggere, seed=froe, aar=AAR[karakter], slut=SLUT, scenarie=Scenarie(karakter=karakter))
    return sources.load(read_settings(PARAMETRE))


def proev(data, pl: float) -> pd.DataFrame:  # noqa: ANN001
    """The three forecasts of the last year beside the truth, with the stretched interval's half width."""
    from lisanalysis.analyses.prognose import Antagelser, efterproeve, grundlag

    g, a = grundlag(data, ["1"]), Antagelser(traek=300, pl=pl)
    foer = efterproeve(g, SLUT.year, a)
    sidste = efterproeve(g, SLUT.year + 1, a, MAANEDER).rows
    f = sidste[(sidste["konto"] == "alle") & (sidste["aar"] == SLUT.year)]
    f = f.assign(samlet=foer.vaegt * f["sager"] + (1 - foer.vaegt) * f["trend"], halvbredde=f["halvbredde"] * foer.hele.faktor)
    return f.assign(faktor=foer.hele.faktor, egen=foer.hele.egen)


def koer(karakter: str, antal: int, indbyggere: int, pl: float) -> pd.DataFrame:
    """All municipalities of one character."""
    rammer = []
    for nr in range(antal):
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as mappe:
            rammer.append(proev(kommune(Path(mappe), 1000 + nr, karakter, indbyggere), pl).assign(kommune=nr))
        print(f"  {karakter} {nr + 1}/{antal}: {time.perf_counter() - start:.0f} s", flush=True)
    return pd.concat(rammer, ignore_index=True)


def skriv_ud(karakter: str, f: pd.DataFrame) -> None:
    """The table of one character."""
    def mae(navn: str, x: pd.DataFrame) -> float:
        return float(((x[navn] - x["sand"]).abs() / x["sand"]).mean())

    print(f"\n{karakter}: {f['kommune'].nunique()} kommuner, {len(f)} prognoser; intervallet strakt {f['faktor'].mean():.2f} gange")
    print(f"{'efter måned':>12} {'fejl':>7} {'bias':>7} {'dækning':>8}  " + "  ".join(f"mod {t}" for t in ENKLE.values()))
    for maaned, x in [*f.groupby("maaned"), ("alle", f)]:
        fejl, bias = mae("samlet", x), float(((x["samlet"] - x["sand"]) / x["sand"]).mean())
        daekning = float(((x["samlet"] - x["sand"]).abs() <= x["halvbredde"]).mean())
        forhold = "  ".join(f"{fejl / mae(k, x):>{4 + len(t)}.2f}" for k, t in ENKLE.items())
        print(f"{maaned!s:>12} {fejl:7.2%} {bias:+7.2%} {daekning:8.0%}  {forhold}")


def main() -> None:
    """Read the arguments, run, print."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--kommuner", type=int, default=40)
    p.add_argument("--indbyggere", type=int, default=30_000)
    p.add_argument("--karakter", action="append", choices=AAR, help="én karakter; uden er det alle")
    p.add_argument("--pl", type=float, default=0.03, help="prisstigningen, som generatoren har den")
    valg = p.parse_args()
    for karakter in valg.karakter or AAR:
        skriv_ud(karakter, koer(karakter, valg.kommuner, valg.indbyggere, valg.pl))


if __name__ == "__main__":
    main()
