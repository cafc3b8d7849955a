"""Draws the figure of eight: grant, settlement and ledger, two loops that cross in the settlement, and the money on each."""

from __future__ import annotations

from html import escape

from lisanalysis.analyses.result import Figur
from lisanalysis.publish import numbers

BREDDE, HOEJDE = 720, 250
_BLAA, _ORANGE, _SORT, _GRAA, _PLADE = "#0072b2", "#d55e00", "#1d2733", "#52606d", "#f3f5f7"


def ottetal(figur: Figur, valuta: str) -> str:
    """The figure as one `<svg role="img">`; a loop that was not walked is dashed and says so. Five rows: system, gap, system, gap, system."""
    navne, vaerdier = list(figur.data[figur.x]), [None if numbers.mangler(v) else v for v in figur.data[figur.y]]
    venstre, kryds, hoejre = 130, BREDDE / 2, BREDDE - 130
    dele = [_sloejfe(venstre, kryds, vaerdier[1], _BLAA), _sloejfe(kryds, hoejre, vaerdier[3], _ORANGE)]
    dele += [_plade(x, navne[i], vaerdier[i], valuta) for x, i in ((venstre, 0), (kryds, 2), (hoejre, 4))]
    dele += [_forskel((venstre + kryds) / 2, "bevilget − afregnet", vaerdier[1], valuta), _forskel((kryds + hoejre) / 2, "afregnet − bogført", vaerdier[3], valuta)]
    alt = escape(figur.alt or figur.titel, quote=True)
    return f'<svg role="img" aria-label="{alt}" viewBox="0 0 {BREDDE} {HOEJDE}" style="width:100%;font-size:15px">{"".join(dele)}</svg>'


def _sloejfe(fra: float, til: float, forskel: object, farve: str) -> str:
    """One loop of the eight between two systems: solid where it was walked."""
    midt, streg = (fra + til) / 2, ' style="stroke-dasharray:6 6"' if forskel is None else ""
    y = HOEJDE / 2
    sti = f"M {fra} {y} C {fra} {y - 120}, {midt} {y - 120}, {til} {y} C {midt} {y + 120}, {fra} {y + 120}, {fra} {y}"
    if fra > BREDDE / 4:  # the right loop is the left one's mirror
        sti = f"M {til} {y} C {til} {y - 120}, {midt} {y - 120}, {fra} {y} C {midt} {y + 120}, {til} {y + 120}, {til} {y}"
    return f'<path d="{sti}" fill="none" stroke="{farve}" stroke-width="3"{streg}/>'


def _plade(x: float, navn: str, vaerdi: object, valuta: str) -> str:
    """A system's name and total on a plate at its place on the eight."""
    tal = "ikke kørt" if vaerdi is None else numbers.skriv(vaerdi, "kr", valuta)
    y = HOEJDE / 2
    return (
        f'<rect x="{x - 95}" y="{y - 32}" width="190" height="64" rx="8" fill="{_PLADE}" stroke="{_SORT}" stroke-width="1"/>'
        f'<text x="{x}" y="{y - 7}" text-anchor="middle" fill="{_GRAA}">{escape(navn)}</text>'
        f'<text x="{x}" y="{y + 17}" text-anchor="middle" fill="{_SORT}" style="font-weight:700">{escape(tal)}</text>'
    )


def _forskel(x: float, navn: str, vaerdi: object, valuta: str) -> str:
    """The difference in words above the loop, the kroner below it."""
    tal = "ikke kørt" if vaerdi is None else numbers.skriv(vaerdi, "kr", valuta)
    return (
        f'<text x="{x}" y="20" text-anchor="middle" fill="{_GRAA}">{escape(navn)}</text>'
        f'<text x="{x}" y="{HOEJDE - 8}" text-anchor="middle" fill="{_SORT}" style="font-weight:700">{escape(tal)}</text>'
    )
