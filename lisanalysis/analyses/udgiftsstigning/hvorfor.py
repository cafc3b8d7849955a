"""Why: the change as users × days per user × mix × price, shared out by Shapley, with the general price rise (PL) apart.

C = N · (D/N) · Σ_k m_k · PL · p_k over the cells k (provider and service): m_k is the cell's share of the days times what a day there holds
(hours, packages), and p_k its real price. The totals are Shapley's; each unit carries its part in proportion to its own change in users
and days, and what is left of the unit's own change is its price. So every cut of the units adds up to the same effects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from lisanalysis.analyses.udgiftsstigning.hvem import Enhed
from lisanalysis.analyses.udgiftsstigning.oere import PRAECISION, fordelt
from lisanalysis.analyses.udgiftsstigning.priser import Pris, prisaendring
from lisanalysis.statistik.shapley import vaegte

EFFEKTER = ("brugere", "dage", "mix", "pl", "pris", "korrektion")
EN, NUL = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class Celle:
    """A provider's service: days and kroner of the two years, and how its price change is known."""

    d0: int
    d1: int
    c0: Decimal
    c1: Decimal
    pris: Pris


@dataclass(frozen=True)
class _Vaegt:
    """What one unit of change is worth: of users and of days per user over all cells, of mix and of PL in each."""

    brugere: Decimal
    dage: Decimal
    mix: dict[tuple, Decimal]
    pl: dict[tuple, Decimal]


def celler(enheder: Sequence[Enhed]) -> dict[tuple, Celle]:
    """The cells that days are paid for in."""
    i_cellen: dict[tuple, list[Enhed]] = defaultdict(list)
    for e in enheder:
        if e.betaler_dage:
            i_cellen[e.celle].append(e)
    return {k: _celle(es) for k, es in i_cellen.items()}


def effekter(enheder: Sequence[Enhed], pl: Decimal | None) -> Iterator[tuple[int, str, Decimal]]:
    """(the unit's number, effect, kroner). `pl` is the general price rise between the years, 0.03 for 3 %; None is unknown.

    Without `pl` the effect of price is nominal, and there is no effect `pl`.
    """
    med_dage = [(nr, e) for nr, e in enumerate(enheder) if e.betaler_dage]
    with localcontext(prec=PRAECISION):
        dele = _dele([e for _, e in med_dage], celler(enheder), pl) if med_dage else {}
        rest = [e.aendring for _, e in med_dage]
        for effekt, raa in dele.items():
            for plads, beloeb in enumerate(fordelt(raa)):
                rest[plads] -= beloeb
                if beloeb:
                    yield med_dage[plads][0], effekt, beloeb
    for plads, beloeb in enumerate(rest):
        if beloeb:
            yield med_dage[plads][0], "pris", beloeb
    for nr, e in enumerate(enheder):
        if not e.betaler_dage and e.aendring:
            yield nr, "korrektion", e.aendring


def _celle(enheder: list[Enhed]) -> Celle:
    return Celle(
        sum(e.d0 for e in enheder), sum(e.d1 for e in enheder), sum((e.c0 for e in enheder), NUL), sum((e.c1 for e in enheder), NUL),
        prisaendring(enheder),
    )  # fmt: skip


def _dele(enheder: list[Enhed], cellerne: dict[tuple, Celle], pl: Decimal | None) -> dict[str, list[Decimal]]:
    """The unrounded parts per effect and unit, price left out: it is what remains."""
    n0, n1, dage0, dage1 = (len({e.borger for e in enheder if e.d0}), len({e.borger for e in enheder if e.d1}),
                            sum(e.d0 for e in enheder), sum(e.d1 for e in enheder))  # fmt: skip
    pi = EN if pl is None or not (dage0 and dage1) else EN + pl
    v = _vaegte(cellerne, (n0, n1), (dage0, dage1), pi)
    mix_snit = _snit(v.mix, cellerne, dage0, dage1)
    borgerdage = _borgerdage(enheder)
    ud: dict[str, list[Decimal]] = {"brugere": [], "dage": [], "mix": []} | ({} if pl is None else {"pl": []})
    snit_l = (_del(dage0, n0) + _del(dage1, n1)) / (2 if n0 and n1 else 1)
    for e in enheder:
        hel0, hel1 = borgerdage[e.borger]
        dn, dd, celle = _del(e.d1, hel1) - _del(e.d0, hel0), e.d1 - e.d0, cellerne[e.celle]
        ud["brugere"].append(dn * v.brugere)
        ud["dage"].append((dd - snit_l * dn) * 2 / (n0 + n1) * v.dage)
        ud["mix"].append(2 * dd * (v.mix[e.celle] - mix_snit) / (dage0 + dage1) + _indhold(e, celle, dage1) * v.mix[e.celle])
        if pl is not None:
            ud["pl"].append((pi - 1) * v.pl[e.celle] * _del(e.d0 + e.d1, celle.d0 + celle.d1))
    return ud


def _vaegte(cellerne: dict[tuple, Celle], n: tuple[int, int], dage: tuple[int, int], pi: Decimal) -> _Vaegt:
    """Shapley's weights. What is unknown in one of the years (a mean of nobody, a price of nothing) is set equal to the other's."""
    l0, l1 = (_del(dage[i], n[i]) if n[i] else _del(dage[1 - i], n[1 - i]) for i in (0, 1))
    mix, pris = ([], []), ([], [])
    for c in cellerne.values():
        for side, (m, p) in enumerate(_mix_og_pris(c, dage, pi)):
            mix[side].append(m)
            pris[side].append(p)
    v = vaegte([Decimal(n[0]), l0, mix[0], EN, pris[0]], [Decimal(n[1]), l1, mix[1], pi, pris[1]])
    return _Vaegt(sum(v[0]), sum(v[1]), dict(zip(cellerne, v[2], strict=True)), dict(zip(cellerne, v[3], strict=True)))


def _mix_og_pris(c: Celle, dage: tuple[int, int], pi: Decimal) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]:
    """(m, real p) of the two years, so that m · PL · p is the kroner per day that the cell adds."""
    s0, s1 = (_del((c.d0, c.d1)[i], dage[i]) if dage[i] else _del((c.d0, c.d1)[1 - i], dage[1 - i]) for i in (0, 1))
    if not c.d0:
        return (s0, c.c1 / c.d1 / pi), (s1, c.c1 / c.d1 / pi)
    p0 = c.c0 / c.d0
    if not c.d1:
        return (s0, p0), (s1, p0)
    q = _indholdstal(c)
    return (s0, p0), (s1 * q, c.c1 / c.d1 / q / pi)


def _indholdstal(c: Celle) -> Decimal:
    """How much more a day in the cell holds this year: the rise in kroner per day that is not the rise in price."""
    if c.pris.faktor is None or not (c.d0 and c.d1 and c.c0 > 0 and c.c1 > 0):
        return EN
    return (c.c1 / c.d1) / (c.c0 / c.d0) / c.pris.faktor


def _indhold(e: Enhed, c: Celle, dage1: int) -> Decimal:
    """The unit's part of what the cell's days hold more, by its days this year."""
    return _del(e.d1, dage1) * (_indholdstal(c) - 1) if c.d0 and c.d1 else NUL


def _snit(mix: dict[tuple, Decimal], cellerne: dict[tuple, Celle], dage0: int, dage1: int) -> Decimal:
    """The worth of a day in the mean mix of the two years."""
    sider = [[(c.d0, c.d1)[i] for c in cellerne.values()] for i in (0, 1)]
    summer = [sum((_del(d, hele) * w for d, w in zip(side, mix.values(), strict=True)), NUL)
              for side, hele in zip(sider, (dage0, dage1), strict=True) if hele]  # fmt: skip
    return sum(summer, NUL) / len(summer)


def _borgerdage(enheder: list[Enhed]) -> dict[str | None, tuple[int, int]]:
    ud: dict[str | None, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for e in enheder:
        ud[e.borger] = ud[e.borger][0] + e.d0, ud[e.borger][1] + e.d1
    return ud


def _del(dele: int, hele: int) -> Decimal:
    """A share, and nil of nothing."""
    return Decimal(dele) / hele if hele else NUL
