"""Whether a warehouse's view is as the package's table must be: told by counts, never by a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lisanalysis.settings import Kommune
from lisanalysis.tables import Column, Table

if TYPE_CHECKING:
    import ibis
    import ibis.expr.datatypes as dt

_FORMER = {
    "borger": (r"^b_[a-z2-7]{16}$", "er ikke pseudonymer (b_ og 16 tegn af a-z og 2-7)"),
    "kommune": (r"^[0-9]{4}$", "er ikke kommunekoder med fire cifre"),
    "periode": (r"^[0-9]{4}-(0[1-9]|1[0-2])$", "er ikke måneder skrevet åååå-mm"),
    "paragraf": (r"^[^ -]+-[^ ]+$", "er ikke paragraffer skrevet som SEL-107"),
}
_KONTO = (r"^[0-9]{9}$", "er ikke konti med ni cifre")
# A CPR number as it may stand in a text: six digits that can be a date, or one with day + 60, then four.
_CPR = (r"(^|[^0-9])([0-3]|[6-9])[0-9][01][0-9]{3}[- ]?[0-9]{4}($|[^0-9])", "kan rumme et CPR-nummer; fjern det i viewet, eller lad tabellen gå gennem indlæsningen")
_ARTER = {
    "VARCHAR": ("tekst", "is_string"), "DATE": ("dato", "is_date"), "TIMESTAMP": ("tidspunkt", "is_timestamp"),
    "INTEGER": ("heltal", "is_integer"), "BOOLEAN": ("ja/nej", "is_boolean"),
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """One view under our columns' names, in the types it has itself; `unread` are words of the declaration that fit nothing."""

    tabel: Table
    view: str
    raw: ibis.Table = field(repr=False)
    unread: list[str]

    @cached_property
    def wrong_types(self) -> list[str]:
        """The columns whose type is another, with what it should be; floating numbers are never money."""
        return [f"{self.view}: {k.navn} skal være {_art(k)}" for k in self.tabel.lager_kolonner if k.navn in self.raw.columns and not _fits(k, self.raw[k.navn].type())]

    @property
    def rows(self) -> ibis.Table:
        """The table as all engines have it: every column of ours in its own type."""
        import ibis

        kolonner = {k.navn: self.raw[k.navn].cast(_type(k)) if k.navn in self.raw.columns else ibis.null(_type(k)) for k in self.tabel.lager_kolonner}
        return self.raw.select(**kolonner)


def faults(seen: Seen, kommune: Kommune) -> Iterator[str]:
    """Every fault in Danish: what the declaration names in vain, columns missing, types, and how many rows are wrong in each column."""
    yield from (f"{seen.view}: '{navn}' under paa_stedet passer ikke på nogen kolonne" for navn in seen.unread)
    missing = [k.navn for k in seen.tabel.lager_kolonner if k.paakraevet and k.navn not in seen.raw.columns]
    yield from (f"{seen.view}: kolonnen {navn} mangler" for navn in missing)
    yield from seen.wrong_types
    if missing or seen.wrong_types:
        return
    asked = dict(_asked(seen, kommune))
    t = seen.raw
    counted = t.agg(**{f"n{nr}": cond.ifelse(1, 0).sum() for nr, cond in enumerate(asked.values())}).to_pyarrow().to_pylist()[0] if asked else {}
    for n, (said, _) in zip(counted.values(), asked.items(), strict=True):
        if n:
            yield f"{seen.view}: {said.format(n=_rows(int(n)))}"
    noegle = list(dict.fromkeys(["leverance_id", "raekke_nr", *(n for n in seen.tabel.noegle if n in t.columns)]))
    twice = t.group_by(noegle).agg(n=t.count())
    if n := int(twice.filter(twice.n > 1).count().to_pyarrow().as_py()):
        yield f"{seen.view}: i {_rows(n)} er {', '.join(noegle)} de samme som i en anden; de skal kende rækkerne fra hinanden"


def measured(seen: Seen) -> dict[str, Any]:
    """Rows, deliveries, newest day and the sum of the amounts: what tells one state of the table from another."""
    t = seen.rows
    beloeb = {"sum": t[seen.tabel.beloeb].sum()} if seen.tabel.beloeb else {}
    return t.agg(raekker=t.count(), leverancer=t.leverance_id.nunique(), nyeste=t.skaeringsdato.max(), **beloeb).to_pyarrow().to_pylist()[0]


def _asked(seen: Seen, kommune: Kommune) -> Iterator[tuple[str, ibis.Value]]:
    """A sentence with a place for the count, and the condition that a row breaks."""
    for k in seen.tabel.lager_kolonner:
        if k.navn not in seen.raw.columns:
            continue
        v = seen.raw[k.navn]
        if k.paakraevet:
            yield f"{k.navn} er tom i {{n}}", v.isnull()
        if v.type().is_decimal() or (v.type().is_integer() and k.sql_type.startswith("DECIMAL")):
            maalt = v.cast("decimal(38,10)")  # a number without a declared scale can have any
            yield f"{k.navn} har flere decimaler eller cifre end {_type(k)} i {{n}}", v.notnull() & (
                (v != maalt) | (maalt != maalt.round(_scale(k))) | (maalt.abs() >= 10 ** _whole(k)))  # fmt: skip
        form = _KONTO if k.type == "konto" and kommune.kontoplan == "autoriseret" else _CPR if k.type == "tekst" else _FORMER.get(k.type)
        if form:
            hit = v.re_search(form[0])
            yield f"{k.navn} i {{n}} {form[1]}", v.notnull() & (hit if form is _CPR else ~hit)
        if k.vaerdier:
            yield f"{k.navn} i {{n}} er ikke blandt {', '.join(k.vaerdier)}; oversæt dem under 'koder'", v.notnull() & v.notin(list(k.vaerdier))


def _fits(k: Column, type_: dt.DataType) -> bool:
    if k.sql_type.startswith("DECIMAL"):
        return type_.is_decimal() or type_.is_integer()
    return getattr(type_, _ARTER[k.sql_type][1])()


def _art(k: Column) -> str:
    return f"et eksakt tal ({_type(k)}), ikke et flydende" if k.sql_type.startswith("DECIMAL") else _ARTER[k.sql_type][0]


def ibis_type(sql_type: str) -> str:
    """A type of the lager in Ibis' words."""
    return {"VARCHAR": "string", "INTEGER": "int32", "BIGINT": "int64"}.get(sql_type, sql_type.lower())


def _type(k: Column) -> str:
    return ibis_type(k.sql_type)


def _scale(k: Column) -> int:
    return int(k.sql_type.rstrip(")").partition(",")[2])


def _whole(k: Column) -> int:
    return int(k.sql_type.rstrip(")").partition("(")[2].partition(",")[0]) - _scale(k)


def _rows(n: int) -> str:
    return "1 række" if n == 1 else f"{n} rækker"
