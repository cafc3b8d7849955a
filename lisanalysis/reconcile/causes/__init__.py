"""Why the systems differ: one module per cause, in the order in which they are tried; the first that fits is the money's.

A module has `RULE` and `rammer(t)`: whether the cause fits a judged row. A cause that answers for several R-numbers also has `nummer(t)`.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from lisanalysis.tables.rule import Rule


def _moduler(sloejfe: str, navne: str) -> tuple[ModuleType, ...]:
    return tuple(import_module(f"{__name__}.{sloejfe}.{navn}") for navn in navne.split())


SLOEJFE1 = _moduler("sloejfe1", """
    dobbelt_afregning efter_doed overlappende_doegn efter_slut foer_start enhed_afvigelse takst_afvigelse antal_afvigelse
    paragraf_afvigelse leverandoer_afvigelse betalingskommune_afvigelse cpr_afvigelse regnefejl uden_bevilling
    uden_afregning uforklaret
""")
SLOEJFE2 = _moduler("sloejfe2", """
    dobbeltbogfoert fortegnsfejl decimalfejl beloeb_afvigelse periode_forskudt fejlkonteret forkert_dranst cpr_afvigelse
    uden_cpr ikke_bogfoert uden_afregning ikke_fra_fagsystem uforklaret
""")


def regler() -> tuple[Rule, ...]:
    """Every cause's declaration, in order."""
    return tuple(m.RULE for m in (*SLOEJFE1, *SLOEJFE2))
