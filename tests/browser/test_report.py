"""A report and the index as a browser shows them: accessible by axe-core's rules, nothing fetched, within A4, searchable; and as PDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def shelf(house: Any) -> Path:
    """The folder of a run with PDF of three reports that between them have figures, tables, lights and a refusal."""
    ran = house.lis("run", "parameters/demo", "--pdf", "--only", "datavalidering", "udgiftsstigning.110", "kommunesammenligning")
    assert ran.returncode == 0, ran.stderr
    return next((house.rod / "reports" / "demo").iterdir())


PAGES = ("index.html", "ordliste.html", "datavalidering/rapport.html", "udgiftsstigning.110/rapport.html", "kommunesammenligning/rapport.html")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(browser: Any, shelf: Path, name: str) -> None:
    """No serious or critical finding by axe-core; the page bypasses its own policy only for axe to be put in."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python mangler; pip install -e .[browser]")
    page = browser.new_page(bypass_csp=True)
    page.goto((shelf / name).as_uri())
    found = axe.Axe().run(page).response["violations"]
    page.close()
    assert [(v["id"], [n["html"] for n in v["nodes"]][:2]) for v in found if v["impact"] in GRAVE] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_fetched_and_nothing_is_refused(browser: Any, shelf: Path, name: str) -> None:
    """The page asks for itself alone, its policy refuses nothing of its own, and it is light enough to mail."""
    asked, said = [], []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((shelf / name).as_uri())
    page.close()
    assert len(asked) == 1 and said == []
    assert (shelf / name).stat().st_size < 300_000


def test_page_one_fits_a_sheet_and_no_text_runs_out_of_it(browser: Any, shelf: Path) -> None:
    """On paper page one ends above the foot of the first sheet, and no text or picture reaches past the right margin."""
    page = browser.new_page(viewport={"width": 688, "height": 1000})  # 182 mm at 96 dpi
    page.emulate_media(media="print")
    page.goto((shelf / "udgiftsstigning.110" / "rapport.html").as_uri())
    bottom = page.locator(".lis-forside").evaluate("e => e.getBoundingClientRect().bottom")
    wide = page.evaluate("() => [...document.querySelectorAll('p, li, dd, figure, h2, h3')].filter(e => e.getBoundingClientRect().right > 690).length")
    page.close()
    assert bottom < 1009 and wide == 0  # 267 mm


def test_the_index_is_searched_without_a_network(browser: Any, shelf: Path) -> None:
    """A word leaves the reports that have it, in title or answer, and says how many there are."""
    page = browser.new_page()
    page.goto((shelf / "index.html").as_uri())
    page.get_by_label("Søg").fill("stigning")
    shown = [t for t in page.locator("li h3").all_inner_texts() if t.strip()]
    visible = page.locator("li:visible h3").all_inner_texts()
    status = page.locator("[role=status]").inner_text()
    page.close()
    assert len(shown) == 3 and len(visible) == 1 and visible[0].startswith("Udgiftsstigning") and "1 af 3" in status


def test_the_pdf_is_a4_tagged_and_says_the_answer(shelf: Path) -> None:
    """The printed report is tagged for screen readers, on A4, and as light as its page."""
    pdf = (shelf / "udgiftsstigning.110" / "rapport.pdf").read_bytes()
    assert pdf.startswith(b"%PDF") and len(pdf) < 400_000
    assert b"/MarkInfo" in pdf and b"/StructTreeRoot" in pdf
    assert {(round(float(w)), round(float(h))) for w, h in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)} <= {(595, 842), (842, 595)}
