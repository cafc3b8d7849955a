"""Control sums: what the loaded tables add up to, against what the files added up to when they were read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.measures.udgift import kroner
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

KOLONNER = ("kilde", "tabel", "raekker", "beloeb", "beloeb_i_filer", "forskel")


def summer(data: Dataset, leverancer: pd.DataFrame) -> pd.DataFrame:
    """Per source and table with an amount: rows and sum in the tables, the files' own sum, and the difference.

    A source of which a delivery has been replaced has no file sum to be held against: part of the old file may still hold.
    """
    import pandas as pd

    ud = [r for navn, tabel in data.leverede().items() if tabel.beloeb for r in _tabel(data, navn, leverancer)]
    return pd.DataFrame(ud, columns=list(KOLONNER)).astype({"raekker": "int64"})


def _tabel(data: Dataset, navn: str, leverancer: pd.DataFrame) -> list[tuple]:
    t = data.tabel(navn)
    i_tabel = t.group_by("kilde").agg(raekker=t.count(), beloeb=kroner(t[data.tabeller[navn].beloeb].sum())).order_by("kilde").execute()
    ud = []
    for kilde, raekker, beloeb in i_tabel.itertuples(index=False):
        i_filer = _filsum(leverancer, kilde, navn)
        ud.append((kilde, navn, raekker, beloeb, i_filer, None if i_filer is None else beloeb - i_filer))
    return ud


def _filsum(leverancer: pd.DataFrame, kilde: str, tabel: str) -> Decimal | None:
    filer = leverancer[(leverancer["kilde"] == kilde) & (leverancer["kontrolsum_tabel"] == tabel)]
    summer_ = [s for s in filer.loc[filer["status"].isin(["ok", "advarsel"]), "kontrolsum"] if isinstance(s, Decimal)]
    return sum(summer_, Decimal("0.00")) if summer_ and not (filer["status"] == "erstattet").any() else None
