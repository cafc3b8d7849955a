"""From the rows that break a rule to the lines of `afvigelser`: identity, the way back to the source, and who has the case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from lisanalysis.law import paragraffer
from lisanalysis.quality.tid import dagtal, periode
from lisanalysis.tables import TYPER, Dataset, Table
from lisanalysis.tables.rule import AFVIGELSE, Rule

if TYPE_CHECKING:
    import ibis

# What the rows of a table are found by in their system; a table that is not here is found by file and line.
_ID = {
    "bevilling": ("bevilling_id",), "ydelse": ("ydelse_id",), "afregning": ("afregning_id",), "sag": ("sag_id",),
    "postering": ("bilag", "linje"), "disponering": ("ydelse_id",),
}  # fmt: skip
# What the system itself calls that number, so that a caseworker knows what to search for.
_KALDES = {
    ("nexus", "bevilling"): "Indsats ID", ("bv", "ydelse"): "Foranst_nr", ("bv", "disponering"): "Foranst_nr", ("bv", "afregning"): "Afr_id",
    ("as2007", "ydelse"): "YdelsesID", ("as2007", "disponering"): "YdelsesID", ("as2007", "afregning"): "BetalingsID",
    ("bv", "sag"): "Sagsnr", ("as2007", "sag"): "SagsID", ("prisme", "postering"): "Bilag/Linje", ("opus", "postering"): "Bilagsnummer/Linje",
}  # fmt: skip
_TEKST, _KR = "string", "decimal(14, 2)"
# What a rule's row may bring, its type, and the column of the judged table that stands in for it.
_MEDBRAGT = {
    "modpart_id": _TEKST, "borger_id": _TEKST, "sag_id": _TEKST, "sagsbehandler": _TEKST, "paragraf": _TEKST, "konto": _TEKST,
    "dato": "date", "beloeb_kilde": _KR, "beloeb_modpart": _KR, "saerkende": _TEKST,
}  # fmt: skip


def raekke(rule: Rule, tabel: Table, brud: ibis.Table) -> ibis.Table:
    """The offending rows of one judged table in the one shape that all rules share, within the rule's validity."""
    import ibis

    stedfortraeder = {"dato": tabel.dato, "beloeb_kilde": tabel.beloeb}
    felter = {}
    for navn, type_ in _MEDBRAGT.items():
        fra = navn if navn in brud.columns else stedfortraeder.get(navn)
        felter[navn] = brud[fra].cast(type_) if fra else ibis.null(type_)
    tekster = {n: brud[n].cast(_TEKST) if n in brud.columns else ibis.literal(getattr(rule, g)) for n, g in (("alvor", "alvor"), ("beskrivelse", "titel"))}
    rows = brud.select(
        hoved=ibis.literal(f"{rule.id}:") + brud.kilde + f":{tabel.navn}:", regel=ibis.literal(rule.id), system=brud.kilde, tabel=ibis.literal(tabel.navn), leverance_id=brud.leverance_id,
        linje_nr=brud.raekke_nr.cast(_TEKST), noegle=_samlet(brud, tabel.noegle), kort_id=_samlet(brud, _ID.get(tabel.navn, ())),
        **tekster, **felter,
    )  # fmt: skip
    inden_for = dagtal(rows.dato) >= dagtal(rule.gyldig_fra)
    if rule.gyldig_til is not None:
        inden_for &= dagtal(rows.dato) <= dagtal(rule.gyldig_til)
    return rows.filter(rows.dato.isnull() | inden_for)


def afvigelser(data: Dataset, dele: Sequence[ibis.Table]) -> ibis.Table:
    """All rules' rows as lines of AFVIGELSE; an empty table of the same columns where no rule could run."""
    import ibis

    if not dele:
        return ibis.memtable([], schema={k.navn: _ibis_type(k.type) for k in AFVIGELSE.kolonner})
    rows = _med_sag(data, _med_fil(data, ibis.union(*dele) if len(dele) > 1 else dele[0]))
    kilde_id = ibis.coalesce(rows.kort_id, rows.sted)
    tom, kr = ibis.literal(""), ibis.null(_KR)
    return rows.select(
        afvigelse_id=rows.hoved + ibis.coalesce(rows.noegle, rows.sted) + _hale(rows.saerkende),
        sloejfe=ibis.literal("regel"), regel=rows.regel, aarsag=tom, alvor=rows.alvor, livsforloeb=tom, system=rows.system, tabel=rows.tabel,
        kilde_id=kilde_id, modpart_id=rows.modpart_id, borger_id=rows.borger_id, sagsnr=rows.sagsnr, sagsbehandler=rows.sagsbehandler,
        omraade=rows.omraade, paragraf=rows.paragraf, konto=rows.konto, periode=periode(rows.dato),
        beloeb_kilde=rows.beloeb_kilde, beloeb_modpart=rows.beloeb_modpart, forskel=kr, beskrivelse=rows.beskrivelse,
        gaa_til=_gaa_til(data, rows, kilde_id),
    )  # fmt: skip


def _samlet(rows: ibis.Table, kolonner: tuple[str, ...]) -> ibis.expr.types.StringValue:
    """The key's parts joined by `/`; empty where its last part is, since then it tells no rows apart."""
    import ibis

    if not kolonner:
        return ibis.null(_TEKST)
    dele = [rows[k].cast(_TEKST) for k in kolonner]
    return reduce(lambda a, b: a + b, [ibis.coalesce(d, "") + "/" for d in dele[:-1]] + dele[-1:])


def _hale(saerkende: ibis.expr.types.StringValue) -> ibis.expr.types.StringValue:
    import ibis

    return ibis.coalesce(ibis.literal(":") + saerkende, "")


def _med_fil(data: Dataset, rows: ibis.Table) -> ibis.Table:
    """The place a row stands: file and line."""
    filer = data.forbindelse.table("leverance").select("leverance_id", "fil").filter(lambda t: t.leverance_id != "")
    filer = filer.group_by("leverance_id").agg(fil=filer.fil.min())
    samlet = rows.left_join(filer, "leverance_id")
    import ibis

    return samlet.mutate(sted=ibis.coalesce(samlet.fil, "") + "#" + samlet.linje_nr).drop("leverance_id_right", "fil")


def _med_sag(data: Dataset, rows: ibis.Table) -> ibis.Table:
    """The case, its area and its caseworker: by the case's number, by the grant's ydelse, or where the citizen has one case only."""
    import ibis

    rows = rows.mutate(sagsnr=rows.sag_id, omraade=ibis.null(_TEKST)).drop("sag_id")
    if data.har("ydelse"):
        y = data.tabel("ydelse")
        y = y.filter(y.bevilling_id.notnull(), y.sag_id.notnull()).group_by(noegle_b=y.bevilling_id).agg(sag_b=y.sag_id.min())
        rows = rows.left_join(y, [rows.kort_id == y.noegle_b, rows.tabel == "bevilling"])
        rows = rows.mutate(sagsnr=ibis.coalesce(rows.sagsnr, rows.sag_b)).drop("noegle_b", "sag_b")
    if data.har("sag"):
        rows = _fra_sag(rows, data.tabel("sag"))
    return rows.mutate(omraade=ibis.coalesce(rows.omraade, _lovens_omraade(rows.paragraf)))


def _fra_sag(rows: ibis.Table, sag: ibis.Table) -> ibis.Table:
    import ibis

    ene = sag.group_by(borger_s=sag.borger_id).agg(antal_s=sag.sag_id.nunique(), sag_s=sag.sag_id.min())
    ene = ene.filter(ene.antal_s == 1).select("borger_s", "sag_s")
    rows = rows.left_join(ene, rows.borger_id == ene.borger_s)
    rows = rows.mutate(sagsnr=ibis.coalesce(rows.sagsnr, rows.sag_s)).drop("borger_s", "sag_s")
    om = sag.group_by(sag_o=sag.sag_id).agg(omraade_o=sag.omraade.max(), behandler_o=sag.sagsbehandler.max())
    rows = rows.left_join(om, rows.sagsnr == om.sag_o)
    return rows.mutate(
        omraade=ibis.coalesce(rows.omraade, rows.omraade_o), sagsbehandler=ibis.coalesce(rows.sagsbehandler, rows.behandler_o)
    ).drop("sag_o", "omraade_o", "behandler_o")


def _lovens_omraade(paragraf: ibis.expr.types.StringValue) -> ibis.expr.types.StringValue:
    import ibis

    af = {o: [p.noegle for p in paragraffer() if p.omraade == o] for o in ("boern", "voksne")}
    return ibis.cases(*((paragraf.isin(noegler), o) for o, noegler in af.items()), else_=ibis.null(_TEKST))


def _gaa_til(data: Dataset, rows: ibis.Table, kilde_id: ibis.expr.types.StringValue) -> ibis.expr.types.StringValue:
    """`Nexus: Indsats ID N123`; where the system has no number of its own, the file and the line."""
    import ibis

    navne = [(rows.system == s, v.navn) for s, v in data.kommune.systemer.items() if v.navn]
    system = ibis.cases(*navne, else_=rows.system) if navne else rows.system
    kaldes = [((rows.system == s) & (rows.tabel == t) & rows.kort_id.notnull(), f"{ord_} ") for (s, t), ord_ in _KALDES.items()]
    return system + ": " + ibis.cases(*kaldes, else_="") + kilde_id


def _ibis_type(type_: str) -> str:
    return {"VARCHAR": "string", "DECIMAL(14,2)": _KR}[TYPER[type_]]
