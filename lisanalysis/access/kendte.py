"""Answers the output gate's two questions: is this number a citizen we have loaded, and is this the name of one?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from lisanalysis.access.identitet import borger_ids
from lisanalysis.access.noegle import Noegle, hent_noegle
from lisanalysis.lager import identitetsfil
from lisanalysis.settings import Settings


class Kendte:
    """The municipality's citizens, known by pseudonym alone; it can be asked, and shows nothing.

    Of names it keeps Python's own hash, which has a new random key in every process, and not the names.
    """

    __slots__ = ("__ider", "__navne", "__noegle")

    def __init__(self, noegle: Noegle, ider: frozenset[str], navne: frozenset[int] = frozenset()) -> None:
        self.__noegle, self.__ider, self.__navne = noegle, ider, navne

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
    """The citizens of the municipality's present lager; none where nothing is loaded."""
    fil = identitetsfil(settings)
    if fil is None:
        return Kendte(Noegle(bytes(32)), frozenset())
    stat = fil.stat()
    return Kendte(hent_noegle(settings), *_laest(fil, stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=2)
def _laest(fil: Path, _aendret: int, _stoerrelse: int) -> tuple[frozenset[str], frozenset[int]]:
    """The pseudonyms and the hashes of names; a version's file is read again only when it has changed."""
    return frozenset(borger_ids(fil)), frozenset(hash(_ens(navn)) for navn in _navne(fil))


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
