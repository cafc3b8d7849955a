"""The catalogue says what the code does, and the page in the docs is the one that the code writes today."""

from pathlib import Path

from lisanalysis.sources import describe
from lisanalysis.sources.mapping import built_in_mappings
from lisanalysis.tables import TABELLER

PAGE = Path(__file__).parents[2] / "docs" / "katalog-tabeller.md"


def test_the_page_in_the_docs_is_current():
    """Where this fails: `lis describe > docs/katalog-tabeller.md` (in UTF-8)."""
    assert PAGE.read_text(encoding="utf-8") == describe()


def test_every_column_and_every_heading_stands_in_it():
    """No table, column, system or source column is left out."""
    page = describe()

    for table in TABELLER.values():
        section = page.partition(f"### {table.navn}\n")[2].partition("\n### ")[0]
        assert [k.navn for k in table.kolonner if f"| `{k.navn}` |" not in section] == []
    for system in built_in_mappings():
        section = page.partition(f"### {system.system}: ")[2].partition("\n### ")[0]
        assert [h for f in system.files.values() for h in f.columns if f"| {h} |" not in section] == []


def test_a_column_names_the_sources_that_fill_it():
    """Taken from the example layout's own table: who delivers the date that a grant starts, and what is worked out."""
    page = describe()

    start = next(line for line in page.partition("### bevilling\n")[2].splitlines() if line.startswith("| `start_dato`"))
    assert start.endswith("| dubu: Startdato; nexus: Startdato; sensum: IndsatsStartDato |")
    assert "| `funktion` | kode | Funktionen i kontoplanen, fx 5.38.42. | åben | udledes af kontoen |" in page
    assert "fast værdi ({fil}#{linje})" in page


def test_a_municipality_sees_its_own_headings(tmp_path):
    """What kommune's sources file says is what the catalogue shows."""
    from lager_prep import Kommunen

    from lisanalysis.sources.mapping import read_mappings

    kommune = Kommunen(tmp_path, "flis: {}")
    kommune.kilde("flis", "files: {noegletal: {columns: {Antal personer: antal_borgere}}}")

    assert "flis: Antal personer" in describe(read_mappings(kommune.settings))
