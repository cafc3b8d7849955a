"""Texts joined without an aggregate of texts, against Python's own join."""

from __future__ import annotations

from random import Random

import ibis
import pytest

from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.kaede import kaedet


@pytest.mark.parametrize("hoejst", [1, 2, 7, 33])
def test_the_texts_stand_in_order(hoejst) -> None:
    """Groups of every length up to the longest; an unknown text is left out."""
    lod = Random(hoejst)
    rows = [{"g": g, "nr": nr, "t": lod.choice(["a", "bb", "c+", None])} for g in range(1, hoejst + 1) for nr in range(g)]
    lod.shuffle(rows)
    con = ibis.duckdb.connect()
    with Arbejde(con) as arb:
        t = arb.gem("rows", ibis.memtable(rows, schema={"g": "int64", "nr": "int64", "t": "string"}))
        svar = {r["g"]: r["t"] for r in kaedet(arb, t, "g", "t", ["nr"]).to_pyarrow().to_pylist()}

    ventet = {g: "+".join(r["t"] for r in sorted(rows, key=lambda r: r["nr"]) if r["g"] == g and r["t"]) for g in range(1, hoejst + 1)}
    assert svar == {g: t for g, t in ventet.items() if t}


def test_nothing_joined_is_nothing() -> None:
    """No rows at all."""
    con = ibis.duckdb.connect()
    with Arbejde(con) as arb:
        t = arb.gem("rows", ibis.memtable([], schema={"g": "int64", "nr": "int64", "t": "string"}))
        assert kaedet(arb, t, "g", "t", ["nr"]).to_pyarrow().to_pylist() == []
