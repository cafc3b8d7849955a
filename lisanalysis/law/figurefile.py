"""The strict form of a file of figures, the package's own and the municipality's: `kilder`, `navne` and `tal`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

from lisanalysis.errors import LawError
from lisanalysis.yamlfile import read_yaml

SIKKERHED = ("verificeret", "afledt", "almen_viden", "observeret", "kommunen")

_NAVNEFELTER = {"titel", "enhed", "lov", "findes_fra", "findes_til"}
_TALFELTER = {"navn", "fra", "til", "vaerdi", "kilde", "sikkerhed"}
_TAL = re.compile(r"\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True)
class Talnavn:
    """A figure as a concept: what it is, its unit, its law, and the days between which the law has it at all.

    A day that is None is no known limit.
    """

    navn: str
    titel: str
    enhed: str
    lov: str
    findes_fra: date | None = None
    findes_til: date | None = None


@dataclass(frozen=True)
class Tal:
    """One dated value: exact `vaerdi` in `enhed`, valid from `fra` to `til`, both inclusive (None: no known end), with `kilde`.

    `sikkerhed` is one of SIKKERHED; "kommunen" marks a value that a municipality itself vouches for.
    """

    navn: str
    titel: str
    vaerdi: Decimal
    enhed: str
    fra: date
    til: date | None
    kilde: str
    sikkerhed: str

    def gaelder(self, dato: date) -> bool:
        """True where the day lies in the value's period."""
        return self.fra <= dato and (self.til is None or dato <= self.til)

    def overlapper(self, anden: Tal) -> bool:
        """True where the two values share a day."""
        return self.gaelder(anden.fra) or anden.gaelder(self.fra)

    @property
    def periode(self) -> str:
        """The period as a reader writes it: `2022`, or `fra 01-10-2023 til 31-03-2026`."""
        if (self.fra.month, self.fra.day) == (1, 1) and self.til == date(self.fra.year, 12, 31):
            return str(self.fra.year)
        return f"fra {self.fra:%d-%m-%Y}" + (f" til {self.til:%d-%m-%Y}" if self.til else "")


@dataclass(frozen=True)
class Talfil:
    """What one file holds."""

    navne: tuple[Talnavn, ...]
    tal: tuple[Tal, ...]


def laes_fil(sti: Path, vist: str, *, kendte: Mapping[str, Talnavn] | None = None, sikkerhed: str | None = None) -> Talfil:
    """The figures of a file, called `vist` in errors. Raises LawError for whatever is not exactly in form.

    `kendte` are concepts the file may use without declaring them; `sikkerhed` is what a line that does not say is taken to be.
    """
    indhold = read_yaml(sti)
    _kun(indhold, {"kilder", "navne", "tal"}, vist)
    kilder, navnedel, taldel = (indhold.get(del_) or tom for del_, tom in (("kilder", {}), ("navne", {}), ("tal", [])))
    _kraev(isinstance(kilder, dict) and isinstance(navnedel, dict), f"{vist}: 'kilder' og 'navne' skal bestå af 'navn: …'-linjer.")
    _kraev(isinstance(taldel, list), f"{vist}: 'tal' skal være en liste med én linje pr. tal, der begynder med '-'.")
    navne = tuple(_navn(navn, felter, vist) for navn, felter in navnedel.items())
    begreber = {**(kendte or {}), **{n.navn: n for n in navne}}
    laest = tuple(_tal(post, f"{vist}, tal nr. {nr}", begreber, kilder, sikkerhed) for nr, post in enumerate(taldel, 1))
    _afvis_overlap(laest, vist)
    return Talfil(navne, laest)


def _navn(navn: str, felter: Any, vist: str) -> Talnavn:
    hvor = f"{vist}, navnet '{navn}'"
    _kun(felter, _NAVNEFELTER, hvor)
    for felt in ("titel", "enhed", "lov"):
        _kraev(isinstance(felter.get(felt), str) and felter[felt].strip(), f"{hvor}: '{felt}' mangler.")
    for felt in ("findes_fra", "findes_til"):
        _kraev(isinstance(felter.get(felt), date | None), f"{hvor}: '{felt}' skal være en dato, åååå-mm-dd.")
    return Talnavn(navn, **felter)


def _tal(post: Any, hvor: str, begreber: Mapping[str, Talnavn], kilder: Mapping[str, str], sikkerhed: str | None) -> Tal:
    _kun(post, _TALFELTER, hvor)
    begreb = begreber.get(str(post.get("navn")))
    _kraev(begreb, f"{hvor}: '{post.get('navn')}' er ikke et kendt navn. Ret stavemåden, eller beskriv det under 'navne'.")
    hvor = f"{hvor} ({begreb.navn})"
    fra, til, vaerdi = post.get("fra"), post.get("til"), str(post.get("vaerdi"))
    _kraev(isinstance(fra, date) and isinstance(til, date | None), f"{hvor}: 'fra' og 'til' skal være datoer, åååå-mm-dd.")
    _kraev(til is None or fra <= til, f"{hvor}: 'fra' ligger efter 'til'.")
    eksakt = not isinstance(post.get("vaerdi"), float) and _TAL.fullmatch(vaerdi)
    _kraev(eksakt, f"{hvor}: 'vaerdi' skal stå i anførselstegn, med decimalpunktum og uden tusindtegn: \"1234.50\".")
    kilde = str(post.get("kilde") or "").strip()
    _kraev(kilde, f"{hvor}: 'kilde' mangler. Skriv, hvor tallet er læst; et tal uden kilde bruges ikke.")
    sikker = post.get("sikkerhed", sikkerhed)
    _kraev(sikker in SIKKERHED, f"{hvor}: 'sikkerhed' skal være en af: {', '.join(SIKKERHED)}.")
    return Tal(begreb.navn, begreb.titel, Decimal(vaerdi), begreb.enhed, fra, til, kilder.get(kilde, kilde), sikker)


def _afvis_overlap(laest: tuple[Tal, ...], vist: str) -> None:
    for a, b in combinations(laest, 2):
        i_orden = a.navn != b.navn or not a.overlapper(b)
        _kraev(i_orden, f"{vist}: '{a.navn}' har to værdier for samme dag ({a.periode} og {b.periode}).")


def _kun(felter: Any, kendte: set[str], hvor: str) -> None:
    _kraev(isinstance(felter, dict), f"{hvor}: der skal stå 'felt: værdi'.")
    ukendte = sorted(str(felt) for felt in felter if felt not in kendte)
    _kraev(not ukendte, f"{hvor}: kender ikke {', '.join(ukendte)}. Kendte felter: {', '.join(sorted(kendte))}.")


def _kraev(opfyldt: Any, besked: str) -> None:
    if not opfyldt:
        raise LawError(besked)
