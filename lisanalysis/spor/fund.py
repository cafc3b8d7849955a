"""The lines of the 8-tals-kontrol that a trace begins or ends in: computed once for the data at hand."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Any

from lisanalysis.quality import kontroller
from lisanalysis.quality.rules import moduler
from lisanalysis.reconcile import afstem
from lisanalysis.spor.raekker import samlet
from lisanalysis.tables import Dataset
from lisanalysis.tables.rule import AFVIGELSE

if TYPE_CHECKING:
    import ibis
    import pandas as pd

KOLONNER = [k.navn for k in AFVIGELSE.kolonner]
_REGEL = re.compile(r"R\d\d")
# The control of the data last asked about: a person follows many traces in the same data.
_senest: deque[tuple[Any, tuple, ibis.Table]] = deque(maxlen=1)


def paa_id(data: Dataset, afvigelse_id: str) -> pd.DataFrame:
    """The lines of one finding, of the loops or of a rule."""
    linjer = _loebene(data)
    fundet = _hent(linjer.filter(linjer.afvigelse_id == afvigelse_id))
    nummer = afvigelse_id.split(":")[0]
    if fundet.empty and _REGEL.fullmatch(nummer):
        regler = kontroller(data, regler=[m for m in moduler() if nummer in m.RULE.alle_id]).fund
        fundet = _hent(regler.filter(regler.afvigelse_id == afvigelse_id))
    return fundet


def om_raekker(data: Dataset, raekker: pd.DataFrame) -> pd.DataFrame:
    """The lines of the loops that have one of the rows on either side."""
    import pandas as pd

    ider = {i for i in raekker["kilde_id"] if i}
    borgere, konti = ({v for v in raekker[k] if v} for k in ("borger_id", "konto"))
    linjer = _loebene(data)
    # a case's own lines are few: those of the rows' citizens and accounts are fetched, and the numbers compared here
    hent = linjer.filter(linjer.kilde_id.isin(sorted(ider)) | linjer.borger_id.isin(sorted(borgere)) | (linjer.modpart_id.notnull() & linjer.konto.isin(sorted(konti))))
    fundet = _hent(hent)
    fundet = fundet[[r.kilde_id in ider or bool(ider & set((r.modpart_id or "").split("+"))) for r in fundet.itertuples()]]
    return pd.DataFrame(fundet).reset_index(drop=True)


def _loebene(data: Dataset) -> ibis.Table:
    """Both loops' findings and explained differences."""
    noegle = (data.version, data.per, data.adgang)
    if not _senest or _senest[0][0] is not data.forbindelse or _senest[0][1] != noegle:
        svar = afstem(data, ottetal=False)
        _senest.append((data.forbindelse, noegle, samlet([svar.afvigelser, svar.afstemt])))
    return _senest[0][2]


def _hent(t: ibis.Table) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(t.order_by("afvigelse_id", "periode", "konto", "borger_id").to_pyarrow().to_pylist(), columns=KOLONNER, dtype=object)
