"""The judgement: of the causes of a loop the first that fits is the money's; the others that fit are rules that are also broken."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from lisanalysis.reconcile.stige import samlet

if TYPE_CHECKING:
    import ibis


def doem(t: ibis.Table, moduler: Sequence[ModuleType]) -> ibis.Table:
    """The table with `aarsag` (empty where no cause fits), its `regel` and `alvor`, and `ramt_<cause>` as 0 or 1."""
    import ibis

    for m in moduler:  # one after the other: a cause may ask whether an earlier one fits
        t = t.mutate(**{f"ramt_{m.RULE.navn}": ibis.cases((m.rammer(t), 1), else_=0)})
    ramt = {m: t[f"ramt_{m.RULE.navn}"] == 1 for m in moduler}
    tekst = ibis.null("string")
    return t.mutate(
        aarsag=ibis.cases(*((r, m.RULE.navn) for m, r in ramt.items()), else_=tekst),
        regel=ibis.cases(*((r, _nummer(m, t)) for m, r in ramt.items()), else_=tekst),
        alvor=ibis.cases(*((r, m.RULE.alvor) for m, r in ramt.items()), else_=tekst),
    )


def ogsaa(t: ibis.Table, moduler: Sequence[ModuleType]) -> ibis.Table | None:
    """A row for every rule that a judged row breaks besides its money's own: `regel`, `alvor` and `regelnavn` are that rule's.

    None where no row breaks a second one.
    """
    import ibis

    hvor = {m: (t[f"ramt_{m.RULE.navn}"] == 1) & (t.aarsag.isnull() | (t.aarsag != m.RULE.navn)) for m in moduler}
    antal = t.agg(**{m.RULE.navn: ibis.coalesce(h.ifelse(1, 0).sum(), 0) for m, h in hvor.items()}).to_pyarrow().to_pylist()[0]
    dele = []
    for m in (m for m in moduler if antal[m.RULE.navn]):
        r = t.filter(hvor[m])
        r = r.mutate(ny=_nummer(m, r))
        r = r.filter(r.regel.isnull() | (r.regel != r.ny))
        dele.append(r.mutate(regel=r.ny, alvor=ibis.literal(m.RULE.alvor), regelnavn=ibis.literal(m.RULE.navn)).drop("ny"))
    if not dele:
        return None
    alle = samlet(dele)
    alle = alle.mutate(plads_r=ibis.row_number().over(group_by=["nr", "regel"], order_by="regelnavn"))
    return alle.filter(alle.plads_r == 0).drop("plads_r")


def _nummer(m: ModuleType, t: ibis.Table) -> ibis.expr.types.StringValue:
    import ibis

    return m.nummer(t) if hasattr(m, "nummer") else ibis.literal(m.RULE.id)
