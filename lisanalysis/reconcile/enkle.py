"""The first pass of loop 1: settlements that are plainly what a grant gives, so that the rest can be looked at one by one.

An equi-join on citizen and paragraph and a filter; never a range join, since a citizen has one or two grants of a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisanalysis.reconcile import grundlag, tal
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    from ibis.expr.types import BooleanValue

_NOEGLE = ("borger", "paragraf", "lev")


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


def sider(arb: Arbejde, data: Dataset) -> Side1:
    """The settlements of expenses and reguleringer up to `per`, and what they are held against."""
    s = grundlag.afregninger(data)
    s = s.filter(s.type.isin(["udgift", "regulering"]), s.efter == 0)
    b = arb.gem("bevillinger", grundlag.bevillinger(data))
    omfang = s.agg(fra=s.maaned.min(), til=s.til_maaned.max(), laengst=(s.til_maaned - s.maaned).max()).to_pyarrow().to_pylist()[0]
    nu = tal.maanednr(data.per)
    kalender = tal.kalender(min(omfang["fra"] or nu, nu) - 1, max(omfang["til"] or nu, nu) + 1)
    priser, doede = arb.gem("priser", grundlag.priser(data)), arb.gem("doede", grundlag.doede(data))
    return Side1(s, b, priser, doede, arb.gem("kalender", kalender), omfang["laengst"] or 0, omfang["fra"] or nu)


def rest(arb: Arbejde, data: Dataset, x: Side1, parametre: Parametre) -> ibis.Table:
    """The settlements that need a closer look, with `r_system`, `r_ydelse`, `r_maaned` of the group that a regulering ties them to."""
    s = x.s.anti_join(arb.gem("dobbelte_maaneder", _dobbelte(x)), [*_NOEGLE, "maaned"])
    s = s.anti_join(arb.gem("samme_nat", _samme_nat(x, parametre)), ["borger", "maaned"])
    r = arb.gem("reguleringer", x.s.filter(x.s.r == 1).select("system", "ydelse", "maaned", "ref"))
    s = s.filter(s.r == 0, s.maaned == s.til_maaned)
    s = s.anti_join(r, ["system", "ydelse", "maaned"]).anti_join(r.filter(r.ref != ""), ["system", "ref"])
    s = s.anti_join(x.doede, [s.borger == x.doede.d_borger, s.til > x.doede.d_dag])
    enkle = arb.gem("enkle", _som_bevilget(data, s, x))
    return arb.gem("naermere", x.s.anti_join(enkle, "nr"))


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


def _dobbelte(x: Side1) -> ibis.Table:
    """Months in which a citizen has more than one expense of the same paragraph and provider."""
    m = maaneder(x.s.filter(x.s.r == 0, x.s.beloeb > 0), x.laengst, *_NOEGLE)
    talt = m.group_by(*_NOEGLE, "maaned").agg(antal=m.count())
    return talt.filter(talt.antal > 1).drop("antal")


def _samme_nat(x: Side1, parametre: Parametre) -> ibis.Table:
    """Months in which a citizen sleeps under several paragraphs or providers."""
    s = x.s.filter(x.s.r == 0, x.s.beloeb > 0, x.s.paragraf.isin(list(parametre.doegn)))
    m = maaneder(s, x.laengst, "borger", "paragraf", "lev")
    talt = m.group_by("borger", "maaned").agg(p1=m.paragraf.min(), p2=m.paragraf.max(), l1=m.lev.min(), l2=m.lev.max())
    return talt.filter((talt.p1 != talt.p2) | (talt.l1 != talt.l2)).select("borger", "maaned")


def _som_bevilget(data: Dataset, s: ibis.Table, x: Side1) -> ibis.Table:
    """`nr` of the settlements that one grant covers, with its units, the right takst, the right sum and the same payer."""
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
    noegler = x.priser.select(n_lev="p_lev", n_paragraf="p_paragraf").distinct()
    j = j.left_join(noegler, [("lev", "n_lev"), ("paragraf", "n_paragraf")])
    gyldig = [j.lev == x.priser.p_lev, j.paragraf == x.priser.p_paragraf, j.takst == x.priser.p_takst, j.fra >= x.priser.p_fra, j.fra <= x.priser.p_til]
    j = j.left_join(x.priser, gyldig)
    return j.filter(j.p_takst.notnull() | (j.n_lev.isnull() & (j.takst == j.b_takst))).select("nr")


