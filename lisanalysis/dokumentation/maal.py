"""The page of the measures: one definition per figure, in the words of the code that computes it."""

from __future__ import annotations

import inspect
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from lisanalysis import measures

INDLEDNING = """\
# Katalog over mål

Siden er skrevet af koden (`lis docs docs`) og rettes i `lisanalysis/measures/`. Hvert mål har én definition, og alle rapporter henter det samme
sted: det samme ord er det samme tal. Forklaringerne er kodens egne og står på engelsk, som resten af kodens; de danske ord er målenes navne.
"""


def side() -> str:
    """The page in Markdown."""
    moduler = [import_module(f"{measures.__name__}.{m.name}") for m in iter_modules(measures.__path__)]
    return "\n".join([INDLEDNING, *map(_modul, moduler)]).rstrip() + "\n"


def _modul(modul: ModuleType) -> str:
    navn = modul.__name__.rpartition(".")[2]
    dele = [f"## {navn}\n\n{inspect.cleandoc(modul.__doc__ or '')}\n"]
    for funktion in _egne(modul):
        dele.append(f"### `{navn}.{funktion.__name__}`\n\n{inspect.cleandoc(funktion.__doc__ or '')}\n")
    return "\n".join(dele)


def _egne(modul: ModuleType) -> list:
    """The module's own public functions, in the order they stand."""
    egne = [f for n, f in vars(modul).items() if inspect.isfunction(f) and f.__module__ == modul.__name__ and not n.startswith("_")]
    return sorted(egne, key=lambda f: f.__code__.co_firstlineno)
