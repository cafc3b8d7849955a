"""What `lis template …` does, and what the person sees; the answer is the exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lisanalysis.errors import TemplateError
from lisanalysis.settings import Settings, find_root, read_settings
from lisanalysis.templates import acceptance, archive, shelf
from lisanalysis.templates.accept import Person, accept
from lisanalysis.templates.check import WORDS, Report, check
from lisanalysis.templates.installed import find
from lisanalysis.templates.lacks import lacking, wanting
from lisanalysis.templates.new import new
from lisanalysis.templates.pack import TryOut, pack
from lisanalysis.templates.package import Package
from lisanalysis.templates.review import review

SANDBOX = "Listen over tilladt kode er en hjælp til at læse, ikke en sandkasse: accepteret kode kører med alt, hvad den, der kører den, må."


def template_new(navn: str, mappe: Path, fra: str, forfatter: str, kommune: str) -> int:
    """Start a template and say where."""
    folder = new(navn, mappe, find_root(Path.cwd()) if fra else mappe, fra=fra, forfatter=forfatter, kommune=kommune)
    print(f"Skabelonen er begyndt i {folder}. Ret notebook.ipynb i JupyterLab, og skabelon.yaml og README.md i et skriveprogram.")
    print(f"Kør så: lis template pack {folder}")
    return 0


def template_pack(mappe: Path, til: Path, kommune: str, try_out: TryOut) -> int:
    """Clean, check, try and write; what came of it."""
    packed = pack(mappe, til, try_out, read_settings(kommune) if kommune else None)
    package = packed.report.package
    assert package
    print(f"{packed.file}: {len(package.trial.forventet)} tal fra prøven på opdigtede data er lagt med.")
    _verdicts(packed.report)
    if not kommune:
        print("Der er ikke set efter egne borgere: kør med --kommune parameters/<kommune>, før pakken sendes.")
    return 0


def template_check(fil: Path, kommune: str, data: Path | None) -> int:
    """The static check, and what the municipality lacks; 2 where anything is refused."""
    report = check(archive.read_bytes(fil))
    if report.package:
        print(f"{report.package.manifest.id}, sha256 {report.package.sha256}")
    _verdicts(report)
    if report.package and kommune:
        _lacks(report.package, read_settings(kommune, data=data))
    print(SANDBOX)
    return 2 if report.refused else 0


def template_review(fil: Path, kommune: str) -> int:
    """The page that a person reads; 2 where anything is refused."""
    report = check(archive.read_bytes(fil))
    if report.package is None:
        raise TemplateError(report.findings[0].text)
    settings = read_settings(kommune)
    mine = find(settings, report.package.manifest.navn)
    print("\n".join(review(report, mine.package if mine else None)))
    print(f"\nDet, en person skal have læst: {_cells(report.for_a_person) or 'intet ud over det, der er vist'}.")
    print(SANDBOX)
    return 2 if report.refused else 0


def template_accept(fil: Path, kommune: str, person: Person, trial: Callable[[Package], list[str]]) -> int:
    """Accept, and say what is next."""
    settings, raw = read_settings(kommune), archive.read_bytes(fil)
    kept = accept(settings, raw, person, trial)
    if kept is None:
        print("Netop den pakke er accepteret i forvejen.")
        return 0
    stem = kept.name.rpartition("-")[0]
    print(f"Accepteret af {person.navn}: {kept.name}. Det står i adgangsloggen. Læg parameters/{settings.stem}/skabeloner i versionsstyringen.")
    print(f"Læg parametrene i parameters/{settings.stem}/{stem}.yaml; så kører den med: lis run parameters/{settings.stem} --only {stem}")
    return 0


def template_list(sted: Path | None, kommune: str) -> int:
    """What is installed, and what lies at the sharing place."""
    mine = acceptance.accepted(read_settings(kommune)) if kommune else ()
    if kommune:
        active = {line.navn: line for line in mine}
        print(f"Accepteret i parameters/{Path(kommune).name}: {len(active) or 'ingen'}")
        for line in active.values():
            print(f"  {line.id}, af {line.forfatter}; accepteret af {line.accepteret_af} {line.tid[:10]}; {line.proeve}")
    for found in shelf.look(sted) if sted else ():
        if found.package:
            m = found.package.manifest
            how = f" [{shelf.standing(found.package, mine)}]" if kommune else ""
            print(f"  {shelf.name_of(found, sted)}: {m.titel} {m.version}, af {m.forfatter.navn}, {m.forfatter.kommune}{how}")
        else:
            print(f"  {shelf.name_of(found, sted)}: kan ikke bruges: {found.fault}")
    return 0


def _verdicts(report: Report) -> None:
    for cell, verdict in report.cells.items():
        print(f"{'pakken' if not cell else f'celle {cell}':<9} {WORDS[verdict]}")
        for finding in report.findings:
            if finding.cell == cell:
                print(f"          {finding.text}")


def _lacks(package: Package, settings: Settings) -> None:
    """What is missing here, said before anything runs."""
    from lisanalysis import sources

    data = sources.load(settings)
    stops, without = lacking(package, data), wanting(package, data)
    print(f"{settings.kommune.navn} {'mangler: ' + '; '.join(stops) if stops else 'har, hvad skabelonen kræver'}.")
    for said in without:
        print(f"  uden: {said}")


def _cells(cells: tuple[int, ...]) -> str:
    return ", ".join(f"celle {c}" if c else "pakken selv" for c in cells)
