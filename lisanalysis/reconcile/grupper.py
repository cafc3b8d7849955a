"""What can be said of a group of settlements and postings before it is judged: sums, and what is wrong with how many postings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.reconcile.bogfoering import Match
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.reconcile.referencer import supplement
from lisanalysis.reconcile.svagere import i_tide

if TYPE_CHECKING:
    import ibis

_FAKTA = (
    "dobbelt_sum", "dobbelte", "enkelte", "utide", "anden_konto", "kun_dranst", "ukendt_konto", "fremmed", "kendt_fremmed", "gammel", "uden_cpr",
    "kraevet_uden_cpr", "supplement",
)  # fmt: skip


def grupper(m: Match, naboer: ibis.Table, parametre: Parametre) -> ibis.Table:
    """One row per group: the settlement that stands for it (`nr`), both sums, and the facts about its postings.

    A group of one posting alone stands for itself: its `antal_s` is 0.
    """
    import ibis

    s = m.s
    her = s.group_by("gruppe").agg(
        antal_s=s.count(), s_sum=(s.beloeb * s.vaegt).sum(), egen_fejl=s.egen_fejl.max(), r=s.r.max(), efter=s.efter.min(), foerst=s.orden.min()
    )
    foerst = s.select("nr", f_gruppe="gruppe", foerst="orden")
    p = _posteringer(m.p, s, naboer, parametre)
    der = p.group_by("gruppe").agg(antal_p=p.count(), p_sum=p.beloeb.sum(), **{f: p[f].sum() for f in _FAKTA})
    t = her.inner_join(foerst, [("gruppe", "f_gruppe"), "foerst"]).left_join(der, "gruppe", rname="der_{name}")
    nul = {f: ibis.coalesce(t[f], 0).cast("int64") for f in ("antal_p", "p_sum", *_FAKTA)}
    t = t.mutate(**nul, afrunding=ibis.literal(parametre.afrunding))
    return t.select("gruppe", "nr", "antal_s", "s_sum", "egen_fejl", "r", "efter", "afrunding", *nul)


def _posteringer(p: ibis.Table, s: ibis.Table, naboer: ibis.Table, parametre: Parametre) -> ibis.Table:
    """Each posting of a group with settlements, with 0 or 1 for each fact; a repeat is judged by its amount alone."""
    import ibis

    k = p.inner_join(s.select(gruppe="gruppe", s_konto="konto", s_borger="borger", s_rettidig="rettidig", s_pleje="pleje"), "gruppe")
    k = k.left_join(naboer, [("s_borger", "n_a"), ("borger", "n_b")])
    flag = {
        "tid": i_tide(k.s_rettidig, k.aar, k.dato_maaned, parametre.forskydning_maaneder),
        "konto_ens": k.konto == k.s_konto,
        "uden_dranst_ens": _uden_dranst(k.konto) == _uden_dranst(k.s_konto),
        "s_konto_kendt": k.s_konto != "",
        "borger_ens": k.borger == k.s_borger,
        "nabo": k.n_a.notnull() | (k.borger == k.s_pleje),
        "gammel_nr": k.gammel == 1,
        "supp": supplement(k),
        "tom": k.borger == "",
    }
    e = k.group_by("gruppe", "nr").agg(
        **{n: v.ifelse(1, 0).max() for n, v in flag.items()}, **{n: k[n].max() for n in ("beloeb", "dobbelt", "kraever_cpr")}
    )
    nej = {n: e[n] == 0 for n in flag}
    enkelt, tom = e.dobbelt == 0, e.tom == 1
    fakta = {
        "dobbelte": e.dobbelt == 1,
        "enkelte": enkelt,
        "utide": enkelt & nej["tid"],
        "anden_konto": enkelt & nej["konto_ens"] & (e.s_konto_kendt == 1),
        "kun_dranst": enkelt & nej["konto_ens"] & (e.s_konto_kendt == 1) & (e.uden_dranst_ens == 1),
        "ukendt_konto": enkelt & nej["konto_ens"] & nej["s_konto_kendt"],
        "fremmed": enkelt & nej["borger_ens"] & ~tom,
        "kendt_fremmed": enkelt & nej["borger_ens"] & ~tom & (e.nabo == 1),
        "gammel": enkelt & nej["borger_ens"] & (e.gammel_nr == 1),
        "uden_cpr": enkelt & tom,
        "kraevet_uden_cpr": enkelt & tom & (e.kraever_cpr == 1),
        "supplement": e.supp == 1,
    }
    return e.select("gruppe", "beloeb", dobbelt_sum=e.beloeb * e.dobbelt, **{n: v.ifelse(1, 0) for n, v in fakta.items()})


def _uden_dranst(konto: ibis.expr.types.StringValue) -> ibis.expr.types.StringValue:
    """Funktion and gruppering: an 8-digit account has no dranst to leave out."""
    import ibis

    return ibis.cases((konto.length() == 9, konto.substr(0, 5) + konto.substr(6, 3)), else_=konto)
