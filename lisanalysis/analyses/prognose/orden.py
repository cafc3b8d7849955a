"""Rows as the forecast takes them out: always in one order, which neither the engine nor a pseudonym has a say in.

A sum of floats and a draw from a pool both depend on the order of what they are taken from, and a database promises none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis
    import pandas as pd


def i_orden(t: ibis.Table) -> pd.DataFrame:
    """The rows sorted by all their columns, the citizen's last: two rows that then change places are the same row or another
    citizen's with the same content."""
    return t.order_by(sorted(t.columns, key="borger_id".__eq__)).execute()
