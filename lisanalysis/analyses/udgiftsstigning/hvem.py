"""Who: the change as citizens who are new, who have left, and who stay with more days or at another price.

For one who stays, with days d and price p = kroner per day: (d1−d0)(p0+p1)/2 for days and (p1−p0)(d0+d1)/2 for price. The citizen is the whole
of the citizen's units, so who moves to a dearer provider stays at a higher price; each unit carries its part by its own days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from lisanalysis.analyses.udgiftsstigning.oere import PRAECISION, oere

EFFEKTER = ("tilgang", "afgang", "blivende_dage", "blivende_pris", "korrektion")
NUL = Decimal("0.00")


@dataclass(frozen=True)
class Enhed:
    """A unit's kroner (c), days (d) and amount (m) in two years. `borger` tells citizens apart, `celle` is what has a price.

    The cell is a provider and its service; None is kroner that pay for no days, which are korrektion. `dage_ens` are the days
    at the takst that most in the cell paid at the time.
    """

    borger: str | None
    celle: tuple | None
    c0: Decimal
    c1: Decimal
    d0: int = 0
    d1: int = 0
    m0: Decimal = Decimal(0)
    m1: Decimal = Decimal(0)
    takster: tuple = (None, None, None, None)
    dage_ens: int = 0

    @property
    def betaler_dage(self) -> bool:
        """Whether the kroner can be explained by days and price."""
        return self.celle is not None and self.d0 + self.d1 > 0

    @property
    def aendring(self) -> Decimal:
        """This year's kroner less last year's."""
        return self.c1 - self.c0


def effekter(enheder: Iterable[Enhed]) -> Iterator[tuple[int, str, Decimal]]:
    """(the unit's number, effect, kroner): per unit the effects add up to its change, to the øre."""
    enheder = list(enheder)
    hele = _borgere(enheder)
    with localcontext(prec=PRAECISION):
        for nr, e in enumerate(enheder):
            for effekt, beloeb in _en(e, hele):
                if beloeb:
                    yield nr, effekt, beloeb


def _en(e: Enhed, hele: dict[str | None, list]) -> list[tuple[str, Decimal]]:
    if not e.betaler_dage:
        return [("korrektion", e.aendring)]
    d0, d1, c0, c1 = hele[e.borger]
    if d0 <= 0:
        return [("tilgang", e.aendring)]
    if d1 <= 0:
        return [("afgang", e.aendring)]
    dage = oere((e.d1 - e.d0) * (c0 / d0 + c1 / d1) / 2)
    return [("blivende_dage", dage), ("blivende_pris", e.aendring - dage)]


def _borgere(enheder: list[Enhed]) -> dict[str | None, list]:
    """Per citizen: days and kroner of the two years, over all units that pay for days."""
    ud: dict[str | None, list] = defaultdict(lambda: [0, 0, NUL, NUL])
    for e in enheder:
        if e.betaler_dage:
            hele = ud[e.borger]
            hele[:] = hele[0] + e.d0, hele[1] + e.d1, hele[2] + e.c0, hele[3] + e.c1
    return ud
