"""Text from another municipality: letters that a person can see, and nothing that hides, turns or imitates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LINES = "\n\t"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_HTML = re.compile(r"<[a-zA-Z/!?]")
_IMAGE = re.compile(r"!\[")
_LINK = re.compile(r"\]\(|\]:|https?:|www\.", re.IGNORECASE)
_LIVE = re.compile(r"(?:javascript|vbscript|file|attachment)\s*:|data:\s*\w+/", re.IGNORECASE)


def hidden(text: str) -> str:
    """What in the text a reader could not see or would take for something else, in Danish; empty where there is nothing."""
    if any(unicodedata.category(c) in _UNSEEN and c not in _LINES for c in text):
        return "usynlige tegn eller tegn, der vender teksten"
    if any((c.isalpha() or c.isdecimal()) and unicodedata.normalize("NFKC", c) != c for c in text):
        return "tegn, der ligner andre tegn"
    return ""


def foreign(text: str) -> bool:
    """Whether there are letters of another alphabet than ours: some of them look just like ours."""
    return any(c.isalpha() and not c.isascii() and not unicodedata.name(c, "").startswith("LATIN") for c in text)


def prose(text: str) -> Iterator[tuple[str, bool]]:
    """What is wrong with a text in Markdown: the reason, and whether it is refused (else a person must look at it)."""
    if said := hidden(text):
        yield said, True
    if _HTML.search(text):
        yield "HTML i teksten; skriv med Markdown alene", True
    if _IMAGE.search(text):
        yield "et billede; en skabelon har kun tekst", True
    if _LIVE.search(text):
        yield "en henvisning, der kan køre eller hente noget", True
    elif _LINK.search(text):
        yield "en henvisning ud af skabelonen", False
    if foreign(text):
        yield "bogstaver fra et andet alfabet", False
