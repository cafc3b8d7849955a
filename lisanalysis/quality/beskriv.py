"""What a finding says, where a rule has more than one thing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


def beskriv(rows: ibis.Table, saetning: str) -> ibis.Table:
    """The rows with this sentence as their description."""
    import ibis

    return rows.mutate(beskrivelse=ibis.literal(saetning))
