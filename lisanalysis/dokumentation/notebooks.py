"""A page per notebook: the question and its reader, the parameters with their defaults, the files out, and what it cannot carry."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from lisanalysis.analyses.declaration import Analyse
from lisanalysis.analyses.find import find_analyse
from lisanalysis.dokumentation.tavle import tavle
from lisanalysis.yamlfile import read_yaml

NOEGLETAL = "noegle, omraade, paragraf, konto, periode, vaerdi, enhed, lav95, hoej95, n, status"
_TYPER = {str: "tekst", int: "helt tal", float: "tal", bool: "ja/nej"}


def sider(mappe: Path, optaget: Path) -> dict[str, str]:
    """The pages by their paths, and the list of them."""
    optag = read_yaml(optaget) if optaget.is_file() else {}
    moduler = [find_analyse(n.stem) for n in sorted(mappe.glob("*.ipynb"))]
    return {f"notebooks/{m.ANALYSE.stem}.md": side(m, optag.get(m.ANALYSE.stem, {})) for m in moduler} | {"notebooks/index.md": liste(moduler)}


def liste(moduler: list[ModuleType]) -> str:
    """The list of all notebooks."""
    raekker = [(f"[{m.ANALYSE.titel}]({m.ANALYSE.stem}.md)", m.ANALYSE.spoergsmaal, m.ANALYSE.laeser) for m in moduler]
    toc = "\n".join(m.ANALYSE.stem for m in moduler)
    return (
        "# Notebooks\n\nSiderne er skrevet af koden (`lis docs docs`). Hver notebook svarer på ét spørgsmål, i JupyterLab (`lis lab`) og i den samlede "
        f"kørsel (`lis run`).\n\n{tavle(('notebook', 'spørgsmål', 'læser'), raekker)}\n\n```{{toctree}}\n:hidden:\n\n{toc}\n```\n"
    )


def side(modul: ModuleType, optaget: Mapping[str, Any]) -> str:
    """One notebook's page."""
    a = modul.ANALYSE
    dele = [
        f"# {a.titel}", f"**Spørgsmål:** {a.spoergsmaal}  \n**Læser:** {a.laeser}", _kraever(a),
        f"```\nlis run parameters/<kommune> --only {a.stem}\n```", "## Parametre",
        f"Skrives i `parameters/<kommune>/{a.stem}.yaml` (eller `{a.stem}.<variant>.yaml` for flere udgaver). Uden filens linjer gælder det, der står her.",
        parametre(modul.Parametre), "## Filer ud", _filer(a.stem, a.noegletal, optaget),
    ]  # fmt: skip
    if forbehold := optaget.get("forbehold"):
        dele += ["## Det kan tallene ikke bære", "Rapporten skriver selv sine forbehold efter de data, den står med. Sådan lyder de for den opdigtede kommune:",
                 "\n".join(f"- {f}" for f in forbehold)]  # fmt: skip
    if metode := optaget.get("metode"):
        dele += ["## Sådan er det gjort op", "\n".join(f"- {m}" for m in metode)]
    return "\n\n".join(dele) + "\n"


def _kraever(a: Analyse) -> str:
    """What it needs, what stands in for what, and what gives more."""
    dele = [", ".join(f"`{t}`" for t in a.tabeller)] * bool(a.tabeller)
    dele += ["mindst én af " + ", ".join(f"`{t}`" for t in a.en_af)] * bool(a.en_af)
    kraever = " og ".join(dele) or "ingen bestemt tabel; den ser på det, der er leveret"
    slut = ' Mangler det, er svaret "ikke kørt" og hvad der mangler.' if dele else ""
    valg = f" Parametrenes egne værdier kræver {', '.join(f'`{t}`' for t in a.standard)}." if a.standard else ""
    gerne = [t for t in a.gerne if t not in a.standard]
    mere = f"  \n**Får flere dele af:** {', '.join(f'`{t}`' for t in gerne)}." if gerne else ""
    return f"**Kræver:** {kraever}.{slut}{valg}{mere}"


def parametre(model: type[BaseModel]) -> str:
    """The parameters as a table, or a sentence where there are none."""
    raekker = [(f"`{n}`", _type(f), f"`{_vaerdi(f)}`", " ".join((f.description or "").split())) for n, f in model.model_fields.items()]
    return tavle(("navn", "type", "standard", "betydning"), raekker) if raekker else "Ingen."


def _type(felt: FieldInfo) -> str:
    t = felt.annotation
    if get_origin(t) is Literal:
        return "en af: " + ", ".join(map(str, get_args(t)))
    if get_origin(t) is list:
        return f"liste af {_TYPER.get(get_args(t)[0], 'tekst')}"
    return _TYPER.get(t, "tekst")


def _vaerdi(felt: FieldInfo) -> str:
    return yaml.safe_dump([felt.get_default(call_default_factory=True)], default_flow_style=True, allow_unicode=True, width=10_000).strip()[1:-1]


def _filer(stem: str, noegletal: tuple[str, ...], optaget: Mapping[str, Any]) -> str:
    """The files of the report's folder; each table also as Parquet."""
    navne = ", ".join(f"`{n}`" for n in noegletal)
    dele = [
        f"I `reports/<kommune>/<dato>/{stem}/`: `rapport.html`, `koersel.json` og filerne her, hver CSV også som Parquet. "
        "Kolonnerne er dem, demoens parametre giver; et valg kan føje nogle til.",
        f"### noegletal.csv\n\nKolonner: {NOEGLETAL}. Nøgletal: {navne or 'efter valg'}.",
    ]
    for navn, fil in optaget.get("filer", {}).items():
        kolonner = tavle(("kolonne", "betydning"), [(f"`{k}`", t) for k, t in fil["kolonner"].items()])
        dele.append(f"### {navn}.csv\n\n{fil['titel']}.\n\n{kolonner}")
    return "\n\n".join(dele)
