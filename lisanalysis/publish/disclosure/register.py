"""Remembers the safe tables that have been released, so that two of them do not tell together what neither tells alone.

The register holds counts that may be small differences of one another: it lies with the user, never under `reports/`.
Tables of the same day and the same keys are compared cell by cell. It is a warning and not complete: a table split by
other keys, and the change from one month to the next, are not compared.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lisanalysis.publish.disclosure.cells import Regel
from lisanalysis.publish.disclosure.safe import BORGERE, SKJULT_KOLONNE

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Register:
    """The released tables of one municipality, in one file that its owner alone can read."""

    fil: Path

    def meld(self, rapport: str, tabel: str, per: str, ramme: pd.DataFrame) -> list[str]:
        """Enter a safe table; a warning in Danish for each earlier one that differs from it by 1 to k-1 citizens somewhere."""
        from filelock import FileLock

        noegler = [k for k in ramme.columns[: list(ramme.columns).index(BORGERE)]]
        ny = {"rapport": rapport, "tabel": tabel, "per": per, "noegler": noegler, "celler": _celler(ramme, noegler)}
        self.fil.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(f"{self.fil}.laas"):
            kendte = self._laes()
            advarsler = [a for k in kendte if (a := _sammenlign(k, ny))]
            self._skriv([*(k for k in kendte if _navn(k) != _navn(ny)), ny])
        return advarsler

    def _laes(self) -> list[dict[str, Any]]:
        return json.loads(self.fil.read_text(encoding="utf-8")) if self.fil.is_file() else []

    def _skriv(self, indhold: list[dict[str, Any]]) -> None:
        ny = self.fil.with_suffix(".ny")
        with os.fdopen(os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as ud:
            json.dump(indhold, ud, ensure_ascii=False)
        os.replace(ny, self.fil)


def _celler(ramme: pd.DataFrame, noegler: list[str]) -> dict[str, int]:
    """The citizens of each cell that is shown."""
    vist = ramme[~ramme[SKJULT_KOLONNE].astype(bool)]
    return {json.dumps(r[:-1], ensure_ascii=False): int(r[-1]) for r in vist[[*noegler, BORGERE]].values.tolist()}


def _sammenlign(gammel: dict[str, Any], ny: dict[str, Any]) -> str:
    if (gammel["per"], gammel["noegler"]) != (ny["per"], ny["noegler"]):
        return ""
    faelles = gammel["celler"].keys() & ny["celler"].keys()
    naer = sum(0 < abs(gammel["celler"][c] - ny["celler"][c]) < Regel().k for c in faelles)
    if not naer:
        return ""
    hvilken = "den tidligere udgave" if _navn(gammel) == _navn(ny) else f"'{gammel['tabel']}' i {gammel['rapport']}"
    return f"'{ny['tabel']}' i {ny['rapport']}: {naer} celler afviger med færre end {Regel().k} borgere fra {hvilken}, så de to kan trækkes fra hinanden."


def _navn(opslag: dict[str, Any]) -> tuple[str, str, str]:
    return opslag["rapport"], opslag["tabel"], opslag["per"]
