"""One event in the log: what was done, by whom, why, and with which citizens, and how it stands as a sealed line.

A line is ASCII JSON whose last field is a seal over every byte before it, so that no byte can be changed unseen. The field
`forrige` is the seal of the line before. Citizens stand by `log_id`, a pseudonym made with the log's own key: the log alone
is no register, yet a citizen who asks can be told of every look.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lisanalysis.access.noegle import Noegle

Handling = Literal[
    "indlaesning",     # data opened by a person
    "koersel",         # data opened by a report in a batch
    "afsloering",      # CPR numbers shown
    "eksport",         # a list with CPR numbers written to the internal place
    "port_tilsidesat", # the output gate overruled by two persons
    "sletning",        # deliveries, lager versions or internal lists deleted
    "skabelon",        # a template accepted
    "noegle",          # the key for pseudonyms made or replaced
    "logopslag",       # the log read
    "afbrudt",         # a half line, left by a crash, marked by the next writer
]  # fmt: skip
ALLE = "alle"
FOERSTE = "0" * 64
_FOER, _EFTER = b',"segl":"', b'"}'
_HALE = len(_FOER) + 64 + len(_EFTER)
_CPR_LIGNENDE = re.compile(r"(?<!\d)\d{6}[-\s]?\d{4}(?!\d)")


@dataclass(frozen=True)
class Linje:
    """A line that was read and found sealed."""

    nr: int
    forrige: str
    segl: str
    felter: Mapping[str, Any]


def forsegl(felter: Mapping[str, Any], noegle: Noegle) -> tuple[bytes, str]:
    """The event as a sealed line with its newline, and the seal."""
    krop = json.dumps(felter, separators=(",", ":"), ensure_ascii=True).encode("ascii")[:-1]
    segl = noegle.segl(krop)
    return krop + _FOER + segl.encode() + _EFTER + b"\n", segl


def laes_linje(raa: bytes, noegle: Noegle) -> Linje | None:
    """The line (without newline) when its seal is right; else None."""
    krop, hale = raa[:-_HALE], raa[-_HALE:]
    if len(hale) < _HALE or not hale.startswith(_FOER) or not hale.endswith(_EFTER):
        return None
    segl = hale[len(_FOER) : -len(_EFTER)]
    if not hmac.compare_digest(segl, noegle.segl(krop).encode()):
        return None
    felter = json.loads(krop + b"}")
    return Linje(felter["nr"], felter["forrige"], segl.decode(), felter)


def log_id(cpr: str, noegle: Noegle) -> str:
    """How a citizen stands in the log; `noegle` is the log's key."""
    return noegle.pseudonym(cpr, formaal="log")


def uden_numre(tekst: str) -> str:
    """The text with anything that looks like a CPR number blotted out: file names and reasons are free text."""
    return _CPR_LIGNENDE.sub("••••••-••••", tekst)


def borgerfelt(numre: Iterable[str] | Literal["alle"], noegle: Noegle) -> list[str] | str:
    """What a line says of its citizens: `alle`, or their sorted log ids."""
    return ALLE if numre == ALLE else sorted({log_id(n, noegle) for n in numre})
