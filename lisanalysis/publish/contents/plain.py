"""Text as it may be encoded and escaped, and the tables that are written as text."""

from __future__ import annotations

import csv as csvlib
import io
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

_U_TEGN = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_PROCENT = re.compile(r"%[0-9a-fA-F]{2}")
_LAG = 3  # how deep escapes may be nested (&amp;#54;) before the rest is taken as it stands
_BOM16 = (b"\xff\xfe", b"\xfe\xff")
_TI_CIFRE = re.compile(r"\s*'?\d{10}(?:[.,]0+)?\s*", re.ASCII)
# types of column whose ten digits are no CPR number, and headings that are in no table of ours
_KODETYPER = ("konto", "kode", "id", "kr", "antal", "heltal", "faktor", "modtager")
_KODENAVNE = ("p-nummer", "p-nr", "pnr", "produktionsenhed", "cvr", "ean", "telefon", "kontoalias", "bilagsnr", "modtager")


class Sted(NamedTuple):
    """A text and the kind of place it stands in. `advar` is what of it may look like a CPR number: codes in columns of codes do not."""

    sted: str
    tekst: str
    advar: str | None = None


def afkod(indhold: bytes) -> str:
    """The bytes as text: UTF-8, UTF-16 with its mark, else Windows' Latin. Text with zero bytes is read as UTF-16 both ways too."""
    if indhold.startswith(_BOM16):
        return indhold.decode("utf-16")
    try:
        tekst = indhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = indhold.decode("cp1252", "replace")
    if "\0" in tekst:
        tekst += "\n" + indhold.decode("utf-16-le", "ignore") + "\n" + indhold.decode("utf-16-be", "ignore")
    return tekst


def udfoldet(tekst: str) -> str:
    """The text with character references, %xx and \\u escapes read, and a break between the readings."""
    for _ in range(_LAG):
        ny = unescape(tekst) if "&" in tekst else tekst
        ny = _U_TEGN.sub(lambda m: chr(int(m[1] or m[2], 16)), ny) if "\\" in ny else ny
        if ny == tekst:
            break
        tekst = ny
    return tekst + "\0" + unquote(tekst) if _PROCENT.search(tekst) else tekst


def tekst(indhold: bytes) -> Iterator[Sted]:
    """The whole of it."""
    yield Sted("tekst", udfoldet(afkod(indhold)))


def json_(indhold: bytes) -> Iterator[Sted]:
    """The source, escapes read; what is no JSON is refused."""
    raa = afkod(indhold)
    json.loads(raa)
    yield Sted("tekst", udfoldet(raa))


def csv(indhold: bytes) -> Iterator[Sted]:
    """The source, and of its columns of codes nothing to warn of."""
    raa = afkod(indhold)
    yield Sted("tekst", udfoldet(raa), uden_koder(raekker) if (raekker := _raekker(raa)) else None)


def uden_koder(raekker: Sequence[Sequence[str]]) -> str:
    """The rows as text without bare ten digits in the columns that their heading (the first row) says hold codes or amounts."""
    koder = {nr for nr, navn in enumerate(raekker[0]) if er_kode(navn)}
    if not koder:
        return "\n".join("|".join(raekke) for raekke in raekker)
    return "\n".join("|".join(c for nr, c in enumerate(raekke) if nr not in koder or not _TI_CIFRE.fullmatch(c)) for raekke in raekker)


def er_kode(overskrift: str) -> bool:
    """Whether a column so headed holds codes or amounts by its declaration."""
    return overskrift.strip().lower().replace(" ", "_") in _koder()


@cache
def _koder() -> frozenset[str]:
    from lisanalysis.tables import TABELLER

    typer: dict[str, set[str]] = {}
    for tabel in TABELLER.values():
        for kolonne in tabel.kolonner:
            typer.setdefault(kolonne.navn, set()).add(kolonne.type)
    return frozenset(n for n, t in typer.items() if t <= set(_KODETYPER)) | frozenset(_KODENAVNE)


def _raekker(raa: str) -> list[list[str]]:
    """The rows by the delimiter of the first line."""
    foerste = raa[: raa.find("\n") if "\n" in raa else len(raa)]
    skel = max(";,\t|", key=foerste.count)
    try:
        return list(csvlib.reader(io.StringIO(raa, newline=""), delimiter=skel))
    except csvlib.Error:
        return []
