"""A person takes responsibility for a package: what must hold first, the trial, the line in the log, and then the pin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from lisanalysis.access import hent_adgang, noter
from lisanalysis.access.bruger import nu, os_bruger
from lisanalysis.errors import TemplateError
from lisanalysis.settings import Settings
from lisanalysis.templates import acceptance
from lisanalysis.templates.acceptance import Acceptance
from lisanalysis.templates.check import Report, check
from lisanalysis.templates.pack import author_mark
from lisanalysis.templates.package import Package

Trial = Callable[[Package], list[str]]


@dataclass(frozen=True)
class Person:
    """Who accepts, the cells they have read and found good, and why they accept though the trial gives other totals."""

    navn: str
    celler: frozenset[int] = frozenset()
    trods_proeve: str = ""


def accept(settings: Settings, raw: bytes, person: Person, trial: Trial) -> Path | None:
    """Accept a package for the municipality; its file, or None where these bytes were accepted before.

    `trial` runs the package on made-up data and names the totals that differ. It is not run before a person has said that the
    cells are read. Raises TemplateError with what is in the way, and AccessError where the log cannot be written or the person
    has no rows of their own to answer for.
    """
    hent_adgang(settings).kraev_raekker()
    report = check(raw)
    package = _may_be_accepted(settings, report, person)
    if package is None:
        return None
    differ = trial(package)
    if differ and not person.trods_proeve:
        raise TemplateError(f"Skabelonen giver andre tal her end hos forfatteren (lisanalysis {package.trial.lisanalysis}) på de samme "
                            f"opdigtede data: {_few(differ)}. Bed om en ny pakke, eller sig hvorfor med --trods-proeve.")  # fmt: skip
    line = _line(package, report, person, differ)
    noter(settings, "skabelon", tekst=person.trods_proeve, maal=line.id, filter=f"sha256 {line.sha256}", resultat=f"accepteret af {line.accepteret_af}")
    return acceptance.pin(settings, line, raw)


def _may_be_accepted(settings: Settings, report: Report, person: Person) -> Package | None:
    package = report.package
    if package is None or report.refused:
        raise TemplateError(f"Skabelonen kan ikke accepteres:{report.refusals}")
    for line in acceptance.accepted(settings):
        if (line.navn, line.version) == (package.manifest.navn, package.manifest.version):
            if line.sha256 != package.sha256:
                raise TemplateError(f"{line.id} er accepteret før med andet indhold ({line.accepteret_af}, {line.tid[:10]}). En version ændres aldrig: "
                                    "bed forfatteren om et nyt versionsnummer.")  # fmt: skip
            if acceptance.active(settings)[line.navn] == line:
                return None
    _second_person(package, person)
    if unread := [c for c in report.for_a_person if c not in person.celler]:
        where = ", ".join(str(c) if c else "0 (pakken selv)" for c in unread)
        raise TemplateError(f"Disse celler skal læses af en person: {where}. Kør 'lis template review', læs dem, og sig det med --celler "
                            f"{','.join(map(str, report.for_a_person))}.")  # fmt: skip
    return package


def _second_person(package: Package, person: Person) -> None:
    """The one who accepts is named, and is not the author, neither by name nor by account."""
    m = package.manifest
    if len(_words(person.navn)) < 2:
        raise TemplateError("Skriv dit fulde navn med --af: den, der accepterer, står ved det.")
    if _words(person.navn) == _words(m.forfatter.navn) or m.forfatter.maerke == author_mark(m.navn, m.version, os_bruger()):
        raise TemplateError("Forfatteren kan ikke selv acceptere skabelonen. En anden skal læse den.")


def _words(navn: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", navn.casefold()))


def _line(package: Package, report: Report, person: Person, differ: Iterable[str]) -> Acceptance:
    m, differ = package.manifest, list(differ)
    said = f"{len(differ)} tal afviger: {person.trods_proeve}" if differ else f"{len(package.trial.forventet)} tal stemmer"
    return Acceptance(
        navn=m.navn, version=m.version, sha256=package.sha256, forfatter=f"{m.forfatter.navn}, {m.forfatter.kommune}", accepteret_af=person.navn.strip(),
        bruger=os_bruger(), tid=nu().isoformat(timespec="seconds"), celler=list(report.for_a_person), proeve=said,
    )  # fmt: skip


def _few(names: list[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (f" og {len(names) - most} flere" if len(names) > most else "")
