"""Loop 2, afregning ↔ postering: what was settled, what was posted, and why they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.reconcile import grundlag, linjer
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.bogfoering import AFREGNING, POSTERING, Match, match
from lisanalysis.reconcile.causes import SLOEJFE2
from lisanalysis.reconcile.domme import doem, med_navne, ogsaa, regler
from lisanalysis.reconcile.grupper import grupper
from lisanalysis.reconcile.kaede import kaedet
from lisanalysis.reconcile.konti import med_cpr_krav
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.reconcile.referencer import med_egen_fejl, tilladte, uenige
from lisanalysis.reconcile.stige import P_ORDEN, S_ORDEN, med_orden, samlet
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis

_SAETNINGER = {m.RULE.navn: m.RULE.titel for m in SLOEJFE2} | linjer.OK
_CELLE = ("gruppe", "borger", "konto", "maaned")
# What is asked of a judged group, besides `ramt_<cause>` and `rang`: the texts that only the lines show are fetched by `nr` at the end.
_D = ("gruppe", "nr", "s_sum", "p_sum", "r", "uden_cpr", "supplement", "gammel")


def sloejfe2(arb: Arbejde, data: Dataset, parametre: Parametre) -> ibis.Table:
    """The raw lines of the loop (`linjer.RAA`), findings and explained differences together. Raises MissingTable."""
    funktioner = tilladte(data)

    def afregninger(kun: grundlag.Udvalg | None = None) -> ibis.Table:
        return _med_pleje(data, med_egen_fejl(grundlag.afregninger(data, kun), funktioner))

    talte = med_egen_fejl(grundlag.afregninger(data, taelles=True), funktioner)
    refs = arb.gem("uenige_referencer", uenige(talte, grundlag.posteringer(data, parametre, taelles=True)))
    kun = lambda t: t.semi_join(refs, [(grundlag.tom(t.henvisningsnr), "ref")])  # noqa: E731
    s_rest = arb.gem("afregninger", med_orden(afregninger(kun), S_ORDEN).select(*AFREGNING, "orden"))
    p_rest = _med_fri(data, grundlag.posteringer(data, parametre, kun))
    p_rest = arb.gem("posteringer", med_orden(med_cpr_krav(data, p_rest), P_ORDEN).select(*POSTERING, "orden"))
    naboer = arb.gem("naboer", grundlag.naboer(data))
    m = match(arb, afregninger(), s_rest, p_rest, naboer, parametre)
    g = grupper(m, naboer, parametre).filter(lambda t: t.efter == 0)
    g = doem(g, SLOEJFE2)
    g = arb.gem("domme", g.select(*_D, *(k for k in g.columns if k.startswith("ramt_")), "rang"), lagvis=True)
    alle = arb.gem("regler", regler(SLOEJFE2))
    g = med_navne(g, alle, SLOEJFE2)
    egne = [_penge(g, arb.gem("celler", _celler(m))), _regler(ogsaa(g, alle, SLOEJFE2), m.s)]
    dele = [_raa(samlet(egne), m.s, arb.gem("modparter", _modparter(arb, m.p))), _posteringer_alene(_ene(m.p))]
    if arb.antal(m.par):
        dele += _tilbagefoerte(m, p_rest)
    return samlet(dele)


def _med_pleje(data: Dataset, s: ibis.Table) -> ibis.Table:
    """The foster parent of the ydelse that is settled."""
    import ibis

    if not data.har("ydelse"):
        return s.mutate(pleje=ibis.null("string"))
    y = data.tabel("ydelse")
    y = y.filter(y.plejefamilie_id.notnull()).group_by(y_system=y.kilde, y_id=y.ydelse_id).agg(pleje=y.plejefamilie_id.min())
    return s.left_join(y, [("system", "y_system"), ("ydelse", "y_id")]).drop("y_system", "y_id")


def _med_fri(data: Dataset, p: ibis.Table) -> ibis.Table:
    """`fri` is 1 where a posting's reference, if it has one, ties it to nothing that a case system knows."""
    import ibis

    i_haanden = p.filter(p.fag == 0, p.ref != "")
    kendte = data.tabel("afregning").select(k_ref="henvisningsnr").semi_join(i_haanden, [("k_ref", "ref")]).distinct()
    p = p.left_join(kendte, [("ref", "k_ref")])
    fri = (p.ref == "") | ((p.fag == 0) & p.k_ref.isnull())
    return p.mutate(fri=ibis.cases((fri, 1), else_=0)).drop("k_ref")


def _celler(m: Match) -> ibis.Table:
    """Both sides per group, citizen, account and month."""
    import ibis

    nul = ibis.literal(0).cast("int64")
    s = m.s.select(*_CELLE, her=m.s.beloeb * m.s.vaegt, der=nul)
    alle = s.union(m.p.select(*_CELLE, her=nul, der=m.p.beloeb))
    return alle.group_by(_CELLE).agg(her=alle.her.sum().cast("int64"), der=alle.der.sum().cast("int64"))


def _modparter(arb: Arbejde, p: ibis.Table) -> ibis.Table:
    """The postings of a group, joined; of a payment posted twice only the later ones."""
    p = p.filter(p.gruppe >= 0).mutate(b=linjer.sammen(p.bilag, p.linje))
    alle = kaedet(arb, p, "gruppe", "b", ["orden"]).rename(modparter="b")
    senere = kaedet(arb, p.filter(p.dobbelt == 1), "gruppe", "b", ["orden"]).select(s_gruppe="gruppe", senere="b")
    return alle.left_join(senere, [("gruppe", "s_gruppe")]).select(m_gruppe="gruppe", modparter="modparter", senere="senere")


def _penge(g: ibis.Table, celler: ibis.Table) -> ibis.Table:
    """One line per cell that differs; a finding that moves no money has one line all the same."""
    import ibis

    skaeve = celler.filter(celler.her != celler.der)
    lige = celler.anti_join(skaeve, "gruppe").semi_join(g.filter(g.aarsag.notnull()), "gruppe")
    lige = lige.mutate(plads=ibis.row_number().over(group_by="gruppe", order_by=[lige.her.abs().desc(), "maaned", "konto", "borger"]))
    c = skaeve.union(lige.filter(lige.plads == 0).drop("plads")).inner_join(g, "gruppe")
    return c.select("nr", *_CELLE, sloejfe=ibis.literal("2"), grund=c.aarsag, navn=ibis.coalesce(c.aarsag, _ok(c)), regel=ibis.coalesce(c.regel, ""),
                    alvor=ibis.coalesce(c.alvor, "ok"), kilde=c.her, modpart=c.der, forskel=c.her - c.der)  # fmt: skip


def _ok(c: ibis.Table) -> ibis.expr.types.StringValue:
    """The first allowed explanation: a regulering, the supplementsperiode, a later month, or only rounding; else only the citizen differs."""
    import ibis

    return ibis.cases(
        (c.r == 1, "ok_regulering"),
        ((c.supplement > 0) & (c.s_sum == c.p_sum), "ok_supplement"),
        ((c.s_sum == c.p_sum) & (c.uden_cpr == 0), "ok_forskudt"),
        (c.s_sum == c.p_sum, "ok_uden_cpr"),
        (c.supplement > 0, "ok_supplement"),
        else_="ok_afrunding",
    )


def _regler(flere: ibis.Table, s: ibis.Table) -> ibis.Table:
    """The rules that a judged settlement breaks besides: no money."""
    import ibis

    r = flere.inner_join(s.select("borger", "konto", "maaned", s_nr="nr"), [("nr", "s_nr")])
    tom = ibis.null("int64")
    return r.select("nr", *_CELLE, sloejfe=ibis.literal("regel"), grund=r.aarsag, navn=r.regelnavn, regel=r.regel, alvor=r.alvor, kilde=r.s_sum,
                    modpart=tom, forskel=tom)  # fmt: skip


def _raa(t: ibis.Table, s: ibis.Table, modparter: ibis.Table) -> ibis.Table:
    """The lines whose source row is a settlement, with its texts and the group's postings; of a payment posted twice the later ones."""
    import ibis

    t = t.inner_join(s.select("system", "id", "sag", "paragraf", s_nr="nr"), [("nr", "s_nr")]).left_join(modparter, [("gruppe", "m_gruppe")])
    return t.select(
        sloejfe=t.sloejfe, regel=t.regel, aarsag=ibis.cases((t.sloejfe == "regel", ""), else_=t.navn), alvor=t.alvor, system=t.system,
        tabel=ibis.literal("afregning"), kilde_id=t.id, noegle=t.id,
        modpart_id=ibis.coalesce(ibis.cases((t.grund == "dobbeltbogfoert", t.senere), else_=t.modparter), t.modparter), borger=t.borger, sag=t.sag,
        behandler=ibis.null("string"), paragraf=t.paragraf, konto=t.konto, maaned=t.maaned, kilde_oere=t.kilde, modpart_oere=t.modpart,
        forskel_oere=t.forskel, beskrivelse=linjer.forklaret(t.navn, _SAETNINGER),
    )  # fmt: skip


def _ene(p: ibis.Table) -> ibis.Table:
    """The postings that no settlement was found for, up to `per`."""
    return p.filter(p.gruppe < 0, p.efter == 0)


def _posteringer_alene(p: ibis.Table) -> ibis.Table:
    """A posting from a case system without a settlement is a finding; one that no case system sent is only told."""
    import ibis

    fag = (p.fag == 1) | (p.fri == 0)
    regler = {m.RULE.navn: m.RULE for m in SLOEJFE2}
    uden, egen = regler["uden_afregning"], regler["ikke_fra_fagsystem"]
    id_ = linjer.sammen(p.bilag, p.linje)
    return p.select(
        sloejfe=ibis.literal("2"), regel=ibis.cases((fag, uden.id), else_=egen.id), aarsag=ibis.cases((fag, uden.navn), else_=egen.navn),
        alvor=ibis.cases((fag, uden.alvor), else_=egen.alvor), system=p.system, tabel=ibis.literal("postering"), kilde_id=id_,
        noegle=linjer.sammen(p.aar, id_), modpart_id=ibis.null("string"), borger=p.borger, sag=ibis.null("string"), behandler=ibis.null("string"),
        paragraf=ibis.literal(""), konto=p.konto, maaned=p.maaned, kilde_oere=p.beloeb, modpart_oere=ibis.null("int64"), forskel_oere=-p.beloeb,
        beskrivelse=ibis.cases((fag, uden.titel), else_=egen.titel),
    )  # fmt: skip


def _tilbagefoerte(m: Match, p: ibis.Table) -> list[ibis.Table]:
    """Reversals in another cell than what they reverse: both lines, explained; the settlement of the reference stands for them."""
    import ibis

    felter = {k: k for k in ("system", "bilag", "linje", "aar", "borger", "konto", "maaned", "beloeb", "ref", "efter")}
    par = m.par.inner_join(p.select(plus_nr="nr", **{f"plus_{k}": k for k in felter}), "plus_nr")
    par = par.inner_join(p.select(minus_nr="nr", **{f"minus_{k}": k for k in felter}), "minus_nr")
    par = par.filter(par.plus_maaned != par.minus_maaned)
    s = m.s.filter(m.s.ref != "", m.s.vaegt == 1)
    s = s.group_by(s_ref=s.ref).agg(s_id=s.id.min(), s_system=s.system.min(), s_sag=s.sag.min(), s_paragraf=s.paragraf.min(), s_efter=s.efter.min())
    par = par.left_join(s, [("plus_ref", "s_ref")])
    dele = []
    for side in ("plus", "minus"):
        f = {k: par[f"{side}_{k}"] for k in felter}
        med = par.s_id.notnull()
        id_, begge = linjer.sammen(f["bilag"], f["linje"]), linjer.sammen(par.plus_bilag, par.plus_linje) + "+" + linjer.sammen(par.minus_bilag, par.minus_linje)
        dele.append(par.filter(ibis.coalesce(par.s_efter, f["efter"]) == 0).select(
            sloejfe=ibis.literal("2"), regel=ibis.literal(""), aarsag=ibis.literal("ok_tilbagefoert"), alvor=ibis.literal("ok"),
            system=ibis.coalesce(par.s_system, f["system"]), tabel=ibis.cases((med, "afregning"), else_="postering"),
            kilde_id=ibis.coalesce(par.s_id, id_), noegle=linjer.sammen(par.plus_aar, begge), modpart_id=begge, borger=f["borger"], sag=par.s_sag,
            behandler=ibis.null("string"), paragraf=ibis.coalesce(par.s_paragraf, ""), konto=f["konto"], maaned=f["maaned"],
            kilde_oere=ibis.cases((med, 0), else_=f["beloeb"]).cast("int64"), modpart_oere=ibis.cases((med, f["beloeb"]), else_=ibis.null("int64")),
            forskel_oere=-f["beloeb"], beskrivelse=ibis.literal(linjer.OK["ok_tilbagefoert"]),
        ))  # fmt: skip
    return dele
