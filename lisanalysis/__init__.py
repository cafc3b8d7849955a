"""Ledelsesinformation for det specialiserede socialområde: hent data, stil et spørgsmål, vis svaret og gem det.

    import lisanalysis as lis

    data = lis.load("demo")
    svar = lis.analyse("udgiftsstigning", data)
    svar.show("forside")
    lis.save(svar)

These dozen names are all that a notebook may use. They are fetched when first asked for, so that the import is free.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Result, Tabel
    from lisanalysis.errors import LisError
    from lisanalysis.formular import bor_ned, indtast, panel
    from lisanalysis.tables.dataset import Dataset
    from lisanalysis.workspace import Svar, analyse, load, reveal, save

_HOME = {
    "load": "lisanalysis.workspace",
    "analyse": "lisanalysis.workspace",
    "save": "lisanalysis.workspace",
    "reveal": "lisanalysis.workspace",
    "panel": "lisanalysis.formular",
    "bor_ned": "lisanalysis.formular",
    "indtast": "lisanalysis.formular",
    "Svar": "lisanalysis.workspace",
    "Dataset": "lisanalysis.tables.dataset",
    "Result": "lisanalysis.analyses.result",
    "Noegletal": "lisanalysis.analyses.result",
    "Tabel": "lisanalysis.analyses.result",
    "Kolonne": "lisanalysis.analyses.result",
    "Figur": "lisanalysis.analyses.result",
    "Afsnit": "lisanalysis.analyses.result",
    "LisError": "lisanalysis.errors",
}

__all__ = [*_HOME]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("lisanalysis")
    if name not in _HOME:
        raise AttributeError(f"lisanalysis har intet, der hedder '{name}'. Der er: {', '.join(_HOME)}.")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
