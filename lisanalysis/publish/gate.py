"""The gate: the only way into reports/. It reads what is about to leave, and refuses a file that names a known citizen.

It stops mistakes, not attackers. The measure is the citizens we have loaded: an amount, an account or a production unit
that merely has ten digits passes. Known spellings of a CPR number: ten digits; 6+4 with hyphen, space, dot, slash or in
neighbouring cells; ddmmyy in pairs; digits one by one; a lost leading zero; a trailing ,0; powers of ten.

Refused too: what could run when the file is opened, and a copy of a list from the place for internal lists. A number that
only looks like a CPR number, and the name of a loaded citizen, are a warning: they may be nobody's.
"""

from __future__ import annotations

import os
import re
import unicodedata
import uuid
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from lisanalysis.access import kendte_borgere
from lisanalysis.domain import cpr
from lisanalysis.domain.ordfejl import Ordfejl
from lisanalysis.errors import GateError
from lisanalysis.publish.active import aktivt
from lisanalysis.publish.contents import Sted, steder, udfoldet
from lisanalysis.publish.contents.archive import medlemmer
from lisanalysis.publish.intern import spaerrede
from lisanalysis.settings import Settings

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
# what looks like a CPR number, known or not: its two parts with one mark between, or ten digits by themselves
_LIGNER = re.compile(r"(?<![\w-])(\d{6})[- ]?(\d{4})(?![\w-]|[.,]\d)", re.ASCII)
_FORM = re.compile(r"[0-36-9]\d[01]\d{7}", re.ASCII)
_NAVN = re.compile(r"[A-ZÆØÅÉÜÖÄ][\w'’-]+(?:[ ,;|\t]{1,3}[A-ZÆØÅÉÜÖÄ][\w'’-]+){1,5}")
_ORD = re.compile(r"[\w'’-]+")
_NAVNELED = 4  # the longest name asked for, in words


class Borgere(Protocol):
    """Whoever can say whether ten digits are the CPR number of a citizen we have loaded, or some words the name of one."""

    def kender(self, nummer: str) -> bool: ...

    def kender_navn(self, navn: str) -> bool: ...


class Gate:
    """Lets files into `rod` and no further, once they hold no known citizen's CPR number. `spaerret` are hashes of internal lists."""

    def __init__(self, kendte: Borgere, rod: Path, spaerret: Collection[str] = frozenset()) -> None:
        self._kendte, self._rod, self._spaerret = kendte, Path(rod), frozenset(spaerret)

    def slip_ud(self, path: Path, indhold: bytes) -> list[str]:
        """Check name and content, then write the file whole or not at all; the warnings, which show no digit and no name.

        Raises GateError, which shows none either.
        """
        maal = self._inde(Path(path))
        navn = maal.relative_to(self._rod.resolve()).as_posix()
        advarsler = self.kontroller(navn, indhold)
        _skriv(maal, indhold)
        return advarsler

    def slip_aftryk(self, path: Path, side: bytes, tryk: Callable[[bytes], bytes]) -> None:
        """Write what `tryk` prints of an HTML page, once the page has been checked: a print holds nothing that its page does not.

        Raises GateError. A PDF that comes from elsewhere cannot be checked and is never released.
        """
        maal = self._inde(Path(path))
        self.kontroller(maal.with_suffix(".html").relative_to(self._rod.resolve()).as_posix(), side)
        _skriv(maal, tryk(side))

    def kontroller(self, navn: str, indhold: bytes) -> list[str]:
        """The check alone: the warnings for a file of that name. Raises GateError."""
        if self._fund(udfoldet(navn)):
            raise GateError(f"{_masker(navn)}: filens navn rummer en kendt borgers CPR-nummer. Filen er ikke skrevet.")
        if self._spaerret and self._spaerret & set(_aftryk(navn, indhold)):
            raise GateError(f"{_masker(navn)}: filen er en kopi af en intern liste med CPR-numre. Den er ikke skrevet.")
        fund, ligner, navne = Counter[str](), Counter[str](), Counter[str]()
        for sted in steder(navn, indhold):
            fund[sted.sted] += self._fund(sted.tekst)
            ligner[sted.sted] += _ligner(sted)
            navne[sted.sted] += self._navne(sted)
        if fund.total():
            raise GateError(_afvist(navn, fund))
        if levende := aktivt(navn, indhold):
            raise GateError(f"{_masker(navn)}: filen rummer {levende} og frigives ikke. Filen er ikke skrevet.")
        return [f"{_masker(navn)}: {hvad} ({_hvor(antal)})." for hvad, antal in ((_LIGNER_CPR, ligner), (_BORGERNAVNE, navne)) if antal.total()]

    def _fund(self, tekst: str) -> int:
        """How many different citizens the text names."""
        return sum(map(self._kendte.kender, kandidater(tekst)))

    def _navne(self, sted: Sted) -> int:
        """How many different names of loaded citizens the text has, first name first or last."""
        tekst = sted.tekst if sted.advar is None else sted.advar
        fundet = {navn for raekke in set(_NAVN.findall(tekst)) for navn in _navne(_ORD.findall(raekke))}
        return sum(map(self._kendte.kender_navn, fundet))

    def _inde(self, path: Path) -> Path:
        """The path with links followed. Raises GateError unless it is inside `rod`."""
        rod = self._rod.resolve()
        maal = path.resolve()
        if ".." in path.parts or maal == rod or not maal.is_relative_to(rod):
            raise GateError(f"{_masker(path.name)}: filen ville blive skrevet uden for mappen '{rod.name}'. Den er ikke skrevet.")
        return maal


def gate_for(settings: Settings, rod: Path) -> Gate:
    """The municipality's gate into `rod`: it knows the citizens of the present lager and the internal lists written so far."""
    return Gate(kendte_borgere(settings), rod, spaerrede(settings))


def ligner_cpr(navn: str, indhold: bytes) -> int:
    """How many numbers in a file of that name could be somebody's CPR number. Raises GateError where the file cannot be read."""
    return sum(map(_ligner, steder(navn, indhold)))


def _ligner(sted: Sted) -> int:
    """How many different numbers in the text could be somebody's, going by the date in them alone."""
    tekst = _ens(sted.tekst if sted.advar is None else sted.advar)
    return len({a + b for a, b in _LIGNER.findall(tekst) if _FORM.fullmatch(a + b) and _er_dato(a + b)})


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


_LIGNER_CPR = "tal, der ligner CPR-numre, men ikke er en indlæst borgers"
_BORGERNAVNE = "navne, som også er indlæste borgeres"


def _er_dato(nummer: str) -> bool:
    """Whether the first six digits are a date, day + 60 too; a number without a serial number is nobody's."""
    try:
        return cpr.laes(nummer).type != cpr.ANONYM
    except Ordfejl:
        return False


def _navne(led: list[str]) -> set[str]:
    """Every two to four neighbouring words as a name, and with the last name first."""
    ud = set()
    for laengde in range(2, min(_NAVNELED, len(led)) + 1):
        for start in range(len(led) - laengde + 1):
            navn = led[start : start + laengde]
            ud |= {" ".join(navn), " ".join([*navn[1:], navn[0]])}
    return ud


def _aftryk(navn: str, indhold: bytes) -> list[str]:
    """The hash of the file, and of each file in it."""
    inde = [raa for _, raa in medlemmer(indhold)] if navn.lower().endswith(".zip") else []
    return [sha256(raa).hexdigest() for raa in (indhold, *inde)]


def _hvor(antal: Counter[str]) -> str:
    return ", ".join(f"{sted}: {n}" for sted, n in sorted(antal.items()) if n)


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
