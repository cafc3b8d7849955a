"""Puts beside each key figure of page one what the same report said the time before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lisanalysis.analyses.result import Noegletal, Result

if TYPE_CHECKING:
    import pandas as pd

# One figure is the same as before only where all of these are: a figure for another month or account is another figure.
_NOEGLE = ("noegle", "omraade", "paragraf", "konto", "periode")


def med_sidst(result: Result, tidligere: Mapping[date, pd.DataFrame]) -> Result:
    """The answer with `sidst` on the figures of page one: the value and day of the latest earlier run that had the same figure.

    `tidligere` is what earlier runs saved as `noegletal`, by their cut-off date.
    """
    dage = [dag for dag in tidligere if dag < result.per]
    if not dage:
        return result
    dag = max(dage)
    foer = {tuple(r[k] for k in _NOEGLE): r["vaerdi"] for r in tidligere[dag].to_dict("records")}
    return replace(result, noegletal=tuple(_med(n, dag, foer) for n in result.noegletal))


def _med(noegletal: Noegletal, dag: date, foer: Mapping[tuple[Any, ...], Any]) -> Noegletal:
    vaerdi = foer.get(tuple(getattr(noegletal, k) for k in _NOEGLE))
    kendt = noegletal.forside and isinstance(vaerdi, Decimal) and vaerdi.is_finite()
    return replace(noegletal, sidst=(dag, vaerdi)) if kendt else noegletal
