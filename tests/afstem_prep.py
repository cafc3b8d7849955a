"""A small Dataset drawn as text or given as rows, for tests of the 8-tals-kontrol; what a drawing leaves out is the ordinary."""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from lisanalysis.settings import Kommune, System
from lisanalysis.tables import TABELLER, Dataset, Table

ORDINAERT = {
    "bevilling": {"kilde": "nexus", "status": "ivaerksat", "antal": "1", "enhed": "doegn", "frekvens": "daglig"},
    "afregning": {"kilde": "bv", "status": "effektueret", "afregningstype": "udgift"},
    "ydelse": {"kilde": "bv"},
    "sag": {"kilde": "bv"},
    "postering": {"kilde": "prisme"},
    "borger": {"kilde": "cpr"},
}
Raekker = list[dict[str, Any]]


def tegnet(tegning: str) -> Raekker:
    """The rows of a table drawn with `|` between the cells; an empty cell is unknown."""
    linjer = [[celle.strip() for celle in linje.split("|")] for linje in tegning.strip().splitlines()]
    return [dict(zip(linjer[0], [c or None for c in raekke], strict=True)) for raekke in linjer[1:]]


def tabeller(tekst: str) -> dict[str, Raekker]:
    """The tables of a drawing: each begins with its name, a blank line ends it."""
    dele = [del_.strip().split("\n", 1) for del_ in tekst.strip().split("\n\n")]
    return {navn.strip(): tegnet(tegning) for navn, tegning in dele}


def byg(per: str = "2025-12-31", *, kontoplan: str = "autoriseret", **givet: str | Raekker) -> Dataset:
    """The Dataset of the tables given as drawings or as rows; columns that are not ours (`brydes`) are left out."""
    con = ibis.duckdb.connect()
    antal = {}
    for navn, tabel in TABELLER.items():
        rows = givet.pop(navn, [])
        rows = tegnet(rows) if isinstance(rows, str) else rows
        antal |= {navn: len(rows)} if rows or not tabel.afledt else {}  # what the load makes is there, or was not made
        if rows:
            _opret(con, tabel, [_hel(tabel, r, nr, per) for nr, r in enumerate(rows, 2)])
    assert not givet, f"no such table: {list(givet)}"
    systemer = {n: System(navn=n.capitalize()) for n in ("nexus", "bv", "prisme")}
    kommune = Kommune(navn="Prøvekommunen", kode="0999", data=".", kontoplan=kontoplan, systemer=systemer)
    return Dataset(con, kommune, "proeve", date.fromisoformat(per), "v", antal, TABELLER)


def _hel(tabel: Table, raekke: dict, nr: int, per: str) -> dict:
    """The row with the ordinary values and the lineage that it does not say itself, in our columns only."""
    hel = {"kilde": "x", "leverance_id": "l1", "raekke_nr": nr, "skaeringsdato": per} | ORDINAERT.get(tabel.navn, {}) | raekke
    return {k.navn: hel.get(k.navn) for k in tabel.lager_kolonner}


def _opret(con: ibis.BaseBackend, tabel: Table, rows: Raekker) -> None:
    typer = {k.navn: k.sql_type for k in tabel.lager_kolonner}
    tekst = pa.table({navn: pa.array([None if r[navn] is None else str(r[navn]) for r in rows], pa.string()) for navn in typer})
    con.con.register("tegnet", tekst)
    kolonner = ", ".join(f'"{n}"::{t} AS "{n}"' for n, t in typer.items())
    con.raw_sql(f"CREATE TABLE {tabel.navn} AS SELECT {kolonner} FROM tegnet")
    con.con.unregister("tegnet")
