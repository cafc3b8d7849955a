"""Cuts fixed-width lines into the fields of their record type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.sources.mapping import FileMapping, SystemMapping
from lisanalysis.sources.text import Block, Tally

if TYPE_CHECKING:
    import pyarrow as pa

UNKNOWN_RECORD = "Linjens recordtype er ukendt i layoutet."
_CONTROL_RECORDS = ("000", "999")


class Records:
    """The record types of a file: those a mapping reads, those that are known and left alone, and the rest."""

    def __init__(self, system: SystemMapping, mappings: tuple[FileMapping, ...]) -> None:
        self.read = {m.records for m in mappings}
        self.left_alone = {*system.other_records, *_CONTROL_RECORDS}
        self.width = max(len(r) for r in self.read)
        self._annulled: set[int] = set()

    @property
    def annulled(self) -> int:
        """How many lines the source itself has annulled: they are no rows."""
        return len(self._annulled)

    @property
    def remark(self) -> str:
        """What was left out by the layout's own rule, as a sentence for the delivery list."""
        return f"{self.annulled} annullerede linjer er sprunget over." if self._annulled else ""

    def count(self, block: Block, tally: Tally) -> None:
        """Set unknown record types apart; take what is left alone out of the file's count."""
        kinds = self._kinds(block).to_pylist()
        for line, kind in zip(block.lines.to_pylist(), kinds, strict=True):
            if kind not in self.read:
                tally.rows -= 1
                if kind not in self.left_alone:
                    tally.reject(line, UNKNOWN_RECORD)

    def cut(self, block: Block, mapping: FileMapping) -> Block:
        """The lines of the mapping's record type, cut into its fields; a line shorter than a field leaves it empty."""
        import pyarrow.compute as pc

        mine = pc.equal(self._kinds(block), mapping.records)
        text, lines = block.columns["tekst"].filter(mine), block.lines.filter(mine)
        columns = {name: _field(text, start, length) for name, (start, length) in mapping.fields.items()}
        for name in mapping.skip_if:
            annulled = pc.is_valid(columns[name])
            self._annulled.update(lines.filter(annulled).to_pylist())
            keep = pc.invert(annulled)
            lines, columns = lines.filter(keep), {k: v.filter(keep) for k, v in columns.items()}
        return Block(lines, columns)

    def _kinds(self, block: Block) -> pa.Array:
        import pyarrow.compute as pc

        return pc.utf8_slice_codeunits(block.columns["tekst"], 0, self.width)


def _field(text: pa.Array, start: int, length: int) -> pa.Array:
    """One field, without the blanks around it; null where nothing stands."""
    import pyarrow as pa
    import pyarrow.compute as pc

    value = pc.utf8_trim_whitespace(pc.utf8_slice_codeunits(text, start - 1, start - 1 + length))
    return pc.if_else(pc.equal(value, ""), pa.scalar(None, pa.string()), value)
