"""Starts a template: a folder with the notebook, what is said of it, and the page that follows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lisanalysis.analyses.find import analyse_stems, find_analyse
from lisanalysis.errors import ParameterError, TemplateError
from lisanalysis.templates import archive, notebook
from lisanalysis.templates.manifest import NAME
from lisanalysis.templates.pack import DRAFT

_HEADING = "# {titel}\n\n**{spoergsmaal}** Til {laeser}."
_PARAMETERS = '''kommune: str = "demo"  # Mappen i parameters/ med kommunens indstillinger
per: str = ""  # Skæringsdato skrevet åååå-mm-dd; tom er den nyeste leverance
konto: str = "5"  # Begyndelsen af de konti, der regnes med'''
_LOAD = "import lisanalysis as lis\n\ndata = lis.load(kommune, per=per)"
_OWN = '''p = data.tabel("postering")
poster = (
    p.filter(p.konto.startswith(konto), p.dranst == "1", p.borger_id.notnull())
    .select("regnskabsaar", "borger_id", "beloeb")
    .to_pandas()
)
i_alt = poster["beloeb"].sum()'''
_ANSWER = '''pr_aar = lis.Tabel(
    "pr_aar", "Udgift pr. år", poster,
    (lis.Kolonne("regnskabsaar", "År"), lis.Kolonne("beloeb", "Udgift", "kr")),
    enhed="borger_id", fordel=("regnskabsaar",),
)
svar = lis.Svar(
    lis.Result(
        stem="NAVN", titel="TITEL", laeser="LAESER", spoergsmaal="SPOERGSMAAL", per=data.per, valuta=data.kommune.valuta,
        svar=f"Der er {len(poster)} posteringer på borgere på kontiene {konto}.",
        noegletal=(lis.Noegletal("udgift", "Udgift i alt", i_alt, "kr.", "kr", n=int(poster["borger_id"].nunique())),),
        tabeller=(pr_aar,),
        forbehold=("Posteringer uden borger er ikke med.",),
    ),
    data,
)
svar.show("forside")'''
_SHOW = 'svar.show("pr_aar")\nsvar.show("forbehold")\nlis.save(svar)'
_DRAFT = """\
# Det, der siges om skabelonen. Ret det, og kør: lis template pack {navn}
navn: {navn}
version: 1.0.0
titel: {titel}
spoergsmaal: {spoergsmaal}
laeser: {laeser}
beskrivelse: >-
  Skriv her med et par sætninger, hvad skabelonen svarer på, og hvad man skal vide for at læse svaret.
forfatter: {{navn: {forfatter}, kommune: {kommune}}}
licens: CC-BY-4.0
{bygger}# Hvem rapporten er til: intern, direktion, politiker eller offentlig.
publikum: {publikum}
# De tabeller og kolonner, skabelonen læser. Kun dem får den at se. »alle« er alle kolonner; skriv hellere de få, der bruges.
# En tabel, den kan undvære, skrives {{kolonner: alle, valgfri: true}}.
tabeller:
{tabeller}
# Den opdigtede kommune, skabelonen prøves på, og de værdier, den prøves med, hvor de ikke er notebookens egne.
proeve: {{indbyggere: 1000, aar: 3, parametre: {{}}}}
"""
_README = """\
# {titel}

Hvad svarer skabelonen på, hvem er den til, og hvad skal man vide for at læse svaret?

## Sådan bruges den

Parametrene er forklaret i notebookens første kodecelle.

## Det, den ikke kan

Skriv, hvad tallene ikke kan bære.
"""


def new(navn: str, place: Path, rod: Path, *, fra: str = "", forfatter: str = "", kommune: str = "") -> Path:
    """A folder `navn` in `place`, ready to be worked in; `fra` begins with the notebook of one of our own analyses.

    Raises TemplateError for a name that is none or that is taken, and ParameterError for an analysis that there is not.
    """
    if not NAME.fullmatch(navn):
        raise TemplateError("Navnet skal være 3-41 små bogstaver, tal og _, og begynde med et bogstav.")
    if navn in analyse_stems():
        raise TemplateError(f"'{navn}' er navnet på en af pakkens egne analyser. Vælg et andet.")
    words = _words(navn, fra) | {"forfatter": json.dumps(forfatter or "Dit navn", ensure_ascii=False), "kommune": json.dumps(kommune or "Din kommune", ensure_ascii=False)}
    book = _from_analysis(rod, fra) if fra else _own(words)
    folder = place / navn
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise TemplateError(f"Der er allerede en mappe, der hedder {navn}.") from None
    (folder / archive.NOTEBOOK).write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / DRAFT).write_text(_DRAFT.format(**words), encoding="utf-8")
    (folder / archive.README).write_text(_README.format(**words), encoding="utf-8")
    return folder


def _words(navn: str, fra: str) -> dict[str, str]:
    if not fra:
        return {"navn": navn, "titel": navn.replace("_", " ").capitalize(), "spoergsmaal": "Hvad koster det pr. år?", "laeser": "controlleren",
                "bygger": "", "publikum": "intern", "tabeller": "  postering: [konto, dranst, regnskabsaar, borger_id, beloeb]"}  # fmt: skip
    declared = find_analyse(fra).ANALYSE
    lines = [f"  {table}: alle" if table in declared.tabeller else f"  {table}: {{kolonner: alle, valgfri: true}}" for table in declared.laeser_tabeller]
    return {"navn": navn, "titel": json.dumps(declared.titel, ensure_ascii=False), "spoergsmaal": json.dumps(declared.spoergsmaal, ensure_ascii=False),
            "laeser": json.dumps(declared.laeser, ensure_ascii=False), "bygger": f"bygger_paa: {fra}\n", "publikum": declared.publikum,
            "tabeller": "\n".join(lines)}  # fmt: skip


def _from_analysis(rod: Path, stem: str) -> notebook.Notebook:
    fil = rod / "notebooks" / f"{stem}.ipynb"
    if not fil.is_file():
        raise ParameterError(f"notebooks/{stem}.ipynb findes ikke.")
    return notebook.cleaned(json.loads(fil.read_text(encoding="utf-8")))


def _own(words: dict[str, str]) -> notebook.Notebook:
    """A notebook that runs as it stands: the contract's cells, with an example of one's own code between."""
    answer = _ANSWER
    for mark, word in (("NAVN", "navn"), ("TITEL", "titel"), ("LAESER", "laeser"), ("SPOERGSMAAL", "spoergsmaal")):
        answer = answer.replace(f'"{mark}"', json.dumps(words[word], ensure_ascii=False))
    cells: list[dict[str, Any]] = [
        _cell("markdown", _HEADING.format(**words)), _cell("code", _PARAMETERS, notebook.TAG), _cell("code", _LOAD),
        _cell("markdown", "## Regnestykket\n\nEgen kode mellem data og svar. Skriv, hvad der regnes med, og hvorfor."),
        _cell("code", _OWN), _cell("code", answer), _cell("markdown", "## Udgiften år for år"), _cell("code", _SHOW),
    ]  # fmt: skip
    return notebook.cleaned({"cells": cells, "nbformat": 4})


def _cell(kind: str, source: str, *tags: str) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {"tags": list(tags)}, "source": source}
