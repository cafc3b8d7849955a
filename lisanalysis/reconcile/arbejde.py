"""The bench beside the lager: where a pass leaves what it did not explain, so that the next one need not compute it again.

A ladder of passes as one expression would be computed anew for every step. `gem` turns an expression into a temporary table in
the session of the same backend; the lager itself stays read-only. Temporary tables are common to every engine that Ibis speaks to.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

_NUMRE = count(1)  # names are unique in the process, so that two reconciliations may share a session


class Arbejde:
    """The temporary tables of one reconciliation; as a context it clears the bench but for what is to be kept."""

    def __init__(self, forbindelse: ibis.BaseBackend) -> None:
        self._forbindelse = forbindelse
        self._navne: list[str] = []
        self._bevares: set[str] = set()

    def gem(self, navn: str, udtryk: ibis.Table, *, bevar: bool = False) -> ibis.Table:
        """The expression's rows as a table of their own; `bevar` keeps it when the bench is cleared."""
        fuldt = f"afstemning_{next(_NUMRE)}_{navn}"
        tabel = self._forbindelse.create_table(fuldt, obj=udtryk, temp=True)
        self._navne.append(fuldt)
        if bevar:
            self._bevares.add(fuldt)
        return tabel

    def antal(self, tabel: ibis.Table) -> int:
        """Rows in a table."""
        return int(tabel.count().execute())

    def ryd(self, tabel: ibis.Table) -> None:
        """Drop a table that was kept from an earlier bench."""
        self._drop(tabel.get_name())

    def __enter__(self) -> Arbejde:
        return self

    def __exit__(self, *_: object) -> None:
        for navn in self._navne:
            if navn not in self._bevares:
                self._drop(navn)

    def _drop(self, navn: str) -> None:
        self._forbindelse.raw_sql(f"DROP TABLE {navn}")  # Ibis 12's own drop_table loses the name with today's sqlglot
