"""The entry form with a person at it, in a real browser: what is typed is refused or saved, with who and when, and is read by the next load."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lisanalysis import lab, sources
from lisanalysis.access.bruger import os_bruger
from lisanalysis.settings import Settings, read_settings
from lisanalysis.synthetic import skriv

from .test_lab import PATIENCE, run_all, run_until

KOMMUNE = """
navn: Tasteby
kode: "0997"
data: {data}
cpr_serie: fiktiv
systemer: {{prisme: {{}}, rammeaktivitet: {{}}, prognose_manuel: {{}}}}
"""


@pytest.fixture(scope="module")
def tasteby(house: Any) -> Iterator[Settings]:
    """A municipality of its own in the same installation, whose agreement has both kinds of entered figures."""
    folder = house.rod / "parameters" / "tasteby"
    folder.mkdir()
    skriv(house.rod / "tasteby-udtraek", indbyggere=300, aar=1, slut=date(2025, 12, 31), systemer=("prisme",))
    (folder / "kommune.yaml").write_text(KOMMUNE.format(data=(house.rod / "tasteby-udtraek").as_posix()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for navn in ("LIS_HJEM", "LIS_ROD"):
            patch.setenv(navn, house.env[navn])
        yield read_settings(folder)


@pytest.fixture(scope="module")
def form(browser: Any, lab_address: str, house: Any, tasteby: Settings) -> Iterator[Any]:
    """The notebook that `lis lab` lays out for entering, run: the cell with the form in it."""
    notebook = Path(house.env["LIS_HJEM"]) / "demo" / "lab" / "indtast.ipynb"
    notebook.write_text((lab.prepare(tasteby) / lab.ENTRY).read_text(encoding="utf-8"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1500, "height": 1100})
    page.set_default_timeout(PATIENCE)
    page.goto(lab_address.format("/lab/workspaces/indtast/tree/indtast.ipynb"))
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    cell = page.locator(".jp-CodeCell").last
    run_until(page, cell.get_by_role("button", name="Gem"))
    yield cell
    page.close()


def _fill(form: Any, **cells: str) -> None:
    for heading, value in cells.items():
        form.locator(f"input[placeholder='{heading}']").last.fill(value)


def _rows(fil: Path) -> list[dict[str, str]]:
    with fil.open(encoding="utf-8-sig", newline="") as content:
        return list(csv.DictReader(content, delimiter=";"))


def test_a_cell_that_is_no_number_is_said_by_row_and_heading(form: Any, tasteby: Settings) -> None:
    """Nothing is saved before it is mended."""
    _fill(form, Konto="538421001", Paragraf="SEL-107", Beløb="mange")
    form.locator("select").nth(1).select_option("Voksne")
    form.get_by_role("button", name="Gem").click()
    form.get_by_text(re.compile("Række 1, Beløb")).wait_for()
    assert not list(tasteby.data.glob("rammeaktivitet*"))


def test_what_is_entered_stands_in_the_delivery_with_who_and_when(form: Any, tasteby: Settings) -> None:
    """Two rows of the month are saved by the account at the keyboard, and the loader reads them, to the øre."""
    _fill(form, Beløb="12.000,50")
    form.get_by_role("button", name="Tilføj række").click()
    form.locator("input[placeholder='Konto']").nth(1).wait_for()
    _fill(form, Konto="538521001", Beløb="-300")
    form.get_by_role("button", name="Gem").click()
    form.get_by_text("Gemt som rammeaktivitet_20251231.csv").wait_for()

    rows = _rows(tasteby.data / "rammeaktivitet_20251231.csv")
    assert [(r["Konto"], r["Beløb"], r["Område"]) for r in rows] == [("538421001", "12000,50", "Voksne"), ("538521001", "-300", "")]
    who = f"{os_bruger()}, {date.today():%d-%m-%Y}"
    assert {r["Registreret af"] for r in rows} == {who}
    data = sources.load(tasteby)
    t = data.tabel("rammeaktivitet").to_pandas().sort_values("konto")
    assert (list(map(str, t["beloeb"])), set(t["registreret_af"]), set(t["periode"])) == (["12000.50", "-300.00"], {who}, {"2025-12"})
    data.forbindelse.disconnect()


def test_a_forecast_by_hand_is_dated_the_day_it_is_made(form: Any, tasteby: Settings) -> None:
    """The other kind of figures asks for a year; the day and the person are not theirs to type."""
    form.locator("select").first.select_option("Egen prognose")
    form.get_by_text("År", exact=True).wait_for()
    form.locator("input[placeholder='Forventet forbrug']").wait_for()
    assert form.locator("input[placeholder='Udarbejdet af']").count() == 0
    _fill(form, Konto="538421001", **{"Forventet forbrug": "1.250.000"})
    form.get_by_role("button", name="Gem").click()
    form.get_by_text("Gemt som prognose_manuel_20251231.csv").wait_for()
    (row,) = _rows(tasteby.data / "prognose_manuel_20251231.csv")
    assert (row["Udarbejdet af"], row["Dato"], row["Forventet forbrug"]) == (os_bruger(), f"{date.today():%d-%m-%Y}", "1250000")


def test_run_again_the_form_shows_what_was_entered(form: Any) -> None:
    """The month's rows come back from the delivery, to be mended where they are wrong."""
    run_all(form.page)
    form.locator("input[placeholder='Konto']").nth(1).wait_for()
    shown = [form.locator(f"input[placeholder='{h}']").nth(i).input_value() for i in (0, 1) for h in ("Konto", "Beløb")]
    assert shown == ["538421001", "12.000,50", "538521001", "-300,00"]
