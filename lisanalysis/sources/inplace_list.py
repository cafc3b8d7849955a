"""The delivery list of a warehouse that is read where it is: what its rows say of themselves, counted when it is asked."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

from lisanalysis.sources.inplace_check import ibis_type
from lisanalysis.sources.ledger import AFVIST, LEVERANCE, SYSTEMSKIFTE
from lisanalysis.tables import TABELLER

if TYPE_CHECKING:
    import ibis


def listed(tabeller: Mapping[str, ibis.Table]) -> dict[str, ibis.Table]:
    """`leverance`, one row per delivery that the rows name; `afvist` and `systemskifte`, which only a load can fill, without rows."""
    t = next(iter(tabeller.values()))
    return {"leverance": _leverancer(tabeller), "afvist": _tom(t, AFVIST), "systemskifte": _tom(t, SYSTEMSKIFTE)}


def _leverancer(tabeller: Mapping[str, ibis.Table]) -> ibis.Table:
    import ibis

    dele = ibis.union(*(_deliveries(navn, t) for navn, t in tabeller.items()), distinct=False) if len(tabeller) > 1 else _deliveries(*next(iter(tabeller.items())))
    samlet = dele.group_by("leverance_id").agg(
        kilde=dele.kilde.min(), raekker=dele.raekker.sum().cast("int64"), kontrolsum=dele.kontrolsum.sum(), periode_fra=dele.fra.min(), periode_til=dele.til.max(),
        skaeringsdato=dele.dag.max(), **{f"i_{navn}": ibis.cases((dele.tabel == navn, f"{navn}, "), else_="").max() for navn in tabeller},
    )  # fmt: skip
    navne = reduce(operator.add, (samlet[f"i_{navn}"] for navn in tabeller))  # no engine puts the texts of a group together as another does
    samlet = samlet.mutate(tabeller=navne.substr(0, navne.length() - len(", ")))
    given = {"fil": samlet.leverance_id, "indlaest": samlet.raekker, "afvist": 0, "status": "ok"}
    return samlet.select(**{n: (samlet[n] if n in samlet.columns else _som(given.get(n), type_)).cast(type_) for n, type_ in _typer(LEVERANCE).items()})


def _deliveries(navn: str, t: ibis.Table) -> ibis.Table:
    """One table's deliveries with its rows, sum and days in each."""
    import ibis

    tabel = TABELLER[navn]
    dato = t[tabel.dato] if tabel.dato and tabel[tabel.dato].type == "dato" else ibis.null("date")
    t = t.select("leverance_id", "kilde", "skaeringsdato", dato=dato, beloeb=t[tabel.beloeb].cast("decimal(18,2)") if tabel.beloeb else ibis.null("decimal(18,2)"))
    return t.group_by("leverance_id").agg(
        kilde=t.kilde.min(), raekker=t.count(), kontrolsum=t.beloeb.sum().cast("decimal(18,2)"), fra=t.dato.min(), til=t.dato.max(), dag=t.skaeringsdato.max(),
    ).mutate(tabel=ibis.literal(navn))  # fmt: skip


def _tom(t: ibis.Table, skema: Mapping[str, str]) -> ibis.Table:
    import ibis

    return t.filter(t.leverance_id.isnull() & t.leverance_id.notnull()).select(**{n: ibis.null(type_) for n, type_ in _typer(skema).items()})


def _typer(kolonner: Mapping[str, str]) -> dict[str, str]:
    return {n: ibis_type(type_) for n, type_ in kolonner.items()}


def _som(vaerdi: object, type_: str) -> ibis.Value:
    import ibis

    return vaerdi if isinstance(vaerdi, ibis.Value) else ibis.null(type_) if vaerdi is None else ibis.literal(vaerdi, type_)
