"""Draws a municipality's data landscape: its systems, their files, the tables they fill, and the analyses that each feeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from lisanalysis.publish import frame

# Told apart by the colour-blind (Okabe and Ito); a system beyond the sixth takes the first again, and its lines still lead to its name.
_FARVER = ("#0072b2", "#d55e00", "#117733", "#882255", "#806000", "#444444")
_BREDDE, _PLADE, _HOEJDE, _TOP = 1120, 196, 26, 46
_SPALTER = (("Systemer", 0), ("Filer", 300), ("Tabeller", 612), ("Analyser", 924))
_LINJE, _MOERK, _GRAA, _FLADE = 34, "#1d2733", "#51606f", "#f4f6f8"
_TEGN = 27  # that a plate holds


@dataclass(frozen=True)
class Filslags:
    """One kind of file: what it is called, whose it is, and the tables it fills."""

    navn: str
    system: str
    tabeller: tuple[str, ...]


@dataclass(frozen=True)
class Svarer:
    """One analysis: the tables it needs, and those of them that nothing fills."""

    titel: str
    tabeller: tuple[str, ...]
    mangler: tuple[str, ...]


def datalandskab(filer: Sequence[Filslags], analyser: Sequence[Svarer], *, kommune: str, per: date) -> str:
    """One self-contained page: the drawing, and under it the same as two tables for those who cannot see it."""
    kan = sum(not a.mangler for a in analyser)
    systemer = list(dict.fromkeys(f.system for f in filer))
    svar = f"{len(systemer)} systemer fylder {len(_tabeller(filer))} tabeller; {kan} af {len(analyser)} analyser har de tabeller, de skal bruge."
    krop = f'<p class="lis-svar">{escape(svar)}</p>{tegning(filer, analyser)}{_filtabel(filer)}{_analysetabel(analyser)}'
    return frame.side("Datalandskab", krop, kommune=kommune, per=per)


def tegning(filer: Sequence[Filslags], analyser: Sequence[Svarer]) -> str:
    """The drawing as one `<svg role="img">`; what is lacking is dashed."""
    systemer = list(dict.fromkeys(f.system for f in filer))
    tabeller = _tabeller(filer)
    manglende = sorted({t for a in analyser for t in a.mangler})
    raekker = ([*systemer], [f.navn for f in filer], [*tabeller, *manglende], [a.titel for a in analyser])
    hoejde = _TOP + _LINJE * max(map(len, raekker)) + 10
    y = [_fordel(r, hoejde) for r in raekker]
    farve = {s: _FARVER[i % len(_FARVER)] for i, s in enumerate(systemer)}
    streger, plader = [], [_hoved(navn, x) for navn, x in _SPALTER]
    for nr, fil in enumerate(filer):
        streger.append(_streg(0, y[0][systemer.index(fil.system)], y[1][nr], farve[fil.system]))
        streger += [_streg(1, y[1][nr], y[2][raekker[2].index(t)], farve[fil.system]) for t in fil.tabeller]
    for nr, a in enumerate(analyser):
        streger += [_streg(2, y[2][raekker[2].index(t)], y[3][nr], _GRAA, mangler=t in a.mangler) for t in a.tabeller if t in raekker[2]]
    mangler = {*manglende, *(a.titel for a in analyser if a.mangler)}
    for spalte, (navne, steder) in enumerate(zip(raekker, y, strict=True)):
        kanter = [farve[n] if spalte == 0 else _GRAA for n in navne]
        plader += [_plade(spalte, n, sted, kant, mangler=spalte > 1 and n in mangler) for n, sted, kant in zip(navne, steder, kanter, strict=True)]
    alt = f"Datalandskabet: {len(systemer)} systemer, {len(filer)} slags filer, {len(tabeller)} tabeller og {len(analyser)} analyser. Det samme står i tabellerne nedenfor."
    return (
        f'<div class="lis-tegning"><svg class="lis-svg" role="img" aria-label="{escape(alt, quote=True)}" viewBox="0 0 {_BREDDE} {hoejde}" '
        f'style="font-size:13px">{"".join(streger)}{"".join(plader)}</svg></div>'
    )


def _tabeller(filer: Sequence[Filslags]) -> list[str]:
    return list(dict.fromkeys(t for f in filer for t in f.tabeller))


def _fordel(navne: Sequence[str], hoejde: int) -> list[float]:
    """The heights of a column's plates, spread over the drawing."""
    rum = (hoejde - _TOP) / max(len(navne), 1)
    return [_TOP + rum * (i + 0.5) for i in range(len(navne))]


def _hoved(navn: str, x: int) -> str:
    return f'<text x="{x}" y="20" fill="{_GRAA}" style="font-weight:650">{navn}</text>'


def _plade(spalte: int, navn: str, y: float, kant: str, *, mangler: bool) -> str:
    x = _SPALTER[spalte][1]
    stiplet = ' style="stroke-dasharray:5 4"' if mangler else ""
    vist = navn if len(navn) <= _TEGN else f"{navn[: _TEGN - 1]}…"
    return (
        f'<g><title>{escape(navn)}{" (mangler)" if mangler else ""}</title>'
        f'<rect x="{x}" y="{y - _HOEJDE / 2:.1f}" width="{_PLADE}" height="{_HOEJDE}" rx="5" fill="{"#ffffff" if mangler else _FLADE}" stroke="{kant}"{stiplet}/>'
        f'<text x="{x + 10}" y="{y + 4.5:.1f}" fill="{_GRAA if mangler else _MOERK}">{escape(vist)}</text></g>'
    )


def _streg(fra_spalte: int, fra: float, til: float, farve: str, *, mangler: bool = False) -> str:
    x1, x2 = _SPALTER[fra_spalte][1] + _PLADE, _SPALTER[fra_spalte + 1][1]
    midt, stiplet = (x1 + x2) / 2, ' style="stroke-dasharray:4 4"' if mangler else ""
    sti = f"M {x1} {fra:.1f} C {midt} {fra:.1f}, {midt} {til:.1f}, {x2} {til:.1f}"
    return f'<path d="{sti}" fill="none" stroke="{farve}" stroke-width="{1 if farve == _GRAA else 1.6}"{stiplet}/>'


def _filtabel(filer: Sequence[Filslags]) -> str:
    return _tabel("Hvad filerne fylder", ("System", "Filer", "Tabeller"), [(f.system, f.navn, ", ".join(f.tabeller)) for f in filer])


def _analysetabel(analyser: Sequence[Svarer]) -> str:
    raekker = [(a.titel, ", ".join(a.tabeller) or "hvad der er", ", ".join(a.mangler) or "intet") for a in analyser]
    return _tabel("Hvad der kan svares på", ("Analyse", "Bygger på", "Mangler"), raekker)


def _tabel(titel: str, hoved: Sequence[str], raekker: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{h}</th>' for h in hoved)
    krop = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in r) + "</tr>" for r in raekker)
    return (
        f'<div class="lis lis-tabelafsnit"><div class="lis-tabel" tabindex="0" role="region" aria-label="{titel}"><table><caption>{titel}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{krop}</tbody></table></div></div>"
    )
