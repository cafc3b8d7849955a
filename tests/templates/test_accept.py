"""Who may accept what, what is written of it, and that no other bytes run afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from template_corpus import in_a_package
from template_prep import AUTHOR, READER, Installation, change_draft, draft, packed, resealed

from lisanalysis.access.noegle import hent_noegle
from lisanalysis.batch.jobs import find_jobs
from lisanalysis.errors import AccessError, ParameterError, TemplateError
from lisanalysis.templates import acceptance, installed
from lisanalysis.templates.accept import Person, accept
from lisanalysis.templates.package import open_package


@pytest.fixture
def sted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """A municipality with a key and nothing loaded; the one at the keyboard is not the author."""
    sted = Installation(tmp_path, "sensumby", "0997")
    for navn in ("LIS_NOEGLE", "LIS_RAPPORT"):
        monkeypatch.delenv(navn, raising=False)
    monkeypatch.setenv("LIS_HJEM", str(sted.hjem))
    monkeypatch.setattr("lisanalysis.templates.accept.os_bruger", lambda: "bo")
    hent_noegle(sted.settings, opret=True)
    return sted


@pytest.fixture
def raw(tmp_path: Path) -> bytes:
    """A package as the packer makes it."""
    return packed(tmp_path, draft(tmp_path))


def as_reader(sted: Installation, raw: bytes, *celler: int, navn: str = READER, differ: tuple[str, ...] = (), trods: str = "") -> Path | None:
    return accept(sted.settings, raw, Person(navn, frozenset(celler), trods), lambda package: list(differ))


def log(sted: Installation) -> list[dict]:
    lines = [json.loads(line) for fil in sted.settings.logmappe.glob("*.jsonl") for line in fil.read_text(encoding="ascii").splitlines()]
    return [line for line in lines if line["handling"] == "skabelon"]


def test_accepting_pins_the_bytes_and_is_logged(sted: Installation, raw: bytes) -> None:
    """The package stands in the parameter folder as it came; the log has who, what and the hash; a parameter file makes it a job."""
    kept = as_reader(sted, raw)

    assert kept is not None and kept.read_bytes() == raw
    (line,) = log(sted)
    assert (line["maal"], line["resultat"]) == ("natlogi-1.0.0", f"accepteret af {READER}")
    assert open_package(raw).sha256 in line["filter"]
    (sted.mappe / "natlogi.syd.yaml").write_text('konto: "538"\n', encoding="utf-8")
    (job,) = find_jobs(sted.settings)
    assert (job.navn, job.parametre) == ("natlogi.syd", {"konto": "538"})
    assert job.notebook.read_bytes() == open_package(raw).members["notebook.ipynb"]
    assert as_reader(sted, raw) is None and len(log(sted)) == 1


@pytest.mark.parametrize(("navn", "said"), [(AUTHOR, "Forfatteren"), ("analyse, ANNE", "Forfatteren"), ("Bo", "fulde navn"), ("", "fulde navn"), ("...", "fulde navn")])
def test_a_second_person_with_a_name_must_accept(sted: Installation, raw: bytes, navn: str, said: str) -> None:
    """Not the author under any order of the name, and not somebody without one."""
    with pytest.raises(TemplateError, match=said):
        as_reader(sted, raw, navn=navn)
    assert log(sted) == [] and acceptance.accepted(sted.settings) == ()


def test_the_account_that_packed_cannot_accept(sted: Installation, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another name does not help the one who sits at the same account."""
    monkeypatch.undo()
    monkeypatch.setenv("LIS_HJEM", str(sted.hjem))
    with pytest.raises(TemplateError, match="Forfatteren"):
        as_reader(sted, raw)


def test_cells_for_a_person_must_be_named(sted: Installation, raw: bytes) -> None:
    """What the list does not know is accepted only by its number; what is refused is not accepted at all."""
    unsure = in_a_package(raw, "import re")
    with pytest.raises(TemplateError, match="skal læses af en person: 4"):
        as_reader(sted, unsure)
    with pytest.raises(TemplateError, match="celle 4"):
        as_reader(sted, in_a_package(raw, "import os"), 4)
    assert as_reader(sted, unsure, 4) is not None
    assert acceptance.accepted(sted.settings)[0].celler == [4]


def test_a_trial_that_differs_stops_it_until_somebody_says_why(sted: Installation, raw: bytes) -> None:
    """The reason is kept with the acceptance and in the log."""
    with pytest.raises(TemplateError, match="noegletal/udgift"):
        as_reader(sted, raw, differ=("noegletal/udgift",))
    assert as_reader(sted, raw, differ=("noegletal/udgift",), trods="ny version af pakken, set efter") is not None
    assert "set efter" in acceptance.accepted(sted.settings)[0].proeve and "set efter" in log(sted)[0]["tekst"]


def test_nothing_is_kept_where_the_log_cannot_be_written(sted: Installation, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line comes first."""

    def full(*_: object, **__: object) -> None:
        raise AccessError("Loggen kan ikke skrives.")

    monkeypatch.setattr("lisanalysis.templates.accept.noter", full)
    with pytest.raises(AccessError):
        as_reader(sted, raw)
    assert not acceptance.folder(sted.settings).exists()


def test_somebody_without_rows_cannot_accept(sted: Installation, raw: bytes) -> None:
    """An author of templates answers for no data."""
    from lisanalysis.access.bruger import os_bruger

    with (sted.mappe / "kommune.yaml").open("a", encoding="utf-8") as ud:
        ud.write(f"roller: {{skabelonforfatter: [{os_bruger()}]}}\n")
    with pytest.raises(AccessError, match="ingen rækker"):
        as_reader(sted, raw)


def test_a_version_never_comes_again_with_other_bytes(sted: Installation, raw: bytes, tmp_path: Path) -> None:
    """Refused when it is offered, also when a later version has been accepted since; an older one may be taken up again as it was."""
    as_reader(sted, raw)
    other = resealed(open_package(raw).members, beskrivelse="En anden beskrivelse, men med samme version.")
    with pytest.raises(TemplateError, match="accepteret før med andet indhold"):
        as_reader(sted, other)
    change_draft(tmp_path / "natlogi", version="1.1.0")
    later = packed(tmp_path, tmp_path / "natlogi")
    as_reader(sted, later)
    with pytest.raises(TemplateError, match="accepteret før med andet indhold"):
        as_reader(sted, other)
    assert acceptance.active(sted.settings)["natlogi"].version == "1.1.0"
    as_reader(sted, raw)
    assert acceptance.active(sted.settings)["natlogi"].version == "1.0.0"


def test_any_changed_byte_is_refused(sted: Installation, raw: bytes) -> None:
    """Of the package: every byte in turn over a stretch, and all through it in steps. No job can be made of it."""
    kept = as_reader(sted, raw)
    assert kept is not None
    (sted.mappe / "natlogi.yaml").write_text("", encoding="utf-8")
    for place in (*range(40), *range(40, len(raw), 301), len(raw) - 1):
        kept.write_bytes(raw[:place] + bytes([raw[place] ^ 0x20]) + raw[place + 1 :])
        with pytest.raises(TemplateError, match="er ændret"):
            installed.find(sted.settings, "natlogi")
    for other in (raw + b"\0", raw[:-1], b""):
        kept.write_bytes(other)
        with pytest.raises(ParameterError, match="er ændret"):
            find_jobs(sted.settings)
    kept.unlink()
    with pytest.raises(ParameterError, match="kan ikke læses"):
        find_jobs(sted.settings)


def test_a_changed_line_is_refused(sted: Installation, raw: bytes) -> None:
    """A hash, a name or a version that somebody without the municipality's key has written in is not taken for an acceptance."""
    as_reader(sted, raw)
    ledger = acceptance.folder(sted.settings) / acceptance.LEDGER
    (line,) = json.loads(ledger.read_text(encoding="utf-8"))
    other = resealed(open_package(raw).members, beskrivelse="En anden beskrivelse, men med samme version.")
    (acceptance.folder(sted.settings) / "natlogi-1.0.0.lisskabelon").write_bytes(other)
    for change in ({"sha256": open_package(other).sha256}, {"version": "9.0.0"}, {"accepteret_af": "En Anden"}, {"segl": "0" * 64}, {"celler": [1]}):
        ledger.write_text(json.dumps([{**line, **change}]), encoding="utf-8")
        with pytest.raises(TemplateError, match="ikke skrevet med kommunens nøgle"):
            installed.find(sted.settings, "natlogi")
    for broken in ("{", "[1]", "{}", '[{"navn": "x"}]', "null"):
        ledger.write_text(broken, encoding="utf-8")
        with pytest.raises(TemplateError, match=r"accepteret\.json"):
            installed.find(sted.settings, "natlogi")


def test_an_accepted_template_stands_beside_our_own_in_jupyterlab(sted: Installation, raw: bytes) -> None:
    """A working copy that asks for this municipality, a row on the start page, and a place in the launcher; a changed one does not open."""
    from lisanalysis import lab

    as_reader(sted, raw)
    folder = lab.prepare(sted.settings)
    copy = (folder / "natlogi.ipynb").read_text(encoding="utf-8")

    assert 'kommune: str = \\"sensumby\\"' in copy
    assert "| [Natlogi](natlogi.ipynb) | Hvad koster det pr. år? | controlleren |" in (folder / lab.START).read_text(encoding="utf-8")
    assert (folder / ".lab" / lab.TEMPLATES / "Natlogi.ipynb").is_file()
    acceptance.package_file(sted.settings, acceptance.active(sted.settings)["natlogi"]).write_bytes(raw + b"x")
    with pytest.raises(TemplateError, match="er ændret"):
        lab.prepare(sted.settings)


def test_without_the_municipalitys_key_nothing_of_it_runs(sted: Installation, raw: bytes) -> None:
    """A colleague's new machine is told to fetch the key, not to make one."""
    as_reader(sted, raw)
    (sted.mappe / "natlogi.yaml").write_text("", encoding="utf-8")
    (sted.settings.hjem / "noegle").unlink()
    with pytest.raises(ParameterError, match="nøglearkivet"):
        find_jobs(sted.settings)


def test_an_acceptance_is_one_municipalitys(sted: Installation, raw: bytes, tmp_path: Path) -> None:
    """The folder copied to another municipality is no acceptance there."""
    import shutil

    as_reader(sted, raw)
    other = Installation(tmp_path, "nexusby", "0998")
    hent_noegle(other.settings, opret=True)
    shutil.copytree(acceptance.folder(sted.settings), acceptance.folder(other.settings))
    with pytest.raises(TemplateError, match="ikke skrevet med kommunens nøgle"):
        installed.find(other.settings, "natlogi")
