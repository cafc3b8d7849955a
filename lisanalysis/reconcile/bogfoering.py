"""Which postings belong to which settlements: by reference first, then by ever weaker evidence among those without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisanalysis.reconcile import delsum, raekkefoelge, svagere
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.reconcile.referencer import supplement
from lisanalysis.reconcile.stige import S_ORDEN, Noegle, Stige, samlet
from lisanalysis.reconcile.tilbagefoersel import tilbagefoerte

if TYPE_CHECKING:
    import ibis


# What the ladder, the judgement and the lines ask of either side, so that no more is sorted and copied; the last two only before a posting has its group.
AFREGNING = ("nr", "system", "id", "borger", "sag", "paragraf", "konto", "maaned", "rettidig", "beloeb", "ref", "egen_fejl", "r", "efter", "pleje")
POSTERING = ("nr", "system", "bilag", "linje", "aar", "borger", "konto", "maaned", "dato_maaned", "beloeb", "fag", "fri", "efter", "kraever_cpr", "ref",
             "tekst_borger")  # fmt: skip
_S, _P = ("gruppe", "orden", *AFREGNING), ("gruppe", "orden", *POSTERING[:-2])


@dataclass(frozen=True)
class Match:
    """`s` and `p` with their `gruppe`; `p.dobbelt` is 1 for a posting that repeats one. A settlement with `vaegt` 0 agrees, and stands in a
    group only because something repeats it. `par` are the reversals.
    """

    s: ibis.Table
    p: ibis.Table
    par: ibis.Table


def match(arb: Arbejde, alle: ibis.Table, s: ibis.Table, p: ibis.Table, naboer: ibis.Table, parametre: Parametre) -> Match:
    """Put every settlement `s` and posting `p` (both with `orden`) into a group; `alle` are all settlements, also those that plainly agree."""
    par = arb.gem("tilbagefoerte", tilbagefoerte(s, p))
    stige = Stige(arb, s, p.anti_join(par, [("nr", "plus_nr")]).anti_join(par, [("nr", "minus_nr")]))
    _med_reference(stige, parametre.afrunding)
    stige.saml()
    dobbelte = [_gentaget(stige)]
    s_antal, p_antal = stige.saml()
    stille = None
    if p_antal:
        _rettidige(stige, parametre)
        fundne, stille = _uden_reference_igen(stige, alle, parametre)
        dobbelte.append(fundne)
        s_antal, p_antal = stige.saml()
    if s_antal and p_antal:
        stige.bedste("svagere", svagere.kandidater(stige.s_rest, _fri(stige.p_rest), naboer, parametre))
        _summer(stige, parametre)
    s, p = stige.grupper()
    return Match(arb.gem("s_grupper", _med_stille(s, stille)), arb.gem("p_maerket", _maerk(p.select(*_P), samlet(dobbelte))), par)


def _med_stille(s: ibis.Table, stille: ibis.Table | None) -> ibis.Table:
    import ibis

    s = s.select(*_S, vaegt=ibis.literal(1))
    if stille is None:
        return s
    return s.union(stille.mutate(orden=ibis.literal(0).cast("int64")).select(*_S, vaegt=ibis.literal(0)))


def _maerk(p: ibis.Table, dob: ibis.Table) -> ibis.Table:
    import ibis

    dob = dob.select(d_nr="nr").distinct()
    p = p.left_join(dob, [("nr", "d_nr")])
    return p.mutate(dobbelt=ibis.cases((p.d_nr.notnull(), 1), else_=0).cast("int64")).drop("d_nr")


def _med_reference(stige: Stige, afrunding: int) -> None:
    """Within a reference: what agrees by account and citizen, then amount by amount, then what is left of the reference as one."""
    stige.gruppe("ref_celle", ("ref", "konto", "borger"), afrunding)
    for noegler in (("ref", "konto", "borger", "beloeb"), ("ref", "konto", "beloeb"), ("ref", "borger", "beloeb"), ("ref", "beloeb")):
        begge = lambda t, n=noegler: [t[k] for k in n]  # noqa: E731
        stige.par("ref_par", begge, begge, s=stige.s_rest.filter(lambda t: t.ref != ""), p=stige.p_rest.filter(lambda t: t.ref != ""))
    stige.saml()
    stige.gruppe("ref_sum", ("ref",), afrunding)
    stige.gruppe("ref_celle_rest", ("ref", "konto", "borger"), None)
    stige.gruppe("ref_rest", ("ref",), None)


def _gentaget(stige: Stige) -> ibis.Table:
    """Postings whose reference is settled already join the settlement that they resemble most; those of its amount are repeats."""
    import ibis

    p = stige.p_rest.filter(lambda t: t.ref != "")
    s = _med(stige.s, samlet(stige.s_fundet))
    k = p.select(p_nr="nr", ref="ref", p_konto="konto", p_borger="borger", p_beloeb="beloeb").inner_join(s, "ref")
    k = k.mutate(
        afviger=ibis.cases((k.p_beloeb != k.beloeb, 4), else_=0)
        + ibis.cases((k.p_konto != k.konto, 2), else_=0)
        + ibis.cases((k.p_borger != k.borger, 1), else_=0)
    )
    k = k.mutate(plads=ibis.row_number().over(group_by="p_nr", order_by=["afviger", "orden"]))
    fundne = stige.arb.gem("gentaget", k.filter(k.plads == 0).select(nr="p_nr", gruppe="f_gruppe", ens=(k.afviger < 4).ifelse(1, 0)))
    stige.tag(None, fundne.select("nr", "gruppe"))
    return fundne.filter(fundne.ens == 1).select("nr")


def _med(s: ibis.Table, fundet: ibis.Table) -> ibis.Table:
    fundet = fundet.select(f_nr="nr", f_gruppe="gruppe")
    return s.inner_join(fundet, [("nr", "f_nr")])


def _fri(p: ibis.Table) -> ibis.Table:
    """Postings that may belong to any settlement: without a reference, or entered by hand with one that no settlement has."""
    return p.filter(p.fri == 1)


def _rettidige(stige: Stige, parametre: Parametre) -> None:
    """The same account and amount in time: with the citizen, with the citizen in the text only, with no citizen at all."""
    hvem = (
        (lambda t: [t.borger], lambda t: [t.borger], lambda t: t.borger != ""),
        (lambda t: [t.borger], lambda t: [t.tekst_borger], lambda t: (t.borger == "") & t.tekst_borger.notnull()),
        (lambda t: [], lambda t: [], lambda t: (t.borger == "") & t.tekst_borger.isnull()),
    )
    for nr, (s_hvem, p_hvem, kun) in enumerate(hvem):
        p = stige.arb.gem("frie", _fri(stige.p_rest).filter(kun))
        if stige.arb.antal(p):
            trin = Stige(stige.arb, stige.arb.gem("ubogfoerte", stige.s_rest), p)
            _maaned_for_maaned(trin, s_hvem, p_hvem, parametre)
            s_par, p_par = samlet(trin.s_fundet), samlet(trin.p_fundet)
            if nr == 0:
                s_par, p_par = _omparret(trin, s_par, p_par, parametre)
            stige.tag(stige.arb.gem("rettidige_s", s_par), stige.arb.gem("rettidige_p", p_par))


def _maaned_for_maaned(trin: Stige, s_hvem: Noegle, p_hvem: Noegle, parametre: Parametre) -> None:
    """The payment's own month first, then each allowed month after it, then the supplementsperiode."""
    for senere in range(parametre.forskydning_maaneder + 1):
        trin.par(
            "rettidig",
            lambda t, n=senere: [t.konto, t.beloeb, t.rettidig + n, t.rettidig // 12, *s_hvem(t)],
            lambda t: [t.konto, t.beloeb, t.dato_maaned, t.aar, *p_hvem(t)],
        )
    trin.par(
        "supplement",
        lambda t: [t.konto, t.beloeb, t.rettidig // 12, *s_hvem(t)],
        lambda t: [t.konto, t.beloeb, t.aar, *p_hvem(t)],
        p=trin.p_rest.filter(supplement),
    )


def _omparret(trin: Stige, s_par: ibis.Table, p_par: ibis.Table, parametre: Parametre) -> tuple[ibis.Table, ibis.Table]:
    """Where a citizen's equal amounts are left over on both sides, pair that citizen's once more, in order of time."""
    import ibis

    noegle = ["konto", "borger", "beloeb"]
    skaeve = trin.arb.gem("skaeve", trin.s_rest.select(*noegle).distinct().semi_join(trin.p_rest, noegle))
    if not trin.arb.antal(skaeve):
        return s_par, p_par
    s, p = trin.s.semi_join(skaeve, noegle), trin.p.semi_join(skaeve, noegle)
    s_raekker, p_raekker = _raekker(s, p)
    nye = []
    for n in sorted(s_raekker):
        for beloeb in sorted({r.beloeb for r in s_raekker[n]}):
            her, der = ([r for r in rows if r.beloeb == beloeb] for rows in (s_raekker[n], p_raekker.get(n, [])))
            if len(her) * len(der) <= raekkefoelge.HOEJST:
                nye += raekkefoelge.par(sorted(her, key=lambda r: r.maaned), der, lambda a, b: _i_tide(a, b, parametre))
    par = trin.arb.gem("omparret", ibis.memtable(nye, schema={"s_nr": "int64", "p_nr": "int64"}))
    s_par = s_par.anti_join(s, "nr").union(par.select(nr="s_nr", gruppe="s_nr"))
    return s_par, p_par.anti_join(p, "nr").union(par.select(nr="p_nr", gruppe="s_nr"))


def _raekker(s: ibis.Table, p: ibis.Table) -> tuple[dict[tuple, list[delsum.Raekke]], dict[tuple, list[delsum.Raekke]]]:
    """Both sides' rows by account and citizen, in the order that breaks ties."""
    her = s.order_by("orden").select("konto", "borger", "nr", maaned=s.rettidig, aar=s.rettidig // 12, beloeb=s.beloeb)
    der = p.order_by("orden").select("konto", "borger", "nr", maaned=p.dato_maaned, aar=p.aar, beloeb=p.beloeb)
    return delsum.pr_noegle(her.to_pyarrow().to_pylist()), delsum.pr_noegle(der.to_pyarrow().to_pylist())


def _uden_reference_igen(stige: Stige, alle: ibis.Table, parametre: Parametre) -> tuple[ibis.Table, ibis.Table]:
    """A case system's posting without reference that repeats a payment already posted; and the settlements repeated that agree."""
    import ibis

    p = stige.p_rest
    p = p.filter(p.fri == 1, p.fag == 1).select(p_nr="nr", aar="aar", dato_maaned="dato_maaned", konto="konto", borger="borger", beloeb="beloeb")
    s = alle.anti_join(stige.s_rest, "nr")
    k = s.inner_join(p, ["konto", "borger", "beloeb"])
    k = k.filter(svagere.i_tide(k.rettidig, k.aar, k.dato_maaned, parametre.forskydning_maaneder))
    k = k.mutate(plads=ibis.row_number().over(group_by="p_nr", order_by=list(S_ORDEN)))
    k = _med_mulig_gruppe(k.filter(k.plads == 0), stige)
    fundne = stige.arb.gem("igen", k.select(nr="p_nr", gruppe=ibis.coalesce(k.g_gruppe, k.nr), s_nr="nr", kendt=k.g_gruppe))
    stige.tag(None, fundne.select("nr", "gruppe"))
    stille = alle.semi_join(fundne.filter(fundne.kendt.isnull()), [("nr", "s_nr")])
    return fundne.select("nr"), stige.arb.gem("stille", stille.mutate(gruppe=stille.nr))


def _med_mulig_gruppe(k: ibis.Table, stige: Stige) -> ibis.Table:
    fundet = samlet(stige.s_fundet).select(g_nr="nr", g_gruppe="gruppe")
    return k.left_join(fundet, [("nr", "g_nr")])


def _summer(stige: Stige, parametre: Parametre) -> None:
    """Several postings for one settlement and several settlements in one posting, by subset-sum within a citizen's few rows."""
    import ibis

    noegle = ["konto", "borger"]
    s, p = stige.s_rest, _fri(stige.p_rest)
    s_raekker, p_raekker = _raekker(s.semi_join(p, noegle), p.semi_join(s, noegle))
    s_ud, p_ud = [], []
    for n in sorted(s_raekker):
        for s_nr, p_nr in delsum.fordel(s_raekker[n], p_raekker.get(n, []), lambda a, b: _i_tide(a, b, parametre)):
            s_ud += [(nr, s_nr[0]) for nr in s_nr]
            p_ud += [(nr, s_nr[0]) for nr in p_nr]
    if s_ud:
        skema = {"nr": "int64", "gruppe": "int64"}
        stige.tag(stige.arb.gem("sum_s", ibis.memtable(s_ud, schema=skema)), stige.arb.gem("sum_p", ibis.memtable(p_ud, schema=skema)))


def _i_tide(s: delsum.Raekke, p: delsum.Raekke, parametre: Parametre) -> bool:
    """The Python twin of `svagere.i_tide`."""
    if p.aar != s.aar:
        return False
    return 0 <= p.maaned - s.maaned <= parametre.forskydning_maaneder or (p.maaned // 12 == p.aar + 1 and p.maaned % 12 <= 1)
