"""An accepted template as a run sees it: the same things as an analysis of ours has, and a notebook that is the bytes accepted."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel

from lisanalysis.analyses.declaration import Analyse
from lisanalysis.errors import TemplateError
from lisanalysis.settings import Settings
from lisanalysis.templates import acceptance, archive, parameters
from lisanalysis.templates.package import Package, open_package


@dataclass(frozen=True)
class Installed:
    """A template ready to run: `ANALYSE` and `Parametre` are as an analysis module's, `notebook` is the checked notebook on disk."""

    package: Package
    ANALYSE: Analyse
    Parametre: type[BaseModel] = field(repr=False)
    notebook: Path = field(repr=False)

    @property
    def file(self) -> str:
        """What a manifest calls the package."""
        return f"skabeloner/{self.package.manifest.id}{archive.SUFFIX}"


def find(settings: Settings, stem: str) -> Installed | None:
    """The accepted template of that name; None where there is none. TemplateError where its bytes are not those accepted."""
    line = acceptance.active(settings).get(stem)
    return prepared(settings, _accepted_package(settings, line)) if line else None


def all_of(settings: Settings) -> tuple[Installed, ...]:
    """Every accepted template, by name."""
    return tuple(prepared(settings, _accepted_package(settings, line)) for _, line in sorted(acceptance.active(settings).items()))


def prepared(settings: Settings, package: Package) -> Installed:
    """A package whose notebook stands where a kernel can be given it: in the user's own folder, written anew from the bytes."""
    m = package.manifest
    declared = Analyse(m.navn, m.titel, m.laeser, m.spoergsmaal, package.required_tables, tuple(m.resultat.noegletal))
    target = settings.hjem / "skabeloner" / package.sha256[:16] / f"{m.navn}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = target.with_name(f"{uuid.uuid4().hex}.ny")
    new.write_bytes(package.members[archive.NOTEBOOK])
    os.replace(new, target)
    return Installed(package, declared, parameters.model_of(m.navn, m.parametre), target)


def _accepted_package(settings: Settings, line: acceptance.Acceptance) -> Package:
    raw = archive.read_bytes(acceptance.package_file(settings, line))
    if sha256(raw).hexdigest() != line.sha256:
        raise TemplateError(f"skabeloner/{line.id}{archive.SUFFIX} er ændret, siden {line.accepteret_af} accepterede den. Den køres ikke. "
                            f"Læg den rigtige fil tilbage, eller få den nye accepteret under et nyt versionsnummer.")  # fmt: skip
    package = open_package(raw)
    if (package.manifest.navn, package.manifest.version) != (line.navn, line.version):
        raise TemplateError(f"skabeloner/{line.id}{archive.SUFFIX} siger selv, at den er en anden skabelon. Den køres ikke.")
    return package
