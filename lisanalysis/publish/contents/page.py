"""A page as it is read, numbers split over tags put together, and its source with attributes, comments and embedded data."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from lisanalysis.publish.contents.plain import Sted, afkod, uden_koder, udfoldet

TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>|<!--.*?-->", re.S)
# elements that a browser draws without a break: a number may be split over them
_INLINE = frozenset("a abbr b bdi bdo cite code em font i ins kbd mark q s samp small span strong sub sup tspan u var wbr t r".split())
_DATA_URL = re.compile(r"data:([\w.+-]+/[\w.+-]+)?(?:;[\w=.+-]+)*?(;base64)?,([^\"'\s)>]*)", re.I)
_GEOMETRI = re.compile(r'\s(?:d|points|transform|viewBox|viewbox)="[-\dA-Za-z.,()\s]*"')
BILLEDER = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_TABEL = re.compile(r"<table\b.*?</table>", re.S | re.I)
_RAEKKE = re.compile(r"<tr\b.*?</tr>", re.S | re.I)
_CELLE = re.compile(r"<t[hd]\b[^<>]*>(.*?)(?=</?t[hdr]\b)", re.S | re.I)


def laes(indhold: bytes) -> Iterator[Sted]:
    """The visible text, the source, and the text of data: addresses that are no pictures."""
    kilde, indlejret = _uden_data_url(afkod(indhold))
    kilde = _GEOMETRI.sub(" ", kilde)
    yield Sted("synlig tekst", udfoldet(synlig(kilde)), udfoldet(synlig(_TABEL.sub(_tabel, kilde))))
    yield Sted("kildetekst", udfoldet(kilde), "")  # what may look like a number there is seen in the text
    for tekst in indlejret:
        yield Sted("indlejret data", udfoldet(tekst + "\0" + synlig(tekst)))


def synlig(kilde: str) -> str:
    """The text without its tags; a break stands for each that a browser breaks at."""
    return TAG.sub(_erstat_tag, kilde)


def _tabel(match: re.Match[str]) -> str:
    """A table's text without the codes in its columns of codes."""
    raekker = [[unescape(synlig(c)) for c in _CELLE.findall(r)] for r in _RAEKKE.findall(match[0])]
    return "|" + uden_koder(raekker) + "|" if raekker else match[0]


def _erstat_tag(match: re.Match[str]) -> str:
    return "" if (match[2] or "").lower() in _INLINE else "|"


def _uden_data_url(raa: str) -> tuple[str, list[str]]:
    """The source without its data: addresses, and the text of those that are not pictures."""
    indlejret: list[str] = []

    def erstat(match: re.Match[str]) -> str:
        raa_data = fra_base64(match[3]) if match[2] else unquote(match[3]).encode()
        if not raa_data.startswith(BILLEDER):
            indlejret.append(afkod(raa_data))
        return "data:"

    return _DATA_URL.sub(erstat, raa), indlejret


def fra_base64(kodet: str) -> bytes:
    """The bytes, or the text itself where it is not base64."""
    try:
        return base64.b64decode(unquote(kodet), validate=False)
    except (binascii.Error, ValueError):
        return kodet.encode()
