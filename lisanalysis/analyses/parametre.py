"""Fills an analysis's own model with what a person or a file has given, and says in Danish what cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from lisanalysis.domain.stavning import mente_du
from lisanalysis.errors import ParameterError
from lisanalysis.settings import danish_reason

# Pydantic has several names for what is one mistake to a person.
_SAME = {"date_parsing": "date_type", "date_from_datetime_parsing": "date_type", "date_from_datetime_inexact": "date_type",
         "int_from_float": "int_type", "tuple_type": "list_type", "set_type": "list_type"}  # fmt: skip


def read_parametre(modul: ModuleType, vaerdier: Mapping[str, Any], hvor: str) -> BaseModel:
    """The analysis's own model filled with `vaerdier`; `hvor` is what the error calls the place they stand.

    Strict by the rules of JSON, so that a date may be a date or ISO text, while a number where a code belongs is refused.
    """
    try:
        return modul.Parametre.model_validate_json(to_json(dict(vaerdier)))
    except PydanticSerializationError:
        raise ParameterError(f"{hvor}: en værdi er af en slags, der ikke kan være parameter.") from None
    except ValidationError as fejl:
        linjer = [_reason(e, tuple(modul.Parametre.model_fields)) for e in fejl.errors()]
        raise ParameterError(f"{hvor} kan ikke bruges:\n  " + "\n  ".join(linjer)) from None


def _reason(fejl: dict, kendte: tuple[str, ...]) -> str:
    """One of pydantic's complaints in Danish, without the value; an analysis's own ValueError by its words."""
    navn, slags = ".".join(str(del_) for del_ in fejl["loc"]), fejl["type"]
    if slags == "value_error":
        return f"{navn or 'parametrene'}: {fejl['ctx']['error']}"
    grund = danish_reason(fejl | {"type": _SAME.get(slags, slags)})
    return f"{navn or 'parametrene'}: {grund}.{mente_du(navn, kendte) if slags == 'extra_forbidden' else ''}"
