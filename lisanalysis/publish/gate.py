"""The gate: the only way into reports/. It reads what is about to leave, and refuses a file that names a known citizen.

It stops mistakes, not attackers. The measure is the citizens we have loaded: an amount, an account or a production unit
that merely has ten digits passes. Known spellings of a CPR number: ten digits; 6+4 with hyphen, space, dot, slash or in
neighbouring cells; ddmmyy in pairs; digits one by one; a lost leading zero; a trailing ,0; powers of ten.
"""

from __future__ import annotations

import os
import re
import unicodedata
import uuid
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from lisanalysis.errors import GateError
from lisanalysis.publish.contents import steder, udfoldet

_STREG = "-"
_LUFT = r"[ .\-/_]{1,3}"
_CELLE = r"[ .\-/_\"';|,\t\r\n]{1,6}"  # 6+4 may also stand in two neighbouring cells
_STAVEMAADER = (
    r"\d{9,10}",
    rf"\d{{5,6}}{_CELLE}\d{{4}}",
    rf"\d{{1,2}}{_LUFT}\d{{2}}{_LUFT}\d{{2}}(?:{_LUFT})?\d{{4}}",
    rf"\d(?:{_LUFT}\d){{9}}",
)
# a lookahead, so that one number's end may be the next one's start
_KANDIDAT = [re.compile(rf"(?<!\d)(?=({s})(?!\d))", re.ASCII) for s in _STAVEMAADER]
_EKSPONENT = re.compile(r"(?<!\d)(\d[.,]\d{1,9})[eE]\+?0?([89])(?!\d)", re.ASCII)
_IKKE_CIFRE = re.compile(r"\D+", re.ASCII)


class Borgere(Protocol):
    """Whoever can say whether ten digits are the CPR number of a citizen we have loaded."""

    def kender(self, nummer: str) -> bool: ...


class Gate:
    """Lets files into `rod` and no further, once they hold no known citizen's CPR number."""

    def __init__(self, kendte: Borgere, rod: Path) -> None:
        self._kendte, self._rod = kendte, Path(rod)

    def slip_ud(self, path: Path, indhold: bytes) -> None:
        """Check name and content, then write the file whole or not at all. Raises GateError, which shows no digit."""
        maal = self._inde(Path(path))
        navn = maal.relative_to(self._rod.resolve()).as_posix()
        if self._fund(udfoldet(navn)):
            raise GateError(f"{_masker(navn)}: filens navn rummer en kendt borgers CPR-nummer. Filen er ikke skrevet.")
        fund = Counter[str]()
        for sted, tekst in steder(navn, indhold):
            fund[sted] += self._fund(tekst)
        if fund.total():
            raise GateError(_afvist(navn, fund))
        _skriv(maal, indhold)

    def _fund(self, tekst: str) -> int:
        """How many different citizens the text names."""
        return sum(map(self._kendte.kender, kandidater(tekst)))

    def _inde(self, path: Path) -> Path:
        """The path with links followed. Raises GateError unless it is inside `rod`."""
        rod = self._rod.resolve()
        maal = path.resolve()
        if ".." in path.parts or maal == rod or not maal.is_relative_to(rod):
            raise GateError(f"{_masker(path.name)}: filen ville blive skrevet uden for mappen '{rod.name}'. Den er ikke skrevet.")
        return maal


def kandidater(tekst: str) -> set[str]:
    """Every ten digits in the text that can be read as a CPR number, in whatever spelling."""
    tekst = _ens(tekst)
    fundet = {_IKKE_CIFRE.sub("", m) for moenster in _KANDIDAT for m in moenster.findall(tekst)}
    fundet |= {str(int(Decimal(tal.replace(",", ".")).scaleb(int(potens)))) for tal, potens in _EKSPONENT.findall(tekst)}
    return {cifre.zfill(10) for cifre in fundet if len(cifre) in (9, 10)}


def _ens(tekst: str) -> str:
    """The text with one kind of digit, dash and space, and nothing invisible in it."""
    if tekst.isascii():
        return tekst
    tekst = unicodedata.normalize("NFKC", tekst)
    return tekst.translate({ord(tegn): _enkel(tegn) for tegn in set(tekst) if not tegn.isascii()})


def _enkel(tegn: str) -> str:
    slags = unicodedata.category(tegn)
    if slags == "Nd":
        return str(unicodedata.digit(tegn))
    if slags == "Pd" or tegn == "\u2212":
        return _STREG
    if slags in ("Zs", "Zl", "Zp"):
        return " "
    return "" if slags in ("Cf", "Mn") else tegn


def _afvist(navn: str, fund: Counter[str]) -> str:
    hvor = ", ".join(f"{sted} ({antal})" for sted, antal in sorted(fund.items()) if antal)
    return (
        f"{navn}: udgangskontrollen afviste filen, for den rummer kendte borgeres CPR-numre. Sted og antal: {hvor}. "
        "Filen er ikke skrevet. Vis borger_id i stedet for CPR-nummer, og kør igen."
    )


def _masker(navn: str) -> str:
    return re.sub(r"\d", "•", _ens(navn))


def _skriv(maal: Path, indhold: bytes) -> None:
    """All of the file or nothing: written beside its place and then moved there."""
    maal.parent.mkdir(parents=True, exist_ok=True)
    ny = maal.with_name(f".{uuid.uuid4().hex}.ny")
    try:
        with ny.open("xb") as fil:
            fil.write(indhold)
            fil.flush()
            os.fsync(fil.fileno())
        os.replace(ny, maal)
    finally:
        with suppress(FileNotFoundError):
            ny.unlink()
