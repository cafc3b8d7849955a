"""The page of the measures: one definition per figure, in the words of the code that computes it."""

from __future__ import annotations

import inspect
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from lisanalysis import measures
from lisanalysis.measures.sagt import sagt

INDLEDNING = """\
# Katalog over mål

Siden er skrevet af koden (`lis docs docs`) og rettes i `lisanalysis/measures/`. Hvert mål har én definition, og alle rapporter henter det samme
sted: det samme ord er det samme tal. Sætningerne her står i `lisanalysis/measures/sagt.py`, og notebooks tager dem derfra; det, der skal vides for
at bruge et mål i egen kode, står på engelsk ved koden selv og vises her bagefter.
"""


def side() -> str:
    """The page in Markdown."""
    return "\n".join([INDLEDNING, *map(_modul, moduler())]).rstrip() + "\n"


def moduler() -> list[ModuleType]:
    """The modules that hold measures."""
    return [import_module(f"{measures.__name__}.{m.name}") for m in iter_modules(measures.__path__) if m.name != "sagt"]


def _modul(modul: ModuleType) -> str:
    navn = modul.__name__.rpartition(".")[2]
    dele = [f"## {navn}\n\n{sagt(navn)}\n"]
    dele += [f"### `{navn}.{f.__name__}`\n\n{sagt(f'{navn}.{f.__name__}')}\n\n{_kodens(f)}\n" for f in egne(modul)]
    return "\n".join(dele)


def _kodens(funktion: object) -> str:
    """The code's own explanation, marked as such."""
    linjer = inspect.cleandoc(funktion.__doc__ or "").splitlines()
    return "\n".join(f"> {linje}".rstrip() for linje in linjer)


def egne(modul: ModuleType) -> list:
    """The module's own public functions, in the order they stand."""
    egne = [f for n, f in vars(modul).items() if inspect.isfunction(f) and f.__module__ == modul.__name__ and not n.startswith("_")]
    return sorted(egne, key=lambda f: f.__code__.co_firstlineno)
