"""The rows of the threat table that are about templates, by our own corpus: nothing hostile is ok, and what is sound passes."""

from __future__ import annotations

import json
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
import template_corpus as corpus
from template_prep import draft, packed

from lisanalysis.analyses.parametre import read_parametre
from lisanalysis.errors import ParameterError
from lisanalysis.templates.check import check
from lisanalysis.templates.package import open_package
from lisanalysis.templates.parameters import model_of
from lisanalysis.yamlfile import parse_yaml


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A package as the packer makes it."""
    place = tmp_path_factory.mktemp("god")
    return packed(place, draft(place))


@pytest.fixture(scope="module")
def archives(good: bytes) -> list[tuple[str, bytes]]:
    """Every hostile archive, made once."""
    return list(corpus.archives(good))


def test_a_package_as_it_is_packed_is_ok(good: bytes) -> None:
    """Every cell of the notebook that `new` begins with, and the package itself."""
    assert set(check(good).cells.values()) == {"ok"}


def test_nothing_hostile_is_called_ok(good: bytes) -> None:
    """Archives, contents and changed bytes are all refused; code and text are refused or put before a person."""
    judged = list(corpus.hostile(good))
    assert [(row, what) for row, what, verdict in judged if verdict == "ok"] == []
    counted = Counter((row, verdict) for row, _, verdict in judged)
    assert {row: counted[row, "person"] for row in ("arkiv", "indhold", "ændret")} == {"arkiv": 0, "indhold": 0, "ændret": 0}
    assert counted["arkiv", "afvist"] > 50 and counted["indhold", "afvist"] > 130 and counted["ændret", "afvist"] > 400
    assert counted["kode", "afvist"] > 200 and counted["kode", "person"] < 30


def test_what_is_sound_passes(good: bytes) -> None:
    """Each sound cell by itself is ok: a check that refuses everything would help nobody."""
    assert [(what, verdict) for what, verdict in corpus.sound(good) if verdict != "ok"] == []


@pytest.mark.parametrize(("stem", "book"), list(corpus.own_notebooks()), ids=[stem for stem, _ in corpus.own_notebooks()])
def test_our_own_notebooks_pass(good: bytes, stem: str, book: dict) -> None:
    """Every cell of every notebook of the package is ok when it comes as a template."""
    assert [(f.cell, f.text) for f in check(corpus.as_template(good, book)).findings] == [], stem


def test_a_bomb_costs_little(archives: list[tuple[str, bytes]]) -> None:
    """A package that would unpack to 100 MB is refused within 15 MB of memory."""
    bombs = [raw for what, raw in archives if "bombe" in what]
    assert len(bombs) == 4
    tracemalloc.start()
    assert all(check(raw).refused for raw in bombs)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 15_000_000


def test_nothing_is_written_and_nothing_is_run(good: bytes, archives: list[tuple[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that would leave a mark leaves none, and an archive with paths leaves no file."""
    monkeypatch.chdir(tmp_path)
    for _, raw in archives:
        check(raw)
    for line in ("open('maerke', 'w').write('x')", "import pathlib\npathlib.Path('maerke').touch()"):
        assert check(corpus.in_a_package(good, line)).refused
    assert list(tmp_path.iterdir()) == []


def test_the_reason_shows_nothing_that_a_terminal_obeys(good: bytes, archives: list[tuple[str, bytes]]) -> None:
    """Whatever a hostile package is called or says, the words printed of it are plain text, and none of its values."""
    for _, raw in (*archives, *corpus.contents(good)):
        for finding in check(raw).findings:
            assert finding.text.replace("\n", "").isprintable() and len(finding.text) < 3000, finding.text[:80]
            assert "gnirev" not in finding.text and "__import__('os')" not in finding.text


def test_hostile_parameter_files_run_nothing(good: bytes, tmp_path: Path) -> None:
    """A parameter file with code for names, YAML tags, or values of another type is refused by its field, without the value."""
    class Modul:
        Parametre = model_of("natlogi", open_package(good).manifest.parametre)

    mark = tmp_path / "maerke"
    hostile = [json.dumps({name: "x"}) for name in corpus.HOSTILE_NAMES if name]
    hostile += [
        f"konto: !!python/object/apply:os.system ['touch {mark}']", f"!!python/object/new:os.system ['touch {mark}']", "konto: !!bytes x", "konto: 5", "konto: [5]", "konto: {a: b}",
        "konto: true", "konto: null", "<<: {konto: 1}", "konto: a\nkonto: b", "? [a, b]\n: c", "konto: 'a'\nper: '2020-01-01'", "konto: 'a'\nkommune: varde",
        "- konto", "konto", "\x00", "konto: |\n  a\n  b\nx=1: 2", "a: &a [1]\nb: [*a,*a]", "[" * 5000,
            "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)),
    ]  # fmt: skip
    for text in hostile:
        with pytest.raises(ParameterError) as refused:
            read_parametre(Modul, parse_yaml(text, "natlogi.yaml"), "parameters/x/natlogi.yaml")
        assert "natlogi.yaml" in str(refused.value) and "touch" not in str(refused.value)
    assert not mark.exists()
    assert read_parametre(Modul, parse_yaml('konto: "053"', "x"), "x").konto == "053"
