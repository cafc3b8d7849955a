"""Rows of the source systems in one shape: which side they stand on, what they are found by in their system, and in which file and line they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from lisanalysis.measures.udgift import bogfoert
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis

# One row of the trace. `henvisningsnr` ties a payment to its posting, `bevilling_id` a payment to its grant.
KOLONNER = (
    "side", "system", "kilde_id", "borger_id", "sagsnr", "paragraf", "konto", "periode", "fra", "til", "beloeb", "henvisningsnr", "bevilling_id",
    "tabel", "fil", "linje", "tekst",
)  # fmt: skip
_TYPER = {"fra": "date", "til": "date", "beloeb": "decimal(38, 2)", "linje": "int64"}
EFFEKTUERET = "effektueret"


def bevillinger(data: Dataset) -> ibis.Table:
    """The grants; what they are worth in a month is for the reconciliation to say, so `beloeb` is empty."""
    t = data.tabel("bevilling")
    return _form(data, t, "bevilling", "bevilling", kilde_id=t.bevilling_id, paragraf=t.paragraf, fra=t.start_dato, til=t.slut_dato, bevilling_id=t.bevilling_id, sagsnr=t.sag_id,
                 tekst=t.indsats)  # fmt: skip


def afregninger(data: Dataset) -> ibis.Table:
    """The payments of every status, in the month they begin in; those that were carried out stand on the side `afregning`."""
    import ibis

    t = data.tabel("afregning")
    t = t.mutate(side=ibis.cases((t.status == EFFEKTUERET, "afregning"), else_="afregning, ikke effektueret"))
    bevilling = ibis.null("string")
    if data.har("ydelse"):
        y = data.tabel("ydelse").filter(lambda r: r.bevilling_id.notnull())
        y = y.group_by(y_kilde=y.kilde, y_id=y.ydelse_id).agg(y_bevilling=y.bevilling_id.min())
        t = t.left_join(y, [("kilde", "y_kilde"), ("ydelse_id", "y_id")])
        bevilling = t.y_bevilling
    return _form(
        data, t, "afregning", t.side, kilde_id=t.afregning_id, paragraf=t.paragraf, konto=t.konto, periode=_periode(t.periode_fra_dato), fra=t.periode_fra_dato,
        til=t.periode_til_dato, beloeb=t.beloeb, henvisningsnr=t.henvisningsnr, bevilling_id=bevilling, sagsnr=t.sag_id,
        tekst=t.foranstaltning,
    )  # fmt: skip


def posteringer(data: Dataset, *, dranst: Sequence[str] = (), art: Sequence[str] = ()) -> ibis.Table:
    """The postings in the month of their regnskabsår. Their paragraph is that of the payments of the same reference where those agree, else their
    account's only one.
    """
    import ibis

    t = bogfoert(data.tabel("postering"), dranst=dranst, art=art)
    paragraf = []
    if data.har("afregning"):
        a = data.tabel("afregning").filter(lambda r: r.henvisningsnr.notnull())
        a = a.group_by(a_ref=a.henvisningsnr).agg(a_paragraf=a.paragraf.min(), a_sidste=a.paragraf.max())
        t = t.left_join(a.filter(a.a_paragraf == a.a_sidste).drop("a_sidste"), [("henvisningsnr", "a_ref")])
        paragraf.append("a_paragraf")
    if data.har("konto"):
        k = data.tabel("konto").filter(lambda r: r.konto.notnull() & r.paragraf.notnull())
        k = k.group_by(k_konto=k.konto).agg(k_paragraf=k.paragraf.min(), k_sidste=k.paragraf.max())
        t = t.left_join(k.filter(k.k_paragraf == k.k_sidste).drop("k_sidste"), [("konto", "k_konto")])
        paragraf.append("k_paragraf")
    return _form(
        data, t, "postering", "postering", kilde_id=ibis.coalesce(t.bilag, "") + "/" + ibis.coalesce(t.linje.cast("string"), ""), konto=t.konto, periode=t.periode,
        fra=t.posterings_dato, beloeb=t.beloeb, henvisningsnr=t.henvisningsnr, tekst=t.tekst,
        paragraf=ibis.coalesce(*(t[p] for p in paragraf)) if paragraf else None,
    )  # fmt: skip


def andre(data: Dataset, navn: str) -> ibis.Table:
    """The rows of another table, found by its own number or by file and line."""
    t = data.tabel(navn)
    egen = {"ydelse": "ydelse_id", "sag": "sag_id", "disponering": "ydelse_id"}.get(navn)
    felter = {k: t[k] for k in ("paragraf", "konto", "periode", "bevilling_id") if k in t.columns}
    return _form(data, t, navn, navn, kilde_id=t[egen] if egen else None, sagsnr=t.sag_id if "sag_id" in t.columns else None, **felter)


def sider(data: Dataset) -> dict[str, Callable[[Dataset], ibis.Table]]:
    """The three sides of the 8-tals-kontrol that were delivered."""
    alle = {"bevilling": bevillinger, "afregning": afregninger, "postering": posteringer}
    return {navn: side for navn, side in alle.items() if data.har(navn)}


def samlet(dele: list[ibis.Table]) -> ibis.Table:
    """The rows of several tables, one under another."""
    return reduce(lambda a, b: a.union(b), dele)


def filer(data: Dataset) -> ibis.Table:
    """The file (`l_fil`) of each delivery (`l_id`)."""
    t = data.forbindelse.table("leverance").filter(lambda r: r.leverance_id != "")
    return t.group_by(l_id=t.leverance_id).agg(l_fil=t.fil.min())


def _form(data: Dataset, t: ibis.Table, tabel: str, side: object, **felter: object) -> ibis.Table:
    """The rows in KOLONNER. Where a source has no number of its own the row's place stands for it."""
    import ibis

    t = t.left_join(filer(data), [("leverance_id", "l_id")])
    sted = ibis.coalesce(t.l_fil, "") + "#" + t.raekke_nr.cast("string")
    givet = {k: v for k, v in felter.items() if v is not None}
    givet |= {"side": ibis.literal(side) if isinstance(side, str) else side, "system": t.kilde, "tabel": ibis.literal(tabel), "fil": t.l_fil, "linje": t.raekke_nr}
    givet["kilde_id"] = ibis.coalesce(givet["kilde_id"].cast("string"), sted) if "kilde_id" in givet else sted
    if "borger_id" in t.columns:
        givet["borger_id"] = t.borger_id
    return t.select(**{k: (givet[k] if k in givet else ibis.null(_TYPER.get(k, "string"))).cast(_TYPER.get(k, "string")) for k in KOLONNER})


def _periode(dato: ibis.expr.types.DateValue) -> ibis.expr.types.StringValue:
    tal = (dato.year() * 100 + dato.month()).cast("string")
    return tal.substr(0, 4) + "-" + tal.substr(4, 2)
