"""JupyterLab with one municipality's data and a working copy of every template.

The copies stand in the user's own folder, outside the checkout: a notebook that has been run holds outputs, and outputs are
personal data until they have passed the gate.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from lisanalysis.settings import Settings, user_data_folder
from lisanalysis.workspace import find_analyse

START = "Start her.md"
_QUIET = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}}
# A saved notebook keeps no widget state: it would hold the last answer, and the next person opens it.
_NO_WIDGET_STATE = {"@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": False}}


def prepare(settings: Settings) -> Path:
    """The municipality's working folder, filled with what is new: templates it has not got, and the start page.

    A notebook that is there already is the analyst's own and is never touched.
    """
    folder = user_data_folder() / settings.stem / "lab"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for template in sorted((settings.rod / "notebooks").glob("*.ipynb")):
        _copy(template, folder / template.name, settings.stem)
    (folder / START).write_text(start_page(settings), encoding="utf-8")
    (folder / ".lab").mkdir(exist_ok=True)
    (folder / ".lab" / "overrides.json").write_text(json.dumps(_QUIET | _NO_WIDGET_STATE), encoding="utf-8")
    return folder


def command(folder: Path, *extra: str) -> list[str]:
    """The command line that starts JupyterLab in the folder, on this machine only."""
    return [
        sys.executable, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={folder}",
        f"--LabApp.app_settings_dir={folder / '.lab'}", f"--LabApp.default_url=/lab/tree/{START.replace(' ', '%20')}", *extra,
    ]  # fmt: skip


def environment(settings: Settings) -> dict[str, str]:
    """The environment of the notebooks: where the parameters stand, wherever the working folder is."""
    return {**os.environ, "LIS_ROD": str(settings.rod)}


def start(settings: Settings, *extra: str) -> int:
    """Open JupyterLab and wait until it is closed; its exit code."""
    import subprocess

    return subprocess.call(command(prepare(settings), *extra), env=environment(settings))


def start_page(settings: Settings) -> str:
    """The page that JupyterLab opens with: what is here, and how one begins."""
    rows = []
    for template in sorted((settings.rod / "notebooks").glob("*.ipynb")):
        declared = find_analyse(template.stem).ANALYSE
        rows.append(f"| [{declared.titel}]({template.name}) | {declared.spoergsmaal} | {declared.laeser} |")
    return "\n".join([
        f"# {settings.kommune.navn}", "",
        "Vælg et spørgsmål, åbn notebooken, og kør den med **Run → Run All Cells**. Sidst i notebooken står parametrene som en formular: "
        "ret en værdi, og svaret regnes om.", "",
        "| Notebook | Spørgsmål | Læser |", "|---|---|---|", *rows, "",
        "Notebooks her er dine egne kopier. De ligger i din egen mappe, fordi en kørt notebook viser oplysninger om borgere; "
        "det, der deles, er rapporterne i `reports/`, som har været gennem udgangskontrollen.", "",
        "Vil du begynde forfra med en skabelon, så slet kopien og start `lis lab` igen.", "",
    ])  # fmt: skip


def _copy(template: Path, target: Path, kommune: str) -> None:
    """A working copy that asks for this municipality."""
    if target.exists():
        return
    notebook = json.loads(template.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", ()):
            lines = "".join(cell["source"]).splitlines(keepends=True)
            cell["source"] = [_for(line, kommune) for line in lines]
    target.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _for(line: str, kommune: str) -> str:
    name, equals, rest = line.partition("=")
    if name.split(":")[0].strip() != "kommune":
        return line
    _, hash_, comment = rest.partition("#")
    return f"{name}{equals} {json.dumps(kommune, ensure_ascii=False)}  {hash_}{comment}"
