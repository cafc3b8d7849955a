"""The three tables that measures come from, each row with the dimensions it can be split by and what it adds."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from lisanalysis.analyses.udforsk.erklaering import TABEL, Filter, Parametre
from lisanalysis.measures.enhedspris import UDGIFTER
from lisanalysis.measures.ophold import AFREGNET, IKKE_LEVERET
from lisanalysis.measures.panel import maaned
from lisanalysis.measures.udgift import bogfoert
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis

BELOEB, ANTAL = "beloeb", "antal"
_ALDRE = ((17, "00-17"), (29, "18-29"), (49, "30-49"), (66, "50-66"))
_AELDST = "67-"


def raekker(data: Dataset, parametre: Parametre) -> ibis.Table:
    """The rows asked for, with borger_id, every dimension, and what is summed: `beloeb` in kroner and `antal` in the measure's unit."""
    t = _KILDE[TABEL[parametre.maal]](data, parametre)
    t = _med_person(t, data)
    for betingelse in parametre.betingelser:
        t = t.filter(_opfyldt(t, betingelse))
    if parametre.fra:
        t = t.filter(t.periode >= parametre.fra)
    return t.filter(t.periode <= parametre.til) if parametre.til else t


def _postering(data: Dataset, parametre: Parametre) -> ibis.Table:
    import ibis

    fri = data.kommune.kontoplan == "fri"
    t = bogfoert(data.tabel("postering"), dranst=() if fri else parametre.dranst)
    return _tid(t.mutate(modtager=ibis.coalesce(t.leverandoer, t.betalingsmodtager), antal=_tal(1)))


def _afregning(data: Dataset, parametre: Parametre) -> ibis.Table:
    """Settlements of the municipality's own; days are those of the periods that were paid for, and not taken back."""
    import ibis

    a = data.tabel("afregning")
    kode = data.kommune.kode
    a = a.filter(a.status.isin(list(AFREGNET)), a.afregningstype.isin(list(UDGIFTER)), a.betalingskommune.isnull() | (a.betalingskommune == kode))
    noegler = ["borger_id", "sag_id", "ydelse_id", "foranstaltning", "paragraf", "doegntype", "leverandoer_cvr", "konto", "betalingskommune", "enhed",
               "periode_fra_dato", "periode_til_dato"]  # fmt: skip
    a = a.group_by(noegler).agg(beloeb=a.beloeb.sum())
    dage = ibis.ifelse(a.beloeb > 0, a.periode_til_dato.delta(a.periode_fra_dato, unit="day") + 1, 0).cast("decimal(18,6)")
    aar = a.periode_fra_dato.year().cast("int32")
    skudaar = ((aar % 4 == 0) & (aar % 100 != 0)) | (aar % 400 == 0)
    antal = dage / ibis.ifelse(skudaar, 366, 365) if parametre.maal == "helaarspersoner" else dage
    a = a.mutate(aar=aar, periode=maaned(a.periode_fra_dato), ydelse=a.foranstaltning, antal=antal.cast("decimal(18,6)"))
    return _tid(_med_sag(_med_ydelse(a, data), data))


def _bevilling(data: Dataset, parametre: Parametre) -> ibis.Table:
    """Grants by the month they start, or end; what never ran is left out."""
    b = data.tabel("bevilling")
    dag = b.start_dato if parametre.maal == "startede" else b.slut_dato
    b = b.filter(b.status.isnull() | ~b.status.isin(list(IKKE_LEVERET)), dag.notnull(), dag <= data.per)
    return _tid(b.mutate(aar=dag.year().cast("int32"), periode=maaned(dag), ydelse=b.indsats, antal=_tal(1), beloeb=_tal(0)))


_KILDE = {"postering": _postering, "afregning": _afregning, "bevilling": _bevilling}


def _tal(tal: int) -> ibis.expr.types.DecimalScalar:
    import ibis

    return ibis.literal(Decimal(tal)).cast("decimal(18,6)")


def _tid(t: ibis.Table) -> ibis.Table:
    """Year and quarter as text beside the month."""
    import ibis

    m = t.periode.substr(5, 2)
    kvartal = ibis.cases((m <= "03", "1"), (m <= "06", "2"), (m <= "09", "3"), else_="4")
    return t.mutate(aar=t.periode.substr(0, 4), kvartal=t.periode.substr(0, 4) + ibis.literal("-K") + kvartal)


def _med_ydelse(a: ibis.Table, data: Dataset) -> ibis.Table:
    """What only the settlement system's measure knows; the supplier's name where it has one, else the number."""
    import ibis

    felter = ("sagsbehandler", "maalgruppe", "anbringelsesform", "leverandoer")
    if not data.har("ydelse"):
        return a.mutate(**{f: ibis.null("string") for f in felter[:-1]}, leverandoer=a.leverandoer_cvr)
    y = data.tabel("ydelse").group_by("ydelse_id").agg(**{f: getattr(ibis._, f).max() for f in felter})
    t = a.left_join(y, "ydelse_id").drop("ydelse_id_right")
    return t.mutate(leverandoer=ibis.coalesce(t.leverandoer, t.leverandoer_cvr))


def _med_sag(a: ibis.Table, data: Dataset) -> ibis.Table:
    import ibis

    felter = ("omraade", "distrikt")
    if not data.har("sag"):
        return a.mutate(**{f: ibis.null("string") for f in felter})
    s = data.tabel("sag").group_by("sag_id").agg(**{f: getattr(ibis._, f).max() for f in felter})
    return a.left_join(s, "sag_id").drop("sag_id_right")


def _med_person(t: ibis.Table, data: Dataset) -> ibis.Table:
    """Gender, and age at the end of the year in groups; unknown where CPR was not delivered."""
    import ibis

    if not data.har("borger"):
        return t.mutate(koen=ibis.null("string"), aldersgruppe=ibis.null("string"))
    b = data.tabel("borger").group_by("borger_id").agg(koen=ibis._.koen.max(), foedt=ibis._.foedselsdato.max())
    t = t.left_join(b, "borger_id").drop("borger_id_right")
    alder = t.aar.cast("int32") - t.foedt.year().cast("int32")
    grupper = [(alder <= til, navn) for til, navn in _ALDRE]
    return t.mutate(aldersgruppe=ibis.cases((t.foedt.isnull(), ibis.null("string")), *grupper, else_=_AELDST))


def _opfyldt(t: ibis.Table, f: Filter) -> ibis.expr.types.BooleanValue:
    """The condition as a filter. A paragraph takes its parts along; an empty value is the unknown."""
    if f.tegn in (">=", "<="):
        return t[f.felt] >= f.vaerdier[0] if f.tegn == ">=" else t[f.felt] <= f.vaerdier[0]
    en_af = reduce(or_, [_er(t, f.felt, v) for v in f.vaerdier])
    return en_af if f.tegn == "=" else ~en_af


def _er(t: ibis.Table, felt: str, vaerdi: str) -> ibis.expr.types.BooleanValue:
    """True or false and never unknown, so that "not" turns it round."""
    import ibis

    kolonne = t[felt]
    if not vaerdi:
        return kolonne.isnull()
    fyldt = ibis.coalesce(kolonne, ibis.literal(""))
    if vaerdi.endswith("*"):
        return fyldt.substr(0, len(vaerdi) - 1) == vaerdi[:-1]
    lige = fyldt == vaerdi
    return lige | (fyldt.substr(0, len(vaerdi) + 1) == f"{vaerdi}-") if felt == "paragraf" else lige
