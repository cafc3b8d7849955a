"""How far the data can be trusted: rows that could not be read, and how old the deliveries are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lisanalysis.tables import Dataset


@dataclass(frozen=True)
class Kvalitet:
    """Rows and rejected rows in all, by cut-off date, and the newest delivery of each source."""

    raekker: int
    afvist: int
    pr_dato: dict[date, tuple[int, int]]
    nyeste: dict[str, date]

    @property
    def andel(self) -> Decimal | None:
        """The share rejected; None where nothing was delivered."""
        return Decimal(self.afvist) / self.raekker if self.raekker else None


def kvalitet(data: Dataset) -> Kvalitet:
    """Counted over the deliveries up to the cut-off date; a file delivered again counts once."""
    pr_dato: dict[date, tuple[int, int]] = {}
    nyeste: dict[str, date] = {}
    for r in data.leverancer().to_dict("records"):
        if r["status"] == "gentaget" or _tom(r["skaeringsdato"]):
            continue
        dag = r["skaeringsdato"].date() if hasattr(r["skaeringsdato"], "date") else r["skaeringsdato"]
        foer = pr_dato.get(dag, (0, 0))
        pr_dato[dag] = (foer[0] + int(r["raekker"] or 0), foer[1] + int(r["afvist"] or 0))
        nyeste[r["kilde"]] = max(dag, nyeste.get(r["kilde"], dag))
    return Kvalitet(sum(n for n, _ in pr_dato.values()), sum(a for _, a in pr_dato.values()), dict(sorted(pr_dato.items())), nyeste)


def _tom(vaerdi: object) -> bool:
    import pandas as pd

    return bool(pd.isna(vaerdi))
