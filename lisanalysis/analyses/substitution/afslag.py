"""Why the data cannot say: the refusals by name, in the order a reader should hear them, each with its sentence."""

from __future__ import annotations

from enum import StrEnum


class Afslag(StrEnum):
    """The name stands in `noegletal.csv`; the sentence is for the reader."""

    ONLY_POSTINGS = "ONLY_POSTINGS"
    NO_REGIME_DATE = "NO_REGIME_DATE"
    TOO_SHORT = "TOO_SHORT"
    TOO_FEW_STARTS = "TOO_FEW_STARTS"
    CONFOUNDED_DATE = "CONFOUNDED_DATE"
    WEAK_CONTRAST = "WEAK_CONTRAST"
    INFLUENTIAL = "INFLUENTIAL"
    LOW_POWER = "LOW_POWER"
    SMALL_CELL = "SMALL_CELL"
    TOO_FEW_MUNICIPALITIES = "TOO_FEW_MUNICIPALITIES"
    TOO_FEW_DECISIONS = "TOO_FEW_DECISIONS"
    NO_COMPARISON = "NO_COMPARISON"

    @property
    def tekst(self) -> str:
        """The reason as the end of the sentence "kan ikke afgøres, fordi …"."""
        return _TEKST[self]


_TEKST = {
    Afslag.ONLY_POSTINGS: "der kun er posteringer: beløb pr. måned kender hverken borgere, ophold eller døgn",
    Afslag.NO_REGIME_DATE: "der ikke er oplyst en dato fra et dokument, hvor brugen blev ændret med vilje",
    Afslag.TOO_SHORT: "der er under 24 måneder i alt eller under 12 måneder på den ene side af beslutningen",
    Afslag.TOO_FEW_STARTS: "der er under 30 påbegyndte ophold på den ene side af beslutningen",
    Afslag.CONFOUNDED_DATE: "beslutningen ligger inden for 6 måneder af en lovændring eller af kommunens egen omlægning af registreringen",
    Afslag.WEAK_CONTRAST: "brugen af det første ikke ændrede sig nok ved beslutningen til at måle noget imod",
    Afslag.INFLUENTIAL: "én borger alene flytter resultatet mere end den halve bredde af intervallet",
    Afslag.LOW_POWER: "datagrundlaget er for spinkelt til at vise en virkning af almindelig størrelse",
    Afslag.SMALL_CELL: "der er færre end 5 borgere bag tallet",
    Afslag.TOO_FEW_MUNICIPALITIES: "der er under 15 kommuner",
    Afslag.TOO_FEW_DECISIONS: "under 8 af kommunerne har en oplyst beslutning, der falder inden for deres måneder",
    Afslag.NO_COMPARISON: "alle kommunerne besluttede på samme tid, så der er ingen at sammenligne med",
}

# With these alone the estimate is still shown, under a heading that says that it settles nothing.
VISES = frozenset({Afslag.LOW_POWER, Afslag.INFLUENTIAL})
MINDSTE_CELLE = 5
