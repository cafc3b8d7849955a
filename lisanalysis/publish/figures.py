"""Draws a described figure as inline SVG: Danish axes, colours that the colour-blind can tell apart, and never colour alone.

The title is not in the picture: it is the page's heading, so that it can be read, found and translated. The bytes are the
same each time the same figure is drawn.
"""

from __future__ import annotations

import io
import textwrap
from datetime import date
from html import escape
from math import gcd
from typing import TYPE_CHECKING, Any

from lisanalysis.analyses.result import Figur
from lisanalysis.publish import axis, funnel, numbers, svg, waterfall, words
from lisanalysis.publish.eight import ottetal
from lisanalysis.publish.lights import trafiklys

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

BREDDE, HOEJDE = 8.0, 3.6  # inches; the SVG scales to its column
SORT, GITTER = "#1d2733", "#dfe4ea"
_SKRAVERING = ("", "///", "...", "xxx", "\\\\\\", "++")
_MAERKER = ("o", "s", "^", "D", "v", "P")
_STREGER = ("-", (0, (4, 2)), (0, (1, 1.2)), (0, (4, 1.5, 1, 1.5)), (0, (6, 1.5, 1, 1.5, 1, 1.5)), (0, (2, 2)))
_MARKERET_TIL = 30  # more points than this and the markers hide the line
_ETIKETTER_TIL = 12  # more bars than this and the values stand on the axis alone
_FLERE_PR_X = ("vandfald", "tragt")  # kinds in which two rows may have the same x
_ORDRAEKKE = 0.075  # of the axis: a row of words above the data
_DATOER_TIL = 8  # dates that fit side by side


def tegn(figur: Figur, valuta: str = "DKK") -> str:
    """The figure as markup for an HTML page: one `<svg role="img">` with its alternative text, or a list for trafiklys."""
    if figur.data.empty:
        return '<p class="lis-tom">Der er ingen data at tegne.</p>'
    if figur.slags == "trafiklys":
        return trafiklys(figur)
    if figur.slags == "ottetal":
        return ottetal(figur, valuta)
    return _svg(figur, valuta)


def _svg(figur: Figur, valuta: str) -> str:
    import matplotlib
    import seaborn as sns
    from matplotlib.figure import Figure

    with matplotlib.rc_context({**sns.axes_style("whitegrid"), **_stil(), "svg.hashsalt": figur.navn}):
        bredde, hoejde = _maal(figur)
        canvas = Figure(figsize=(bredde, hoejde), layout="constrained")
        ax = canvas.add_subplot()
        _TEGNERE[figur.slags](figur, _talramme(figur), ax)
        _akser(figur, ax, valuta)
        ud = io.StringIO()
        canvas.savefig(ud, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return svg.slank(ud.getvalue(), figur.navn, escape(figur.alt or figur.titel, quote=True))


def _stil() -> dict[str, Any]:
    """Text stays text and takes the page's own font; the grid is fainter than the data."""
    return {
        "svg.fonttype": "none",
        "font.family": "DejaVu Sans",
        "font.size": 9,
        "text.color": SORT,
        "axes.labelcolor": SORT,
        "xtick.color": SORT,
        "ytick.color": SORT,
        "axes.edgecolor": "#8b96a3",
        "grid.color": GITTER,
        "hatch.linewidth": 0.6,
    }


def _ligger(figur: Figur) -> bool:
    """Whether the bars lie down, so that the values run along the bottom."""
    if figur.slags == "vandfald":
        return waterfall.er_liggende([str(v) for v in figur.data[figur.x]])
    return figur.slags == "vandret_soejle"


def _maal(figur: Figur) -> tuple[float, float]:
    """Width and height in inches: lying bars grow downwards with their number."""
    if not _ligger(figur):
        return BREDDE, HOEJDE
    soejler = len(figur.data) if figur.slags == "vandfald" else figur.data[figur.x].nunique()
    serier = figur.data[figur.farve].nunique() if figur.farve else 1
    return BREDDE, 0.7 + 0.3 * soejler * (1 + 0.5 * (serier - 1))


def _talramme(figur: Figur) -> pd.DataFrame:
    """The figure's columns with floats to draw by; the only place where money stops being exact.

    Raises ValueError where two rows stand in one place, for seaborn would draw their mean.
    """
    ramme = figur.data.reset_index(drop=True).copy()
    if figur.slags not in _FLERE_PR_X and ramme.duplicated([figur.x] + [figur.farve] * bool(figur.farve)).any():
        raise ValueError(f"the figure '{figur.navn}' has more than one row for one x")
    ramme[figur.y] = [float("nan") if numbers.mangler(v) else float(v) for v in ramme[figur.y]]
    if figur.farve:
        ramme[figur.farve] = [words.paragraf_i_ord(str(v)) for v in ramme[figur.farve]]
    return ramme


def _linje(figur: Figur, ramme: pd.DataFrame, ax: Axes) -> None:
    """A line per series, broken where a value is missing: a month without data is no month halfway between its neighbours."""
    import seaborn as sns

    er_tid = _er_datoer(ramme[figur.x])
    ramme[figur.x] = [_som_dato(v) for v in ramme[figur.x]] if er_tid else ramme[figur.x].map(str)
    akse = _hele_aksen(figur, ramme)
    serier = list(ramme.groupby(figur.farve, sort=False)) if figur.farve else [(None, ramme)]
    farver, faa = sns.color_palette("colorblind", len(serier)), len(akse) <= _MARKERET_TIL
    for nr, (navn, serie) in enumerate(serier):
        y = serie.set_index(figur.x)[figur.y].reindex(akse)
        maerke, streg = _MAERKER[nr % len(_MAERKER)], _STREGER[nr % len(_STREGER)]
        kanter = {"markeredgecolor": "white", "markeredgewidth": 0.8, "markersize": 6}
        ax.plot(akse, y, label=navn, color=farver[nr], linestyle=streg, linewidth=2, marker=maerke if faa else None, **kanter)
        if not faa and (alene := _staar_alene(y)).any():  # a point with a gap on both sides would else not be seen
            ax.plot([x for x, v in zip(akse, alene, strict=True) if v], y[alene], marker=maerke, linestyle="none", color=farver[nr], **kanter)
    if figur.farve:
        ax.legend()
    if er_tid:
        _tidsakse(figur, ramme, ax)
        _marker(figur, akse, ax)


def _marker(figur: Figur, akse: list[Any], ax: Axes) -> None:
    """A thin line where something was changed, its words on a row of their own above the data, so that they hide nothing."""
    inde = [m for m in figur.markeringer if akse[0] <= _som_dato(m.x) <= akse[-1]]
    if not inde:
        return
    nederst, oeverst = ax.get_ylim()
    ax.set_ylim(nederst, nederst + (oeverst - nederst) / (1 - _ORDRAEKKE * (len(inde) + 0.5)))
    for nr, m in enumerate(inde):
        x = _som_dato(m.x)
        til_hoejre = (x - akse[0]) * 2 < akse[-1] - akse[0]
        ax.axvline(x, ymax=1 - _ORDRAEKKE * nr, color=SORT, linewidth=1, linestyle=(0, (2, 2)), zorder=1)
        ax.annotate(m.tekst, (x, 1 - _ORDRAEKKE * (nr + 0.5)), xycoords=("data", "axes fraction"), xytext=(4 if til_hoejre else -4, 0),
                    textcoords="offset points", ha="left" if til_hoejre else "right", va="center", fontsize=8, color=SORT,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8})  # fmt: skip


def _hele_aksen(figur: Figur, ramme: pd.DataFrame) -> list[Any]:
    """Every x in order; of months those too that no series has, in the series' own step."""
    import pandas as pd

    if _er_maaneder(figur.data[figur.x]):
        return list(pd.date_range(ramme[figur.x].min(), ramme[figur.x].max(), freq=f"{_takt(ramme[figur.x])}MS"))
    return sorted(ramme[figur.x].unique()) if _er_datoer(figur.data[figur.x]) else list(dict.fromkeys(ramme[figur.x]))


def _takt(maaneder: pd.Series) -> int:
    """The step of the months where there is one per quarter or year: what lies between two of them is no gap. Else 1."""
    numre = sorted({m.year * 12 + m.month for m in maaneder})
    takt = gcd(*(b - a for a, b in zip(numre, numre[1:], strict=False)))
    return takt if len(numre) > 2 and takt % 3 == 0 else 1


def _staar_alene(y: pd.Series) -> pd.Series:
    """Which values have none on either side."""
    kendt = y.notna()
    return kendt & ~kendt.shift(1, fill_value=False) & ~kendt.shift(-1, fill_value=False)


def _soejle(figur: Figur, ramme: pd.DataFrame, ax: Axes) -> None:
    ramme[figur.x] = [_navn(v) for v in ramme[figur.x]]
    _barer(figur, ramme, ax, liggende=False)
    navne = list(dict.fromkeys(ramme[figur.x]))
    if _er_datoer(figur.data[figur.x]):
        hver = -(-len(navne) // _DATOER_TIL)
        ax.set_xticks(range(0, len(navne), hver), navne[::hver])
    else:
        bredde = max(8, 90 // len(navne))
        ax.set_xticks(range(len(navne)), [textwrap.fill(n, bredde, break_long_words=False) for n in navne])


def _vandret_soejle(figur: Figur, ramme: pd.DataFrame, ax: Axes) -> None:
    ramme[figur.x] = [_navn(v) for v in ramme[figur.x]]
    _barer(figur, ramme, ax, liggende=True)
    navne = list(dict.fromkeys(ramme[figur.x]))
    ax.set_yticks(range(len(navne)), [textwrap.shorten(n, 44, placeholder="…") for n in navne])


def _barer(figur: Figur, ramme: pd.DataFrame, ax: Axes, *, liggende: bool) -> None:
    """Bars side by side, one colour and one hatch per series, the value at the end of each where there is room."""
    import seaborn as sns

    akser = {"x": figur.y, "y": figur.x} if liggende else {"x": figur.x, "y": figur.y}
    farver = {"hue": figur.farve, "palette": "colorblind"} if figur.farve else {"color": sns.color_palette("colorblind")[0]}
    sns.barplot(ramme, **akser, **farver, orient="h" if liggende else "v", errorbar=None, saturation=1, ax=ax)
    for skravering, serie in zip(_SKRAVERING, ax.containers, strict=False):
        for soejle in serie.patches:
            soejle.set_hatch(skravering)
            soejle.set_edgecolor("white")
    if len(ramme) <= _ETIKETTER_TIL or liggende:
        for serie in ax.containers:
            ax.bar_label(serie, fmt=lambda v: numbers.tal(v, figur.y_format), padding=3, fontsize=8.5)
        ax.margins(x=0.2 if (ramme[figur.y] < 0).any() else 0.12) if liggende else ax.margins(y=0.12)


def _vandfald(figur: Figur, ramme: pd.DataFrame, ax: Axes) -> None:
    waterfall.tegn(ax, [str(v) for v in ramme[figur.x]], list(ramme[figur.y]), figur.y_format)


def _tragt(figur: Figur, ramme: pd.DataFrame, ax: Axes) -> None:
    funnel.tegn(ax, ramme, figur.x, figur.y, figur.farve)


def _akser(figur: Figur, ax: Axes, valuta: str) -> None:
    """Danish numbers, the unit once above the axis, a grid across the values only, and the legend outside the data."""
    from matplotlib.ticker import MaxNLocator

    liggende = _ligger(figur)
    akse = ax.xaxis if liggende else ax.yaxis
    akse.set_major_locator(MaxNLocator(5, integer=figur.y_format in ("antal", "kr"), min_n_ticks=1))
    akse.set_major_formatter(axis.aksetal(figur.y_format))
    (ax.yaxis if liggende else ax.xaxis).grid(visible=False)
    if figur.slags == "linje":
        axis.bund(ax, figur.data[figur.y])
    if not any(v for v in figur.data[figur.y] if numbers.er_tal(v)):  # nothing but zeros: no room for what is below zero
        (ax.set_xlim if liggende else ax.set_ylim)(0, 1)
    enhed = figur.y_titel or numbers.enhed(figur.y_format, valuta).strip()
    ax.set(xlabel=enhed if liggende else figur.x_titel, ylabel="")
    if not liggende:
        ax.set_title(enhed, loc="left", fontsize=9, color=SORT)
    ax.tick_params(length=0)
    for kant in ("top", "right", *(("bottom",) if liggende else ("left",))):
        ax.spines[kant].set_visible(False)
    _forklaring(figur, ax)


def _forklaring(figur: Figur, ax: Axes) -> None:
    """The legend above the plot, where it can hide nothing."""
    if ax.get_legend_handles_labels()[1] and figur.farve:
        import seaborn as sns

        sns.move_legend(ax, "lower right", bbox_to_anchor=(1, 1), ncol=4, title=None, frameon=False, fontsize=9)
    elif ax.get_legend():
        ax.get_legend().remove()


def _tidsakse(figur: Figur, ramme: pd.DataFrame, ax: Axes) -> None:
    """At most eight dates along the bottom, at even steps, so that none runs into the next."""
    from matplotlib.dates import date2num

    datoer = sorted(ramme[figur.x].dropna().unique())
    valgte = datoer[:: -(-len(datoer) // _DATOER_TIL)]
    skriv = numbers.maaned_kort if _er_maaneder(figur.data[figur.x]) else numbers.dato_kort
    luft = max(0.03 * (datoer[-1] - datoer[0]).days, 5)
    ax.set_xlim(date2num(datoer[0]) - luft, date2num(datoer[-1]) + luft)
    ax.set_xticks([date2num(d) for d in valgte], [skriv(d) for d in valgte])


def _er_maaneder(vaerdier: pd.Series) -> bool:
    return all(isinstance(v, str) and numbers.er_maaned(v) for v in vaerdier)


def _er_datoer(vaerdier: pd.Series) -> bool:
    """Whether all values are months (`åååå-mm`) or dates."""
    return _er_maaneder(vaerdier) or all(isinstance(v, date) for v in vaerdier)


def _som_dato(vaerdi: Any) -> Any:
    import pandas as pd

    return pd.Timestamp(f"{vaerdi}-01") if isinstance(vaerdi, str) else pd.Timestamp(vaerdi)


def _navn(vaerdi: Any) -> str:
    """A category as it stands beside its bar."""
    if isinstance(vaerdi, date):
        return numbers.dato_kort(vaerdi)
    if isinstance(vaerdi, str) and not numbers.er_maaned(vaerdi):
        return words.laesbar(words.konto_i_ord(vaerdi))
    return numbers.maaned_kort(vaerdi) if isinstance(vaerdi, str) else str(vaerdi)


_TEGNERE = {"linje": _linje, "soejle": _soejle, "vandret_soejle": _vandret_soejle, "vandfald": _vandfald, "tragt": _tragt}
