"""Makes matplotlib's SVG fit to stand in a page: small, without addresses, and with no id that another figure also has."""

from __future__ import annotations

import re

_HOVED = re.compile(r"^.*?(?=<svg\b)", re.S)
_METADATA = re.compile(r"<metadata>.*?</metadata>|<!--.*?-->", re.S)
_AABNING = re.compile(r"<svg\b[^>]*>", re.S)
_VIEWBOX = re.compile(r'viewBox="([^"]+)"')
_MAERKE = re.compile(r"<[^<>]+>")
_LANGE_TAL = re.compile(r"(?<![\w#])-?\d+\.\d{2,}(?![\w])")
_ID = re.compile(r' id="([^"]+)"')
_HENVIST = re.compile(r'(?:href="#|url\(#)([^")]+)')
# matplotlib's own font, its rule for the whole page, turns by nothing, and groups around one thing
_SKRIFT = re.compile(r"font-family: [^;\"]+; |font-family: [^;\"]+(?=\")")
_SVAERT = re.compile(r"font: (\d+) ([\d.]+)px [^;\"]+")
_OVERFLOEDIGT = re.compile(r'<style type="text/css">.*?</style>|<defs>\s*</defs>| transform="rotate\(-?0 [^)]*\)"', re.S)
_GRUPPE_OM_EN = re.compile(r"<g>\s*(<(?:path|text)\b[^<>]*>(?:[^<>]*</(?:path|text)>)?)\s*</g>")
_TOM_GRUPPE = re.compile(r"<g>\s*</g>")


def slank(raa: str, navn: str, alt: str) -> str:
    """The `<svg>` element alone, with `alt` (already escaped) as what a screen reader says; ids begin with `navn`."""
    tekst = _METADATA.sub("", _HOVED.sub("", raa)).replace("xlink:href", "href")
    boks = _VIEWBOX.search(tekst)
    tekst = _AABNING.sub(f'<svg class="lis-svg" role="img" aria-label="{alt}" viewBox="{boks[1]}">' if boks else "<svg>", tekst, count=1)
    hoved, krop = tekst[: tekst.index(">") + 1], tekst[tekst.index(">") + 1 :]
    krop = _MAERKE.sub(lambda m: _LANGE_TAL.sub(lambda t: f"{float(t[0]):.1f}".removesuffix(".0"), m[0]), krop)
    krop = _SVAERT.sub(r"font-size: \2px; font-weight: \1", _SKRIFT.sub("", _unikke_id(krop, navn)))
    krop = _OVERFLOEDIGT.sub("", krop)
    for moenster, nyt in ((_GRUPPE_OM_EN, r"\1"), (_GRUPPE_OM_EN, r"\1"), (_TOM_GRUPPE, "")):
        krop = moenster.sub(nyt, krop)
    krop = re.sub(r"\s*\n\s*", "\n", krop)
    return hoved + krop.strip()


def _unikke_id(krop: str, navn: str) -> str:
    """Only ids that something points at are kept, and they carry the figure's name."""
    henviste = set(_HENVIST.findall(krop))
    krop = _ID.sub(lambda m: f' id="{navn}-{m[1]}"' if m[1] in henviste else "", krop)
    return _HENVIST.sub(lambda m: m[0].replace("#", f"#{navn}-", 1), krop)
