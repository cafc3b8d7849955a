"""`lis.analyse`: the answer to a question, with what page one of every report says of its data and of the time before."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from lisanalysis.analyses.find import find_analyse
from lisanalysis.analyses.parametre import read_parametre
from lisanalysis.analyses.result import Result
from lisanalysis.errors import ParameterError
from lisanalysis.tables.dataset import Dataset, MissingTable
from lisanalysis.tables.samling import Samling
from lisanalysis.workspace.svar import Svar


def analyse(stem: str, data: Dataset | Samling, **parametre: Any) -> Svar:
    """Svaret på et spørgsmål: analysen `stem` regnet på `data` med de parametre, der er givet.

    `stem` er notebookens navn. Mangler en tabel, som spørgsmålet kræver, siger svaret "ikke kørt" og hvad der mangler.

        svar = lis.analyse("udgiftsstigning", data)
        svar = lis.analyse("kommunesammenligning", lis.load(["nordby", "sydby"]))   # den første er vores

    Fejl: `ParameterError` når analysen eller en parameter ikke findes, eller en værdi ikke har den rigtige type.
    """
    modul = find_analyse(stem)
    model = read_parametre(modul, parametre, f"lis.analyse('{stem}')")
    if isinstance(data, Samling) and not modul.ANALYSE.samling:
        raise ParameterError(f"lis.analyse('{stem}'): den regner på én kommune ad gangen; kør den for hver af samlingens data.")
    egen = data.dele[0] if isinstance(data, Samling) else data
    if manglende := egen.mangler(*modul.ANALYSE.tabeller):
        return Svar(modul.ANALYSE.ikke_koert(egen.per, manglende, valuta=egen.kommune.valuta), egen)
    try:
        svar = _med_forside(modul.analyse(data, model), egen, modul.ANALYSE.tabeller)
        return Svar(svar, egen, model.model_dump(mode="json"))
    except MissingTable as fejl:
        return Svar(modul.ANALYSE.ikke_koert(egen.per, fejl.navne, valuta=egen.kommune.valuta), egen)


def _med_forside(result: Result, data: Dataset, tabeller: tuple[str, ...]) -> Result:
    """The answer with what page one of every report says: how far its data reach, and what its figures were the time before."""
    from lisanalysis.publish.earlier import med_sidst
    from lisanalysis.quality.leverance import raekkevidde

    grundlag = tuple(filter(None, (*result.datagrundlag, raekkevidde(data, tabeller))))
    return med_sidst(replace(result, datagrundlag=grundlag), data.tidligere(f"{os.environ.get('LIS_RAPPORT') or result.stem}/noegletal"))
