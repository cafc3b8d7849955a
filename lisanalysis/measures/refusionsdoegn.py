"""The state's refund of §110 nights, counted per citizen by the law's dates (SEL § 177).

Until 2023-09-30 every night carries refund. From 2023-10-01 a running year opens with the first admission and holds a limited
number of nights; the next opens with the first night on or after its anniversary. Two things the sources do not settle are
flagged for a person: a stay that ran when the limit came, and a running year in which the limit itself changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lisanalysis.domain import periode
from lisanalysis.law import Tal, tal
from lisanalysis.law.figures import kendte_tal

GRAENSE, ANDEL = "par110_refusion_doegn", "par110_refusion_andel"
_DAG = timedelta(days=1)
Opslag = Callable[[str, date], Tal]  # how the law is asked; a municipality's own law.yaml comes in by this


@dataclass(frozen=True)
class Loebeaar:
    """One running year of one citizen; `graense` None is no limit. `fra` to `til` are the days it spans, both inclusive.

    `ses_efter` is set where a person must decide: the limit changed within the year, or the stay ran when limits began.
    """

    fra: date
    til: date
    doegn: int
    graense: int | None
    refunderet: int
    sidste_refunderede: date | None
    ses_efter: bool = False


def reformdatoer() -> tuple[date, ...]:
    """The days on which the refund of §110 changed by law, from the law's own list of figures."""
    return tuple(sorted({v.fra for v in kendte_tal() if v.navn == GRAENSE}))


def andel(dato: date, *, opslag: Opslag = tal) -> Decimal:
    """The share of a night with refund that the state pays on the day. Raises LawError where no source vouches for one."""
    return opslag(ANDEL, dato).vaerdi


def loebeaar(ophold: Iterable[tuple[date, date]], *, opslag: Opslag = tal) -> list[Loebeaar]:
    """The running years of one citizen's stays, given as (first day, last day), both inclusive; closed ends only.

    Overlapping stays count a night once.
    """
    doegn = sorted({d for fra, til in ophold for d in _dage(fra, til)})
    foerste = reformdatoer()[0]
    foer = [d for d in doegn if d < foerste]
    aar = [Loebeaar(foer[0], foerste - _DAG, len(foer), None, len(foer), foer[-1])] if foer else []
    loeb_over = bool(foer) and foer[-1] == foerste - _DAG
    rest = [d for d in doegn if d >= foerste]
    while rest:
        start, slut = rest[0], _aarsdag(rest[0]) - _DAG
        i_aaret = [d for d in rest if d <= slut]
        aar.append(_aaret(start, slut, i_aaret, loeb_over and start == foerste, opslag))
        rest = rest[len(i_aaret) :]
    return aar


def refunderede(ophold: Iterable[tuple[date, date]], fra: date, til: date, *, opslag: Opslag = tal) -> tuple[int, int, bool]:
    """Nights and nights with refund within the window, and whether a running year of theirs must be seen to by a person.

    The window only cuts what is counted; the running years are those of all the stays.
    """
    ophold = list(ophold)
    doegn = {d for a, b in ophold for d in _dage(max(a, fra), min(b, til))}
    aarene = [a for a in loebeaar(ophold, opslag=opslag) if a.fra <= til and a.til >= fra]
    med = sum(any(a.fra <= d <= (a.sidste_refunderede or date.min) for a in aarene) for d in doegn)
    return len(doegn), med, any(a.ses_efter for a in aarene)


def antal_doegn(ophold: Iterable[tuple[date, date]], fra: date, til: date) -> int:
    """Different nights within the window; overlapping stays count a night once."""
    return len({d for a, b in ophold for d in _dage(max(a, fra), min(b, til))})


def _aaret(start: date, slut: date, doegn: list[date], loeb_over: bool, opslag: Opslag) -> Loebeaar:
    graense = int(opslag(GRAENSE, start).vaerdi)
    refunderet = min(len(doegn), graense)
    skifter = any(start < d <= slut for d in reformdatoer())
    return Loebeaar(start, slut, len(doegn), graense, refunderet, doegn[refunderet - 1], loeb_over or skifter)


def _dage(fra: date, til: date) -> Iterator[date]:
    return (fra + i * _DAG for i in range(periode.dage(fra, til)))


def _aarsdag(dag: date) -> date:
    """The same day a year later; the 29th of February becomes the 1st of March."""
    try:
        return dag.replace(year=dag.year + 1)
    except ValueError:
        return date(dag.year + 1, 3, 1)
