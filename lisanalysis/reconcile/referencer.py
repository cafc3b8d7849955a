"""The first pass of loop 2: references whose settlements and postings agree in every cell need no further thought.

One UNION ALL and one GROUP BY over both sides. What is left are the rows of the references that do not agree to the øre in each account,
citizen and month, and the rows that have no reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.domain.paragraf import hovedparagraf
from lisanalysis.law import paragraffer
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    from ibis.expr.types import BooleanValue, IntegerValue

_CELLE = ("ref", "konto", "borger", "maaned")
_AFREGNING, _POSTERING, _SAERLIG = range(3)  # what a row of a cell may be
_REFUSION = "52207"  # den centrale refusionsordning, where an income under any paragraph may stand


def uenige(s: ibis.Table, p: ibis.Table) -> ibis.Table:
    """The references that a plain comparison does not settle (`ref`), and the empty one; `s` has `egen_fejl`."""
    import ibis

    her = s.filter(s.ref != "").select(*_CELLE, forskel=s.beloeb, side=_side(_saerlig(s), _AFREGNING))
    der = p.filter(p.ref != "").select(*_CELLE, forskel=-p.beloeb, side=_side(_sen(p), _POSTERING))
    begge = her.union(der)
    celler = begge.group_by(_CELLE).agg(forskel=begge.forskel.sum(), mindst=begge.side.min(), stoerst=begge.side.max())
    enig = (celler.forskel == 0) & (celler.mindst == _AFREGNING) & (celler.stoerst == _POSTERING)
    return celler.filter(~enig).select("ref").distinct().union(ibis.memtable([("",)], schema={"ref": "string"}))


def _side(saerlig: BooleanValue, side: int) -> IntegerValue:
    """Which side a row is of: both must be in a cell that agrees, and none that is out of the ordinary."""
    import ibis

    return ibis.cases((saerlig, _SAERLIG), else_=side)


def _saerlig(s: ibis.Table) -> BooleanValue:
    """Whether being in the same cell does not say that the posting is in time and on the right account."""
    return (s.til_maaned != s.maaned) | (s.rettidig != s.maaned) | (s.egen_fejl == 1)


def _sen(p: ibis.Table) -> BooleanValue:
    """Whether the date lies outside the regnskabsår and is not January or February after it."""
    return (p.dato_maaned != p.maaned) & ~supplement(p)


def supplement(p: ibis.Table) -> BooleanValue:
    """Posted in January or February on the old regnskabsår."""
    return (p.dato_maaned // 12 == p.aar + 1) & (p.dato_maaned % 12 <= 1)


def med_egen_fejl(s: ibis.Table, tilladte: list[tuple[str, str]]) -> ibis.Table:
    """The settlements with `egen_fejl`: 1 where their own account has a funktion that their paragraph does not allow.

    A paragraph whose funktion the package cannot vouch for allows all; so does an account plan of the municipality's own.
    """
    import ibis

    if not tilladte:
        return s.mutate(egen_fejl=ibis.literal(0).cast("int64"))
    kendte = sorted({noegle for noegle, _ in tilladte})
    t = ibis.memtable(tilladte, schema={"t_paragraf": "string", "t_funktion": "string"})
    s = s.mutate(funktion5=s.konto.substr(0, 5)).left_join(t, [("paragraf", "t_paragraf"), ("funktion5", "t_funktion")])
    laeselig = s.konto.length().isin([8, 9])
    refusion = (s.type == "indtaegt") & (s.funktion5 == _REFUSION)
    fejl = laeselig & s.paragraf.isin(kendte) & s.t_funktion.isnull() & ~refusion
    return s.mutate(egen_fejl=ibis.cases((fejl, 1), else_=0).cast("int64")).drop("t_paragraf", "t_funktion", "funktion5")


def tilladte(data: Dataset) -> list[tuple[str, str]]:
    """The funktioner of each paragraph in the data, where the law list knows them; a part follows its whole paragraph. None where the plan is free."""
    if data.kommune.kontoplan == "fri":
        return []
    kendte: dict[str, set[str]] = {}
    for p in paragraffer():
        kendte.setdefault(p.noegle, set()).update(f.replace(".", "") for f in p.funktion)
    noegler = data.tabel("afregning").paragraf.fill_null("").name("paragraf").as_table().distinct().to_pyarrow().column("paragraf").to_pylist()
    return [(n, f) for n in sorted(noegler) for f in sorted(kendte.get(n) or kendte.get(hovedparagraf(n), ()))]
