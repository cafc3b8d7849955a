"""What an analysis says of itself before it runs: who asks what, which tables it needs, which figures it gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lisanalysis.analyses.result import Result


@dataclass(frozen=True)
class Analyse:
    """One analysis. A name in `noegletal` that ends in `*` stands for all figures that begin so (one per source, say).

    `efter` are analyses whose tables of the same day this one reads (`data.tidligere`): a batch makes them first.
    """

    stem: str
    titel: str
    laeser: str
    spoergsmaal: str
    tabeller: tuple[str, ...] = ()
    noegletal: tuple[str, ...] = ()
    efter: tuple[str, ...] = ()

    def ikke_koert(self, per: date, mangler: Iterable[str], svar: str = "", **felter: object) -> Result:
        """The answer that says "ikke kørt" and what is missing, instead of a figure that cannot be trusted."""
        mangler = tuple(mangler)
        tekst = svar or f"Ikke kørt: der mangler {', '.join(mangler)}."
        return self.result(per, svar=tekst, status="ikke_koert", mangler=mangler, **felter)

    def result(self, per: date, **felter: object) -> Result:
        """A Result that bears this analysis' title, reader and question; its sections leave out the parts that were not run."""
        svar = Result(
            stem=self.stem, titel=self.titel, laeser=self.laeser, spoergsmaal=self.spoergsmaal, per=per, **felter
        )
        afsnit = tuple(replace(a, indhold=tuple(n for n in a.indhold if n not in svar.ikke_koert)) for a in svar.afsnit)
        return replace(svar, afsnit=afsnit)
