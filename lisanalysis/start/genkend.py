"""Which layout a file is, and which of its columns is which heading: names and contents weighed together.

A pair of columns is `sikker` only where the name is known (or near and borne out by the cells) and nothing else in the file or
the layout comes close; else a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lisanalysis.start.indhold import Profil, passer, profiler, saerpraeg
from lisanalysis.start.layouts import Layout, Plads
from lisanalysis.start.ord import SAMME, SYNONYM, lighed
from lisanalysis.sources.taste import Taste

Sikkerhed = Literal["sikker", "sandsynlig", "usikker"]
MINDST, _SANDSYNLIG, _MARGIN = 0.40, 0.62, 0.08
_NAER, _HELT = 0.70, 0.97
_ENTYDIG = 0.8


@dataclass(frozen=True)
class Vaegt:
    """How well a column of the file fits a place: by name, by contents (None: the column is empty), and in all."""

    navn: float
    indhold: float | None
    saerpraeg: float

    @property
    def i_alt(self) -> float:
        """From 0 to 1; contents that speak against a name take it away."""
        if self.indhold is None:
            return 0.9 * self.navn
        if self.indhold < 0.5:
            return 0.4 * self.navn * self.indhold
        return self.indhold * (0.7 * self.navn + 0.3 * self.saerpraeg)


@dataclass(frozen=True)
class Par:
    """A column of the file and the place it is proposed for."""

    profil: Profil = field(repr=False)
    plads: Plads
    vaegt: Vaegt
    sikkerhed: Sikkerhed

    @property
    def heading(self) -> str:
        """What the column is called in the file."""
        return self.profil.heading

    @property
    def grund(self) -> str:
        """Why it is proposed, in words."""
        navn = "samme navn" if self.vaegt.navn == SAMME else "kendt navn" if self.vaegt.navn >= SYNONYM else (
            "lignende navn" if self.vaegt.navn >= 0.5 else "navnet siger intet")
        if self.vaegt.indhold is None:
            return f"{navn}, ingen indhold"
        return f"{navn}, {100 * self.vaegt.indhold:.0f} % af indholdet passer"


@dataclass(frozen=True)
class Genkendt:
    """A file held against one layout: how well it fits, and column by column."""

    layout: Layout
    score: float
    par: tuple[Par, ...]
    rest: tuple[Profil, ...] = field(repr=False, default=())

    @property
    def mangler(self) -> tuple[Plads, ...]:
        """The layout's places that no column of the file fills."""
        fyldt = {p.plads.heading for p in self.par}
        pladser = self.layout.pladser if self.layout.slags == "tekst" else ()  # records are cut by position
        return tuple(p for p in pladser if p.heading not in fyldt)

    @property
    def kan_laeses(self) -> bool:
        """Whether every place that must be filled is."""
        return not any(p.paakraevet for p in self.mangler)


def hold_op(taste: Taste, layout: Layout, profiler_: Sequence[Profil] | None = None, mindst: float = MINDST) -> Genkendt | None:
    """The file held against the layout; None where it is another kind of file altogether. A lower `mindst` proposes weaker pairs too."""
    if layout.slags != ("tekst" if taste.slags == "ark" else taste.slags):
        return None
    if layout.slags != "tekst":
        return Genkendt(layout, 1.0, ())
    kolonner = list(profiler_ or profiler(taste.columns))
    if layout.samler and not all(p.heading in taste.heading for p in layout.pladser if p.vaegt >= 1):
        return None
    vaegte = [[_vaegt(k, p) for p in layout.pladser] for k in kolonner]
    valgt = _tildel(vaegte, mindst)
    par = _med_sikkerhed(kolonner, layout.pladser, vaegte, valgt)
    rest = tuple(k for i, k in enumerate(kolonner) if i not in valgt)
    return Genkendt(layout, _score(layout, par, len(kolonner)), par, rest)


def _vaegt(profil: Profil, plads: Plads) -> Vaegt:
    navn = lighed(profil.heading, plads.heading, plads.til)
    if plads.target is None or plads.column is None:
        return Vaegt(navn if navn >= _NAER else 0.0, None, 0.0)
    return Vaegt(navn, passer(profil, plads.target, plads.column), saerpraeg(profil, plads.target, plads.column))


def _tildel(vaegte: list[list[Vaegt]], mindst: float) -> dict[int, int]:
    """The pairing with the greatest sum, without the pairs that are too weak to propose: file column → place."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    tal = np.array([[v.i_alt for v in raekke] for raekke in vaegte])
    return {int(i): int(j) for i, j in zip(*linear_sum_assignment(-tal), strict=True) if tal[i, j] >= mindst}


def _med_sikkerhed(kolonner: list[Profil], pladser: tuple[Plads, ...], vaegte: list[list[Vaegt]], valgt: dict[int, int]) -> tuple[Par, ...]:
    """Each pair with how sure it is: first those that their names tell, then those that only their contents can mean."""
    sikre = {(i, j) for i, j in valgt.items() if _ved_navn(vaegte, valgt, i, j)}
    tilbage = set(range(len(kolonner))) - {i for i, _ in sikre}
    ledige = set(range(len(pladser))) - {j for _, j in sikre}
    sikre |= {(i, j) for i, j in valgt.items() if (i, j) not in sikre and _ved_indhold(pladser, vaegte, i, j, tilbage, ledige)}
    return tuple(
        Par(kolonner[i], pladser[j], vaegte[i][j], _sikkerhed(vaegte[i][j], (i, j) in sikre)) for i, j in sorted(valgt.items())
    )


def _sikkerhed(vaegt: Vaegt, sikker: bool) -> Sikkerhed:
    return "sikker" if sikker else "sandsynlig" if vaegt.i_alt >= _SANDSYNLIG else "usikker"


def _ved_navn(vaegte: list[list[Vaegt]], valgt: dict[int, int], i: int, j: int) -> bool:
    """Whether the name settles the pair: known, or near and borne out, with no other column or place nearly as good."""
    v = vaegte[i][j]
    kendt = v.navn >= SYNONYM and (v.indhold is None or v.indhold >= (0.7 if v.navn == SAMME else 0.9))
    naer = v.navn >= _NAER and v.indhold is not None and v.indhold >= _HELT
    return (kendt or naer) and not _rivaler(vaegte, valgt, i, j)


def _rivaler(vaegte: list[list[Vaegt]], valgt: dict[int, int], i: int, j: int) -> bool:
    """Whether the pairs would be nearly as good with this one exchanged: the column in another place, or another column in this."""
    af_plads = {p: k for k, p in valgt.items()}

    def sum_af(*par: tuple[int | None, int | None]) -> float:
        tal = [vaegte[k][p].i_alt for k, p in par if k is not None and p is not None]
        return sum(t for t in tal if t >= MINDST)

    byttes = [(i, p, af_plads.get(p), j) for p in range(len(vaegte[i])) if p != j]
    byttes += [(k, j, i, valgt.get(k)) for k in range(len(vaegte)) if k != i]
    return any(
        sum_af((k, p), (anden_k, anden_p)) > sum_af((k, valgt.get(k)), (anden_k, valgt.get(anden_k) if anden_k is not None else None)) - _MARGIN
        and vaegte[k][p].i_alt >= MINDST
        for k, p, anden_k, anden_p in byttes
    )


def _ved_indhold(pladser: tuple[Plads, ...], vaegte: list[list[Vaegt]], i: int, j: int, tilbage: set[int], ledige: set[int]) -> bool:
    """Whether only this column holds what only this place wants, among what the names did not settle."""
    v = vaegte[i][j]
    if v.indhold is None or v.indhold < _HELT or v.saerpraeg < _ENTYDIG:
        return False
    andre = [k for k in tilbage if k != i and (vaegte[k][j].indhold or 0) >= 0.5]
    samme = [p for p in ledige if p != j and (vaegte[i][p].indhold or 0) >= 0.5 and vaegte[i][p].saerpraeg >= _ENTYDIG]
    return not andre and not samme


def _score(layout: Layout, par: tuple[Par, ...], kolonner: int) -> float:
    """How much of the layout the file fills, and how much of the file the layout takes."""
    i_alt = sum(p.vaegt for p in layout.pladser)
    fyldt = sum(p.plads.vaegt * p.vaegt.i_alt for p in par) / i_alt
    brugt = 1.0 if layout.samler else len(par) / kolonner
    helt = 1.0 if all(p.heading in {q.plads.heading for q in par} for p in layout.pladser if p.paakraevet) else 0.4
    return helt * (0.7 * fyldt + 0.3 * brugt)
