"""The fast matching of loop 2 against a slow, plain twin on random small municipalities with ties."""

from __future__ import annotations

from decimal import Decimal

import afstem_tvilling as tvilling
import pandas as pd
from afstem_koersel import kommune, svar
from hypothesis import given, settings
from hypothesis import strategies as st


def _hurtigt(froe: int) -> set[tuple]:
    f = pd.concat(svar(froe))
    f = f[f["sloejfe"] == "2"]
    ud = set()
    for r in f.itertuples():
        maaned = int(r.periode[:4]) * 12 + int(r.periode[5:]) - 1
        borger = r.borger_id if isinstance(r.borger_id, str) else None
        ud.add((r.kilde_id, r.aarsag, borger, r.konto, maaned, r.forskel) if r.forskel else (r.kilde_id, r.aarsag, Decimal("0.00")))
    return ud


@settings(max_examples=4, deadline=None)
@given(st.integers(min_value=1, max_value=4))
def test_the_fast_matching_says_what_the_slow_one_says(froe: int) -> None:
    """Every line of the loop, with its cause, citizen, account, month and kroner, and no other."""
    langsomt, hurtigt = tvilling.linjer(kommune(froe)), _hurtigt(froe)
    assert hurtigt - langsomt == set()
    assert langsomt - hurtigt == set()
