"""Reads a file the way its type is read, for the gate: everything in it that could be text, with the kind of place it stands.

Nothing is interpreted beyond that. A type that is not known here cannot be released.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lisanalysis.errors import GateError

if TYPE_CHECKING:
    import pyarrow as pa

Sted = tuple[str, str]  # (kind of place, text)

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>|<!--.*?-->", re.S)
# elements that a browser draws without a break: a number may be split over them
_INLINE = frozenset("a abbr b bdi bdo cite code em font i ins kbd mark q s samp small span strong sub sup tspan u var wbr t r".split())
_DATA_URL = re.compile(r"data:([\w.+-]+/[\w.+-]+)?(?:;[\w=.+-]+)*?(;base64)?,([^\"'\s)>]*)", re.I)
_GEOMETRI = re.compile(r'\s(?:d|points|transform|viewBox|viewbox)="[-\dA-Za-z.,()\s]*"')
_BILLEDER = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_U_TEGN = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_PROCENT = re.compile(r"%[0-9a-fA-F]{2}")
_LAG = 3  # how deep escapes may be nested (&amp;#54;) before the rest is taken as it stands
_STOERSTE_UDPAKKET = 200_000_000


def steder(navn: str, indhold: bytes) -> Iterator[Sted]:
    """All texts in the file, each with the kind of place it was found in. Raises GateError where it cannot be read."""
    laeser = _LAESERE.get(PurePath(navn).suffix.lower())
    if laeser is None:
        kendte = ", ".join(sorted(_LAESERE))
        raise GateError(f"{navn}: filtypen kan ikke kontrolleres og frigives derfor ikke. Der kan frigives: {kendte}.")
    try:
        yield from laeser(indhold)
    except GateError:
        raise
    except Exception as fejl:  # a damaged file of any kind; its bytes must not reach the message
        raise GateError(f"{navn}: filen kan ikke læses som {PurePath(navn).suffix} ({type(fejl).__name__}) og frigives ikke.") from None


def _tekst(indhold: bytes) -> Iterator[Sted]:
    yield "tekst", udfoldet(indhold.decode("utf-8-sig"))


def _json(indhold: bytes) -> Iterator[Sted]:
    raa = indhold.decode("utf-8-sig")
    json.loads(raa)
    yield "tekst", udfoldet(raa)


def _html(indhold: bytes) -> Iterator[Sted]:
    """The page as it is read (numbers split over tags put together), and its source with attributes and comments."""
    raa = indhold.decode("utf-8-sig")
    kilde, indlejret = _uden_data_url(raa)
    kilde = _GEOMETRI.sub(" ", kilde)
    yield "synlig tekst", udfoldet(_TAG.sub(_erstat_tag, kilde))
    yield "kildetekst", udfoldet(kilde)
    for tekst in indlejret:
        yield "indlejret data", udfoldet(tekst + "\0" + _TAG.sub(_erstat_tag, tekst))


def _parquet(indhold: bytes) -> Iterator[Sted]:
    """Every column, whatever its type: a CPR number may stand as text, as a number or inside a list."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tabel = pq.read_table(pa.BufferReader(indhold))
    yield "kolonnenavne", udfoldet("\n".join(tabel.column_names))
    yield "metadata", udfoldet(" ".join(v.decode("utf-8", "replace") for v in (tabel.schema.metadata or {}).values()))
    for nr, kolonne in enumerate(tabel.columns, start=1):
        yield f"kolonne {nr}", udfoldet("\n".join(_kolonne(kolonne)))


def _kolonne(kolonne: pa.ChunkedArray) -> list[str]:
    """The column's different values as text; a number as the whole number it may be."""
    import pyarrow as pa

    if pa.types.is_dictionary(kolonne.type):
        kolonne = kolonne.cast(kolonne.type.value_type)
    if pa.types.is_nested(kolonne.type):
        return [str(v) for v in kolonne.to_pylist() if v is not None]
    if pa.types.is_floating(kolonne.type) or pa.types.is_decimal(kolonne.type):
        return [f"{v:.0f}" for v in kolonne.unique().to_pylist() if v is not None and v == v and abs(v) < 1e15 and v == int(v)]
    if pa.types.is_binary(kolonne.type) or pa.types.is_large_binary(kolonne.type):
        return [v.decode("utf-8", "replace") for v in kolonne.unique().to_pylist() if v is not None]
    return [str(v) for v in kolonne.unique().to_pylist() if v is not None]


def _xlsx(indhold: bytes) -> Iterator[Sted]:
    """Every member of the workbook: cells, comments, names, properties, hidden sheets and all."""
    with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
        if sum(m.file_size for m in pakke.infolist()) > _STOERSTE_UDPAKKET:
            raise ValueError
        for medlem in pakke.infolist():
            yield "navn på del", udfoldet(medlem.filename)
            raa = pakke.read(medlem)
            if not raa.startswith(_BILLEDER):
                tekst = raa.decode("utf-8-sig")
                yield "ark eller egenskab", udfoldet(_TAG.sub(_erstat_tag, tekst))
                yield "kildetekst", udfoldet(tekst)


def udfoldet(tekst: str) -> str:
    """The text with character references, %xx and \\u escapes read, and spaces between the readings."""
    for _ in range(_LAG):
        ny = unescape(tekst) if "&" in tekst else tekst
        ny = _U_TEGN.sub(lambda m: chr(int(m[1] or m[2], 16)), ny) if "\\" in ny else ny
        if ny == tekst:
            break
        tekst = ny
    return tekst + "\0" + unquote(tekst) if _PROCENT.search(tekst) else tekst


def _erstat_tag(match: re.Match[str]) -> str:
    """Nothing for an element inside a line, else a break between cells or blocks."""
    return "" if (match[2] or "").lower() in _INLINE else "|"


def _uden_data_url(raa: str) -> tuple[str, list[str]]:
    """The source without its data: addresses, and the text of those that are not pictures."""
    indlejret: list[str] = []

    def erstat(match: re.Match[str]) -> str:
        raa_data = _afkod(match[3]) if match[2] else match[3].encode()
        if not raa_data.startswith(_BILLEDER):
            indlejret.append(raa_data.decode("utf-8", "replace"))
        return "data:"

    return _DATA_URL.sub(erstat, raa), indlejret


def _afkod(kodet: str) -> bytes:
    try:
        return base64.b64decode(unquote(kodet), validate=False)
    except (binascii.Error, ValueError):
        return kodet.encode()


_LAESERE: dict[str, Callable[[bytes], Iterator[Sted]]] = {
    ".html": _html,
    ".svg": _html,
    ".csv": _tekst,
    ".txt": _tekst,
    ".md": _tekst,
    ".json": _json,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}
