"""The layouts that a found file may be: one per kind of file of a system, with a place for each heading it wants."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lisanalysis.sources.mapping import FileMapping, SystemMapping, Target, built_in_mappings
from lisanalysis.tables import Column

_DK = Target(to="beloeb", codes={"D": "D", "K": "K"})


@dataclass(frozen=True)
class Plads:
    """One heading of a layout: what fills it, and how much a file without it is still the layout.

    `target` is None for a heading that the layout knows and leaves alone.
    """

    heading: str
    target: Target | None
    column: Column | None
    paakraevet: bool = False
    vaegt: float = 1.0

    @property
    def til(self) -> str:
        """The column that the heading fills; empty where it fills none."""
        return self.target.to if self.target else ""


@dataclass(frozen=True)
class Layout:
    """A kind of file: its system, the mappings that read it together, and its places."""

    system: SystemMapping
    stems: tuple[str, ...]
    pladser: tuple[Plads, ...]

    @property
    def mappings(self) -> tuple[FileMapping, ...]:
        """The mappings that read the file."""
        return tuple(self.system.files[s] for s in self.stems)

    @property
    def navn(self) -> str:
        """`bv.ydelser`, as a person points at it."""
        return f"{self.system.system}.{self.stems[0]}"

    @property
    def tabeller(self) -> tuple[str, ...]:
        """The tables that the file fills."""
        return tuple(dict.fromkeys(m.table for m in self.mappings))

    @property
    def slags(self) -> str:
        """The kind of file: `cpr`, `g69`, or a table with headings."""
        return {"fixed": "cpr", "floating": "g69"}.get(self.mappings[0].format.type, "tekst")

    @property
    def samler(self) -> bool:
        """Whether headings that the layout does not know are gathered in a column."""
        return any(m.unknown_columns == "collect" for m in self.mappings)


@cache
def layouts() -> tuple[Layout, ...]:
    """Every built-in layout; mappings that share a pattern are one."""
    fundet = []
    for system in built_in_mappings():
        moenstre: dict[str, list[str]] = {}
        for stem, mapping in system.files.items():
            moenstre.setdefault(mapping.pattern, []).append(stem)
        fundet += [Layout(system, tuple(stems), _pladser([system.files[s] for s in stems])) for stems in moenstre.values()]
    return tuple(fundet)


def _pladser(mappings: list[FileMapping]) -> tuple[Plads, ...]:
    pladser: dict[str, Plads] = {}
    for m in mappings:
        for heading, targets in m.columns.items():
            column = m.tabel[targets[0].to]
            vaegt = 0.5 if heading in m.optional else 2.0 if column.paakraevet else 1.0
            pladser.setdefault(heading, Plads(heading, targets[0], column, column.paakraevet, vaegt))
        for target in (t for targets in m.columns.values() for t in targets if t.debit_credit):
            pladser.setdefault(target.debit_credit, Plads(target.debit_credit, _DK, m.tabel["beloeb"]))
        for heading in m.ignored:
            pladser.setdefault(heading, Plads(heading, None, None, vaegt=0.2))
    return tuple(pladser.values())
