"""What an analysis says of itself before it runs: who asks what, which tables it needs, which figures it gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from lisanalysis.analyses.result import Result


@dataclass(frozen=True)
class Analyse:
    """One analysis. A name in `noegletal` that ends in `*` stands for all figures that begin so (one per source, say).

    It needs every table of `tabeller` and one of `en_af`; the parameters' own values need those of `standard` too. `gerne` are the tables that give
    more parts where they are there. One with `alt_leveret` looks at whatever was delivered besides. A test holds this against what is read.
    `publikum` is the audience of its answer to the parameters' own values.
    One with `samling` can be asked of several municipalities together, of which the first is ours.
    `efter` are analyses whose tables of the same day this one reads (`data.tidligere`): a batch makes them first.
    """

    stem: str
    titel: str
    laeser: str
    spoergsmaal: str
    tabeller: tuple[str, ...] = ()
    noegletal: tuple[str, ...] = ()
    efter: tuple[str, ...] = ()
    en_af: tuple[str, ...] = ()
    standard: tuple[str, ...] = ()
    gerne: tuple[str, ...] = ()
    alt_leveret: bool = False
    publikum: str = "intern"
    samling: bool = False

    @property
    def laeser_tabeller(self) -> tuple[str, ...]:
        """Every table that it names, those that it needs first."""
        return tuple(dict.fromkeys((*self.tabeller, *self.standard, *self.en_af, *self.gerne)))

    def mangler(self, fyldte: Collection[str]) -> tuple[str, ...]:
        """The tables that stand in the way where only `fyldte` have rows; all of `en_af` where none of them has."""
        en_af = () if set(self.en_af) & set(fyldte) else self.en_af
        return tuple(t for t in (*self.tabeller, *en_af) if t not in fyldte)

    def uden(self, fyldte: Collection[str]) -> tuple[str, ...]:
        """The tables of `standard` and `gerne` that it does without, to its loss."""
        return tuple(t for t in dict.fromkeys((*self.standard, *self.gerne)) if t not in fyldte)

    def ikke_koert(self, per: date, mangler: Iterable[str], svar: str = "", **felter: object) -> Result:
        """The answer that says "ikke kørt" and what is missing, instead of a figure that cannot be trusted."""
        mangler = tuple(mangler)
        tekst = svar or f"Ikke kørt: der mangler {', '.join(mangler)}."
        return self.result(per, svar=tekst, status="ikke_koert", mangler=mangler, **felter)

    def result(self, per: date, **felter: object) -> Result:
        """A Result that bears this analysis' title, reader and question; its sections leave out the parts that were not run."""
        svar = Result(
            stem=self.stem, titel=self.titel, laeser=self.laeser, spoergsmaal=self.spoergsmaal, per=per, **{"publikum": self.publikum, **felter}
        )
        afsnit = tuple(replace(a, indhold=tuple(n for n in a.indhold if n not in svar.ikke_koert)) for a in svar.afsnit)
        return replace(svar, afsnit=afsnit)
