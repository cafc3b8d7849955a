"""Which grant a settlement belongs to, and what the grants give for its days: each day once, whichever of them covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.reconcile import tal
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.enkle import Side1, lev_passer
from lisanalysis.reconcile.kaede import kaedet
from lisanalysis.reconcile.stige import samlet

if TYPE_CHECKING:
    import ibis

# How a settlement came by its grant: citizen, paragraph and provider; the link; or all but one of the three.
NOEGLE, LINK, PARAGRAF, LEVERANDOER, CPR = range(5)
_GIVER = ("b_nr", "b_fra", "b_til", "b_fra_m", "b_antal", "b_frekvens", "b_id", "b_orden")  # what a grant gives, and which it is
_VALG = ("daekker", "ens", "linket", "overlap", "b_fra", "b_orden")  # what is asked of the grants that a settlement may belong to


def bevillingen(arb: Arbejde, rest: ibis.Table, x: Side1, naboer: ibis.Table) -> tuple[ibis.Table, ibis.Table]:
    """(the one grant `b_nr` of each settlement that has one, with `daekker` and `maade`; every grant of those matched by citizen, paragraph and provider)."""
    noegle = arb.gem("med_noegle", _med_noegle(rest, x))
    valgt = _foerste(noegle, ["daekker", "ens", "linket", "overlap"])
    uden = rest.select("nr", "borger", "paragraf", "lev", "fra", "til", "takst", "link").anti_join(noegle, "nr")
    uden = arb.gem("uden_noegle", uden)
    dele = [valgt.select("nr", "b_nr", "daekker", maade=tal_(NOEGLE))]
    if arb.antal(uden):
        andre = arb.gem("andre_bevillinger", _linket(uden, x).union(_en_ting(arb, uden, x, naboer)))
        andre = _foerste(andre.mutate(foer=-andre.maade), ["foer", "overlap"])
        dele.append(andre.select("nr", "b_nr", daekker=tal_(1), maade=andre.maade))
    return arb.gem("valgt", samlet(dele)), noegle


def forventet(arb: Arbejde, rest: ibis.Table, valgt: ibis.Table, noegle: ibis.Table, x: Side1, optagne: ibis.Table) -> ibis.Table:
    """Per settlement with a grant: `enheder` for its own days (to the day of death, and not those `optagne` by earlier ones), `enheder_hele` for all its days, `ukendte` months
    whose units cannot be told, `daekket` days, `foerst` the first day of any of its grants, and the grants' ids.
    """
    hele = valgt.filter(valgt.daekker == 1).select("nr", "b_nr")
    delt = noegle.select("nr", "b_nr").anti_join(hele, "nr")
    import ibis

    rest = rest.select("nr", "fra", "til", "maaned", "til_maaned", e_til=ibis.coalesce(rest.d_dag, tal.AABEN))
    giver = x.b.select(*_GIVER)
    dele = [_uden_gentagelse(t.inner_join(rest, "nr").inner_join(giver, "b_nr"), flere) for t, flere in ((hele, False), (delt, True))]
    dele = arb.gem("dele", samlet(dele))
    pr_maaned = dele.cross_join(tal.trin(x.laengst)) if x.laengst else dele.mutate(trin=0)
    pr_maaned = pr_maaned.mutate(m=pr_maaned.maaned + pr_maaned.trin).filter(lambda t: t.m <= t.til_maaned)
    k = pr_maaned.inner_join(x.kalender.select(m="maaned", foerste="foerste", sidste="sidste", laengde="laengde"), "m")
    k = k.mutate(hele_d=_dage(k, k.d_fra, k.d_til), egne_d=_dage(k, k.d_fra, tal.mindst(k.d_til, k.e_til)), start=(k.m == k.b_fra_m).ifelse(1, 0))
    k = _uden_optagne(arb, k.filter(k.hele_d > 0), optagne)
    u = k.select("nr", "hele_d", hele_e=_enheder(k, k.hele_d), egne_e=_enheder(k, k.egne_d))
    samlede = u.group_by("nr").agg(
        enheder=u.egne_e.sum().cast("int64"), enheder_hele=u.hele_e.sum().cast("int64"), ukendte=u.hele_e.isnull().ifelse(1, 0).sum(), daekket=u.hele_d.sum()
    )
    alle = dele.group_by("nr").agg(foerst=dele.b_fra.min())
    alle = alle.left_join(kaedet(arb, dele, "nr", "b_id", ("b_fra", "b_til", "b_orden")).rename(bevillinger="b_id"), "nr", rname="i_{name}").drop("i_nr")
    return alle.left_join(samlede, "nr", rname="s_{name}").drop("s_nr")


def _uden_optagne(arb: Arbejde, k: ibis.Table, optagne: ibis.Table) -> ibis.Table:
    """The grants' months with `egne_d` less the days that earlier settlements have."""
    import ibis

    if not arb.antal(optagne):
        return k
    k = arb.gem("maanedsdele", k)
    j = k.inner_join(optagne, "nr")
    j = j.mutate(taget=_dage(j, tal.stoerst(j.d_fra, j.o_fra), tal.mindst(tal.mindst(j.d_til, j.e_til), j.o_til))).filter(lambda t: t.taget > 0)
    j = j.group_by(t_nr=j.nr, t_b_nr=j.b_nr, t_m=j.m).agg(taget=j.taget.sum().cast("int64"))
    k = k.left_join(j, [("nr", "t_nr"), ("b_nr", "t_b_nr"), ("m", "t_m")])
    return k.mutate(egne_d=k.egne_d - ibis.coalesce(k.taget, 0)).drop("t_nr", "t_b_nr", "t_m", "taget")


def _med_noegle(rest: ibis.Table, x: Side1) -> ibis.Table:
    s = rest.select("nr", "borger", "paragraf", "lev", "fra", "til", "maaned", "antal", "enhed", "link")
    k = s.inner_join(x.b, [("borger", "b_borger"), ("paragraf", "b_paragraf")], rname="r_{name}").filter(lev_passer)
    k = k.inner_join(x.kalender.select(k_maaned="maaned", laengde="laengde"), [("maaned", "k_maaned")])
    start = (k.maaned == k.b_fra_m).ifelse(1, 0)
    ens = (k.enhed == k.b_enhed) & (k.antal == tal.bevilget(k.b_antal, k.b_frekvens, k.til - k.fra + 1, k.laengde, start))
    return _med_overlap(k.mutate(ens=_01(ens), linket=_01(k.link == k.b_id))).select("nr", "b_nr", *_VALG)


def _med_overlap(k: ibis.Table) -> ibis.Table:
    k = k.mutate(overlap=tal.mindst(k.til, k.b_til) - tal.stoerst(k.fra, k.b_fra) + 1)
    return k.mutate(daekker=_01((k.b_fra <= k.fra) & (k.b_til >= k.til)))


def _linket(uden: ibis.Table, x: Side1) -> ibis.Table:
    """The grant that the settlement system itself names, whoever's it is."""
    k = uden.inner_join(x.b, [("link", "b_id")], rname="r_{name}").mutate(b_id=lambda t: t.link)
    return _med_overlap(k).select("nr", "b_nr", "b_fra", "b_orden", "overlap", maade=tal_(LINK))


def _en_ting(arb: Arbejde, uden: ibis.Table, x: Side1, naboer: ibis.Table) -> ibis.Table:
    """Grants that overlap, have the right takst, and differ in one thing alone."""
    import ibis

    b = x.b.select("b_nr", "b_borger", "b_paragraf", "b_lev", "b_fra", "b_til", "b_takst", "b_orden")
    samme = uden.inner_join(b, [("borger", "b_borger")])
    samme = samme.filter(((samme.lev == samme.b_lev) & (samme.paragraf != samme.b_paragraf)) | ((samme.paragraf == samme.b_paragraf) & (samme.lev != samme.b_lev)))
    nabo = uden.inner_join(naboer.select("n_a", "n_b"), [("borger", "n_a")])
    nabo = nabo.inner_join(b, [("n_b", "b_borger"), ("paragraf", "b_paragraf")]).filter(lev_passer)
    maade = ibis.cases((samme.paragraf != samme.b_paragraf, PARAGRAF), else_=LEVERANDOER).cast("int64")
    felter = [*uden.columns, *b.columns, "maade"]
    mulige = samme.mutate(maade=maade).select(felter).union(nabo.mutate(maade=tal_(CPR)).select(felter))
    mulige = arb.gem("mulige", _med_overlap(mulige).filter(lambda t: t.overlap > 0))
    return _rette(mulige, x.priser).select("nr", "b_nr", "b_fra", "b_orden", "overlap", "maade")


def _rette(k: ibis.Table, priser: ibis.Table) -> ibis.Table:
    """Those where the settlement's takst is the tilbud's, for the grant's or its own provider and paragraph, or else the grant's."""
    k = k.mutate(tal_fra=k.fra)
    gyldige = {}
    for side, lev, paragraf in (("a", k.b_lev, k.b_paragraf), ("b", k.lev, k.paragraf)):
        p = priser.rename(**{f"{side}_{n}": n for n in priser.columns})
        t = k.mutate(x_lev=lev, x_paragraf=paragraf)
        j = t.inner_join(p, [("x_lev", f"{side}_p_lev"), ("x_paragraf", f"{side}_p_paragraf")])
        gyldige[side] = j.filter(j.tal_fra >= j[f"{side}_p_fra"], j.tal_fra <= j[f"{side}_p_til"]).mutate(p_takst=j[f"{side}_p_takst"])
    par = ["nr", "b_nr"]
    rigtig = samlet([t.filter(t.p_takst == t.takst).select(*par) for t in gyldige.values()]).distinct()
    har = gyldige["a"].select(*par).distinct()
    paa_bevillingen = k.anti_join(har, par).filter(lambda t: t.b_takst == t.takst).select(*par)
    return k.semi_join(rigtig.union(paa_bevillingen), par)


def _uden_gentagelse(dele: ibis.Table, flere: bool) -> ibis.Table:
    """The days `d_fra`-`d_til` that each grant adds to those of the grants before it; without `flere` a settlement has one grant alone."""
    import ibis

    dele = dele.mutate(o_fra=tal.stoerst(dele.fra, dele.b_fra), d_til=tal.mindst(dele.til, dele.b_til))
    if not flere:
        return dele.mutate(d_fra=dele.o_fra).drop("o_fra", "fra", "til")
    foer = dele.d_til.max().over(ibis.window(group_by="nr", order_by=["o_fra", "d_til", "b_fra", "b_til", "b_orden"], rows=(None, -1)))
    dele = dele.mutate(naaet=ibis.coalesce(foer, -1))
    return dele.mutate(d_fra=tal.stoerst(dele.o_fra, dele.naaet + 1)).drop("o_fra", "naaet", "fra", "til")


def _foerste(k: ibis.Table, bedst: list[str]) -> ibis.Table:
    """One grant per settlement: the largest of `bedst`, then the latest start, then the grant's own number."""
    import ibis

    orden = [*(k[n].desc() for n in bedst), k.b_fra.desc(), "b_orden"]
    k = k.mutate(plads=ibis.row_number().over(group_by="nr", order_by=orden))
    return k.filter(k.plads == 0)


def _enheder(k: ibis.Table, dage: ibis.expr.types.IntegerValue) -> ibis.expr.types.IntegerValue:
    import ibis

    givet = tal.bevilget(k.b_antal, k.b_frekvens, dage, k.laengde, k.start)
    return ibis.cases((dage <= 0, 0), else_=givet)


def _dage(k: ibis.Table, fra: ibis.expr.types.IntegerValue, til: ibis.expr.types.IntegerValue) -> ibis.expr.types.IntegerValue:
    """The days of the interval that lie in the month."""
    return tal.mindst(til, k.sidste) - tal.stoerst(fra, k.foerste) + 1


def _01(b: ibis.expr.types.BooleanValue) -> ibis.expr.types.IntegerValue:
    import ibis

    return ibis.cases((b, 1), else_=0).cast("int64")


def tal_(n: int) -> ibis.expr.types.IntegerScalar:
    """A whole number as an expression."""
    import ibis

    return ibis.literal(n).cast("int64")
