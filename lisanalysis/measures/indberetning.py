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


def uden_maalgruppe(bevilling: ibis.Table) -> set[str]:
    """The sources that fill in no target group at all: there it is not missing, it is not in the extract."""
    rows = bevilling.group_by("kilde").agg(kendte=bevilling.maalgruppe.count()).to_pyarrow().to_pylist()
    return {r["kilde"] for r in rows if not r["kendte"]}


def har_maalgruppe(bevilling: ibis.Table) -> ibis.expr.types.BooleanValue:
    """Whether the grant has a target group, as far as its source tells."""
    uden = sorted(uden_maalgruppe(bevilling))
    return bevilling.maalgruppe.notnull() | bevilling.kilde.isin(uden) if uden else bevilling.maalgruppe.notnull()


def borgere(bevilling: ibis.Table, kode: str, valgte: Sequence[Vindue]) -> ibis.Table:
    """Per `gruppe`, periode and the four steps: antal, the citizens that have passed exactly those.

    `betaler`: the municipality `kode` pays. `handler`: it decides. `maalgruppe`: and the grant has a target group. `rettidig`: and it was
    registered in time. An unknown municipality is `kode` itself; an unknown registration is in time; a source that tells no target group
    at all keeps nobody out.
    """
    import ibis

    handler = bevilling.filter(bevilling.handlekommune.isnull() | (bevilling.handlekommune == kode))
    trin = {
        "betaler": _i(ophold.egne(bevilling, kode), valgte),
        "handler": _i(handler, valgte),
        "maalgruppe": _i(_handler(bevilling, kode), valgte),
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
    t = _i(_handler(bevilling, kode), valgte)
    return t.filter(t.registreret_dato.isnull() | (t.registreret_dato <= t.senest))


def _handler(bevilling: ibis.Table, kode: str) -> ibis.Table:
    """What we decide, with a target group."""
    return bevilling.filter(har_maalgruppe(bevilling), bevilling.handlekommune.isnull() | (bevilling.handlekommune == kode))
