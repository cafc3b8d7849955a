"""`lis.reveal`: the persons behind pseudonyms, asked for in a session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lisanalysis.errors import AccessError
from lisanalysis.tables.dataset import Dataset
from lisanalysis.workspace.load import senest
from lisanalysis.workspace.place import current_settings

if TYPE_CHECKING:
    from lisanalysis.access import Afsloering


def reveal(ids: Iterable[str], reason: str, *, data: Dataset | None = None) -> Afsloering:
    """Personerne bag højst 50 pseudonymer, når din rolle tillader det; opslaget står i loggen, før noget vises.

    `ids` er værdier fra en kolonne `borger_id`, `reason` et ord fra listen af grunde og hvad numrene skal bruges til, fx
    "fejlretning: dublet i afregningen". `data` er det, `lis.load` gav; uden det bruges det senest indlæste.

        lis.reveal(["b_..."], reason="opfoelgning: handleplan mangler i Nexus")

    Fejl: `AccessError` når rollen, borgeren eller grunden ikke er i orden, når rapporter køres samlet, eller når loggen ikke
    kan skrives.
    """
    from lisanalysis.access import afsloer

    data = data or next(iter(senest), None)
    if data is None:
        raise AccessError("Hent data med lis.load, før borgere slås op.")
    return afsloer(current_settings(data.stem), data, ids, reason)
