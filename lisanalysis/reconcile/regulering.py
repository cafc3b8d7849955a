"""Which settlements are judged as one: a regulering, the payments that it corrects, and all else of that ydelse in that month."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

_STED = ("system", "ydelse", "maaned")


def med_gruppe(rest: ibis.Table) -> ibis.Table:
    """The settlements with `gruppe` (their own `nr` where nothing ties them to others) and `i_regulering` (0 or 1).

    A regulering belongs where the payment of its reference stands, else to its own ydelse and month.
    """
    import ibis

    r = rest.filter(rest.r == 1)
    u = rest.filter(rest.r == 0, rest.ref != "").semi_join(r, ["system", "ref"])
    u = u.mutate(plads=ibis.row_number().over(group_by=["system", "ref"], order_by=["maaned", "fra", "id", "nr"]))
    u = u.filter(u.plads == 0).select(u_system="system", u_ref="ref", u_ydelse="ydelse", u_maaned="maaned", u_nr="nr")
    r = r.left_join(u, [("system", "u_system"), ("ref", "u_ref")])
    fundet = r.u_nr.notnull()
    r = r.select(
        r_nr="nr", g_system="system", g_ydelse=ibis.cases((fundet, r.u_ydelse), else_=r.ydelse),
        g_maaned=ibis.cases((fundet, r.u_maaned), else_=r.maaned), alene=ibis.cases((fundet, r.u_nr), else_=r.nr),
    )  # fmt: skip
    r = r.mutate(g_ydelse=ibis.cases((r.g_ydelse == "", "#" + r.alene.cast("string")), else_=r.g_ydelse))
    steder = r.group_by("g_system", "g_ydelse", "g_maaned").agg(gruppe=r.r_nr.min())
    r = r.inner_join(steder, ["g_system", "g_ydelse", "g_maaned"]).select("r_nr", r_gruppe="gruppe", r_alene="alene")
    t = rest.mutate(sted_ydelse=ibis.cases((rest.ydelse == "", "#" + rest.nr.cast("string")), else_=rest.ydelse))
    t = t.left_join(r, [("nr", "r_nr")])
    t = t.left_join(steder.rename(s_gruppe="gruppe"), [("system", "g_system"), ("sted_ydelse", "g_ydelse"), ("maaned", "g_maaned")])
    gruppe = ibis.cases((t.r == 1, t.r_gruppe), else_=t.s_gruppe)
    t = t.mutate(gruppe=ibis.coalesce(gruppe, t.nr), i_regulering=ibis.cases((gruppe.notnull(), 1), else_=0))
    return t.drop("sted_ydelse", "r_nr", "r_gruppe", "r_alene", "g_system", "g_ydelse", "g_maaned", "s_gruppe")
