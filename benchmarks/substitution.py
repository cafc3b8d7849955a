"""Does the substitution study keep its promises? Coverage, size and power on made-up series whose truth is known.

    python benchmarks/substitution.py                     400 replications of every case (some minutes)
    python benchmarks/substitution.py --gentagelser 40    a quick look
    python benchmarks/substitution.py --pulje             the pooled study of 98 municipalities too

The world here is written apart from the estimator: citizens arrive, stay and are turned away day by day. Of the §107 starts that
the decision takes away, the share theta begins a §110 stay instead. The last cases are the known limits, printed as such.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace

import numpy as np

from lisanalysis.statistik.kontrast import Kontrast, design, kontrast

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


def maal(v: Verden, gentagelser: int, seed: int) -> None:
    """Prints coverage of bounded sets, rejections of zero, unbounded sets and the median estimate, for starts and for days."""
    rng = np.random.default_rng([seed, *v.navn.encode()])
    fundne = [studie(v, rng) for _ in range(gentagelser)]
    for navn, nr, sandt in (("starter", 0, v.theta), ("kohortedøgn", 1, sand_theta_d(v.theta))):
        saet = [f[nr].forhold() for f in fundne]
        bundne = [s for s in saet if not s.ubegraenset]
        daekning = np.mean([s.rummer(sandt) for s in bundne]) if bundne else float("nan")
        afvist = np.mean([s.lav > 0 for s in bundne]) if bundne else float("nan")
        to_sidet = np.mean([not s.rummer(0) for s in bundne]) if bundne else float("nan")
        print(f"{v.navn:32s} {navn:12s} sandt {sandt:5.3f}  median {np.median([s.estimat for s in saet]):6.3f}  dækning {daekning:.3f}  "
              f"forkaster 0: ensidet {afvist:.3f}, tosidet {to_sidet:.3f}  ubegrænset {1 - len(bundne) / len(saet):.3f}  "
              f"mde (median) {np.median([s.mde for s in saet]):.2f}")  # fmt: skip


def pulje(gentagelser: int, seed: int) -> None:
    """The pooled study of 98 municipalities, half of which cut §107 at different dates."""
    import pandas as pd

    from lisanalysis.statistik.pulje import fe_2sls

    for theta in (0.0, 0.4):
        rng, fundne = np.random.default_rng([seed, int(theta * 10), 98]), []
        for _ in range(gentagelser):
            rammer = []
            for nr in range(98):
                skala = float(np.exp(rng.normal(np.log(42_000), 0.65))) / 50_000
                v = Verden("pulje", theta=theta, skala=skala * float(np.exp(rng.normal(0, 0.4))))
                dato = int(rng.integers(15, 45)) if nr % 2 else 99
                v = replace(v, fald=float(rng.uniform(0.3, 0.7)))
                s107, s110 = pulje_kommune(v, dato, rng)
                t = np.arange(60)
                rammer.append(pd.DataFrame({"enhed": nr, "periode": t, "a": s107 / skala, "b": s110 / skala,
                                            "instrument": (t >= dato).astype(float), "vaegt": skala}))  # fmt: skip
            fundne.append(fe_2sls(pd.concat(rammer)))
        print(f"pulje, theta {theta}: median {np.median([p.estimat for p in fundne]):.3f}  dækning "
              f"{np.mean([p.lav <= theta <= p.hoej for p in fundne]):.3f}  forkaster 0: {np.mean([p.lav > 0 for p in fundne]):.3f}  "
              f"F (median) {np.median([p.f for p in fundne]):.0f}")  # fmt: skip


def pulje_kommune(v: Verden, dato: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Starts in one of the municipalities, with the national reform in the last year."""
    t = np.arange(v.maaneder)
    saeson = np.cos(2 * np.pi * t / 12)
    behov = rng.poisson(3.7 * v.skala * (1 + 0.05 * saeson))
    afvist = rng.binomial(behov, v.fald * (t >= dato))
    auto = rng.poisson(10 * v.skala * (1 + 0.12 * saeson) * np.where(t >= 48, 0.74, 1))
    return behov - afvist, auto + rng.binomial(afvist, v.theta)


def main() -> None:
    """Runs the cases asked for and says how long it took."""
    laeser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    laeser.add_argument("--gentagelser", type=int, default=400)
    laeser.add_argument("--seed", type=int, default=7)
    laeser.add_argument("--pulje", action="store_true")
    valg = laeser.parse_args()
    start = time.perf_counter()
    for v in TILFAELDE:
        maal(v, valg.gentagelser, valg.seed)
    if valg.pulje:
        pulje(valg.gentagelser, valg.seed)
    print(f"{valg.gentagelser} gentagelser, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
