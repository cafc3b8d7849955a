"""The bench beside the lager: where a pass leaves what it did not explain, so that the next one need not compute it again.

A ladder of passes as one expression would be computed anew for every step. `gem` turns an expression into a table of the session on
the same engine (`motor.gem` knows how each does that); the lager itself stays read-only.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

from lisanalysis import motor

if TYPE_CHECKING:
    import ibis

_NUMRE = count(1)  # names are unique in the process, so that two reconciliations may share a session


@contextmanager
def _lag(bevares: bool) -> Iterator[None]:
    """Ibis told not to merge the steps of an expression into one, while it is compiled."""
    import ibis

    foer = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = foer and not bevares
    try:
        yield
    finally:
        ibis.options.sql.fuse_selects = foer


@contextmanager
def uden_oprydning() -> Iterator[None]:
    """Python's collector of cycles rests: building expressions makes a great many objects and no garbage, and looking for it costs a tenth of all."""
    taendt = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if taendt:
            gc.enable()


class Arbejde:
    """The temporary tables of one reconciliation; as a context it clears the bench but for what is to be kept."""

    def __init__(self, forbindelse: ibis.BaseBackend) -> None:
        self._forbindelse = forbindelse
        self._ryddes: list[ibis.Table] = []

    def gem(
        self, navn: str, udtryk: ibis.Table, *, bevar: bool = False, stor_foerst: bool = False, lagvis: bool = False
    ) -> ibis.Table:
        """The expression's rows as a table of their own; `bevar` keeps it when the bench is cleared.

        `stor_foerst` says that every join has its large side first (`motor.gem`). `lagvis` says that the steps are to stay steps: merged
        into one, a step that many ask about is written out in each of them.
        """
        fuldt = f"afstemning_{next(_NUMRE)}_{navn}"
        with _lag(lagvis):
            tabel = motor.gem(self._forbindelse, fuldt, udtryk, stor_foerst=stor_foerst)
        if not bevar:
            self._ryddes.append(tabel)
        return tabel

    def antal(self, tabel: ibis.Table) -> int:
        """Rows in a table that stands on the bench."""
        return motor.antal(self._forbindelse, tabel)

    def __enter__(self) -> Arbejde:
        return self

    def __exit__(self, *_: object) -> None:
        for tabel in self._ryddes:
            motor.slet(self._forbindelse, tabel)
