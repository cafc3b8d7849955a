"""Which postings must name a citizen: the kontoplan says `skal`, or the art in the account's string ends in CPR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.reconcile.grundlag import tom
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis


def med_cpr_krav(data: Dataset, p: ibis.Table) -> ibis.Table:
    """The postings with `kraever_cpr` (0 or 1); the account is found by alias, by string, or by its nine digits and the art."""
    import ibis

    af_art = (p.art.right(3) == "CPR") | (p.finanskonto.upper().find("CPR-") >= 0) | (p.finanskonto.upper().right(3) == "CPR")
    if not data.har("konto"):
        return p.mutate(kraever_cpr=ibis.cases((af_art, 1), else_=0))
    k = data.tabel("konto")
    k = k.mutate(skal=ibis.cases((k.cpr_krav == "skal", 1), else_=0))
    alias = k.group_by(a_alias=k.kontoalias).agg(a_skal=k.skal.max())
    streng = k.filter(k.kontostreng.notnull())
    streng = streng.group_by(s_streng=streng.kontostreng).agg(s_skal=streng.skal.max())
    konto = k.filter(k.konto.notnull(), k.art.notnull())
    konto = konto.group_by(k_konto=konto.konto, k_art=konto.art.substr(0, 3)).agg(k_skal=konto.skal.max())
    hele = k.filter(k.konto.notnull()).group_by(h_konto=k.konto).agg(h_skal=k.skal.min())
    p = p.left_join(alias, [("finanskonto", "a_alias")])
    p = p.left_join(streng, [("finanskonto", "s_streng")])
    p = p.mutate(art3=p.art.substr(0, 3)).left_join(konto, [("konto", "k_konto"), ("art3", "k_art")])
    p = p.left_join(hele, [("konto", "h_konto")])
    skal = ibis.coalesce(p.a_skal, p.s_skal, p.k_skal, ibis.cases((tom(p.art) == "", p.h_skal), else_=0), 0)
    p = p.mutate(kraever_cpr=ibis.cases((af_art | (skal == 1), 1), else_=0))
    return p.drop("a_alias", "a_skal", "s_streng", "s_skal", "art3", "k_konto", "k_art", "k_skal", "h_konto", "h_skal")
