"""From judged rows to lines of `afvigelser` and `afstemt`: identity, kroner, whose case it is and where to go."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

from lisanalysis.law import paragraffer
from lisanalysis.reconcile import tal
from lisanalysis.tables import Dataset
from lisanalysis.tables.rule import AFVIGELSE

if TYPE_CHECKING:
    import ibis
    from ibis.expr.types import StringValue

# What a loop gives for a line. `noegle` is what identifies the finding besides its kind: the systems' own numbers, never a row's place.
RAA = (
    "sloejfe", "regel", "aarsag", "alvor", "system", "tabel", "kilde_id", "noegle", "modpart_id", "borger", "sag", "behandler", "paragraf",
    "konto", "maaned", "kilde_oere", "modpart_oere", "forskel_oere", "beskrivelse",
)  # fmt: skip
_KALDES = {
    ("nexus", "bevilling"): "Indsats ID", ("bv", "afregning"): "Afr_id", ("as2007", "afregning"): "BetalingsID",
    ("prisme", "postering"): "Bilag/Linje", ("opus", "postering"): "Bilagsnummer/Linje",
}  # fmt: skip
# What an allowed explanation says to the reader of `afstemt`.
OK = {
    "ok_tilbagefoert": "Posteringen er tilbageført, og de to linjer ophæver hinanden.",
    "ok_regulering": "Reguleringen retter betalingen, den henviser til, og de stemmer samlet.",
    "ok_supplement": "Bogført i supplementsperioden på det gamle regnskabsår.",
    "ok_forskudt": "Bogført i en anden måned inden for den tilladte forskydning.",
    "ok_afrunding": "Forskellen er afrunding på højst 0,50 kr.",
    "ok_uden_cpr": "Bogført uden CPR-nummer på en konto, der ikke kræver det.",
    "ok_uden_bevilling": "§ 110: lederen optager borgeren, så der kræves ingen bevilling.",
    "ok_ramme": "Indsatsen betales af en rammeaktivitet, så der kommer ingen afregning pr. borger.",
}


def linjer(data: Dataset, raa: ibis.Table) -> ibis.Table:
    """The lines in the columns of AFVIGELSE, as text and exact kroner."""
    import ibis

    t = _med_sag(data, raa)
    art = ibis.cases((t.sloejfe == "regel", t.regel), else_=t.sloejfe + ":" + ibis.coalesce(t.aarsag, ""))
    system, kaldes = _gaa_til(data, t)
    felter = {
        "afvigelse_id": art + ":" + t.system + ":" + t.tabel + ":" + t.noegle, "sloejfe": t.sloejfe, "regel": t.regel,
        "aarsag": ibis.coalesce(t.aarsag, ""), "alvor": t.alvor, "livsforloeb": ibis.literal(""), "system": t.system, "tabel": t.tabel,
        "kilde_id": t.kilde_id, "modpart_id": t.modpart_id, "borger_id": t.borger.nullif(""), "sagsnr": t.sagsnr,
        "sagsbehandler": t.sagsbehandler, "omraade": t.omraade, "paragraf": t.paragraf.nullif(""), "konto": t.konto.nullif(""),
        "periode": tal.periode(t.maaned), "beloeb_kilde": tal.kroner(t.kilde_oere), "beloeb_modpart": tal.kroner(t.modpart_oere),
        "forskel": tal.kroner(t.forskel_oere), "beskrivelse": t.beskrivelse, "gaa_til": system + ": " + kaldes + t.kilde_id,
    }  # fmt: skip
    return t.select(**{k.navn: felter[k.navn] for k in AFVIGELSE.kolonner})


def forklaret(navn: StringValue, tekster: Mapping[str, str]) -> StringValue:
    """The sentence that belongs to a name."""
    import ibis

    return ibis.cases(*((navn == n, tekst) for n, tekst in tekster.items()), else_=ibis.literal(""))


def sammen(*dele: StringValue, tegn: str = "/") -> StringValue:
    """The texts joined, an unknown one as empty."""
    import ibis

    tekster = [ibis.coalesce(d.cast("string"), "") for d in dele]
    return reduce(lambda a, b: a + tegn + b, tekster)


def _med_sag(data: Dataset, t: ibis.Table) -> ibis.Table:
    """The case by the system's own number, else where the citizen has one case only; its area and caseworker."""
    import ibis

    behandler = t.behandler
    if not data.har("sag"):
        return t.mutate(sagsnr=t.sag, sagsbehandler=behandler, omraade=_lovens_omraade(t.paragraf))
    s = data.tabel("sag")
    ene = s.group_by(e_borger=s.borger_id).agg(foerste=s.sag_id.min(), sidste=s.sag_id.max())
    ene = ene.filter(ene.foerste == ene.sidste)
    t = t.left_join(ene, [("borger", "e_borger")])
    t = t.mutate(sagsnr=ibis.coalesce(t.sag, t.foerste))
    om = s.group_by(o_sag=s.sag_id).agg(o_omraade=s.omraade.max(), o_behandler=s.sagsbehandler.max())
    t = t.left_join(om, [("sagsnr", "o_sag")])
    return t.mutate(
        sagsbehandler=ibis.coalesce(t.behandler, t.o_behandler), omraade=ibis.coalesce(t.o_omraade, _lovens_omraade(t.paragraf))
    )


def _lovens_omraade(paragraf: StringValue) -> StringValue:
    import ibis

    af = {o: [p.noegle for p in paragraffer() if p.omraade == o] for o in ("boern", "voksne")}
    return ibis.cases(*((paragraf.isin(noegler), o) for o, noegler in af.items()), else_=ibis.null("string"))


def _gaa_til(data: Dataset, t: ibis.Table) -> tuple[StringValue, StringValue]:
    import ibis

    navne = [(t.system == s, v.navn) for s, v in data.kommune.systemer.items() if v.navn]
    kaldes = [((t.system == s) & (t.tabel == tabel), f"{navn} ") for (s, tabel), navn in _KALDES.items()]
    return ibis.cases(*navne, else_=t.system) if navne else t.system, ibis.cases(*kaldes, else_="")


def tomme() -> ibis.Table:
    """No lines, in the columns of AFVIGELSE."""
    import ibis

    return ibis.memtable([], schema={k.navn: "decimal(14,2)" if k.type == "kr" else "string" for k in AFVIGELSE.kolonner})
