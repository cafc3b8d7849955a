"""Municipalities drawn stay by stay, and as the counts that one shares: what the tests of substitution ask for."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
from tegnet import byg

from lisanalysis.domain import periode
from lisanalysis.tables import Dataset

HOVED = "ydelse_id|borger_id|paragraf|foranstaltning|doegntype|start_dato|slut_dato|registreret_dato|leverandoer|betalingskommune"
SLUT = date(2021, 12, 31)
BESLUTNING = "2019-01-01"


class By:
    """A municipality drawn stay by stay; `starter` remembers what it drew."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self.starter: dict[tuple[str, str], int] = {}
        self.doegn: dict[str, int] = {}
        self.borgere = 0

    def ophold(self, paragraf: str, start: date, dage: int, borger: str = "", *, lag: int = 0, betaler: str = "", doegntype: str = "") -> str:
        """One stay of that many days; a new citizen unless one is named. A stay that runs on past the end is open."""
        self.borgere += not borger
        borger = borger or f"b{self.borgere}"
        slut = start + timedelta(days=dage - 1)
        aaben = "" if slut > SLUT else slut.isoformat()
        registreret = start + timedelta(days=lag)
        self.rows.append(f"f{len(self.rows)}|{borger}|{paragraf}|{paragraf}|{doegntype}|{start}|{aaben}|{registreret}|Hjem {len(self.rows) % 3}|{betaler}")
        noegle = (paragraf, periode.maaned(start))
        self.starter[noegle] = self.starter.get(noegle, 0) + 1
        self.doegn[paragraf] = self.doegn.get(paragraf, 0) + (min(slut, SLUT) - start).days + 1
        return borger

    def data(self, *, afregning: str = "") -> Dataset:
        return byg(per=SLUT.isoformat(), ydelse="\n".join([HOVED, *self.rows]), **({"afregning": afregning} if afregning else {}))


def planlagt(seed: int = 1, *, fald: float = 0.8, theta: float = 0.5, skala: float = 0.7, fra: str = "2016-01", til: str = "2021-12") -> By:
    """A large municipality whose decision on 1 January 2019 takes away a share of the §107 starts; theta of them become §110 stays."""
    rng, by = np.random.default_rng(seed), By()
    for m in periode.maaneder(periode.foerste(fra), periode.sidste(til)):
        behov = rng.poisson(20 * skala)
        afvist = rng.binomial(behov, fald * (m >= "2019-01"))
        for paragraf, antal, middel in (("SEL-107", behov - afvist, 200), ("SEL-110", rng.poisson(10 * skala) + rng.binomial(afvist, theta), 60)):
            for _ in range(antal):
                by.ophold(paragraf, periode.foerste(m) + timedelta(days=int(rng.integers(0, 28))), 1 + int(rng.exponential(middel)))
    return by


MAANEDER = [f"{aar}-{m:02d}" for aar in range(2016, 2021) for m in range(1, 13)]


def aggregat(kommune: str, dato: str, theta: float, rng: np.random.Generator) -> pd.DataFrame:
    """Five years of one municipality of 40,000 that halves §107 on the date."""
    rows = []
    for m in MAANEDER:
        behov = rng.poisson(6)
        afvist = rng.binomial(behov, 0.5 * (m >= dato))
        for p, n in (("SEL-107", behov - afvist), ("SEL-110", rng.poisson(10) + rng.binomial(afvist, theta))):
            rows.append((kommune, m, p, n, None if m >= "2020-01" else n * (200 if p == "SEL-107" else 50), 40_000))
    return pd.DataFrame(rows, columns=["kommune", "periode", "paragraf", "starter", "kohortedoegn", "befolkning"])
