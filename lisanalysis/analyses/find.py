"""Finds the module that answers a question, by its stem."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from lisanalysis import analyses
from lisanalysis.domain.stavning import mente_du
from lisanalysis.errors import ParameterError


def find_analyse(stem: str) -> ModuleType:
    """The module that answers the question `stem`; an unknown one is refused with the nearest spelling."""
    if stem in _module_names() and hasattr(modul := _module(stem), "ANALYSE"):
        return modul
    kendte = analyse_stems()
    raise ParameterError(f"Der er ingen analyse, der hedder '{stem}'.{mente_du(stem, kendte)} Der er: {', '.join(kendte)}.")


def analyse_stems() -> tuple[str, ...]:
    """The stems of all analyses."""
    return tuple(navn for navn in _module_names() if hasattr(_module(navn), "ANALYSE"))


def _module_names() -> tuple[str, ...]:
    return tuple(sorted(m.name for m in iter_modules(analyses.__path__)))


def _module(stem: str) -> ModuleType:
    return import_module(f"lisanalysis.analyses.{stem}")
