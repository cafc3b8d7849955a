"""Spending per account and month, against sums made by hand."""

from __future__ import annotations

from decimal import Decimal

import ibis
import pytest

from lisanalysis.measures.udgift import bogfoert, udgift
from lisanalysis.tables import TABELLER

ROWS = [
    # dato, regnskabsaar, konto, dranst, art, beloeb
    ("2025-01-20", 2024, "538421001", "1", "409CPR", "100.10"),  # the supplementsperiode: December 2024
    ("2025-02-03", 2024, "538421001", "1", "409CPR", "0.20"),
    ("2024-12-30", 2024, "538421001", "1", "409CPR", "-50.00"),
    ("2024-12-30", 2025, "538421001", "1", "409CPR", "7.00"),  # booked ahead: January 2025
    ("2025-01-20", 2025, "538421001", "1", "529CPR", "1.01"),
    ("2025-01-21", None, "538421001", "1", None, "2.00"),  # no regnskabsår: the date decides
    ("2025-01-21", 2025, "538422004", "2", None, "-30.00"),
]


@pytest.fixture
def postering() -> ibis.Table:
    con = ibis.duckdb.connect()
    con.raw_sql(f"CREATE TABLE postering ({', '.join(f'{k.navn} {k.sql_type}' for k in TABELLER['postering'].lager_kolonner)})")
    for row in ROWS:
        con.con.execute("INSERT INTO postering (posterings_dato, regnskabsaar, konto, dranst, art, beloeb) VALUES (?, ?, ?, ?, ?, ?)", row)
    return con.table("postering")


def cells(t: ibis.Table) -> dict[tuple, Decimal]:
    return {(r.konto, r.periode): r.beloeb for r in t.execute().itertuples()}


def test_a_posting_counts_in_the_month_of_its_regnskabsaar(postering: ibis.Table) -> None:
    """January and February on the old year are December, December on the new year is January; the sums are exact."""
    assert cells(udgift(postering)) == {
        ("538421001", "2024-12"): Decimal("50.30"),
        ("538421001", "2025-01"): Decimal("10.01"),
        ("538422004", "2025-01"): Decimal("-30.00"),
    }


def test_dranst_and_art_are_chosen(postering: ibis.Table) -> None:
    """Only the dranst and art asked for are summed."""
    assert cells(udgift(postering, dranst=["2"])) == {("538422004", "2025-01"): Decimal("-30.00")}
    assert cells(udgift(postering, art=["529CPR"])) == {("538421001", "2025-01"): Decimal("1.01")}


def test_every_posting_is_kept_and_every_oere_counted(postering: ibis.Table) -> None:
    """Moving months loses no posting: the total is that of the rows."""
    assert bogfoert(postering).count().execute() == len(ROWS)
    assert sum(cells(udgift(postering)).values()) == sum(Decimal(r[-1]) for r in ROWS)


def test_the_columns_and_their_types(postering: ibis.Table) -> None:
    """The measure gives konto, aar, maaned, periode, beloeb and antal, money as decimals."""
    t = udgift(postering)
    assert t.columns == ("konto", "aar", "maaned", "periode", "beloeb", "antal")
    assert t.beloeb.type().is_decimal()
    assert t.beloeb.type().scale == 2
