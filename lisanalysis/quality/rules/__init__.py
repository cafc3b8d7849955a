"""The rules that no cause of the 8-tals-kontrol carries: one module each, found by its place in this folder.

A module has `RULE` and `brud(raekker, data, parametre)`: from one judged table's rows to those that break the rule. The rows keep
their own columns; where it knows better, the function sets `alvor`, `beskrivelse`, `dato`, `borger_id`, `sag_id`, `paragraf`,
`beloeb_kilde`, `beloeb_modpart`, `modpart_id`, or `saerkende` (what tells two findings on one row apart). A module may also have
`mangler(data, parametre)`: the parts of the rule that these data cannot answer.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def moduler() -> tuple[ModuleType, ...]:
    """Every rule's module, by number."""
    alle = (import_module(f"{__name__}.{m.name}") for m in iter_modules(__path__))
    return tuple(sorted(alle, key=lambda m: (m.RULE.id, m.RULE.navn)))


def regler() -> tuple:
    """Every rule, by number."""
    return tuple(m.RULE for m in moduler())
