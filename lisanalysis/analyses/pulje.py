"""Pools what too few citizens make up, so that every row shown, the pool itself included, stands on enough of them.

Rows shown are disjoint and each is safe, so none can be worked out from the total and the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

MINDST = 5  # citizens; as `publish.disclosure` has it
STOERSTE, HOEJST_ANDEL = 2, Decimal("0.85")
OEVRIGE = "øvrige"
Bidrag = Mapping[str, tuple[Decimal, ...]]  # a citizen's part of each figure shown; the figures stand in one order


def pulje(rows: Mapping[str, Bidrag]) -> dict[str, tuple[str, ...]]:
    """What is shown under each name: itself, or `øvrige` for those pooled; empty where not even all together are enough."""
    gemte = {n for n, bidrag in rows.items() if not sikker(bidrag)}
    while gemte and not sikker(samlet(rows[n] for n in gemte)):
        frie = sorted(set(rows) - gemte, key=lambda n: (len(_borgere(rows[n])), n))
        if not frie:
            return {}
        gemte.add(frie[0])
    vist = {n: (n,) for n in rows if n not in gemte}
    return {**vist, OEVRIGE: tuple(sorted(gemte))} if gemte else vist


def sikker(bidrag: Bidrag) -> bool:
    """Whether each figure stands on nobody or on enough citizens, and no two of them make out most of it."""
    for kolonne in zip(*bidrag.values(), strict=True):
        stoerrelser = sorted((abs(v) for v in kolonne if v), reverse=True)
        if stoerrelser and (len(stoerrelser) < MINDST or sum(stoerrelser[:STOERSTE]) > HOEJST_ANDEL * sum(stoerrelser)):
            return False
    return True


def samlet(bidrag: Iterable[Bidrag]) -> dict[str, tuple[Decimal, ...]]:
    """Several rows as one: each citizen's parts added."""
    sum_: dict[str, tuple[Decimal, ...]] = {}
    for b in bidrag:
        for borger, tal in b.items():
            sum_[borger] = tuple(x + y for x, y in zip(sum_[borger], tal, strict=True)) if borger in sum_ else tal
    return sum_


def _borgere(bidrag: Bidrag) -> set[str]:
    return {b for b, tal in bidrag.items() if any(tal)}


def opsplit(rows: Iterable[tuple[str, str, int, Decimal]], antal: int) -> dict[str, dict[str, tuple[Decimal, ...]]]:
    """(name, citizen, which figure, amount) gathered: by name and citizen a tuple of so many figures."""
    samlet: dict[str, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(lambda: [Decimal(0)] * antal))
    for navn, borger, nr, beloeb in rows:
        samlet[navn][borger][nr] += beloeb
    return {n: {b: tuple(v) for b, v in borgere.items()} for n, borgere in samlet.items()}
