"""Texts joined in order within a group, without an aggregate that only some engines have.

Neighbours are joined two by two until one text is left in each group: as many rounds as it takes to halve the longest group to one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lisanalysis.reconcile.arbejde import Arbejde

if TYPE_CHECKING:
    import ibis


def kaedet(arb: Arbejde, t: ibis.Table, noegle: str, tekst: str, orden: Sequence[str], *, tegn: str = "+") -> ibis.Table:
    """Per `noegle` the known texts in the order of `orden`, joined by `tegn`: the columns `noegle` and `tekst`."""
    import ibis

    t = t.filter(t[tekst].notnull()).select(noegle, tekst, *(k for k in orden if k not in (noegle, tekst)))
    antal = t.group_by(noegle).agg(i_alt=t.count())
    antal = arb.gem("kaedens_led", antal.filter(antal.i_alt > 1))
    tilbage = int(antal.agg(n=ibis.coalesce(antal.i_alt.max(), 1)).to_pyarrow().to_pylist()[0]["n"])
    if tilbage == 1:
        return t.select(noegle, tekst)
    alene, flere = t.anti_join(antal, noegle).select(noegle, tekst), t.semi_join(antal, noegle)
    plads = ibis.row_number().over(group_by=noegle, order_by=list(orden)).cast("int64")
    flere = arb.gem("kaede", flere.select(noegle, tekst, plads=plads))
    while tilbage > 1:
        flere, tilbage = _halveret(flere, noegle, tekst, tegn), (tilbage + 1) // 2
    return alene.union(flere.select(noegle, tekst))


def _halveret(t: ibis.Table, noegle: str, tekst: str, tegn: str) -> ibis.Table:
    """Each text at an even place with the one after it, in half as many places."""
    import ibis

    t = t.mutate(par=t.plads // 2, anden=t.plads % 2)
    ene = lambda n: ibis.cases((t.anden == n, t[tekst]), else_=ibis.null("string")).max()  # noqa: E731
    t = t.group_by(noegle, plads=t.par).agg(foerste=ene(0), naeste=ene(1))
    samlet = ibis.cases((t.naeste.isnull(), t.foerste), else_=t.foerste + tegn + t.naeste)
    return t.select(noegle, plads=t.plads, **{tekst: samlet})
