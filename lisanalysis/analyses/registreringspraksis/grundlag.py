"""The registrations that all parts look at: one row per grant, with its delay and its months, within the months that are whole."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lisanalysis.analyses.registreringspraksis.erklaering import Parametre
from lisanalysis.domain import periode
from lisanalysis.domain.paragraf import hovedparagraf
from lisanalysis.measures.ophold import IKKE_LEVERET
from lisanalysis.measures.udtraek import foerste_hele_maaned
from lisanalysis.quality.fejlliste import dagens_fund, enhed_af, enhedsnavne
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

_KOLONNER = ("bevilling_id", "borger_id", "paragraf", "organisation", "sagsbehandler", "start_dato", "slut_dato", "registreret_dato", "takst")


@dataclass(frozen=True)
class Grundlag:
    """`raekker` has enhed, afdeling (the team, whoever is compared), paragraf, start, slut, registreret (dates or None), takst, dage (delay)
    and the months of start and registration.

    `fund` are the findings that the 8-tals-kontrol of the day has open, each with its `enhed` (None: it has not run).
    `maaneder` are those that can be compared: whole in the extract, and old enough that 95 % of their rows have come.
    """

    raekker: pd.DataFrame
    maaneder: tuple[str, ...]
    uden_dato: int
    fund: pd.DataFrame | None = None

    @property
    def kendte(self) -> pd.DataFrame:
        """The rows whose registration is dated and whose start lies in the months compared."""
        r = self.raekker
        return r[r["dage"].notna() & r["startmaaned"].isin(self.maaneder)]


def grundlag(data: Dataset, parametre: Parametre) -> Grundlag:
    """The registrations of the municipality's grants; drafts and cancelled rows are not practice."""
    t = data.tabel("bevilling")
    t = t.filter(t.status.isnull() | ~t.status.isin(list(IKKE_LEVERET)), t.start_dato.notnull())
    rows = [dict(zip(_KOLONNER, r.values(), strict=True)) for r in t.select(*_KOLONNER).order_by("bevilling_id").to_pyarrow().to_pylist()]
    import pandas as pd

    navne = enhedsnavne(data)
    frame = pd.DataFrame([_raekke(r | {"organisation": _navn(r["organisation"], navne)}, parametre) for r in rows], columns=list(_raekke(_TOM, parametre)))
    frame["dage"] = frame["dage"].astype(float)
    maaneder = _maaneder(frame, foerste_hele_maaned(t), data.per, parametre.maaneder) if len(frame) else ()
    return Grundlag(frame, maaneder, int(frame["dage"].isna().sum()), _fund(data, parametre))


def _fund(data: Dataset, parametre: Parametre) -> pd.DataFrame | None:
    """The findings with the caseworker's team, and the unit that is compared: the caseworker or the team."""
    fund = dagens_fund(data)
    if fund is None:
        return None
    teams, navne = enhed_af(data), enhedsnavne(data)
    team = [_navn(teams.get(s), navne) for s in fund["sagsbehandler"]]
    return fund.assign(team=team, enhed=fund["sagsbehandler"] if parametre.enhed == "sagsbehandler" else team)


def _navn(kode: str | None, navne: dict[str, str]) -> str | None:
    """The team as people call it; its code where it has no name."""
    return None if kode is None else navne.get(kode, kode)


def _raekke(r: dict, parametre: Parametre) -> dict:
    start, reg = r["start_dato"], r["registreret_dato"]
    return {
        "borger_id": r["borger_id"], "enhed": r[parametre.enhed], "afdeling": r["organisation"], "paragraf": hovedparagraf(r["paragraf"]) if r["paragraf"] else None,
        "start": start, "slut": r["slut_dato"], "registreret": reg, "takst": r["takst"],
        "dage": (reg - start).days if reg else None, "startmaaned": periode.maaned(start), "regmaaned": periode.maaned(reg) if reg else None,
    }  # fmt: skip


_TOM = dict.fromkeys(_KOLONNER) | {"start_dato": date.min, "paragraf": ""}


def _maaneder(frame: pd.DataFrame, foerste: str, per: date, hoejst: int) -> tuple[str, ...]:
    """Whole months that late rows no longer change: the window ends the 95th percentile of the delay before `per`."""
    kendte = frame["dage"].dropna()
    venter = max(0, math.ceil(kendte.quantile(0.95))) if len(kendte) else 0
    til = per - timedelta(days=venter)
    sidste = periode.maaned(til) if til == periode.sidste(periode.maaned(til)) else periode.forskyd(periode.maaned(til), -1)
    fra = max(foerste, periode.forskyd(sidste, 1 - hoejst))
    return tuple(periode.maaneder(periode.foerste(fra), periode.sidste(sidste))) if fra <= sidste else ()
