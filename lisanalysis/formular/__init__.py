"""The interactive side of a template: its parameters as a form, its answer anew when a value changes.

In a batch nobody is there to turn a knob, and `panel` shows nothing: the same notebook is both.
"""

from __future__ import annotations

import os
from typing import Any

from lisanalysis.tables import Dataset


def panel(stem: str, data: Dataset, **start: Any) -> None:
    """Vis analysen `stem` som en formular: ændr en værdi, og svaret regnes om uden at køre celler.

    `start` er de værdier, formularen begynder med. Felterne tilbyder kommunens egne koder, og en indstilling kan gemmes som
    den parameterfil, der køres hver måned. I en samlet kørsel vises intet.

        lis.panel("udgiftsstigning", data, konto="538421001")
    """
    if os.environ.get("LIS_RAPPORT"):
        return
    from IPython.display import display

    from lisanalysis.formular.form import Form

    display(Form(stem, data, start).widget)


__all__ = ["panel"]
