"""Reads accounts: the 9-digit konto, the 8-digit key without dranst, and the full string of a Prisme installation.

The konto is funktion(5) + dranst(1) + gruppering(3). The full string has seven parts joined by hyphens: afdeling, konto,
aktivitet, art with suffix, projekt, a sixth part without a public name, and sted; the last three are often empty. The shapes that
deviate in Ballerup's published account plan (OS2bos, MPL-2.0) have names of their own in `saerformer`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from lisanalysis.domain.ordfejl import Ordfejl

KONTO9, KONTO8, STRENG = "konto9", "konto8", "streng"

_KONTO = re.compile(r"(\d)(\d\d)(\d\d)([1-9]?)(\d{3})", re.ASCII)
_DELE = {
    "afdeling": r"\d{5}",
    "konto": r"\d{9}",
    "aktivitet": r"\d{5,6}",
    "art": r"(?:\d{3}(?:CPR|TS|SKAT)?)?",
    "projekt": r"(?:[A-Z]{1,2}\d{4,6})?",
    "led6": r"(?:\d{6})?",
    "sted": r"(?:\d{4})?",
}
_STRENG = re.compile("-".join(f"(?P<{navn}>{udtryk})" for navn, udtryk in _DELE.items()), re.ASCII)
_ALIAS = re.compile(r"\d{10}|BOS\d{7}|A\d{6}", re.ASCII)


class Aarsag(Enum):
    """Why a text is not an account."""

    TOM = "Kontoen er tom."
    FORM = "Kontoen er hverken 9 cifre, 8 cifre uden dranst eller en fuld kontostreng."
    DRANST = "Kontoens sjette ciffer er ikke en dranst (1-9)."


class KontoFejl(Ordfejl):
    """The text is not an account."""


@dataclass(frozen=True)
class Konto:
    """One account, taken apart; a part that its form does not carry is None.

    `form` is "konto9", "konto8" or "streng". `art_suffix` is "CPR" (the citizen's CPR number must be given), "TS", "SKAT" or None.
    `saerformer` names how a string deviates: "aktivitet_5", "art_tom", "suffix_TS", "suffix_SKAT".
    """

    form: str
    konto9: str | None
    funktion: str
    dranst: str | None
    gruppering: str
    afdeling: str | None = None
    aktivitet: str | None = None
    art: str | None = None
    art_suffix: str | None = None
    projekt: str | None = None
    led6: str | None = None
    sted: str | None = None
    saerformer: tuple[str, ...] = ()

    @property
    def kraever_cpr(self) -> bool:
        """True where the art says that the posting must carry the citizen's CPR number."""
        return self.art_suffix == "CPR"

    @property
    def konto8(self) -> str:
        """The key without dranst: funktion(5) + gruppering(3)."""
        return self.funktion.replace(".", "") + self.gruppering


def laes(raw: str) -> Konto:
    """The account in a text. Raises KontoFejl."""
    tekst = raw.strip()
    if not tekst:
        raise KontoFejl(Aarsag.TOM)
    if tekst.isdecimal() and len(tekst) in (8, 9):
        return Konto(form=KONTO9 if len(tekst) == 9 else KONTO8, **_konto(tekst))
    if fundet := _STRENG.fullmatch(tekst.upper()):
        return _streng(fundet)
    raise KontoFejl(Aarsag.FORM)


def er_alias(raw: str) -> bool:
    """True for the shapes of a finanskontoalias: ten digits, BOS and seven digits, A and six digits.

    Ten digits may look like a CPR number; an alias is known only by being looked up in the kontoplan.
    """
    return _ALIAS.fullmatch(raw.strip()) is not None


def _konto(cifre: str) -> dict[str, str | None]:
    fundet = _KONTO.fullmatch(cifre)
    if not fundet or (len(cifre) == 9) != bool(fundet[4]):
        raise KontoFejl(Aarsag.DRANST)
    funktion = f"{fundet[1]}.{fundet[2]}.{fundet[3]}"
    konto9 = cifre if len(cifre) == 9 else None
    return {"konto9": konto9, "funktion": funktion, "dranst": fundet[4] or None, "gruppering": fundet[5]}


def _streng(fundet: re.Match[str]) -> Konto:
    dele = {navn: fundet[navn] or None for navn in _DELE}
    art, suffix = (fundet["art"][:3] or None), (fundet["art"][3:] or None)
    saerformer = ["aktivitet_5"] * (len(fundet["aktivitet"]) == 5) + ["art_tom"] * (art is None)
    saerformer += [f"suffix_{suffix}"] * (suffix in ("TS", "SKAT"))
    dele.update(_konto(dele.pop("konto")), art=art, art_suffix=suffix)
    return Konto(form=STRENG, saerformer=tuple(saerformer), **dele)
