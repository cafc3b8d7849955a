"""The parameter cell as a schema, and the schema as the strict model that a parameter file is checked by.

One line per parameter: `name: type = value  # Explanation`. The cell is the declaration; where the template builds on an analysis
of ours, bounds and patterns of the analysis's own model come along. Values are literals and names are ASCII identifiers, because
papermill writes names into code as they stand.
"""

from __future__ import annotations

import ast
import builtins
import io
import keyword
import re
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from lisanalysis.errors import TemplateError

GIVEN = ("kommune", "per")
KINDS: dict[str, tuple[dict[str, Any], Any]] = {
    "str": ({"type": "string"}, str),
    "int": ({"type": "integer"}, int),
    "float": ({"type": "number"}, float),
    "bool": ({"type": "boolean"}, bool),
    "list[str]": ({"type": "array", "items": {"type": "string"}}, list[str]),
    "list[int]": ({"type": "array", "items": {"type": "integer"}}, list[int]),
}
NOTEBOOKS_OWN = frozenset({"lis", "pd", "np", "ibis", "data", "svar"})
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_EXTRA = ("minimum", "maximum", "pattern", "enum")
_WHERE = "parametercellen"


@dataclass(frozen=True)
class Parameter:
    """One line of the cell."""

    name: str
    kind: str
    default: Any
    description: str

    @property
    def schema(self) -> dict[str, Any]:
        """The line as a property of the schema."""
        return {**KINDS[self.kind][0], "default": self.default, "description": self.description}


def read_cell(source: str) -> tuple[Parameter, ...]:
    """The parameters of the cell, `kommune` and `per` first. TemplateError says which line is not a plain declaration."""
    try:
        lines, comments = ast.parse(source).body, _comments(source)
    except (SyntaxError, ValueError, tokenize.TokenError, RecursionError):
        raise TemplateError(f"{_WHERE} kan ikke læses som Python.") from None
    found = tuple(_parameter(line, comments.get(line.end_lineno or 0, "")) for line in lines)
    names = [p.name for p in found]
    if names[:2] != list(GIVEN) or any(p.kind != "str" for p in found[:2]):
        raise TemplateError(f"{_WHERE} skal begynde med 'kommune: str' og 'per: str'.")
    if len(set(names)) < len(names):
        raise TemplateError(f"{_WHERE}: to parametre hedder det samme.")
    return found


def check_name(name: str) -> str:
    """Why the name cannot be a parameter's; empty where it can."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        return "et parameternavn skal være små bogstaver, tal og _, og ikke et ord, som Python selv bruger"
    if name in NOTEBOOKS_OWN or hasattr(builtins, name):
        return f"en parameter må ikke hedde '{name}', som notebooken selv bruger"
    return ""


def schema_of(parameters: Iterable[Parameter], model: type[BaseModel] | None = None) -> dict[str, Any]:
    """The schema of a municipality's own parameter file; `model` is the analysis's that the template builds on."""
    own = model.model_json_schema()["properties"] if model else {}
    properties = {p.name: {**_extra(own.get(p.name, {}), p), **p.schema} for p in parameters if p.name not in GIVEN}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def check_schema(schema: Mapping[str, Any], parameters: Iterable[Parameter]) -> None:
    """Raise TemplateError unless the schema says just what the cell says, with nothing but bounds beside it."""
    wanted = schema_of(parameters)
    if {k: v for k, v in schema.items() if k != "properties"} != {k: v for k, v in wanted.items() if k != "properties"}:
        raise TemplateError("manifest.json: 'parametre' er ikke et skema, som kan bruges.")
    properties = schema.get("properties")
    plain = {n: {k: v for k, v in p.items() if k not in _EXTRA} if isinstance(p, dict) else p for n, p in properties.items()} if isinstance(properties, dict) else None
    if plain != wanted["properties"]:
        raise TemplateError("manifest.json: 'parametre' passer ikke med parametercellen i notebooken.")
    model_of("skabelon", schema)


def model_of(name: str, schema: Mapping[str, Any]) -> type[BaseModel]:
    """The strict model of the schema; TemplateError where a bound is of a kind that is not known."""
    fields = {}
    try:
        for navn, prop in schema["properties"].items():
            if fault := check_name(navn):
                raise TemplateError(f"manifest.json: {fault}.")
            fields[navn] = (_type(prop), Field(default=prop["default"], description=prop["description"], **_bounds(prop)))
        model = create_model(f"Parametre_{name}", __config__=ConfigDict(extra="forbid", strict=True), **fields)
        model.model_validate({navn: prop["default"] for navn, prop in schema["properties"].items()})
    except TemplateError:
        raise
    except ValidationError:
        raise TemplateError("manifest.json: en parameters egen værdi ligger uden for dens grænser.") from None
    except Exception as error:
        raise TemplateError(f"manifest.json: 'parametre' kan ikke bruges ({type(error).__name__}).") from None
    return model


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {t.start[0]: t.string.lstrip("#").strip() for t in tokens if t.type == tokenize.COMMENT}


def _parameter(line: ast.stmt, comment: str) -> Parameter:
    if not (isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value is not None and line.simple):
        raise TemplateError(f"{_WHERE}, linje {line.lineno}: skriv 'navn: type = værdi  # Forklaring', og ikke andet.")
    name, kind = line.target.id, ast.unparse(line.annotation)
    if fault := check_name(name):
        raise TemplateError(f"{_WHERE}, linje {line.lineno}: {fault}.")
    if kind not in KINDS:
        raise TemplateError(f"{_WHERE}, linje {line.lineno}: typen skal være en af {', '.join(KINDS)}.")
    if not comment:
        raise TemplateError(f"{_WHERE}, linje {line.lineno}: forklar parameteren efter # på samme linje.")
    return Parameter(name, kind, _literal(line, kind), comment)


def _literal(line: ast.AnnAssign, kind: str) -> Any:
    try:
        value = ast.literal_eval(line.value)
        create_model("_", __config__=ConfigDict(strict=True), v=(KINDS[kind][1], ...)).model_validate({"v": value})
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        raise TemplateError(f"{_WHERE}, linje {line.lineno}: værdien skal stå, som den er, og være en {kind}.") from None
    return value


def _extra(fragment: Mapping[str, Any], parameter: Parameter) -> dict[str, Any]:
    """What the analysis's own field adds, where it is of the same type as the line."""
    kind = KINDS[parameter.kind][0]
    return {k: fragment[k] for k in _EXTRA if k in fragment} if all(fragment.get(k) == v for k, v in kind.items()) else {}


def _type(prop: Mapping[str, Any]) -> Any:
    kind = next(python for schema, python in KINDS.values() if all(prop.get(k) == v for k, v in schema.items()))
    return Literal[tuple(prop["enum"])] if "enum" in prop else kind


def _bounds(prop: Mapping[str, Any]) -> dict[str, Any]:
    named = {"minimum": "ge", "maximum": "le", "pattern": "pattern"}
    return {named[k]: prop[k] for k in named if k in prop}
