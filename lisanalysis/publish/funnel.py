"""Draws a funnel: a point per unit by how much it rests on, inside the limits that chance gives at each size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.publish import numbers

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MIDTE, LAV, HOEJ = "midte", "lav", "hoej"  # the columns with the line in the middle and the limits at the point's own size
_MAERKER = ("o", "D", "s", "^")


def tegn(ax: Axes, ramme: pd.DataFrame, x: str, y: str, farve: str | None) -> None:
    """The limits as dashed lines, the points in one colour and mark per group, and whole numbers along the bottom."""
    import seaborn as sns
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    linje = ramme.sort_values(x)
    for kolonne, streg in ((MIDTE, "-"), (LAV, "--"), (HOEJ, "--")):
        ax.plot(linje[x].astype(float), linje[kolonne].astype(float), streg, color="#6b7785", linewidth=1)
    grupper = list(ramme.groupby(farve, sort=True)) if farve else [(None, ramme)]
    farver = sns.color_palette("colorblind", len(grupper))
    for nr, (navn, del_) in enumerate(grupper):
        maerke = _MAERKER[nr % len(_MAERKER)]
        ax.plot(del_[x].astype(float), del_[y], maerke, color=farver[nr], label=navn, markeredgecolor="white", markersize=6.5, linestyle="none")
    if farve:
        ax.legend()
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: numbers.tal(v, "antal")))
