"""How many live in each municipality, from a StatBank table of the population (FOLK1A and its like)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

TABEL = "FOLK1"
_I_ALT = ("i alt", "alder i alt", "køn i alt", "mænd og kvinder i alt")
_TID = re.compile(r"(\d{4})(?:K([1-4])|M(0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class Folketal:
    """The inhabitants of a municipality on the first day of the time that StatBank names."""

    antal: int
    dag: date


def folketal(statbank: ibis.Table, per: date) -> dict[str, Folketal]:
    """By municipality the newest count of all inhabitants up to the day.

    Only rows that are a total in every variable (`I alt`) count: a table of parts alone is never summed, since the parts may
    overlap. A municipality without such a row is not there.
    """
    t = statbank.filter(statbank.tabel.upper().startswith(TABEL), statbank.kommune.notnull(), statbank.vaerdi.notnull())
    fundet: dict[str, Folketal] = {}
    for r in t.select("kommune", "tid", "variable", "vaerdi").to_pyarrow().to_pylist():
        dag = _dag(r["tid"] or "")
        if dag is None or dag > per or not er_i_alt(r["variable"] or ""):
            continue
        if r["kommune"] not in fundet or dag > fundet[r["kommune"]].dag:
            fundet[r["kommune"]] = Folketal(int(r["vaerdi"]), dag)
    return fundet


def er_i_alt(variable: str) -> bool:
    """Whether every variable in the text stands at its total: `CIVILSTAND=I alt; KØN=I alt`."""
    return all(del_.rpartition("=")[2].strip().lower() in _I_ALT for del_ in re.split(r"[;|]", variable) if del_.strip())


def _dag(tid: str) -> date | None:
    """`2020K1` and `2020M01` → their first day; a year alone is 1 January."""
    fundet = _TID.fullmatch(tid.strip())
    if not fundet:
        return None
    return date(int(fundet[1]), 3 * int(fundet[2]) - 2 if fundet[2] else int(fundet[3] or 1), 1)
