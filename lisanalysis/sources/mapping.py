"""How a source system's files are read: one YAML per system, and what a municipality says differently.

The built-in mappings are example layouts. A municipality overrides names, codes and formats in
`parameters/<kommune>/sources/<system>.yaml`, or describes there a system that the package has never heard of.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from lisanalysis.domain.stavning import mente_du_i_parentes
from lisanalysis.errors import ParameterError
from lisanalysis.settings import Settings, danish_reason
from lisanalysis.tables import TABELLER, Table
from lisanalysis.yamlfile import read_yaml

BUILT_IN = Path(__file__).parent / "systems"
SHARED = "aggregat"  # the system, and the table, of what other municipalities share
Uncertain = Literal["reject", "empty", "first"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Target(_Strict):
    """Where a source column goes, and how its values are read on the way.

    `codes` translates whole values, `contains` translates a value by the first text it holds. A value that no code knows
    is refused (`reject`), kept as it is (`keep`) or left empty (`empty`). `empty` are texts that say nothing here, and
    `uncertain` is what becomes of a date whose day or month is unknown (`Format.uncertain`).
    """

    to: str
    codes: dict[str, str] = Field(default_factory=dict)
    contains: dict[str, str] = Field(default_factory=dict)
    otherwise: Literal["reject", "keep", "empty"] = "reject"
    dates: list[str] | None = None
    empty: list[str] = Field(default_factory=list)
    uncertain: Uncertain | None = None
    debit_credit: str | None = None

    @field_validator("codes", "contains", mode="before")
    @classmethod
    def _text_keys(cls, value: Any) -> Any:
        return {str(k): v for k, v in value.items()} if isinstance(value, dict) else value


class Format(_Strict):
    """How the files of a system are written, unless a file says otherwise.

    `uncertain` is what a date with unknown day or month (`1965-00-00`) becomes: refused, empty, or its first possible day;
    the last two are counted in the delivery list.
    """

    type: Literal["delimited", "fixed", "floating"] = "delimited"
    encoding: str = "utf-8"
    delimiter: str = Field(default=";", min_length=1, max_length=1)
    decimal: Literal[",", "."] = ","
    thousands: Literal["", ".", ",", " "] = ""
    sign: Literal["leading", "trailing", "both", "debit_credit"] = "leading"
    dates: list[str] = Field(default_factory=lambda: ["dd-mm-åååå"])
    empty: list[str] = Field(default_factory=list)
    uncertain: Uncertain = "reject"


class FileMapping(_Strict):
    """One kind of file: the pattern of its name, the table it fills, and which column goes where.

    Instead of a `pattern`, a `query` or a `view` on a named `connection` gives the rows (`sql`). Several mappings of one system
    may share a pattern: each takes what is its own.
    `fields` cuts fixed-width lines (first position 1, length); `records` is the record type that its lines begin with.
    `skip_if` names columns whose lines are left out when they hold anything (annulled records); they are counted.
    `constants` are the same in every row; `{fil}`, `{linje}` and `{navn}` (the word after the pattern's) are filled in.
    `once` keeps one row per key, for what a file repeats on every line. `whole_for` says that a dated file is the whole picture
    for the values of these columns (none: for everything), so that a later one replaces it, row by row or not.
    `collect` is the column that unknown headings are gathered in, where `unknown_columns` is `collect`.
    """

    pattern: str = ""
    query: str = ""
    view: str = ""
    connection: str = ""
    table: str
    columns: dict[str, list[Target]]
    optional: list[str] = Field(default_factory=list)
    ignored: list[str] = Field(default_factory=list)
    unknown_columns: Literal["error", "ignore", "collect"] = "error"
    collect: str = ""
    constants: dict[str, str] = Field(default_factory=dict)
    records: str = ""
    fields: dict[str, list[int]] = Field(default_factory=dict)
    skip_if: list[str] = Field(default_factory=list)
    once: bool = False
    whole_for: list[str] | None = None
    format: Format

    @property
    def tabel(self) -> Table:
        """The canonical table that the file fills."""
        return TABELLER[self.table]

    @property
    def headings(self) -> list[str]:
        """The source columns that the mapping reads, those that give an amount its sign among them."""
        return [*self.columns, *(t.debit_credit for targets in self.columns.values() for t in targets if t.debit_credit)]

    @model_validator(mode="after")
    def _fits_the_table(self) -> FileMapping:
        if self.table not in TABELLER or TABELLER[self.table].afledt:
            raise ValueError(f"tabellen '{self.table}' findes ikke{mente_du_i_parentes(self.table, TABELLER)}")
        if sum(map(bool, (self.pattern, self.query, self.view))) != 1 or bool(self.query or self.view) != bool(self.connection):
            raise ValueError("filen skal have enten 'pattern' eller 'query'/'view' med en 'connection'")
        known = {k.navn for k in self.tabel.kolonner}
        wanted = [t.to for targets in self.columns.values() for t in targets] + [*self.constants, *filter(None, [self.collect])]
        for to in wanted:
            if to not in known:
                raise ValueError(f"tabellen {self.table} har ingen kolonne '{to}'{mente_du_i_parentes(to, known)}")
        for needed in (k.navn for k in self.tabel.kolonner if k.paakraevet and k.foelsomhed != "identitet"):
            if needed not in wanted:
                raise ValueError(f"tabellen {self.table} skal have kolonnen '{needed}', men ingen kolonne i filen går dertil")
        return self


class SystemMapping(_Strict):
    """A source system: its files, and the record types of fixed-width files that are known and left alone."""

    system: str
    navn: str
    layout: str = ""
    other_records: list[str] = Field(default_factory=list)
    files: dict[str, FileMapping]


def read_mappings(settings: Settings) -> tuple[SystemMapping, ...]:
    """The mappings of the systems named in `kommune.yaml`, with the municipality's own words laid over the built-in ones.

    A folder of other municipalities' aggregates needs no agreement on delivery to be read.
    """
    named = [*settings.kommune.systemer, *([SHARED] if settings.kommune.aggregater else [])]
    return tuple(_read(settings, system) for system in dict.fromkeys(named))


def _read(settings: Settings, system: str) -> SystemMapping:
    built_in, own = BUILT_IN / f"{system}.yaml", settings.mappe / "sources" / f"{system}.yaml"
    if not built_in.is_file() and not own.is_file():
        known = sorted(f.stem for f in BUILT_IN.glob("*.yaml"))
        raise ParameterError(
            f"kommune.yaml: systemet '{system}' er ukendt{mente_du_i_parentes(system, known)}. Kendte systemer: {', '.join(known)}. "
            f"Et andet system beskrives i parameters/{settings.stem}/sources/{system}.yaml."
        )
    spec = read_yaml(built_in) if built_in.is_file() else {}
    if own.is_file():
        spec = overlay(spec, read_yaml(own))
    return build(spec, f"sources/{system}.yaml")


def built_in_mappings() -> tuple[SystemMapping, ...]:
    """Every mapping that the package brings, as it is before a municipality has said anything."""
    return tuple(build(read_yaml(f), f"systems/{f.name}") for f in sorted(BUILT_IN.glob("*.yaml")))


def build(spec: dict[str, Any], name: str) -> SystemMapping:
    """The mapping in a YAML structure; `name` is what an error calls it."""
    common = spec.get("format", {})
    files = {stem: _expand(part, common) for stem, part in spec.get("files", {}).items()}
    content = {k: v for k, v in spec.items() if k not in ("format", "files")} | {"files": files}
    try:
        return SystemMapping.model_validate(content)
    except ValidationError as error:
        lines = [f"{'.'.join(str(p) for p in e['loc'])}: {_reason(e)}" for e in error.errors()]
        raise ParameterError(f"{name} kan ikke bruges:\n  " + "\n  ".join(lines)) from None


def overlay(spec: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The built-in mapping with the municipality's differences: a renamed column takes the place of the one it replaces."""
    files = dict(spec.get("files", {}))
    for stem, part in own.get("files", {}).items():
        files[stem] = _overlay_file(files.get(stem, {}), part)
    return {**spec, **own, "format": {**spec.get("format", {}), **own.get("format", {})}, "files": files}


def _overlay_file(spec: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """A column that the municipality gives no target (`Type: null`) is taken out: theirs means something else."""
    columns = {heading: value for heading, value in own.get("columns", {}).items() if value is not None}
    left_out = own.get("columns", {}).keys() - columns.keys()
    taken = {t["to"] for value in columns.values() for t in _targets(value)}
    kept = {h: v for h, v in spec.get("columns", {}).items() if h not in left_out and not taken & {t["to"] for t in _targets(v)}}
    lists = {k: [*spec.get(k, []), *own.get(k, [])] for k in ("optional", "ignored")}
    if "query" in own or "view" in own:
        spec = {k: v for k, v in spec.items() if k != "pattern"}
    return {**spec, **own, **lists, "columns": {**kept, **columns},
            "format": {**spec.get("format", {}), **own.get("format", {})}}


def _expand(part: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    """A file's mapping with the system's format under its own, and every column's targets written out."""
    columns = {str(heading): _targets(value) for heading, value in part.get("columns", {}).items()}
    return {**part, "columns": columns, "format": {**common, **part.get("format", {})}}


def _targets(value: Any) -> list[Any]:
    """`name`, `{to: name, …}` or a list of these, as a list of targets."""
    return [{"to": v} if isinstance(v, str) else v for v in (value if isinstance(value, list) else [value])]


def _reason(error: dict) -> str:
    return str(error["ctx"]["error"]) if error["type"] == "value_error" else danish_reason(error)
