"""A small Dataset drawn as text, so that a test shows the rows it counts and runs without extracts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from lisanalysis.settings import Kommune, System
from lisanalysis.tables import TABELLER, Dataset, Table
from lisanalysis.tables.column import Column

# The deliveries and the refused rows as the Dataset's contract describes them; written out here, so that a change is seen.
LEVERANCE = {
    "leverance_id": "VARCHAR", "kilde": "VARCHAR", "fil": "VARCHAR", "sha256": "VARCHAR", "raekker": "INTEGER", "indlaest": "INTEGER",
    "afvist": "INTEGER", "kontrolsum": "DECIMAL(14,2)", "kontrolsum_tabel": "VARCHAR", "periode_fra": "DATE", "periode_til": "DATE",
    "skaeringsdato": "DATE", "status": "VARCHAR", "bemaerkning": "VARCHAR", "tabeller": "VARCHAR",
}  # fmt: skip
AFVIST = {"leverance_id": "VARCHAR", "fil": "VARCHAR", "linje": "INTEGER", "kolonne": "VARCHAR", "aarsag": "VARCHAR"}

Byg = Callable[..., Dataset]


def tegnet(tegning: str) -> list[dict[str, str | None]]:
    """The rows of a table drawn with `|` between the cells; an empty cell is unknown."""
    linjer = [[celle.strip() for celle in linje.split("|")] for linje in tegning.strip().splitlines()]
    return [dict(zip(linjer[0], [c or None for c in raekke], strict=True)) for raekke in linjer[1:]]


def byg(per: str = "2025-12-31", *, leverance: str = "", afvist: str = "", systemer: dict | None = None, **rest: Any) -> Dataset:
    """A Dataset from drawings: byg(per, postering="...", leverance="...", systemer={...}, kontoplan="fri").

    A row that does not say gets the lineage of one delivery; `kilder` names another source for a table's rows.
    """
    valuta, kontoplan, kilder = rest.pop("valuta", "DKK"), rest.pop("kontoplan", "autoriseret"), rest.pop("kilder", {})
    forbindelse = ibis.duckdb.connect()
    antal = {}
    for navn, tabel in TABELLER.items():
        tegning = rest.pop(navn, "")
        rows = [_herkomst(r, nr, per, kilder.get(navn, "prisme")) for nr, r in enumerate(tegnet(tegning) if tegning else [], 2)]
        _opret(forbindelse, navn, _typer(tabel), rows)
        antal[navn] = len(rows)
    assert not rest, f"no such table: {list(rest)}"
    _opret(forbindelse, "leverance", LEVERANCE, tegnet(leverance) if leverance else [])
    _opret(forbindelse, "afvist", AFVIST, tegnet(afvist) if afvist else [])
    kommune = Kommune(
        navn="Prøvekommunen", kode="0999", data=".", valuta=valuta, kontoplan=kontoplan,
        systemer={navn: System(**felter) for navn, felter in (systemer or {}).items()},
    )  # fmt: skip
    return Dataset(forbindelse, kommune, "proeve", date.fromisoformat(per), "v", antal, TABELLER)


def _herkomst(raekke: dict, nr: int, per: str, kilde: str) -> dict:
    """The row with the lineage that a drawing leaves out."""
    return {"kilde": kilde, "leverance_id": "l1", "raekke_nr": str(nr), "skaeringsdato": per} | raekke


def _typer(tabel: Table) -> dict[str, str]:
    kolonner: Iterable[Column] = tabel.lager_kolonner
    return {k.navn: k.sql_type for k in kolonner}


def _opret(forbindelse: ibis.BaseBackend, navn: str, typer: dict[str, str], rows: list[dict]) -> None:
    forbindelse.raw_sql(f"CREATE TABLE {navn} ({', '.join(f'{k} {t}' for k, t in typer.items())})")
    if rows:  # all at once: a row at a time costs more than the analysis
        kolonner = list(dict.fromkeys(k for raekke in rows for k in raekke))
        forbindelse.con.register("tegning", pa.table({k: pa.array([r.get(k) for r in rows], pa.string()) for k in kolonner}))
        forbindelse.con.execute(f"INSERT INTO {navn} ({', '.join(kolonner)}) SELECT {', '.join(f'{k}::{typer[k]}' for k in kolonner)} FROM tegning")
        forbindelse.con.unregister("tegning")
