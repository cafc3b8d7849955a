"""A part of the answer: what one side of registration shows. The answer is the parts one after another, each in its own module."""

from __future__ import annotations

from dataclasses import dataclass

from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.result import Afsnit, Figur, Noegletal, Tabel


@dataclass(frozen=True)
class Delsvar:
    """`saetning` is what the part adds to the answer's first sentence; `ikke_koert` is section → why it could not be told."""

    afsnit: tuple[Afsnit, ...]
    noegletal: tuple[Noegletal, ...] = ()
    tabeller: tuple[Tabel, ...] = ()
    figurer: tuple[Figur, ...] = ()
    konklusioner: tuple[Konklusion, ...] = ()
    goer: tuple[str, ...] = ()
    forbehold: tuple[str, ...] = ()
    saetning: str = ""
    ikke_koert: tuple[tuple[str, str], ...] = ()
