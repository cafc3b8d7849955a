"""The eight figures at the crossing, against a municipality small enough to count by hand."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from afstem_prep import byg

from lisanalysis.reconcile import afstem
from lisanalysis.reconcile.celler import KOLONNER

# Two citizens in February and March 2024 (a leap year); the third posting is salary.
DATA = {
    "sag": "sag_id | borger_id | omraade\ns1 | b_1 | voksne\ns2 | b_2 | voksne",
    "bevilling": """
bevilling_id | borger_id | paragraf | start_dato | slut_dato  | takst
n1           | b_1       | SEL-107  | 2024-02-01 |            | 1000.00
n2           | b_2       | SEL-107  | 2024-02-20 | 2024-02-29 | 1000.00
""",
    "ydelse": """
ydelse_id | bevilling_id | borger_id | sag_id | paragraf | konto
f1        | n1           | b_1       | s1     | SEL-107  | 538521001
f2        | n2           | b_2       | s2     | SEL-107  | 538521001
""",
    "afregning": """
afregning_id | ydelse_id | sag_id | borger_id | paragraf | konto     | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb   | henvisningsnr
a1           | f1        | s1     | b_1       | SEL-107  | 538521001 | 2024-02-01       | 2024-02-29       | 29    | doegn | 1000.00 | 29000.00 | h1
a2           | f2        | s2     | b_2       | SEL-107  | 538521001 | 2024-02-20       | 2024-02-29       | 10    | doegn | 1000.00 | 10000.00 | h2
a3           | f1        | s1     | b_1       | SEL-107  | 538521001 | 2024-03-01       | 2024-03-31       | 31    | doegn | 1000.00 | 31000.00 | h3
""",
    "disponering": "kilde | ydelse_id | aar | maaned | beloeb_disponeret\nbv | f1 | 2024 | 2 | 29500.00\nbv | f2 | 2024 | 2 | 10000.00",
    "postering": """
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr
B1    | 1     | 2024-02-26      | 2024         | 538521001 | b_1       | 29000.00 | BV001    | h1
B1    | 2     | 2024-02-26      | 2024         | 538521001 | b_2       | 10000.00 | BV001    | h2
B2    | 1     | 2024-02-28      | 2024         | 538521200 |           | 40000.00 |          |
""",
    "rammeaktivitet": "konto | periode | omraade | paragraf | helaarspersoner | beloeb\n538591002 | 2024-02 | voksne | SEL-104 | 2.5 | 90000.00",
}


@pytest.fixture(scope="module")
def ottetal() -> pd.DataFrame:
    return afstem(byg(per="2024-03-31", **DATA)).ottetal.execute()


def _celle(f: pd.DataFrame, system: str, periode: str, konto: str = "538521001") -> dict:
    r = f[(f["system"] == system) & (f["periode"] == periode) & (f["konto"] == konto)]
    assert len(r) == 1
    return {k: v for k, v in r.iloc[0].items() if pd.notna(v)}


def test_each_system_counts_its_own_figures(ottetal: pd.DataFrame) -> None:
    """February: 2 citizens, 39 nights, 39/366 of a year; 39,000 kr. granted, settled and posted, 39,500 kr. set aside."""
    noegle = {"omraade": "voksne", "paragraf": "SEL-107", "konto": "538521001", "periode": "2024-02"}
    aar = Decimal("0.1066")  # 39 / 366
    assert _celle(ottetal, "nexus", "2024-02") == noegle | {
        "system": "nexus", "borgere": 2, "bevillinger": 2, "doegn": Decimal("39.0000"), "helaarspersoner": aar, "disponeret": Decimal("39000.00")}  # fmt: skip
    assert _celle(ottetal, "bv", "2024-02") == noegle | {
        "system": "bv", "borgere": 2, "ydelser": 2, "doegn": Decimal("39.0000"), "helaarspersoner": aar, "disponeret": Decimal("39500.00"),
        "afregnet": Decimal("39000.00")}  # fmt: skip
    assert _celle(ottetal, "prisme", "2024-02") == noegle | {"system": "prisme", "borgere": 2, "bogfoert": Decimal("39000.00")}


def test_the_total_counts_each_citizen_once(ottetal: pd.DataFrame) -> None:
    """In all: two citizens though b_1 stands in two months; 70 nights settled; 79,000 kr. posted with the salary."""
    alle = ottetal[ottetal["periode"] == "alle"].set_index("system")
    assert (alle[["omraade", "paragraf", "konto"]] == "alle").all(axis=None)
    assert alle.loc["bv", "borgere"] == 2 and alle.loc["bv", "doegn"] == Decimal("70.0000")
    assert alle.loc["prisme", "bogfoert"] == Decimal("79000.00") and alle.loc["bv", "afregnet"] == Decimal("70000.00")


def test_frame_activity_is_marked_as_such(ottetal: pd.DataFrame) -> None:
    """The dead figures stand under a system of their own, without citizens."""
    ramme = _celle(ottetal, "rammeaktivitet", "2024-02", "538591002")
    assert ramme["helaarspersoner"] == Decimal("2.5000") and ramme["disponeret"] == Decimal("90000.00") and "borgere" not in ramme


def test_the_columns_are_those_of_the_file(ottetal: pd.DataFrame) -> None:
    """In the order that ottetal.csv has."""
    assert tuple(ottetal.columns) == KOLONNER


def test_a_total_beyond_the_largest_amount_is_written_whole() -> None:
    """Two postings of 999,999,999,999.99 kr.: the total of all is twice that, more than one amount can hold."""
    enorm = "bilag | linje | posterings_dato | regnskabsaar | konto | beloeb\n"
    enorm += "\n".join(f"B{n} | 1 | 2024-02-26 | 2024 | 538521001 | 999999999999.99" for n in (1, 2))
    f = afstem(byg(per="2024-03-31", **(DATA | {"postering": enorm}))).ottetal.execute()
    alle = f[(f["periode"] == "alle") & (f["system"] == "prisme")]
    assert list(alle["bogfoert"]) == [Decimal("1999999999999.98")]
