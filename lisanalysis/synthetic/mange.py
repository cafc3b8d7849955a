"""Many municipalities at once, of unlike size and level, one process each: for panels and for measuring."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from . import Oversigt, skriv
from .scenarie import Scenarie

MEDIAN, SPREDNING, NIVEAU = 42_000, 0.65, 0.4


def stoerrelser(antal: int, seed: int) -> list[tuple[int, float]]:
    """Inhabitants (5,000 to 700,000) and level of each municipality, lognormal both."""
    rng = np.random.default_rng([seed, 20])
    folk = np.clip(np.exp(rng.normal(math.log(MEDIAN), SPREDNING, antal)), 5_000, 700_000)
    niveau = np.exp(rng.normal(-(NIVEAU**2) / 2, NIVEAU, antal))
    return [(round(float(f)), round(float(n), 3)) for f, n in zip(folk, niveau, strict=True)]


def skriv_mange(
    mappe: Path, antal: int, *, seed: int = 1, processer: int | None = None, scenarier: Sequence[Scenarie] = (), **valg
) -> Iterator[Oversigt]:
    """Write `antal` municipalities to `mappe/<kode>/udtraek` in parallel; yields each as it is done, in order of code.

    `scenarier` are given in turn (a staggered policy); `valg` is what `skriv` takes. The content does not depend on
    `processer`.
    """
    egne = scenarier or (Scenarie(),)
    opgaver = [
        (Path(mappe) / f"{9000 + nr}" / "udtraek", {
            "indbyggere": folk, "seed": seed * 1000 + nr, "kommune": f"{9000 + nr}", "navn": f"Eksempelby {nr}",
            "scenarie": replace(egne[(nr - 1) % len(egne)], niveau=niveau), **valg,
        })
        for nr, (folk, niveau) in enumerate(stoerrelser(antal, seed), 1)
    ]  # fmt: skip
    with ProcessPoolExecutor(processer) as pulje:
        yield from pulje.map(_skriv, opgaver)


def _skriv(opgave: tuple[Path, dict]) -> Oversigt:
    return skriv(opgave[0], **opgave[1])
