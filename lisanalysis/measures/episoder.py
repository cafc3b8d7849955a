"""Episodes: a citizen's stays in one group put together, so that a renewed grant or a weekend away is not a new start.

Days are inclusive at both ends; an episode without an end is open.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.measures.graenser import mindst, stoerst

if TYPE_CHECKING:
    import ibis

_SENESTE = date(9999, 12, 31)  # stands for an open end while ends are compared, and never leaves this module


def episoder(ophold: ibis.Table, *, hul: int = 1) -> ibis.Table:
    """The stays of each citizen and group merged where at most `hul` whole days lie between them, or where they overlap.

    Columns: borger_id, gruppe, fra_dato, til_dato (empty is open) and antal_ophold. A day lies in at most one episode of a
    citizen and group, so days are counted once per person; money is never taken from here.
    """
    import ibis

    slut = ibis.coalesce(ophold.til_dato, ibis.literal(_SENESTE))
    t = ophold.select("borger_id", "gruppe", "fra_dato", slut=slut)
    foer = ibis.window(group_by=["borger_id", "gruppe"], order_by=["fra_dato", "slut"], preceding=(None, 1))
    t = t.mutate(slut_foer=t.slut.max().over(foer))
    ny = t.slut_foer.isnull() | (t.fra_dato.delta(t.slut_foer, unit="day") > hul + 1)
    t = t.mutate(ny=ibis.ifelse(ny, 1, 0))
    til_nu = ibis.window(group_by=["borger_id", "gruppe"], order_by=["fra_dato", "slut"], preceding=None, following=0)
    t = t.mutate(nr=t.ny.sum().over(til_nu))
    samlet = t.group_by(["borger_id", "gruppe", "nr"]).agg(fra_dato=t.fra_dato.min(), slut=t.slut.max(), antal_ophold=t.count())
    til = ibis.ifelse(samlet.slut == ibis.literal(_SENESTE), ibis.null("date"), samlet.slut)
    return samlet.select("borger_id", "gruppe", "fra_dato", til_dato=til, antal_ophold=samlet.antal_ophold)


def beskaaret(episoder: ibis.Table, fra: date, til: date) -> ibis.Table:
    """The part of each episode that lies in the window, in the columns fra, til and doegn; one without a day in it is left out.

    `fra_dato` and `til_dato` keep the episode's own ends.
    """
    import ibis

    slut = ibis.coalesce(episoder.til_dato, ibis.literal(til))
    t = episoder.filter(episoder.fra_dato <= til, slut >= fra)
    slut = ibis.coalesce(t.til_dato, ibis.literal(til))
    t = t.mutate(fra=stoerst(t.fra_dato, ibis.literal(fra)), til=mindst(slut, ibis.literal(til)))
    return t.mutate(doegn=t.til.delta(t.fra, unit="day") + 1)
