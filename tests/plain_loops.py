"""Both loops of the 8-tals-kontrol recounted from plain rows, day by day and by the contract's words: each side's kroner per citizen, account and month.

No cause is named and nothing of the package is used; only the sums are told.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from plain_files import DAY, OPEN, ZERO, Files, Grant, Settlement, days_of, half_up, month

class Loop1:
    """What was granted for each settlement, and in each month that was never settled, by the contract's words; `cells` are (number, konto, month, kroner)."""

    def __init__(self, f: Files) -> None:
        self.f = f
        self.s = [s for s in f.settlements if s.type in ("U", "R")]
        self.grants, self.by_id, self.mine = defaultdict(list), defaultdict(list), defaultdict(list)
        for g in f.grants:
            self.grants[g.cpr].append(g)
            self.by_id[g.id].append(g)
        self.same = defaultdict(list)
        for s in self.s:
            self.same[s.cpr, s.par, s.lev].append(s)
        self.group, self.final = self._groups()
        self.used: set[tuple[int, int]] = set()  # a grant's months that a settlement found by weaker evidence takes
        self.cells: list[tuple] = []
        self.unknown: set[tuple] = set()
        self.units_only = 0
        self.run()

    def run(self) -> None:
        judged = [(s, self.given(s)) for s in self.s]
        unknown = {(self.group[id(s)], s.cpr, s.konto, month(s.fra)) for s, kr in judged if kr is None}
        for s, kr in judged:
            if (self.group[id(s)], s.cpr, s.konto, month(s.fra)) in unknown:
                self.units_only += 1
            else:
                self.cells.append((s.cpr, s.konto, month(s.fra), kr - s.kr))
        self.unsettled()

    def _groups(self):
        """A regulering, the payment of its reference and all of that ydelse and month are one; and what a unit came to in the end."""
        paid = {}
        for s in sorted((s for s in self.s if s.type == "U" and s.ref), key=lambda s: (s.fra, s.id), reverse=True):
            paid[s.ref] = s
        place = {}
        for s in self.s:
            if s.type == "R":
                u = paid.get(s.ref, s)
                place[id(s)] = (u.ydelse, month(u.fra))
        corrected = set(place.values())
        group = {id(s): place.get(id(s)) or ((s.ydelse, month(s.fra)) if (s.ydelse, month(s.fra)) in corrected else id(s)) for s in self.s}
        units, net = defaultdict(Decimal), defaultdict(Decimal)
        for s in self.s:
            units[group[id(s)]] += s.antal if s.type == "U" else 0
            net[group[id(s)]] += s.kr
        return group, {g: half_up(net[g] / n) for g, n in units.items() if isinstance(g, tuple) and n > 0 and net[g] > 0}

    def given(self, s: Settlement) -> Decimal | None:
        """The granted kroner; None where units or price cannot be told."""
        days = [s.fra + n * DAY for n in range((s.til - s.fra).days + 1)]
        grants, weaker = self.grants_of(s, days)
        if weaker and grants:
            self.used |= {(id(grants[0]), month(d)) for d in days}
        if not grants or (s.type == "R" and s.kr <= 0):
            return ZERO
        taken = {s2.fra + n * DAY for s2 in self.same[s.cpr, s.par, s.lev] if s2.kr > 0 and s.kr > 0 and (len(s2.id), s2.id) < (len(s.id), s.id)
                 for n in range((s2.til - s2.fra).days + 1)}  # fmt: skip
        own = {d for d in days if d not in taken and d <= self.f.dead.get(s.cpr, OPEN)}
        units, left = ZERO, set(days)
        for g in sorted(grants, key=lambda g: (max(s.fra, g.fra), min(s.til, g.til), g.fra)):  # a day counts for the grant that began first
            covers = {d for d in left if g.fra <= d <= g.til}
            left -= covers
            for m in {month(d) for d in covers}:
                if (n := self.units(g, m, sum(month(d) == m for d in covers & own), covers=True)) is None:
                    return None
                units += n
        takst = self.takst(s, grants[0])
        return None if takst is None else half_up(units * takst)

    def units(self, g: Grant, m: int, days: int, covers: bool = False) -> Decimal | None:
        """What the grant gives for so many days of a month."""
        tit = "Månedlig" if g.enhed == "Vederlag" else g.tit or {"Døgn": "Daglig", "Dag": "Daglig", "Måned": "Månedlig"}.get(g.enhed, "")
        if g.antal is None or not tit:
            return None
        if days <= 0:
            return ZERO
        if tit == "Engang":
            return g.antal if m == month(g.fra) else ZERO
        if tit == "Daglig":
            return g.antal * days
        if tit == "Månedlig":
            return half_up(g.antal * days / len(days_of(m)), "0.0001")
        return half_up(g.antal * days / {"Ugentlig": 7, "Hver 14. dag": 14}[tit])

    def grants_of(self, s: Settlement, days: list[date]) -> tuple[list[Grant], bool]:
        """The grants that the settlement is held against, the one that says the price first, and whether weaker evidence found them."""
        fits = [g for g in self.grants[s.cpr] if g.par == s.par and (g.lev == s.lev or not g.lev or not s.lev)]
        link = self.f.ydelser.get(s.ydelse, ("", ""))[0]
        if fits:
            def best(g: Grant) -> tuple:
                overlap = sum(g.fra <= d <= g.til for d in days)
                equal = g.enhed == s.enhed and self.units(g, month(s.fra), len(days)) == s.antal
                return (overlap == len(days), equal, g.id == link, (min(s.til, g.til) - max(s.fra, g.fra)).days, g.fra)
            first = max(fits, key=best)
            if best(first)[0]:
                return [first], False
            return [first, *(g for g in fits if g is not first)], False
        linked = [g for g in self.by_id[link] if link]
        return (linked or self.one_thing_off(s, days))[:1], True

    def one_thing_off(self, s: Settlement, days: list[date]) -> list[Grant]:
        """Grants that overlap, have the right takst and differ in paragraph, provider or number alone, the best first."""
        found = []
        for g in self.grants[s.cpr]:
            if (g.lev == s.lev) != (g.par == s.par):
                found.append((0 if g.par != s.par else 1, g))
        found += [(2, g) for other in self.neighbours(s.cpr) for g in self.grants[other] if g.par == s.par and (g.lev == s.lev or not g.lev or not s.lev)]
        overlap = lambda g: sum(g.fra <= d <= g.til for d in days)  # noqa: E731
        found = [(n, g) for n, g in found if overlap(g) and s.takst in (self.asked(g.lev, g.par, s.fra) or {g.takst}) | self.asked(s.lev, s.par, s.fra)]
        return [g for _, g in sorted(found, key=lambda p: (p[0], -overlap(p[1]), -p[1].fra.toordinal(), p[1].id))]

    def neighbours(self, cpr: str) -> list[str]:
        def near(a: str, b: str) -> bool:
            off = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
            return len(off) == 1 or (len(off) == 2 and off[1] == off[0] + 1 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]])
        return [o for o in list(self.grants) if len(o) == len(cpr) and o != cpr and (near(o, cpr) or (o, cpr) in self.f.former)]

    def asked(self, lev: str, par: str, d: date) -> set[Decimal]:
        return set().union(*(both for fra, til, both in self.f.prices.get((lev, par), ()) if fra <= d <= til))

    def takst(self, s: Settlement, g: Grant) -> Decimal | None:
        """The right takst: a tilbud's in force on the first day, else the grant's; of several the settlement's own, the grant's, or the nearest."""
        own = self.final.get(self.group[id(s)], s.takst)
        asked = self.asked(s.lev, s.par, s.fra)
        if s.par != g.par:  # another paragraph's price may be what was paid, and never says what should have been
            asked &= {own}
        right = self.asked(g.lev, g.par, s.fra) | asked or {g.takst} - {None}
        return min(right, key=lambda t: (t != own, t != g.takst, abs(t - own), t), default=None)

    def unsettled(self) -> None:
        """Months of a grant, from the first one settled to two closed months before the cut-off, for which nothing was settled."""
        settled = defaultdict(list)
        for s in self.s:
            for m in range(month(s.fra), month(s.til) + 1):
                settled[s.cpr, s.par, m].append(s.lev)
        konto = defaultdict(set)
        for link, k in self.f.ydelser.values():
            konto[link].add(k)
        first, last = min(month(s.fra) for s in self.s), month(self.f.slut + DAY) - 3
        for g in self.f.grants:
            til = min(g.til, self.f.dead.get(g.cpr, OPEN))
            for m in range(max(first, month(g.fra)), min(last, month(til)) + 1):
                runs = [d for d in days_of(m) if g.fra <= d <= til]
                n = self.units(g, m, len(runs)) if runs else ZERO
                met = any(lev == g.lev or not lev or not g.lev for lev in settled.get((g.cpr, g.par, m), ()))
                if met or (id(g), m) in self.used or n == 0:
                    continue
                right = self.asked(g.lev, g.par, runs[0]) or {g.takst} - {None}
                takst = min(right, key=lambda t: (abs(t - (g.takst or 0)), t), default=None)
                if n is None or takst is None:
                    self.units_only += 1
                else:
                    self.cells.append((g.cpr, min(konto.get(g.id, {""})) if g.id else "", m, half_up(n * takst)))


def loop2(f: Files) -> list[tuple]:
    """(number, konto, month, kroner): settled of every type, and posted with the sign turned."""
    return [(s.cpr, s.konto, month(s.fra), s.kr) for s in f.settlements] + [(cpr, konto, m, -kr) for _, cpr, konto, m, kr in f.postings]
