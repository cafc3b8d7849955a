"""The looks of all reports: `rapport/` is nbconvert's template, `dele.css` styles the parts, `side.css` the page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

MAPPE = Path(__file__).parent


@cache
def tekst(navn: str) -> str:
    """A stylesheet as it goes into a page: comments and indentation left out."""
    raa = (MAPPE / navn).read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", raa, flags=re.S)).strip()
