"""Suggests the known name that a person probably meant, as a sentence or in brackets; capitals make no difference."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def naermeste(navn: str, kendte: Iterable[str]) -> str:
    """The known name that is spelt most like this one; empty where none is near."""
    smaa = {k.lower(): k for k in kendte}
    naer = get_close_matches(navn.lower(), smaa, n=1)
    return smaa[naer[0]] if naer else ""


def mente_du(navn: str, kendte: Iterable[str]) -> str:
    """` Mente du 'x'?`, to follow a sentence; empty where no known name is near."""
    naer = naermeste(navn, kendte)
    return f" Mente du '{naer}'?" if naer else ""


def mente_du_i_parentes(navn: str, kendte: Iterable[str]) -> str:
    """` (mente du 'x'?)`, to stand inside a sentence; empty where no known name is near."""
    naer = naermeste(navn, kendte)
    return f" (mente du '{naer}'?)" if naer else ""
