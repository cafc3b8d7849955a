"""What lies where packages are shared: a folder, a file share, or a working copy of a git repository. Nothing is fetched or run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

from lisanalysis.errors import TemplateError
from lisanalysis.templates.acceptance import Acceptance
from lisanalysis.templates.archive import SUFFIX, read_bytes, shown
from lisanalysis.templates.package import Package, open_package

MOST_FILES, DEEPEST = 2000, 6


@dataclass(frozen=True)
class Found:
    """One file on the shelf: the package, or what is wrong with it."""

    path: Path
    package: Package | None
    fault: str = ""


def look(place: Path) -> Iterator[Found]:
    """Every package below the folder, links not followed. Raises TemplateError where there is no folder."""
    if not place.is_dir():
        raise TemplateError(f"{place} er ikke en mappe. Er det et git-depot, så hent det først med 'git clone' eller 'git pull'.")
    for path in sorted(_files(place))[:MOST_FILES]:
        try:
            yield Found(path, open_package(read_bytes(path)))
        except TemplateError as error:
            yield Found(path, None, str(error).splitlines()[0])


def standing(package: Package, accepted: tuple[Acceptance, ...]) -> str:
    """How a package stands to what the municipality has accepted, in Danish."""
    m = package.manifest
    mine = [line for line in accepted if line.navn == m.navn]
    same = [line for line in mine if line.version == m.version]
    if same and same[-1].sha256 != package.sha256:
        return "AFVIST: samme version som jeres, men andet indhold"
    if same:
        return "accepteret, kører" if mine[-1] == same[-1] else "accepteret før, kører ikke"
    if not mine:
        return "ny for jer"
    return f"nyere end jeres {mine[-1].version}" if Version(m.version) > Version(mine[-1].version) else f"ældre end jeres {mine[-1].version}"


def _files(place: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(place, followlinks=False):
        if len(Path(folder).relative_to(place).parts) >= DEEPEST:
            folders.clear()
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder) / name for name in files if name.endswith(SUFFIX))


def name_of(found: Found, place: Path) -> str:
    """The file as it may be printed."""
    return shown(found.path.relative_to(place).as_posix())
