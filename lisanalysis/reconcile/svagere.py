"""The weaker evidence, strongest first: neighbouring month, other account, neighbouring CPR, sign, factor of ten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.reconcile.stige import samlet

if TYPE_CHECKING:
    import ibis
    from ibis.expr.types import BooleanValue, IntegerValue

LAENGST = 12  # months between a settlement and a posting without reference that may still be the same payment
_P = ("nr", "orden", "aar", "dato_maaned", "konto", "borger", "beloeb")


def i_tide(rettidig: IntegerValue, aar: IntegerValue, dato_maaned: IntegerValue, forskydning: int) -> BooleanValue:
    """In the month of the settlement's end or the allowed months after it, or in the supplementsperiode: on that year's regnskabsår."""
    forsinket = dato_maaned - rettidig
    supplement = (dato_maaned // 12 == aar + 1) & (dato_maaned % 12 <= 1)
    return (aar == rettidig // 12) & (((forsinket >= 0) & (forsinket <= forskydning)) | supplement)


def tidobbelt(s_beloeb: IntegerValue, p_beloeb: IntegerValue) -> BooleanValue:
    """The one amount is the other times 10, 100 or 1,000, within an øre."""
    ud = s_beloeb != s_beloeb
    for faktor in (10, 100, 1000):
        ud = ud | ((s_beloeb * faktor - p_beloeb).abs() <= 1) | ((s_beloeb - p_beloeb * faktor).abs() <= faktor)
    return ud & (s_beloeb != 0) & (p_beloeb != 0)


def kandidater(s: ibis.Table, p: ibis.Table, naboer: ibis.Table, parametre: Parametre) -> ibis.Table:
    """Every pair (s_nr, p_nr) that one kind of evidence joins, with `orden`: what goes before what."""
    import ibis

    p = p.select(**{f"p_{k}": p[k] for k in _P})
    samme_tid = lambda k: i_tide(k.rettidig, k.p_aar, k.p_dato_maaned, parametre.forskydning_maaneder)  # noqa: E731
    maaned = s.inner_join(p, [("konto", "p_konto"), ("borger", "p_borger"), ("beloeb", "p_beloeb")])
    maaned = maaned.filter((maaned.p_dato_maaned - maaned.rettidig).abs() <= LAENGST)
    konto = s.inner_join(p, [("borger", "p_borger"), ("beloeb", "p_beloeb")]).filter(samme_tid)
    cpr = s.inner_join(p, [("konto", "p_konto"), ("beloeb", "p_beloeb")]).filter(samme_tid)
    pleje = cpr.filter(cpr.p_borger == cpr.pleje)
    nabo = cpr.semi_join(naboer, [("borger", "n_a"), ("p_borger", "n_b")])
    ens = s.inner_join(p, [("konto", "p_konto"), ("borger", "p_borger")]).filter(samme_tid)
    fortegn, decimal = ens.filter(ens.beloeb == -ens.p_beloeb, ens.beloeb != 0), ens.filter(tidobbelt(ens.beloeb, ens.p_beloeb))
    alle = samlet([t.mutate(rang=ibis.literal(n)) for n, t in enumerate((maaned, konto, pleje, nabo, fortegn, decimal))])
    alle = alle.mutate(afstand=(alle.p_dato_maaned - alle.rettidig).abs())
    orden = ["rang", "afstand", "orden", "p_orden"]
    return alle.select(s_nr="nr", p_nr="p_nr", orden=ibis.row_number().over(order_by=orden))

