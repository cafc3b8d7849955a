"""Spending against budget: the year up to the last whole month, by function."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from lisanalysis.analyses.pulje import opsplit, pulje
from lisanalysis.errors import LisError
from lisanalysis.law import funktion
from lisanalysis.measures import udgift
from lisanalysis.tables import Dataset

DRIFT = ("1",)
_NUL = Decimal("0.00")
_INGEN = ""  # postings that name no citizen


@dataclass(frozen=True)
class Linje:
    """One function (or those pooled): the whole year's budget and what has been spent up to the month."""

    navn: str
    budget: Decimal
    forbrug: Decimal
    maaneder: int

    @property
    def til_dato(self) -> Decimal:
        """The budget's even share of the months gone."""
        return (self.budget * self.maaneder / 12).quantize(Decimal("0.01"))

    @property
    def over(self) -> Decimal:
        """How much more than that has been spent."""
        return self.forbrug - self.til_dato


@dataclass(frozen=True)
class Budget:
    """The functions shown, the total, and the spending of the year month by month."""

    linjer: list[Linje]
    i_alt: Linje
    pr_maaned: dict[str, Decimal]


def budget(data: Dataset, slut: str) -> Budget:
    """The year of `slut` (åååå-mm). Only running costs (dranst 1). Raises MissingTable without postings or budget."""
    aar, nr = int(slut[:4]), int(slut[5:])
    t = udgift.bogfoert(data.tabel("postering"), dranst=DRIFT)
    t = t.filter(t.aar == aar, t.maaned <= nr)
    forbrug = t.group_by(["funktion", "borger_id", "periode"]).agg(beloeb=udgift.kroner(t.beloeb.sum())).to_pyarrow().to_pylist()
    sat = _budget(data, aar)
    bidrag = opsplit(((r["funktion"] or "?", r["borger_id"] or _INGEN, 0, r["beloeb"]) for r in forbrug), 1)
    personer = {n: {b: v for b, v in bidrag.get(n, {}).items() if b != _INGEN} for n in {*bidrag, *sat}}
    linjer = [
        Linje(n, sum((sat.get(x, _NUL) for x in dele), _NUL), sum((v[0] for x in dele for v in bidrag.get(x, {}).values()), _NUL), nr)
        for n, dele in pulje(personer).items()
    ]
    pr_maaned: dict[str, Decimal] = defaultdict(lambda: _NUL)
    for r in forbrug:
        pr_maaned[r["periode"]] += r["beloeb"]
    i_alt = Linje("i alt", sum(sat.values(), _NUL), sum(pr_maaned.values(), _NUL), nr)
    return Budget(sorted(linjer, key=lambda x: (-abs(x.over), x.navn)), i_alt, dict(sorted(pr_maaned.items())))


def funktionsnavn(kode: str) -> str:
    """`5.38.42 Botilbud …`, or the code alone where the chart of accounts has no such function."""
    try:
        return f"{kode} {funktion(kode).navn}"
    except LisError:
        return kode


def _budget(data: Dataset, aar: int) -> dict[str, Decimal]:
    t = data.tabel("budget")
    t = t.filter(t.regnskabsaar == aar, t.dranst.isin(list(DRIFT)))
    sat: dict[str, Decimal] = defaultdict(lambda: _NUL)
    for r in t.select("funktion", "oprindeligt", "tillaeg", "korrigeret").to_pyarrow().to_pylist():
        korrigeret = r["korrigeret"] if r["korrigeret"] is not None else (r["oprindeligt"] or _NUL) + (r["tillaeg"] or _NUL)
        sat[r["funktion"] or "?"] += korrigeret
    return dict(sat)
