"""Stays as the systems hold them: from grants, measures or settlements, one row per stay, in the same columns.

The columns are borger_id, gruppe, fra_dato, til_dato (last day, inclusive; empty is open, never a far date), doegntype,
leverandoer, registreret_dato and betalingskommune. What never ran is not a stay: drafts, expected and cancelled rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

KOLONNER = ("borger_id", "gruppe", "fra_dato", "til_dato", "doegntype", "leverandoer", "registreret_dato", "betalingskommune")
IKKE_LEVERET = ("kladde", "forventet", "annulleret")
AFREGNET = ("godkendt", "effektueret")
_AABEN_FRA = 2900  # a year that a system writes for "no end"


def grupper(t: ibis.Table, kolonne: str, valg: Mapping[str, Sequence[str]]) -> ibis.Table:
    """The rows of the chosen groups with their name in `gruppe`. A paragraph includes its parts: SEL-52 takes SEL-52-3.7 along.

    `valg` is name → the values of `kolonne` that belong to it; the groups must not share a value.
    """
    import ibis

    def hoerer_til(vaerdier: Sequence[str]) -> ibis.expr.types.BooleanValue:
        fundet = t[kolonne].isin(list(vaerdier))
        if kolonne == "paragraf":
            for v in vaerdier:
                fundet = fundet | (t[kolonne].substr(0, len(v) + 1) == f"{v}-")
        return fundet

    gruppe = ibis.cases(*((hoerer_til(v), navn) for navn, v in valg.items()), else_=ibis.null("string"))
    return t.mutate(gruppe=gruppe).filter(lambda r: r.gruppe.notnull())


def fra_bevilling(t: ibis.Table) -> ibis.Table:
    """Stays from grants that have a `gruppe`: the days settled where they differ from the days granted."""
    import ibis

    rows = t.filter(~t.status.isin(list(IKKE_LEVERET)))
    return _ens(
        rows,
        ibis.coalesce(rows.afregning_start_dato, rows.start_dato),
        ibis.coalesce(rows.afregning_slut_dato, rows.slut_dato),
        rows.registreret_dato,
    )


def fra_ydelse(t: ibis.Table) -> ibis.Table:
    """Stays from the settlement system's measures that have a `gruppe`."""
    return _ens(t, t.start_dato, t.slut_dato, t.registreret_dato)


def fra_afregning(t: ibis.Table) -> ibis.Table:
    """Stays from what was settled: the periods that were paid for and not taken back by a credit over the same days."""
    import ibis

    rows = t.filter(t.status.isin(list(AFREGNET)), t.afregningstype.isin(["udgift", "mellemkommunal"]))
    rows = rows.mutate(leverandoer=rows.leverandoer_cvr)
    noegler = ["borger_id", "gruppe", "periode_fra_dato", "periode_til_dato", "doegntype", "leverandoer", "betalingskommune"]
    betalt = rows.group_by(noegler).agg(beloeb=rows.beloeb.sum()).filter(lambda r: r.beloeb > 0)
    return _ens(betalt, betalt.periode_fra_dato, betalt.periode_til_dato, ibis.null("date"))


def egne(ophold: ibis.Table, kode: str) -> ibis.Table:
    """The stays that the municipality itself pays for; an empty payer is the municipality."""
    return ophold.filter(ophold.betalingskommune.isnull() | (ophold.betalingskommune == kode))


def _ens(t: ibis.Table, fra: ibis.Value, til: ibis.Value, registreret: ibis.Value) -> ibis.Table:
    import ibis

    slut = ibis.ifelse(til.year() >= _AABEN_FRA, ibis.null("date"), til.cast("date"))
    rows = t.mutate(fra_dato=fra.cast("date"), til_dato=slut, registreret_dato=registreret.cast("date"))
    rows = rows.filter(rows.fra_dato.notnull(), rows.til_dato.isnull() | (rows.til_dato >= rows.fra_dato))
    return rows.select(*KOLONNER)
