"""The static check of a package: one verdict per cell, and one for what the package says of itself. Nothing is executed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lisanalysis.analyses.find import analyse_stems
from lisanalysis.errors import GateError, TemplateError
from lisanalysis.publish.gate import ligner_cpr
from lisanalysis.templates import code, notebook
from lisanalysis.templates.package import Package, open_package
from lisanalysis.templates.text import prose

Verdict = Literal["ok", "person", "afvist"]
WORDS: dict[Verdict, str] = {"ok": "ok", "person": "kræver en person", "afvist": "AFVIST"}
_SAVE = "lis.save(svar)"


@dataclass(frozen=True)
class Finding:
    """Why something is not plainly ok. `cell` is its number in the notebook; 0 is the package itself."""

    cell: int
    verdict: Verdict
    text: str


@dataclass(frozen=True)
class Report:
    """What the check found. `package` is None where the file is none."""

    package: Package | None
    findings: tuple[Finding, ...]

    def verdict(self, cell: int = 0) -> Verdict:
        """The verdict on a cell; the gravest finding decides."""
        found = {f.verdict for f in self.findings if f.cell == cell}
        return "afvist" if "afvist" in found else "person" if "person" in found else "ok"

    @property
    def cells(self) -> dict[int, Verdict]:
        """The verdict on each cell, and under 0 on the package."""
        count = len(self.package.notebook["cells"]) if self.package else 0
        return {cell: self.verdict(cell) for cell in range(count + 1)}

    @property
    def refused(self) -> bool:
        """Whether anything in it is refused."""
        return "afvist" in self.cells.values()

    @property
    def refusals(self) -> str:
        """Why it is refused, a line each with its cell."""
        return "".join(f"\n  {f'celle {f.cell}: ' if f.cell else ''}{f.text}" for f in self.findings if f.verdict == "afvist")

    @property
    def for_a_person(self) -> tuple[int, ...]:
        """The cells that a person must have read before the template can be accepted."""
        return tuple(cell for cell, verdict in self.cells.items() if verdict == "person")


def check(raw: bytes) -> Report:
    """Check the bytes of a package by every static rule; what is no package at all is a report with one refusal."""
    try:
        package = open_package(raw)
    except TemplateError as error:
        return Report(None, (Finding(0, "afvist", str(error)),))
    return Report(package, tuple(findings(package)))


def findings(package: Package) -> Iterator[Finding]:
    """What is not plainly ok in an opened package."""
    yield from _about(package)
    yield from _look_alikes(package)
    cells = package.notebook["cells"]
    trees = {nr: _tree(notebook.source(cell)) for nr, cell in enumerate(cells, start=1) if cell["cell_type"] == "code"}
    names = code.names_of([t for t in trees.values() if t], [p.name for p in package.parameters])
    settings_cell = notebook.parameter_cell(package.notebook) + 1
    for nr, cell in enumerate(cells, start=1):
        text = notebook.source(cell)
        if cell["cell_type"] == "markdown":
            yield from (Finding(nr, "afvist" if refused else "person", said) for said, refused in prose(text))
        elif trees[nr] is None:
            yield Finding(nr, "afvist", "koden kan ikke læses som Python; kommandoer med % og ! må ikke bruges")
        else:
            notes = code.read(trees[nr], text, names) if nr != settings_cell else code.read(ast.Module([], []), text, names)
            yield from (Finding(nr, "afvist" if n.refused else "person", f"linje {n.line}: {n.text}" if n.line else n.text) for n in notes)
    if sum(text.count(_SAVE) for text in (notebook.source(c) for c in cells if c["cell_type"] == "code")) != 1:
        yield Finding(0, "afvist", f"notebooken skal slutte med netop ét {_SAVE}")


def _tree(source: str) -> ast.Module | None:
    try:
        return code.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _about(package: Package) -> Iterator[Finding]:
    """The words of the manifest and the README, and the tables and columns it asks for."""
    manifest = package.manifest
    for where, text in (("README.md", package.readme), ("beskrivelse", manifest.beskrivelse)):
        yield from (Finding(0, "afvist" if refused else "person", f"{where}: {said}") for said, refused in prose(text))
    if manifest.navn in own_analyses():
        yield Finding(0, "afvist", f"'{manifest.navn}' er navnet på en af pakkens egne analyser")
    if manifest.bygger_paa and manifest.bygger_paa not in own_analyses():
        yield Finding(0, "person", f"skabelonen bygger på '{manifest.bygger_paa}', som denne version ikke har")
    for name, needed in manifest.tabeller.items():
        if guarded := sorted(set(needed.kolonner) & _guarded(name)):
            yield Finding(0, "afvist", f"tabellen {name}: {', '.join(guarded)} peger på en person og kan ikke læses")


def own_analyses() -> frozenset[str]:
    """The stems that are ours."""
    return frozenset(analyse_stems())


def _guarded(table: str) -> set[str]:
    from lisanalysis.tables import TABELLER

    return {k.navn for k in TABELLER[table].kolonner if k.foelsomhed == "identitet"} if table in TABELLER else set()


def _look_alikes(package: Package) -> Iterator[Finding]:
    """A template has no use for a number that could be somebody's."""
    for name, raw in package.members.items():
        try:
            count = ligner_cpr(name, raw)
        except GateError as error:
            yield Finding(0, "afvist", str(error))
            continue
        if count:
            yield Finding(0, "afvist", f"{name}: {count} tal, der kan være CPR-numre")


