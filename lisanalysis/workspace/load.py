"""`lis.load`: a municipality's data, or several's, as they looked on a day."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, overload

from lisanalysis.settings import Settings
from lisanalysis.tables.dataset import Dataset
from lisanalysis.tables.samling import Samling
from lisanalysis.workspace.place import current_settings, read_per, reports_root

if TYPE_CHECKING:
    import pandas as pd

# The data loaded last in this session: whose citizens `reveal` is asked about when nothing else is said.
senest: deque[Dataset] = deque(maxlen=1)


@overload
def load(kommune: str = "demo", *, per: date | str | None = None) -> Dataset: ...


@overload
def load(kommune: Sequence[str], *, per: date | str | None = None) -> Samling: ...


def load(kommune: str | Sequence[str] = "demo", *, per: date | str | None = None) -> Dataset | Samling:
    """Kommunens data, som de så ud den dag `per`, klar til en analyse.

    `kommune` er navnet på en mappe i `parameters/`. `per` er en dato eller tekst `åååå-mm-dd`; uden den bruges den nyeste
    leverance. Er udtrækkene ændret, indlæses de først; ellers åbnes lageret, som det er.

        data = lis.load("demo")
        data = lis.load("demo", per="2025-12-31")
        samling = lis.load(["nordby", "sydby"])

    Flere navne giver kommunerne samlet: `samling.tabel(navn)` med `kommune_kode` som nøgle, og hver kommunes egne data i `samling.dele`.

    Fejl: `ParameterError` når kommune.yaml eller et layout ikke kan bruges, `DataError` når der ingen data er.
    """
    from lisanalysis import sources

    if not isinstance(kommune, str):
        return sources.open_together([(_vist_lager(current_settings(navn)), load(navn, per=per)) for navn in kommune])
    settings, dag = current_settings(kommune), read_per(per)
    i_parti = bool(os.environ.get("LIS_RAPPORT"))  # the batch has loaded already, and all its reports read the same version
    data = sources.open_lager(_vist_lager(settings), per=dag) if i_parti else sources.load(settings, per=dag)
    data = _erklaeret(_med_hukommelse(data, settings))
    senest.append(data)
    return data


def _med_hukommelse(data: Dataset, settings: Settings) -> Dataset:
    """The data with what stands beside them: earlier runs' tables on the shelf, and the findings that are accepted for a while."""
    from lisanalysis.quality.accepterede import laes_accepterede
    from lisanalysis.spor import spor

    hylde = reports_root(settings) / settings.stem

    def tidligere(navn: str) -> dict[date, pd.DataFrame]:
        import pandas as pd

        filer = {read_per(f.parent.parent.name): f for f in sorted(hylde.glob(f"20??-??-??/{navn}.parquet"))}
        return {dag: pd.read_parquet(f) for dag, f in filer.items() if dag}

    return replace(data, tidligere=tidligere, accepterede=laes_accepterede(settings.mappe), sporing=spor)


def _erklaeret(data: Dataset) -> Dataset:
    """The data as they are; to a shared template the tables and columns that it declares, and of earlier reports its own."""
    if not os.environ.get("LIS_TABELLER"):
        return data
    alle, eget = data.tidligere, os.environ.get("LIS_RAPPORT")
    smal = data.kun(json.loads(os.environ["LIS_TABELLER"]))
    return replace(smal, tidligere=lambda navn: alle(navn) if navn.partition("/")[0] == eget else {}, accepterede=())


def _vist_lager(settings: Settings) -> Settings:
    """The settings with the scrambled lager where the run shows one; all else is the municipality's own, the gate's citizens too."""
    skramlet = os.environ.get("LIS_SKRAMLET")
    if not skramlet:
        return settings
    return replace(settings, lager=Path(skramlet), kommune=settings.kommune.model_copy(update={"motor": "duckdb"}))  # gone when the run ends
