"""Loop 1, bevilling ↔ afregning: what was granted, what was settled, and why they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.reconcile import daekning, grundlag, linjer, tal
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.causes import SLOEJFE1
from lisanalysis.reconcile.domme import doem, med_navne, ogsaa
from lisanalysis.reconcile.enkle import Side1, opdel, sider
from lisanalysis.reconcile.gentagelser import dobbelte, egne_dage, id_orden, samme_dage, samme_nat
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.reconcile.regulering import med_gruppe
from lisanalysis.reconcile.stige import samlet
from lisanalysis.reconcile.takster import ret_takst
from lisanalysis.reconcile.udestaaende import udestaaende
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis

_TITLER = {m.RULE.navn: m.RULE.titel for m in SLOEJFE1}
_NAETTER = "overlappende_doegn"
_B = ("b_nr", "b_borger", "b_paragraf", "b_lev", "b_enhed", "b_takst", "b_kommune", "maade")  # what is asked of a settlement's grant


def sloejfe1(arb: Arbejde, data: Dataset, parametre: Parametre) -> ibis.Table:
    """The raw lines of the loop (`linjer.RAA`), findings and explained differences together. Raises MissingTable."""
    x = sider(arb, data)
    naboer = arb.gem("naboer", grundlag.naboer(data))
    o = opdel(arb, data, x, parametre)
    t = med_gruppe(_med_sag_og_link(data, o.naermere, x)).drop("ydelse", "ref")
    t = arb.gem("naermere_1", t.left_join(id_orden(o.naermere), [("nr", "o_nr")]).drop("o_nr"))
    par = arb.gem("samme_dage", samme_dage(t))
    t = arb.gem("naermere_2", egne_dage(t, par))
    valgt, noegle = daekning.bevillingen(arb, t, x, naboer)
    naetter = arb.gem("naetter", samme_nat(t, list(parametre.doegn)))
    fakta = _fakta(arb, t, x, valgt, daekning.forventet(arb, t, valgt, noegle, x), naboer, parametre)
    fakta = arb.gem("fakta", _med_gentagelser(fakta, dobbelte(par), naetter))
    d = arb.gem("domme_1", _grupper(fakta, parametre), lagvis=True)
    foerst = med_navne(_foerst(d), SLOEJFE1)
    dele = [_penge(foerst, d)]
    if (flere := ogsaa(foerst, SLOEJFE1)) is not None:
        dele.append(_regler(flere))
    if arb.antal(naetter.filter(naetter.nat_plads > 0)):
        dele.append(_flere_naetter(foerst, naetter))
    dele.append(udestaaende(arb, data, x, o, t, valgt, parametre))
    return samlet(dele)


def _med_sag_og_link(data: Dataset, s: ibis.Table, x: Side1) -> ibis.Table:
    """The grant that the ydelse names (`link`), the payer that the case names (`sag_kommune`), and the day of death (`d_dag`)."""
    import ibis

    if data.har("ydelse"):
        y = data.tabel("ydelse").filter(lambda t: t.bevilling_id.notnull())
        y = y.group_by(y_system=y.kilde, y_id=y.ydelse_id).agg(link=y.bevilling_id.min())
        s = s.left_join(y, [("system", "y_system"), ("ydelse", "y_id")]).drop("y_system", "y_id")
    else:
        s = s.mutate(link=ibis.null("string"))
    if data.har("sag"):
        sag = data.tabel("sag")
        sag = sag.group_by(s_system=sag.kilde, s_sag=sag.sag_id).agg(sag_kommune=sag.betalingskommune.max())
        s = s.left_join(sag, [("system", "s_system"), ("sag", "s_sag")]).drop("s_system", "s_sag")
    else:
        s = s.mutate(sag_kommune=ibis.null("string"))
    return s.left_join(x.doede, [("borger", "d_borger")]).drop("d_borger")


def _fakta(arb: Arbejde, t: ibis.Table, x: Side1, valgt: ibis.Table, ventet: ibis.Table, naboer: ibis.Table, parametre: Parametre) -> ibis.Table:
    """Each settlement with its grant, the right takst, and what the grant gives: all that the causes ask about."""
    import ibis

    t = t.drop("til_maaned", "link", "e_fra", "e_til")
    valgt = valgt.select(v_nr="nr", **{k: k for k in _B})
    f = t.left_join(valgt, [("nr", "v_nr")]).drop("v_nr").left_join(arb.gem("ventet", ventet), "nr", rname="w_{name}").drop("w_nr")
    f = arb.gem("med_bevilling", f)
    f = f.left_join(ret_takst(f, x.priser), "nr", rname="p_{name}").drop("p_nr")
    f = f.left_join(naboer, [("borger", "n_a"), ("b_borger", "n_b")])
    f = f.mutate(nabo=f.n_a.notnull().ifelse(1, 0)).drop("n_a", "n_b")
    dage = f.til - f.fra + 1
    foer = tal.stoerst(tal.mindst(ibis.coalesce(f.foerst, f.fra) - f.fra, dage), ibis.literal(0))
    udenfor = ibis.cases((f.maade == daekning.NOEGLE, dage - ibis.coalesce(f.daekket, 0)), else_=0)
    har = f.b_nr.notnull()
    ventes = (f.r == 0) | (f.beloeb > 0)  # a regulering that takes back has no days of its own
    kendt = ~har | ~ventes | ((ibis.coalesce(f.ukendte, 0) == 0) & f.ret_takst.notnull())
    forventet = ibis.cases((~kendt, ibis.null("int64")), (har & ventes, tal.pris(ibis.coalesce(f.enheder, 0), f.ret_takst)), else_=0)
    return f.mutate(
        har_bevilling=har.ifelse(1, 0), dage_foer=ibis.cases((udenfor > 0, foer), else_=0), udenfor=udenfor, forventet=forventet.cast("int64"),
        er_ukendt=ibis.cases((kendt, 0), else_=1), doed=ibis.cases((f.til > f.d_dag, 1), else_=0), afrunding=ibis.literal(parametre.afrunding),
        fri_for_bevilling=f.paragraf.isin(list(parametre.uden_bevilling)).ifelse(1, 0), gammel=ibis.coalesce(f.gammel, 0),
    ).drop("fra", "til", "d_dag", "maade", "b_takst", "enheder", "daekket", "foerst")  # fmt: skip


def _med_gentagelser(f: ibis.Table, dob: ibis.Table, naetter: ibis.Table) -> ibis.Table:
    f = f.left_join(dob, "nr", rname="x_{name}").drop("x_nr")
    return f.left_join(naetter.filter(naetter.nat_plads == 0), "nr", rname="x_{name}").drop("x_nr")


def _grupper(f: ibis.Table, parametre: Parametre) -> ibis.Table:
    """The judged settlements, those of a regulering with their group's net difference: `netto_ok` is 1 where it sets all right."""
    import ibis

    r = f.filter(f.i_regulering == 1)
    # without a grant a regulering may still bring the payment to the right takst
    pris = ibis.cases((r.r == 0, ibis.coalesce(tal.pris(r.antal, r.ret_takst), 0)), else_=0)
    g = r.group_by(g_gruppe=r.gruppe).agg(
        g_diff=(r.forventet - r.beloeb).sum(), g_ukendt=r.er_ukendt.max(), takst_diff=(pris - r.beloeb).sum(), med_bevilling=r.har_bevilling.max()
    )
    ens = (g.g_diff.abs() <= parametre.afrunding) | ((g.med_bevilling == 0) & (g.takst_diff.abs() <= parametre.afrunding))
    g = g.select("g_gruppe", "g_diff", "g_ukendt", g_ok=((g.g_ukendt == 0) & ens).ifelse(1, 0))
    f = f.left_join(g, [("gruppe", "g_gruppe")])
    alene = f.g_gruppe.isnull()
    f = f.mutate(
        gruppe_diff=ibis.cases((alene, f.forventet - f.beloeb), else_=f.g_diff), gruppe_ukendt=ibis.cases((alene, f.er_ukendt), else_=f.g_ukendt),
        netto_ok=ibis.coalesce(f.g_ok, 0),
    )  # fmt: skip
    return doem(f.drop("g_gruppe", "g_diff", "g_ukendt", "g_ok"), SLOEJFE1)


def _foerst(d: ibis.Table) -> ibis.Table:
    """One settlement per group: the one whose cause comes first."""
    import ibis

    r = d.filter(d.i_regulering == 1).select("nr", "gruppe", "rang", "r", "id_nr")
    r = r.mutate(plads=ibis.row_number().over(group_by="gruppe", order_by=["rang", "r", "id_nr"]))
    return d.anti_join(r.filter(r.plads > 0), "nr")


def _penge(foerst: ibis.Table, d: ibis.Table) -> ibis.Table:
    """One line per cell of a group that differs; a finding that moves no money, or an unknown amount, has one line all the same."""
    import ibis

    c = d.group_by("gruppe", c_borger="borger", c_konto="konto", c_maaned="maaned").agg(
        her=d.forventet.sum().cast("int64"), der=d.beloeb.sum().cast("int64"), ukendt=d.er_ukendt.max()
    )
    skaev = ((c.ukendt == 0) & (c.her != c.der)).ifelse(1, 0)
    c = c.mutate(skaev=skaev, skaeve=skaev.sum().over(group_by="gruppe"))
    c = c.mutate(plads=ibis.row_number().over(group_by="gruppe", order_by=[c.der.abs().desc(), "c_maaned", "c_konto"]))
    c = c.filter((c.skaev == 1) | ((c.skaeve == 0) & (c.plads == 0)))  # before the wide rows come to it
    c = c.inner_join(foerst, "gruppe", rname="f_{name}").filter(lambda t: (t.skaev == 1) | t.aarsag.notnull())
    ok = ibis.cases((c.i_regulering == 1, "ok_regulering"), (c.har_bevilling == 0, "ok_uden_bevilling"), else_="ok_afrunding")
    fund, tomt = c.aarsag.notnull(), ibis.null("int64")
    her = ibis.cases((c.ukendt == 1, tomt), else_=c.her)
    return _raa(
        c, aarsag=ibis.coalesce(c.aarsag, ok), regel=ibis.coalesce(c.regel, ""), alvor=ibis.coalesce(c.alvor, "ok"), borger=c.c_borger, konto=c.c_konto,
        maaned=c.c_maaned, kilde=c.der, modpart=her, forskel=her - c.der, modpart_id=_modpart(c),
        beskrivelse=ibis.cases((fund, linjer.forklaret(c.aarsag, _TITLER)), else_=linjer.forklaret(ok, linjer.OK)),
    )  # fmt: skip


def _modpart(c: ibis.Table) -> ibis.expr.types.StringValue:
    import ibis

    return ibis.cases((c.aarsag == "dobbelt_afregning", c.dobbelt_id), (c.aarsag == _NAETTER, c.nat_id), else_=c.bevillinger)


def _regler(flere: ibis.Table) -> ibis.Table:
    """The rules that a judged settlement breaks besides: no money."""
    import ibis

    tom = ibis.null("int64")
    return _raa(
        flere, aarsag=ibis.literal(""), regel=flere.regel, alvor=flere.alvor, borger=flere.borger, konto=flere.konto, maaned=flere.maaned,
        kilde=flere.beloeb, modpart=tom, forskel=tom, sloejfe="regel", beskrivelse=linjer.forklaret(flere.regelnavn, _TITLER),
        modpart_id=ibis.cases((flere.regelnavn == _NAETTER, flere.nat_id), (flere.regelnavn == "dobbelt_afregning", flere.dobbelt_id), else_=flere.bevillinger),
    )  # fmt: skip


def _flere_naetter(foerst: ibis.Table, naetter: ibis.Table) -> ibis.Table:
    """The further beds of a night that has a finding already."""
    import ibis

    regel = next(m.RULE for m in SLOEJFE1 if m.RULE.navn == _NAETTER)
    flere = naetter.filter(naetter.nat_plads > 0).select(e_nr="nr", e_id="nat_id")
    t = foerst.inner_join(flere, [("nr", "e_nr")])
    tom = ibis.null("int64")
    return _raa(
        t, aarsag=ibis.literal(""), regel=ibis.literal(regel.id), alvor=ibis.literal(regel.alvor), borger=t.borger, konto=t.konto, maaned=t.maaned,
        kilde=t.beloeb, modpart=tom, forskel=tom, sloejfe="regel", modpart_id=t.e_id, beskrivelse=ibis.literal(regel.titel), noegle=t.id + "+" + t.e_id,
    )  # fmt: skip


def _raa(t: ibis.Table, *, sloejfe: str = "1", noegle: ibis.Value | None = None, **felter: ibis.Value) -> ibis.Table:
    """A line whose source row is a settlement."""
    import ibis

    f = felter
    return t.select(
        sloejfe=ibis.literal(sloejfe), regel=f["regel"], aarsag=f["aarsag"], alvor=f["alvor"], system=t.system, tabel=ibis.literal("afregning"),
        kilde_id=t.id, noegle=t.id if noegle is None else noegle, modpart_id=f["modpart_id"], borger=f["borger"], sag=t.sag,
        behandler=ibis.null("string"), paragraf=t.paragraf, konto=f["konto"], maaned=f["maaned"], kilde_oere=f["kilde"], modpart_oere=f["modpart"],
        forskel_oere=f["forskel"], beskrivelse=f["beskrivelse"],
    )  # fmt: skip
