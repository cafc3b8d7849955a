"""Whom a municipality can report: the citizens of a period, cut down step by step to those that a report can hold.

Statistics Denmark counts by the municipality that decides (handlekommune), the ledger by the one that pays, so the two figures
never agree by themselves. Each step is a filter of the same grants with the same definition of a stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.measures import ophold

if TYPE_CHECKING:
    import ibis

# The steps, each inside the one before it but for the first: who pays has nothing to do with who decides.
TRIN = ("betaler", "handler", "maalgruppe", "rettidig")
Vindue = tuple[str, date, date, date]  # its name, first and last day, and the last day on which a registration is in time


def vinduer(valgte: Sequence[Vindue]) -> ibis.Table:
    """The periods as a table: periode, foerste, sidste, senest."""
    import ibis

    skema = {"periode": "string", "foerste": "date", "sidste": "date", "senest": "date"}
    return ibis.memtable({n: [v[i] for v in valgte] for i, n in enumerate(skema)}, schema=skema)


def i_vinduet(ophold_: ibis.Table, vinduer_: ibis.Table) -> ibis.Table:
    """The stays with at least one day in each period: one row per stay and period."""
    o, v = ophold_, vinduer_
    return o.inner_join(v, [o.fra_dato <= v.sidste, o.til_dato.isnull() | (o.til_dato >= v.foerste)])


def borgere(bevilling: ibis.Table, kode: str, valgte: Sequence[Vindue]) -> ibis.Table:
    """Per `gruppe`, periode and the four steps: antal, the citizens that have passed exactly those.

    `betaler`: the municipality `kode` pays. `handler`: it decides. `maalgruppe`: and the grant has a target group. `rettidig`: and it was
    registered in time. An unknown municipality is `kode` itself; an unknown registration is in time.
    """
    import ibis

    handler = bevilling.filter(bevilling.handlekommune.isnull() | (bevilling.handlekommune == kode))
    trin = {
        "betaler": _i(ophold.egne(bevilling, kode), valgte),
        "handler": _i(handler, valgte),
        "maalgruppe": _i(handler.filter(handler.maalgruppe.notnull()), valgte),
        "rettidig": _rettidige(bevilling, kode, valgte),
    }
    noegler = ["borger_id", "gruppe", "periode"]
    sat = [t.select(*noegler).distinct().mutate(**{n: ibis.literal(int(n == navn), "int8") for n in TRIN}) for navn, t in trin.items()]
    samlet = ibis.union(*sat, distinct=False)
    pr_borger = samlet.group_by(noegler).agg(**{n: samlet[n].max() for n in TRIN})
    return pr_borger.group_by(["gruppe", "periode", *TRIN]).agg(antal=pr_borger.borger_id.nunique())


def ydelser(bevilling: ibis.Table, kode: str, valgte: Sequence[Vindue]) -> ibis.Table:
    """Per `gruppe` and periode: antal, the grants that a report of the period can hold."""
    t = _rettidige(bevilling, kode, valgte)
    return t.group_by(["gruppe", "periode"]).agg(antal=t.count())


def _i(bevilling: ibis.Table, valgte: Sequence[Vindue]) -> ibis.Table:
    return i_vinduet(ophold.fra_bevilling(bevilling), vinduer(valgte))


def _rettidige(bevilling: ibis.Table, kode: str, valgte: Sequence[Vindue]) -> ibis.Table:
    """What we decide, with a target group, registered in time: one row per grant and period."""
    handler = bevilling.filter(bevilling.handlekommune.isnull() | (bevilling.handlekommune == kode), bevilling.maalgruppe.notnull())
    t = _i(handler, valgte)
    return t.filter(t.registreret_dato.isnull() | (t.registreret_dato <= t.senest))
