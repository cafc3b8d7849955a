"""Writes a setting as the parameter file that the monthly run reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from lisanalysis.errors import ParameterError
from lisanalysis.settings import parameter_folder

_NAME = re.compile(r"[a-zA-Z0-9æøåÆØÅ_-]{1,40}")


class _Quoted(yaml.SafeDumper):
    """Writes every text in quotation marks, so that 0573 and no stay what they are."""


_Quoted.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def save_parameters(kommune: str, stem: str, variant: str, model: type[BaseModel], values: dict[str, Any]) -> Path:
    """Write `<stem>.<variant>.yaml` in the municipality's folder with what differs from the defaults; the file's path.

    A file that is there already is never written over: raises ParameterError, as it does for a name that is no name.
    """
    if not _NAME.fullmatch(variant):
        raise ParameterError("Giv indstillingen et navn af bogstaver, tal, bindestreg eller understreg, fx 110.")
    fil = parameter_folder(kommune) / f"{stem}.{variant}.yaml"
    lines = [_line(navn, info.description, values[navn]) for navn, info in model.model_fields.items() if values[navn] != info.get_default(call_default_factory=True)]
    try:
        with fil.open("x", encoding="utf-8") as ud:
            ud.write("".join(lines) or "# Alle værdier er analysens egne.\n{}\n")
    except FileExistsError:
        raise ParameterError(f"Der er allerede en fil, der hedder {fil.name}. Vælg et andet navn.") from None
    return fil


def _line(navn: str, description: str | None, value: Any) -> str:
    comment = f"# {' '.join(description.split())}\n" if description else ""
    text = yaml.dump({"x": value}, Dumper=_Quoted, allow_unicode=True, default_flow_style=True, width=10_000).strip()
    return f'{comment}{navn}: {text.removeprefix("{").removesuffix("}").partition(": ")[2]}\n'
