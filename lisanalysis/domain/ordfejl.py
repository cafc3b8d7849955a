"""The one way a domain word is refused: with a fixed Danish reason, never with the value that was refused."""

from __future__ import annotations

from enum import Enum


class Ordfejl(ValueError):
    """A text is not the word it should be; `aarsag` is an Enum member whose value is the Danish sentence to show."""

    def __init__(self, aarsag: Enum) -> None:
        super().__init__(aarsag.value)
        self.aarsag = aarsag
