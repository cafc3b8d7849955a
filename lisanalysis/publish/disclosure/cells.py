"""Counts distinct citizens and sums kroner in every cell of a table, with its totals and how they add up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

ALLE = "alle"  # in a key column: the total over it
UKENDT = "ikke oplyst"
NUL = Decimal(0)

# One way to split by: a column, or a hierarchy from coarse to fine, as ("omraade", "paragraf").
Deling = str | tuple[str, ...]
Noegle = tuple[str, ...]


@dataclass(frozen=True)
class Regel:
    """When a cell is hidden. `k` is the fewest citizens; `stoerste` citizens may not make out more than `andel` of |kr|.

    `vis_nul` False hides that a cell is empty; `afrund` rounds the counts that are shown to a multiple.
    """

    k: int = 5
    stoerste: int = 2
    andel: Decimal = Decimal("0.85")
    vis_nul: bool = True
    afrund: int = 0


@dataclass(frozen=True)
class Celle:
    """One cell or total: its keys (`alle` where summed over), its citizens, its sums, and whether so few make it up."""

    noegle: Noegle
    borgere: int
    beloeb: tuple[Decimal, ...]
    domineret: bool = False

    def __repr__(self) -> str:
        return "<Celle>"

    @property
    def totaler(self) -> int:
        """Over how many keys the cell sums."""
        return self.noegle.count(ALLE)


@dataclass(frozen=True)
class Relation:
    """A total and the parts it consists of, as places in the list of cells.

    `additiv` says whether the parts' citizens add up to the total's; they do not where a citizen stands in several parts.
    """

    hele: int
    dele: tuple[int, ...]
    additiv: bool = True


@dataclass(frozen=True)
class Opgoerelse:
    """A counted table: names of its keys and sums, its cells, and how they add up."""

    noegler: tuple[str, ...]
    summer: tuple[str, ...]
    celler: tuple[Celle, ...]
    relationer: tuple[Relation, ...]

    def __repr__(self) -> str:
        return f"<Opgoerelse {', '.join(self.noegler)}: {len(self.celler)} celler>"


def opgoer(data: pd.DataFrame, fordel: tuple[Deling, ...], enhed: str, summer: tuple[str, ...] = (), regel: Regel = Regel()) -> Opgoerelse:  # noqa: B008  frozen
    """The table of `data` split by `fordel`, with every total; `enhed` is the column that tells citizens apart.

    Rows without a citizen add to the sums and count for nobody. A key that is unknown is `ikke oplyst`.
    """
    delinger = tuple((d,) if isinstance(d, str) else tuple(d) for d in fordel)
    noegler = tuple(n for d in delinger for n in d)
    rent = data[[*noegler, enhed, *summer]].reset_index(drop=True)
    rent = rent.assign(**{n: [_tekst(v) for v in rent[n]] for n in noegler}, **{s: [_kr(v) for v in rent[s]] for s in summer})
    celler: dict[Noegle, Celle] = {}
    for niveauer in product(*(range(len(d) + 1) for d in delinger)):
        valgte = [n for d, dybde in zip(delinger, niveauer, strict=True) for n in d[:dybde]]
        celler |= _niveau(rent, noegler, valgte, enhed, summer, regel)
    if not regel.vis_nul:
        celler |= {n: Celle(n, 0, (NUL,) * len(summer)) for n in _tomme(celler, delinger)}
    liste = tuple(celler[n] for n in sorted(celler, key=lambda n: (tuple(v == ALLE for v in n), n)))
    return Opgoerelse(noegler, summer, liste, _relationer(liste, delinger))


def _tekst(vaerdi: Any) -> str:
    from lisanalysis.publish.numbers import mangler

    tekst = UKENDT if mangler(vaerdi) else str(vaerdi)
    if tekst == ALLE:
        raise ValueError("a key may not be called 'alle': it is the name of the total")
    return tekst


def _kr(vaerdi: Any) -> Decimal:
    from lisanalysis.publish.numbers import mangler

    return NUL if mangler(vaerdi) else Decimal(str(vaerdi))


def _niveau(
    data: pd.DataFrame, noegler: tuple[str, ...], valgte: list[str], enhed: str, summer: tuple[str, ...], regel: Regel
) -> dict[Noegle, Celle]:
    """The cells of one level: those split by `valgte`, the other keys summed over."""
    grupper = [((), data)] if not valgte else data.groupby(valgte, sort=False)
    ud = {}
    for vaerdier, gruppe in grupper:
        kendt = dict(zip(valgte, vaerdier, strict=True))
        noegle = tuple(kendt.get(n, ALLE) for n in noegler)
        beloeb = tuple(sum(gruppe[s], NUL) for s in summer)
        ud[noegle] = Celle(noegle, int(gruppe[enhed].nunique()), beloeb, any(_domineret(gruppe, enhed, s, regel) for s in summer))
    return ud


def _domineret(gruppe: pd.DataFrame, enhed: str, sum_: str, regel: Regel) -> bool:
    """Whether the few largest citizens make out more than the share allowed of the citizens' |kr|."""
    pr_borger: dict[Any, Decimal] = {}
    kendte = gruppe[gruppe[enhed].notna()]
    for borger, kr in zip(kendte[enhed], kendte[sum_], strict=True):
        pr_borger[borger] = pr_borger.get(borger, NUL) + kr
    stoerrelser = sorted((abs(kr) for kr in pr_borger.values()), reverse=True)
    i_alt = sum(stoerrelser, NUL)
    return i_alt > 0 and sum(stoerrelser[: regel.stoerste], NUL) > regel.andel * i_alt


def _tomme(celler: dict[Noegle, Celle], delinger: tuple[tuple[str, ...], ...]) -> set[Noegle]:
    """The combinations of known keys that nobody stands in."""
    start, dele = 0, []
    for d in delinger:
        dele.append({n[start : start + len(d)] for n in celler})
        start += len(d)
    return {tuple(v for del_ in valg for v in del_) for valg in product(*dele)} - set(celler)


def _relationer(celler: tuple[Celle, ...], delinger: tuple[tuple[str, ...], ...]) -> tuple[Relation, ...]:
    """Each cell with the cells one level below it, once per way to split it further."""
    dele: dict[tuple[Noegle, int], list[int]] = {}
    sted = {c.noegle: nr for nr, c in enumerate(celler)}
    for nr, celle in enumerate(celler):
        start = 0
        for akse, d in enumerate(delinger):
            dybde = sum(v != ALLE for v in celle.noegle[start : start + len(d)])
            if dybde:
                over = (*celle.noegle[: start + dybde - 1], ALLE, *celle.noegle[start + dybde :])
                dele.setdefault((over, akse), []).append(nr)
            start += len(d)
    return tuple(
        Relation(sted[over], tuple(nr), sum(celler[i].borgere for i in nr) == celler[sted[over]].borgere) for (over, _), nr in dele.items()
    )
