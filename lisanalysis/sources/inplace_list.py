"""The delivery list of a warehouse that is read where it is: what its rows say of themselves, counted when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lisanalysis.tables import TABELLER

if TYPE_CHECKING:
    import ibis

_LEVERANCE = {
    "leverance_id": "string", "kilde": "string", "fil": "string", "sha256": "string", "raekker": "int64", "indlaest": "int64", "afvist": "int64",
    "kontrolsum": "decimal(18,2)", "kontrolsum_tabel": "string", "periode_fra": "date", "periode_til": "date", "skaeringsdato": "date", "status": "string",
    "bemaerkning": "string", "tabeller": "string",
}  # fmt: skip
_AFVIST = {"leverance_id": "string", "fil": "string", "linje": "int64", "kolonne": "string", "aarsag": "string"}
_SYSTEMSKIFTE = {
    "tabel": "string", "fra": "string", "til": "string", "dato": "date", "raekker": "int64", "periode_fra": "date", "periode_til": "date",
    "erklaeret": "boolean", "talt_en_gang": "boolean",
}  # fmt: skip


def listed(tabeller: Mapping[str, ibis.Table]) -> dict[str, ibis.Table]:
    """`leverance`, one row per delivery that the rows name; `afvist` and `systemskifte`, which only a load can fill, without rows."""
    t = next(iter(tabeller.values()))
    return {"leverance": _leverancer(tabeller), "afvist": _tom(t, _AFVIST), "systemskifte": _tom(t, _SYSTEMSKIFTE)}


def _leverancer(tabeller: Mapping[str, ibis.Table]) -> ibis.Table:
    import ibis

    dele = ibis.union(*(_deliveries(navn, t) for navn, t in tabeller.items()), distinct=False) if len(tabeller) > 1 else _deliveries(*next(iter(tabeller.items())))
    samlet = dele.group_by("leverance_id").agg(
        kilde=dele.kilde.min(), raekker=dele.raekker.sum().cast("int64"), kontrolsum=dele.kontrolsum.sum(), periode_fra=dele.fra.min(), periode_til=dele.til.max(),
        skaeringsdato=dele.dag.max(), tabeller=dele.tabel.min(),
    )  # fmt: skip
    given = {"fil": samlet.leverance_id, "indlaest": samlet.raekker, "afvist": 0, "status": "ok"}
    return samlet.select(**{n: (samlet[n] if n in samlet.columns else _som(given.get(n), type_)).cast(type_) for n, type_ in _LEVERANCE.items()})


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

    return t.filter(t.leverance_id.isnull() & t.leverance_id.notnull()).select(**{n: ibis.null(type_) for n, type_ in skema.items()})


def _som(vaerdi: object, type_: str) -> ibis.Value:
    import ibis

    return vaerdi if isinstance(vaerdi, ibis.Value) else ibis.null(type_) if vaerdi is None else ibis.literal(vaerdi, type_)
