"""Reversals: within one reference +x and −x on the same account and citizen cancel before anything is judged.

A reversal that a regulering asked for is a payment of its own and stays: as many pairs as the settlements themselves have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

_NOEGLE = ("ref", "konto", "borger", "stoerrelse")


def tilbagefoerte(s: ibis.Table, p: ibis.Table) -> ibis.Table:
    """Pairs of postings (plus_nr, minus_nr) that cancel; two of the same month go before two of different months."""
    import ibis

    p = p.filter(p.ref != "", p.beloeb != 0).select("nr", "orden", "ref", "konto", "borger", "maaned", "beloeb", stoerrelse=p.beloeb.abs())
    p = p.semi_join(p.filter(p.beloeb < 0), list(_NOEGLE))  # few payments are taken back
    samme = _par(p, (*_NOEGLE, "maaned")).mutate(omgang=ibis.literal(0))
    rest = p.anti_join(samme, [("nr", "plus_nr")]).anti_join(samme, [("nr", "minus_nr")])
    alle = samme.union(_par(rest, _NOEGLE).mutate(omgang=ibis.literal(1)))
    alle = alle.left_join(_oenskede(s.semi_join(p, "ref")), list(_NOEGLE), rname="o_{name}")
    alle = alle.mutate(
        nr_i_raekken=ibis.row_number().over(group_by=_NOEGLE, order_by=["omgang", "maaned", "plads", "plus_nr"]),
        i_alt=alle.plus_nr.count().over(group_by=_NOEGLE),
    )
    return alle.filter(alle.nr_i_raekken < alle.i_alt - ibis.coalesce(alle.oenskede, 0)).select("plus_nr", "minus_nr")


def _par(p: ibis.Table, noegle: tuple[str, ...]) -> ibis.Table:
    import ibis

    plads = ibis.row_number().over(group_by=list(noegle), order_by="orden")
    plus = p.filter(p.beloeb > 0).mutate(plads=plads)
    minus = p.filter(p.beloeb < 0).mutate(plads=plads).select(*noegle, "plads", minus_nr="nr")
    par = plus.inner_join(minus, [*noegle, "plads"])
    return par.select(*_NOEGLE, "maaned", "plads", plus_nr="nr", minus_nr="minus_nr")


def _oenskede(s: ibis.Table) -> ibis.Table:
    """How many pairs of +x and −x the settlements of the reference have themselves."""
    import ibis

    s = s.filter(s.ref != "").mutate(stoerrelse=s.beloeb.abs())
    antal = s.group_by(_NOEGLE).agg(plus=(s.beloeb > 0).ifelse(1, 0).sum(), minus=(s.beloeb < 0).ifelse(1, 0).sum())
    return antal.select(*_NOEGLE, oenskede=ibis.cases((antal.plus < antal.minus, antal.plus), else_=antal.minus))
