"""Episodes, months and cohort-days against a slow twin that walks day by day, and against cases made by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tegnet import byg

from lisanalysis.domain import periode
from lisanalysis.measures import episoder, panel, samtidig
from lisanalysis.measures.ophold import egne, fra_afregning, fra_bevilling, fra_ydelse, grupper

DAG = timedelta(days=1)
FRA, TIL = date(2024, 1, 1), date(2024, 4, 30)
NUL = date(2023, 11, 1)


def ophold(rows: list[tuple[str, str, date, date | None]]) -> ibis.Table:
    """(citizen, group, first day, last day) as a table of stays."""
    navne = ("borger_id", "gruppe", "fra_dato", "til_dato")
    skema = {"borger_id": "string", "gruppe": "string", "fra_dato": "date", "til_dato": "date"}
    return ibis.memtable({n: [r[i] for r in rows] for i, n in enumerate(navne)}, schema=skema)


def dage(fra: date, til: date | None) -> set[date]:
    return {fra + i * DAG for i in range(((til or date(2025, 1, 1)) - fra).days + 1)}


STAYS = st.lists(
    st.tuples(
        st.sampled_from(["p1", "p2", "p3"]), st.sampled_from(["A", "B"]),
        st.integers(0, 200), st.one_of(st.none(), st.integers(0, 80)),
    ).map(lambda r: (r[0], r[1], NUL + r[2] * DAG, None if r[3] is None else NUL + (r[2] + r[3]) * DAG)),
    min_size=1, max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(STAYS)
def test_panel_days_are_the_episodes_days_clipped_to_the_window(rows: list) -> None:
    """Per group the months' days sum to the episodes' clipped days exactly, and to a twin that counts day by day."""
    e = episoder.episoder(ophold(rows), hul=0)
    pr_maaned = panel.panel(panel.borgermaaneder(e, FRA, TIL)).execute()
    klippet = episoder.beskaaret(e, FRA, TIL).execute()
    tvilling: Counter = Counter()
    for borger, gruppe in {(r[0], r[1]) for r in rows}:
        egne_dage = set().union(*(dage(f, t) for b, g, f, t in rows if (b, g) == (borger, gruppe)))
        for d in egne_dage:
            if FRA <= d <= TIL:
                tvilling[gruppe, periode.maaned(d)] += 1
    assert {(r.gruppe, r.periode): r.doegn for r in pr_maaned.itertuples()} == dict(tvilling)
    assert int(pr_maaned["doegn"].sum()) == int(klippet["doegn"].sum()) == sum(tvilling.values())


@settings(max_examples=40, deadline=None)
@given(STAYS, st.sampled_from([0, 1, 7]))
def test_merged_episodes_are_the_maximal_runs(rows: list, hul: int) -> None:
    """No two episodes of a citizen and group lie within the gap of each other, all stays are in one, and the ends are stays' ends."""
    fundet = episoder.episoder(ophold(rows), hul=hul).execute()
    for (borger, gruppe), t in fundet.groupby(["borger_id", "gruppe"]):
        mine = [(f, s) for b, g, f, s in rows if (b, g) == (borger, gruppe)]
        sidst = [(r.fra_dato, None if r.til_dato is None or r.til_dato != r.til_dato else r.til_dato) for r in t.sort_values("fra_dato").itertuples()]
        sidst = [(_d(f), _d(s)) for f, s in sidst]
        for (_, s), (f2, _) in zip(sidst, sidst[1:], strict=False):
            assert s is not None and (f2 - s).days > hul + 1
        for f, s in mine:
            assert any(a <= f and (b is None or (s is not None and s <= b)) for a, b in sidst)
        assert {a for a, _ in sidst} <= {f for f, _ in mine} and {b for _, b in sidst} <= {s for _, s in mine}
        assert int(t["antal_ophold"].sum()) == len(mine)


def _d(v):
    return v.date() if hasattr(v, "date") else v


def test_a_gap_of_one_day_joins_and_two_does_not() -> None:
    """By hand: 1-10 January, then from the 12th is one episode with a gap of one day, from the 13th two."""
    et, to = date(2024, 1, 12), date(2024, 1, 13)
    for start, antal in ((et, 1), (to, 2)):
        e = episoder.episoder(ophold([("p", "A", FRA, date(2024, 1, 10)), ("p", "A", start, None)]), hul=1)
        assert len(e.execute()) == antal


def test_starts_ends_users_and_helaarspersoner_by_hand() -> None:
    """One whole leap year is one helårsperson; a start before the window is not a start in it; an open end is no end."""
    e = episoder.episoder(ophold([("p1", "A", date(2023, 6, 1), date(2024, 12, 31)), ("p2", "A", date(2024, 2, 10), None)]))
    bm = panel.borgermaaneder(e, date(2024, 1, 1), date(2024, 12, 31))
    p = panel.panel(bm).execute().set_index("periode")
    assert p["starter"].sum() == p.loc["2024-02", "starter"] == 1
    assert p["slutter"].sum() == p.loc["2024-12", "slutter"] == 1
    assert (p.loc["2024-01", "brugere"], p.loc["2024-02", "brugere"], p.loc["2024-02", "doegn"]) == (1, 2, 29 + 20)
    hp = panel.helaarspersoner(bm).execute()
    assert float(hp["helaarspersoner"].iloc[0]) == pytest.approx((366 + 326) / 366, abs=1e-6)


def test_cohort_days_stop_at_the_horizon_and_stand_on_the_start_month() -> None:
    """400 days and 3 days, horizon 365, both started in January 2024: 368 days on that month."""
    e = episoder.episoder(ophold([("p1", "A", FRA, FRA + 399 * DAG), ("p2", "A", date(2024, 1, 5), date(2024, 1, 7)),
                                  ("p3", "A", date(2023, 12, 31), None)]))  # fmt: skip
    k = panel.kohorte(e, FRA, date(2025, 12, 31), horisont=365).execute()
    assert k.groupby("periode")[["starter", "kohortedoegn"]].sum().to_dict("index") == {"2024-01": {"starter": 2, "kohortedoegn": 368}}


@pytest.mark.parametrize(("til", "horisont", "maaned"), [
    (date(2025, 12, 30), 365, "2024-12"), (date(2025, 12, 29), 365, "2024-11"), (date(2025, 12, 31), 1, "2025-12"), (date(2025, 6, 30), 30, "2025-05"),
])  # fmt: skip
def test_the_last_whole_cohort(til: date, horisont: int, maaned: str) -> None:
    """A start on the month's last day has been followed for the horizon, its own day counted."""
    assert panel.sidste_hele_kohorte(til, horisont) == maaned
    assert (til - periode.sidste(maaned)).days + 1 >= horisont > (til - periode.sidste(periode.naeste(maaned))).days + 1


def test_moving_on_the_same_day_is_no_overlap() -> None:
    """A ends the day B begins: nothing in both. Three shared days are three nights, and a night within a long stay is one."""
    rows = [
        ("flytter", "A", FRA, date(2024, 1, 10)), ("flytter", "B", date(2024, 1, 10), date(2024, 1, 20)),
        ("retur", "B", FRA, date(2024, 2, 1)), ("retur", "A", date(2024, 2, 1), None),
        ("begge", "A", FRA, date(2024, 1, 10)), ("begge", "B", date(2024, 1, 8), None),
        ("inde", "A", FRA, None), ("inde", "B", date(2024, 2, 3), date(2024, 2, 3)),
    ]  # fmt: skip
    t = samtidig.naetter_i_begge(episoder.episoder(ophold(rows)), "A", "B", FRA, TIL).execute()
    assert dict(zip(t["borger_id"], t["naetter"], strict=True)) == {"begge": 3, "inde": 1}


def test_a_move_counts_once_within_the_days_allowed() -> None:
    """The same day and 90 days after are moves, 91 is none, an earlier B is none, and two Bs after one end are one move."""
    slut = date(2024, 1, 10)
    rows = [(p, "A", FRA, slut) for p in ("samme", "frist", "sent", "foer", "to")]
    rows += [("samme", "B", slut, slut), ("frist", "B", slut + 90 * DAG, None), ("sent", "B", slut + 91 * DAG, None),
             ("foer", "B", slut - DAG, slut - DAG), ("to", "B", slut + 2 * DAG, slut + 3 * DAG), ("to", "B", slut + 30 * DAG, None)]  # fmt: skip
    t = samtidig.overgange(episoder.episoder(ophold(rows)), "A", "B", FRA, TIL, inden=90).execute()
    assert dict(zip(t["borger_id"], t["dage"], strict=True)) == {"samme": 0, "frist": 90, "to": 2}


def test_stays_of_the_three_systems_read_alike() -> None:
    """Grant, measure and settlements of one stay give one and the same episode; a draft, a credit and a far end date do not mislead."""
    data = byg(
        bevilling="bevilling_id|borger_id|paragraf|status|start_dato|slut_dato|betalingskommune\n"
        "n1|p|SEL-107|afsluttet|2024-01-05|2024-03-04|0999\nn2|p|SEL-107|kladde|2024-01-01|2024-12-31|\n"
        "n3|q|SEL-107|ivaerksat|2024-02-01|9999-12-31|0101",
        ydelse="ydelse_id|borger_id|paragraf|start_dato|slut_dato\nf1|p|SEL-107|2024-01-05|2024-01-31\nf1|p|SEL-107|2024-02-01|2024-03-04",
        afregning="afregning_id|borger_id|paragraf|periode_fra_dato|periode_til_dato|beloeb|status|afregningstype\n"
        "a1|p|SEL-107|2024-01-05|2024-01-31|100|effektueret|udgift\na2|p|SEL-107|2024-02-01|2024-02-29|100|effektueret|udgift\n"
        "a3|p|SEL-107|2024-03-01|2024-03-04|100|godkendt|udgift\na4|p|SEL-107|2024-03-05|2024-03-31|100|effektueret|udgift\n"
        "a5|p|SEL-107|2024-03-05|2024-03-31|-100|effektueret|udgift\na6|p|SEL-107|2024-04-01|2024-04-30|100|forventet|udgift",
    )  # fmt: skip
    ventet = [("p", date(2024, 1, 5), date(2024, 3, 4))]
    for tabel, laes in (("bevilling", fra_bevilling), ("ydelse", fra_ydelse), ("afregning", fra_afregning)):
        t = laes(grupper(data.tabel(tabel), "paragraf", {"A": ["SEL-107"]}))
        fundet = episoder.episoder(egne(t, "0999")).execute()
        assert [(r.borger_id, _d(r.fra_dato), _d(r.til_dato)) for r in fundet.itertuples()] == ventet, tabel
    aaben = fra_bevilling(grupper(data.tabel("bevilling"), "paragraf", {"A": ["SEL-107"]})).execute().set_index("borger_id")
    assert aaben.loc["q", "til_dato"] is None or aaben.loc["q", "til_dato"] != aaben.loc["q", "til_dato"]


def test_a_group_takes_the_paragraphs_parts_along() -> None:
    """SEL-52 takes SEL-52-3.7, and SEL-10 does not take SEL-107."""
    data = byg(ydelse="ydelse_id|borger_id|paragraf|start_dato\nf1|p|SEL-52-3.7|2024-01-01\nf2|p|SEL-107|2024-01-01\nf3|p|SEL-52|2024-01-01")
    t = grupper(data.tabel("ydelse"), "paragraf", {"anbringelse": ["SEL-52"], "ti": ["SEL-10"]}).execute()
    assert Counter(t["gruppe"]) == {"anbringelse": 2}


def test_per_citizen_days_hold_no_day_twice() -> None:
    """Two stays in one group on the same days count the days once per citizen, and two citizens count them twice."""
    rows = [("p", "A", FRA, FRA + 9 * DAG), ("p", "A", FRA + 5 * DAG, FRA + 14 * DAG), ("q", "A", FRA, FRA + 9 * DAG)]
    bm = panel.borgermaaneder(episoder.episoder(ophold(rows)), FRA, TIL).execute()
    ialt: dict[str, int] = defaultdict(int)
    for r in bm.itertuples():
        ialt[r.borger_id] += r.doegn
    assert dict(ialt) == {"p": 15, "q": 10}
