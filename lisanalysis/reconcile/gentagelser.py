"""Settlements that share what only one can have: the same days of the same service, or the same night in two beds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.reconcile import tal

if TYPE_CHECKING:
    import ibis

_NOEGLE = ("borger", "paragraf", "lev")
_FELTER = ("nr", "id_nr", "fra", "til", "beloeb", "r", "gruppe", "i_regulering")


def id_orden(t: ibis.Table) -> ibis.Table:
    """The settlements with `id_nr`, their place in the order of their ids, so that the later of two is known."""
    import ibis

    return t.mutate(id_nr=ibis.row_number().over(order_by=[t.id.length(), "id", "system", "fra", "til", "beloeb", "nr"]))


def samme_dage(rest: ibis.Table) -> ibis.Table:
    """Pairs of the same citizen, paragraph and provider that share a day: the later row (`nr`) and, as `a_`, an earlier one; `plads` 0 shares most."""
    import ibis

    b = rest.filter(rest.beloeb > 0).select(*_NOEGLE, *_FELTER)
    a = b.select(*_NOEGLE, **{f"a_{k}": b[k] for k in _FELTER})
    par = b.inner_join(a, list(_NOEGLE)).filter(lambda t: (t.a_id_nr < t.id_nr) & (t.a_fra <= t.til) & (t.a_til >= t.fra))
    faelles = tal.mindst(par.til, par.a_til) - tal.stoerst(par.fra, par.a_fra)
    par = par.mutate(faelles=faelles)
    return par.mutate(plads=ibis.row_number().over(group_by="nr", order_by=[par.faelles.desc(), "a_id_nr"]))


def optagne_dage(par: ibis.Table) -> ibis.Table:
    """The days `o_fra`-`o_til` of a settlement (`nr`) that earlier ones have, each day once; they may lie in its middle."""
    import ibis

    foer = par.a_til.max().over(ibis.window(group_by="nr", order_by=["a_fra", "a_til", "a_id_nr"], rows=(None, -1)))
    o = par.select("nr", o_fra=tal.stoerst(tal.stoerst(par.a_fra, par.fra), ibis.coalesce(foer, -1) + 1), o_til=tal.mindst(par.a_til, par.til))
    return o.filter(o.o_fra <= o.o_til)


def dobbelte(par: ibis.Table) -> ibis.Table:
    """The later of two expenses that share a day, with no regulering to explain it: `nr`, `dobbelt` (16 where all is equal, else 17), and the earlier's
    number `dobbelt_nr`.
    """
    import ibis

    begge = par.filter(par.plads == 0, par.r == 0, par.a_r == 0, par.i_regulering == 0, par.a_i_regulering == 0)
    ens = (begge.fra == begge.a_fra) & (begge.til == begge.a_til) & (begge.beloeb == begge.a_beloeb)
    return begge.select("nr", dobbelt=ibis.cases((ens, 16), else_=17), dobbelt_nr="a_nr")


def samme_nat(rest: ibis.Table, doegn: list[str]) -> ibis.Table:
    """Pairs in which a citizen sleeps in two places: `nr` of the stay that begins later, the other's `nat_nr`, and `nat_plads` from 0 for the same row."""
    import ibis

    b = rest.filter(rest.beloeb > 0, rest.r == 0, rest.paragraf.isin(doegn))
    b = b.anti_join(_ophaevede(rest), "gruppe").select(*_NOEGLE, *_FELTER)
    a = b.select(borger="borger", a_paragraf="paragraf", a_lev="lev", **{f"a_{k}": b[k] for k in _FELTER})
    par = b.inner_join(a, "borger").filter(lambda t: (t.a_fra <= t.til) & (t.a_til >= t.fra))
    par = par.filter((par.a_fra < par.fra) | ((par.a_fra == par.fra) & (par.a_id_nr < par.id_nr)))
    par = par.filter((par.paragraf != par.a_paragraf) | (par.lev != par.a_lev))
    par = par.mutate(c_fra=tal.stoerst(par.fra, par.a_fra), c_til=tal.mindst(par.til, par.a_til))
    begge_en = (par.fra == par.til) & (par.a_fra == par.a_til)
    skifte = ((par.til == par.a_fra) | (par.a_til == par.fra)) & ~begge_en
    par = par.filter(~skifte)
    minus = rest.filter(rest.r == 1, rest.beloeb < 0).select(m_gruppe="gruppe", m_fra="fra", m_til="til")
    for gruppe in ("gruppe", "a_gruppe"):
        taget_tilbage = par.inner_join(minus, [(gruppe, "m_gruppe")]).filter(lambda t: (t.c_fra >= t.m_fra) & (t.c_til <= t.m_til))
        par = par.anti_join(taget_tilbage.select("nr", "a_nr"), ["nr", "a_nr"])
    par = par.mutate(plads=ibis.row_number().over(group_by="nr", order_by="a_id_nr"))
    return par.select("nr", nat_nr="a_nr", nat_plads="plads")


def _ophaevede(rest: ibis.Table) -> ibis.Table:
    """Groups that a regulering takes back whole."""
    g = rest.filter(rest.i_regulering == 1).group_by("gruppe").agg(netto=rest.beloeb.sum())
    return g.filter(g.netto == 0)
