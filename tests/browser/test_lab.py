"""JupyterLab with a person at it, in a real browser: open, run, change a value, follow a figure down, save the setting, run it in batch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

PATIENCE, LISTENS = 120_000, 25_000  # ms: a machine with other work on it


@pytest.fixture(scope="module")
def page(browser: Any, lab_address: str) -> Iterator[Any]:
    """The start page of `lis lab`."""
    page = browser.new_page(viewport={"width": 1500, "height": 1100})
    page.set_default_timeout(PATIENCE)
    page.goto(lab_address.format("/"))
    yield page
    page.close()


def test_the_start_page_is_danish_and_the_launcher_has_the_templates(page: Any) -> None:
    """What one sees first names the municipality and what to do; no news covers it, and the templates are one click away."""
    start = page.locator(".jp-RenderedMarkdown")
    start.get_by_text("Vælg et spørgsmål nedenfor").wait_for()
    assert "Eksempelby" in start.inner_text() and "Hvorfor steg kontoen?" in start.inner_text()
    assert page.locator(".Toastify__toast").count() == 0
    pytest.importorskip("jupyterlab_templates", reason="jupyterlab-templates er ikke installeret")
    page.keyboard.press("Control+Shift+L")
    page.locator('.jp-LauncherCard[title*="kabelon"]').first.click()
    dialog = page.locator(".jp-Dialog")
    dialog.wait_for()
    assert "Udgiftsstigning" in dialog.inner_text() or "Udgiftsstigning" in dialog.locator("select").last.inner_text()
    dialog.locator("button.jp-mod-reject").click()


@pytest.fixture(scope="module")
def form(page: Any, lab_address: str) -> Any:
    """The template `udgiftsstigning`, run from top to bottom: the cell with the form in it."""
    page.goto(lab_address.format("/lab/tree/udgiftsstigning.ipynb").replace("?", "?reset&"))
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    cell = page.locator(".jp-CodeCell").last
    run_until(page, cell.locator(".lis-svar"))
    cell.scroll_into_view_if_needed()
    return cell


def run_until(page: Any, wanted: Any) -> None:
    """Run all cells until what is wanted is seen. Where the answer came before the page's own widget manager was ready, the page is opened anew."""
    lost = page.get_by_text("Error displaying widget")
    for _ in range(3):
        page.wait_for_load_state("networkidle")
        run_all(page)
        wanted.or_(lost).first.wait_for()
        if not lost.count():
            return
        page.reload()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    raise AssertionError("the widgets were not shown")


def run_all(page: Any) -> None:
    """Run → Run All Cells; once more where the kernel that the page had just found was not listening yet."""
    for _ in range(3):
        page.locator(".lm-MenuBar-item", has_text=re.compile("^Run$")).click()
        item = page.locator('.lm-Menu-item[data-command="runmenu:run-all"]')
        item.wait_for()
        item.click()
        try:
            page.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]")).first.wait_for(timeout=LISTENS)
            return
        except Exception as error:  # playwright's own, which is known only where it is installed
            if "Timeout" not in type(error).__name__:
                raise
    raise AssertionError("the notebook did not run")


def test_a_changed_value_changes_the_figure_without_running_a_cell(form: Any) -> None:
    """A wrong account is said while one types; a right one gives another answer."""
    before = form.locator(".lis-svar").inner_text()
    konto = form.locator("input[type=text]").first
    konto.fill("53899")
    form.get_by_text("ingen rækker har 53899").wait_for()
    konto.fill("538521001")
    form.locator(".lis-svar", has_text="538521001").wait_for()
    assert form.locator(".lis-svar").inner_text() != before


def test_a_figure_is_followed_down_to_its_row(form: Any) -> None:
    """Total → account → paragraph → citizen → the rows, each with file and line."""
    form.get_by_role("button", name="Følg et tal ned").click()
    for step in ("konto", "paragraf", "borger"):
        form.get_by_text(f"fordelt på {step}:").wait_for()
        form.locator("select[size]").last.select_option(index=0)
        form.get_by_role("button", name="Gå ned").click()
    rows = form.locator("table", has_text="Linje i filen")
    rows.wait_for()
    first = rows.locator("tbody tr").first.locator("td").all_inner_texts()
    assert first[0] == "prisme" and re.fullmatch(r"prisme_posteringer_\d{8}\.csv", first[1]) and int(first[2]) > 1
    assert "kr." in form.get_by_text("I alt →").inner_text()


def test_a_saved_setting_runs_in_batch_with_the_same_figures(form: Any, house: Any, browser: Any) -> None:
    """The five cards of page one are the same in the form and in the report that the parameter file makes."""
    seen = form.locator(".lis-noegletal > div").all_inner_texts()
    form.locator("input[type=text][placeholder='fx 110']").fill("proeve")
    form.get_by_role("button", name="Gem som parameterfil").click()
    form.get_by_text("Gemt som parameters/demo/udgiftsstigning.proeve.yaml").wait_for()
    assert 'konto: "538521001"' in (house.rod / "parameters" / "demo" / "udgiftsstigning.proeve.yaml").read_text(encoding="utf-8")

    ran = house.lis("run", "parameters/demo", "--only", "udgiftsstigning.proeve")
    assert ran.returncode == 0, ran.stderr
    report = browser.new_page()
    report.goto(next((house.rod / "reports").glob("demo/*/udgiftsstigning.proeve/rapport.html")).as_uri())
    assert len(seen) == 5 and report.locator(".lis-noegletal > div").all_inner_texts() == seen
    report.close()


def test_a_tag_that_is_no_code_goes_as_it_is_typed(form: Any) -> None:
    """The list of arts is as it was, and the reason stands under the form until something else is chosen."""
    art = form.locator(".jupyter-widget-tagsinput").nth(1)
    art.locator("input").click()
    form.page.keyboard.type("4O9", delay=50)
    form.page.keyboard.press("Tab")
    form.get_by_text("»4O9« er ikke en kode i jeres data").wait_for()
    assert art.locator(".jupyter-widget-tag:not(input)").count() == 0
