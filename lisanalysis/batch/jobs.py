"""What a municipality's parameter folder asks for: one job per analysis file, checked before any kernel starts."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lisanalysis.analyses.find import analyse_stems, find_analyse
from lisanalysis.analyses.parametre import read_parametre
from lisanalysis.domain.stavning import mente_du, mente_du_i_parentes
from lisanalysis.errors import ParameterError, TemplateError
from lisanalysis.settings import Settings
from lisanalysis.tables.dataset import Dataset
from lisanalysis.templates.installed import Installed, find
from lisanalysis.yamlfile import read_yaml

NOT_ANALYSES = ("kommune.yaml", "law.yaml")
GIVEN = ("kommune", "per")  # what the batch itself passes to every notebook
_FILE = re.compile(r"([a-z][a-z0-9_]*)(?:\.([a-zA-Z0-9æøåÆØÅ_-]+))?\.yaml")


@dataclass(frozen=True)
class Job:
    """One report to make: its analysis, the parameter file, the notebook, and the values to pass to its kernel.

    `modul` is the analysis's module, or the accepted template that takes its place.
    """

    stem: str
    variant: str
    fil: Path
    notebook: Path
    parametre: dict[str, Any] = field(hash=False)
    modul: Any = field(hash=False, compare=False, repr=False)

    @property
    def skabelon(self) -> Installed | None:
        """The shared template that the report is made by; None where it is one of ours."""
        return self.modul if isinstance(self.modul, Installed) else None

    @property
    def navn(self) -> str:
        """The report's name and folder: `substitution.107-110`."""
        return f"{self.stem}.{self.variant}" if self.variant else self.stem


def find_jobs(settings: Settings) -> tuple[Job, ...]:
    """All jobs of the municipality, or one `ParameterError` that names everything wrong with its files."""
    jobs, problems = [], []
    for fil in sorted(settings.mappe.glob("*.yaml")):
        if fil.name in NOT_ANALYSES:
            continue
        try:
            jobs.append(read_job(settings, fil))
        except (ParameterError, TemplateError) as error:
            problems.append(str(error))
    if not jobs and not problems:
        problems.append(f"parameters/{settings.stem} har ingen analyser. Læg en fil <analyse>.yaml i mappen.")
    if problems:
        raise ParameterError("\n".join(problems))
    return tuple(jobs)


def choose(jobs: tuple[Job, ...], only: Iterable[str]) -> tuple[Job, ...]:
    """The jobs whose analysis or full name is asked for; all of them when nothing is."""
    wanted = tuple(only)
    known = tuple(sorted({name for job in jobs for name in (job.stem, job.navn)}))
    for name in wanted:
        if name not in known:
            raise ParameterError(f"--only: der er ingen rapport, der hedder '{name}'.{mente_du(name, known)}")
    return tuple(job for job in jobs if not wanted or {job.stem, job.navn} & set(wanted))


def unfold(jobs: Iterable[Job], data: Dataset) -> tuple[Job, ...]:
    """The jobs with one report each for what an analysis divides itself by (its `varianter`: a report per caseworker, say).

    The undivided report stays: it is the leader's view, and what the parts add up to.
    """
    found: list[Job] = []
    for job in jobs:
        modul = job.modul
        found.append(job)
        if hasattr(modul, "varianter"):
            model = read_parametre(modul, job.parametre, job.navn)
            for navn, valg in modul.varianter(data, model):
                variant = ".".join(v for v in (job.variant, _folder(navn)) if v)
                found.append(replace(job, variant=variant, parametre=job.parametre | valg))
    return tuple(found)


def _folder(navn: str) -> str:
    """The name as a folder may be called on every platform."""
    return re.sub(r"[^a-zA-Z0-9æøåÆØÅ_-]", "_", navn)


def read_job(settings: Settings, fil: Path) -> Job:
    """The job that a parameter file describes, its values checked by the analysis's model and by the notebook's cell."""
    where = f"parameters/{settings.stem}/{fil.name}"
    match = _FILE.fullmatch(fil.name)
    if not match:
        raise ParameterError(f"{where}: filen skal hedde <analyse>.yaml eller <analyse>.<variant>.yaml med små bogstaver.")
    stem, variant = match.group(1), match.group(2) or ""
    try:
        modul = (None if stem in analyse_stems() else find(settings, stem)) or find_analyse(stem)  # ours before anybody's
    except ParameterError as error:
        raise ParameterError(f"{where}: {error}") from None
    return job_for(settings, fil, modul, stem, variant, read_yaml(fil))


def job_for(settings: Settings, fil: Path, modul: Any, stem: str, variant: str, values: dict[str, Any]) -> Job:
    """The job of an analysis or a template with these values."""
    model = read_parametre(modul, values, f"parameters/{settings.stem}/{fil.name}")
    notebook = modul.notebook if isinstance(modul, Installed) else settings.rod / "notebooks" / f"{stem}.ipynb"
    cell = parameter_names(notebook)
    _agree(notebook.name, cell, set(modul.Parametre.model_fields), set(model.model_fields_set))
    passed = {name: value for name, value in model.model_dump(mode="json").items() if name in cell}
    return Job(stem, variant, fil, notebook, passed, modul)


def parameter_names(notebook: Path) -> set[str]:
    """The names that the notebook's one cell tagged `parameters` sets."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        tagged = [c for c in cells if "parameters" in c.get("metadata", {}).get("tags", ())]
        trees = [ast.parse("".join(c["source"])) for c in tagged]
    except FileNotFoundError:
        raise ParameterError(f"notebooks/{notebook.name} findes ikke.") from None
    except (ValueError, KeyError, TypeError, SyntaxError):
        raise ParameterError(f"notebooks/{notebook.name}: notebooken eller dens parametercelle kan ikke læses.") from None
    if len(trees) != 1:
        raise ParameterError(f"notebooks/{notebook.name} skal have netop én celle med mærket 'parameters'; der er {len(trees)}.")
    return {name for statement in trees[0].body for name in _assigned(notebook, statement)}


def _assigned(notebook: Path, statement: ast.stmt) -> list[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    if not all(isinstance(target, ast.Name) for target in targets):
        raise ParameterError(f"notebooks/{notebook.name}: parametercellen må kun bestå af linjer som 'navn: type = værdi'.")
    return [target.id for target in targets]


def _agree(notebook: str, cell: set[str], model: set[str], given: set[str]) -> None:
    """A name that only one side knows would be passed in silence and used by nobody."""
    problems = [f"parametercellen mangler '{name}'" for name in sorted({*GIVEN, *given} - cell)]
    problems += [f"'{name}' er ikke en parameter til analysen{mente_du_i_parentes(name, model)}"
                 for name in sorted(cell - model - set(GIVEN))]  # fmt: skip
    if problems:
        raise ParameterError(f"notebooks/{notebook}: " + "; ".join(problems) + ".")
