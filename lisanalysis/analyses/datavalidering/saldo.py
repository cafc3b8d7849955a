"""The outside anchor: the ledger's own balance list against the postings that were loaded, per account, art and month."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.measures.udgift import kroner, udgift
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    import pandas as pd

KOLONNER = ("kilde", "konto", "art", "periode", "saldo", "bogfoert", "forskel")


@dataclass(frozen=True)
class Afstemning:
    """The cells (source × account × art × month) that differ, and how many there are in all."""

    forskelle: pd.DataFrame
    celler: int

    @property
    def stemmer(self) -> int:
        """Cells that agree to the øre."""
        return self.celler - len(self.forskelle)

    @property
    def andel_stemmer(self) -> Decimal | None:
        """Their share of all cells."""
        return (Decimal(self.stemmer) / self.celler).quantize(Decimal("0.000001")) if self.celler else None

    @property
    def forskel(self) -> Decimal:
        """The differences added up without their signs, so that two errors cannot hide one another."""
        return sum((abs(f) for f in self.forskelle["forskel"]), Decimal("0.00"))


def afstem(data: Dataset) -> Afstemning:
    """Balance less postings, in every cell of the months that the balance list covers. Raises MissingTable.

    A source's list is held against that source's postings; an account that stands on one side only counts 0 on the other.
    """
    celler = _celler(data.tabel("saldo"), data.tabel("postering"))
    forskelle = celler.filter(celler.forskel != 0).order_by(celler.forskel.abs().desc(), "konto", "art", "periode")
    return Afstemning(forskelle.select(*KOLONNER).execute(), int(celler.count().execute()))


def _celler(saldo: ibis.Table, postering: ibis.Table) -> ibis.Table:
    import ibis

    nul = ibis.literal(Decimal("0.00")).cast("decimal(38,2)")
    noegler = ["kilde", "konto", "art", "periode"]
    bogfoert = udgift(postering, noegler=("kilde", "konto", "art"))
    bogfoert = bogfoert.semi_join(saldo.select("kilde", "periode").distinct(), ["kilde", "periode"])
    sider = saldo.select(*noegler, saldo=saldo.saldo.cast("decimal(38,2)"), bogfoert=nul).union(
        bogfoert.select(*noegler, saldo=nul, bogfoert=bogfoert.beloeb)
    )
    sider = sider.mutate(art=ibis.coalesce(sider.art, ""), konto=ibis.coalesce(sider.konto, ""))
    celler = sider.group_by(noegler).agg(saldo=kroner(sider.saldo.sum()), bogfoert=kroner(sider.bogfoert.sum()))
    return celler.mutate(forskel=celler.saldo - celler.bogfoert)
