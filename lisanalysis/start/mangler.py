"""What can be run with the files found, and what each of the other questions lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel, ValidationError

from lisanalysis.analyses import behov
from lisanalysis.analyses.declaration import Analyse
from lisanalysis.analyses.find import find_analyse


@dataclass(frozen=True)
class Spoergsmaal:
    """One analysis: whether the files found are enough for it, and the tables it lacks; `sagt` says it in a sentence."""

    analyse: Analyse
    mangler: tuple[str, ...]
    parametre: type[BaseModel]
    kraever_valg: bool
    sagt: str

    @property
    def kan_koere(self) -> bool:
        """Whether it can run as it stands: the tables are there and no parameter must be chosen first."""
        return not self.mangler and not self.kraever_valg


def spoergsmaal(notebooks: Path, tabeller: Collection[str]) -> list[Spoergsmaal]:
    """Every template with what it lacks when only `tabeller` are filled."""
    moduler = [find_analyse(n.stem) for n in sorted(notebooks.glob("*.ipynb"))]
    return [_et(m, tabeller) for m in moduler]


def _et(modul: ModuleType, tabeller: Collection[str]) -> Spoergsmaal:
    analyse, alene = modul.ANALYSE, _alene(modul.Parametre)
    kraever_valg = not alene or not set(analyse.standard) <= set(tabeller)
    return Spoergsmaal(analyse, analyse.mangler(tabeller), modul.Parametre, kraever_valg, behov.sagt(analyse, tabeller, alene=alene))


def _alene(model: type[BaseModel]) -> bool:
    """Whether the parameters' own defaults are enough."""
    try:
        model.model_validate({})
    except ValidationError:
        return False
    return True


def tabeller_af(layouts: Iterable) -> set[str]:
    """The tables that some layouts fill."""
    return {t for layout in layouts for t in layout.tabeller}
