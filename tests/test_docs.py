"""The guide: the pages that the code writes are current, every relative link leads somewhere, and every page can be reached."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from lisanalysis import dokumentation
from lisanalysis.yamlfile import read_yaml

ROD = Path(__file__).parent.parent
DOCS = ROD / "docs"
SIDER = sorted(DOCS.rglob("*.md"))
HENVISNING = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
KODE = re.compile(r"^( *)(`{3,}).*?^\1\2`*$|`[^`\n]*`", re.M | re.S)


@pytest.fixture(scope="module")
def skrevet() -> dict[str, str]:
    """Every generated page as the code writes it today."""
    return dokumentation.sider(DOCS, ROD)


def test_the_generated_pages_are_current(skrevet: dict[str, str]) -> None:
    """Where this fails: `lis docs docs`."""
    gamle = [navn for navn, tekst in skrevet.items() if not (DOCS / navn).is_file() or (DOCS / navn).read_text(encoding="utf-8") != tekst]
    assert gamle == []


def test_every_notebook_has_its_page_with_question_reader_parameters_and_files(skrevet: dict[str, str]) -> None:
    """Each template's page says whom it is for, every parameter, and the columns of at least its key figures."""
    for notebook in sorted((ROD / "notebooks").glob("*.ipynb")):
        side = skrevet[f"notebooks/{notebook.stem}.md"]
        from importlib import import_module

        modul = import_module(f"lisanalysis.analyses.{notebook.stem}")
        assert modul.ANALYSE.spoergsmaal in side and modul.ANALYSE.laeser in side
        assert [n for n in modul.Parametre.model_fields if f"| `{n}` |" not in side] == []
        assert "### noegletal.csv" in side


def test_a_page_for_nothing_is_left_behind(skrevet: dict[str, str]) -> None:
    """A notebook that was taken away takes its page with it."""
    assert {f"notebooks/{f.name}" for f in (DOCS / "notebooks").glob("*.md")} == {n for n in skrevet if n.startswith("notebooks/")}


@pytest.mark.parametrize("side", SIDER, ids=lambda f: f.relative_to(DOCS).as_posix())
def test_every_relative_link_leads_to_a_page_and_a_heading(side: Path) -> None:
    """The file is there, and so is the heading behind #; a page of the code is linked by nothing that is not."""
    doede = [h for h in HENVISNING.findall(KODE.sub("", side.read_text(encoding="utf-8"))) if not _findes(side, h)]
    assert doede == []


def _findes(side: Path, henvisning: str) -> bool:
    if re.match(r"[a-z]+:", henvisning):
        return True  # an address on the net
    fil, _, anker = unquote(henvisning).partition("#")
    maal = (side.parent / fil).resolve() if fil else side
    return maal.is_file() and (not anker or anker in _ankre(maal))


def _ankre(side: Path) -> set[str]:
    """The anchors of a page's headings, as MyST and GitHub both make them."""
    tekst = KODE.sub(lambda m: m[0] if "\n" not in m[0] else "", side.read_text(encoding="utf-8"))
    overskrifter = re.findall(r"^#{1,3} +(.+?)\s*$", tekst, re.M)
    return {re.sub(r"[^\w\- ]", "", o.replace("`", "").lower()).replace(" ", "-") for o in overskrifter}


def test_every_page_is_reached_from_the_front_page() -> None:
    """Each Markdown file stands in a list of pages (toctree) that begins at index.md."""
    naaet, nye = set(), [DOCS / "index.md"]
    while nye:
        side = nye.pop()
        naaet.add(side)
        for blok in re.findall(r"```\{toctree\}(.*?)```", side.read_text(encoding="utf-8"), re.S):
            fundet = [f for linje in blok.splitlines() if linje.strip() and not linje.startswith(":") for f in side.parent.glob(f"{linje.strip()}.md")]
            nye += [f for f in fundet if f not in naaet]
    assert sorted(f.relative_to(DOCS).as_posix() for f in set(SIDER) - naaet) == []


def test_the_recorded_files_hold_names_and_no_rows() -> None:
    """What was recorded of the made-up municipality's reports is headings and sentences: no pseudonym and no number of a citizen."""
    tekst = (DOCS / dokumentation.OPTAGET).read_text(encoding="utf-8")
    assert not re.search(r"b_[0-9a-f]{6,}|\b\d{6}-?\d{4}\b", tekst)


def test_every_recorded_column_has_a_heading_of_words() -> None:
    """Also those that only a program reads: a page that repeats the column's name explains nothing (p is what p is called)."""
    optaget = read_yaml(DOCS / dokumentation.OPTAGET)
    uden = [(stem, navn, k) for stem, o in optaget.items() for navn, fil in o["filer"].items() for k, titel in fil["kolonner"].items() if k == titel != "p"]
    assert uden == []
