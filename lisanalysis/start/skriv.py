"""Writes the parameter folder: kommune.yaml, what differs in sources/, parameter files, and law.yaml without any figure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from lisanalysis.errors import ParameterError
from lisanalysis.law import Talnavn, tal_navne
from lisanalysis.law.figures import kendte_tal
from lisanalysis.settings import System
from lisanalysis.sources.mapping import BUILT_IN, build, overlay
from lisanalysis.start.mangler import Spoergsmaal
from lisanalysis.yamlfile import parse_yaml, read_yaml

LAW = """\
# Lovens tal, som pakken ikke kan stå inde for, og som I selv slår op og skriver her med jeres kilde. Der står ingen tal endnu, og
# ingen bliver fundet på: en rapport, der mangler et, siger hvilket og for hvilket år.
# Sådan ser en linje ud, når '#' fjernes, og værdi og kilde er skrevet:
#
# tal:
#   - {navn: dyre_enkeltsager_graense_25, fra: ÅÅÅÅ-01-01, til: ÅÅÅÅ-12-31, vaerdi: "", kilde: ""}
#
# Tal, som pakken mangler, med årene:
"""


@dataclass(frozen=True)
class Om:
    """Who the municipality is and where its extracts lie."""

    stem: str
    navn: str
    kode: str
    data: str
    cpr_serie: str


def filer(
    om: Om, systemer: Mapping[str, System], kilder: Mapping[str, Mapping[str, Any]], spoergsmaal: Iterable[Spoergsmaal], i_dag: date
) -> dict[str, str]:
    """Every file of the folder by its name, as text. Raises ParameterError where a mapping could not be read back."""
    ud = {"kommune.yaml": kommune_yaml(om, systemer)}
    for system, egne in kilder.items():
        if egne:
            ud[f"sources/{system}.yaml"] = kilde_yaml(system, egne)
    ud |= {f"{s.analyse.stem}.yaml": parameter_yaml(s) for s in spoergsmaal if s.kan_koere}
    return ud | {"law.yaml": law_yaml(i_dag.year)}


def kommune_yaml(om: Om, systemer: Mapping[str, System]) -> str:
    """The municipality's card; each system on a line."""
    linjer = [f"navn: {_tekst(om.navn)}", f'kode: "{om.kode}"', f"data: {_tekst(om.data)}"]
    linjer += ["cpr_serie: fiktiv  # opdigtede borgere: dag + 60 er et almindeligt nummer"] if om.cpr_serie == "fiktiv" else []
    linjer += ["# Aftalen med hvert system: hvem der ringes til, hvor ofte der leveres, og hvor mange dage efter perioden det senest sker.", "systemer:"]
    for navn, s in systemer.items():
        filer_ = f", filer: [{', '.join(map(_tekst, s.filer))}]" if s.filer else ""
        linjer.append(f"  {navn}: {{navn: {_tekst(s.navn)}, kontakt: {_tekst(s.kontakt)}, hyppighed: {s.hyppighed}, frist: {s.frist}{filer_}}}")
    return "\n".join(linjer) + "\n"


def kilde_yaml(system: str, egne: Mapping[str, Any]) -> str:
    """What differs from the built-in layout, proved to fit it before it is written."""
    linjer = [f"# Kun det, der er anderledes hos jer end i pakkens layout ({system}); skrevet af lis new.", "files:"]
    tekst = "\n".join([*linjer, *(linje for stem, fil in egne.items() for linje in _fil(stem, fil))]) + "\n"
    build(overlay(read_yaml(BUILT_IN / f"{system}.yaml"), parse_yaml(tekst, f"sources/{system}.yaml")), f"sources/{system}.yaml")
    return tekst


def parameter_yaml(s: Spoergsmaal) -> str:
    """The analysis' own parameters as comments with their defaults: the file is valid as it is, and says what may be changed."""
    linjer = [f"# {s.analyse.spoergsmaal} Fjern '#' foran en linje for at ændre en værdi; det viste er analysens egen."]
    for navn, felt in s.parametre.model_fields.items():
        vaerdi = yaml.safe_dump(felt.get_default(call_default_factory=True), default_flow_style=True, allow_unicode=True, width=10_000)
        linjer += [f"# {' '.join((felt.description or '').split())}", f"#{navn}: {vaerdi.splitlines()[0]}"]
    return "\n".join(linjer) + "\n"


def law_yaml(aar: int) -> str:
    """The skeleton: the figures that the package cannot vouch for this year or the two before, and none of their values."""
    mangler = {n: [a for a in range(aar - 2, aar + 1) if not _kendes(n, a)] for n in tal_navne()}
    return LAW + "".join(f"#   {n.navn} ({', '.join(map(str, a))}): {n.titel}, {n.enhed} ({n.lov})\n" for n, a in mangler.items() if a)


def _kendes(navn: Talnavn, aar: int) -> bool:
    """Whether the package has the figure in the middle of the year, or the law had none to have."""
    dag = date(aar, 7, 1)
    if navn.findes_fra and dag < navn.findes_fra or navn.findes_til and dag > navn.findes_til:
        return True
    return any(t.navn == navn.navn and t.gaelder(dag) for t in kendte_tal())


def gem(mappe: Path, indhold: Mapping[str, str], *, kun_nye: bool = False) -> list[str]:
    """Write the folder whole, or, with `kun_nye`, the files that are not there; the names written.

    A folder that is there is never written over: raises ParameterError.
    """
    if mappe.exists() and not kun_nye:
        raise ParameterError(
            f"parameters/{mappe.name} findes allerede, og intet er skrevet. Vælg et andet navn, eller brug --kun-nye, som kun skriver filer, der ikke er der."
        )
    if mappe.exists():
        nye = {navn: tekst for navn, tekst in indhold.items() if not (mappe / navn).exists()}
        _skriv(mappe, nye)
        return list(nye)
    halv = mappe.with_name(f".{mappe.name}.halv")
    shutil.rmtree(halv, ignore_errors=True)
    _skriv(halv, indhold)
    os.replace(halv, mappe)
    return list(indhold)


def _skriv(mappe: Path, indhold: Mapping[str, str]) -> None:
    mappe.mkdir(parents=True, exist_ok=True)
    for navn, tekst in indhold.items():
        (mappe / navn).parent.mkdir(exist_ok=True)
        with (mappe / navn).open("x", encoding="utf-8", newline="\n") as ud:
            ud.write(tekst)


def _fil(stem: str, egne: Mapping[str, Any]) -> list[str]:
    """One file's differences: columns one to a line, all else on its own line."""
    linjer = [f"  {stem}:"]
    for navn, del_ in egne.items():
        if navn == "columns":
            linjer += ["    columns:", *(f"      {_flad(heading)}: {_flad(target)}" for heading, target in del_.items())]
        else:
            linjer.append(f"    {navn}: {_flad(del_)}")
    return linjer


def _flad(vaerdi: Any) -> str:
    """The value on one line."""
    return yaml.dump([vaerdi], Dumper=_Dumper, default_flow_style=True, allow_unicode=True, width=100_000, sort_keys=False).strip()[1:-1]


class _Dumper(yaml.SafeDumper):
    """Without anchors: a person reads it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _tekst(vaerdi: str) -> str:
    """The text in quotation marks, as YAML 1.2 and a person both read it."""
    return '"' + vaerdi.replace("\\", "\\\\").replace('"', '\\"') + '"'
