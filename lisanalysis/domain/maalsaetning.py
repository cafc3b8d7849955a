"""A target as `maal` in kommune.yaml says it: `helaarspris.SEL-107: højst 900.000 kr.`.

The name is what is measured, a point, and for what (a paragraph, a function or `alle`). The text is `mindst` or `højst`, a Danish
number, and `%`, `kr.` or nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from lisanalysis.errors import ParameterError

_FORM = re.compile(r"(mindst|højst)\s+(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s*(%|pct\.?|kr\.?)?")
_NAVN = re.compile(r"([a-z_]+)\.(\S+)")
ENHEDER = {"%": "%", "p": "%", "k": "kr.", "": ""}


@dataclass(frozen=True)
class Maalsaetning:
    """What is measured, for what, and whether it is to be at least or at most `graense`; a share is one (30 % is 0.30)."""

    maal: str
    for_hvad: str
    mindst: bool
    graense: Decimal
    enhed: str
    tekst: str

    def naaet(self, vaerdi: Decimal) -> bool:
        """Whether the value is on the right side, the limit itself included."""
        return vaerdi >= self.graense if self.mindst else vaerdi <= self.graense


def laes(navn: str, tekst: str) -> Maalsaetning:
    """The target. Raises ParameterError, which names it and shows how one is written."""
    hvad, hvor_meget = _NAVN.fullmatch(navn.strip()), _FORM.fullmatch(tekst.strip())
    if not hvad or not hvor_meget:
        raise ParameterError(f"kommune.yaml, maal, '{navn}': skriv fx 'helaarspris.SEL-107: højst 900.000 kr.'.")
    enhed = ENHEDER[(hvor_meget[3] or "")[:1]]
    tal = Decimal(hvor_meget[2].replace(".", "").replace(",", "."))
    return Maalsaetning(hvad[1], hvad[2], hvor_meget[1] == "mindst", tal / 100 if enhed == "%" else tal, enhed, tekst.strip())
