"""The agreement in kommune.yaml: which deliveries should be here by now, and which are not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatch
from pathlib import PurePath
from typing import TYPE_CHECKING

from lisanalysis.analyses.datavalidering.leverancer import LAEST
from lisanalysis.domain import periode
from lisanalysis.settings import System

if TYPE_CHECKING:
    import pandas as pd

_MAANEDER_I = {"maanedlig": 1, "kvartalsvis": 3, "aarlig": 12}


@dataclass(frozen=True)
class Status:
    """How a system stands to its agreement. `skulle_daekke` is the day that a delivery should reach by now."""

    leveret: bool
    seneste: date | None
    skulle_daekke: date | None
    dage_forsinket: int
    manglende_filer: tuple[str, ...]


def alle(systemer: Mapping[str, System], leverancer: pd.DataFrame, dag: date) -> dict[str, Status]:
    """Each system's standing on the day `dag`, by the list of deliveries."""
    kom = leverancer[leverancer["status"] != "mangler"]
    frister = seneste_datoer(leverancer)
    return {k: status(s, list(kom.loc[kom["kilde"] == k, "fil"]), frister.get(k), dag) for k, s in systemer.items()}


def seneste_datoer(leverancer: pd.DataFrame) -> dict[str, date]:
    """The latest cut-off date that each source has been read for."""
    laest = leverancer[leverancer["status"].isin(LAEST)].dropna(subset=["skaeringsdato"])
    datoer = laest.groupby("kilde")["skaeringsdato"].max()
    return {k: d.date() if hasattr(d, "date") else d for k, d in datoer.items()}


def paamindelser(systemer: Mapping[str, System], leverancer: pd.DataFrame, dag: date) -> list[str]:
    """A sentence for each system that is behind its agreement on the day: what should be here, since when, and whom to call."""
    return [s for k, st in alle(systemer, leverancer, dag).items() if (s := _paamindelse(systemer[k], k, st))]


def _paamindelse(system: System, kilde: str, st: Status) -> str:
    navn, ring = system.navn or kilde, f" Ring til: {system.kontakt}." if system.kontakt else ""
    if not st.leveret:
        return f"{navn} har ikke leveret endnu.{ring}" if st.skulle_daekke else ""
    mangler = f" Filerne {', '.join(st.manglende_filer)} mangler." if st.manglende_filer else ""
    if st.dage_forsinket:
        senest = st.skulle_daekke + timedelta(days=system.frist)
        return (f"{navn} er forsinket: data til og med {_dansk(st.skulle_daekke)} skulle være her {_dansk(senest)}, og de seneste er fra "
                f"{_dansk(st.seneste)}.{mangler}{ring}")  # fmt: skip
    return f"{navn}:{mangler}{ring}" if mangler else ""


def _dansk(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"


def status(system: System, filer: Collection[str], seneste: date | None, per: date) -> Status:
    """The system's deliveries (file names, latest cut-off date) held against what it has promised by `per`."""
    skulle = skulle_daekke(system.hyppighed, system.frist, per)
    for_sent = seneste is not None and skulle is not None and seneste < skulle
    dage = (per - skulle).days - system.frist if for_sent else 0
    mangler = tuple(aftalt for aftalt in system.filer if not any(passer(aftalt, fil) for fil in filer))
    return Status(bool(filer), seneste, skulle, max(dage, 1) if for_sent else 0, mangler)


def skulle_daekke(hyppighed: str, frist: int, per: date) -> date | None:
    """The last day of the latest period whose deadline (its end plus `frist` days) is past; None for a one-time delivery."""
    senest = per - timedelta(days=frist)
    if hyppighed == "engang":
        return None
    if hyppighed == "daglig":
        return senest
    if hyppighed == "ugentlig":
        return senest - timedelta(days=senest.isoweekday() % 7)
    return _sidste_periodeslut(senest, _MAANEDER_I[hyppighed])


def passer(aftalt: str, fil: str) -> bool:
    """Whether the file is the one agreed: by pattern, or by the beginning of its name."""
    navn = PurePath(fil.replace("\\", "/")).name.lower()
    return fnmatch(navn, aftalt.lower()) or navn.startswith(aftalt.lower().rstrip("*"))


def _sidste_periodeslut(dag: date, maaneder: int) -> date:
    """The last day, at or before `dag`, of a period of that many months counted from January."""
    slut = periode.forskyd(periode.maaned(dag), -(dag.month % maaneder))
    sidste = periode.sidste(slut)
    return sidste if sidste <= dag else periode.sidste(periode.forskyd(slut, -maaneder))
