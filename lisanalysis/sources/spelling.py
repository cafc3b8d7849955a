"""Suggests the known name that a person probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str:
    """" (mente du 'x'?)" where a known name is near, else nothing."""
    by_lower = {k.lower(): k for k in known}
    close = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return f" (mente du '{by_lower[close[0]]}'?)" if close else ""
