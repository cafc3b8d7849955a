"""The templates: the contract each keeps, and that each runs on the made-up municipality."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from lisanalysis.yamlfile import read_yaml

ROD = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROD / "notebooks").glob("*.ipynb"))
STEMS = [n.stem for n in NOTEBOOKS]
LINES_OF_CODE = 45
PARAMETER = re.compile(r"[a-z_]+: (str|int|list\[str\]|list\[int\]) = .+?  # [A-ZÆØÅ].+")


def cells(stem: str, slags: str = "code") -> list[dict]:
    notebook = json.loads((ROD / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8"))
    return [c for c in notebook["cells"] if c["cell_type"] == slags]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def parameter_cell(stem: str) -> str:
    tagged = [c for c in cells(stem) if "parameters" in c["metadata"].get("tags", ())]
    assert len(tagged) == 1
    return source(tagged[0])


def values(stem: str) -> dict[str, object]:
    return {s.target.id: ast.literal_eval(s.value) for s in ast.parse(parameter_cell(stem)).body}


@pytest.mark.parametrize("stem", STEMS)
def test_nothing_is_left_from_a_run(stem: str) -> None:
    """No outputs, counts, attachments, widget state or papermill metadata: a template holds no data."""
    notebook = json.loads((ROD / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8"))
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    for cell in notebook["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert "attachments" not in cell
        assert set(cell["metadata"]) <= {"tags"}
    assert len({c["id"] for c in notebook["cells"]}) == len(notebook["cells"])


@pytest.mark.parametrize("stem", STEMS)
def test_the_parameters_are_the_models_and_explained(stem: str) -> None:
    """The cell has kommune and per, then the model's fields in its order with its defaults, each typed and explained in Danish."""
    model = import_module(f"lisanalysis.analyses.{stem}").Parametre
    lines = parameter_cell(stem).splitlines()
    assert all(PARAMETER.fullmatch(line) for line in lines), [line for line in lines if not PARAMETER.fullmatch(line)]
    given = values(stem)
    assert list(given) == ["kommune", "per", *model.model_fields]
    assert {k: v for k, v in given.items() if k not in ("kommune", "per")} == model().model_dump()


@pytest.mark.parametrize("stem", STEMS)
def test_a_template_is_one_question_and_little_code(stem: str) -> None:
    """A heading, the question, few lines, no function of its own, and nothing imported but the front door."""
    first = source(cells(stem, "markdown")[0])
    assert first.startswith("# ")
    assert import_module(f"lisanalysis.analyses.{stem}").ANALYSE.spoergsmaal in first
    code = "\n".join(source(c) for c in cells(stem))
    assert sum(bool(line.strip()) for line in code.splitlines()) <= LINES_OF_CODE
    nodes = list(ast.walk(ast.parse(code)))
    assert not [n for n in nodes if isinstance(n, (ast.FunctionDef, ast.Lambda, ast.ClassDef))]
    imports = [n for n in nodes if isinstance(n, (ast.Import, ast.ImportFrom))]
    assert [(a.name, a.asname) for n in imports for a in n.names] == [("lisanalysis", "lis")]
    assert "lis.save(svar)" in code
    assert 'svar.show("forbehold")' in code


@pytest.mark.parametrize("fil", sorted((ROD / "parameters" / "demo").glob("*.yaml")), ids=lambda f: f.name)
def test_each_parameter_file_fits_its_template(fil: Path) -> None:
    """A file in parameters/demo names an analysis that has a template, and its values pass the analysis's model."""
    if fil.name in ("kommune.yaml", "law.yaml"):
        assert read_yaml(fil)
        return
    stem = fil.name.split(".")[0]
    assert stem in STEMS
    import_module(f"lisanalysis.analyses.{stem}").Parametre.model_validate(read_yaml(fil))


def test_the_templates_run_on_the_made_up_municipality(demo_hjem: Path, tmp_path: Path) -> None:
    """nbval runs every cell of every template from a fresh kernel, and each leaves its key figures behind."""
    env = {**os.environ, "LIS_HJEM": str(demo_hjem), "LIS_ROD": str(ROD), "LIS_REPORTS": str(tmp_path), "PYTHONWARNINGS": "ignore"}
    env = {k: v for k, v in env.items() if k not in ("LIS_DATA", "LIS_RAPPORT", "LIS_NOEGLE")}
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "-q", "-p", "no:cacheprovider", *map(str, NOTEBOOKS)]
    ran = subprocess.run(command, cwd=ROD, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout[-4000:]
    for stem in STEMS:
        assert list(tmp_path.glob(f"demo/*/{stem}/noegletal.csv")), stem
