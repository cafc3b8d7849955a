"""JupyterLab with one municipality's data and a working copy of every template.

The copies stand in the user's own folder, outside the checkout: a notebook that has been run holds outputs, and outputs are
personal data until they have passed the gate.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from lisanalysis.analyses.declaration import Analyse
from lisanalysis.analyses.find import find_analyse
from lisanalysis.settings import Settings, user_data_folder
from lisanalysis.templates.installed import all_of

START = "Start her.md"
TEMPLATES = "Skabeloner"
_QUIET = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}}
# A saved notebook keeps no widget state: it would hold the last answer, and the next person opens it.
_NO_WIDGET_STATE = {"@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": False}}
# A page of Markdown is shown as it is read, not as it is written.
_READ_MARKDOWN = {"@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}}}
# A template knows its kernel: nobody need choose one.
_ONE_KERNEL = {"@jupyterlab/notebook-extension:tracker": {"autoStartDefaultKernel": True}}
ENTRY = "Indtast døde tal og prognoser.ipynb"


def prepare(settings: Settings) -> Path:
    """The municipality's working folder, filled with what is new: templates it has not got, and the start page.

    A notebook that is there already is the analyst's own and is never touched. The launcher's templates stand in a hidden
    folder and are always fresh.
    """
    folder = user_data_folder() / settings.stem / "lab"
    launcher = folder / ".lab" / TEMPLATES
    launcher.mkdir(parents=True, exist_ok=True, mode=0o700)
    for template, declared in _templates(settings):
        fresh = _for_municipality(template, settings.stem)
        _write_new(folder / template.name, fresh)
        (launcher / f"{_safe(declared.titel)}.ipynb").write_text(fresh, encoding="utf-8")
    _write_new(folder / ENTRY, json.dumps(_entry_notebook(settings), ensure_ascii=False, indent=1) + "\n")
    (folder / START).write_text(start_page(settings), encoding="utf-8")
    (folder / ".lab" / "overrides.json").write_text(json.dumps(_QUIET | _NO_WIDGET_STATE | _READ_MARKDOWN | _ONE_KERNEL), encoding="utf-8")
    # jupyterlab-templates cannot take its settings from the command line: a list would reach it as text
    (folder / ".lab" / "jupyter_server_config.json").write_text(json.dumps({"JupyterLabTemplates": _launcher(folder)}), encoding="utf-8")
    return folder


def command(folder: Path, *extra: str) -> list[str]:
    """The command line that starts JupyterLab in the folder, on this machine only."""
    return [
        sys.executable, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={folder}",
        f"--LabApp.app_settings_dir={folder / '.lab'}", f"--LabApp.default_url=/lab/tree/{START.replace(' ', '%20')}",
        *extra,
    ]  # fmt: skip


def environment(settings: Settings, folder: Path) -> dict[str, str]:
    """The environment of the server and its notebooks: where the parameters stand, and our settings before the user's own."""
    paths = [str(folder / ".lab"), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    return {**os.environ, "LIS_ROD": str(settings.rod), "JUPYTER_CONFIG_PATH": os.pathsep.join(paths)}


def start(settings: Settings, *extra: str) -> int:
    """Open JupyterLab and wait until it is closed; its exit code."""
    import subprocess

    folder = prepare(settings)
    return subprocess.call(command(folder, *extra), env=environment(settings, folder))


def start_page(settings: Settings) -> str:
    """The page that JupyterLab opens with: what is here, and how one begins."""
    rows = []
    for template, declared in _templates(settings):
        rows.append(f"| [{declared.titel}]({template.name}) | {declared.spoergsmaal} | {declared.laeser} |")
    return "\n".join([
        f"# {settings.kommune.navn}", "",
        "1. Vælg et spørgsmål nedenfor, og åbn notebooken.",
        "2. Kør den med **Run → Run All Cells**. Første gang indlæses udtrækkene; det kan tage et par minutter.",
        "3. Nederst i notebooken står parametrene som en formular: ret en værdi, og svaret regnes om. **Følg et tal ned** viser, hvilke "
        "rækker i hvilke filer et tal er lagt sammen af. **Gem som parameterfil** får indstillingen kørt hver måned.", "",
        "| Notebook | Spørgsmål | Læser |", "|---|---|---|", *rows, "",
        f"De tal, der ikke står i noget system (rammeaktivitet og egne prognoser), skrives i [{ENTRY.removesuffix('.ipynb')}]({ENTRY.replace(' ', '%20')}).", "",
        "Notebooks her er dine egne kopier. De ligger i din egen mappe, fordi en kørt notebook viser oplysninger om borgere; "
        "det, der deles, er rapporterne i `reports/`, som har været gennem udgangskontrollen.", "",
        "Vil du begynde forfra med en skabelon, så slet kopien og start `lis lab` igen.", "",
    ])  # fmt: skip


def _templates(settings: Settings) -> list[tuple[Path, Analyse]]:
    """Our own notebooks, and after them the shared templates that the municipality has accepted."""
    ours = [(fil, find_analyse(fil.stem).ANALYSE) for fil in sorted((settings.rod / "notebooks").glob("*.ipynb"))]
    return [*ours, *((shared.notebook, shared.ANALYSE) for shared in all_of(settings))]


def _launcher(folder: Path) -> dict[str, object]:
    """Settings of jupyterlab-templates: our folder alone. It reads only sub-folders, so it is given the folder above."""
    return {"template_dirs": [str(folder / ".lab")], "include_default": False, "include_core_paths": False, "template_label": "Skabelon"}


def _write_new(target: Path, content: str) -> None:
    if not target.exists():
        target.write_text(content, encoding="utf-8")


def _for_municipality(template: Path, kommune: str) -> str:
    """The template's text, asking for this municipality."""
    notebook = json.loads(template.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", ()):
            lines = "".join(cell["source"]).splitlines(keepends=True)
            cell["source"] = [_for(line, kommune) for line in lines]
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _for(line: str, kommune: str) -> str:
    name, equals, rest = line.partition("=")
    if name.split(":")[0].strip() != "kommune":
        return line
    _, hash_, comment = rest.partition("#")
    return f"{name}{equals} {json.dumps(kommune, ensure_ascii=False)}  {hash_}{comment}"


def _safe(title: str) -> str:
    """The title as a file may be called on every platform."""
    return "".join(c if c.isalnum() or c in " -_§" else " " for c in title).strip()


def _entry_notebook(settings: Settings) -> dict[str, object]:
    """The notebook with the entry form: two cells, and nothing of anybody's in it."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    words = ("# Døde tal og egne prognoser\n\nTal, der ikke står i noget fagsystem: rammeaktivitet og de prognoser, I selv laver. De gemmes som en "
             "leverance i kommunens mappe med udtræk, med navn og dato, og er med i næste kørsel.")  # fmt: skip
    cells = [new_markdown_cell(words, id="ord"), new_code_cell(f"import lisanalysis as lis\n\nlis.indtast({json.dumps(settings.stem)})", id="formular")]
    notebook = new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return notebook
