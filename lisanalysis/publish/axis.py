"""How the values' axis of a figure is written, and where it begins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lisanalysis.analyses.result import Format
from lisanalysis.publish import numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.ticker import Formatter

_NAER_NUL = 0.4  # the lowest value over the highest: below this the lines lie so far apart that nothing is won by cutting zero off


def aksetal(format: Format) -> Formatter:
    """Writes an axis' numbers in Danish, all with the same number of decimals, and none where none says anything."""
    from matplotlib.ticker import FuncFormatter

    class Aksetal(FuncFormatter):
        def format_ticks(self, values: list[float]) -> list[str]:
            return numbers.ens([numbers.tal(v, format) for v in values])

    return Aksetal(lambda v, _: numbers.tal(v, format))


def bund(ax: Axes, vaerdier: Iterable[Any]) -> None:
    """Let the axis of lines begin at a number that it shows, so that no line lies below the lowest one; at zero where there is room for it."""
    lav, hoej = ax.get_ylim()
    lavest = min((float(v) for v in vaerdier if numbers.er_tal(v)), default=-1.0)
    if lavest < 0:
        return
    tal = [v for v in ax.yaxis.get_major_locator().tick_values(0 if lavest <= _NAER_NUL * hoej else lav, hoej) if v <= lavest]
    if tal:
        ax.set_ylim(bottom=0 if lavest <= _NAER_NUL * hoej else max(tal))
