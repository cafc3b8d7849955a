"""Decides what of a notebook's outputs may stand in a report: what we marked ourselves, and of that only harmless markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

MAERKE = "lisanalysis"  # the key in an output's metadata that says `show` made it
STIL_START, STIL_SLUT = '<style class="lis-stil">', "</style>"

_HTML = "section div p span strong em b i small br ul ol li dl dt dd h2 h3 h4 figure figcaption table caption thead tbody tfoot tr th td code"
_SVG = "svg g path text tspan use defs clippath pattern rect line circle ellipse polygon polyline"
_TILLADTE = frozenset(f"{_HTML} {_SVG}".split())
_ATTRIBUTTER = frozenset(
    "class id style role scope tabindex title lang d x y x1 x2 y1 y2 cx cy r rx ry dx dy width height points transform viewbox "
    "clip-path clippathunits patternunits patterntransform preserveaspectratio fill stroke stroke-width stroke-linecap "
    "text-anchor href colspan rowspan".split()
)


def vores_html(output: dict[str, Any]) -> str | None:
    """The output's HTML where `show` made it and it holds nothing but plain markup; else None."""
    if not output.get("metadata", {}).get(MAERKE):
        return None
    raa = "".join(output.get("data", {}).get("text/html", ""))
    if raa.startswith(STIL_START):
        raa = raa[raa.index(STIL_SLUT) + len(STIL_SLUT) :]
    return raa if raa and harmloes(raa) else None


def harmloes(html: str) -> bool:
    """Whether the markup has only allowed elements and attributes, and points at nothing outside itself."""
    laeser = _Laeser()
    laeser.feed(html)
    laeser.close()
    return laeser.harmloes


class _Laeser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.harmloes = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TILLADTE or any(not _attribut_ok(navn, vaerdi or "") for navn, vaerdi in attrs):
            self.harmloes = False

    def handle_decl(self, decl: str) -> None:
        self.harmloes = False

    def handle_comment(self, data: str) -> None:
        self.harmloes = False

    def unknown_decl(self, data: str) -> None:
        self.harmloes = False

    def handle_pi(self, data: str) -> None:
        self.harmloes = False


def _attribut_ok(navn: str, vaerdi: str) -> bool:
    if navn == "href":
        return vaerdi.startswith("#")
    if "url(" in vaerdi.lower().replace(" ", "").replace("url(#", ""):
        return False
    return navn in _ATTRIBUTTER or navn.startswith("aria-")
