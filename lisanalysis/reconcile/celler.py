"""The eight figures at the crossing: one UNION ALL over the systems and one GROUP BY, so that each figure keeps the way back to its rows.

A figure that a system does not have is empty, never 0. Grants stand on the account of the ydelse that names them, postings under the paragraph of
the settlement that they share a reference with, else of the account in the kontoplan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lisanalysis.law import paragraffer
from lisanalysis.measures.hele import decimaltal
from lisanalysis.measures.udgift import bogfoert
from lisanalysis.reconcile import grundlag, tal
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.reconcile.stige import samlet
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    from ibis.expr.types import DecimalValue, IntegerValue, StringValue

ALLE = "alle"
NOEGLER = ("omraade", "paragraf", "konto", "periode")
KOLONNER = (*NOEGLER, "system", "borgere", "bevillinger", "ydelser", "doegn", "helaarspersoner", "disponeret", "afregnet", "bogfoert")
_AAR = 365 * 366  # a day is 366 of these in an ordinary year and 365 in a leap year, so that no day is rounded


def ottetal(arb: Arbejde, data: Dataset, parametre: Parametre) -> ibis.Table:
    """The eight figures per omraade × paragraf × konto × month and system, and in all (`alle`). Months up to `per`."""
    dele = []
    for slags, r in raekker(arb, data, parametre).items():  # a kind at a time, so that only one stands in memory
        celler = arb.gem("celler", _summer(r, slags, ["omraade", "paragraf", "konto", "maaned", "slags", "system"]))
        dele += [celler.mutate(periode=tal.periode(celler.maaned)), _i_alt(arb, r, slags, celler)]
    return samlet([_figurer(t).select(*KOLONNER) for t in dele])


def krydset(data: Dataset) -> ibis.Table:
    """Settled beside posted per citizen, account and month up to `per`: `afregnet`, `bogfoert` and `forskel` in kroner. Raises MissingTable."""
    import ibis

    nul, sidste = ibis.literal(0).cast("int64"), tal.maanednr(data.per)
    s = data.tabel("afregning").filter(lambda t: t.status == "effektueret")
    p = bogfoert(data.tabel("postering"))
    s = s.select(borger=s.borger_id, konto=s.konto, maaned=tal.maanedstal(s.periode_fra_dato), s=tal.oere(s.beloeb), p=nul)
    p = p.select(borger=p.borger_id, konto=p.konto, maaned=p.aar.cast("int64") * 12 + p.maaned - 1, s=nul, p=tal.oere(p.beloeb))
    begge = s.union(p).filter(lambda t: t.maaned <= sidste)
    noegler = ["borger", "konto", "maaned"]
    t = begge.group_by(noegler).agg(s=begge.s.sum(), p=begge.p.sum())
    return t.select(
        borger_id=t.borger, konto=t.konto, periode=tal.periode(t.maaned), afregnet=tal.kroner(t.s), bogfoert=tal.kroner(t.p),
        forskel=tal.kroner(t.s - t.p),
    )  # fmt: skip


def raekker(arb: Arbejde, data: Dataset, parametre: Parametre) -> dict[str, ibis.Table]:
    """Every row that a figure counts, a table per kind of system, with `nr`: the row's own number among the rows of its table."""
    dele = {}
    if data.har("bevilling") and data.har("afregning"):
        dele["bevilling"] = _bevillinger(data)
    if data.har("afregning"):
        disponeret = [_disponeringer(data)] if data.har("disponering") and data.har("ydelse") else []
        dele["afregning"] = samlet([_afregninger(data), *disponeret])
    if data.har("postering"):
        dele["postering"] = _posteringer(arb, data, parametre)
    if data.har("rammeaktivitet"):
        dele["ramme"] = _rammer(data)
    return dele


# Whom a kind of system counts more than once in a cell; a grant has one row a month, so its rows are counted.
_HVEM = {"bevilling": ("borger",), "afregning": ("borger", "ydelse"), "postering": ("borger",), "ramme": ()}
_SUMMER = ("doegn", "dage", "ramme", "disponeret", "afregnet", "bogfoert")


def _summer(r: ibis.Table, slags: str, noegler: Sequence[str]) -> ibis.Table:
    """The sums of each cell, and how many different citizens, grants and ydelser stand behind them."""
    import ibis

    summer = {n: r[n].sum().cast("decimal(18,4)" if n == "ramme" else "int64") for n in _SUMMER}
    t = r.group_by(noegler).agg(raekker=r.count(), **{n: r[n].nunique() for n in _HVEM[slags]}, **summer)
    uden = {n: ibis.null("int64") for n in ("borger", "ydelse") if n not in _HVEM[slags]}
    return t.mutate(bevilling=t.raekker, **uden).drop("raekker")


def _i_alt(arb: Arbejde, r: ibis.Table, slags: str, celler: ibis.Table) -> ibis.Table:
    """The total per system: the cells' sums, and each citizen, grant and ydelse once."""
    import ibis

    t = celler.group_by("slags", "system").agg(**{n: celler[n].sum().cast(celler[n].type()) for n in _SUMMER})
    alle = ("borger", "bevilling", "ydelse")
    talte = [n for n in alle if n in (*_HVEM[slags], slags)]
    if talte:  # all in one, so that the rows are made once; a system that names nobody has no number of them
        antal = arb.gem("forskellige", r.group_by(h_system="system").agg(**{n: r[n].nunique().nullif(0) for n in talte}))
        t = t.left_join(antal, [("system", "h_system")]).drop("h_system")
    return t.mutate(**{n: ibis.null("int64") for n in alle if n not in talte}, **{n: _tekst(ALLE) for n in NOEGLER})


def _figurer(t: ibis.Table) -> ibis.Table:
    """The sums as the file has them; a figure that the kind of system does not have is empty."""
    import ibis

    slags = t.slags
    kun = lambda v, *har: ibis.cases(*((slags == h, v) for h in har), else_=ibis.null(v.type()))  # noqa: E731
    hele = (2 * t.dage * tal.ENHED + _AAR) // (2 * _AAR)
    return t.mutate(
        borgere=kun(t.borger, "bevilling", "afregning", "postering"), bevillinger=kun(t.bevilling, "bevilling"), ydelser=kun(t.ydelse, "afregning"),
        doegn=_antal(t.doegn), helaarspersoner=ibis.cases((slags == "ramme", t.ramme), else_=_antal(hele)), disponeret=_kr(t.disponeret),
        afregnet=_kr(t.afregnet), bogfoert=_kr(t.bogfoert),
    )  # fmt: skip


def _raekke(t: ibis.Table, slags: str, system: StringValue, **felter: ibis.Value) -> ibis.Table:
    """A row in the one shape; a figure that is not given is unknown."""
    import ibis

    tom = {"borger": "string", "bevilling": "string", "ydelse": "string", "doegn": "int64", "dage": "int64", "ramme": "decimal(12,4)",
           "disponeret": "int64", "afregnet": "int64", "bogfoert": "int64"}  # fmt: skip
    figurer = {n: felter[n].cast(type_) if n in felter else ibis.null(type_) for n, type_ in tom.items()}
    noegler = {n: ibis.coalesce(felter[n], "") for n in ("omraade", "paragraf", "konto")}
    return t.select(slags=_tekst(slags), system=system, nr=felter["nr"], maaned=felter["maaned"].cast("int64"), **noegler, **figurer)


def _bevillinger(data: Dataset) -> ibis.Table:
    """Each grant in each month from the first settled, with the days it runs and what it gives."""
    import ibis

    a = data.tabel("afregning")
    nu = tal.maanednr(data.per)
    foerste = a.agg(f=tal.maanedstal(a.periode_fra_dato).min()).to_pyarrow().to_pylist()[0]["f"] or nu
    b = grundlag.bevillinger(data)
    b = b.mutate(fra_m=tal.stoerst(b.b_fra_m, ibis.literal(foerste)), til_m=tal.mindst(b.b_til_m, ibis.literal(nu)))
    t = b.cross_join(tal.trin(max(nu - foerste, 0)))
    t = t.mutate(m=t.fra_m + t.trin).filter(lambda r: r.m <= r.til_m).inner_join(tal.kalender(foerste, nu).rename(m="maaned"), "m")
    dage = tal.mindst(t.b_til, t.sidste) - tal.stoerst(t.b_fra, t.foerste) + 1
    t = t.mutate(dage=dage).filter(lambda r: r.dage > 0)
    t = t.mutate(enheder=tal.bevilget(t.b_antal, t.b_frekvens, t.dage, t.laengde, (t.m == t.b_fra_m).ifelse(1, 0)))
    konto = ibis.null("string")
    if data.har("ydelse"):
        y = data.tabel("ydelse").filter(lambda r: r.bevilling_id.notnull())
        t = t.left_join(y.group_by(y_b=y.bevilling_id).agg(y_konto=y.konto.min()), [("b_id", "y_b")])
        konto = t.y_konto
    t = _med_omraade(data, t.mutate(paragraf=t.b_paragraf, konto=konto), sagens=False)
    doegn = ibis.cases((t.b_enhed == "doegn", t.enheder), else_=ibis.null("int64"))
    return _raekke(
        t, "bevilling", t.b_system, nr=t.b_nr, maaned=t.m, omraade=t.omraade, paragraf=t.b_paragraf, konto=t.konto, borger=t.b_borger,
        bevilling=t.b_id, doegn=doegn, dage=_aarsdele(t.dage, t.m), disponeret=tal.pris(t.enheder, t.b_takst),
    )  # fmt: skip


def _afregninger(data: Dataset) -> ibis.Table:
    """What was settled; days and nights are those of expenses and their corrections."""
    import ibis

    a = grundlag.afregninger(data)
    a = a.filter(a.efter == 0)
    a = _med_omraade(data, a)
    udgift = a.type.isin(["udgift", "regulering"])
    doegn = ibis.cases((udgift & (a.enhed == "doegn"), a.antal), else_=ibis.null("int64"))
    fortegn = ibis.cases((a.beloeb < 0, -1), else_=1)
    dage = ibis.cases((udgift, fortegn * (a.til - a.fra + 1)), else_=ibis.null("int64"))
    return _raekke(
        a, "afregning", a.system, nr=a.nr, maaned=a.maaned, omraade=a.omraade, paragraf=a.paragraf, konto=a.konto, borger=a.borger,
        ydelse=ibis.coalesce(a.ydelse.nullif(""), a.id), doegn=doegn, dage=_aarsdele(dage, a.maaned), afregnet=a.beloeb,
    )  # fmt: skip


def _disponeringer(data: Dataset) -> ibis.Table:
    d = grundlag.nummereret(data.tabel("disponering"))
    d = d.mutate(m=d.aar.cast("int64") * 12 + d.maaned - 1)
    d = d.filter(d.m <= tal.maanednr(data.per)).select("nr", "m", "beloeb_disponeret", d_system="kilde", d_ydelse="ydelse_id")
    y = data.tabel("ydelse")
    y = y.group_by(y_system=y.kilde, y_id=y.ydelse_id).agg(paragraf=y.paragraf.min(), konto=y.konto.min(), sag=y.sag_id.min())
    t = d.inner_join(y, [("d_system", "y_system"), ("d_ydelse", "y_id")])
    t = _med_omraade(data, t.mutate(system=t.d_system))
    return _raekke(
        t, "afregning", t.d_system, nr=t.nr, maaned=t.m, omraade=t.omraade, paragraf=t.paragraf, konto=t.konto,
        disponeret=tal.oere(t.beloeb_disponeret),
    )  # fmt: skip


def _posteringer(arb: Arbejde, data: Dataset, parametre: Parametre) -> ibis.Table:
    import ibis

    p = grundlag.posteringer(data, parametre)
    p = p.filter(p.efter == 0)
    felter = {"paragraf": ibis.null("string"), "omraade": ibis.null("string")}
    if data.har("afregning"):
        a = _med_omraade(data, grundlag.afregninger(data).filter(lambda t: t.ref != ""))
        a = a.group_by(a_ref=a.ref).agg(a_paragraf=a.paragraf.min(), a_omraade=a.omraade.min())
        p = p.left_join(arb.gem("referencer", a), [("ref", "a_ref")])
        felter = {"paragraf": p.a_paragraf, "omraade": p.a_omraade}
    if data.har("konto"):
        k = data.tabel("konto")
        k = k.filter(k.konto.notnull(), k.paragraf.notnull()).group_by(k_konto=k.konto).agg(foerste=k.paragraf.min(), sidste=k.paragraf.max())
        p = p.left_join(k.filter(k.foerste == k.sidste), [("konto", "k_konto")])
        p = _med_omraade(data, p.mutate(paragraf=ibis.coalesce(p.a_paragraf, p.foerste) if "a_paragraf" in p.columns else p.foerste), sagens=False)
        felter = {"paragraf": p.paragraf, "omraade": ibis.coalesce(p.a_omraade, p.omraade) if "a_omraade" in p.columns else p.omraade}
    return _raekke(p, "postering", p.system, nr=p.nr, maaned=p.maaned, konto=p.konto, borger=p.borger.nullif(""), bogfoert=p.beloeb, **felter)


def _rammer(data: Dataset) -> ibis.Table:
    """Activity paid by a frame: counted apart, under a name of its own, because no citizen stands behind it."""
    r = grundlag.nummereret(data.tabel("rammeaktivitet"))
    m = r.periode.substr(0, 4).cast("int64") * 12 + r.periode.substr(5, 2).cast("int64") - 1
    r = r.mutate(m=m).filter(lambda t: t.m <= tal.maanednr(data.per))
    return _raekke(r, "ramme", _tekst("rammeaktivitet"), nr=r.nr, maaned=r.m, omraade=r.omraade, paragraf=r.paragraf, konto=r.konto,
                   ramme=r.helaarspersoner, disponeret=tal.oere(r.beloeb))  # fmt: skip


def _med_omraade(data: Dataset, t: ibis.Table, sagens: bool = True) -> ibis.Table:
    """`omraade` of the case, where there is one, else of the paragraph."""
    import ibis

    kendte = {p.noegle: p.omraade for p in paragraffer() if p.omraade != "begge"}
    lov = ibis.memtable(list(kendte.items()), schema={"l_paragraf": "string", "l_omraade": "string"})
    t = t.left_join(lov, [("paragraf", "l_paragraf")])
    if not sagens or not data.har("sag"):
        return t.mutate(omraade=t.l_omraade)
    s = data.tabel("sag")
    s = s.group_by(o_system=s.kilde, o_sag=s.sag_id).agg(o_omraade=s.omraade.max())
    t = t.left_join(s, [("system", "o_system"), ("sag", "o_sag")])
    return t.mutate(omraade=ibis.coalesce(t.o_omraade, t.l_omraade))


def _aarsdele(dage: IntegerValue, maaned: IntegerValue) -> IntegerValue:
    """The days in parts of a year that both kinds of year are whole in."""
    import ibis

    aar = maaned // 12
    skud = (aar % 4 == 0) & ((aar % 100 != 0) | (aar % 400 == 0))
    return dage * ibis.cases((skud, 365), else_=366)


def _antal(v: IntegerValue) -> DecimalValue:
    return decimaltal(v, 4)


def _kr(v: IntegerValue) -> DecimalValue:
    return decimaltal(v, 2)  # the total of many municipalities and years may pass the 10¹² kr. of an amount


def _tekst(t: str) -> StringValue:
    import ibis

    return ibis.literal(t)
