"""What a person reads before they accept: what the template reads, what is new since the installed version, and every cell."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher, unified_diff

from lisanalysis.tables import TABELLER
from lisanalysis.templates import notebook
from lisanalysis.templates.check import WORDS, Report
from lisanalysis.templates.package import Package

_SENSITIVE = {"personlig": "om én borger, under pseudonym", "intern": "om ansatte og firmaer", "aaben": "må vises til alle", "identitet": "peger på en person"}


def review(report: Report, installed: Package | None) -> Iterator[str]:
    """The page as lines: what is said of it, what it reads, what has changed, and the cells with their verdicts."""
    package = report.package
    assert package, "a file that is no package is refused before it is reviewed"
    yield from _said(package, installed)
    yield from _reads(package, installed)
    yield from _parameters(package, installed)
    yield from _cells(report, package, installed)


def _said(package: Package, installed: Package | None) -> Iterator[str]:
    m = package.manifest
    yield f"{m.titel} ({m.id}), af {m.forfatter.navn}, {m.forfatter.kommune}. Licens {m.licens}."
    yield f"{m.spoergsmaal} Til {m.laeser}. Rapportens publikum: {m.resultat.publikum}."
    yield from m.beskrivelse.splitlines()
    yield f"sha256 {package.sha256}"
    if installed:
        yield f"I har {installed.manifest.version}. Herunder er det, der er ændret siden den, mærket med + og -."
        if (former := installed.manifest.resultat.publikum) != m.resultat.publikum:
            yield f"ÆNDRET publikum: {former} -> {m.resultat.publikum}"
    else:
        yield "I har ingen version af den. Alt herunder er nyt."


def _reads(package: Package, installed: Package | None) -> Iterator[str]:
    """Every column it may read, with how sensitive it is; what the installed version could not read is marked."""
    yield ""
    yield "Den læser disse tabeller og kolonner, og ingen andre:"
    former = installed.tables if installed else {}
    for name, columns in package.tables.items():
        declared = {k.navn: k for k in TABELLER[name].lager_kolonner} if name in TABELLER else {}
        yield f"  {name}{' (kan undværes)' if package.manifest.tabeller[name].valgfri else ''}"
        for column in columns:
            mark = "+" if installed and column not in former.get(name, ()) else " "
            what = declared.get(column)
            yield f"  {mark} {column:<24} {_SENSITIVE[what.foelsomhed] + ': ' + what.forklaring if what else 'findes ikke i denne version'}"
    for name, columns in former.items():
        if gone := [c for c in columns if c not in package.tables.get(name, ())]:
            yield f"  - {name}: læser ikke længere {', '.join(gone)}"


def _parameters(package: Package, installed: Package | None) -> Iterator[str]:
    yield ""
    yield "Parametre:"
    former = installed.manifest.parametre["properties"] if installed else {}
    for name, prop in package.manifest.parametre["properties"].items():
        mark = "+" if installed and former.get(name) != prop else " "
        yield f"  {mark} {name} = {prop['default']!r}  {prop['description']}"
    for name in former.keys() - package.manifest.parametre["properties"].keys():
        yield f"  - {name}"


def _cells(report: Report, package: Package, installed: Package | None) -> Iterator[str]:
    """Each cell under its verdict: whole where it is new, as a difference where it has changed, named where it is the same."""
    before = [_text(c) for c in installed.notebook["cells"]] if installed else []
    now = [_text(c) for c in package.notebook["cells"]]
    yield from _findings(report, 0)
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        for nr in range(a1 + (b2 - b1), a2) if kind in ("delete", "replace") else ():
            yield f"\n--- fjernet celle {nr + 1}"
            yield from (f"- {line}" for line in before[nr].splitlines())
        for offset, nr in enumerate(range(b1, b2)):
            former = before[a1 + offset] if kind == "replace" and a1 + offset < a2 else None
            same = " (uændret)" if kind == "equal" else " (ændret)" if former is not None else " (ny)" if installed else ""
            yield f"\n--- celle {nr + 1}: {WORDS[report.verdict(nr + 1)]}{same}"
            yield from _findings(report, nr + 1)
            yield from _body(former, now[nr], unchanged=kind == "equal")


def _body(former: str | None, now: str, *, unchanged: bool) -> Iterator[str]:
    if former is not None:
        yield from list(unified_diff(former.splitlines(), now.splitlines(), lineterm="", n=99))[3:]
    else:
        yield from (f"{'  ' if unchanged else '+ '}{line}" for line in now.splitlines())


def _findings(report: Report, cell: int) -> Iterator[str]:
    for finding in report.findings:
        if finding.cell == cell:
            yield f"{'!!' if finding.verdict == 'afvist' else '? '} {finding.text}"


def _text(cell: dict) -> str:
    return f"[{'tekst' if cell['cell_type'] == 'markdown' else 'kode'}]\n{notebook.source(cell)}"
