"""The outside anchor: the ledger's own balance list against the postings that were loaded, per account and month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.measures.udgift import kroner, udgift
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis


def forskelle(data: Dataset) -> ibis.Table | None:
    """The cells (konto × periode) where saldo and postings differ, in the months that the list covers; None where there is no list."""
    import ibis

    if data.mangler("saldo", "postering"):
        return None
    saldo, nul = data.tabel("saldo"), ibis.literal(0).cast("decimal(14,2)")
    bog = udgift(data.tabel("postering"), noegler=("kilde", "konto")).semi_join(saldo.select("kilde", "periode").distinct(), ["kilde", "periode"])
    her = saldo.select(konto=ibis.coalesce(saldo.konto, ""), periode="periode", saldo=saldo.saldo.cast("decimal(38,2)"), bogfoert=nul.cast("decimal(38,2)"))
    der = bog.select(konto=ibis.coalesce(bog.konto, ""), periode="periode", saldo=nul.cast("decimal(38,2)"), bogfoert=bog.beloeb)
    begge = her.union(der)
    celler = begge.group_by("konto", "periode").agg(saldo=kroner(begge.saldo.sum()), bogfoert=kroner(begge.bogfoert.sum()))
    celler = celler.mutate(forskel=celler.saldo - celler.bogfoert)
    return celler.filter(celler.forskel != 0)
