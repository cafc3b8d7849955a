"""The other way round loop 1: grants that run in months for which nothing was settled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from lisanalysis.reconcile import linjer, tal
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.causes.sloejfe1 import uden_afregning
from lisanalysis.reconcile.enkle import Opdelt, Side1, lev_passer, maaneder
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.reconcile.stige import samlet
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis

_UDEN_EGEN_NOEGLE = ("dubu", "sensum")  # known by file and line alone, which another delivery changes


def udestaaende(arb: Arbejde, data: Dataset, x: Side1, o: Opdelt, rest: ibis.Table, valgt: ibis.Table, parametre: Parametre) -> ibis.Table:
    """The raw lines of `uden_afregning` and `ok_ramme`: one finding per grant, a line per month. `rest` are the settlements looked at one by one."""
    egne = o.passer.select("b_nr", m="maaned")
    t = _maaneder(x, arb.gem("loebende", _loebende(x, data, parametre)), sidste_maaned(data.per, parametre.lukkede_maaneder))
    t = arb.gem("uden_egen_afregning", t.anti_join(egne, ["b_nr", "m"]))
    b = x.b.select("b_nr", "b_system", "b_id", "b_borger", "b_paragraf", "b_lev", "b_par", "b_antal", "b_frekvens", "b_takst", "b_sag", "b_behandler")
    t = arb.gem("ubetalte_maaneder", _giver_noget(t.inner_join(b, "b_nr")))
    andres = o.passer.select("b_par", "lev", m="maaned")
    fremmede = maaneder(o.andre, x.laengst, "borger", "paragraf", "lev").rename(m="maaned")
    afregnet = [
        t.inner_join(andres, ["b_par", "m"]).filter(lev_passer).select("b_nr", "m"),
        t.inner_join(fremmede, [("b_borger", "borger"), ("b_paragraf", "paragraf"), "m"]).filter(lev_passer).select("b_nr", "m"),
        _brugt(x, rest, valgt),
    ]
    t = arb.gem("uden_afregning", t.anti_join(samlet(afregnet), ["b_nr", "m"]))
    t = _med_konto(data, _med_takst(t, x.priser))
    return _linjer(_med_ramme(data, t), data)


def sidste_maaned(per: date, lukkede: int) -> int:
    """The last month that is looked at: the last closed one less those waited for."""
    i_morgen = per + timedelta(days=1)
    return tal.maanednr(i_morgen) - 1 - lukkede


def _loebende(x: Side1, data: Dataset, parametre: Parametre) -> ibis.Table:
    """The months that each grant is looked at in: from the first one settled, not after death. Whole numbers alone, for there are many months."""
    import ibis

    b = x.b.left_join(x.doede, [("b_borger", "d_borger")])
    return b.select(
        "b_nr", "b_fra", "b_fra_m", t_til=tal.mindst(b.b_til, ibis.coalesce(b.d_dag, tal.AABEN)), t_fra_m=tal.stoerst(b.b_fra_m, ibis.literal(x.foerste)),
        t_til_m=tal.mindst(b.b_til_m, ibis.literal(sidste_maaned(data.per, parametre.lukkede_maaneder))),
    )  # fmt: skip


def _maaneder(x: Side1, b: ibis.Table, sidste: int) -> ibis.Table:
    """Each of those months, with the grant's days in it."""
    t = b.cross_join(tal.trin(max(sidste - x.foerste, 0)))
    t = t.mutate(m=t.t_fra_m + t.trin).filter(lambda r: r.m <= r.t_til_m).inner_join(x.kalender.rename(m="maaned"), "m")
    t = t.filter(t.t_til >= t.foerste, t.t_til >= t.b_fra)  # dead before it began: what is given once would still be given
    dele = {"d_fra": tal.stoerst(t.b_fra, t.foerste), "d_til": tal.mindst(t.t_til, t.sidste), "start": (t.m == t.b_fra_m).ifelse(1, 0)}
    return t.select("b_nr", "b_fra", "m", "laengde", **dele)


def _giver_noget(t: ibis.Table) -> ibis.Table:
    """The months with `enheder`, what the grant gives in them; none where it gives nothing."""
    t = t.mutate(enheder=tal.bevilget(t.b_antal, t.b_frekvens, t.d_til - t.d_fra + 1, t.laengde, t.start))
    return t.filter(t.enheder.isnull() | (t.enheder > 0)).drop("b_antal", "b_frekvens", "d_til", "laengde", "start")


def _brugt(x: Side1, rest: ibis.Table, valgt: ibis.Table) -> ibis.Table:
    """The months of the grants that a settlement with another paragraph, provider or citizen belongs to."""
    v = valgt.filter(valgt.maade > 0).select("nr", "b_nr").inner_join(rest, "nr")
    m = maaneder(v, x.laengst, "b_nr")
    return m.select("b_nr", m="maaned")


def _med_takst(t: ibis.Table, priser: ibis.Table) -> ibis.Table:
    """The tilbud's takst in the month, the one nearest the grant's; the grant's own where no tilbud has one."""
    import ibis

    t = t.left_join(priser, [t.b_lev == priser.p_lev, t.b_paragraf == priser.p_paragraf, t.d_fra >= priser.p_fra, t.d_fra <= priser.p_til])
    orden = [(t.p_takst - ibis.coalesce(t.b_takst, 0)).abs(), t.p_takst]
    t = t.mutate(plads=ibis.row_number().over(group_by=["b_nr", "m"], order_by=orden))
    t = t.filter(t.plads == 0)
    return t.mutate(takst=ibis.coalesce(t.p_takst, t.b_takst)).drop("plads")


def _med_konto(data: Dataset, t: ibis.Table) -> ibis.Table:
    """The account of the ydelse that names the grant."""
    import ibis

    if not data.har("ydelse"):
        return t.mutate(konto=ibis.literal(""), sag=t.b_sag)
    y = data.tabel("ydelse").filter(lambda r: r.bevilling_id.notnull())
    y = y.group_by(y_b=y.bevilling_id).agg(y_konto=y.konto.min(), y_sag=y.sag_id.min())
    t = t.left_join(y, [("b_id", "y_b")])
    return t.mutate(konto=ibis.coalesce(t.y_konto, ""), sag=ibis.coalesce(t.b_sag, t.y_sag))


def _med_ramme(data: Dataset, t: ibis.Table) -> ibis.Table:
    """`ramme` is 1 where the paragraph is paid by a frame in the month."""
    import ibis

    if not data.har("rammeaktivitet"):
        return t.mutate(ramme=ibis.literal(0))
    r = data.tabel("rammeaktivitet")
    r = r.filter(r.paragraf.notnull()).select(r_paragraf="paragraf", r_periode="periode").distinct()
    t = t.mutate(periode=tal.periode(t.m)).left_join(r, [("b_paragraf", "r_paragraf"), ("periode", "r_periode")])
    return t.mutate(ramme=ibis.cases((t.r_paragraf.notnull(), 1), else_=0))


def _linjer(t: ibis.Table, data: Dataset) -> ibis.Table:
    import ibis

    rule = uden_afregning.RULE
    ramme = t.ramme == 1
    kr = ibis.cases((t.enheder.isnull() | t.takst.isnull(), ibis.null("int64")), else_=tal.pris(t.enheder, t.takst))
    sted = linjer.sammen(t.b_borger, t.b_paragraf, t.b_lev, t.b_fra)
    return t.select(
        sloejfe=ibis.literal("1"), regel=ibis.cases((ramme, ""), else_=rule.id), aarsag=ibis.cases((ramme, "ok_ramme"), else_=rule.navn),
        alvor=ibis.cases((ramme, "ok"), else_=rule.alvor), system=t.b_system, tabel=ibis.literal("bevilling"), kilde_id=t.b_id,
        noegle=ibis.cases((t.b_system.isin(list(_UDEN_EGEN_NOEGLE)), sted), else_=t.b_id), modpart_id=ibis.null("string"), borger=t.b_borger,
        sag=t.sag, behandler=t.b_behandler, paragraf=t.b_paragraf, konto=t.konto, maaned=t.m, kilde_oere=kr, modpart_oere=ibis.null("int64"),
        forskel_oere=kr, beskrivelse=ibis.cases((ramme, linjer.OK["ok_ramme"]), else_=rule.titel),
    )  # fmt: skip
