"""Random municipalities reconciled once each, for the several properties that are asked of the same answer."""

from __future__ import annotations

from functools import cache
from random import Random

import pandas as pd
from afstem_prep import byg
from afstem_tilfaeldig import tilfaeldig

from lisanalysis.reconcile import afstem

PER = "2025-09-30"  # late enough for every posting, so that both sides can be added up plainly


@cache
def kommune(froe: int) -> dict[str, list[dict]]:
    """The municipality of a seed."""
    return tilfaeldig(Random(froe), borgere=30)


@cache
def svar(froe: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Its findings and what is explained."""
    return loest(kommune(froe))


def loest(rows: dict[str, list[dict]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The findings and the explained differences of any rows."""
    s = afstem(byg(per=PER, **rows))
    return s.afvigelser.execute(), s.afstemt.execute()
