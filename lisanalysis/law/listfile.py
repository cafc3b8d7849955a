"""Reads the package's own lists of paragraphs and accounts: rows as dictionaries, sources spelled out, nothing without a source."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from lisanalysis.errors import LawError
from lisanalysis.law.figurefile import SIKKERHED
from lisanalysis.yamlfile import read_yaml


@cache
def raekker(fil: str, liste: str) -> tuple[dict[str, Any], ...]:
    """The rows of one list in a shipped file, `kilde` as the sources' text.

    Raises LawError where a source or its certainty is missing.
    """
    indhold = read_yaml(Path(__file__).parent / fil)
    return tuple(_raekke(dict(post), indhold["kilder"], f"{fil}, {liste} nr. {nr}") for nr, post in enumerate(indhold[liste], 1))


def _raekke(post: dict[str, Any], kilder: dict[str, str], hvor: str) -> dict[str, Any]:
    ukendte = [kilde for kilde in post["kilde"] if kilde not in kilder]
    if ukendte or not post["kilde"] or post["sikkerhed"] not in SIKKERHED:
        raise LawError(f"{hvor}: 'kilde' skal nævne en af filens kilder og 'sikkerhed' være en af: {', '.join(SIKKERHED)}.")
    post["kilde"] = "; ".join(kilder[kilde] for kilde in post["kilde"])
    return {felt: tuple(vaerdi) if isinstance(vaerdi, list) else vaerdi for felt, vaerdi in post.items()}
