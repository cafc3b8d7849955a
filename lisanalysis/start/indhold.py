"""What a column holds, told by its cells: how many read as CPR numbers, dates, accounts, paragraphs, amounts, known codes.

A `Profil` keeps shapes and counts and lets go of the values: `6 cifre-4 cifre, 98 % udfyldt`, never one that stands in a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from lisanalysis.domain import cpr, dato, konto, kommune, paragraf
from lisanalysis.domain.ordfejl import Ordfejl
from lisanalysis.sources.mapping import Target
from lisanalysis.start import former
from lisanalysis.start.ord import kodeord
from lisanalysis.tables import Column

_MOST = 400  # different values that are looked at
_KODE_SOM_TEKST = 0.75  # a column of text may hold codes, but words say more
_CVR, _P_NUMMER = re.compile(r"(?:DK)?\d{8}", re.ASCII), re.compile(r"1\d{9}", re.ASCII)
_AAR, _HELTAL, _PERIODE = re.compile(r"(?:19|20)\d\d"), re.compile(r"-?\d{1,9}", re.ASCII), re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_JA_NEJ = {"ja", "nej", "j", "n", "1", "0", "true", "false"}
_BOGSTAV = re.compile(r"[^\W\d_]")
_STORE, _SMAA, _CIFFER = re.compile(r"[A-ZÆØÅ]"), re.compile(r"[a-zæøå]"), re.compile(r"\d", re.ASCII)

# How much it says of a column that its cells read as the type: nearly everything reads as text, little as an account.
SAERPRAEG = {
    "borger": 0.9, "cpr": 0.9, "konto": 0.9, "paragraf": 0.8, "dato": 0.7, "tidspunkt": 0.7, "periode": 0.9, "aar": 0.7, "kommune": 0.5,
    "modtager": 0.5, "kr": 0.5, "antal": 0.4, "faktor": 0.4, "ja_nej": 0.4, "heltal": 0.3, "kode": 0.2, "id": 0.2, "tekst": 0.2, "adresse": 0.1,
}  # fmt: skip


@dataclass(frozen=True)
class Profil:
    """One column of a file: its cells while it is looked at, and what may be said of them."""

    heading: str
    celler: list[str] = field(repr=False)

    @cached_property
    def vaerdier(self) -> Counter[str]:
        """The different values that stand in the column, with how often; blanks and open ends are none."""
        fundet = Counter(c for c in self.celler if c)
        return Counter(dict(fundet.most_common(_MOST)))

    @property
    def tom(self) -> bool:
        """Whether no cell says anything."""
        return not self.vaerdier

    def andel(self, kan_laeses: Callable[[str], bool]) -> float:
        """The share of the cells (of the commonest different values) that can be read so."""
        i_alt = self.vaerdier.total()
        return sum(n for v, n in self.vaerdier.items() if kan_laeses(v)) / i_alt if i_alt else 0.0

    def andel_af(self, slags: str) -> float:
        """The share that reads as a column of that name or type; found once."""
        if slags not in self._andele:
            self._andele[slags] = self.andel(_LAESER[slags])
        return self._andele[slags]

    @cached_property
    def _andele(self) -> dict[str, float]:
        return {}

    @cached_property
    def maske(self) -> str:
        """The profile as it may be shown: how much is filled, how many different, the commonest shapes with 9 and a for digits and letters."""
        if self.tom:
            return "tom"
        i_alt, fyldt = len(self.celler), sum(map(bool, self.celler))
        former_ = Counter[str]()
        for vaerdi, antal in self.vaerdier.items():
            former_[form(vaerdi)] += antal
        vist = " · ".join(f for f, _ in former_.most_common(2))
        return f"{100 * fyldt // i_alt} % udfyldt, {_antal(len(self.vaerdier))}, form {vist}"


def form(vaerdi: str) -> str:
    """The value's shape alone: digits are 9, letters a and A, runs of letters are cut to two so that no word is told by its length."""
    if " " in vaerdi and _BOGSTAV.search(vaerdi):
        return "flere ord"
    tekst = _CIFFER.sub("9", _SMAA.sub("a", _STORE.sub("A", vaerdi)))
    tekst = re.sub(r"[^\W\d_a-zA-Z]", "a", tekst)
    tekst = re.sub(r"A{2,}", "AA", re.sub(r"a{2,}", "aa", tekst))
    return tekst if len(tekst) <= 24 else tekst[:23] + "…"


def passer(profil: Profil, target: Target, column: Column) -> float | None:
    """The share of the cells that read as the target wants them; None where the column says nothing."""
    if profil.tom:
        return None
    if target.codes or target.contains or column.vaerdier:
        kendte = {k.casefold() for k in (*target.codes, *column.vaerdier, *kodeord(column))}
        indeholder = [k.casefold() for k in target.contains]
        fundet = profil.andel(lambda v: v.casefold() in kendte or any(k in v.casefold() for k in indeholder))
        return fundet if target.otherwise == "reject" else 1.0
    if column.type == "tekst" and column.navn not in _LAESER:
        return profil.andel_af("ord") + _KODE_SOM_TEKST * (profil.andel_af("tekst") - profil.andel_af("ord"))
    return profil.andel_af(column.navn if column.navn in _LAESER else column.type)


def saerpraeg(profil: Profil, target: Target, column: Column) -> float:
    """How telling the fit is: a list of codes is, and so is what only one kind of number looks like."""
    if target.codes or column.vaerdier:
        return 0.9 if target.otherwise == "reject" else 0.2
    if column.type == "paragraf" and profil.andel(lambda v: bool(_BOGSTAV.search(v)) or "§" in v) < 0.5:
        return 0.3  # bare numbers are also anything else
    return {"leverandoer_cvr": 0.8, "p_nummer": 0.8, "kontostreng": 0.9}.get(column.navn, SAERPRAEG[column.type])


def _forsoeg(laes: Callable[[str], object]) -> Callable[[str], bool]:
    def kan(vaerdi: str) -> bool:
        try:
            laes(vaerdi)
        except Ordfejl:
            return False
        return True

    return kan


_er_cpr = _forsoeg(lambda v: cpr.laes(v, fiktiv=True))
_er_konto = _forsoeg(konto.laes)
_er_kommune = _forsoeg(kommune.kode4)
_NAVNE = {n.casefold() for n in kommune.NAVNE.values()}


def _er_dato(vaerdi: str) -> bool:
    return dato.er_aaben(vaerdi) or former.dato_form(vaerdi) is not None


def _id(vaerdi: str) -> bool:
    """A number that names something: it has a digit, and is no date, no citizen and no sentence."""
    return any(c.isdigit() for c in vaerdi) and vaerdi.count(" ") < 2 and _kode(vaerdi)


def _tekst(vaerdi: str) -> bool:
    return bool(_BOGSTAV.search(vaerdi)) and not _er_cpr(vaerdi)


def _ord(vaerdi: str) -> bool:
    """Words: several of them, or mostly letters; a number with a letter before it is a code."""
    return _tekst(vaerdi) and (" " in vaerdi or 2 * len(_BOGSTAV.findall(vaerdi)) >= len(vaerdi))


def _kode(vaerdi: str) -> bool:
    """A label: no date and no citizen."""
    return len(vaerdi) <= 60 and not _er_cpr(vaerdi) and former.dato_form(vaerdi) is None


_LAESER: dict[str, Callable[[str], bool]] = {
    "borger": _er_cpr,
    "dato": _er_dato,
    "tidspunkt": _er_dato,
    "konto": lambda v: _er_konto(v) or konto.er_alias(v),
    "kontostreng": lambda v: _er_konto(v) and "-" in v,
    "kontoalias": lambda v: konto.er_alias(v) or _er_konto(v),
    "paragraf": _forsoeg(paragraf.noegle),
    "kommune": lambda v: _er_kommune(v) or v.casefold() in _NAVNE,
    "modtager": lambda v: _er_cpr(v) or bool(_CVR.fullmatch(v)),
    "leverandoer_cvr": lambda v: bool(_CVR.fullmatch(v)),
    "p_nummer": lambda v: bool(_P_NUMMER.fullmatch(v)),
    "kr": former.er_tal,
    "antal": former.er_tal,
    "faktor": former.er_tal,
    "aar": lambda v: bool(_AAR.fullmatch(v)) or former.dato_form(v) is not None,
    "heltal": lambda v: bool(_HELTAL.fullmatch(v)),
    "periode": lambda v: bool(_PERIODE.fullmatch(v)),
    "ja_nej": lambda v: v.casefold() in _JA_NEJ or _er_dato(v),
    "id": _id,
    "kode": _kode,
    "tekst": _tekst,
    "ord": _ord,
    "adresse": _tekst,
}


def _antal(tal: int) -> str:
    return f"{tal} forskellig{'e' * (tal != 1)}" if tal < _MOST else f"mindst {tal} forskellige"


def profiler(columns: dict[str, list[str]]) -> Iterable[Profil]:
    """A profile of each column, in the file's order."""
    return [Profil(heading, celler) for heading, celler in columns.items()]
