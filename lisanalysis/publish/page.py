"""Turns an executed notebook into the report: one HTML page that stands alone, without code, scripts or addresses."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from html import escape
from itertools import takewhile
from threading import Lock
from typing import TYPE_CHECKING, Any

from lisanalysis.publish import glossary, numbers, skabelon
from lisanalysis.publish.markup import MAERKE, er_tom, vores_html

if TYPE_CHECKING:
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

IKKE_I_RAPPORT = "ikke-i-rapport"  # the tag of a cell that speaks to the analyst alone
_HASH = re.compile(r"\b[0-9a-f]{40,64}\b")
_BESKED = "application/vnd.lisanalysis."  # what our own code tells the batch by way of an output
_VIST_AF_LISTE = 12
_ORDENE = "<!--ordene-->"  # where the template wants the words that the page uses
_SIDST = ("forbehold", "metode")  # stand last in every report, whatever the heading above them is about
_LAAS = Lock()  # the exporter is shared, and a batch makes several pages at once
_OVERSKRIFTER = {
    "status": "Status",
    "mangler": "Mangler",
    "input": "Filer ind",
    "skabelon": "Skabelon",
    "parametre": "Parametre",
    "versioner": "Versioner",
    "start": "Startet",
    "slut": "Færdig",
    "per": "Pr.",
}
_STATUS = {"ikke_koert": "ikke kørt", "fejlet": "fejlet", "ok": "kørt"}


def rapport(
    notebook: NotebookNode,
    *,
    titel: str,
    kommune: str,
    per: date | str,
    parametre: Iterable[tuple[str, Any, str]] = (),
    manifest: Mapping[str, Any] | None = None,
    maerke: str = "",
) -> str:
    """The executed notebook as one self-contained HTML page in Danish.

    Only outputs that `show` made are kept, and the Markdown between them; of all else a note is left. `parametre` are
    (name, value, explanation); `manifest` is what `koersel.json` holds, its hashes shortened. `maerke` is a line that must not be
    overlooked, at the top and the foot.
    """
    lis = {
        "titel": titel,
        "kommune": kommune,
        "per": numbers.skriv(per, "dato"),
        "parametre": [(navn, _ord(vaerdi), forklaring) for navn, vaerdi, forklaring in parametre],
        "manifest": [(_OVERSKRIFTER.get(n, n), _sporet(n, v)) for n, v in (manifest or {}).items() if v not in (None, "", [], {})],
        "maerke": maerke,
        "stil": skabelon.tekst("dele.css") + "\n" + skabelon.tekst("side.css"),
    }
    with _LAAS:
        side, _ = _exporter().from_notebook_node(_celler(notebook), resources={"lis": lis})
    side = re.sub(r"\n{2,}", "\n", side)
    ord_ = glossary.liste(glossary.brugte(side))
    return side.replace(_ORDENE, f"<section>\n<h2>Ord i rapporten</h2>\n{ord_}\n</section>" if ord_ else "", 1)


@cache
def _exporter() -> HTMLExporter:
    from nbconvert import HTMLExporter

    from lisanalysis.publish.markdown import til_html

    exporter = HTMLExporter(template_name="rapport", extra_template_basedirs=[str(skabelon.MAPPE)])
    exporter.register_filter("lis_markdown", til_html)
    exporter.register_filter("lis_output", _output)
    return exporter


def _celler(notebook: NotebookNode) -> NotebookNode:
    """A copy with the cells that belong in a report, without widget state.

    A first cell with the notebook's title, question and reader is left out: the page's header and page one say them.
    """
    from lisanalysis.publish.markdown import er_titel

    kopi = copy.deepcopy(notebook)
    kopi.metadata.pop("widgets", None)
    if kopi.cells and kopi.cells[0].cell_type == "markdown" and er_titel(kopi.cells[0].source):
        kopi.cells.pop(0)
    kopi.cells = _uden_tomme([c for c in kopi.cells if IKKE_I_RAPPORT not in c.metadata.get("tags", ()) and c.source.strip()])
    for celle in kopi.cells:
        if any(_er_besked(o) for o in celle.get("outputs", ())):
            celle.outputs = [o for o in celle.outputs if o.output_type != "execute_result"]  # the folder that `save` gives back
    return kopi


def _uden_tomme(celler: list[NotebookNode]) -> list[NotebookNode]:
    """The cells without a heading whose part of the answer was not run: nothing would stand under it."""
    beholdt: list[NotebookNode] = []
    for nr, celle in enumerate(celler):
        under = list(takewhile(lambda c: c.cell_type != "markdown", celler[nr + 1 :])) if celle.cell_type == "markdown" else []
        if not under or any(_output(o) and o.get("metadata", {}).get(MAERKE) not in _SIDST for c in under for o in c.get("outputs", ())):
            beholdt.append(celle)
    return beholdt


def _er_besked(output: Mapping[str, Any]) -> bool:
    return any(slags.startswith(_BESKED) for slags in output.get("data", {}))


def _output(output: dict[str, Any]) -> str:
    """Our own output as it is; of another a note, so that nothing is missing in silence.

    Warnings, and what `save` says to the batch, are no part of the answer and leave nothing behind.
    """
    if output.get("name") == "stderr" or _er_besked(output) or er_tom(output):
        return ""
    if output["output_type"] == "error":
        return _udeladt("fejlmeddelelse")
    return vores_html(output) or _udeladt(_slags(output.get("data", {})))


def _udeladt(slags: str) -> str:
    return f'<p class="lis-udeladt">Her var et output ({escape(slags)}), som ikke er vist med svar.show(). Det er udeladt af rapporten.</p>'


def _slags(data: Mapping[str, Any]) -> str:
    """What the reader would call the richest form of an output."""
    ord_ = {"widget": "widget", "javascript": "program", "mermaid": "diagram", "html": "html", "image": "billede", "markdown": "markdown"}
    return next((navn for del_, navn in ord_.items() if any(del_ in slags for slags in data)), "tekst")


def _ord(vaerdi: Any) -> str:
    """A parameter's value in words."""
    if isinstance(vaerdi, (list, tuple, set)):
        return ", ".join(_ord(v) for v in vaerdi) or "ingen"
    if vaerdi is None or vaerdi == "":
        return "ikke valgt"
    return numbers.skriv(vaerdi, "dato" if isinstance(vaerdi, date) else "tekst")


def _sporet(navn: str, vaerdi: Any) -> str:
    """One line of the manifest in words: the status and the times as a reader says them, files and versions as they are."""
    if navn == "status":
        return _STATUS.get(vaerdi, str(vaerdi))
    if navn == "per":
        return numbers.skriv(vaerdi, "dato")
    if navn in ("start", "slut"):
        tid = datetime.fromisoformat(str(vaerdi)).astimezone()
        return f"{numbers.skriv(tid.date(), 'dato')} kl. {tid:%H.%M.%S}"
    return _sporbar(vaerdi)


def _sporbar(vaerdi: Any) -> str:
    """A manifest's value on one line, hashes cut to twelve characters."""
    if isinstance(vaerdi, Mapping):
        return " · ".join(f"{navn} {_sporbar(v)}" for navn, v in vaerdi.items())
    if isinstance(vaerdi, (list, tuple)):
        vist = [_sporbar(list(v.values()) if isinstance(v, Mapping) else v) for v in vaerdi[:_VIST_AF_LISTE]]
        rest = [f"og {len(vaerdi) - _VIST_AF_LISTE} mere"] if len(vaerdi) > _VIST_AF_LISTE else []
        return " · ".join(vist + rest) if any(isinstance(v, Mapping) for v in vaerdi) else " ".join(vist + rest)
    return _HASH.sub(lambda m: m[0][:12], "" if vaerdi is None else str(vaerdi))
