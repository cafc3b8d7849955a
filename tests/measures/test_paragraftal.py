"""Volume and kroner by paragraph, checked by hand and against the calendar-year measure."""

from datetime import date
from decimal import Decimal as D

import pytest
from tegnet import byg

from lisanalysis.measures import enhedspris, paragraftal
from lisanalysis.measures.panel import helaarspersoner
from lisanalysis.tables import MissingTable

AFR = "afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | beloeb | afregningstype | status | betalingskommune"


def test_a_year_of_paragraph_figures_is_the_year_of_the_panel(demo):
    """On the made-up municipality the two roads to 2024's helårspersoner meet for every paragraph, to the sixth decimal."""
    fra, til = date(2024, 1, 1), date(2024, 12, 31)
    t = paragraftal.doegn(demo, fra, til)
    egne: dict[str, int] = {}
    for r in t.to_pyarrow().to_pylist():
        egne[r["gruppe"]] = egne.get(r["gruppe"], 0) + r["doegn"]
    panelets = {r["gruppe"]: D(str(r["helaarspersoner"])) for r in helaarspersoner(t).to_pyarrow().to_pylist()}

    assert egne.keys() == panelets.keys() and len(egne) > 5
    assert all(abs(paragraftal.helaarspersoner(n, fra, til) - panelets[g]) < D("0.000002") for g, n in egne.items())


def test_a_day_away_is_not_counted_and_an_overlap_is_counted_once():
    """1-10 and 12-31 January, and 5-8 again, are 30 days by hand: the 11th is nobody's, and the four are already there."""
    stays = "ydelse_id | borger_id | paragraf | start_dato | slut_dato\n" + "\n".join(
        f"F{nr} | b_a | SEL-110 | 2025-01-{fra:02d} | 2025-01-{til}" for nr, (fra, til) in enumerate(((1, 10), (12, 31), (5, "08")))
    )
    t = paragraftal.doegn(byg("2025-12-31", ydelse=stays), date(2025, 1, 1), date(2025, 1, 31))

    assert t.doegn.sum().execute() == 30


def test_kroner_by_citizen_sum_to_the_price_measure():
    """Two citizens and a correction: 300 less 50 in May; what another municipality pays, and what is only expected, is not ours."""
    data = byg("2025-12-31", afregning="\n".join((
        AFR, "A1 | b_a | SEL-107 | 2025-05-01 | 2025-05-31 | 100.00 | udgift | effektueret | ", "A2 | b_b | SEL-107 | 2025-05-01 | 2025-05-31 | 200.00 | udgift | godkendt | 0999",
        "A3 | b_b | SEL-107 | 2025-05-01 | 2025-05-31 | -50.00 | regulering | effektueret | ", "A4 | b_c | SEL-107 | 2025-05-01 | 2025-05-31 | 900.00 | udgift | effektueret | 0561",
        "A5 | b_a | SEL-107 | 2025-05-01 | 2025-05-31 | 900.00 | udgift | forventet | ", "A6 | b_a | SEL-107 | 2025-06-01 | 2025-06-30 | 7.00 | udgift | effektueret | ")))  # fmt: skip
    rows = paragraftal.kroner(data, date(2025, 5, 1), date(2025, 5, 31)).to_pyarrow().to_pylist()

    assert {(r["borger_id"], r["beloeb"]) for r in rows} == {("b_a", D("100.00")), ("b_b", D("150.00"))}
    t = data.tabel("afregning")
    samlet = {r["periode"]: r["beloeb"] for r in enhedspris.afregnet(t.mutate(gruppe=t.paragraf), "0999").to_pyarrow().to_pylist()}
    assert samlet == {"2025-05": D("250.00"), "2025-06": D("7.00")}


def test_the_price_of_a_helaarsperson_is_by_365_days():
    """73 days are a fifth of a year: 20,000 kr. is 100,000 a year; without days there is no price."""
    assert paragraftal.pris(D("20000.00"), 73) == D("100000.00") and paragraftal.pris(D("1.00"), 0) is None
    assert paragraftal.helaarspersoner(183, date(2024, 1, 1), date(2024, 12, 31)) == D("0.5")


def test_without_any_stays_the_missing_tables_are_named():
    """Neither measures, grants nor settlements."""
    with pytest.raises(MissingTable, match="ydelse, bevilling, afregning"):
        paragraftal.kilde(byg())
