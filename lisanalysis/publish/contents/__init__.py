"""Reads a file the way its type is read, for the gate: everything in it that could be text, with the kind of place it stands.

Nothing is interpreted beyond that. A type that is not known here cannot be released.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from lisanalysis.errors import GateError
from lisanalysis.publish.contents import archive, columns, notebook, page, plain, workbook
from lisanalysis.publish.contents.plain import Sted, udfoldet

__all__ = ["Sted", "steder", "udfoldet"]

_LAESERE: dict[str, Callable[[bytes], Iterator[Sted]]] = {
    ".html": page.laes,
    ".svg": page.laes,
    ".csv": plain.csv,
    ".txt": plain.tekst,
    ".md": plain.tekst,
    ".json": plain.json_,
    ".parquet": columns.laes,
    ".xlsx": workbook.laes,
    ".ipynb": notebook.laes,
}


def steder(navn: str, indhold: bytes) -> Iterator[Sted]:
    """All texts in the file, each with the kind of place it was found in. Raises GateError where it cannot be read."""
    endelse = PurePath(navn).suffix.lower()
    laeser = _zip if endelse == ".zip" else _LAESERE.get(endelse)
    if laeser is None:
        kendte = ", ".join(sorted([*_LAESERE, ".zip"]))
        raise GateError(f"{navn}: filtypen kan ikke kontrolleres og frigives derfor ikke. Der kan frigives: {kendte}.")
    try:
        yield from laeser(indhold)
    except GateError:
        raise
    except Exception as fejl:  # a damaged file of any kind; its bytes must not reach the message
        raise GateError(f"{navn}: filen kan ikke læses som {endelse} ({type(fejl).__name__}) og frigives ikke.") from None


def _zip(indhold: bytes) -> Iterator[Sted]:
    """Every member read by its own type, and its name."""
    for nr, (medlem, raa) in enumerate(archive.medlemmer(indhold), start=1):
        yield Sted(f"navn på fil {nr} i zip", udfoldet(medlem))
        if PurePath(medlem).suffix.lower() == ".zip":
            raise GateError("en zip-fil i en zip-fil kan ikke kontrolleres og frigives ikke.")
        for sted in steder(f"fil {nr} i zip{PurePath(medlem).suffix}", raa):
            yield sted._replace(sted=f"fil {nr} i zip, {sted.sted}")
