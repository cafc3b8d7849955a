"""A notebook: source, outputs of every kind, metadata everywhere, attachments, widget state, and keys nobody knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lisanalysis.publish.contents.page import BILLEDER, fra_base64, synlig
from lisanalysis.publish.contents.plain import Sted, afkod, udfoldet

Par = list[tuple[str, Any]]


class _Objekt(Par):
    """A JSON object as pairs, so that a key that stands twice is read twice."""


def laes(indhold: bytes) -> Iterator[Sted]:
    """Every string and number, named by cell and output, texts that are stored in pieces put together."""
    bog = json.loads(afkod(indhold), object_pairs_hook=_Objekt)
    if not isinstance(bog, _Objekt) or not any(k == "cells" and type(v) is list for k, v in bog):
        raise ValueError
    yield Sted("kildetekst", udfoldet(afkod(indhold)), "")
    for noegle, vaerdi in bog:
        if noegle == "cells":
            for nr, celle in enumerate(vaerdi, start=1):
                yield from _celle(celle, f"celle {nr}")
        else:
            yield from _blade([noegle, vaerdi], f"notebookens {noegle}" if noegle == "metadata" else "notebookens egenskaber")


def _celle(celle: Any, sted: str) -> Iterator[Sted]:
    for noegle, vaerdi in celle if isinstance(celle, _Objekt) else []:
        if noegle == "outputs" and type(vaerdi) is list:
            yield Sted(f"{sted}, output", udfoldet("".join(t for o in vaerdi for t in _stroem(o))))
            for nr, output in enumerate(vaerdi, start=1):
                yield from _blade(output, f"{sted}, output {nr}")
        else:
            yield from _blade([noegle, vaerdi], sted)


def _stroem(output: Any) -> Iterator[str]:
    """The printed text of an output: a line may be broken over two of them."""
    for noegle, vaerdi in output if isinstance(output, _Objekt) else []:
        if noegle == "text":
            yield "".join(vaerdi) if type(vaerdi) is list else str(vaerdi)


def _blade(vaerdi: Any, sted: str) -> Iterator[Sted]:
    """All there is in the value; a list of texts is one text, and base64 is read for what it is."""
    if isinstance(vaerdi, _Objekt):
        for noegle, del_ in vaerdi:
            yield Sted(sted, udfoldet(noegle))
            yield from _blade(del_, sted)
    elif type(vaerdi) is list and not all(isinstance(v, str) for v in vaerdi):
        yield Sted(sted, udfoldet(" ; ".join(str(v) for v in vaerdi if isinstance(v, (str, int, float)))))
        for del_ in vaerdi:
            yield from _blade(del_, sted)
    elif isinstance(vaerdi, (str, list)):
        yield from _tekst("".join(vaerdi), sted)
    elif isinstance(vaerdi, (int, float)):
        yield Sted(sted, str(vaerdi))


def _tekst(tekst: str, sted: str) -> Iterator[Sted]:
    yield Sted(sted, udfoldet(tekst))
    if "<" in tekst:
        yield Sted(sted, udfoldet(synlig(tekst)))
    if len(tekst) >= 12 and not any(t in tekst for t in " <{"):
        raa = fra_base64(tekst.replace("\n", ""))
        if not raa.startswith(BILLEDER):
            yield Sted(f"{sted}, indlejret data", udfoldet(afkod(raa)), "")
