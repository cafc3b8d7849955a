"""Does the shared forecast beat what is done today, and do its intervals hold? Made-up municipalities, with what was known then.

    python benchmarks/forecast.py                                40 of each character, one after the other
    python benchmarks/forecast.py --kommuner 3 --karakter rolig       a quick look
    python benchmarks/forecast.py --gem a.csv --foerste 20 --kommuner 20      a share of them, kept as it comes
    python benchmarks/forecast.py --laes a.csv --laes b.csv      the tables of shares made before

The last year of each municipality is forecast from the end of March, June and September, on its own, by what was registered
and posted then, with the weight and the stretching that its two years before gave. Printed are the mean absolute errors, their ratios
to the simple methods', and the share of the 95 % intervals that held the truth. The seeds (from 5001) were used for nothing else:
the method was made on other ones (1 to 12).
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
AAR, FROE = 5, 5001
SLUT = date(2026, 2, 28)  # the supplementsperiode of the year that is forecast belongs to its truth
PROEVET = 2025  # a shock begins two thirds into the span: from the October before the year that is forecast to its July
KARAKTERER = ("rolig", "chok", "sen_registrering")
PARAMETRE = Path(__file__).resolve().parent.parent / "parameters" / "demo"
ENKLE = {"aar_til_dato": "år til dato", "sidste_aar": "sidste år × PL", "disponeret": "disponering", "trend": "trend", "sager": "sager alene"}


def kommune(mappe: Path, froe: int, karakter: str, indbyggere: int):  # noqa: ANN201
    """One made-up municipality, loaded as any other."""
    from lisanalysis import sources
    from lisanalysis.settings import read_settings
    from lisanalysis.synthetic import skriv
    from lisanalysis.synthetic.scenarie import Scenarie

    os.environ["LIS_HJEM"] = str(mappe)
    skriv(mappe / "demo" / "udtraek", indbyggere=indbyggere, seed=froe, aar=AAR, slut=SLUT, scenarie=Scenarie(karakter=karakter))
    return sources.load(read_settings(PARAMETRE))


def proev(data, pl: float) -> pd.DataFrame:  # noqa: ANN001
    """The three forecasts of the last year beside the truth, with the stretched interval's half width."""
    from lisanalysis.analyses.prognose import Antagelser, efterproeve, grundlag

    g, a = grundlag(data, ["1"]), Antagelser(traek=300, pl=pl)
    foer = efterproeve(g, PROEVET, a)
    f = efterproeve(g, PROEVET + 1, a, MAANEDER, fra_aar=PROEVET).rows
    f = f[f["konto"] == "alle"]
    f = f.assign(samlet=foer.vaegt * f["sager"] + (1 - foer.vaegt) * f["trend"], raa=f["halvbredde"], halvbredde=f["halvbredde"] * foer.hele.faktor)
    return f.assign(faktor=foer.hele.faktor, egen=foer.hele.egen, vaegt=foer.vaegt)


def koer(karakterer: list[str], foerste: int, antal: int, indbyggere: int, pl: float, gem: Path | None) -> pd.DataFrame:
    """All municipalities, the characters in turn; with `gem` each is kept as soon as it is done."""
    rammer = []
    for nr in range(foerste, foerste + antal):
        for karakter in karakterer:
            start = time.process_time()
            with tempfile.TemporaryDirectory() as mappe:
                f = proev(kommune(Path(mappe), FROE + nr, karakter, indbyggere), pl).assign(kommune=nr, karakter=karakter)
            rammer.append(f)
            print(f"  {karakter} {nr}: {time.process_time() - start:.1f} CPU s", flush=True)
            if gem:
                f.to_csv(gem, mode="a", header=not gem.exists(), index=False)
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
    p.add_argument("--foerste", type=int, default=0)
    p.add_argument("--indbyggere", type=int, default=20_000)
    p.add_argument("--karakter", action="append", choices=KARAKTERER, help="én karakter; uden er det alle")
    p.add_argument("--pl", type=float, default=0.03, help="prisstigningen, som generatoren har den")
    p.add_argument("--gem", type=Path)
    p.add_argument("--laes", type=Path, action="append")
    valg = p.parse_args()
    karakterer = valg.karakter or list(KARAKTERER)
    if valg.laes:
        f = pd.concat([pd.read_csv(x) for x in valg.laes], ignore_index=True)
    else:
        f = koer(karakterer, valg.foerste, valg.kommuner, valg.indbyggere, valg.pl, valg.gem)
    for karakter, x in f.groupby("karakter"):
        skriv_ud(karakter, x)


if __name__ == "__main__":
    main()
