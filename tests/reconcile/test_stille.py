"""What is in order is quiet: each legitimate pattern drawn by hand, all in one municipality, each with citizens of its own."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pandas as pd
import pytest
from afstem_prep import byg, tegnet

from lisanalysis.reconcile import afstem

BEVILLING = """
bevilling_id | borger_id | paragraf | start_dato | slut_dato  | antal | enhed    | frekvens  | takst
n1           | flere     | SEL-107  | 2024-01-01 |            | 1     | doegn    | daglig    | 1000.00
n2           | tilbage   | SEL-107  | 2024-01-01 |            | 1     | doegn    | daglig    | 1000.00
n3           | senere    | SEL-107  | 2024-01-01 |            | 1     | doegn    | daglig    | 1000.00
n4           | supplem   | SEL-107  | 2024-01-01 |            | 1     | doegn    | daglig    | 1000.00
n5           | oere      | SEL-107  | 2024-01-01 |            | 1     | doegn    | daglig    | 1000.00
n6           | retter    | SEL-107  | 2024-01-01 | 2025-03-19 | 1     | doegn    | daglig    | 1000.00
n8           | faktura   | SEL-107  | 2024-01-01 |            | 1     | doegn    | daglig    | 1000.00
n9a          | fornyet   | SEL-107  | 2024-01-01 | 2025-03-10 | 1     | doegn    | daglig    | 1000.00
n9b          | fornyet   | SEL-107  | 2025-03-05 |            | 1     | doegn    | daglig    | 1000.00
n10          | pleje     | BL-46    | 2024-01-01 |            | 4     | vederlag | daglig    | 5000.00
n11          | timer     | SEL-85   | 2024-01-01 |            | 3.5   | time     | ugentlig  | 420.00
n12          | engang    | SEL-95   | 2025-03-07 |            | 1     | stk      | engang    | 900.00
n13          | skifter   | SEL-107  | 2025-03-01 | 2025-03-15 | 1     | doegn    | daglig    | 1000.00
n14          | omkont    | SEL-107  | 2024-01-01 |            | 1     | doegn    | daglig    | 1000.00
n15          | to_regn   | SEL-107  | 2024-01-01 |            | 1     | doegn    | daglig    | 1000.00
"""
AFREGNING = """
afregning_id | borger_id | paragraf | ydelse_id | konto     | periode_fra_dato | periode_til_dato | antal  | enhed    | takst   | beloeb    | afregningstype | henvisningsnr | disposition_dato
a1           | flere     | SEL-107  | f1        | 538521001 | 2025-03-01       | 2025-03-31       | 31     | doegn    | 1000.00 | 31000.00  | udgift         | h1            |
a2           | tilbage   | SEL-107  | f2        | 538521001 | 2025-03-01       | 2025-03-31       | 31     | doegn    | 1000.00 | 31000.00  | udgift         | h2            |
a3           | senere    | SEL-107  | f3        | 538521001 | 2025-03-01       | 2025-03-31       | 31     | doegn    | 1000.00 | 31000.00  | udgift         | h3            |
a4           | supplem   | SEL-107  | f4        | 538521001 | 2024-11-01       | 2024-11-30       | 30     | doegn    | 1000.00 | 30000.00  | udgift         | h4            |
a5           | oere      | SEL-107  | f5        | 538521001 | 2025-03-01       | 2025-03-31       | 31     | doegn    | 1000.00 | 31000.30  | udgift         | h5            |
a6           | retter    | SEL-107  | f6        | 538521001 | 2025-03-01       | 2025-03-31       | 31     | doegn    | 1000.00 | 31000.00  | udgift         | h6            |
a6r          | retter    | SEL-107  | f6        | 538521001 | 2025-03-20       | 2025-03-31       | -12    | doegn    | 1000.00 | -12000.00 | regulering     | h6            | 2025-06-05
a7           | hjemloes  | SEL-110  | f7        | 538421001 | 2025-03-03       | 2025-03-12       | 10     | doegn    | 1500.00 | 15000.00  | udgift         | h7            |
a8           | faktura   | SEL-107  | f8        | 538521001 | 2025-03-01       | 2025-03-31       | 31     | doegn    | 1000.00 | 31000.00  | udgift         |               |
a9           | fornyet   | SEL-107  | f9        | 538521001 | 2025-03-01       | 2025-03-31       | 31     | doegn    | 1000.00 | 31000.00  | udgift         | h9            |
a10          | pleje     | BL-46    | f10       | 528221002 | 2025-03-01       | 2025-03-10       | 1.2903 | vederlag | 5000.00 | 6451.50   | udgift         | h10           |
a11          | timer     | SEL-85   | f11       | 538391004 | 2025-03-01       | 2025-03-31       | 15.5   | time     | 420.00  | 6510.00   | udgift         | h11           |
a12          | engang    | SEL-95   | f12       | 538391001 | 2025-03-07       | 2025-03-31       | 1      | stk      | 900.00  | 900.00    | udgift         | h12           |
a13          | skifter   | SEL-107  | f13       | 538521001 | 2025-03-01       | 2025-03-15       | 15     | doegn    | 1000.00 | 15000.00  | udgift         | h13           |
a13b         | skifter   | SEL-110  | f14       | 538421001 | 2025-03-15       | 2025-03-31       | 17     | doegn    | 1500.00 | 25500.00  | udgift         | h14           |
a14          | omkont    | SEL-107  | f15       | 538521001 | 2025-03-01       | 2025-03-31       | 31     | doegn    | 1000.00 | 31000.00  | udgift         | h15           |
a15          | to_regn   | SEL-107  | f16       | 538521001 | 2025-03-01       | 2025-03-31       | 31     | doegn    | 1000.00 | 31000.00  | udgift         |               |
a16          | retter    | SEL-107  | f6        | 538521001 | 2025-05-01       | 2025-05-31       | 31     | doegn    | 1000.00 | 31000.00  | udgift         |               |
"""
# The last settlement is not paid yet: it takes no part.
POSTERING = """
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb    | maskinnr | henvisningsnr
B1    | 1     | 2025-03-25      | 2025         | 538521001 | flere     | 20000.00  | BV001    | h1
B1    | 2     | 2025-03-25      | 2025         | 538521001 | flere     | 11000.00  | BV001    | h1
B2    | 1     | 2025-03-25      | 2025         | 538521001 | tilbage   | 31000.00  | BV001    | h2
B3    | 1     | 2025-04-02      | 2025         | 538521001 | tilbage   | -31000.00 | BV001    | h2
B3    | 2     | 2025-04-02      | 2025         | 538521001 | tilbage   | 31000.00  | BV001    | h2
B4    | 1     | 2025-04-10      | 2025         | 538521001 | senere    | 31000.00  | BV001    | h3
B5    | 1     | 2025-02-10      | 2024         | 538521001 | supplem   | 30000.00  | BV001    | h4
B6    | 1     | 2025-03-25      | 2025         | 538521001 | oere      | 31000.00  | BV001    | h5
B7    | 1     | 2025-03-25      | 2025         | 538521001 | retter    | 31000.00  | BV001    | h6
B8    | 1     | 2025-06-05      | 2025         | 538521001 | retter    | -12000.00 | BV001    | h6
B9    | 1     | 2025-03-25      | 2025         | 538421001 | hjemloes  | 15000.00  | BV001    | h7
B10   | 1     | 2025-04-08      | 2025         | 538521001 | faktura   | 31000.00  |          |
B11   | 1     | 2025-03-25      | 2025         | 538521001 | fornyet   | 31000.00  | BV001    | h9
B12   | 1     | 2025-03-25      | 2025         | 528221002 | pleje     | 6451.50   | BV001    | h10
B13   | 1     | 2025-03-25      | 2025         | 538391004 | timer     | 6510.00   | BV001    | h11
B14   | 1     | 2025-03-25      | 2025         | 538391001 | engang    | 900.00    | BV001    | h12
B15   | 1     | 2025-03-25      | 2025         | 538521001 | skifter   | 15000.00  | BV001    | h13
B16   | 1     | 2025-03-25      | 2025         | 538421001 | skifter   | 25500.00  | BV001    | h14
B17   | 1     | 2025-03-25      | 2025         | 538501001 | omkont    | 31000.00  | BV001    | h15
B18   | 1     | 2025-04-02      | 2025         | 538501001 | omkont    | -31000.00 | BV001    | h15
B18   | 2     | 2025-04-02      | 2025         | 538521001 | omkont    | 31000.00  | BV001    | h15
B19   | 1     | 2025-03-28      | 2025         | 538521001 | to_regn   | 12000.00  |          |
B20   | 1     | 2025-04-03      | 2025         | 538521001 | to_regn   | 19000.00  |          |
"""
# What stands in `afstemt`, counted by hand: (loop, citizen, explanation) → sum of the differences.
FORVENTET = {
    ("1", "oere", "ok_afrunding"): Decimal("-0.30"),
    ("1", "hjemloes", "ok_uden_bevilling"): Decimal("-15000.00"),
    ("1", "skifter", "ok_uden_bevilling"): Decimal("-25500.00"),
    ("2", "senere", "ok_forskudt"): Decimal("0.00"),
    ("2", "supplem", "ok_supplement"): Decimal("0.00"),
    ("2", "oere", "ok_afrunding"): Decimal("0.30"),
    ("2", "retter", "ok_regulering"): Decimal("0.00"),
    ("2", "faktura", "ok_forskudt"): Decimal("0.00"),
    ("2", "omkont", "ok_tilbagefoert"): Decimal("0.00"),
    ("2", "omkont", "ok_forskudt"): Decimal("0.00"),
    ("2", "to_regn", "ok_forskudt"): Decimal("0.00"),
}


@pytest.fixture(scope="module")
def svar():
    afregninger = tegnet(AFREGNING)
    afregninger[-1]["status"] = "godkendt"
    # the grants run all year, but only some months are settled: the lag is set so that no month is due yet
    return afstem(byg(per="2025-05-15", bevilling=BEVILLING, afregning=afregninger, postering=POSTERING))


def test_nothing_that_is_in_order_is_a_finding(svar) -> None:
    """No line of fejl, advarsel or info but for grants whose other months are simply not in the drawing."""
    f = svar.afvigelser.execute()
    assert set(f["aarsag"]) <= {"uden_afregning"}
    assert set(f.loc[f["aarsag"] == "uden_afregning", "tabel"]) <= {"bevilling"}


def test_what_differs_in_a_cell_is_explained_by_the_first_that_fits(svar) -> None:
    """Each pattern has its own explanation and its own sum; one that differs nowhere has no line."""
    talt: dict[tuple, Decimal] = defaultdict(Decimal)
    f = svar.afstemt.execute()
    for r in f.itertuples():
        talt[r.sloejfe, r.borger_id, r.aarsag] += r.forskel
    assert dict(talt) == FORVENTET
    assert set(f["alvor"]) == {"ok"}


def test_a_posting_in_another_month_has_two_lines_that_share_an_id(svar) -> None:
    """One line per cell: the month it belongs to and the month it stands in."""
    f = svar.afstemt.execute()
    to = f[(f["borger_id"] == "senere") & (f["sloejfe"] == "2")].sort_values("periode")
    assert list(zip(to["periode"], to["forskel"], strict=True)) == [("2025-03", Decimal("31000.00")), ("2025-04", Decimal("-31000.00"))]
    assert to["afvigelse_id"].nunique() == 1
    assert set(to["kilde_id"]) == {"a3"} and set(to["modpart_id"]) == {"B4/1"}


def test_a_frame_excuses_its_paragraph_in_its_month() -> None:
    """A grant without settlement in a month with a rammeaktivitet row is explained, in the next month it is a finding."""
    data = byg(
        bevilling="bevilling_id | borger_id | paragraf | start_dato | slut_dato | takst\nn1 | b_1 | SEL-104 | 2025-01-01 | 2025-02-28 | 100.00",
        afregning="afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | beloeb\na1 | b_2 | SEL-110 | 2025-01-01 | 2025-01-31 | 50.00",
        rammeaktivitet="konto | periode | paragraf | beloeb\n538591002 | 2025-01 | SEL-104 | 90000.00",
    )
    svar = afstem(data)
    ok, fund = svar.afstemt.execute(), svar.afvigelser.execute()
    ramme, uden = ok[ok["aarsag"] == "ok_ramme"], fund[fund["aarsag"] == "uden_afregning"]
    assert list(zip(ramme["periode"], ramme["forskel"], strict=True)) == [("2025-01", Decimal("3100.00"))]
    assert list(zip(uden["periode"], uden["forskel"], strict=True)) == [("2025-02", Decimal("2800.00"))]


def test_no_value_is_written_in_floating_point(svar) -> None:
    """Money is exact decimals all the way."""
    assert all(svar.afvigelser[k].type().is_decimal() for k in ("beloeb_kilde", "beloeb_modpart", "forskel"))
    assert pd.notna(svar.afstemt.execute()["forskel"]).all()
