"""Makes a package of a folder that an author works in: cleaned, checked, tried on made-up data, and only then written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from lisanalysis.access.bruger import os_bruger
from lisanalysis.analyses.find import find_analyse
from lisanalysis.errors import GateError, ParameterError, TemplateError
from lisanalysis.publish.gate import gate_for
from lisanalysis.settings import Settings
from lisanalysis.tables import TABELLER
from lisanalysis.tables.column import HERKOMST
from lisanalysis.templates import archive, jsonbytes, notebook, parameters
from lisanalysis.templates.check import Report, check
from lisanalysis.templates.manifest import FORMAT, Identifier, Oplysninger, Tabelkrav, read_model
from lisanalysis.templates.package import Package, Trial, open_package
from lisanalysis.yamlfile import read_yaml

DRAFT, ALL = "skabelon.yaml", "alle"
TryOut = Callable[[Package], dict[str, "str | None"]]


class Udkast(Oplysninger):
    """`skabelon.yaml`: what the author says; the rest of the manifest is worked out."""

    publikum: Literal["intern", "direktion", "politiker", "offentlig"] = "intern"
    tabeller: dict[Identifier, list[Identifier] | Literal["alle"] | dict] = Field(min_length=1, max_length=40)
    proeve: dict = {}


@dataclass(frozen=True)
class Packed:
    """What came of packing: the file, and the report of the check that it passed."""

    file: Path
    report: Report


def pack(folder: Path, target: Path, try_out: TryOut, settings: Settings | None = None) -> Packed:
    """Pack the folder into `target` as `<navn>-<version>.lisskabelon`.

    With `settings` no citizen of that municipality may be named in it. Raises TemplateError with all that must be mended; a
    package of the same name and version with other content is never written over.
    """
    draft, book = _draft(folder), notebook.cleaned(jsonbytes.loose(_read(folder / archive.NOTEBOOK), archive.NOTEBOOK))
    _generalise(book)
    readme = _read(folder / archive.README)
    trial = read_model(Trial, draft.proeve, f"{DRAFT}, proeve")
    untried = _members(draft, book, readme, trial, {})
    report = check(archive.pack(untried))
    _stop_if_refused(report)
    _stop_if_known(untried, settings)
    totals = try_out(open_package(archive.pack(untried)))
    trial = trial.model_copy(update={"lisanalysis": version("lisanalysis"), "forventet": totals})
    raw = archive.pack(_members(draft, book, readme, trial, totals))
    report = check(raw)
    _stop_if_refused(report)
    return Packed(_write(target / f"{draft.navn}-{draft.version}{archive.SUFFIX}", raw), report)


def author_mark(navn: str, version_: str, account: str) -> str:
    """A mark of the account that packed: it says whether two are the same, and is of no use for anything else."""
    return sha256(f"{FORMAT}|{navn}|{version_}|{account}".encode()).hexdigest()[:16]


def _draft(folder: Path) -> Udkast:
    try:
        content = read_yaml(folder / DRAFT)
    except FileNotFoundError:
        raise TemplateError(f"{folder.name} har ingen {DRAFT}. Lav mappen med 'lis template new'.") from None
    except ParameterError as error:
        raise TemplateError(str(error)) from None
    return read_model(Udkast, content, DRAFT)


def _read(fil: Path) -> bytes:
    try:
        return fil.read_bytes()
    except OSError as error:
        raise TemplateError(f"{fil.name} kan ikke læses ({error.strerror}).") from None


def _generalise(book: notebook.Notebook) -> None:
    """Let the notebook ask for the made-up municipality and the newest day: whose it was is nobody's business."""
    cell = book["cells"][notebook.parameter_cell(book)]
    lines = notebook.source(cell).splitlines()
    for parameter, value in (("kommune", "demo"), ("per", "")):
        for nr, line in enumerate(lines):
            if line.startswith(f"{parameter}: str ="):
                comment = line.rpartition("  # ")[2] if "  # " in line else ""
                lines[nr] = f'{parameter}: str = "{value}"  # {comment}'
    cell["source"] = "\n".join(lines).splitlines(keepends=True)


def _members(draft: Udkast, book: notebook.Notebook, readme: bytes, trial: Trial, totals: dict[str, Any]) -> dict[str, bytes]:
    cell = parameters.read_cell(notebook.source(book["cells"][notebook.parameter_cell(book)]))
    members = {archive.NOTEBOOK: jsonbytes.write(book), archive.README: readme, archive.TRIAL: jsonbytes.write(trial.model_dump())}
    said = draft.model_dump(exclude={"publikum", "tabeller", "proeve"})
    said["forfatter"]["maerke"] = author_mark(draft.navn, draft.version, os_bruger())
    said["kraever"] = draft.kraever or _this_series()
    manifest = {
        **said, "format": FORMAT, "parametre": parameters.schema_of(cell, _model(draft.bygger_paa)),
        "tabeller": {name: _needed(name, wanted) for name, wanted in draft.tabeller.items()},
        "resultat": {"publikum": draft.publikum, **_outputs(totals)},
        "filer": {name: sha256(raw).hexdigest() for name, raw in members.items()},
    }  # fmt: skip
    return members | {archive.MANIFEST: jsonbytes.write(manifest)}


def _model(stem: str) -> Any:
    try:
        return find_analyse(stem).Parametre if stem else None
    except ParameterError as error:
        raise TemplateError(f"{DRAFT}, bygger_paa: {error}") from None


def _needed(name: str, wanted: Any) -> dict[str, Any]:
    """The table's columns one by one: `alle` is written out, so that the reader sees what it means."""
    if name not in TABELLER:
        raise TemplateError(f"{DRAFT}: der er ingen tabel, der hedder '{name}'. Der er: {', '.join(TABELLER)}.")
    given = wanted if isinstance(wanted, dict) else {"kolonner": wanted}
    if given.get("kolonner") == ALL:
        given = given | {"kolonner": [k.navn for k in TABELLER[name].lager_kolonner if k not in HERKOMST]}
    needed = read_model(Tabelkrav, given, f"{DRAFT}, tabeller.{name}")
    known = {k.navn for k in TABELLER[name].lager_kolonner}
    if unknown := [c for c in needed.kolonner if c not in known]:
        raise TemplateError(f"{DRAFT}: tabellen {name} har ingen kolonne {', '.join(unknown)}, som en skabelon kan læse.")
    return needed.model_dump()


def _outputs(totals: dict[str, Any]) -> dict[str, list[str]]:
    parts = [name.split("/") for name in totals]
    return {key: sorted({p[1] for p in parts if p[0] == kind}) for key, kind in (("noegletal", "noegletal"), ("tabeller", "tabel"))}


def _this_series() -> str:
    """From this version up to the next that may break it."""
    major, minor, *_ = version("lisanalysis").split(".")
    return f">={major}.{minor},<{major}.{int(minor) + 1}"


def _stop_if_refused(report: Report) -> None:
    if report.refused:
        raise TemplateError(f"Skabelonen kan ikke pakkes:{report.refusals}")


def _stop_if_known(members: dict[str, bytes], settings: Settings | None) -> None:
    """No citizen of the municipality is named in what is to be sent."""
    if settings is None:
        return
    gate = gate_for(settings, settings.rod)
    for name, raw in members.items():
        try:
            warnings = gate.kontroller(name, raw)
        except GateError as error:
            raise TemplateError(f"Skabelonen kan ikke pakkes: {error}") from None
        if warnings:
            raise TemplateError("Skabelonen kan ikke pakkes:\n  " + "\n  ".join(warnings))


def _write(target: Path, raw: bytes) -> Path:
    if target.exists() and archive.read_bytes(target) != raw:
        raise TemplateError(f"{target.name} findes allerede med andet indhold. Sæt versionen op i {DRAFT}; en version ændres aldrig.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(raw)
    return target
