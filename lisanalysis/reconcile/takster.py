"""The right takst of a settlement: the tilbud's in force on its first day, plain or times its momsfaktor; the grant's only where no tilbud has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.reconcile import tal
from lisanalysis.reconcile.stige import samlet

if TYPE_CHECKING:
    import ibis


def ret_takst(t: ibis.Table, priser: ibis.Table) -> ibis.Table:
    """Per row of `t` its `nr` and `ret_takst` in øre; rows that no tilbud and no grant prices are absent.

    `t` has fra, takst, lev, paragraf and the grant's b_lev, b_paragraf, b_takst. Of several right ones the settlement's own is taken, then the
    grant's, then the nearest: a tilbud may have several services. A payment that is regulated is asked by what it came to in the end. The price
    of another paragraph than the grant's is right where it was paid, and says nothing where it was not.
    """
    import ibis

    t = t.select("nr", "fra", "takst", "lev", "paragraf", "b_lev", "b_paragraf", "b_takst", "r", "antal", "beloeb", "gruppe", "i_regulering")
    t = t.left_join(_endelig(t), [("gruppe", "e_gruppe")])
    t = t.mutate(takst=ibis.coalesce(t.endelig, t.takst)).select("nr", "fra", "takst", "lev", "paragraf", "b_lev", "b_paragraf", "b_takst")
    # where the grant's price list is the settlement's own, it is read once
    egen = t.filter(t.b_lev.isnull() | (t.lev != t.b_lev) | (t.paragraf != t.b_paragraf))
    egne = _fra_tilbud(egen, "lev", "paragraf", priser)
    egne = egne.filter(egne.b_paragraf.isnull() | (egne.paragraf == egne.b_paragraf) | (egne.p_takst == egne.takst))
    tilbud = samlet([k.drop("paragraf", "b_paragraf") for k in (_fra_tilbud(t, "b_lev", "b_paragraf", priser), egne)])
    bevilling = t.anti_join(tilbud, "nr").filter(lambda r: r.b_takst.notnull()).select("nr", "takst", "b_takst", p_takst="b_takst")
    alle = tilbud.union(bevilling)
    ens = lambda a, b: ibis.cases((a == b, 0), else_=1)  # noqa: E731
    orden = [ens(alle.p_takst, alle.takst), ens(alle.p_takst, alle.b_takst), (alle.p_takst - ibis.coalesce(alle.takst, alle.b_takst, 0)).abs(), alle.p_takst]
    alle = alle.mutate(plads=ibis.row_number().over(group_by="nr", order_by=orden))
    return alle.filter(alle.plads == 0).select("nr", ret_takst="p_takst")


def _endelig(t: ibis.Table) -> ibis.Table:
    """What a unit came to in each group (`e_gruppe`) when its reguleringer are counted in (`endelig`)."""
    import ibis

    t = t.filter(t.i_regulering == 1)
    g = t.group_by(e_gruppe=t.gruppe).agg(antal=ibis.cases((t.r == 0, ibis.coalesce(t.antal, 0)), else_=0).sum(), netto=t.beloeb.sum())
    g = g.filter(g.antal > 0, g.netto > 0)
    return g.select("e_gruppe", endelig=(2 * g.netto * tal.ENHED + g.antal) // (2 * g.antal))


def _fra_tilbud(t: ibis.Table, lev: str, paragraf: str, priser: ibis.Table) -> ibis.Table:
    j = t.inner_join(priser, [(lev, "p_lev"), (paragraf, "p_paragraf")])
    return j.filter(j.fra >= j.p_fra, j.fra <= j.p_til).select("nr", "paragraf", "b_paragraf", "takst", "b_takst", "p_takst")
