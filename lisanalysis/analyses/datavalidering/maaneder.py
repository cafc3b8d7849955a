"""Months without a single row in a source that should deliver every month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.domain import periode
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

# Tables that run month by month, and how many months they may be behind: a settlement is often made the month after.
LOEBENDE = {"postering": 0, "afregning": 1}
AAR_TILBAGE = 2  # before that a lone old date is odd, not the start of a history; the column check names it
HYPPIGE = ("daglig", "ugentlig", "maanedlig")
KOLONNER = ("kilde", "tabel", "fra", "til", "maaneder")


def uden_raekker(data: Dataset, seneste: dict[str, date]) -> pd.DataFrame:
    """The holes: kilde, tabel, fra, til (åååå-mm) and how many months. `seneste` is each source's latest cut-off date."""
    import pandas as pd

    huller = []
    for tabel, efter in LOEBENDE.items():
        if data.har(tabel):
            for kilde, fundne in _med_raekker(data, tabel).items():
                if _er_hyppig(data, kilde) and kilde in seneste:
                    huller += [(kilde, tabel, *h) for h in _huller(fundne, _sidste(seneste[kilde], efter))]
    return pd.DataFrame(huller, columns=list(KOLONNER))


def _er_hyppig(data: Dataset, kilde: str) -> bool:
    system = data.kommune.systemer.get(kilde)
    return system is not None and system.hyppighed in HYPPIGE


def _med_raekker(data: Dataset, tabel: str) -> dict[str, set[str]]:
    """The months that each source has rows in."""
    t = data.tabel(tabel)
    dag = t[data.tabeller[tabel].dato]
    rows = t.filter(dag.notnull(), dag >= date(data.per.year - AAR_TILBAGE, 1, 1))
    rows = rows.select("kilde", aar=rows[dag.get_name()].year(), maaned=rows[dag.get_name()].month()).distinct()
    ud: dict[str, set[str]] = {}
    for kilde, aar, maaned in rows.execute().itertuples(index=False):
        ud.setdefault(kilde, set()).add(f"{aar}-{maaned:02d}")
    return ud


def _sidste(skaeringsdato: date, efter: int) -> str:
    """The last month that must have rows on the cut-off date: the last that is over, less the lag."""
    denne = periode.maaned(skaeringsdato)
    return periode.forskyd(denne, -efter - (skaeringsdato != periode.sidste(denne)))


def _huller(fundne: set[str], sidste: str) -> list[tuple[str, str, int]]:
    """The runs of months from the first with rows to `sidste` that have none."""
    ud: list[tuple[str, str, int]] = []
    denne = min(fundne)
    while denne <= sidste:
        if denne not in fundne:
            fra, _, antal = ud.pop() if ud and periode.naeste(ud[-1][1]) == denne else (denne, denne, 0)
            ud.append((fra, denne, antal + 1))
        denne = periode.naeste(denne)
    return ud
