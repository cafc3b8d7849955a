"""The cases that the state's central refund is counted on: the basis, the households, and the refund by month. Questions ask it; it asks none."""

from __future__ import annotations

from lisanalysis.analyses.refusionssager.grundlag import Grundlag, grundlag
from lisanalysis.analyses.refusionssager.husstand import Familier, familier
from lisanalysis.analyses.refusionssager.sager import Sag, foer_67, naer_graensen, sager, ukendte_foer_67

__all__ = ["Familier", "Grundlag", "Sag", "aarene", "familier", "foer_67", "grundlag", "naer_graensen", "sager", "ukendte_foer_67"]


def aarene(aar: int, fam: Familier) -> tuple[int, ...]:
    """The year first, and those of the last month before 67 of everyone who has turned 67 under the rule that looks there."""
    foer = {foer_67(f)[0] for f in fam.foedt.values()}
    return (aar, *sorted(a for a in foer | {aar - 1} if 2020 <= a < aar))
