"""Loop 1, bevilling ↔ afregning: what was granted, what was settled, and why they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.reconcile import daekning, grundlag, linjer, tal
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.causes import SLOEJFE1
from lisanalysis.reconcile.domme import doem, med_navne, ogsaa, regler
from lisanalysis.reconcile.enkle import Side1, opdel, sider
from lisanalysis.reconcile.gentagelser import dobbelte, optagne_dage, samme_dage, samme_nat
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.reconcile.regulering import med_gruppe
from lisanalysis.reconcile.stige import samlet
from lisanalysis.reconcile.takster import ret_takst
from lisanalysis.reconcile.udestaaende import udestaaende
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis

_SAETNINGER = {m.RULE.navn: m.RULE.titel for m in SLOEJFE1} | linjer.OK
_NAETTER, _IGEN = "overlappende_doegn", "dobbelt_afregning"
# What is asked of a settlement until it is judged: the texts that only the lines show are fetched by `nr` at the end.
_T = ("nr", "id_nr", "borger", "paragraf", "lev", "konto", "fra", "til", "maaned", "til_maaned", "antal", "enhed", "takst", "beloeb", "kommune",
      "sag_kommune", "r", "gruppe", "i_regulering", "link", "d_dag")  # fmt: skip
# What is asked of a judged settlement, besides `ramt_<cause>` and `rang`.
_D = ("nr", "id_nr", "gruppe", "i_regulering", "r", "borger", "konto", "maaned", "beloeb", "forventet", "er_ukendt", "har_bevilling", "gammel", "dobbelt",
      "dobbelt_nr", "nat_nr")  # fmt: skip


def sloejfe1(arb: Arbejde, data: Dataset, parametre: Parametre) -> ibis.Table:
    """The raw lines of the loop (`linjer.RAA`), findings and explained differences together. Raises MissingTable."""
    x = sider(arb, data)
    naboer = arb.gem("naboer", grundlag.naboer(data))
    o = opdel(arb, data, x, parametre)
    t = arb.gem("sammenlignet", med_gruppe(_med_sag_og_link(data, o.naermere, x)).select(*_T))
    par = arb.gem("samme_dage", samme_dage(t))
    valgt, noegle = daekning.bevillingen(arb, t, x, naboer)
    naetter = arb.gem("naetter", samme_nat(t, list(parametre.doegn)))
    ventet = arb.gem("ventet", daekning.forventet(arb, t, valgt, noegle, x, arb.gem("optagne_dage", optagne_dage(par))))
    fakta = arb.gem("fakta", _med_gentagelser(_fakta(arb, t, x, valgt, ventet, naboer, parametre), dobbelte(par), naetter))
    d = _grupper(fakta, parametre)
    d = arb.gem("domme", d.select(*_D, *(k for k in d.columns if k.startswith("ramt_")), "rang"), lagvis=True)
    alle = arb.gem("regler", regler(SLOEJFE1))
    foerst = med_navne(_foerst(d), alle, SLOEJFE1)
    dele = [_penge(foerst, d), _regler(ogsaa(foerst, alle, SLOEJFE1))]
    if arb.antal(naetter):
        dele.append(_flere_naetter(foerst, naetter))
    return _raa(samlet(dele), o.naermere, ventet).union(udestaaende(arb, data, x, o, t, valgt, parametre))


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

    f = _med_bevilling(t, x, valgt).left_join(ventet.drop("bevillinger"), "nr", rname="w_{name}").drop("w_nr")
    f = arb.gem("med_bevilling", f)
    f = f.left_join(ret_takst(f, x.priser), "nr", rname="p_{name}").drop("p_nr")
    f = f.left_join(naboer, [("borger", "n_a"), ("b_borger", "n_b")])
    dage = f.til - f.fra + 1
    foer = tal.stoerst(tal.mindst(ibis.coalesce(f.foerst, f.fra) - f.fra, dage), ibis.literal(0))
    udenfor = ibis.cases((f.maade == daekning.NOEGLE, dage - ibis.coalesce(f.daekket, 0)), else_=0)
    har = f.b_nr.notnull()
    ventes = (f.r == 0) | (f.beloeb > 0)  # a regulering that takes back has no days of its own
    kendt = ~har | ~ventes | ((ibis.coalesce(f.ukendte, 0) == 0) & f.ret_takst.notnull())
    forventet = ibis.cases((~kendt, ibis.null("int64")), (har & ventes, tal.pris(ibis.coalesce(f.enheder, 0), f.ret_takst)), else_=0)
    return f.mutate(
        har_bevilling=har.ifelse(1, 0), nabo=f.n_a.notnull().ifelse(1, 0), dage_foer=ibis.cases((udenfor > 0, foer), else_=0), udenfor=udenfor,
        forventet=forventet.cast("int64"), er_ukendt=ibis.cases((kendt, 0), else_=1), doed=ibis.cases((f.til > f.d_dag, 1), else_=0),
        afrunding=ibis.literal(parametre.afrunding), fri_for_bevilling=f.paragraf.isin(list(parametre.uden_bevilling)).ifelse(1, 0),
        gammel=ibis.coalesce(f.gammel, 0),
    ).drop("fra", "til", "d_dag", "maade", "paragraf", "lev", "b_nr", "b_borger", "b_paragraf", "b_lev", "b_takst", "n_a", "n_b", "enheder", "daekket",
           "foerst")  # fmt: skip


def _med_bevilling(t: ibis.Table, x: Side1, valgt: ibis.Table) -> ibis.Table:
    """The settlement's grant, and 0 or 1 for each thing in which the two differ."""
    b = x.b.select(g_nr="b_nr", **{k: k for k in ("b_borger", "b_paragraf", "b_lev", "b_enhed", "b_takst", "b_kommune")})
    f = t.left_join(valgt.select("b_nr", "maade", v_nr="nr"), [("nr", "v_nr")]).left_join(b, [("b_nr", "g_nr")])
    andet = {
        "borger": f.borger != f.b_borger,
        "paragraf": f.paragraf != f.b_paragraf,
        "leverandoer": (f.lev != f.b_lev) & (f.lev != "") & (f.b_lev != ""),
        "enhed": f.enhed != f.b_enhed,
        "kommune": (f.kommune != f.b_kommune) | (f.kommune != f.sag_kommune),
    }
    f = f.mutate(**{f"anden_{k}": v.ifelse(1, 0) for k, v in andet.items()})
    return f.drop("v_nr", "g_nr", "b_enhed", "b_kommune", "kommune", "sag_kommune", "enhed", "link", "til_maaned")


def _med_gentagelser(f: ibis.Table, dob: ibis.Table, naetter: ibis.Table) -> ibis.Table:
    f = f.left_join(dob, "nr", rname="x_{name}").drop("x_nr")
    return f.left_join(naetter.filter(naetter.nat_plads == 0), "nr", rname="x_{name}").drop("x_nr", "nat_plads")


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

    celle = ("gruppe", "borger", "konto", "maaned")
    ene = d.filter(d.i_regulering == 0).select(*celle, her="forventet", der="beloeb", ukendt="er_ukendt")
    c = d.filter(d.i_regulering == 1).group_by(celle).agg(her=d.forventet.sum().cast("int64"), der=d.beloeb.sum().cast("int64"), ukendt=d.er_ukendt.max())
    skaev = ((c.ukendt == 0) & (c.her != c.der)).ifelse(1, 0)
    c = c.mutate(skaev=skaev, skaeve=skaev.sum().over(group_by="gruppe"))
    c = c.mutate(plads=ibis.row_number().over(group_by="gruppe", order_by=[c.der.abs().desc(), "maaned", "konto"]))
    c = ene.union(c.filter((c.skaev == 1) | ((c.skaeve == 0) & (c.plads == 0))).select(*ene.columns))
    f = foerst.select("nr", "i_regulering", "har_bevilling", "aarsag", "regel", "alvor", "dobbelt_nr", "nat_nr", f_gruppe="gruppe")
    c = c.inner_join(f, [("gruppe", "f_gruppe")])
    c = c.filter(((c.ukendt == 0) & (c.her != c.der)) | c.aarsag.notnull())
    ok = ibis.cases((c.i_regulering == 1, "ok_regulering"), (c.har_bevilling == 0, "ok_uden_bevilling"), else_="ok_afrunding")
    her = ibis.cases((c.ukendt == 1, ibis.null("int64")), else_=c.her)
    return _linje(c, sloejfe="1", navn=ibis.coalesce(c.aarsag, ok), regel=ibis.coalesce(c.regel, ""), alvor=ibis.coalesce(c.alvor, "ok"), kilde=c.der,
                  modpart=her, forskel=her - c.der, modpart_nr=_modpart(c.aarsag, c))  # fmt: skip


def _modpart(navn: ibis.expr.types.StringValue, t: ibis.Table) -> ibis.expr.types.IntegerValue:
    """The number of the other settlement, where the finding is about two of them."""
    import ibis

    return ibis.cases((navn == _IGEN, t.dobbelt_nr), (navn == _NAETTER, t.nat_nr), else_=ibis.null("int64"))


def _regler(flere: ibis.Table) -> ibis.Table:
    """The rules that a judged settlement breaks besides: no money."""
    import ibis

    tom = ibis.null("int64")
    return _linje(flere, sloejfe="regel", navn=flere.regelnavn, regel=flere.regel, alvor=flere.alvor, kilde=flere.beloeb, modpart=tom, forskel=tom,
                  modpart_nr=_modpart(flere.regelnavn, flere))  # fmt: skip


def _flere_naetter(foerst: ibis.Table, naetter: ibis.Table) -> ibis.Table:
    """The further beds of a night that has a finding already."""
    import ibis

    regel = next(m.RULE for m in SLOEJFE1 if m.RULE.navn == _NAETTER)
    flere = naetter.filter(naetter.nat_plads > 0).select(e_nr="nr", e_nat="nat_nr")
    t = foerst.inner_join(flere, [("nr", "e_nr")])
    tom = ibis.null("int64")
    return _linje(t, sloejfe="regel", navn=ibis.literal(_NAETTER), regel=ibis.literal(regel.id), alvor=ibis.literal(regel.alvor), kilde=t.beloeb,
                  modpart=tom, forskel=tom, modpart_nr=t.e_nat, som_par=1)  # fmt: skip


def _linje(t: ibis.Table, *, sloejfe: str, som_par: int = 0, **felter: ibis.Value) -> ibis.Table:
    """What is known of a line before its texts: `navn` is the cause, the rule or what allows it; with `som_par` both settlements identify it."""
    import ibis

    return t.select("nr", "borger", "konto", "maaned", sloejfe=ibis.literal(sloejfe), som_par=ibis.literal(som_par), **felter)


def _raa(t: ibis.Table, naermere: ibis.Table, ventet: ibis.Table) -> ibis.Table:
    """The lines with the texts of their settlement, of the one it is about besides, or of the grants."""
    import ibis

    t = t.inner_join(naermere.select("system", "id", "sag", "paragraf", s_nr="nr"), [("nr", "s_nr")])
    t = t.left_join(naermere.select(m_nr="nr", m_id="id"), [("modpart_nr", "m_nr")])
    t = t.left_join(ventet.select("bevillinger", w_nr="nr"), [("nr", "w_nr")])
    return t.select(
        sloejfe=t.sloejfe, regel=t.regel, aarsag=ibis.cases((t.sloejfe == "regel", ""), else_=t.navn), alvor=t.alvor, system=t.system,
        tabel=ibis.literal("afregning"), kilde_id=t.id, noegle=ibis.cases((t.som_par == 1, t.id + "+" + t.m_id), else_=t.id),
        modpart_id=ibis.coalesce(t.m_id, t.bevillinger), borger=t.borger, sag=t.sag, behandler=ibis.null("string"), paragraf=t.paragraf, konto=t.konto,
        maaned=t.maaned, kilde_oere=t.kilde, modpart_oere=t.modpart, forskel_oere=t.forskel, beskrivelse=linjer.forklaret(t.navn, _SAETNINGER),
    )  # fmt: skip
