"""The judgement: of the causes of a loop the first that fits is the money's; the others that fit are rules that are also broken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


def doem(t: ibis.Table, moduler: Sequence[ModuleType]) -> ibis.Table:
    """The table with `ramt_<cause>` as 0 or 1, and `rang`: the number of the first that fits, or how many they are where none does."""
    import ibis

    for m in moduler:  # one after the other: a cause may ask whether an earlier one fits
        t = t.mutate(**{f"ramt_{m.RULE.navn}": ibis.cases((m.rammer(t), 1), else_=0)})
    return t.mutate(rang=ibis.cases(*((t[f"ramt_{m.RULE.navn}"] == 1, n) for n, m in enumerate(moduler)), else_=len(moduler)).cast("int64"))


def regler(moduler: Sequence[ModuleType]) -> ibis.Table:
    """What `rang` stands for: a row per cause with its `r_navn`, `r_regel` and `r_alvor`."""
    import ibis

    rows = [(n, m.RULE.navn, m.RULE.id, m.RULE.alvor) for n, m in enumerate(moduler)]
    return ibis.memtable(rows, schema={"r_rang": "int64", "r_navn": "string", "r_regel": "string", "r_alvor": "string"})


def med_navne(t: ibis.Table, regler: ibis.Table, moduler: Sequence[ModuleType]) -> ibis.Table:
    """The judged rows with `aarsag` (empty where no cause fits), its `regel` and `alvor`."""
    t = t.left_join(regler, [("rang", "r_rang")])
    return t.mutate(regel=_nummer(t, moduler), aarsag=t.r_navn, alvor=t.r_alvor).drop("r_rang", "r_navn", "r_regel", "r_alvor")


def ogsaa(t: ibis.Table, regler: ibis.Table, moduler: Sequence[ModuleType]) -> ibis.Table:
    """A row for every rule that a judged row (`rang`, `regel`) breaks besides its money's own: `regel`, `alvor` and `regelnavn` are that rule's."""
    import ibis

    ramte = [t[f"ramt_{m.RULE.navn}"] for m in moduler]
    t = t.filter(reduce(add, ramte) > 1).rename(egen="regel").drop("alvor").cross_join(regler)
    hver = ibis.cases(*((t.r_rang == n, t[f"ramt_{m.RULE.navn}"]) for n, m in enumerate(moduler)), else_=0)
    t = t.filter(hver == 1, t.r_rang != t.rang)
    t = t.mutate(regel=_nummer(t, moduler), alvor=t.r_alvor, regelnavn=t.r_navn)
    t = t.filter(t.egen.isnull() | (t.egen != t.regel))
    t = t.mutate(plads_r=ibis.row_number().over(group_by=["nr", "regel"], order_by="regelnavn"))
    return t.filter(t.plads_r == 0).drop("plads_r", "egen", "r_rang", "r_navn", "r_regel", "r_alvor")


def _nummer(t: ibis.Table, moduler: Sequence[ModuleType]) -> ibis.expr.types.StringValue:
    """The rule's number: the cause's own, or the one that it gives the row."""
    import ibis

    egne = [(t.r_rang == n, m.nummer(t)) for n, m in enumerate(moduler) if hasattr(m, "nummer")]
    return ibis.cases(*egne, else_=t.r_regel) if egne else t.r_regel
