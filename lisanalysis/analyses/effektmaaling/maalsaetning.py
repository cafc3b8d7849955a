"""The targets that the municipality's politicians have set, as `maal` in kommune.yaml: `slutter_tidligt.SEL-107: mindst 30 %`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from lisanalysis.analyses.effektmaaling.erklaering import Maalet
from lisanalysis.errors import ParameterError
from lisanalysis.statistik.andel import Skoen

_FORM = re.compile(r"(mindst|højst)\s+(\d[\d.]*(?:,\d+)?)\s*(%|pct\.?|kr\.?)?")
_NAVN = re.compile(r"([a-z_]+)\.(.+)")


@dataclass(frozen=True)
class Maalsaetning:
    """A target: which outcome of which paragraph, and whether it is to be at least or at most `graense`."""

    maal: str
    paragraf: str
    mindst: bool
    graense: float
    tekst: str

    def dom(self, nu: Skoen) -> str:
        """nået, ikke nået, or kan ikke afgøres: the interval must lie wholly on one side."""
        if nu.lav is None or nu.hoej is None:
            return "kan ikke afgøres"
        over, under = nu.lav >= self.graense, nu.hoej <= self.graense
        if over == under:
            return "kan ikke afgøres"
        return "nået" if over == self.mindst else "ikke nået"


def maalsaetninger(maal: dict[str, str]) -> tuple[Maalsaetning, ...]:
    """The targets of kommune.yaml that are about outcomes. Raises ParameterError for one that cannot be read."""
    return tuple(_laes(navn, tekst) for navn, tekst in maal.items() if navn.split(".")[0] in get_args(Maalet))


def _laes(navn: str, tekst: str) -> Maalsaetning:
    hvad, hvor_meget = _NAVN.fullmatch(navn), _FORM.fullmatch(tekst.strip())
    if not hvad or not hvor_meget:
        raise ParameterError(f"kommune.yaml, maal, '{navn}': skriv fx 'slutter_tidligt.SEL-107: mindst 30 %'.")
    tal = float(hvor_meget[2].replace(".", "").replace(",", "."))
    kr = hvad[1] == "kr_pr_borger"
    if kr != ((hvor_meget[3] or "%").startswith("kr")):
        raise ParameterError(f"kommune.yaml, maal, '{navn}': et mål i {'kroner skrives med kr.' if kr else 'procent skrives med %'}")
    return Maalsaetning(hvad[1], hvad[2], hvor_meget[1] == "mindst", tal if kr else tal / 100, tekst)
