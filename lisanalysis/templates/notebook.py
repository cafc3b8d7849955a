"""The notebook of a package: nbformat 4.5 in its barest form, so that what is checked and what is run are one thing.

A cell has its kind, its id, its source and perhaps one tag. There are no outputs, counts, attachments, widgets or
metadata, and the kernel is not the template's to choose.
"""

from __future__ import annotations

import re
from typing import Any

from lisanalysis.errors import TemplateError

TAG = "parameters"
TAGS = (TAG, "ikke-i-rapport")  # the second is left out of the page: the form that a person turns
MOST_CELLS, MOST_SOURCE = 200, 40_000
_METADATA = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
_MARKDOWN = {"cell_type", "id", "metadata", "source"}
_KEYS = {"markdown": _MARKDOWN, "code": _MARKDOWN | {"execution_count", "outputs"}}
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
Notebook = dict[str, Any]


def source(cell: dict[str, Any]) -> str:
    """The cell's text; Jupyter stores it whole or in lines."""
    return "".join(cell["source"])


def parameter_cell(notebook: Notebook) -> int:
    """The index of the one cell tagged `parameters`; TemplateError where there is none, or several, or code before it."""
    tagged = [i for i, cell in enumerate(notebook["cells"]) if TAG in cell["metadata"].get("tags", ())]
    if len(tagged) != 1 or notebook["cells"][tagged[0]]["cell_type"] != "code":
        raise TemplateError(f"notebooken skal have netop én kodecelle med mærket '{TAG}'; der er {len(tagged)}.")
    if any(cell["cell_type"] == "code" for cell in notebook["cells"][: tagged[0]]):
        raise TemplateError(f"cellen med mærket '{TAG}' skal være den første med kode.")
    return tagged[0]


def cleaned(notebook: Any) -> Notebook:
    """The notebook as a package has it, from one that a person has worked in; TemplateError for what cannot be in one."""
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4 or not isinstance(notebook.get("cells"), list):
        raise TemplateError("notebooken er ikke af format 4. Åbn og gem den i JupyterLab, og prøv igen.")
    cells = [_clean_cell(nr, cell) for nr, cell in enumerate(notebook["cells"], start=1)]
    full = [cell for cell in cells if source(cell).strip()]
    return {"cells": full, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}


def _clean_cell(nr: int, cell: Any) -> dict[str, Any]:
    if not isinstance(cell, dict) or cell.get("cell_type") not in _KEYS:
        raise TemplateError(f"celle {nr}: en skabelon har kun tekst (Markdown) og kode.")
    tags = [tag for tag in TAGS if tag in cell.get("metadata", {}).get("tags", ())][:1]
    lines = source(cell).rstrip().lstrip("\n").splitlines(keepends=True)
    bare = {"cell_type": cell["cell_type"], "id": f"celle-{nr}", "metadata": {"tags": tags} if tags else {}, "source": lines}
    return bare | ({"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {})


def check_form(notebook: Any) -> Notebook:
    """The notebook, when it is in the form that `cleaned` gives; else TemplateError, which names the cell."""
    if not isinstance(notebook, dict) or set(notebook) != {"cells", "metadata", "nbformat", "nbformat_minor"}:
        raise TemplateError("notebooken har felter, som en skabelon ikke må have.")
    if (notebook["nbformat"], notebook["nbformat_minor"], notebook["metadata"]) != (4, 5, _METADATA) or notebook["nbformat"] is True:
        raise TemplateError("notebooken skal være af format 4.5, for Python 3, og uden andre oplysninger.")
    cells = notebook["cells"]
    if not isinstance(cells, list) or not 0 < len(cells) <= MOST_CELLS:
        raise TemplateError(f"notebooken skal have 1-{MOST_CELLS} celler.")
    for nr, cell in enumerate(cells, start=1):
        if fault := _cell_fault(cell):
            raise TemplateError(f"celle {nr}: {fault}.")
    if len({cell["id"] for cell in cells}) < len(cells):
        raise TemplateError("to celler i notebooken har samme id.")
    return notebook


def _cell_fault(cell: Any) -> str:
    kind = cell.get("cell_type") if isinstance(cell, dict) else None
    if not isinstance(kind, str) or kind not in _KEYS or set(cell) != _KEYS[kind]:
        return "den er hverken tekst eller kode, eller den har felter, som en skabelon ikke må have"
    if not isinstance(cell["id"], str) or not _ID.fullmatch(cell["id"]):
        return "dens id kan ikke bruges"
    if cell["metadata"] not in ({}, *({"tags": [tag]} for tag in TAGS)):
        return "den har mærker, som en skabelon ikke må have"
    if kind == "code" and (cell["outputs"] != [] or cell["execution_count"] is not None):
        return "den har resultater fra en kørsel"
    lines = cell["source"]
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return "dens tekst kan ikke læses"
    if "".join(lines).splitlines(keepends=True) != lines or not 0 < len("".join(lines)) <= MOST_SOURCE:
        return f"dens tekst er tom, for lang (over {MOST_SOURCE} tegn) eller delt forkert i linjer"
    return ""
