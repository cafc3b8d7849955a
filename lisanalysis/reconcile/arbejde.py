"""The bench beside the lager: where a pass leaves what it did not explain, so that the next one need not compute it again.

A ladder of passes as one expression would be computed anew for every step. `gem` turns an expression into a table of the session on
the same engine (`motor.gem` knows how each does that); the lager itself stays read-only.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from lisanalysis import motor

if TYPE_CHECKING:
    import ibis

_NUMRE = count(1)  # names are unique in the process, so that two reconciliations may share a session


class Arbejde:
    """The temporary tables of one reconciliation; as a context it clears the bench but for what is to be kept."""

    def __init__(self, forbindelse: ibis.BaseBackend) -> None:
        self._forbindelse = forbindelse
        self._ryddes: list[ibis.Table] = []

    def gem(self, navn: str, udtryk: ibis.Table, *, bevar: bool = False) -> ibis.Table:
        """The expression's rows as a table of their own; `bevar` keeps it when the bench is cleared."""
        fuldt = f"afstemning_{next(_NUMRE)}_{navn}"
        tabel = motor.gem(self._forbindelse, fuldt, udtryk)
        if not bevar:
            self._ryddes.append(tabel)
        return tabel

    def antal(self, tabel: ibis.Table) -> int:
        """Rows in a table."""
        return int(tabel.count().execute())

    def ryd(self, tabel: ibis.Table) -> None:
        """Drop a table that was kept from an earlier bench."""
        motor.slet(self._forbindelse, tabel)

    def __enter__(self) -> Arbejde:
        return self

    def __exit__(self, *_: object) -> None:
        for tabel in self._ryddes:
            motor.slet(self._forbindelse, tabel)
