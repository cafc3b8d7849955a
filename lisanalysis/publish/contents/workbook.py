"""A workbook: its cells by row, so that neighbours stand together, and every other part of the file as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from lisanalysis.publish.contents.archive import medlemmer
from lisanalysis.publish.contents.page import BILLEDER, synlig
from lisanalysis.publish.contents.plain import Sted, afkod, uden_koder, udfoldet

_ARK = re.compile(r"xl/worksheets/[^/]+\.xml$")
# an ordinary cell or text, which has been read by then: of the source only the rest need be read again
_LAEST = re.compile(r'<c(?: [rst]="\w{1,9}")+(?:/>|>(?:<v>[^<>]*</v>|<is><t(?: xml:space="preserve")?>[^<>]*</t></is>)?</c>)|<si><t(?: xml:space="preserve")?>[^<>]*</t></si>')
_FAELLES = "xl/sharedStrings.xml"
_KOLONNE = re.compile(r"[A-Z]+")


def laes(indhold: bytes) -> Iterator[Sted]:
    """Cells, comments, names, properties, headers and footers, hidden sheets and all."""
    dele = dict(medlemmer(indhold))
    faelles = _faelles(dele.get(_FAELLES, b""))
    for navn, raa in dele.items():
        yield Sted("navn på del", udfoldet(navn))
        if raa.startswith(BILLEDER):
            continue
        er_ark = bool(_ARK.search(navn))
        if er_ark:
            raekker = list(_raekker(raa, faelles))
            yield Sted("ark", udfoldet("\n".join("|".join(r) for r in raekker)), uden_koder(raekker) if raekker else "")
        tekst = afkod(raa)
        if er_ark or navn == _FAELLES:
            tekst = _LAEST.sub("", tekst)
        if not er_ark:
            yield Sted("del af ark eller egenskab", udfoldet(synlig(tekst)), "" if navn == _FAELLES else None)
        yield Sted("kildetekst", udfoldet(tekst), "")


def _faelles(raa: bytes) -> list[str]:
    """The texts that cells point at, the runs of each put together."""
    return ["".join(t.text or "" for t in si.iter() if _navn(t) == "t") for si in ElementTree.fromstring(raa)] if raa else []


def _raekker(raa: bytes, faelles: list[str]) -> Iterator[list[str]]:
    """The rows of a sheet with each value in its column."""
    rod = ElementTree.fromstring(raa)
    rum = rod.tag[: rod.tag.index("}") + 1] if "}" in rod.tag else ""
    for raekke in rod.iter(f"{rum}row"):
        ud: list[str] = []
        for celle in raekke:
            plads = _nummer(celle.get("r", ""))
            if plads > len(ud) + 1:
                ud += [""] * (plads - len(ud) - 1)
            ud.append(_vaerdi(celle, faelles, rum))
        yield ud


def _vaerdi(celle: ElementTree.Element, faelles: list[str], rum: str) -> str:
    vaerdi = celle.findtext(f"{rum}v") or ""
    if celle.get("t") == "s" and vaerdi.isdigit():
        return faelles[int(vaerdi)]
    return vaerdi + "".join(e.text or "" for e in celle.iter(f"{rum}t"))


def _nummer(adresse: str) -> int:
    """The column of `AB12` counted from 1; 0 where the cell does not say."""
    bogstaver = _KOLONNE.match(adresse)
    tal = 0
    for tegn in bogstaver[0] if bogstaver else "":
        tal = 26 * tal + ord(tegn) - 64
    return min(tal, 16_384)


def _navn(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
