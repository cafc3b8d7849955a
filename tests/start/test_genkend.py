"""How a file is looked at: encoding, delimiter, dates, numbers, patterns, and what a profile may show."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from lisanalysis.errors import DataError
from lisanalysis.sources.mapping import Format
from lisanalysis.sources.taste import taste
from lisanalysis.start import former
from lisanalysis.start.filer import moenster
from lisanalysis.start.indhold import Profil, form

TEKST = "Navn;Sted;Beløb\nBørge Åse;Ærø;12,50\nKåre Ø;Sønderborg § 1;3,00\n"


@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig", "cp1252", "iso-8859-1", "cp850", "mac_roman"])
@pytest.mark.parametrize("tegn", [";", "\t", "|", ","])
def test_encoding_and_delimiter_are_told_from_the_bytes(tmp_path: Path, kodning: str, tegn: str) -> None:
    """Written and read back: the Danish letters come out as they went in."""
    fil = tmp_path / "f.csv"
    fil.write_bytes(TEKST.replace(",", ".").replace(";", tegn).encode(kodning))
    smag = taste(fil)
    assert (smag.delimiter, smag.heading) == (tegn, ("Navn", "Sted", "Beløb"))
    assert smag.columns["Navn"] == ["Børge Åse", "Kåre Ø"]


@pytest.mark.parametrize(("indhold", "grund"), [
    ("", "tom"), ("6101900009;A;1\n7203850013;B;2\n", "ligner en række"), ("a;a\n1;2\n", "to gange"), ("kun en kolonne\nx\n", "kan ikke deles"),
    ("Rapport;\nudskrevet;i dag\na;b;c\n1;2;3\n4;5;6\n7;8;9\n", "andet antal felter|ingen overskrift"), ("a\0b;c\n1;2\n", "UTF-16"),
])  # fmt: skip
def test_what_is_no_table_is_refused_without_a_value(tmp_path: Path, indhold: str, grund: str) -> None:
    """The reason and what to do; a first line that is a row is never repeated."""
    fil = tmp_path / "f.csv"
    fil.write_text(indhold, encoding="utf-8")
    with pytest.raises(DataError, match=grund) as fejl:
        taste(fil)
    assert "6101900009" not in str(fejl.value)


@pytest.mark.parametrize("skrevet_som", ["%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%m/%d/%Y", "%Y-%m-%d %H:%M:%S", "%d-%m-%Y %H:%M"])
def test_the_form_of_dates_reads_every_one_of_them(skrevet_som: str) -> None:
    """A hundred random days, written by Python: one form, and it reads each as the day it was."""
    from lisanalysis.domain import dato

    rng = random.Random(3)
    dage = [date(rng.randint(2015, 2026), rng.randint(1, 12), rng.randint(1, 28)) for _ in range(100)]
    skrevet = [d.strftime(skrevet_som) for d in dage]
    (fundet,) = former.datoformer([skrevet])
    assert [dato.laes(s, (fundet,)) for s in skrevet] == dage


def test_days_that_may_be_months_are_read_the_danish_way() -> None:
    """03/04/2025 is the third of April unless a day over twelve says otherwise."""
    assert former.datoformer([["03/04/2025", "05/06/2025"]]) == ("dd/mm/åååå",)
    assert former.to_cifret_aar(["03-04-25", "05-06-25"]) and not former.to_cifret_aar(["03-04-2025"])


@pytest.mark.parametrize(("skrevet", "givet", "ventet"), [
    (["1.234,50", "-7,00"], Format(), {"thousands": "."}),
    (["1234.50", "-7.00"], Format(), {"decimal": "."}),
    (["1,234.50", "7.00"], Format(), {"decimal": ".", "thousands": ","}),
    (["1 234,50", "7,00"], Format(), {"thousands": " "}),
    (["1234,50-", "7,00"], Format(), {"sign": "trailing"}),
    (["-1234,50", "7"], Format(sign="trailing"), {"sign": "leading"}),
    (["12,50", "100"], Format(thousands="."), {}),
    (["1,234", "12,345,678"], Format(), {"decimal": ".", "thousands": ","}),
    ([], Format(), {}),
])  # fmt: skip
def test_the_form_of_numbers_is_the_least_that_differs(skrevet: list[str], givet: Format, ventet: dict) -> None:
    """Kroner in each way of writing; three digits behind a comma are thousands, since kroner have two decimals."""
    assert former.talform([(skrevet, 2)], givet) == ventet


@pytest.mark.parametrize(("navne", "ventet"), [
    (["bv_ydelser_20250131.csv"], "bv_ydelser*"), (["Udbetalinger 31-01-2025.csv"], "Udbetalinger *"), (["2025-01 sager.xlsx"], "* sager*"),
    (["sager_202501.csv.gz", "sager_202502.csv.gz"], "sager_*"), (["udtræk[1].csv"], "udtræk?1?*"), (["Budget 2025.csv"], "Budget *"),
])  # fmt: skip
def test_a_pattern_leaves_the_date_open(navne: list[str], ventet: str) -> None:
    """Next month's file fits it too; the layout's own pattern is kept where it fits."""
    assert moenster(navne, "bv_ydelser*") == ventet


@pytest.mark.parametrize(("vaerdi", "ventet"), [
    ("610190-0009", "999999-9999"), ("Anne Marie Møller", "flere ord"), ("Østergaard", "Aaa"), ("SB004", "AA999"), ("1.234,50", "9.999,99"),
])  # fmt: skip
def test_a_shape_holds_no_letter_and_no_digit_of_the_value(vaerdi: str, ventet: str) -> None:
    """Digits become 9, letters a; how long a word is is not told."""
    assert form(vaerdi) == ventet


def test_a_profile_shows_counts_and_shapes_alone() -> None:
    """Neither its repr nor its mask repeats a cell."""
    profil = Profil("CPR", ["610190-0009", "", "720385-0013"])
    assert profil.maske == "66 % udfyldt, 2 forskellige, form 999999-9999"
    assert "610190" not in repr(profil) + profil.maske
