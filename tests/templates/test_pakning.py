"""Making a package: what is cleaned away, what stops it, and what the reader is shown of it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import privacy_corpus
import pytest
from template_prep import READER, change_draft, change_notebook, draft, packed, resealed

from lisanalysis.batch.trial import differences
from lisanalysis.analyses.udgiftsstigning import ANALYSE
from lisanalysis.errors import LisError, TemplateError
from lisanalysis.templates import archive, shelf
from lisanalysis.templates.acceptance import Acceptance
from lisanalysis.templates.check import check
from lisanalysis.templates.new import new
from lisanalysis.templates.pack import pack
from lisanalysis.templates.package import open_package
from lisanalysis.templates.review import review

ROD = Path(__file__).parent.parent.parent


def reason(place: Path, folder: Path) -> str:
    with pytest.raises(TemplateError) as error:
        packed(place, folder)
    return str(error.value)


def test_what_a_person_leaves_in_a_notebook_is_cleaned_away(tmp_path: Path) -> None:
    """Outputs, counts, attachments, metadata, widgets, papermill's own cell mark, and whose municipality it was made in."""
    folder = draft(tmp_path)

    def used(book: dict) -> None:
        book["metadata"] |= {"papermill": {"parameters": {"konto": "538"}}, "widgets": {"state": {}}}
        for cell in book["cells"]:
            cell["metadata"] |= {"trusted": True, "papermill": {"duration": 1}}
            if cell["cell_type"] == "code":
                cell |= {"execution_count": 7, "outputs": [{"output_type": "stream", "name": "stdout", "text": ["hemmeligt"]}]}
        parameters = next(c for c in book["cells"] if "parameters" in c["metadata"].get("tags", ()))
        text = "".join(parameters["source"])
        parameters["source"] = text.replace('kommune: str = "demo"', 'kommune: str = "varde"').replace('per: str = ""', 'per: str = "2025-06-30"')
        book["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "  \n"})

    change_notebook(folder, used)
    raw = packed(tmp_path, folder)

    assert not any(word in raw for word in (b"hemmeligt", b"varde", b"2025-06-30", b"papermill", b"trusted", b"widgets"))
    assert set(check(raw).cells.values()) == {"ok"} and len(check(raw).cells) == 9
    assert raw == packed(tmp_path, folder)


@pytest.mark.parametrize("group", ["mod11", "uden_mod11", "erstatning"])
def test_a_number_that_could_be_somebodys_stops_it(tmp_path: Path, group: str) -> None:
    """In a cell, in the text, in the README and in the description; the number is not repeated."""
    cpr = privacy_corpus.nummer(random.Random(3), group)
    folder = draft(tmp_path)
    change_notebook(folder, lambda book: book["cells"].append({"cell_type": "markdown", "metadata": {}, "source": f"Se borger {cpr[:6]}-{cpr[6:]}."}))
    said = reason(tmp_path, folder)
    assert "notebook.ipynb: 1 tal, der kan være CPR-numre" in said and cpr[:6] not in said
    folder = draft(tmp_path, "anden")
    (folder / "README.md").write_text(f"# Anden\n\nMed {cpr} i.\n", encoding="utf-8")
    assert "README.md: 1 tal" in reason(tmp_path, folder)


def test_all_that_must_be_mended_is_said_at_once(tmp_path: Path) -> None:
    """Each refused cell with its line."""
    folder = draft(tmp_path)
    change_notebook(folder, lambda book: book["cells"].extend({"cell_type": "code", "metadata": {}, "source": s, "outputs": [], "execution_count": None} for s in ("import os", "%run x")))
    said = reason(tmp_path, folder)

    assert "celle 9: linje 1: import af os" in said and "celle 10: koden kan ikke læses som Python" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"navn": "Nat"}, "navn: skal være"),
        ({"version": "1.0.0.0"}, "version: skal være tre tal"),
        ({"licens": "hemmelig"}, "licens: er ikke en af de mulige"),
        ({"publikum": "alle"}, "publikum"),
        ({"titel": '"en\\nto"'}, "titel: skal være én linje"),
        ({"proeve": "{indbyggere: 10}"}, "indbyggere: er for lille"),
        ({"proeve": "{kommando: ls}"}, "kommando: er et ukendt navn"),
    ],
)
def test_a_draft_that_cannot_be_used_is_refused_by_its_field(tmp_path: Path, change: dict, said: str) -> None:
    """In Danish, with the name of the field."""
    folder = draft(tmp_path)
    change_draft(folder, **change)
    assert said in reason(tmp_path, folder)


def test_a_column_that_points_out_a_person_cannot_be_asked_for(tmp_path: Path) -> None:
    """Nor one that there is not; `alle` is written out without them."""
    folder = draft(tmp_path)
    fil = folder / "skabelon.yaml"
    text = fil.read_text(encoding="utf-8")
    for wanted, known in (("[cpr]", False), ("[findes_ikke]", False), ("alle", True)):
        fil.write_text(text.replace("\nproeve:", f"\n  borger: {wanted}\nproeve:", 1), encoding="utf-8")
        if known:
            columns = open_package(packed(tmp_path, folder)).tables["borger"]
            assert "borger_id" in columns and "cpr" not in columns and "raekke_nr" not in columns
        else:
            assert "borger" in reason(tmp_path, folder)


def test_the_same_version_with_other_content_is_not_written_over(tmp_path: Path) -> None:
    """What has been shared under a number stays what it was."""
    folder = draft(tmp_path)
    former = packed(tmp_path, folder)
    (folder / "README.md").write_text("# Natlogi\n\nEn anden tekst.\n", encoding="utf-8")
    assert "Sæt versionen op" in reason(tmp_path, folder)
    assert (tmp_path / "natlogi-1.0.0.lisskabelon").read_bytes() == former


def test_a_trial_that_fails_gives_no_package(tmp_path: Path) -> None:
    """The file is written last."""

    def fails(_: object) -> dict[str, str | None]:
        raise TemplateError("Skabelonen kørte ikke igennem")

    with pytest.raises(TemplateError):
        pack(draft(tmp_path), tmp_path, fails)
    assert not list(tmp_path.glob("*.lisskabelon"))


def test_a_template_on_one_of_our_analyses_takes_its_bounds_along(tmp_path: Path) -> None:
    """`--fra` copies the notebook; the schema has the cell's words and the model's limits; all tables it needs are declared, and those it can do without as such."""
    folder = new("stigning_hos_os", tmp_path, ROD, fra="udgiftsstigning", forfatter="Anne Analyse", kommune="Nexusby")
    package = open_package(packed(tmp_path, folder))
    properties = package.manifest.parametre["properties"]

    assert properties["top"] == {"type": "integer", "default": 5, "minimum": 1, "maximum": 20, "description": properties["top"]["description"]}
    assert properties["pl_pct"]["pattern"].startswith("^(")
    assert package.required_tables == ("postering",) and set(package.tables) == set(ANALYSE.laeser_tabeller)
    assert package.manifest.bygger_paa == "udgiftsstigning"
    assert "afvist" not in check(archive.pack(package.members)).cells.values()
    with pytest.raises(LisError, match="pakkens egne analyser"):
        new("udgiftsstigning", tmp_path, ROD)
    with pytest.raises(LisError, match="Mente du 'udgiftsstigning'"):
        new("hos_os", tmp_path, ROD, fra="udgiftstigning")


def test_a_review_shows_what_is_new_since_the_installed_version(tmp_path: Path) -> None:
    """A changed line with - and +, a column more with +, a changed audience by its name, an unchanged cell as unchanged."""
    raw = packed(tmp_path, draft(tmp_path))
    members = open_package(raw).members
    said = json.loads(members[archive.MANIFEST])
    book = members[archive.NOTEBOOK].replace(b"p.borger_id.notnull()", b"p.beloeb > 0")
    tables = {"postering": {"kolonner": [*said["tabeller"]["postering"]["kolonner"], "afdeling"], "valgfri": False}}
    later = resealed({**members, archive.NOTEBOOK: book}, version="1.1.0", tabeller=tables, resultat={**said["resultat"], "publikum": "offentlig"})
    page = list(review(check(later), open_package(raw)))

    assert '-    p.filter(p.konto.startswith(konto), p.dranst == "1", p.borger_id.notnull())' in page
    assert '+    p.filter(p.konto.startswith(konto), p.dranst == "1", p.beloeb > 0)' in page
    assert any(line.startswith("  + afdeling") and "om ansatte og firmaer" in line for line in page)
    assert "ÆNDRET publikum: intern -> offentlig" in page
    assert sum("(uændret)" in line for line in page) == 7 and sum("(ændret)" in line for line in page) == 1
    assert not any("(uændret)" in line for line in review(check(later), None))


def test_the_shelf_says_how_each_package_stands_to_ours(tmp_path: Path) -> None:
    """New, accepted, newer, older, and the same version with other bytes; a broken file is named with its fault, links are not followed."""
    place = tmp_path / "delt" / "2026"
    place.mkdir(parents=True)
    raw = packed(tmp_path, draft(tmp_path))
    members = open_package(raw).members
    versions = {v: raw if v == "1.0.0" else resealed(members, version=v) for v in ("0.9.0", "1.0.0", "1.10.0")}
    for version, content in versions.items():
        (place / f"natlogi-{version}.lisskabelon").write_bytes(content)
    (place / "brudt.lisskabelon").write_bytes(raw[:100])
    (place / "skjult\x1b[2J.lisskabelon").write_bytes(b"")
    (place.parent / "igen").symlink_to(place)
    line = Acceptance(navn="natlogi", version="1.0.0", sha256=open_package(raw).sha256, forfatter="X", accepteret_af=READER, bruger="b", tid="2026-01-01", celler=[], proeve="")
    other = line.model_copy(update={"sha256": "0" * 64})
    found = list(shelf.look(tmp_path / "delt"))

    assert [bool(f.package) for f in found] == [False, True, True, True, False]
    assert not any("\x1b" in shelf.name_of(f, tmp_path / "delt") for f in found)
    packages = [f.package for f in found if f.package]
    assert [shelf.standing(p, ()) for p in packages] == ["ny for jer"] * 3
    assert [shelf.standing(p, (line,)) for p in packages] == ["ældre end jeres 1.0.0", "accepteret, kører", "nyere end jeres 1.0.0"]
    assert shelf.standing(packages[1], (other,)).startswith("AFVIST: samme version")
    with pytest.raises(TemplateError, match="git clone"):
        list(shelf.look(tmp_path / "https:" / "eksempel"))


def test_totals_are_the_same_to_the_sixth_digit() -> None:
    """Text and missing values just so; computed numbers may differ in what another machine rounds otherwise."""
    expected = {"a": "100,00", "b": "0,3333333333", "c": None, "d": "x", "e": "5"}
    assert differences(expected, {**expected, "b": "0,3333333334"}) == []
    assert differences(expected, {"a": "100,01", "b": "0,334", "c": "0", "d": "y", "f": "1"}) == ["a", "b", "c", "d", "e", "f"]
