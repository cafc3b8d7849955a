"""Units, prices and bounded sums against exact arithmetic of the standard library."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import ibis
from hypothesis import given, settings
from hypothesis import strategies as st

from lisanalysis.reconcile import tal
from lisanalysis.reconcile.delsum import HOEJST_DELE, Raekke, fordel

_raekke = st.tuples(
    st.sampled_from(["daglig", "ugentlig", "14dag", "maanedlig"]),
    st.integers(min_value=0, max_value=2_000_000),  # ten-thousandths of a unit
    st.integers(min_value=28, max_value=31),
    st.integers(min_value=1, max_value=28),
    st.integers(min_value=-5_000_000, max_value=5_000_000),  # øre
)


def _rundet(v: Decimal, decimaler: str) -> Decimal:
    return v.quantize(Decimal(decimaler), ROUND_HALF_UP)


def _enheder(frekvens: str, antal: Decimal, dage: int, laengde: int) -> Decimal:
    """What a month gives, by the written definition."""
    if frekvens == "daglig":
        return antal * dage
    if frekvens == "maanedlig":
        return _rundet(antal * dage / laengde, "0.0001")
    return _rundet(antal * dage / (7 if frekvens == "ugentlig" else 14), "0.01")


@settings(max_examples=25, deadline=None)
@given(st.lists(_raekke, min_size=1, max_size=60))
def test_units_and_kroner_are_exact(rows: list[tuple]) -> None:
    """Half up at two decimals a week and four a month, and the product half up to the øre."""
    t = ibis.memtable([(i, *r) for i, r in enumerate(rows)], columns=["i", "f", "antal", "laengde", "dage", "takst"])
    enheder = tal.bevilget(t.antal, t.f, t.dage, t.laengde, ibis.literal(0))
    fundet = ibis.duckdb.connect().execute(t.select("i", enheder=enheder, kr=tal.pris(enheder, t.takst)).order_by("i"))
    for (frekvens, antal, laengde, dage, takst), r in zip(rows, fundet.itertuples(), strict=True):
        ventet = _enheder(frekvens, Decimal(antal) / 10_000, dage, laengde)
        assert Decimal(int(r.enheder)) / 10_000 == ventet
        assert Decimal(int(r.kr)) / 100 == _rundet(ventet * Decimal(takst) / 100, "0.01")


def test_what_is_given_once_falls_in_the_month_it_starts() -> None:
    """Engang: the whole amount in the start month and nothing in others."""
    t = ibis.memtable([(1,), (0,)], columns=["start"])
    e = tal.bevilget(ibis.literal(30_000), ibis.literal("engang"), ibis.literal(10), ibis.literal(31), t.start)
    assert sorted(ibis.duckdb.connect().execute(t.select(e=e))["e"]) == [0, 30_000]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(min_value=-6, max_value=12), max_size=7), st.lists(st.integers(min_value=-6, max_value=12), max_size=7))
def test_a_bounded_sum_uses_each_row_once_and_agrees(s: list[int], p: list[int]) -> None:
    """Every group's two sums are equal, one side is a single row, no row is in two groups, and what is left has no such sum of two."""
    her, der = [Raekke(i, 0, 0, x) for i, x in enumerate(s)], [Raekke(i, 0, 0, x) for i, x in enumerate(p)]
    grupper = list(fordel(her, der, lambda a, b: True))
    for a, b in grupper:
        assert sum(s[i] for i in a) == sum(p[i] for i in b)
        assert min(len(a), len(b)) == 1 and 2 <= max(len(a), len(b)) <= HOEJST_DELE
    brugt_s, brugt_p = [i for a, _ in grupper for i in a], [i for _, b in grupper for i in b]
    assert len(set(brugt_s)) == len(brugt_s) and len(set(brugt_p)) == len(brugt_p)
    fri_s, fri_p = [x for i, x in enumerate(s) if i not in brugt_s], [x for i, x in enumerate(p) if i not in brugt_p]
    par = [fri_p[i] + fri_p[j] for i in range(len(fri_p)) for j in range(i) if fri_p[i] * fri_p[j] > 0]
    assert not [x for x in fri_s if x in par]


def test_no_row_out_of_time_is_summed() -> None:
    """The pieces of a payment must each be in time."""
    assert list(fordel([Raekke(1, 3, 2025, 10)], [Raekke(1, 3, 2025, 4), Raekke(2, 9, 2025, 6)], lambda a, b: a.maaned == b.maaned)) == []
