"""What was spent: postings summed per account and month, each posting in the regnskabsår it was booked on.

The one definition of spending in the package. An expense is positive, an income negative, so a sum is net.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


def bogfoert(postering: ibis.Table, *, dranst: Sequence[str] = (), art: Sequence[str] = ()) -> ibis.Table:
    """The postings with `aar`, `maaned` (1-12) and `periode` (åååå-mm) of the regnskabsår they count in.

    A posting dated after its regnskabsår counts in December, one dated before it in January: the supplementsperiode belongs
    to the old year. Without a regnskabsår the date decides. Empty `dranst` or `art` means all of them.
    """
    import ibis

    dato = postering.posterings_dato
    aar = ibis.coalesce(postering.regnskabsaar, dato.year().cast("int32"))
    maaned = ibis.cases((dato.year() > aar, 12), (dato.year() < aar, 1), else_=dato.month()).cast("int32")
    rows = postering.mutate(aar=aar, maaned=maaned)
    rows = rows.mutate(periode=_periode(rows.aar, rows.maaned))
    for kolonne, valgte in (("dranst", dranst), ("art", art)):
        if valgte:
            rows = rows.filter(rows[kolonne].isin(list(valgte)))
    return rows


def udgift(
    postering: ibis.Table, *, noegler: Sequence[str] = ("konto",), dranst: Sequence[str] = (), art: Sequence[str] = ()
) -> ibis.Table:
    """Spending per account and month: the columns `noegler`, aar, maaned, periode, beloeb (exact) and antal (postings)."""
    rows = bogfoert(postering, dranst=dranst, art=art)
    return rows.group_by([*noegler, "aar", "maaned", "periode"]).agg(beloeb=kroner(rows.beloeb.sum()), antal=rows.count())


def kroner(total: ibis.expr.types.DecimalScalar) -> ibis.expr.types.DecimalScalar:
    """The sum in kroner with øre, and zero where there was nothing to sum."""
    import ibis

    return ibis.coalesce(total, ibis.literal(Decimal("0.00"))).cast("decimal(38,2)")


def _periode(aar: ibis.expr.types.IntegerColumn, maaned: ibis.expr.types.IntegerColumn) -> ibis.expr.types.StringColumn:
    """`åååå-mm` by whole numbers and text alone, which every backend writes alike."""
    tal = (aar * 100 + maaned).cast("string")
    return tal.substr(0, 4) + "-" + tal.substr(4, 2)
