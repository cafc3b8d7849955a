"""A whole small installation in a temporary folder: parameters, notebooks, extracts, and one analysis of its own.

The analysis and its notebook are made for the tests, so that they can be made to fail; all else is the real thing.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from lisanalysis import analyses

KOMMUNE = """
navn: Lilleby
kode: "0998"
data: ${LIS_HJEM}/udtraek
cpr_serie: fiktiv
systemer: {nexus: {}, bv: {}, prisme: {}, cpr: {}, tilbud: {}, organisation: {}}
"""

ANALYSE = '''
from datetime import date
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field
from lisanalysis.analyses.declaration import Analyse
from lisanalysis.analyses.result import Kolonne, Noegletal, Tabel
from lisanalysis.errors import LawError

class Parametre(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    tabel: str = Field(default="postering", description="Tabellen, der tælles.")
    konti: list[str] = Field(default=[], description="Konti.")
    fra: date | None = Field(default=None, description="Første dag.")
    graense: int = Field(default=5, ge=1, description="Mindste antal.")

ANALYSE = Analyse("STEM", "Optælling", "controller", "Hvor mange rækker er der?", ("postering",), ("antal",))

def analyse(data, parametre):
    antal = int(data.tabel(parametre.tabel).count().execute())
    frame = pd.DataFrame({"tabel": [parametre.tabel], "antal": [antal]})
    tabel = Tabel("tabeller", "Tabeller", frame, (Kolonne("tabel", "Tabel"), Kolonne("antal", "Antal", "antal")))
    return ANALYSE.result(data.per, svar=f"Der er {antal} rækker.", tabeller=(tabel,),
                          noegletal=(Noegletal("antal", "Rækker", antal, "rækker"),))
'''

PARAMETERS = 'kommune: str = "lille"\nper: str | None = None\ntabel: str = "postering"\nkonti: list = []\nfra = None\ngraense: int = 5'
LOAD = "import lisanalysis as lis\ndata = lis.load(kommune, per=per)"
ANSWER = "svar = lis.analyse('STEM', data, tabel=tabel, konti=konti, fra=fra, graense=graense)"
SHOW = "svar.show('forside')\nsvar.show('tabeller')"
SAVE = "lis.save(svar)"


class Sted:
    """The installation: `rod` has parameters and notebooks, `hjem` the extracts and the lager."""

    def __init__(self, rod: Path, hjem: Path) -> None:
        self.rod, self.hjem, self.mappe = rod, hjem, rod / "parameters" / "lille"
        self.mappe.mkdir(parents=True)
        (rod / "notebooks").mkdir()
        (rod / "analyser").mkdir()
        (self.mappe / "kommune.yaml").write_text(KOMMUNE, encoding="utf-8")

    def analyse(self, stem: str, *cells: str, parameters: str = PARAMETERS, yaml: str = "") -> None:
        """An analysis of that name, its parameter file, and its template with the usual cells or those given."""
        (self.rod / "analyser" / f"{stem}.py").write_text(ANALYSE.replace("STEM", stem), encoding="utf-8")
        self.yaml(f"{stem}.yaml", yaml)
        find = f"import lisanalysis.analyses as a\na.__path__.append({str(self.rod / 'analyser')!r})"
        usual = (LOAD, ANSWER.replace("STEM", stem), SHOW, SAVE)
        content = [_cell(parameters, "parameters"), _cell(find), *map(_cell, cells or usual)]
        self.notebook(stem).write_text(json.dumps(notebook(content)), encoding="utf-8")

    def notebook(self, stem: str) -> Path:
        return self.rod / "notebooks" / f"{stem}.ipynb"

    def yaml(self, navn: str, text: str) -> None:
        (self.mappe / navn).write_text(text, encoding="utf-8")

    def known_cpr(self) -> str:
        """The made-up CPR number of one citizen in the extracts, as ddmmyy-nnnn."""
        text = next((self.hjem / "udtraek").glob("nexus_*")).read_text(encoding="utf-8-sig", errors="replace")
        return re.search(r"\b\d{6}-\d{4}\b", text)[0]


@pytest.fixture(scope="session")
def udtraek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extracts of a made-up municipality of 400, written once."""
    from lisanalysis.synthetic import skriv

    mappe = tmp_path_factory.mktemp("lille") / "udtraek"
    skriv(mappe, indbyggere=800)
    return mappe


@pytest.fixture
def sted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, udtraek: Path) -> Sted:
    """An installation with one sound analysis, `optaelling`, and nothing of the machine's own."""
    for navn in ("LIS_DATA", "LIS_REPORTS", "LIS_RAPPORT", "LIS_NOEGLE"):
        monkeypatch.delenv(navn, raising=False)
    sted = Sted(tmp_path / "rod", tmp_path / "hjem")
    shutil.copytree(udtraek, sted.hjem / "udtraek")
    monkeypatch.setenv("LIS_ROD", str(sted.rod))
    monkeypatch.setenv("LIS_HJEM", str(sted.hjem))
    monkeypatch.setattr(analyses, "__path__", [*analyses.__path__, str(sted.rod / "analyser")])
    before = set(sys.modules)
    sted.analyse("optaelling", yaml="graense: 7\n")
    yield sted
    for navn in [n for n in sys.modules if n.startswith("lisanalysis.analyses.") and n not in before]:
        if str(sted.rod) in str(sys.modules[navn].__file__):
            del sys.modules[navn]


def notebook(cells: list[dict]) -> dict:
    """The cells as a notebook of format 4."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}


def _cell(source: str, *tags: str) -> dict:
    return {"cell_type": "code", "execution_count": None, "metadata": {"tags": list(tags)}, "outputs": [], "source": source}
