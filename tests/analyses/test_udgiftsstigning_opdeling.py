"""The two exact tables: by hand, against Shapley on the totals, and to the øre on whatever hypothesis can make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lisanalysis.analyses.udgiftsstigning import hvem, hvorfor
from lisanalysis.analyses.udgiftsstigning.hvem import Enhed
from lisanalysis.analyses.udgiftsstigning.oere import fordelt
from lisanalysis.analyses.udgiftsstigning.priser import prisaendring
from lisanalysis.statistik.shapley import lmdi, shapley

HJEM = ("Hjemmet", "forsorg", "doegn")


def enhed(borger: str, d0: int, c0: int, d1: int, c1: int, celle: tuple | None = HJEM, **felter: object) -> Enhed:
    return Enhed(borger, celle, Decimal(c0), Decimal(c1), d0, d1, Decimal(d0), Decimal(d1), **felter)


# Y0: A 100 days for 150,000, B 50 for 80,000, C 30 for 45,000. Y1: A 140 for 224,000, B 40 for 68,000, D 60 for 96,000.
EKSEMPLET = [
    enhed("A", 100, 150_000, 140, 224_000), enhed("B", 50, 80_000, 40, 68_000), enhed("C", 30, 45_000, 0, 0),
    enhed("D", 0, 0, 60, 96_000),
]  # fmt: skip


def sum_pr_effekt(effekter: Iterable[tuple[int, str, Decimal]]) -> dict[str, Decimal]:
    ud: dict[str, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for _, effekt, beloeb in effekter:
        ud[effekt] += beloeb
    return dict(ud)


def test_who_in_the_worked_example() -> None:
    """113,000 more: 96,000 new, 45,000 gone, 45,500 for days and 16,500 for price."""
    ventet = {"tilgang": 96_000, "afgang": -45_000, "blivende_dage": 45_500, "blivende_pris": 16_500}
    assert sum_pr_effekt(hvem.effekter(EKSEMPLET)) == ventet
    assert sum(ventet.values()) == 113_000


def test_the_logarithmic_alternative_on_those_who_stay() -> None:
    """LMDI gives 16,385.91 for price and 45,614.09 for days on the same two citizens."""
    dage, pris = lmdi([[100, 50], [1500, 1600]], [[140, 40], [1600, 1700]])
    assert (round(pris, 2), round(dage, 2)) == (16385.91, 45614.09)


def test_who_changes_provider_stays_and_pays_more() -> None:
    """100 days at 1,500 in one place, then 100 at 2,000 in another: no change of days, and 50,000 of price."""
    flyttet = [enhed("A", 100, 150_000, 0, 0, ("X",)), enhed("A", 0, 0, 100, 200_000, ("Y",))]
    fundet = sum_pr_effekt(hvem.effekter(flyttet))
    assert fundet == {"blivende_dage": 0, "blivende_pris": 50_000}
    assert [b for nr, _, b in hvem.effekter(flyttet) if nr == 0] == [-175_000, 25_000]


def test_why_is_shapley_on_users_days_mix_and_price() -> None:
    """Two providers, all citizens there in both years, so that each mean price is the provider's: the totals are Shapley's own."""
    enheder = [
        enhed("A", 100, 100_000, 120, 150_000, ("X",)), enhed("B", 50, 50_000, 80, 100_000, ("X",)),
        enhed("C", 200, 400_000, 100, 210_000, ("Y",)), enhed("D", 0, 0, 60, 126_000, ("Y",)),
    ]  # fmt: skip
    fundet = sum_pr_effekt(hvorfor.effekter(enheder, None))
    ventet = shapley([3, 350 / 3, [150 / 350, 200 / 350], [1000, 2000]], [4, 360 / 4, [200 / 360, 160 / 360], [1250, 2100]])
    assert [float(fundet[e]) for e in ("brugere", "dage", "mix", "pris")] == pytest.approx(ventet, abs=0.006)
    assert sum(fundet.values()) == 36_000


def test_pl_is_taken_out_of_the_price() -> None:
    """One citizen, all year in both years, 3 % of PL and a takst that rose 8 %: the price is what the 3 % do not explain."""
    enheder = [enhed("A", 100, 100_000, 100, 108_000)]
    fundet = sum_pr_effekt(hvorfor.effekter(enheder, Decimal("0.03")))
    pl, pris = shapley([1, 100_000], [1.03, 108_000 / 1.03])
    assert (float(fundet["pl"]), float(fundet["pris"])) == pytest.approx((pl, pris), abs=0.006)
    assert sum(fundet.values()) == 8_000
    assert set(fundet) == {"pl", "pris"}


def test_a_price_rise_is_read_from_those_who_were_there_both_years() -> None:
    """Three who stay pay 8 % more; a dear newcomer moves the mean by 20 % but not the price, and counts as mix."""
    blev = [enhed(f"B{i}", 100, 100_000, 100, 108_000) for i in range(3)]
    ny = enhed("N", 0, 0, 100, 160_000)
    assert prisaendring([*blev, ny]).faktor == Decimal("1.08")
    assert prisaendring([*blev, ny]).kilde == "matchet"
    assert prisaendring([*blev[:2], ny]).kilde == "ikke-matchet"
    med_takst = [enhed("A", 100, 1, 100, 9, takster=(Decimal(5), Decimal(5), Decimal(6), Decimal(6)))]
    assert (prisaendring(med_takst).faktor, prisaendring(med_takst).kilde) == (Decimal("1.2"), "takst")
    fundet = sum_pr_effekt(hvorfor.effekter([*blev, ny], None))
    foer, efter = [3, 100, 1, 1000], [4, 100, 1210 / 1080, 1080]  # mean 1,210 a day: 8 % is price, the rest is what a day holds
    assert [float(fundet.get(e, 0)) for e in ("brugere", "dage", "mix", "pris")] == pytest.approx(shapley(foer, efter), abs=0.006)


def test_rounded_parts_keep_their_sum() -> None:
    """Three thirds of a krone are 33, 34 and 33 øre."""
    assert fordelt([Decimal(1) / 3] * 3) == [Decimal("0.33"), Decimal("0.34"), Decimal("0.33")]


KR = st.decimals(min_value=-5_000_000, max_value=5_000_000, places=2)
DAGE = st.integers(0, 400)
ENHEDER = st.lists(
    st.builds(
        Enhed, borger=st.sampled_from([None, "A", "B", "C", "D"]), celle=st.sampled_from([None, ("X",), ("Y",), ("Z",)]),
        c0=KR, c1=KR, d0=DAGE, d1=DAGE, m0=st.decimals(0, 400, places=4), m1=st.decimals(0, 400, places=4),
        takster=st.just((None,) * 4) | st.tuples(*[st.decimals(1, 5000, places=2)] * 4),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(ENHEDER, st.none() | st.decimals(min_value=Decimal("-0.5"), max_value=1, places=3))
def test_both_tables_add_up_to_the_oere(enheder: list[Enhed], pl: Decimal | None) -> None:
    """Unit by unit the effects are the unit's own change, exactly, with zeros, credits, one-sided cells and unknown citizens."""
    for effekter in (hvem.effekter(enheder), hvorfor.effekter(enheder, pl)):
        pr_enhed = [Decimal("0.00")] * len(enheder)
        for nr, effekt, beloeb in effekter:
            assert beloeb == beloeb.quantize(Decimal("0.01"))
            assert effekt in (*hvem.EFFEKTER, *hvorfor.EFFEKTER)
            pr_enhed[nr] += beloeb
        assert pr_enhed == [e.c1 - e.c0 for e in enheder]


@st.composite
def aegte(draw: st.DrawFn) -> list[Enhed]:
    """Units as the ledger gives them: kroner in a year only where there are days, in at least one year."""
    ud = []
    for _ in range(draw(st.integers(1, 6))):
        d0, d1 = draw(st.tuples(DAGE, DAGE).filter(any))
        c0, c1 = (draw(st.decimals(1, 900_000, places=2)) if d else Decimal("0.00") for d in (d0, d1))
        ud.append(Enhed(draw(st.sampled_from("ABCD")), (draw(st.sampled_from("XY")),), c0, c1, d0, d1))
    return ud


@settings(max_examples=150, deadline=None)
@given(aegte())
def test_the_totals_are_shapleys_own(enheder: list[Enhed]) -> None:
    """Σ over the units of each effect is Shapley on the four totals, in plain floats; a cell of one year keeps its price."""
    celler = sorted({e.celle for e in enheder})
    n = [len({e.borger for e in enheder if (e.d0, e.d1)[i]}) for i in (0, 1)]
    d = [sum((e.d0, e.d1)[i] for e in enheder) for i in (0, 1)]
    dk = [[sum((e.d0, e.d1)[i] for e in enheder if e.celle == k) for k in celler] for i in (0, 1)]
    ck = [[float(sum((e.c0, e.c1)[i] for e in enheder if e.celle == k)) for k in celler] for i in (0, 1)]
    faktorer = []
    for i in (0, 1):
        j = i if d[i] else 1 - i
        pris = [ck[i][k] / dk[i][k] if dk[i][k] else ck[1 - i][k] / dk[1 - i][k] for k in range(len(celler))]
        faktorer.append([n[i], d[j] / n[j], [x / d[j] for x in dk[j]], pris])
    ventet = shapley(*faktorer)
    fundet = sum_pr_effekt(hvorfor.effekter(enheder, None))
    assert [float(fundet.get(e, 0)) for e in ("brugere", "dage", "mix", "pris")] == pytest.approx(ventet, abs=0.02, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(aegte())
def test_swapping_the_years_swaps_who(enheder: list[Enhed]) -> None:
    """New becomes gone, and the effects of those who stay change sign, to the øre."""
    byttet = [Enhed(e.borger, e.celle, e.c1, e.c0, e.d1, e.d0) for e in enheder]
    frem, tilbage = sum_pr_effekt(hvem.effekter(enheder)), sum_pr_effekt(hvem.effekter(byttet))
    om = {"tilgang": "afgang", "afgang": "tilgang"}
    assert frem == {om.get(k, k): -v for k, v in tilbage.items()}
