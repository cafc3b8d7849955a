"""The systems found and the delivery agreement proposed for each: what is usual, and how often the files found have come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from lisanalysis.settings import System
from lisanalysis.sources.deliveries import date_in_name
from lisanalysis.start.afvigelser import Kobling
from lisanalysis.yamlfile import read_yaml

HYPPIGHEDER = ("daglig", "ugentlig", "maanedlig", "kvartalsvis", "aarlig", "engang")
# The most days between two deliveries that are still of that frequency.
_DAGE = {"daglig": 3, "ugentlig": 10, "maanedlig": 45, "kvartalsvis": 135}


@dataclass(frozen=True)
class Aftale:
    """The agreement proposed for a system, and who is usually asked."""

    system: System
    hvem: str


@cache
def _saedvane() -> dict[str, Any]:
    return read_yaml(Path(__file__).parent / "systemer.yaml")


def foreslaa(koblinger: Iterable[Kobling]) -> dict[str, Aftale]:
    """One agreement per system in the order they should stand in kommune.yaml: as in the list of systems, others last."""
    fundne: dict[str, list[str]] = {}
    for k in koblinger:
        fundne.setdefault(k.layout.system.system, []).extend(t.fil.name for t in k.gruppe.taster)
    orden = [*_saedvane(), *sorted(fundne)]
    return {navn: _aftale(navn, fundne[navn]) for navn in dict.fromkeys(orden) if navn in fundne}


def _aftale(navn: str, filer: list[str]) -> Aftale:
    s = _saedvane().get(navn, {})
    hyppighed = set_hyppighed(filer) or s.get("hyppighed", "maanedlig")
    return Aftale(System(navn=s.get("navn", navn), hyppighed=hyppighed, frist=s.get("frist", 10)), s.get("hvem", ""))


def set_hyppighed(filer: Iterable[str]) -> str:
    """How often dated files have come, by the median of the days between them; empty where fewer than three dates tell."""
    datoer = sorted({d for f in filer if (d := date_in_name(f))})
    if len(datoer) < 3:
        return ""
    dage = median((b - a).days for a, b in zip(datoer, datoer[1:]))
    return next((h for h, graense in _DAGE.items() if dage <= graense), "aarlig")
