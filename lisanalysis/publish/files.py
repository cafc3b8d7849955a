"""Writes an answer's key figures and tables as files that Excel opens and programs read: CSV, each with a Parquet twin.

The bytes are made in memory and handed to the gate, which alone writes. CSV is UTF-8 with BOM, `;`, decimal comma, ISO dates;
Parquet has real types, money as decimal128(14,2).
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lisanalysis.analyses.result import Result
from lisanalysis.publish import numbers
from lisanalysis.publish.gate import Gate
from lisanalysis.publish.workbook import rapport_xlsx

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

NOEGLETAL_KOLONNER = ("noegle", "omraade", "paragraf", "konto", "periode", "vaerdi", "enhed", "lav95", "hoej95", "n", "status")
_LEVENDE = ("=", "+", "-", "@", "\t", "\r")  # what Excel takes for the start of a formula
_PENGE = (14, 2)


def skriv_result(result: Result, mappe: Path, gate: Gate) -> list[str]:
    """Write the workbook, noegletal.csv with its twin and, for each table with a file, its CSV and Parquet; the gate's warnings.

    All bytes are ready before the first file is written. Raises GateError where a file may not leave.
    """
    filer = {"noegletal.csv": noegletal_csv(result), "noegletal.parquet": noegletal_parquet(result)}
    for tabel in result.tabeller:
        if tabel.fil:
            filer[f"{tabel.navn}.csv"] = csv_bytes(list(tabel.data.columns), raekker(tabel.data))
            filer[f"{tabel.navn}.parquet"] = parquet_bytes(tabel.data)
    filer["rapport.xlsx"] = rapport_xlsx(result)
    return [advarsel for navn, indhold in filer.items() for advarsel in gate.slip_ud(Path(mappe) / navn, indhold)]


def noegletal_csv(result: Result) -> bytes:
    """The key figures, one per row, in the columns that every report shares; unknown is empty, never zero."""
    return csv_bytes(NOEGLETAL_KOLONNER, ([getattr(n, k) for k in NOEGLETAL_KOLONNER] for n in result.noegletal))


def noegletal_parquet(result: Result) -> bytes:
    """The same rows with types: `vaerdi` as a decimal with six places, the interval as floats, `n` as a whole number."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    typer = {"vaerdi": pa.decimal128(28, 6), "lav95": pa.float64(), "hoej95": pa.float64(), "n": pa.int64()}
    tal = [replace(n, vaerdi=_seks(n.vaerdi), **{k: getattr(n, k) if numbers.er_tal(getattr(n, k)) else None for k in ("lav95", "hoej95", "n")})
           for n in result.noegletal]  # fmt: skip
    felter = {k: pa.array([getattr(n, k) for n in tal], typer.get(k, pa.string())) for k in NOEGLETAL_KOLONNER}
    ud = io.BytesIO()
    pq.write_table(pa.table(felter), ud)
    return ud.getvalue()


def _seks(vaerdi: Any) -> Decimal | None:
    """The number with six places; unknown and hidden are empty alike."""
    return Decimal(str(vaerdi)).quantize(Decimal("0.000001")) if numbers.er_tal(vaerdi) else None


def csv_bytes(kolonner: Any, raekker: Any) -> bytes:
    """The rows as CSV for a Danish Excel; text that Excel would run as a formula gets an apostrophe in front."""
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, delimiter=";", lineterminator="\r\n")
    skriver.writerow([_celle(str(k)) for k in kolonner])
    skriver.writerows([_celle(v) for v in raekke] for raekke in raekker)
    return ud.getvalue().encode("utf-8-sig")


def parquet_bytes(data: pd.DataFrame) -> bytes:
    """The frame with real types: money as decimal128(14,2), dates as dates, no pandas index; a hidden value is null, and its row says so."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tabel = pa.Table.from_pandas(_uden_skjulte(data), preserve_index=False).replace_schema_metadata(None)
    for nr, felt in enumerate(tabel.schema):
        if pa.types.is_decimal(felt.type):
            tabel = tabel.set_column(nr, felt.name, _som_penge(tabel.column(nr)))
    ud = io.BytesIO()
    pq.write_table(tabel, ud)
    return ud.getvalue()


def _uden_skjulte(data: pd.DataFrame) -> pd.DataFrame:
    """Null for the values that disclosure control has hidden; such a table has a column that names their rows."""
    aaben = {k: [None if v is numbers.SKJULT else v for v in data[k]] for k in data.columns if any(v is numbers.SKJULT for v in data[k])}
    return data.assign(**aaben)


def raekker(data: pd.DataFrame) -> Any:
    """The rows with each value as it is: a column of whole numbers is not turned into decimals by its neighbours."""
    return zip(*(data.iloc[:, nr].tolist() for nr in range(data.shape[1])), strict=True)


def _celle(vaerdi: Any) -> str:
    if numbers.mangler(vaerdi):
        return ""
    if isinstance(vaerdi, bool):
        return "ja" if vaerdi else "nej"
    if isinstance(vaerdi, (Decimal, int, float)):
        return format(Decimal(repr(vaerdi)) if isinstance(vaerdi, float) else Decimal(vaerdi), "f").replace(".", ",")
    if isinstance(vaerdi, date):
        return _iso(vaerdi)
    tekst = str(vaerdi)  # a hidden value is its dot: an empty cell would say that nothing is known
    return "'" + tekst if tekst.startswith(_LEVENDE) else tekst


def _iso(vaerdi: date) -> str:
    """A day as åååå-mm-dd; the time of day follows only where there is one."""
    if isinstance(vaerdi, datetime) and (vaerdi.hour or vaerdi.minute or vaerdi.second):
        return vaerdi.isoformat(sep=" ", timespec="seconds")
    return vaerdi.isoformat()[:10]


def _som_penge(kolonne: pa.ChunkedArray) -> pa.ChunkedArray:
    """Decimals with two places where all of them fit so exactly; finer ones keep their own scale."""
    import pyarrow as pa

    try:
        return kolonne.cast(pa.decimal128(*_PENGE))
    except pa.ArrowInvalid:
        return kolonne
