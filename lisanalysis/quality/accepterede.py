"""Findings that somebody has accepted: `accepterede.csv`, where every line has its reason, its end and its name."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lisanalysis.errors import ParameterError

FIL = "accepterede.csv"
KOLONNER = ("afvigelse_id", "begrundelse", "udloeber", "af")


@dataclass(frozen=True)
class Accepteret:
    """One accepted finding: why, by whom, and the last day it holds."""

    afvigelse_id: str
    begrundelse: str
    udloeber: date
    af: str

    def gaelder(self, per: date) -> bool:
        """Whether the acceptance still holds on the day."""
        return per <= self.udloeber


def laes_accepterede(mappe: Path) -> tuple[Accepteret, ...]:
    """The accepted findings of a municipality's parameter folder; none where there is no file.

    Raises ParameterError for a heading or a line that is not complete: an acceptance without a reason or an end is none.
    """
    fil = mappe / FIL
    if not fil.is_file():
        return ()
    with fil.open(encoding="utf-8-sig", newline="") as kilde:
        linjer = csv.DictReader(kilde, delimiter=";", skipinitialspace=True)
        navne = tuple((n or "").strip() for n in linjer.fieldnames or ())
        if navne != KOLONNER:
            raise ParameterError(f"{_vist(mappe)}: overskriften skal være {'; '.join(KOLONNER)}.")
        linjer.fieldnames = list(navne)
        return tuple(_linje(linje, nr, mappe) for nr, linje in enumerate(linjer, 2))


def _linje(linje: dict[str, str | None], nr: int, mappe: Path) -> Accepteret:
    felter = {navn: (linje.get(navn) or "").strip() for navn in KOLONNER}
    if tomme := [navn for navn, vaerdi in felter.items() if not vaerdi]:
        raise ParameterError(f"{_vist(mappe)}, linje {nr}: {', '.join(tomme)} skal være udfyldt.")
    try:
        udloeber = date.fromisoformat(felter["udloeber"])
    except ValueError:
        raise ParameterError(f"{_vist(mappe)}, linje {nr}: udloeber skal være en dato, åååå-mm-dd.") from None
    return Accepteret(felter["afvigelse_id"], felter["begrundelse"], udloeber, felter["af"])


def _vist(mappe: Path) -> str:
    return f"parameters/{mappe.name}/{FIL}"
