"""`lis.save`: the answer's files past the gate, its safe tables in the register, its internal lists, and word to the batch."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from lisanalysis.analyses.result import Result
from lisanalysis.settings import Settings
from lisanalysis.workspace.place import current_settings, reports_root
from lisanalysis.workspace.svar import Svar, counts, in_notebook

# What `save` tells the batch in the cell's own output, so that nothing need pass by way of a file.
SVAR_MIME = "application/vnd.lisanalysis.svar+json"


def save(svar: Svar) -> Path:
    """Gemmer svarets nøgletal og tabeller under `reports/<kommune>/<per>/<analyse>/` og giver mappen tilbage.

    Hver fil går gennem udgangskontrollen, som afviser en fil med en borgers CPR-nummer (`GateError`).
    """
    from lisanalysis.publish.files import skriv_result
    from lisanalysis.publish.gate import gate_for

    settings = current_settings(svar.data.stem)
    rod = reports_root(settings)
    navn = os.environ.get("LIS_RAPPORT") or svar.result.stem
    mappe = rod / svar.data.stem / svar.data.per.isoformat() / navn
    advarsler = [*skriv_result(svar.result, mappe, gate_for(settings, rod)), *_naere_tabeller(settings, svar.result, navn)]
    _hand_over(svar, advarsler, _skriv_interne(svar, settings, navn))
    return Gemt(mappe)


def _naere_tabeller(settings: Settings, result: Result, navn: str) -> list[str]:
    """Enter the safe tables in the register of what has been released; warnings for those that can be subtracted from another."""
    from lisanalysis.publish.disclosure import Register
    from lisanalysis.publish.disclosure.safe import SKJULT_KOLONNE

    register = Register(settings.hjem / "frigivet.json")
    sikre = [t for t in result.tabeller if t.borgerfri and SKJULT_KOLONNE in t.data.columns]
    return [a for t in sikre for a in register.meld(navn, t.navn, result.per.isoformat(), t.data)]


def _skriv_interne(svar: Svar, settings: Settings, navn: str) -> int:
    """Write the lists that must carry CPR numbers where the run was given a reason; how many files."""
    if not os.environ.get("LIS_GRUND"):
        return 0
    from lisanalysis.publish.intern import Internt, skriv_interne

    sted = Internt(Path(os.environ["LIS_INTERN"]), os.environ["LIS_GRUND"], date.fromisoformat(os.environ["LIS_SLETTES"]))
    return len(skriv_interne(svar.result, svar.data, settings, sted, navn))


class Gemt(type(Path())):
    """Mappen, et svar blev gemt i: en almindelig sti, som en notebook ikke skriver ud, for `save` har sagt det."""

    def _ipython_display_(self) -> None:
        """Nothing: the path of this machine has no place in a report."""


def _hand_over(svar: Svar, advarsler: list[str], interne: int) -> None:
    """Tell the batch what the answer is by way of the cell's output; a person in JupyterLab sees one line."""
    if not in_notebook():
        print(*advarsler, sep="\n", end="\n" if advarsler else "", file=sys.stderr)
        return
    from IPython.display import display

    r = svar.result
    said = {"status": r.status, "mangler": list(r.mangler), "titel": r.titel, "laeser": r.laeser, "publikum": r.publikum,
            "spoergsmaal": r.spoergsmaal, "svar": r.svar, "data": svar.data.version, "advarsler": advarsler, "interne": interne}  # fmt: skip
    display({SVAR_MIME: said, "text/plain": "\n".join([f"Gemt: {counts(r)}", *advarsler])}, raw=True)
