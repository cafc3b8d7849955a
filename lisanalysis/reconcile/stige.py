"""The ladder: each rung matches what the stronger ones left, ties are broken the same way every time, and no row is used twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lisanalysis.reconcile.arbejde import Arbejde

if TYPE_CHECKING:
    import ibis

# What decides between rows that are equal evidence: time first, then the systems' own numbers; `nr` only between identical rows.
S_ORDEN = ("maaned", "fra", "til", "id", "system", "nr")
P_ORDEN = ("dag", "aar", "bilag", "linje", "system", "nr")
# What the rungs ask about: the texts that only the lines show would be copied from rung to rung.
_S = ("nr", "orden", "ref", "konto", "borger", "pleje", "maaned", "rettidig", "beloeb")
_P = ("nr", "orden", "ref", "konto", "borger", "tekst_borger", "maaned", "dato_maaned", "aar", "beloeb", "fag", "fri")
Noegle = Callable[["ibis.Table"], Sequence["ibis.Value"]]


class Stige:
    """Settlements `s` and postings `p`, each with its `orden`, on their way into groups; `s_fundet` and `p_fundet` hold (nr, gruppe)."""

    def __init__(self, arb: Arbejde, s: ibis.Table, p: ibis.Table) -> None:
        self.arb, self.s, self.p = arb, s, p
        self.s_fundet: list[ibis.Table] = []
        self.p_fundet: list[ibis.Table] = []
        self._s_rest, self._p_rest, self._s_set, self._p_set = s.select(*_S), p.select(*_P), 0, 0

    @property
    def s_rest(self) -> ibis.Table:
        """The settlements that no rung has taken."""
        return _uden(self._s_rest, self.s_fundet[self._s_set :])

    @property
    def p_rest(self) -> ibis.Table:
        """The postings that no rung has taken."""
        return _uden(self._p_rest, self.p_fundet[self._p_set :])

    def saml(self) -> tuple[int, int]:
        """Write down what is left, so that the rungs above need not compute it again; how many rows on each side."""
        self._s_rest, self._p_rest = self.arb.gem("s_rest", self.s_rest), self.arb.gem("p_rest", self.p_rest)
        self._s_set, self._p_set = len(self.s_fundet), len(self.p_fundet)
        return self.arb.antal(self._s_rest), self.arb.antal(self._p_rest)

    def par(self, navn: str, s_noegle: Noegle, p_noegle: Noegle, *, s: ibis.Table | None = None, p: ibis.Table | None = None) -> None:
        """Pair the first settlement of a key with its first posting, the second with the second, and so on."""
        s, p = self.s_rest if s is None else s, self.p_rest if p is None else p
        s, p = _med_noegler(s, s_noegle(s), "s"), _med_noegler(p, p_noegle(p), "p")
        ens = list(zip(s.columns[2:], p.columns[2:], strict=True))
        her, der = _talt(s.semi_join(p, ens), "s"), _talt(p.semi_join(s, [(b, a) for a, b in ens]), "p")
        fundne = self.arb.gem(navn, her.inner_join(der, [*ens, ("s_plads", "p_plads")]).select("s_nr", "p_nr"))
        self.tag(fundne.select(nr="s_nr", gruppe="s_nr"), fundne.select(nr="p_nr", gruppe="s_nr"))

    def gruppe(self, navn: str, noegler: Sequence[str], tolerance: int | None) -> None:
        """Put all of a key's rows into one group where the two sums differ by at most `tolerance` øre; None takes any difference."""
        s, p = self.s_rest.filter(lambda t: t.ref != ""), self.p_rest.filter(lambda t: t.ref != "")
        her = s.group_by(noegler).agg(gruppe=s.nr.min(), s_sum=s.beloeb.sum())
        celle = her.inner_join(p.group_by(noegler).agg(p_sum=p.beloeb.sum()), list(noegler))
        if tolerance is not None:
            celle = celle.filter((celle.s_sum - celle.p_sum).abs() <= tolerance)
        celle = self.arb.gem(navn, celle.select(*noegler, "gruppe"))
        self.tag(
            self.arb.gem(f"{navn}_s", s.inner_join(celle, list(noegler)).select("nr", "gruppe")),
            self.arb.gem(f"{navn}_p", p.inner_join(celle, list(noegler)).select("nr", "gruppe")),
        )

    def bedste(self, navn: str, par: ibis.Table) -> None:
        """Take candidate pairs (s_nr, p_nr, orden) in the order of the unique `orden`, each row once: the pair that is first for both its rows goes first."""
        par = self.arb.gem(navn, par)
        while self.arb.antal(par):
            foerst = par.mutate(s_bedst=par.orden.min().over(group_by="s_nr"), p_bedst=par.orden.min().over(group_by="p_nr"))
            taget = self.arb.gem(f"{navn}_taget", foerst.filter(foerst.orden == foerst.s_bedst, foerst.orden == foerst.p_bedst).select("s_nr", "p_nr"))
            self.tag(taget.select(nr="s_nr", gruppe="s_nr"), taget.select(nr="p_nr", gruppe="s_nr"))
            par = self.arb.gem(navn, par.anti_join(taget, "s_nr").anti_join(taget, "p_nr"))

    def tag(self, s: ibis.Table | None, p: ibis.Table | None) -> None:
        """Note rows (nr, gruppe) as taken."""
        self.s_fundet += [] if s is None else [s]
        self.p_fundet += [] if p is None else [p]

    def grupper(self) -> tuple[ibis.Table, ibis.Table]:
        """Every settlement and every posting with its `gruppe`; what nothing matched is a group of its own, a posting's below zero."""
        return _med_gruppe(self.s, self.s_fundet, 1), _med_gruppe(self.p, self.p_fundet, -1)


def samlet(dele: Sequence[ibis.Table]) -> ibis.Table:
    """The tables below one another."""
    import ibis

    return ibis.union(*dele) if len(dele) > 1 else dele[0]


def _uden(t: ibis.Table, fundet: Sequence[ibis.Table]) -> ibis.Table:
    return t.anti_join(samlet(fundet), "nr") if fundet else t


def med_orden(t: ibis.Table, orden: Sequence[str]) -> ibis.Table:
    """The rows with `orden`, their place when all are set in that order: sorted once, so that no later choice compares texts."""
    import ibis

    return t.mutate(orden=ibis.row_number().over(order_by=list(orden)))


def _med_noegler(t: ibis.Table, noegler: Sequence[ibis.Value], side: str) -> ibis.Table:
    """A side's `nr` and `orden`, then the parts of its key."""
    dele = {f"{side}_nr": t.nr, f"{side}_orden": t.orden} | {f"{side}_{i}": k for i, k in enumerate(noegler)}
    return t.mutate(**dele).select(*dele)


def _talt(t: ibis.Table, side: str) -> ibis.Table:
    """Each row's place within its key, `plads`."""
    import ibis

    plads = ibis.row_number().over(group_by=list(t.columns[2:]), order_by=f"{side}_orden")
    return t.mutate(**{f"{side}_plads": plads})


def _med_gruppe(t: ibis.Table, fundet: Sequence[ibis.Table], fortegn: int) -> ibis.Table:
    import ibis

    if not fundet:
        return t.mutate(gruppe=t.nr * fortegn)
    alle = samlet(fundet)
    alle = alle.select(f_nr="nr", f_gruppe="gruppe")
    t = t.left_join(alle, [("nr", "f_nr")])
    return t.mutate(gruppe=ibis.coalesce(t.f_gruppe, t.nr * fortegn)).drop("f_nr", "f_gruppe")
