"""What an analysis concludes, as an object: notebooks, other code and tests read the same fields."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Konklusion:
    """One conclusion: `estimat` with its 95 % `interval`, the `n` it rests on, why it cannot be drawn, and the Danish `tekst`.

    `afslag` are the names of what forbids or weakens it, empty where nothing does. An estimate that may not be shown is None; an
    interval without an end is None too. `mde` is the smallest effect that the data could have shown.
    """

    navn: str
    estimat: float | Decimal | None
    interval: tuple[float, float] | None
    n: int
    tekst: str
    afslag: tuple[str, ...] = ()
    mde: float | None = None
    enhed: str = ""

    @property
    def status(self) -> str:
        """`ok`, or the refusals joined with `+`, as `noegletal.csv` has it."""
        return "+".join(self.afslag) or "ok"
