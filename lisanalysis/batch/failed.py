"""Puts a failed notebook in a place of its own, cleaned: what to mend can be seen, and nothing of what it had shown.

The template's cells as they stand, without outputs and without the values it was run with, and the reason at the top. It passes
the gate like any other file, and lies with the user, never under `reports/`.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from lisanalysis.errors import LisError
from lisanalysis.publish.gate import Gate, gate_for
from lisanalysis.settings import Settings


def failed_folder(settings: Settings) -> Path:
    """Where the municipality's failed notebooks lie."""
    return settings.hjem / "fejlet"


def set_aside(settings: Settings, navn: str, notebook: Path, per: str, grund: str, gate: Gate | None = None) -> Path | None:
    """Write `fejlet/<per>/<report>.ipynb`; None where the gate refuses it or the disk will not have it."""
    fil = failed_folder(settings) / per / f"{navn}.ipynb"
    with suppress(OSError, ValueError, KeyError, LisError):
        failed_folder(settings).mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(failed_folder(settings), 0o700)
        (gate or gate_for(settings, failed_folder(settings))).slip_ud(fil, _cleaned(notebook, grund))
        return fil
    return None


def clear(settings: Settings, navn: str, per: str) -> None:
    """Remove the failed notebook of a report that has succeeded."""
    with suppress(OSError):
        (failed_folder(settings) / per / f"{navn}.ipynb").unlink(missing_ok=True)


def _cleaned(notebook: Path, grund: str) -> bytes:
    """The template with the reason on top, and of each cell only its kind, its tags and its source."""
    bog = json.loads(notebook.read_text(encoding="utf-8"))
    besked = {"cell_type": "markdown", "id": "fejlet", "metadata": {}, "source": f"**Kørslen fejlede:** {grund}"}
    celler = [_cell(nr, celle) for nr, celle in enumerate(bog["cells"], start=1)]
    hele = {"cells": [besked, *celler], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(hele, ensure_ascii=False, indent=1).encode()


def _cell(nr: int, celle: dict) -> dict:
    ren = {"cell_type": celle["cell_type"], "id": f"celle-{nr}", "metadata": {"tags": list(celle.get("metadata", {}).get("tags", ()))}}
    kode = {"execution_count": None, "outputs": []} if celle["cell_type"] == "code" else {}
    return {**ren, **kode, "source": "".join(celle["source"])}
