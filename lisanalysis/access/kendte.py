"""Answers the output gate's two questions: is this number a citizen we have loaded, and is this the name of one?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lisanalysis.access.identitet import borger_ids
from lisanalysis.access.noegle import Noegle, hent_noegle
from lisanalysis.lager import identitetsfil
from lisanalysis.settings import Settings


_senest: dict[tuple[Path, int, int, str], Kendte] = {}  # of one file: a warm parent's children all find its citizens read


class Kendte:
    """The municipality's citizens, known by pseudonym alone; it can be asked, and shows nothing.

    Of names it keeps Python's own hash, which has a new random key in every process, and not the names.
    """

    __slots__ = ("__ider", "__navne", "__noegle")

    def __init__(self, noegle: Noegle, ider: frozenset[str], navne: Iterable[str] = ()) -> None:
        self.__noegle, self.__ider = noegle, ider
        self.__navne = frozenset(hash(_ens(navn)) for navn in navne)

    def kender(self, nummer: str) -> bool:
        """Whether ten characters without hyphen are the CPR number of a loaded citizen."""
        return self.__noegle.pseudonym(nummer) in self.__ider

    def kender_navn(self, navn: str) -> bool:
        """Whether words, first name first, are the full name of a loaded citizen, with or without the middle name."""
        return hash(_ens(navn)) in self.__navne

    def __len__(self) -> int:
        return len(self.__ider)

    def __repr__(self) -> str:
        return f"<Kendte: {len(self)} borgere>"

    def __reduce__(self) -> str:
        raise TypeError("known citizens cannot be pickled")


def kendte_borgere(settings: Settings) -> Kendte:
    """The citizens of the municipality's present lager; none where nothing is loaded. A version's file is read once."""
    fil = identitetsfil(settings)
    if fil is None:
        return Kendte(Noegle(bytes(32)), frozenset())
    noegle, stat = hent_noegle(settings), fil.stat()
    hvad = (fil, stat.st_mtime_ns, stat.st_size, noegle.id)
    if hvad not in _senest:
        _senest.clear()
        _senest[hvad] = Kendte(noegle, frozenset(borger_ids(fil)), _navne(fil))
    return _senest[hvad]


def _navne(fil: Path) -> Iterable[str]:
    """Each citizen's name as the guarded file has it, and without the middle name; one word alone is no name."""
    import duckdb

    with duckdb.connect(str(fil), read_only=True) as forbindelse:
        har = {r[0] for r in forbindelse.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'navn'").fetchall()}
        if not {"fornavn", "efternavn"} <= har:
            return
        hele = ("fornavn", "mellemnavn", "efternavn") if "mellemnavn" in har else ("fornavn", "efternavn")
        for dele in (hele, ("fornavn", "efternavn")):
            for (navn,) in forbindelse.execute(f"SELECT DISTINCT concat_ws(' ', {', '.join(dele)}) FROM navn").fetchall():
                if " " in navn.strip():
                    yield navn


def _ens(navn: str) -> str:
    return " ".join(navn.casefold().split())
