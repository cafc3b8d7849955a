"""A package, opened: its manifest, its notebook and its trial, all read from one set of bytes that have one hash."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from lisanalysis.errors import TemplateError
from lisanalysis.templates import archive, jsonbytes, notebook, parameters
from lisanalysis.templates.manifest import FORMAT, Identifier, Manifest, read_model

MOST_README = 40_000
# Every system the made-up municipality can have at once, so that any table a template may need has rows.
_SYSTEMS = ["nexus", "bv", "prisme", "cpr", "adressehistorik", "rammeaktivitet", "refusionstilsagn", "hjemtaget_refusion", "budgetark",
            "prognose_manuel", "flis", "dst", "statbank"]  # fmt: skip


class Trial(BaseModel):
    """`proeve.json`: which made-up municipality the template was tried on, with what, and what came of it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    seed: int = Field(default=1, ge=0, le=10**9)
    indbyggere: int = Field(default=1000, ge=100, le=20_000)
    aar: int = Field(default=3, ge=1, le=5)
    systemer: list[Identifier] = Field(default=_SYSTEMS, min_length=1, max_length=30)
    parametre: dict[Identifier, Any] = Field(default={}, max_length=60)
    lisanalysis: str = Field(default="", max_length=40)
    forventet: dict[str, str | None] = Field(default={}, max_length=2000)


@dataclass(frozen=True)
class Package:
    """An opened package. `sha256` is that of the whole file, which is what is accepted and what is run."""

    sha256: str
    manifest: Manifest
    notebook: notebook.Notebook = field(repr=False)
    readme: str = field(repr=False)
    trial: Trial = field(repr=False)
    members: dict[str, bytes] = field(repr=False)

    @property
    def parameters(self) -> tuple[parameters.Parameter, ...]:
        """The lines of the parameter cell."""
        return parameters.read_cell(notebook.source(self.notebook["cells"][notebook.parameter_cell(self.notebook)]))

    @property
    def tables(self) -> dict[str, list[str]]:
        """The columns that may be read, by table."""
        return {name: list(needed.kolonner) for name, needed in self.manifest.tabeller.items()}

    @property
    def required_tables(self) -> tuple[str, ...]:
        """The tables it cannot do without."""
        return tuple(name for name, needed in self.manifest.tabeller.items() if not needed.valgfri)


def open_package(raw: bytes) -> Package:
    """The package that the bytes are; TemplateError says what breaks the rules. Nothing is executed or written."""
    members = archive.unpack(raw)
    content = jsonbytes.read(members[archive.MANIFEST], archive.MANIFEST)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise TemplateError(f"Pakken er ikke af formatet {FORMAT}; den kræver en anden version af lisanalysis.")
    manifest = read_model(Manifest, content, archive.MANIFEST)
    _check_hashes(manifest, members)
    book = notebook.check_form(jsonbytes.read(members[archive.NOTEBOOK], archive.NOTEBOOK))
    trial = read_model(Trial, jsonbytes.read(members[archive.TRIAL], archive.TRIAL), archive.TRIAL)
    package = Package(sha256(raw).hexdigest(), manifest, book, _readme(members[archive.README]), trial, members)
    parameters.check_schema(manifest.parametre, package.parameters)
    return package


def _check_hashes(manifest: Manifest, members: dict[str, bytes]) -> None:
    named = {name for name in members if name != archive.MANIFEST}
    if set(manifest.filer) != named:
        raise TemplateError("manifest.json nævner ikke netop de filer, der er i pakken.")
    wrong = [name for name in sorted(named) if sha256(members[name]).hexdigest() != manifest.filer[name]]
    if wrong:
        raise TemplateError(f"{', '.join(wrong)} er ændret, siden pakken blev lavet: indholdet passer ikke til manifestets sha256.")


def _readme(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise TemplateError("README.md er ikke UTF-8.") from None
    if not text.strip() or len(text) > MOST_README:
        raise TemplateError("README.md er tom eller for lang.")
    return text
