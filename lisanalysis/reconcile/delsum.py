"""Which few amounts add up to one: bounded subset-sum over one citizen's rows on one account, in plain Python.

The only place in the reconciliation that is no expression. At most `HOEJST_RAEKKER` rows on a side are looked at and at most `HOEJST_DELE` added,
so the work is bounded whatever the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

HOEJST_RAEKKER = 20
HOEJST_DELE = 4


@dataclass(frozen=True)
class Raekke:
    """One row: what finds it again, when it is, and how much in øre; `aar` is the regnskabsår that it belongs to."""

    nr: int
    maaned: int
    aar: int
    beloeb: int


Passer = Callable[[Raekke, Raekke], bool]  # (settlement, posting) → in time


def fordel(afregninger: Sequence[Raekke], posteringer: Sequence[Raekke], passer: Passer) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Groups (settlement numbers, posting numbers) whose sums agree: several postings for one settlement first, then the reverse.

    The rows come in the order that breaks ties; fewer parts go before more, and no row is used twice.
    """
    s, p = list(afregninger[:HOEJST_RAEKKER]), list(posteringer[:HOEJST_RAEKKER])
    for en in list(s):
        dele = _dele(en.beloeb, [r for r in p if passer(en, r)])
        if dele:
            s.remove(en)
            p = [r for r in p if r not in dele]
            yield (en.nr,), tuple(r.nr for r in dele)
    for en in list(p):
        dele = _dele(en.beloeb, [r for r in s if passer(r, en)])
        if dele:
            p.remove(en)
            s = [r for r in s if r not in dele]
            yield tuple(r.nr for r in dele), (en.nr,)


def _dele(maal: int, muligheder: Sequence[Raekke]) -> tuple[Raekke, ...]:
    """The first and shortest choice of two or more amounts of the target's sign that add up to it."""
    samme = [r for r in muligheder if r.beloeb * maal > 0]
    for antal in range(2, min(HOEJST_DELE, len(samme)) + 1):
        for valg in combinations(samme, antal):
            if sum(r.beloeb for r in valg) == maal:
                return valg
    return ()


def pr_noegle(raekker: Sequence[dict]) -> dict[tuple, list[Raekke]]:
    """Rows with `konto`, `borger`, nr, maaned, aar and beloeb, already in order, by account and citizen."""
    noegle = lambda r: (r["konto"], r["borger"])  # noqa: E731
    grupper = groupby(sorted(raekker, key=noegle), noegle)
    return {n: [Raekke(r["nr"], r["maaned"], r["aar"], r["beloeb"]) for r in rows] for n, rows in grupper}
