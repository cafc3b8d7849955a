"""What is known of each paragraph: its area, when it applies, what follows it, and the functions it is booked on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from lisanalysis.domain.paragraf import hovedparagraf, som_tekst
from lisanalysis.errors import LawError
from lisanalysis.law.listfile import raekker

_UKENDT = "er ikke blandt de paragraffer, pakken kender"
_FIL = "(lisanalysis/law/paragraffer.yaml)"


@dataclass(frozen=True)
class Paragraf:
    """One paragraph in one wording; a date that is None is not known, an empty tuple says that nothing vouches for an answer.

    `omraade` is "boern", "voksne" or "begge". `funktion` are codes such as "5.38.52"; `funktion_sikkerhed` and
    `efterfoelger_sikkerhed` say how sure those two are, `sikkerhed` how sure the rest is.
    """

    noegle: str
    navn: str
    omraade: str
    kilde: str
    sikkerhed: str
    gyldig_fra: date | None = None
    gyldig_til: date | None = None
    funktion: tuple[str, ...] = ()
    funktion_sikkerhed: str | None = None
    efterfoelger: tuple[str, ...] = ()
    efterfoelger_sikkerhed: str | None = None

    def gaelder(self, dato: date) -> bool:
        """True where nothing says that the paragraph did not apply on the day."""
        return (self.gyldig_fra is None or self.gyldig_fra <= dato) and (self.gyldig_til is None or dato <= self.gyldig_til)


def paragraffer() -> tuple[Paragraf, ...]:
    """Every paragraph that the package knows, in the order of the file."""
    return _alle()


def paragraf(noegle: str, dato: date | None = None) -> Paragraf:
    """The paragraph of a key, or the whole paragraph where only that is listed. Raises LawError where neither is.

    SEL-176a has meant two things, so such a key needs a day as well.
    """
    fundne = _fundne(noegle) or _fundne(hovedparagraf(noegle))
    if len(fundne) > 1 and dato is not None:
        fundne = tuple(p for p in fundne if p.gaelder(dato))
    if len(fundne) == 1:
        return fundne[0]
    if len(fundne) > 1:
        raise LawError(f"{som_tekst(noegle)} har haft flere betydninger; angiv den dag, der spørges om.")
    raise LawError(f"{som_tekst(noegle)} {_UKENDT}{_den(dato)} {_FIL}.")


def efterfoelger(noegle: str, dato: date) -> str | None:
    """The key that a paragraph continues under on the day; None where the paragraph itself still applies.

    Asked of exactly that key, since the parts of a paragraph need not follow the whole. Raises LawError where the key is
    unknown, where several follow it, or where no source vouches for one.
    """
    fundne = _fundne(noegle)
    if not fundne:
        raise LawError(f"{som_tekst(noegle)} {_UKENDT} {_FIL}.")
    sidste = max(fundne, key=lambda p: p.gyldig_til or date.max)
    if sidste.gyldig_til is None or dato <= sidste.gyldig_til:
        return None
    if len(sidste.efterfoelger) == 1:
        return sidste.efterfoelger[0]
    ophoert = f"{som_tekst(noegle)} ophørte {sidste.gyldig_til:%d-%m-%Y}"
    if sidste.efterfoelger:
        flere = ", ".join(map(som_tekst, sidste.efterfoelger))
        raise LawError(f"{ophoert} og fortsætter som flere: {flere}. Sagen må afgøre hvilken.")
    raise LawError(f"{ophoert}, og ingen kilde siger med sikkerhed, hvad der følger efter. Sagen må afgøre det.")


def _fundne(noegle: str) -> tuple[Paragraf, ...]:
    return tuple(p for p in _alle() if p.noegle == noegle)


@cache
def _alle() -> tuple[Paragraf, ...]:
    return tuple(Paragraf(**post) for post in raekker("paragraffer.yaml", "paragraffer"))


def _den(dato: date | None) -> str:
    return f" den {dato:%d-%m-%Y}" if dato else ""
