"""What `kommune.yaml` says: who the municipality is, where its data lie, and what its systems have promised to deliver."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from lisanalysis.errors import ParameterError
from lisanalysis.roller import Log, Roller
from lisanalysis.yamlfile import read_yaml


class System(BaseModel):
    """One source system's delivery agreement: whom to call, how often a file comes, and how late it may be."""

    model_config = ConfigDict(extra="forbid", strict=True)

    navn: str = Field(default="", description="Systemets navn, som kommunen siger det.")
    kontakt: str = Field(default="", description="Hvem der ringes til, når en leverance mangler eller er forkert.")
    hyppighed: Literal["daglig", "ugentlig", "maanedlig", "kvartalsvis", "aarlig", "engang"] = "maanedlig"
    frist: int = Field(default=10, ge=0, description="Dage efter periodens udløb, hvor leverancen senest skal være her.")
    filer: list[str] = Field(default_factory=list, description="De filer, aftalen omfatter; tom betyder alle i layoutet.")


class Systemskifte(BaseModel):
    """A change of system: from `dato` on it is the new system that counts where both have delivered the same."""

    model_config = ConfigDict(extra="forbid", strict=True)

    fra: str = Field(description="Systemet, der holder op, fx bv.")
    til: str = Field(description="Systemet, der træder i stedet, fx as2007.")
    dato: date = Field(description="Første dag, det nye system gælder.")


class Beslutning(BaseModel):
    """A decision that stands in a document: drawn where its paragraph is shown, and what an effect may be measured against."""

    model_config = ConfigDict(extra="forbid", strict=True)

    dato: date = Field(description="Den dag, beslutningen virker fra.")
    paragraf: str = Field(pattern=r"^[A-Z]+-[0-9a-z.-]+$", description="Paragraffen, beslutningen handler om, fx SEL-107.")
    tekst: str = Field(min_length=1, max_length=60, description="Hvad der blev besluttet, så kort at det kan stå i en figur.")
    kilde: str = Field(min_length=1, description="Dokumentet, den står i, fx udvalgets dagsorden.")


class Visning(BaseModel):
    """How one table stands in the municipality's warehouse, where it is not as the package has it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    view: str = Field(default="", pattern=r"^\w*$", description="Viewet eller tabellen; tom er vores navn på tabellen.")
    kolonner: dict[str, str] = Field(default_factory=dict, description="Kolonner med et andet navn: deres: vores.")
    koder: dict[str, dict[str, str]] = Field(default_factory=dict, description="Koder efter vores kolonne: deres: vores.")


class PaaStedet(BaseModel):
    """The schema of the municipality's warehouse whose views are read where they are, with nothing loaded."""

    model_config = ConfigDict(extra="forbid", strict=True)

    skema: str = Field(pattern=r"^\w+$", description="Skemaet med views, der hedder som pakkens tabeller.")
    tabeller: dict[str, Visning] = Field(default_factory=dict, description="De tabeller, der hedder eller er kodet anderledes.")


class Kommune(BaseModel):
    """A municipality as `kommune.yaml` describes it; unknown names are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)

    navn: str
    kode: str = Field(pattern=r"^[0-9]{4}$", description="Kommunekoden med fire cifre.")
    data: str = Field(description="Mappen med udtræk; ${NAVN} er en miljøvariabel.")
    lager: str = Field(default="", description="Mappen til lageret; tom er brugerens egen datamappe.")
    motor: Literal["duckdb", "postgresql", "spark"] = Field(
        default="duckdb", description="Hvor der regnes; andre end duckdb har deres adresse i forbindelser under navnet motor."
    )
    paa_stedet: PaaStedet | None = Field(
        default=None, description="Data, der læses, hvor de er, i motorens database; uden den indlæses filer."
    )
    valuta: str = Field(default="DKK", pattern=r"^[A-Z]{3}$")
    kontoplan: Literal["autoriseret", "fri"] = "autoriseret"
    cpr_serie: Literal["rigtig", "fiktiv"] = "rigtig"
    systemer: dict[str, System]
    systemskifte: list[Systemskifte] = Field(default_factory=list, description="Systemer, der er trådt i stedet for andre.")
    forbindelser: dict[str, Annotated[str, Field(pattern=r"^\$\{\w+\}$")]] = Field(
        default_factory=dict, description="Databaser, der læses udtræk fra; adressen står i en miljøvariabel: ${NAVN}."
    )
    andre_filer: list[str] = Field(default_factory=list, description="Mønstre for filer i mappen, der ikke skal læses.")
    roller: Roller | None = Field(default=None, description="Hvem der må se hvad; uden roller ser brugeren alt.")
    log: Log = Field(default_factory=Log)
    database: str = Field(default="", description="Databasen, der bærer rækkerettighederne; tom, når data er filer.")
    maal: dict[str, str] = Field(default_factory=dict)
    beslutninger: list[Beslutning] = Field(default_factory=list, description="Dokumenterede beslutninger, som tal holdes op mod.")
    aggregater: str = Field(default="", description="Mappen med andre kommuners aggregat.csv til den fælles undersøgelse.")
    opbevaring: dict[Literal["interne", "leverancer", "lagerversioner"], Annotated[int, Field(ge=1)]] = Field(
        default_factory=dict, description="Dage, interne lister og leverancer (filer med udtræk) bevares; antal lagerversioner, der bevares."
    )

    @field_validator("roller", mode="before")
    @classmethod
    def _tom_er_ingen(cls, vaerdi: object) -> object:
        """`roller:` with nothing under it gives nobody anything; only its absence means a single user."""
        return {} if vaerdi is None else vaerdi


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

    @property
    def hjem(self) -> Path:
        """This user's own folder for the municipality, outside any checkout: keys, and the log where none is named."""
        return user_data_folder() / self.stem

    @property
    def logmappe(self) -> Path:
        """The folder that the access log is written in."""
        return _expand(self.kommune.log.mappe, self.mappe) if self.kommune.log.mappe else self.hjem / "log"

    @property
    def aggregater(self) -> Path | None:
        """The folder with what other municipalities share; None where none is named."""
        return _expand(self.kommune.aggregater, self.mappe) if self.kommune.aggregater else None

    @property
    def anker(self) -> Path | None:
        """The folder outside the log that remembers how far it had come; None where no place is given."""
        return _expand(self.kommune.log.anker, self.mappe) if self.kommune.log.anker else None

    @property
    def database(self) -> str:
        """The connection text of the database that holds the row rights; empty where data are files."""
        return _fill(self.kommune.database, self.stem)

    def forbindelse(self, navn: str) -> str:
        """The address of a named database. Raises ParameterError where kommune.yaml or the environment lacks it."""
        if navn not in self.kommune.forbindelser:
            raise ParameterError(f"{self.stem}/kommune.yaml: 'forbindelser' mangler '{navn}', som {'motoren kræver' if navn == 'motor' else 'en sources-fil nævner'}.")
        return _fill(self.kommune.forbindelser[navn], self.stem)


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that has both `parameters/` and `notebooks/`."""
    for folder in (start, *start.parents):
        if (folder / "parameters").is_dir() and (folder / "notebooks").is_dir():
            return folder
    raise ParameterError(
        "Her er hverken 'parameters' eller 'notebooks'. Gå til mappen med lisanalysis, eller sæt LIS_ROD til den."
    )


def root() -> Path:
    """The folder with `parameters/` and `notebooks/` that we work in: `LIS_ROD`, else the nearest above."""
    return Path(os.environ["LIS_ROD"]) if os.environ.get("LIS_ROD") else find_root(Path.cwd())


def parameter_folder(kommune: str | Path) -> Path:
    """The parameter folder meant by `demo`, `parameters/demo` or a full path."""
    given = Path(kommune)
    if (given / "kommune.yaml").is_file():
        return given.resolve()
    parameters = root() / "parameters"
    folder = parameters / given.name
    if not (folder / "kommune.yaml").is_file():
        known = ", ".join(sorted(f.parent.name for f in parameters.glob("*/kommune.yaml")))
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
    """The path with `${NAVN}` filled in; a relative path starts at the parameter folder."""
    return (folder / _fill(text, folder.name)).resolve()


def _fill(text: str, stem: str) -> str:
    """The text with `${NAVN}` filled in from the environment."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "LIS_HJEM":
            return str(user_data_folder())
        if name not in os.environ:
            raise ParameterError(f"{stem}/kommune.yaml: miljøvariablen {name} er ikke sat.")
        return os.environ[name]

    return re.sub(r"\$\{(\w+)\}", value, text)


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
    "string_too_short": "er for kort eller tom",
    "string_too_long": "er for lang",
    "model_type": "skal have navne under sig",
    "bool_type": "skal være true eller false",
    "greater_than_equal": "er for lille",
    "less_than_equal": "er for stor",
}


def danish_reason(error: dict) -> str:
    """Pydantic's reason in Danish, with the allowed values but never the value itself."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])  # the words of our own model
    reason = REASONS.get(error["type"], "kan ikke bruges")
    expected = error.get("ctx", {}).get("expected") or error.get("ctx", {}).get("pattern")
    return f"{reason} ({expected})" if expected else reason
