"""Several municipalities in one: the same tables with the municipality as a key, each cut at its own day and read with its own key of pseudonyms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lisanalysis.errors import LisError
from lisanalysis.tables.column import Table
from lisanalysis.tables.dataset import Dataset, MissingTable

if TYPE_CHECKING:
    import ibis

NOEGLE = "kommune_kode"
Find = Callable[[int, str], "ibis.Table"]  # the table of the n-th municipality, all of them on one engine


@dataclass(frozen=True)
class Samling:
    """`tabel(navn)` is the rows of every municipality that delivered the table; iterating gives each municipality's own Dataset.

    The systems' numbers bear the municipality's code (`0998:4711`), since two municipalities use the same ones. What is right only
    within one municipality (who pays, its own prices, the 8-tals-kontrol) is asked of each Dataset by itself.
    """

    dele: tuple[Dataset, ...]
    find: Find = field(repr=False)

    def __post_init__(self) -> None:
        koder = [d.kommune.kode for d in self.dele]
        if ens := sorted({k for k in koder if koder.count(k) > 1}):
            raise LisError(f"Flere af kommunerne har koden {', '.join(ens)}; rækkerne kunne ikke kendes fra hinanden.")

    def __iter__(self) -> Iterator[Dataset]:
        return iter(self.dele)

    def __len__(self) -> int:
        return len(self.dele)

    def har(self, navn: str) -> bool:
        """Whether any of them delivered the table."""
        return any(d.har(navn) for d in self.dele)

    def mangler(self, *navne: str) -> dict[str, tuple[str, ...]]:
        """The tables that each municipality lacks, by its name; one that lacks none is not there."""
        return {d.stem: m for d in self.dele if (m := d.mangler(*navne))}

    def tabel(self, navn: str) -> ibis.Table:
        """The table as one expression, with the column `kommune_kode` first. Raises MissingTable where nobody delivered it."""
        import ibis

        dele = [_med_noegle(d, d.tabeller[navn], self.find(nr, navn)) for nr, d in enumerate(self.dele) if d.har(navn)]
        if not dele:
            raise MissingTable([navn])
        return ibis.union(*dele, distinct=False) if len(dele) > 1 else dele[0]

    def __repr__(self) -> str:
        return "<Samling: " + ", ".join(f"{d.kommune.navn} pr. {d.per.isoformat()}" for d in self.dele) + ">"


def _med_noegle(data: Dataset, tabel: Table, raw: ibis.Table) -> ibis.Table:
    """One municipality's rows as they stood on its day, in the declared columns."""
    import ibis

    t = raw.filter(raw.skaeringsdato <= data.per, raw.erstattet_dato.isnull() | (raw.erstattet_dato > data.per))
    kode = ibis.literal(data.kommune.kode)
    return t.select(**{NOEGLE: kode}, **{k.navn: kode + ":" + t[k.navn] if k.type == "id" else t[k.navn] for k in tabel.lager_kolonner})
