"""What the report said the time before, read back from the file that it wrote."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd

from lisanalysis.analyses.result import Result
from lisanalysis.publish.earlier import med_sidst
from lisanalysis.publish.files import noegletal_parquet


def _gemt(svar: Result) -> pd.DataFrame:
    return pd.read_parquet(io.BytesIO(noegletal_parquet(svar)))


def test_det_seneste_tidligere_tal_foelger_med(svar: Result) -> None:
    """The latest run before this day counts, a later one does not, and an unknown figure is not made known."""
    foer = replace(svar, noegletal=tuple(replace(n, vaerdi=Decimal("1100000.10")) if n.noegle == "delta_kr" else n for n in svar.noegletal))
    gemt = {date(2024, 10, 31): _gemt(svar), date(2024, 11, 30): _gemt(foer), date(2025, 1, 31): _gemt(svar)}
    nu = {n.noegle: n.sidst for n in med_sidst(svar, gemt).noegletal}
    assert nu["delta_kr"] == (date(2024, 11, 30), Decimal("1100000.10"))
    assert nu["vaekst"] == (date(2024, 11, 30), Decimal("0.034")) and nu["andel"] is None


def test_et_andet_tal_er_ikke_det_samme(svar: Result) -> None:
    """A figure for another account or month has no former value, and without an earlier run nothing is changed."""
    andet = replace(svar, noegletal=tuple(replace(n, konto="5.38.52") for n in svar.noegletal))
    assert all(n.sidst is None for n in med_sidst(svar, {date(2024, 11, 30): _gemt(andet)}).noegletal)
    assert med_sidst(svar, {}) == svar
