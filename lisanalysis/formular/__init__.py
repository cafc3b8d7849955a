"""The interactive side of a template: its parameters as a form, its answer anew when a value changes.

In a batch nobody is there to turn a knob, and `panel` shows nothing: the same notebook is both.
"""

from __future__ import annotations

import os
from typing import Any

from lisanalysis.errors import ParameterError
from lisanalysis.formular.down import bor_ned
from lisanalysis.formular.entry import indtast
from lisanalysis.tables import Dataset
from lisanalysis.workspace import Svar


def panel(hvad: str | Svar, data: Dataset | None = None, **start: Any) -> None:
    """Vis et svar, eller analysen af det navn, som en formular: ændr en værdi, og svaret regnes om uden at køre celler.

    Fra et svar begynder formularen med de værdier, det er regnet med; ellers er `start` dem. Felterne tilbyder kommunens egne
    koder, et tal kan følges ned til rækkerne, og en indstilling kan gemmes som den parameterfil, der køres hver måned. I en
    samlet kørsel vises intet.

        lis.panel(svar)
        lis.panel("udgiftsstigning", data, konto="538421001")
    """
    if os.environ.get("LIS_RAPPORT"):
        return
    svar = hvad if isinstance(hvad, Svar) and not start else None
    if isinstance(hvad, Svar):
        hvad, data, start = hvad.result.stem, hvad.data, {**hvad.parametre, **start}
    if data is None:
        raise ParameterError("lis.panel kræver data fra lis.load, når der gives et navn: lis.panel('udforsk', data).")
    from IPython.display import display

    from lisanalysis.formular.form import Form

    display(Form(hvad, data, start, svar).widget)


__all__ = ["bor_ned", "indtast", "panel"]
