"""Reads a municipality's warehouse where it is: its views, seen under our names, with nothing loaded and nothing copied.

For a warehouse that has done what a load does: pseudonyms instead of CPR numbers, dates as dates, money as exact numbers, codes in our
words or in some that `koder` turns into ours. What the load does and SQL cannot (pseudonyms, finding CPR numbers in texts, neighbouring
numbers, corrections between deliveries) is not done here; a table that needs it goes through the load.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from lisanalysis import motor
from lisanalysis.access import udlever_paa_stedet
from lisanalysis.errors import DataError
from lisanalysis.law import tal
from lisanalysis.settings import PaaStedet, Settings, Visning
from lisanalysis.sources.inplace_check import Seen, faults, measured
from lisanalysis.sources.inplace_list import listed
from lisanalysis.tables import TABELLER, Column, Dataset, Table

if TYPE_CHECKING:
    import ibis

_HELE = Visning()


def open_in_place(settings: Settings, *, per: date | None = None) -> Dataset:
    """The warehouse's tables as they are now, checked. Raises DataError, with every fault, where they are not as the package's must be."""
    sted = settings.kommune.paa_stedet
    assert sted is not None
    con = motor.forbind(settings)
    seen = _seen(con, sted, settings)
    if wrong := [f for s in seen.values() for f in faults(s, settings.kommune)]:
        raise DataError(f"Data kan ikke læses på stedet i skemaet '{sted.skema}':\n" + "\n".join(f"- {f}" for f in wrong))
    counts = {navn: measured(s) for navn, s in seen.items()}
    if not any(c["raekker"] for c in counts.values()):
        raise DataError(f"Der er ingen rækker i skemaet '{sted.skema}'. Dets views skal hedde som pakkens tabeller, eller nævnes under 'paa_stedet'.")
    for navn, s in seen.items():
        motor.vis(con, navn, s.rows)
    for navn, udtryk in listed({navn: con.table(navn) for navn in seen}).items():
        motor.vis(con, navn, udtryk)
    newest = max(c["nyeste"] for c in counts.values() if c["nyeste"])
    antal = {navn: counts[navn]["raekker"] if navn in counts else 0 for navn, t in TABELLER.items() if navn in counts or not t.afledt}
    data = Dataset(con, settings.kommune, settings.stem, per or newest, _version(sted, counts), antal, TABELLER, lov=partial(tal, ekstra=settings.mappe / "law.yaml"))
    return udlever_paa_stedet(settings, data)


def _seen(con: ibis.BaseBackend, sted: PaaStedet, settings: Settings) -> dict[str, Seen]:
    """The tables that the schema has, by our names. Raises DataError for a view or a table that is named and is not there."""
    views = set(motor.visninger(con, sted.skema))
    if unknown := sorted(set(sted.tabeller) - set(TABELLER)):
        raise DataError(f"{settings.stem}/kommune.yaml: paa_stedet nævner tabeller, der ikke findes: {', '.join(unknown)}.")
    if missing := sorted(v.view for v in sted.tabeller.values() if v.view and v.view not in views):
        raise DataError(f"{settings.stem}/kommune.yaml: skemaet '{sted.skema}' har ikke {', '.join(missing)}, eller loginet må ikke læse det.")
    named = {navn: sted.tabeller.get(navn, _HELE) for navn in TABELLER}
    return {navn: _table(con, sted.skema, TABELLER[navn], v) for navn, v in named.items() if (v.view or navn) in views}


def _table(con: ibis.BaseBackend, skema: str, tabel: Table, visning: Visning) -> Seen:
    """One view in our columns: its own types still where they are not ours, empty texts as unknown, what it lacks as unknown."""
    raw = con.table(visning.view or tabel.navn, database=skema)
    theirs = {**{k.navn: k.navn for k in tabel.lager_kolonner}, **{ours: name for name, ours in visning.kolonner.items()}}
    found = {k.navn: _value(raw[theirs[k.navn]], k, visning.koder.get(k.navn, {})) for k in tabel.lager_kolonner if theirs[k.navn] in raw.columns}
    unread = sorted({*(n for n in visning.kolonner if n not in raw.columns), *(n for n in visning.kolonner.values() if n not in {k.navn for k in tabel.lager_kolonner}),
                     *(n for n in visning.koder if n not in found)})  # fmt: skip
    return Seen(tabel, visning.view or tabel.navn, raw.select(**found) if found else raw, unread)


def _value(value: ibis.Value, column: Column, codes: Mapping[str, str]) -> ibis.Value:
    """A text without letters is unknown; a code that is not translated stays as it is, for the check to count."""
    import ibis

    if not value.type().is_string():
        return value
    value = value.nullif("")
    return ibis.cases(*((value == theirs, ours) for theirs, ours in codes.items()), else_=value) if codes else value


def _version(sted: PaaStedet, counts: Mapping[str, Mapping[str, Any]]) -> str:
    """A hash of the declaration and of each table's rows, deliveries, newest day and sum: what can be known without reading every row."""
    told = sorted((navn, sorted((k, str(v)) for k, v in c.items())) for navn, c in counts.items())
    return "sted-" + hashlib.sha256(f"{sted.model_dump_json()}|{told}".encode()).hexdigest()[:16]
