"""Does the substitution study keep its promises? Coverage, size and power on made-up series whose truth is known.

    python benchmarks/substitution.py                     400 replications of every case (some minutes)
    python benchmarks/substitution.py --gentagelser 40    a quick look
    python benchmarks/substitution.py --pulje             the pooled study of 98 municipalities instead
    python benchmarks/substitution.py --tid 50000         what one study with all its checks costs

The world here is written apart from the estimator: citizens arrive, stay and are turned away day by day. Of the §107 starts that
the decision takes away, the share theta begins a §110 stay instead. The last cases are the known limits, printed as such.
"""

from __future__ import annotations

import argparse
import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

for _navn in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_navn, "1")  # one replication per process; threads within it would only fight

import numpy as np  # noqa: E402

from lisanalysis.statistik.kontrast import Kontrast, design, kontrast  # noqa: E402
from lisanalysis.statistik.pulje import STAERK, Pulje, fe_2sls  # noqa: E402

HORISONT = 365
MAANED = 365.25 / 12


@dataclass(frozen=True)
class Verden:
    """One case: months, the cut in §107, the planted share, inhabitants in units of 50,000, and demand shocks."""

    navn: str
    theta: float = 0.4
    maaneder: int = 60
    fald: float = 0.5
    skala: float = 1.0
    stoed: float = 0.0  # standard deviation of a shock common to both (AR .8): the limit of the method
    reform: float = 0.0  # relative change of §110 at a reform a year before the end
    graense: bool = False


TILFAELDE = (
    Verden("theta 0, T60", theta=0.0),
    Verden("theta .4, T36", maaneder=36),
    Verden("theta .4, T60"),
    Verden("theta .4, T120", maaneder=120),
    Verden("theta .8, T60", theta=0.8),
    Verden("theta .4, fald 90 %, T60", fald=0.9),
    Verden("theta .4, fald 90 %, T120", fald=0.9, maaneder=120),
    Verden("theta .4, 200.000 indb., T60", skala=4),
    Verden("theta .4, reform -26 %, T60", reform=-0.26),
    Verden("theta .4, fælles chok (GRÆNSE)", stoed=0.25, graense=True),
    Verden("theta 0, fælles chok (GRÆNSE)", theta=0.0, stoed=0.25, graense=True),
)


def logn(rng: np.random.Generator, n: int, middel: float, sigma: float) -> np.ndarray:
    return np.maximum(1, np.rint(np.exp(rng.normal(np.log(middel) - sigma**2 / 2, sigma, n))))


def ophold_110(rng: np.random.Generator, n: int) -> np.ndarray:
    """Lengths of autonomous §110 stays: 36 % one night, the others lognormal with mean 85."""
    return np.where(rng.random(n) < 0.36, 1, logn(rng, n, 85, 1.1))


def verden(v: Verden, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Starts and truncated cohort-days of §107 and §110 by month."""
    t = np.arange(v.maaneder)
    efter = t >= v.maaneder // 2
    chok = np.zeros(v.maaneder)
    for i in range(1, v.maaneder):
        chok[i] = 0.8 * chok[i - 1] + rng.normal(0, v.stoed * np.sqrt(1 - 0.8**2))
    rate_107 = 3.7 * v.skala * np.exp(chok) * (1 + 0.05 * np.cos(2 * np.pi * t / 12))
    rate_110 = 10.0 * v.skala * np.exp(chok) * (1 + 0.12 * np.cos(2 * np.pi * t / 12))
    rate_110 = rate_110 * np.where(t >= v.maaneder - 12, 1 + v.reform, 1)
    behov = rng.poisson(rate_107)
    afvist = rng.binomial(behov, v.fald * efter)
    omvej = rng.binomial(afvist, v.theta)
    s107, auto = behov - afvist, rng.poisson(rate_110)
    d107 = np.array([np.minimum(logn(rng, n, 365, 0.9), HORISONT).sum() for n in s107])
    d110 = np.array([
        np.minimum(ophold_110(rng, n), HORISONT).sum() + np.minimum(logn(rng, m, 120, 1.1), HORISONT).sum()
        for n, m in zip(auto, omvej, strict=True)
    ])  # fmt: skip
    return s107, auto + omvej, d107, d110


def sand_theta_d(theta: float) -> float:
    """Nights that a diverted stay brings per night that a turned-away stay would have had, both within the horizon."""
    rng = np.random.default_rng(1)
    n = 400_000
    omvej, ellers = np.minimum(logn(rng, n, 120, 1.1), HORISONT), np.minimum(logn(rng, n, 365, 0.9), HORISONT)
    return theta * omvej.mean() / ellers.mean()


def studie(v: Verden, rng: np.random.Generator) -> tuple[Kontrast, Kontrast]:
    """The study's own contrast of starts, and of cohort-days with the last incomplete year left out."""
    s107, s110, d107, d110 = verden(v, rng)
    trin = [v.maaneder - 12] * bool(v.reform) + [v.maaneder // 2]
    hele = v.maaneder - 12
    return (
        kontrast(s107, s110, design(v.maaneder, trin)),
        kontrast(d107[:hele], d110[:hele], design(hele, [v.maaneder // 2])),
    )


def _en(opgave: tuple[Verden, int, int]) -> tuple[Kontrast, Kontrast]:
    v, seed, nr = opgave
    return studie(v, np.random.default_rng([seed, nr, *v.navn.encode()]))


def maal(v: Verden, gentagelser: int, seed: int, arbejdere: ProcessPoolExecutor) -> None:
    """Prints coverage of bounded sets, rejections of zero, unbounded sets and the median estimate, for starts and for days."""
    fundne = list(arbejdere.map(_en, [(v, seed, nr) for nr in range(gentagelser)], chunksize=10))
    for navn, nr, sandt in (("starter", 0, v.theta), ("kohortedøgn", 1, sand_theta_d(v.theta))):
        saet = [f[nr].forhold() for f in fundne]
        bundne = [s for s in saet if not s.ubegraenset]
        daekning = np.mean([s.rummer(sandt) for s in bundne]) if bundne else float("nan")
        afvist = np.mean([s.lav > 0 for s in bundne]) if bundne else float("nan")
        to_sidet = np.mean([not s.rummer(0) for s in bundne]) if bundne else float("nan")
        print(f"{v.navn:32s} {navn:12s} sandt {sandt:5.3f}  median {np.median([s.estimat for s in saet]):6.3f}  dækning {daekning:.3f}  "
              f"forkaster 0: ensidet {afvist:.3f}, tosidet {to_sidet:.3f}  ubegrænset {1 - len(bundne) / len(saet):.3f}  "
              f"mde (median) {np.median([s.mde for s in saet]):.2f}")  # fmt: skip


@dataclass(frozen=True)
class Puljecase:
    """One case of the pooled study: the planted share, shocks of demand in each municipality, and decisions that follow demand."""

    navn: str
    theta: float = 0.4
    stoed: float = 0.0  # standard deviation of each municipality's own shock common to both sides (AR .8)
    foelger: bool = False  # the decision comes when demand is at its highest
    kommuner: int = 98
    beslutter: int = 49
    graense: bool = False


PULJER = (
    Puljecase("pulje, theta 0", theta=0.0),
    Puljecase("pulje, theta .4"),
    Puljecase("pulje, theta 0, eget chok", theta=0.0, stoed=0.25),
    Puljecase("pulje, theta .4, eget chok", stoed=0.25),
    Puljecase("pulje, theta 0, 8 af 30 beslutter", theta=0.0, kommuner=30, beslutter=8),
    Puljecase("pulje, theta 0, 2 af 30 beslutter (GRÆNSE)", theta=0.0, kommuner=30, beslutter=2, graense=True),
    Puljecase("pulje, theta 0, beslutning følger behov (GRÆNSE)", theta=0.0, stoed=0.25, foelger=True, graense=True),
)
PULJEMAANEDER = 60


def puljestudie(case: Puljecase, rng: np.random.Generator) -> tuple[Pulje, Pulje]:
    """The study's own pooled estimate; the municipalities that decide cut §107 by 30-70 % at dates of their own."""
    import pandas as pd

    rammer = {"starter": [], "doegn": []}
    for nr in range(case.kommuner):
        skala = float(np.exp(rng.normal(np.log(42_000), 0.65))) / 50_000
        starter, doegn, dato = puljekommune(case, skala * float(np.exp(rng.normal(0, 0.4))), nr, rng)
        t = np.arange(PULJEMAANEDER)
        for navn, (a, b), hele in (("starter", starter, PULJEMAANEDER), ("doegn", doegn, PULJEMAANEDER - 12)):
            ramme = pd.DataFrame({"enhed": nr, "periode": t, "a": a / skala, "b": b / skala, "instrument": (t >= dato).astype(float), "vaegt": skala})
            rammer[navn].append(ramme[:hele])
    return fe_2sls(pd.concat(rammer["starter"])), fe_2sls(pd.concat(rammer["doegn"]))


def puljekommune(case: Puljecase, skala: float, nr: int, rng: np.random.Generator) -> tuple[tuple, tuple, int]:
    """Starts and cohort-days of both sides in one municipality, the national reform in the last year, and the month of its decision."""
    t = np.arange(PULJEMAANEDER)
    chok = np.zeros(PULJEMAANEDER)
    for i in range(1, PULJEMAANEDER):
        chok[i] = 0.8 * chok[i - 1] + rng.normal(0, case.stoed * np.sqrt(1 - 0.8**2))
    dato = int(rng.integers(15, 45)) if nr < case.beslutter else 99
    if case.foelger and nr < case.beslutter:
        dato = 15 + int(np.argmax(chok[15:45]))
    saeson = np.cos(2 * np.pi * t / 12)
    behov = rng.poisson(3.7 * skala * np.exp(chok) * (1 + 0.05 * saeson))
    afvist = rng.binomial(behov, float(rng.uniform(0.3, 0.7)) * (t >= dato))
    omvej = rng.binomial(afvist, case.theta)
    auto = rng.poisson(10 * skala * np.exp(chok) * (1 + 0.12 * saeson) * np.where(t >= 48, 0.74, 1))
    doegn_a = summeret(behov - afvist, logn(rng, int((behov - afvist).sum()), 365, 0.9))
    doegn_b = summeret(auto, ophold_110(rng, int(auto.sum()))) + summeret(omvej, logn(rng, int(omvej.sum()), 120, 1.1))
    return (behov - afvist, auto + omvej), (doegn_a, doegn_b), dato


def summeret(starter: np.ndarray, laengder: np.ndarray) -> np.ndarray:
    """Days within the horizon by month of start."""
    maaned = np.repeat(np.arange(len(starter)), starter)
    return np.bincount(maaned, np.minimum(laengder, HORISONT), minlength=len(starter))


def _en_pulje(opgave: tuple[Puljecase, int, int]) -> tuple[Pulje, Pulje]:
    case, seed, nr = opgave
    return puljestudie(case, np.random.default_rng([seed, nr, *case.navn.encode()]))


def maal_pulje(case: Puljecase, gentagelser: int, seed: int, arbejdere: ProcessPoolExecutor) -> None:
    """Prints coverage, rejections of zero, those refused for a weak first stage (counted apart), and the median estimate."""
    fundne = list(arbejdere.map(_en_pulje, [(case, seed, nr) for nr in range(gentagelser)], chunksize=5))
    for navn, nr, sandt in (("starter", 0, case.theta), ("kohortedøgn", 1, sand_theta_d(case.theta))):
        alle = [f[nr] for f in fundne]
        staerke = [p for p in alle if p.f >= STAERK]
        daekning = np.mean([p.lav <= sandt <= p.hoej for p in staerke]) if staerke else float("nan")
        afvist = np.mean([p.lav > 0 or p.hoej < 0 for p in staerke]) if staerke else float("nan")
        print(f"{case.navn:48s} {navn:12s} sandt {sandt:5.3f}  median {np.median([p.estimat for p in alle]):6.3f}  dækning {daekning:.3f}  "
              f"forkaster 0 (tosidet): {afvist:.3f}  F under {STAERK:.0f}: {1 - len(staerke) / len(alle):.3f}  F (median) {np.median([p.f for p in alle]):.0f}",
              flush=True)  # fmt: skip


def tid(indbyggere: int) -> None:
    """Prints what a whole study with every robustness check costs on the made-up municipality of that size over five years."""
    import tempfile
    from pathlib import Path

    from lisanalysis import sources
    from lisanalysis.analyses.substitution import Parametre, analyse
    from lisanalysis.settings import read_settings
    from lisanalysis.synthetic import skriv

    with tempfile.TemporaryDirectory() as mappe:
        os.environ["LIS_HJEM"] = mappe
        skriv(Path(mappe) / "udtraek", indbyggere=indbyggere, aar=5)
        data = sources.load(read_settings(Path(__file__).parent.parent / "parameters" / "demo", data=Path(mappe) / "udtraek"))
        maalt = []
        for _ in range(3):
            start = time.process_time()
            svar = analyse(data, Parametre(beslutning=["2024-07-01"]))
            maalt.append(time.process_time() - start)
    print(f"{indbyggere} indbyggere, {len(svar.find('robusthed').data)} prøver: {sorted(maalt)[1]:.1f} CPU s (median af 3; den første {maalt[0]:.1f} med indlæsning af biblioteker)")


def main() -> None:
    """Runs the cases asked for and says how long it took."""
    laeser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    laeser.add_argument("--gentagelser", type=int, default=400)
    laeser.add_argument("--seed", type=int, default=7)
    laeser.add_argument("--pulje", action="store_true", help="the pooled study alone")
    laeser.add_argument("--tid", type=int, default=0, metavar="INDBYGGERE", help="what one study costs, and nothing else")
    laeser.add_argument("--kun", default="", help="only the cases whose name holds this")
    laeser.add_argument("--processer", type=int, default=2)
    valg = laeser.parse_args()
    if valg.tid:
        return tid(valg.tid)
    start = time.perf_counter()
    with ProcessPoolExecutor(valg.processer) as arbejdere:
        if valg.pulje:
            for case in (c for c in PULJER if valg.kun in c.navn):
                maal_pulje(case, valg.gentagelser, valg.seed, arbejdere)
        else:
            for v in (v for v in TILFAELDE if valg.kun in v.navn):
                maal(v, valg.gentagelser, valg.seed, arbejdere)
    print(f"{valg.gentagelser} gentagelser, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
