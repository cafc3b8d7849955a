"""Says what in a file could run or fetch something when a reader opens it: nothing of that kind is released."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import PurePath

from lisanalysis.publish.contents.archive import medlemmer
from lisanalysis.publish.contents.plain import afkod
from lisanalysis.publish.markup import side_fejl, svg_fejl

# parts of a workbook that run, fetch or embed
_DELE = re.compile(r"vbaProject|externalLinks?/|embeddings/|activeX/|connections\.xml|customUI|macrosheets/|dialogsheets/|queryTables/|ctrlProps/", re.I)
_FORMEL = re.compile(rb"<(?:\w+:)?f[\s>/]")
_UDE = re.compile(rb"TargetMode\s*=\s*[\"']External", re.I)
_DDE = re.compile(rb"<(?:\w+:)?(?:ddeLink|oleLink)\b", re.I)
_START = ("=", "+", "-", "@", "\t", "\r")
_TAL = re.compile(r"[+-]?[\d\s.,%:/()-]*|[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")


def aktivt(navn: str, indhold: bytes) -> str:
    """What is live in the file, in Danish; empty where nothing is. The file has been read before, so it is what its name says."""
    return _PROEVER.get(PurePath(navn).suffix.lower(), lambda _: "")(indhold)


def _html(indhold: bytes) -> str:
    return side_fejl(afkod(indhold))


def _svg(indhold: bytes) -> str:
    return svg_fejl(afkod(indhold))


def _csv(indhold: bytes) -> str:
    """A cell that a spreadsheet would take for a formula; a negative number or a telephone number is none."""
    raa = afkod(indhold)
    foerste = raa[: raa.find("\n") if "\n" in raa else len(raa)]
    raekker = csv.reader(io.StringIO(raa, newline=""), delimiter=max(";,\t|", key=foerste.count))
    levende = sum(1 for raekke in raekker for c in raekke if c.startswith(_START) and not _TAL.fullmatch(c))
    return f"{levende} celler, som et regneark ville køre som formler" if levende else ""


def _xlsx(indhold: bytes) -> str:
    for navn, raa in medlemmer(indhold):
        if _DELE.search(navn):
            return "makroer, indlejrede filer eller forbindelser"
        if navn.startswith("xl/worksheets/") and _FORMEL.search(raa):
            return "formler"
        if (navn.endswith(".rels") and _UDE.search(raa)) or _DDE.search(raa):
            return "henvisninger ud af filen"
    return ""


def _zip(indhold: bytes) -> str:
    return next((fejl for navn, raa in medlemmer(indhold) if (fejl := aktivt(navn, raa))), "")


_PROEVER: dict[str, Callable[[bytes], str]] = {".html": _html, ".svg": _svg, ".csv": _csv, ".xlsx": _xlsx, ".zip": _zip}
