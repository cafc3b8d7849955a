"""Families with more than one case: brothers and sisters, and parents with a case of their own.

A family is a mother and her children, or a father and his where the mother is not known; a grown child with a case of its own is in it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lisanalysis.analyses.familie_flytning.erklaering import Parametre
from lisanalysis.analyses.familie_flytning.flytninger import NUL, Betaling
from lisanalysis.domain import periode
from lisanalysis.tables import Dataset

BARN, FORAELDER = "barn", "forælder"


@dataclass(frozen=True)
class Medlem:
    """A citizen with a case in a family: `familie` is the family's number in this answer, `sager` how many citizens in it have one."""

    familie: int
    borger_id: str
    rolle: str
    indsatser: str
    kr: Decimal
    sager: int


def familier(data: Dataset, betalt: dict[str, list[Betaling]], parametre: Parametre) -> list[Medlem]:
    """Every citizen with a case that belongs to a family in which somebody is a child, the families with most cases first."""
    fra = periode.foerste(periode.forskyd(periode.maaned(data.per), 1 - parametre.familie_maaneder))
    sager = {b: _sag(bs, fra, data.per) for b, bs in betalt.items()}
    sager = {b: s for b, s in sager.items() if s[1] > 0}
    alle: dict[str, dict[str, str]] = {}
    for hoved, medlemmer in _boern(data).items():
        i_familien = {b: BARN for b in medlemmer if b in sager} | ({p: FORAELDER for p in hoved if p in sager})
        if i_familien:
            alle[hoved[0]] = alle.get(hoved[0], {}) | i_familien
    orden = sorted(alle.values(), key=lambda m: (-len(m), -sum(sager[b][1] for b in m)))
    return [
        Medlem(nr, b, rolle, sager[b][0], sager[b][1], len(medlemmer))
        for nr, medlemmer in enumerate(orden, 1)
        for b, rolle in sorted(medlemmer.items(), key=lambda x: (x[1] != FORAELDER, x[0]))
    ]


def _sag(betalt: list[Betaling], fra: date, til: date) -> tuple[str, Decimal]:
    """The measures paid for in the months, and the kroner."""
    nu = [b for b in betalt if fra <= b.fra <= til]
    return ", ".join(sorted({b.indsats or b.paragraf or "ikke oplyst" for b in nu})), sum((b.beloeb for b in nu), NUL)


def _boern(data: Dataset) -> dict[tuple[str, ...], list[str]]:
    """The parents (the mother first) → their children. A child whose parents are unknown is in no family."""
    t = data.tabel("relation")
    t = t.filter(t.relation.isin(["mor", "far"]), t.anden_borger_id.notnull())
    foraeldre: dict[str, dict[str, str]] = {}
    for r in t.select("borger_id", "relation", "anden_borger_id").order_by("borger_id", "relation", "anden_borger_id").to_pyarrow().to_pylist():
        foraeldre.setdefault(r["borger_id"], {})[r["relation"]] = r["anden_borger_id"]
    ud: dict[tuple[str, ...], list[str]] = {}
    for barn, p in foraeldre.items():
        ud.setdefault(tuple(p[k] for k in ("mor", "far") if k in p), []).append(barn)
    return ud
