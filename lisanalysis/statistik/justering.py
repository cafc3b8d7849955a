"""Many tests at once: Holm within a family, Benjamini and Hochberg's false discovery rate over families."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p: Sequence[float]) -> list[float]:
    """The p-values adjusted so that the chance of any false alarm in the family keeps its level (Holm 1979)."""
    return _justeret(p, "holm")


def bh(p: Sequence[float]) -> list[float]:
    """The p-values adjusted so that the share of false alarms among the alarms keeps its level (Benjamini & Hochberg 1995)."""
    return _justeret(p, "fdr_bh")


def bonferroni(p: Sequence[float]) -> list[float]:
    """The p-values times their number, at most 1."""
    return _justeret(p, "bonferroni")


def _justeret(p: Sequence[float], metode: str) -> list[float]:
    from statsmodels.stats.multitest import multipletests

    return [float(v) for v in multipletests(list(p), method=metode)[1]] if len(p) else []
