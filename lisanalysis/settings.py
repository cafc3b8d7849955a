"""What `kommune.yaml` says: who the municipality is, where its data lie, and what its systems have promised to deliver."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lisanalysis.errors import ParameterError
from lisanalysis.yamlfile import read_yaml


class System(BaseModel):
    """One source system's delivery agreement: whom to call, how often a file comes, and how late it may be."""

    model_config = ConfigDict(extra="forbid", strict=True)

    navn: str = Field(default="", description="Systemets navn, som kommunen siger det.")
    kontakt: str = Field(default="", description="Hvem der ringes til, når en leverance mangler eller er forkert.")
    hyppighed: Literal["daglig", "ugentlig", "maanedlig", "kvartalsvis", "aarlig", "engang"] = "maanedlig"
    frist: int = Field(default=10, ge=0, description="Dage efter periodens udløb, hvor leverancen senest skal være her.")
    filer: list[str] = Field(default_factory=list, description="De filer, aftalen omfatter; tom betyder alle i layoutet.")


class Kommune(BaseModel):
    """A municipality as `kommune.yaml` describes it; unknown names are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)

    navn: str
    kode: str = Field(pattern=r"^[0-9]{4}$", description="Kommunekoden med fire cifre.")
    data: str = Field(description="Mappen med udtræk; ${NAVN} er en miljøvariabel.")
    lager: str = Field(default="", description="Mappen til lageret; tom er brugerens egen datamappe.")
    motor: Literal["duckdb"] = "duckdb"
    valuta: str = Field(default="DKK", pattern=r"^[A-Z]{3}$")
    kontoplan: Literal["autoriseret", "fri"] = "autoriseret"
    cpr_serie: Literal["rigtig", "fiktiv"] = "rigtig"
    systemer: dict[str, System]
    andre_filer: list[str] = Field(default_factory=list, description="Mønstre for filer i mappen, der ikke skal læses.")
    roller: dict[str, list[str]] = Field(default_factory=dict)
    maal: dict[str, str] = Field(default_factory=dict)
    opbevaring: dict[str, int] = Field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """A municipality together with the folders its work happens in."""

    stem: str
    mappe: Path
    kommune: Kommune
    data: Path
    lager: Path

    @property
    def rod(self) -> Path:
        """The folder that holds `parameters/`, `notebooks/` and `reports/`."""
        return self.mappe.parent.parent


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that has both `parameters/` and `notebooks/`."""
    for folder in (start, *start.parents):
        if (folder / "parameters").is_dir() and (folder / "notebooks").is_dir():
            return folder
    raise ParameterError(
        "Her er hverken 'parameters' eller 'notebooks'. Gå til mappen med lisanalysis, eller sæt LIS_ROD til den."
    )


def parameter_folder(kommune: str | Path) -> Path:
    """The parameter folder meant by `demo`, `parameters/demo` or a full path."""
    given = Path(kommune)
    if (given / "kommune.yaml").is_file():
        return given.resolve()
    root = Path(os.environ["LIS_ROD"]) if os.environ.get("LIS_ROD") else find_root(Path.cwd())
    folder = root / "parameters" / given.name
    if not (folder / "kommune.yaml").is_file():
        known = ", ".join(sorted(f.parent.name for f in (root / "parameters").glob("*/kommune.yaml")))
        raise ParameterError(f"parameters/{given.name}/kommune.yaml findes ikke. Der er: {known or 'ingen'}.")
    return folder.resolve()


def read_settings(kommune: str | Path, *, data: Path | None = None) -> Settings:
    """The settings in `<kommune>/kommune.yaml`; `data` reads another folder of extracts, with a lager of its own."""
    folder = parameter_folder(kommune)
    try:
        model = Kommune.model_validate(read_yaml(folder / "kommune.yaml"))
    except ValidationError as error:
        raise ParameterError(_explain(folder, error)) from None
    source = Path(data).resolve() if data else _expand(model.data, folder)
    lager = _expand(model.lager, folder) if model.lager else user_data_folder() / folder.name / "lager"
    return Settings(folder.name, folder, model, source, _own_lager(lager, source) if data else lager)


def user_data_folder() -> Path:
    """Where data of this user belong, outside any checkout; `LIS_HJEM` moves it."""
    return Path(os.environ.get("LIS_HJEM") or platformdirs.user_data_dir("lisanalysis", appauthor=False))


def _expand(text: str, folder: Path) -> Path:
    """The path with `${NAVN}` filled in from the environment; a relative path starts at the parameter folder."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "LIS_HJEM":
            return str(user_data_folder())
        if name not in os.environ:
            raise ParameterError(f"{folder.name}/kommune.yaml: miljøvariablen {name} er ikke sat.")
        return os.environ[name]

    return (folder / re.sub(r"\$\{(\w+)\}", value, text)).resolve()


def _own_lager(lager: Path, source: Path) -> Path:
    """A lager beside the ordinary one, named by the folder it was filled from."""
    import hashlib

    return lager.parent / f"{lager.name}-{hashlib.sha256(str(source).encode()).hexdigest()[:8]}"


def _explain(folder: Path, error: ValidationError) -> str:
    lines = [f"{'.'.join(str(p) for p in e['loc'])}: {danish_reason(e)}" for e in error.errors()]
    return f"{folder.name}/kommune.yaml kan ikke bruges:\n  " + "\n  ".join(lines)


REASONS = {
    "missing": "mangler",
    "extra_forbidden": "er et ukendt navn",
    "string_type": "skal være tekst; sæt koder og tal med foranstillet nul i anførselstegn",
    "string_pattern_mismatch": "har ikke den rigtige form",
    "int_type": "skal være et helt tal",
    "date_type": "skal være en dato skrevet åååå-mm-dd",
    "literal_error": "er ikke en af de mulige værdier",
    "list_type": "skal være en liste",
    "bool_type": "skal være true eller false",
    "greater_than_equal": "er for lille",
    "less_than_equal": "er for stor",
}


def danish_reason(error: dict) -> str:
    """Pydantic's reason in Danish, with the allowed values but never the value itself."""
    reason = REASONS.get(error["type"], "kan ikke bruges")
    expected = error.get("ctx", {}).get("expected") or error.get("ctx", {}).get("pattern")
    return f"{reason} ({expected})" if expected else reason
