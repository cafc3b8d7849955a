"""A table in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def tavle(hoved: Sequence[str], raekker: Iterable[Sequence[str]]) -> str:
    """The rows under their headings; a bar inside a cell is escaped."""
    linjer = [hoved, ["---"] * len(hoved), *raekker]
    return "\n".join("| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in r) + " |" for r in linjer)
