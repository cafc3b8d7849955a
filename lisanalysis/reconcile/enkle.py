"""The first pass of loop 1: settlements that are plainly what a grant gives, so that the rest can be looked at one by one.

An equi-join on citizen and paragraph and a filter; never a range join, since a citizen has one or two grants of a paragraph. From there on a
settlement is known by its grant's numbers, so that what must be counted over all of them is counted on whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisanalysis.reconcile import grundlag, tal
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.gentagelser import id_orden
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.reconcile.stige import samlet
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    from ibis.expr.types import BooleanValue

@dataclass(frozen=True)
class Side1:
    """The two sides of loop 1 and what is asked of both: all settlements `s`, grants `b`, prices, deaths, months."""

    s: ibis.Table
    b: ibis.Table
    priser: ibis.Table
    doede: ibis.Table
    kalender: ibis.Table
    laengst: int  # the months that a settlement reaches beyond its first
    foerste: int  # the month of the first settlement


@dataclass(frozen=True)
class Opdelt:
    """The settlements told apart: those that a grant explains (`passer`: nr, its grant's numbers, maaned, lev), all `andre`, and those of both
    that need a closer look (`naermere`).
    """

    passer: ibis.Table
    andre: ibis.Table
    naermere: ibis.Table


def sider(arb: Arbejde, data: Dataset) -> Side1:
    """The settlements of expenses and reguleringer up to `per`, and what they are held against."""
    s = _udgifter(grundlag.afregninger(data))
    b = arb.gem("bevillinger", _med_numre(grundlag.bevillinger(data)))
    omfang = _udgifter(grundlag.afregninger(data, taelles=True))
    omfang = omfang.agg(fra=omfang.maaned.min(), til=omfang.til_maaned.max(), laengst=(omfang.til_maaned - omfang.maaned).max()).to_pyarrow().to_pylist()[0]
    nu = tal.maanednr(data.per)
    kalender = tal.kalender(min(omfang["fra"] or nu, nu) - 1, max(omfang["til"] or nu, nu) + 1)
    priser, doede = arb.gem("priser", grundlag.priser(data)), arb.gem("doede", grundlag.doede(data))
    return Side1(s, b, priser, doede, arb.gem("kalender", kalender), omfang["laengst"] or 0, omfang["fra"] or nu)


def opdel(arb: Arbejde, data: Dataset, x: Side1, parametre: Parametre) -> Opdelt:
    """Set aside what a grant plainly gives, unless another settlement may claim the same days or the same night."""
    r = arb.gem("reguleringer", x.s.filter(x.s.r == 1).select("system", "ydelse", "maaned", "ref"))
    s = x.s.filter(x.s.r == 0, x.s.maaned == x.s.til_maaned)
    s = s.anti_join(r, ["system", "ydelse", "maaned"]).anti_join(r.filter(r.ref != ""), ["system", "ref"])
    s = s.anti_join(x.doede, [s.borger == x.doede.d_borger, s.til > x.doede.d_dag])
    passer = arb.gem("passer", _til_rette_takst(_som_bevilget(data, s, x), x.priser, parametre), stor_foerst=True)
    andre = x.s.select("nr", "borger", "paragraf", "lev", "maaned", "til_maaned", betaler=(x.s.beloeb > 0).ifelse(1, 0))
    andre = arb.gem("andre", andre.anti_join(passer, "nr"), stor_foerst=True)
    tvivl = _tvivl(x, passer, andre.filter(andre.betaler == 1), parametre)
    nr = arb.gem("naermere_nr", andre.select("nr").union(tvivl))
    naermere = _udgifter(grundlag.afregninger(data, lambda t: t.semi_join(nr, "nr"))).drop("type", "rettidig", "efter")
    return Opdelt(passer, andre, arb.gem("naermere", id_orden(naermere)))


def lev_passer(t: ibis.Table) -> BooleanValue:
    """The same provider; one that is not known on either side does not differ."""
    return (t.lev == t.b_lev) | (t.lev == "") | (t.b_lev == "")


def maaneder(s: ibis.Table, laengst: int, *noegler: str) -> ibis.Table:
    """The keys with every month that a settlement touches."""
    foerste = s.select(*noegler, "maaned")
    if not laengst:
        return foerste
    lange = s.filter(s.til_maaned > s.maaned).cross_join(tal.trin(laengst).filter(lambda t: t.trin > 0))
    lange = lange.filter(lange.trin <= lange.til_maaned - lange.maaned)
    return foerste.union(lange.select(*noegler, maaned=lange.maaned + lange.trin))


def _udgifter(s: ibis.Table) -> ibis.Table:
    return s.filter(s.type.isin(["udgift", "regulering"]), s.efter == 0)


def _med_numre(b: ibis.Table) -> ibis.Table:
    """The grants with a number for the citizen and one for the citizen's paragraph, and `b_orden`: their order by the systems' own numbers."""
    import ibis

    par = b.select("b_borger", "b_paragraf").distinct().select(n_borger="b_borger", n_paragraf="b_paragraf")
    par = par.mutate(b_par=ibis.row_number().over(order_by=["n_borger", "n_paragraf"]))
    hvem = par.group_by(h_borger=par.n_borger).agg(b_hvem=par.b_par.min())
    par = par.inner_join(hvem, [("n_borger", "h_borger")]).drop("h_borger")
    b = b.left_join(par, [("b_borger", "n_borger"), ("b_paragraf", "n_paragraf")]).drop("n_borger", "n_paragraf")
    return b.mutate(b_orden=ibis.row_number().over(order_by=["b_id", "b_system", "b_nr"]))


def _som_bevilget(data: Dataset, s: ibis.Table, x: Side1) -> ibis.Table:
    """The settlements that one grant covers, with its units, the right sum and the same payer."""
    j = s.inner_join(x.b, [("borger", "b_borger"), ("paragraf", "b_paragraf")])
    j = j.filter(lev_passer, j.b_fra <= j.fra, j.b_til >= j.til, j.enhed == j.b_enhed)
    j = j.inner_join(x.kalender.select(k_maaned="maaned", laengde="laengde"), [("maaned", "k_maaned")])
    start = (j.maaned == j.b_fra_m).ifelse(1, 0)
    j = j.filter(j.antal == tal.bevilget(j.b_antal, j.b_frekvens, j.til - j.fra + 1, j.laengde, start), j.beloeb == tal.pris(j.antal, j.takst))
    j = j.filter(j.kommune.isnull() | j.b_kommune.isnull() | (j.kommune == j.b_kommune))
    if data.har("sag"):
        sag = data.tabel("sag")
        sag = sag.group_by(s_system=sag.kilde, s_sag=sag.sag_id).agg(s_kommune=sag.betalingskommune.max())
        j = j.left_join(sag, [("system", "s_system"), ("sag", "s_sag")])
        j = j.filter(j.kommune.isnull() | j.s_kommune.isnull() | (j.kommune == j.s_kommune))
    return j.select("nr", "b_nr", "b_par", "b_hvem", "maaned", "lev", "paragraf", "takst", "fra", "b_takst")


def _til_rette_takst(j: ibis.Table, priser: ibis.Table, parametre: Parametre) -> ibis.Table:
    """Those at the tilbud's takst on the first day, or at the grant's where no tilbud has one."""
    noegler = priser.select(n_lev="p_lev", n_paragraf="p_paragraf").distinct()
    doegn = j.paragraf.isin(list(parametre.doegn)).ifelse(1, 0)
    j = j.mutate(doegn=doegn).left_join(noegler, [("lev", "n_lev"), ("paragraf", "n_paragraf")])
    gyldig = [j.lev == priser.p_lev, j.paragraf == priser.p_paragraf, j.takst == priser.p_takst, j.fra >= priser.p_fra, j.fra <= priser.p_til]
    j = j.left_join(priser, gyldig)
    return j.filter(j.p_takst.notnull() | (j.n_lev.isnull() & (j.takst == j.b_takst))).select("nr", "b_nr", "b_par", "b_hvem", "doegn", "maaned", "lev")


def _tvivl(x: Side1, passer: ibis.Table, andre: ibis.Table, parametre: Parametre) -> ibis.Table:
    """`nr` of settlements that share a month with another of the same citizen and paragraph, or of a citizen who may sleep in two places."""
    par = x.b.select("b_borger", "b_paragraf", "b_par").distinct()
    andres = maaneder(andre.inner_join(par, [("borger", "b_borger"), ("paragraf", "b_paragraf")]), x.laengst, "b_par")
    hvem = x.b.select("b_borger", "b_hvem").distinct()
    sovende = andre.filter(andre.paragraf.isin(list(parametre.doegn)))
    andres_nat = maaneder(sovende.inner_join(hvem, [("borger", "b_borger")]), x.laengst, "b_hvem")
    nat = passer.filter(passer.doegn == 1)
    dele = []
    for egne, fremmede, noegle in ((passer, andres, "b_par"), (nat, andres_nat, "b_hvem")):
        talt = egne.group_by(noegle, "maaned").agg(antal=egne.count())
        flere = talt.filter(talt.antal > 1).drop("antal").union(fremmede)
        dele.append(egne.semi_join(flere, [noegle, "maaned"]).select("nr"))
    return samlet(dele).distinct()
