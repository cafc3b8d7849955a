"""Draws a waterfall: from one total to the next by way of steps that hang on each other."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from lisanalysis.analyses.result import Format
from lisanalysis.publish import numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

I_ALT, OP, NED, LINJE = "#3d4f63", "#d55e00", "#0173b2", "#6b7785"
_BREDDE = 0.62
_SMAA_TRIN = 0.2  # where all the steps take less of the height than this, the axis is broken so that they can be seen
_STAAENDE_TIL = 8  # more bars, or words too long to stand under them, and the waterfall lies down
_TEGN_PAA_TVAERS = 96


def er_liggende(navne: list[str]) -> bool:
    """Whether the names need the room that lying bars give them."""
    return len(navne) > _STAAENDE_TIL or any(len(o) > _navnebredde(navne) for n in navne for o in n.split())


def tegn(ax: Axes, navne: list[str], vaerdier: list[float], format: Format) -> None:
    """Bars for the steps, first and last as totals from zero, a line from each end to the next start, a label on each."""
    trin, ligger = _trin(vaerdier), er_liggende(navne)
    bund, sidst = _bund(trin), len(trin) - 1
    for nr, (fra, til) in enumerate(trin):
        i_alt = nr in (0, sidst)
        start = bund if i_alt else fra
        _soejle(ax, nr, start, til, I_ALT if i_alt else (OP if til >= fra else NED), ligger)
        if nr < sidst:
            _forbindelse(ax, nr, til, ligger)
        _etiket(ax, nr, max(start, til), _tekst(vaerdier[nr], format, i_alt), i_alt, ligger)
    _akse(ax, navne, trin, bund, ligger)


def _trin(vaerdier: list[float]) -> list[tuple[float, float]]:
    """Where each bar starts and ends: the totals stand on zero, the steps on the end of the one before."""
    ender = [(0.0, vaerdier[0])]
    for aendring in vaerdier[1:-1]:
        ender.append((ender[-1][1], ender[-1][1] + aendring))
    return [*ender, (0.0, vaerdier[-1])] if len(vaerdier) > 1 else ender


def _bund(trin: list[tuple[float, float]]) -> float:
    """Where the axis begins: at zero, unless the steps would then be too small to see."""
    niveauer = [til for _, til in trin]
    lav, hoej = min(niveauer), max(niveauer)
    if lav <= 0 or hoej == lav or hoej - lav >= _SMAA_TRIN * hoej:
        return 0.0
    return max(0.0, lav - 0.8 * (hoej - lav))


def _soejle(ax: Axes, nr: int, start: float, til: float, farve: str, ligger: bool) -> None:
    if ligger:
        ax.barh(nr, til - start, _BREDDE, left=start, color=farve, zorder=3)
    else:
        ax.bar(nr, til - start, _BREDDE, bottom=start, color=farve, zorder=3)


def _forbindelse(ax: Axes, nr: int, til: float, ligger: bool) -> None:
    """The dashed line from where a step ends to where the next begins."""
    langs, paa_tvaers = [nr + _BREDDE / 2, nr + 1 - _BREDDE / 2], [til, til]
    punkter = (paa_tvaers, langs) if ligger else (langs, paa_tvaers)
    ax.plot(*punkter, color=LINJE, linewidth=1, linestyle=(0, (3, 2)), zorder=2)


def _etiket(ax: Axes, nr: int, ende: float, tekst: str, i_alt: bool, ligger: bool) -> None:
    ax.annotate(
        tekst, (ende, nr) if ligger else (nr, ende), (5, 0) if ligger else (0, 4), textcoords="offset points", fontsize=8.5,
        ha="left" if ligger else "center", va="center" if ligger else "bottom", fontweight="bold" if i_alt else "normal",
    )  # fmt: skip


def _akse(ax: Axes, navne: list[str], trin: list[tuple[float, float]], bund: float, ligger: bool) -> None:
    """Names beside the bars, room for the labels, and plain words where the axis does not begin at zero."""
    niveauer = [til for _, til in trin]
    lav, hoej = min(bund, *niveauer), max(0.0, *niveauer)
    luft = (hoej - lav) or 1
    graenser = (lav - (0.1 * luft if lav < 0 else 0), hoej + (0.2 if ligger else 0.12) * luft)
    if ligger:
        ax.set_yticks(range(len(navne)), [textwrap.shorten(n, 44, placeholder="…") for n in navne])
        ax.set(xlim=graenser, ylim=(len(navne) - 0.5, -0.5))
    else:
        ax.set_xticks(range(len(navne)), [textwrap.fill(n, _navnebredde(navne), break_long_words=False) for n in navne])
        ax.set_ylim(graenser)
    if bund > 0:
        ax.annotate("Aksen begynder ikke ved 0", (1, 1.02), xycoords="axes fraction", ha="right", va="bottom", fontsize=8.5)
    if lav < 0:
        (ax.axvline if ligger else ax.axhline)(0, color=LINJE, linewidth=1)


def _navnebredde(navne: list[str]) -> int:
    """The characters that fit on a line under one of the bars."""
    return _TEGN_PAA_TVAERS // max(len(navne), 1)


def _tekst(vaerdi: float, format: Format, i_alt: bool) -> str:
    """The amount, with its sign where it is a change."""
    return ("+" if vaerdi > 0 and not i_alt else "") + numbers.tal(vaerdi, format)
