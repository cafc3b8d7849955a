"""Answers the output gate's one question: is this number a citizen we have loaded?"""

from __future__ import annotations

from lisanalysis.access.identitet import borger_ids
from lisanalysis.access.noegle import Noegle, hent_noegle
from lisanalysis.lager import identitetsfil
from lisanalysis.settings import Settings


class Kendte:
    """The municipality's citizens, known by pseudonym alone; it can be asked, and shows nothing."""

    __slots__ = ("__ider", "__noegle")

    def __init__(self, noegle: Noegle, ider: frozenset[str]) -> None:
        self.__noegle, self.__ider = noegle, ider

    def kender(self, nummer: str) -> bool:
        """Whether ten characters without hyphen are the CPR number of a loaded citizen."""
        return self.__noegle.pseudonym(nummer) in self.__ider

    def __len__(self) -> int:
        return len(self.__ider)

    def __repr__(self) -> str:
        return f"<Kendte: {len(self)} borgere>"

    def __reduce__(self) -> str:
        raise TypeError("known citizens cannot be pickled")


def kendte_borgere(settings: Settings) -> Kendte:
    """The citizens of the municipality's present lager; none where nothing is loaded."""
    fil = identitetsfil(settings)
    if fil is None:
        return Kendte(Noegle(bytes(32)), frozenset())
    return Kendte(hent_noegle(settings), frozenset(borger_ids(fil)))
