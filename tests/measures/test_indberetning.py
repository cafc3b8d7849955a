"""Whom a report can hold, step by step, on drawn grants; and the same citizens as the panel counts."""

from datetime import date

from tegnet import byg

from lisanalysis.measures import indberetning, ophold
from lisanalysis.measures.episoder import episoder
from lisanalysis.measures.panel import borgermaaneder, panel

BEV = "bevilling_id | borger_id | paragraf | status | start_dato | slut_dato | handlekommune | betalingskommune | maalgruppe | registreret_dato"
K3 = ("2025 3. kvt.", date(2025, 7, 1), date(2025, 9, 30), date(2025, 10, 14))


def bevilling(*linjer: str):
    """The drawn grants with their group."""
    t = byg("2025-12-31", bevilling="\n".join((BEV, *linjer))).tabel("bevilling")
    return t.mutate(gruppe=t.paragraf)


def trin(*linjer: str) -> dict[tuple[int, ...], int]:
    """How many citizens have passed (betaler, handler, maalgruppe, rettidig)."""
    rows = indberetning.borgere(bevilling(*linjer), "0999", [K3]).to_pyarrow().to_pylist()
    return {tuple(r[t] for t in indberetning.TRIN): r["antal"] for r in rows}


def test_each_citizen_stands_where_the_first_step_stops_it():
    """Five citizens: all well, another decides, no target group, registered a day late, another pays."""
    assert trin(
        "i1 | b_a | SEL-107 | ivaerksat | 2025-01-01 | | 0999 | 0999 | x | 2025-10-14",
        "i2 | b_b | SEL-107 | ivaerksat | 2025-01-01 | | 0561 | 0999 | x | 2025-01-01",
        "i3 | b_c | SEL-107 | ivaerksat | 2025-01-01 | | 0999 | 0999 |   | 2025-01-01",
        "i4 | b_d | SEL-107 | ivaerksat | 2025-01-01 | | 0999 | 0999 | x | 2025-10-15",
        "i5 | b_e | SEL-107 | ivaerksat | 2025-01-01 | | 0999 | 0561 | x | 2025-01-01",
    ) == {(1, 1, 1, 1): 1, (1, 0, 0, 0): 1, (1, 1, 0, 0): 1, (1, 1, 1, 0): 1, (0, 1, 1, 1): 1}  # fmt: skip


def test_a_citizen_with_a_good_and_a_bad_grant_is_reported():
    """One grant without a target group does not keep out the citizen whose other grant has one."""
    assert trin(
        "i1 | b_a | SEL-107 | ivaerksat | 2025-01-01 | | 0999 | 0999 |   | 2025-01-01",
        "i2 | b_a | SEL-107 | afsluttet | 2025-07-01 | 2025-07-31 | 0999 | 0999 | x | 2025-07-01",
    ) == {(1, 1, 1, 1): 1}  # fmt: skip


def test_a_source_that_tells_no_target_group_keeps_nobody_out():
    """It is missing on a grant only where some other grant of the source has one."""
    uden = "i1 | b_a | SEL-107 | ivaerksat | 2025-01-01 | | 0999 | 0999 | | 2025-01-01"
    assert trin(uden) == {(1, 1, 1, 1): 1}
    assert trin(uden, "i2 | b_b | SEL-107 | ivaerksat | 2025-01-01 | | 0999 | 0999 | x | 2025-01-01") == {(1, 1, 1, 1): 1, (1, 1, 0, 0): 1}


def test_what_never_ran_or_lies_outside_is_not_there():
    """A cancelled grant, and those that end the day before and begin the day after the quarter; its first and last day count."""
    assert trin(
        "i1 | b_a | SEL-107 | annulleret | 2025-01-01 | | | | x | ",
        "i2 | b_b | SEL-107 | afsluttet | 2025-01-01 | 2025-06-30 | | | x | ",
        "i3 | b_c | SEL-107 | ivaerksat | 2025-10-01 | | | | x | ",
        "i4 | b_d | SEL-107 | afsluttet | 2025-01-01 | 2025-07-01 | | | x | ",
        "i5 | b_e | SEL-107 | ivaerksat | 2025-09-30 | | | | x | ",
    ) == {(1, 1, 1, 1): 2}  # fmt: skip


def test_grants_are_counted_and_not_citizens():
    """Two grants of one citizen and one late one: two can be reported."""
    t = bevilling(
        "i1 | b_a | SEL-107 | ivaerksat | 2025-01-01 | | | | x | 2025-01-01",
        "i2 | b_a | SEL-107 | ivaerksat | 2025-08-01 | | | | x | 2025-08-01",
        "i3 | b_b | SEL-107 | ivaerksat | 2025-08-01 | | | | x | 2025-12-01",
    )
    assert indberetning.ydelser(t, "0999", [K3]).to_pyarrow().to_pylist() == [{"gruppe": "SEL-107", "periode": "2025 3. kvt.", "antal": 2}]


def test_the_citizens_we_pay_for_are_those_of_the_panel(demo):
    """On the made-up municipality the first step of a month counts exactly the panel's brugere of every paragraph."""
    t = demo.tabel("bevilling")
    t = t.filter(t.paragraf.notnull()).mutate(gruppe=t.paragraf)
    kode, maj = demo.kommune.kode, ("2025-05", date(2025, 5, 1), date(2025, 5, 31), date(2025, 6, 14))
    rows = indberetning.borgere(t, kode, [maj]).to_pyarrow().to_pylist()
    trinvis: dict[str, int] = {}
    for r in rows:
        if r["betaler"]:
            trinvis[r["gruppe"]] = trinvis.get(r["gruppe"], 0) + r["antal"]
    egne = panel(borgermaaneder(episoder(ophold.egne(ophold.fra_bevilling(t), kode)), maj[1], maj[2])).to_pyarrow().to_pylist()

    assert trinvis == {r["gruppe"]: r["brugere"] for r in egne} and sum(trinvis.values()) > 20
