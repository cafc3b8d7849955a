"""The judgement: of the causes of a loop the first that fits is the money's; the others that fit are rules that are also broken."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from lisanalysis.reconcile.stige import samlet

if TYPE_CHECKING:
    import ibis


def doem(t: ibis.Table, moduler: Sequence[ModuleType]) -> ibis.Table:
    """The table with `ramt_<cause>` as 0 or 1, and `rang`: the number of the first that fits, or how many they are where none does."""
    import ibis

    for m in moduler:  # one after the other: a cause may ask whether an earlier one fits
        t = t.mutate(**{f"ramt_{m.RULE.navn}": ibis.cases((m.rammer(t), 1), else_=0)})
    return t.mutate(rang=ibis.cases(*((t[f"ramt_{m.RULE.navn}"] == 1, n) for n, m in enumerate(moduler)), else_=len(moduler)).cast("int64"))


def med_navne(t: ibis.Table, moduler: Sequence[ModuleType]) -> ibis.Table:
    """What `rang` stands for: `aarsag` (empty where no cause fits), its `regel` and `alvor`."""
    import ibis

    tekst = ibis.null("string")
    return t.mutate(
        aarsag=ibis.cases(*((t.rang == n, m.RULE.navn) for n, m in enumerate(moduler)), else_=tekst),
        regel=ibis.cases(*((t.rang == n, _nummer(m, t)) for n, m in enumerate(moduler)), else_=tekst),
        alvor=ibis.cases(*((t.rang == n, m.RULE.alvor) for n, m in enumerate(moduler)), else_=tekst),
    )


def ogsaa(t: ibis.Table, moduler: Sequence[ModuleType]) -> ibis.Table | None:
    """A row for every rule that a judged row (`rang`, `regel`) breaks besides its money's own: `regel`, `alvor` and `regelnavn` are that rule's.

    None where no row breaks a second one.
    """
    import ibis

    hvor = {m: (t[f"ramt_{m.RULE.navn}"] == 1) & (t.rang != n) for n, m in enumerate(moduler)}
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
