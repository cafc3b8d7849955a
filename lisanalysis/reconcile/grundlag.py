"""The sides as the loops see them: grants, settlements, postings, prices and neighbouring citizens, in whole numbers.

`nr` tells the rows of a side apart within one reconciliation and is never shown, nor used to choose between rows. Empty codes are the empty
text, so that they can be joined on; an open end is the last day there is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from lisanalysis.measures.udgift import bogfoert
from lisanalysis.reconcile import tal
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    from ibis.expr.types import BooleanValue, StringValue

AFREGNINGSSYSTEMER = ("bv", "as2007")
TAELLER = ("bevilget", "ivaerksat", "afsluttet")
Udvalg = Callable[["ibis.Table"], "ibis.Table"]
_LINJER = 2**32  # no file has more lines


def tom(kolonne: StringValue) -> StringValue:
    """The text, empty where it is not known."""
    import ibis

    return ibis.coalesce(kolonne, "")


def nummereret(t: ibis.Table) -> ibis.Table:
    """The rows with `nr`: the delivery's number and the line, which no two rows share."""
    import ibis

    leverancer = t.select("leverance_id").distinct()
    leverancer = leverancer.select(lev_id=leverancer.leverance_id, lev_nr=ibis.row_number().over(order_by=leverancer.leverance_id))
    t = t.inner_join(leverancer, t.leverance_id == leverancer.lev_id)
    return t.mutate(nr=t.lev_nr.cast("int64") * _LINJER + t.raekke_nr.cast("int64"))


def _unummereret(t: ibis.Table) -> ibis.Table:
    import ibis

    return t.mutate(nr=ibis.literal(0).cast("int64"))


def bevillinger(data: Dataset) -> ibis.Table:
    """The grants that count, from the systems where they are made: a period in days and months, what is given, and to whom."""
    import ibis

    b = nummereret(data.tabel("bevilling"))
    b = b.filter(b.kilde.notin(AFREGNINGSSYSTEMER), b.status.isnull() | b.status.isin(TAELLER))
    fra = ibis.coalesce(b.afregning_start_dato, b.start_dato, ibis.date(1900, 1, 1))
    til = ibis.coalesce(b.afregning_slut_dato, b.slut_dato, ibis.date(9999, 12, 31))
    b = b.select(
        b_nr=b.nr, b_system=b.kilde, b_id=b.bevilling_id, b_borger=b.borger_id, b_paragraf=tom(b.paragraf), b_cvr=b.leverandoer_cvr,
        b_navn=ibis.coalesce(b.leverandoer, b.tilbud), b_fra=tal.dagtal(fra), b_til=tal.dagtal(til), b_fra_m=tal.maanedstal(fra),
        b_til_m=tal.maanedstal(til), b_antal=tal.enheder(b.antal), b_enhed=b.enhed, b_frekvens=tal.hvor_tit(b.frekvens, b.enhed),
        b_takst=tal.oere(b.takst), b_kommune=b.betalingskommune, b_sag=b.sag_id, b_behandler=b.sagsbehandler,
    )  # fmt: skip
    return _med_cvr(data, b)


def _med_cvr(data: Dataset, b: ibis.Table) -> ibis.Table:
    """`b_lev`: the provider's CVR; a source that has only a name borrows the CVR that other systems know it by."""
    import ibis

    kendte = [data.tabel("tilbud_takst").select(navn="tilbud", cvr="leverandoer_cvr")] if data.har("tilbud_takst") else []
    kendte += [data.tabel("ydelse").select(navn="leverandoer", cvr="leverandoer_cvr")] if data.har("ydelse") else []
    if not kendte:
        return b.mutate(b_lev=tom(b.b_cvr))
    navne = ibis.union(*kendte) if len(kendte) > 1 else kendte[0]
    navne = navne.filter(navne.navn.notnull(), navne.cvr.notnull()).group_by("navn").agg(foerste=navne.cvr.min(), sidste=navne.cvr.max())
    navne = navne.filter(navne.foerste == navne.sidste)
    b = b.left_join(navne, b.b_navn == navne.navn)
    return b.mutate(b_lev=ibis.coalesce(b.b_cvr, b.foerste, "")).drop("navn", "foerste", "sidste")


def afregninger(data: Dataset, kun: Udvalg | None = None, *, taelles: bool = False) -> ibis.Table:
    """The settlements that are paid, of every type, in whole numbers; `efter` is 1 where the month lies after `per`.

    `kun` takes the source's own rows (with `nr`) down to those that are asked for, before anything is computed of the others. Rows that are only to be
    counted and summed (`taelles`) are not told apart: their `nr` is 0.
    """
    import ibis

    a = _unummereret(data.tabel("afregning")) if taelles else nummereret(data.tabel("afregning"))
    a = a.filter(a.status == "effektueret")
    a = kun(a) if kun else a
    r = a.afregningstype == "regulering"
    til_m, disp_m = tal.maanedstal(a.periode_til_dato), tal.maanedstal(a.disposition_dato)
    return a.select(
        nr=a.nr, system=a.kilde, id=a.afregning_id, borger=a.borger_id, sag=a.sag_id, ydelse=tom(a.ydelse_id), type=a.afregningstype,
        paragraf=tom(a.paragraf), lev=tom(a.leverandoer_cvr), fra=tal.dagtal(a.periode_fra_dato), til=tal.dagtal(a.periode_til_dato),
        maaned=tal.maanedstal(a.periode_fra_dato), til_maaned=til_m, antal=tal.enheder(a.antal), enhed=a.enhed, takst=tal.oere(a.takst),
        beloeb=tal.oere(a.beloeb), kommune=a.betalingskommune, konto=tom(a.konto), ref=tom(a.henvisningsnr), r=ibis.cases((r, 1), else_=0),
        rettidig=ibis.cases((r & (disp_m > til_m), disp_m), else_=til_m),
        efter=ibis.cases((tal.maanedstal(a.periode_fra_dato) > tal.maanednr(data.per), 1), else_=0),
    )  # fmt: skip


def posteringer(data: Dataset, parametre: Parametre, kun: Udvalg | None = None, *, taelles: bool = False) -> ibis.Table:
    """Every posting, in the month of its regnskabsår (`maaned`) and of its date (`dato_maaned`); `fag` is 1 from a case system."""
    import ibis

    p = _unummereret(data.tabel("postering")) if taelles else nummereret(data.tabel("postering"))
    p = bogfoert(kun(p) if kun else p)
    dato_m = tal.maanedstal(p.posterings_dato)
    maaned = p.aar.cast("int64") * 12 + p.maaned - 1
    return p.select(
        nr=p.nr, system=p.kilde, bilag=tom(p.bilag), linje=tom(p.linje), borger=tom(p.borger_id), tekst_borger=p.tekst_borger_id,
        konto=tom(p.konto), art=tom(p.art), finanskonto=tom(p.kontoalias), dag=tal.dagtal(p.posterings_dato), dato_maaned=dato_m, maaned=maaned,
        aar=p.aar.cast("int64"), beloeb=tal.oere(p.beloeb), ref=tom(p.henvisningsnr),
        fag=ibis.cases((_fra_fagsystem(p, list(parametre.fagsystemer)), 1), else_=0),
        efter=ibis.cases((maaned > tal.maanednr(data.per), 1), else_=0),
    )  # fmt: skip


def _fra_fagsystem(p: ibis.Table, numre: list[str]) -> BooleanValue:
    """Whether a case system sent the posting: by its maskinnr; where the ledger gives none (Opus), by the maskinnr that the reference is made with."""
    nummer, ref = tom(p.maskinnr), tom(p.henvisningsnr)
    i_referencen = [ref.find(n) >= 0 for n in numre]
    return nummer.isin(numre) | ((nummer == "") & reduce(or_, i_referencen)) if numre else nummer.isin(numre)


def priser(data: Dataset) -> ibis.Table:
    """Every takst that is right for a provider and a paragraph in a period: the tilbud's, and the tilbud's times its momsfaktor."""
    import ibis

    if not data.har("tilbud_takst"):
        return ibis.memtable([], schema={"p_lev": "string", "p_paragraf": "string", "p_takst": "int64", "p_fra": "int64", "p_til": "int64"})
    t = data.tabel("tilbud_takst")
    t = t.filter(t.leverandoer_cvr.notnull(), t.paragraf.notnull())
    til = ibis.coalesce(t.gyldig_til_dato, ibis.date(9999, 12, 31))
    faktor = (ibis.coalesce(t.momsfaktor, 1) * tal.ENHED).cast("int64")
    felles = {"p_lev": t.leverandoer_cvr, "p_paragraf": t.paragraf, "p_fra": tal.dagtal(t.gyldig_fra_dato), "p_til": tal.dagtal(til)}
    uden = t.select(**felles, p_takst=tal.oere(t.takst))
    med = t.select(**felles, p_takst=tal.pris(faktor, tal.oere(t.takst)))
    return uden.union(med).distinct()


def naboer(data: Dataset) -> ibis.Table:
    """Pairs of citizens whose numbers may be taken for one another, both ways: `n_a`, `n_b` and `gammel` (1: an older number of the same person).

    The pairs come from the table `nabo`, which the load makes where the numbers are; no number is here.
    """
    import ibis

    if not data.har("nabo"):
        return ibis.memtable([], schema={"n_a": "string", "n_b": "string", "gammel": "int64"})
    n = data.tabel("nabo")
    par = n.select(n_a=n.borger_a, n_b=n.borger_b, gammel=ibis.cases((n.slags == "tidligere", 1), else_=0).cast("int64"))
    begge = par.union(par.select(n_a=par.n_b, n_b=par.n_a, gammel=par.gammel))
    return begge.group_by("n_a", "n_b").agg(gammel=begge.gammel.max().cast("int64"))


def doede(data: Dataset) -> ibis.Table:
    """The citizens who have died, and the day number of their death."""
    import ibis

    if not data.har("borger"):
        return ibis.memtable([], schema={"d_borger": "string", "d_dag": "int64"})
    b = data.tabel("borger")
    b = b.filter(b.cpr_status == "90", b.cpr_status_dato.notnull())
    return b.group_by(d_borger=b.borger_id).agg(d_dag=tal.dagtal(b.cpr_status_dato).min())
