"""Whom the money went to, by name: a ledger often holds the CVR number alone, while the case systems know the firm."""

from __future__ import annotations

from collections.abc import Mapping

from lisanalysis.tables import Dataset

_KENDER_NAVNET = ("ydelse", "bevilling")


def navne(data: Dataset) -> dict[str, str]:
    """CVR number → the supplier's name, where the case systems agree on one."""
    ud: dict[str, set[str]] = {}
    for tabel in _KENDER_NAVNET:
        if data.har(tabel):
            t = data.tabel(tabel).select("leverandoer_cvr", "leverandoer").drop_null().distinct()
            for cvr, navn in t.execute().itertuples(index=False):
                ud.setdefault(cvr, set()).add(navn)
    return {cvr: next(iter(n)) for cvr, n in ud.items() if len(n) == 1}


def vis(noegle: object, navne: Mapping[str, str]) -> object:
    """The name with its key behind, or the key alone."""
    return f"{navne[noegle]} ({noegle})" if noegle in navne else noegle
