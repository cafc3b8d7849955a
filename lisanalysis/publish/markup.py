"""Decides what markup may stand in a report: of a notebook's outputs only what we marked ourselves, and of all only what is harmless.

An element or an attribute that is not on the list is refused, whatever it does.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from lisanalysis.publish import skabelon

MAERKE = "lisanalysis"  # the key in an output's metadata that says `show` made it
STIL_START, STIL_SLUT = '<style class="lis-stil">', "</style>"

_HTML = "section div p a span strong em b i small br ul ol li dl dt dd h2 h3 h4 figure figcaption table caption thead tbody tfoot tr th td code"
_SVG = "svg g path text tspan use defs clippath pattern rect line circle ellipse polygon polyline"
_TILLADTE = frozenset(f"{_HTML} {_SVG}".split())
_ATTRIBUTTER = frozenset(
    "class id style role scope tabindex title lang d x y x1 x2 y1 y2 cx cy r rx ry dx dy width height points transform viewbox "
    "clip-path clippathunits patternunits patterntransform preserveaspectratio fill stroke stroke-width stroke-linecap "
    "text-anchor href colspan rowspan".split()
)
_TEKST = frozenset("title alt content class id lang".split())  # words, which fetch nothing whatever they are
_SIDENS = frozenset("html head meta title style body header main footer nav h1 a pre hr img label input details summary script".split())
_SIDENS_ATTRIBUTTER = frozenset("charset http-equiv name content alt for autocomplete hidden data-soeg".split())
_NABOER = ("../index.html", "../ordliste.html")  # the two pages above a report
_BILLEDE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=]*")
_HEROMKRING = re.compile(r"(?:[\w%~-][\w.%~/-]*)?(?:#[\w.%-]*)?")  # a page below this one: no scheme, no host, no way up
_STIL_UDE = re.compile(r"url\s*\((?!\s*#)|@import|expression\s*\(|<|\\", re.I)
_POLITIK = re.compile(r"default-src 'none'; img-src data:; style-src 'unsafe-inline'(?:; script-src(?: 'sha256-[A-Za-z0-9+/=]+')+)?")


def vores_html(output: dict[str, Any]) -> str | None:
    """The output's HTML where `show` made it and it holds nothing but plain markup; else None."""
    raa = _raa(output) if output.get("metadata", {}).get(MAERKE) else ""
    return raa if raa and harmloes(raa) else None


def er_tom(output: dict[str, Any]) -> bool:
    """Whether `show` was asked for a part of which there was nothing to show."""
    return bool(output.get("metadata", {}).get(MAERKE)) and "text/html" in output.get("data", {}) and not _raa(output)


def _raa(output: dict[str, Any]) -> str:
    """The output's HTML without the style that goes with it in JupyterLab."""
    raa = "".join(output.get("data", {}).get("text/html", ""))
    return raa[raa.index(STIL_SLUT) + len(STIL_SLUT) :] if raa.startswith(STIL_START) else raa


def harmloes(html: str) -> bool:
    """Whether the markup has only allowed elements and attributes, and points at nothing outside itself."""
    laeser = _Laeser()
    laeser.feed(html)
    laeser.close()
    return laeser.harmloes


def side_fejl(kilde: str) -> str:
    """What in a whole page is not allowed, in Danish; empty where all is. A page must forbid scripts and addresses itself too."""
    laeser = _Sidelaeser()
    laeser.feed(kilde)
    laeser.close()
    return laeser.fejl or ("" if laeser.politik else "ingen indholdspolitik (Content-Security-Policy), der forbyder programmer")


def svg_fejl(kilde: str) -> str:
    """The same for a picture that stands alone."""
    kerne = re.sub(r"^\ufeff?\s*<\?xml[^<>]*\?>|<!DOCTYPE svg[^<>\[\]]*>", "", kilde)
    laeser = _Sidelaeser(ekstra=frozenset({"xmlns", "xmlns:xlink", "version"}))
    laeser.feed(kerne)
    laeser.close()
    return laeser.fejl


class _Laeser(HTMLParser):
    """Reads a fragment; `harmloes` turns False at the first thing that is not allowed."""

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


class _Sidelaeser(HTMLParser):
    """Reads a page; `fejl` is the first thing that is not allowed, `politik` whether the page forbids scripts.

    A style may only stand in the head and hold no `<`: inside a picture a browser would read it as elements.
    """

    def __init__(self, ekstra: frozenset[str] = frozenset()) -> None:
        super().__init__(convert_charrefs=True)
        self.fejl, self.politik, self._krop, self._ekstra = "", False, False, ekstra

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._krop = self._krop or tag in ("body", "svg")
        if tag not in _TILLADTE | _SIDENS or (tag == "style" and self._krop):
            self._afvis(f"elementet <{tag}>" if re.fullmatch(r"[a-z]{1,12}", tag) else "et ukendt element")
        if tag == "script" and attrs:
            self._afvis("et program udefra")
        for navn, vaerdi in attrs:
            if not (navn in self._ekstra or self._ok(tag, navn, vaerdi or "")):
                self._afvis(f"attributten {navn}" if re.fullmatch(r"[a-z-]{1,16}", navn) else "en ukendt attribut")
        if tag == "meta":
            self._meta(dict(attrs))

    def _ok(self, tag: str, navn: str, vaerdi: str) -> bool:
        if tag == "a" and navn == "href":
            return bool(_HEROMKRING.fullmatch(vaerdi)) or vaerdi in _NABOER
        if tag == "input" and navn == "type":
            return vaerdi == "search"
        if tag == "img" and navn == "src":
            return bool(_BILLEDE.fullmatch(vaerdi))
        return navn in _SIDENS_ATTRIBUTTER or _attribut_ok(navn, vaerdi)

    def _meta(self, attrs: dict[str, str | None]) -> None:
        if (attrs.get("http-equiv") or "").lower() == "content-security-policy":
            self.politik = self.politik or bool(_POLITIK.fullmatch(attrs.get("content") or ""))
        elif attrs.get("http-equiv") is not None:
            self._afvis("en meta-omdirigering")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style" and _STIL_UDE.search(data):
            self._afvis("en stil, der henter noget")
        if self.cdata_elem == "script" and data != skabelon.tekst("soeg.js"):
            self._afvis("et program")

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self._afvis("en dokumenttype")

    def handle_comment(self, data: str) -> None:
        self._afvis("en kommentar")

    def unknown_decl(self, data: str) -> None:
        self._afvis("en CDATA-sektion")

    def handle_pi(self, data: str) -> None:
        self._afvis("en behandlingsinstruktion")

    def _afvis(self, hvad: str) -> None:
        self.fejl = self.fejl or hvad


def _attribut_ok(navn: str, vaerdi: str) -> bool:
    if navn == "href":
        return vaerdi.startswith("#")
    if navn == "style" and _STIL_UDE.search(vaerdi):
        return False
    if navn not in _TEKST and not navn.startswith("aria-") and "url(" in vaerdi.lower().replace(" ", "").replace("url(#", ""):
        return False
    return navn in _ATTRIBUTTER or navn.startswith("aria-")
