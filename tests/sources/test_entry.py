"""What is entered by hand becomes a delivery that the loader reads: with who and when, checked first, never written over in silence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lisanalysis.access.bruger import os_bruger
from lisanalysis.errors import DataError, ParameterError
from lisanalysis.settings import Settings, System, read_settings
from lisanalysis.sources import load
from lisanalysis.sources.entry import gem, skema

ROD = Path(__file__).parent.parent.parent
PER = date(2025, 12, 31)
RAEKKE = {"Konto": "538421001", "Periode": "2025-12", "Område": "Voksne", "Paragraf": "SEL-107", "Antal pladser": "4", "Helårspersoner": "3,5",
          "Beløb": "1.234,50", "Fordelingsnøgle": "pladser", "Kommentar": "ramme; december"}  # fmt: skip


@pytest.fixture
def settings(tmp_path, monkeypatch) -> Settings:
    """The demo with both systems in its agreement, and folders of its own."""
    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem"))
    demo = read_settings(ROD / "parameters" / "demo")
    to = {"rammeaktivitet": System(), "prognose_manuel": System()}
    return replace(demo, kommune=demo.kommune.model_copy(update={"systemer": to}), data=tmp_path / "udtraek", lager=tmp_path / "lager")


def _rows(settings: Settings, tabel: str) -> list[dict]:
    data = load(settings)
    rows = data.tabel(tabel).order_by("konto").to_pyarrow().to_pylist()
    data.forbindelse.disconnect()
    return rows


def test_the_next_load_reads_what_was_entered(settings: Settings) -> None:
    """Every cell arrives as what it means, the text with a semicolon whole, and the row says who wrote it."""
    fil = gem(settings, skema(settings, "rammeaktivitet"), [RAEKKE, dict.fromkeys(RAEKKE, " ")], PER)
    (row,) = _rows(settings, "rammeaktivitet")

    assert fil.name == "rammeaktivitet_20251231.csv" and fil.parent == settings.data
    assert (row["konto"], row["periode"], row["omraade"], row["paragraf"]) == ("538421001", "2025-12", "voksne", "SEL-107")
    assert (row["beloeb"], row["helaarspersoner"], row["kommentar"]) == (Decimal("1234.50"), Decimal("3.5"), "ramme; december")
    assert re.fullmatch(rf"{re.escape(os_bruger())}, \d\d-\d\d-20\d\d", row["registreret_af"]) and row["skaeringsdato"] == PER


def test_a_month_entered_again_takes_the_formers_place_and_the_former_is_kept(settings: Settings) -> None:
    """The other month stands, the mended month is as entered last, and the file that was there lies in the user's own folder."""
    form = skema(settings, "rammeaktivitet")
    gem(settings, form, [RAEKKE, RAEKKE | {"Periode": "2025-11", "Konto": "538421002"}], PER)
    gem(settings, form, [RAEKKE | {"Beløb": "-7"}], PER)

    assert [(r["konto"], r["beloeb"]) for r in _rows(settings, "rammeaktivitet")] == [("538421001", Decimal("-7.00")), ("538421002", Decimal("1234.50"))]
    assert len(list((settings.hjem / "indtastninger").glob("rammeaktivitet_20251231.erstattet-*.csv"))) == 1


@pytest.mark.parametrize(("felt", "vaerdi"), [("Beløb", "mange"), ("Periode", "2025-13"), ("Konto", "53"), ("Område", "Ældre"), ("Beløb", "1.23,5")])
def test_what_cannot_be_read_is_named_by_row_and_heading_and_nothing_is_saved(settings: Settings, felt: str, vaerdi: str) -> None:
    """The loader itself is the judge; the message holds no value."""
    with pytest.raises(DataError, match=f"Række 2, .*{felt}") as fejl:
        gem(settings, skema(settings, "rammeaktivitet"), [RAEKKE, RAEKKE | {"Fordelingsnøgle": "b", felt: vaerdi}], PER)

    assert vaerdi not in str(fejl.value) and not list(settings.data.glob("*"))


def test_a_forecast_says_who_made_it_and_when(settings: Settings) -> None:
    """Two accounts entered at different times both stand."""
    form = skema(settings, "prognose_manuel")
    for konto in ("538421001", "538421002"):
        gem(settings, form, [{"År": "2025", "Konto": konto, "Forventet forbrug": "2.000.000", "Kommentar": ""}], PER)
    rows = _rows(settings, "prognose_manuel")

    assert [r["konto"] for r in rows] == ["538421001", "538421002"] and {r["forventet_kr"] for r in rows} == {Decimal("2000000.00")}
    assert {r["udarbejdet_af"] for r in rows} == {os_bruger()} and all(r["prognose_dato"] for r in rows)


def test_a_system_that_is_not_agreed_upon_and_a_file_of_anothers_are_refused(settings: Settings) -> None:
    """The first would never be read, the second is not ours to mend."""
    with pytest.raises(ParameterError, match="kommune.yaml"):
        skema(read_settings(ROD / "parameters" / "demo"), "rammeaktivitet")
    settings.data.mkdir()
    (settings.data / "rammeaktivitet_20251231.csv").write_text("Andet;Hoved\n", encoding="utf-8")
    with pytest.raises(DataError, match="ikke lavet her"):
        gem(settings, skema(settings, "rammeaktivitet"), [RAEKKE], PER)
