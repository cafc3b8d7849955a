"""Makes a scrambled copy of the lager, for screenshots and teaching: what it shows is like the municipality's, and is nobody's.

All pseudonyms, numbers of cases and bills, and names of firms, units and staff are made anew with a random key that is never
stored. Dates move within their month and kroner by up to ten per cent, the same for all rows of a citizen, so that the systems
still agree. A text that fewer than five citizens share is replaced. Budgets, balances and published prices stand as they are.

It is still personal data: months and near amounts can be recognised by one who knows the case. It is made for showing, not
for publishing, and is deleted when the run ends. Never format-preserving encryption: its output may be another person's number.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis import lager
from lisanalysis.access import hent_adgang
from lisanalysis.errors import AccessError, DataError
from lisanalysis.settings import Settings
from lisanalysis.tables import TABELLER, Column, Table
from lisanalysis.tables.column import HERKOMST

if TYPE_CHECKING:
    import ibis

_SOM_DE_ER = ("leverance", "afvist", "systemskifte", "antal")  # about files and counts; any other table that is not declared stays empty
_NYE_TYPER = ("borger", "modtager", "adresse", "id")
_NYE_KODER = ("leverandoer_cvr", "p_nummer", "sagsbehandler", "organisation", "overordnet")
_FAA = 5
_DAGE, _UDSVING = 9, 0.1
_CIFRE, _BOGSTAVER = "0123456789", "ghijklmnop"  # no digits at all: nothing may look like a CPR number


@contextmanager
def scrambled(settings: Settings) -> Iterator[Settings]:
    """The settings with a scrambled copy for a lager, which is gone again when the block ends.

    Raises AccessError for one who may not see all rows, and DataError where nothing has been loaded.
    """
    if not hent_adgang(settings).alle:
        raise AccessError("Eksempeldata laves af hele lageret og kræver en rolle, der må se alle rækker (controller).")
    version = lager.aktuel(settings)
    if version is None:
        raise DataError(f"{settings.kommune.navn} er ikke indlæst endnu. Kør: lis check parameters/{settings.stem}")
    settings.hjem.mkdir(parents=True, exist_ok=True, mode=0o700)
    for efterladt in settings.hjem.glob("eksempel-*"):
        shutil.rmtree(efterladt, ignore_errors=True)
    mappe = Path(tempfile.mkdtemp(prefix="eksempel-", dir=settings.hjem))
    try:
        kopi, ny = replace(settings, lager=mappe), replace(version, id=secrets.token_hex(8))
        _copy(settings.lager / version.lager, mappe / ny.lager)
        _nobody(mappe / ny.identitet)
        lager.peg_paa(kopi, ny)
        yield kopi
    finally:
        shutil.rmtree(mappe, ignore_errors=True)


def _copy(fra: Path, til: Path) -> None:
    """Every table, scrambled by what its columns are declared to be."""
    con, noegle = _open(til), secrets.token_hex(32)
    con.raw_sql(f"ATTACH '{fra.as_posix()}' AS kilde (READ_ONLY)")
    findes = con.raw_sql("SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'kilde' ORDER BY table_name, column_index")
    kolonner: dict[str, list[str]] = {}
    for tabel, kolonne in findes.fetchall():
        kolonner.setdefault(tabel, []).append(kolonne)
    for tabel, navne in kolonner.items():
        if tabel in TABELLER:
            udtryk = ", ".join(_Tabel(TABELLER[tabel], navne, noegle).udtryk())
            con.raw_sql(f"CREATE TABLE {tabel} AS SELECT {udtryk} FROM kilde.{tabel} AS t")
        else:
            con.raw_sql(f"CREATE TABLE {tabel} AS SELECT * FROM kilde.{tabel}" + ("" if tabel in _SOM_DE_ER else " LIMIT 0"))
    con.raw_sql("DETACH kilde")
    con.disconnect()


def _nobody(fil: Path) -> None:
    """A guarded file that nobody stands in: no pseudonym of the copy can be turned back."""
    con = _open(fil)
    con.raw_sql("CREATE TABLE cpr (borger_id VARCHAR PRIMARY KEY, cpr VARCHAR)")
    con.disconnect()


def _open(fil: Path) -> ibis.BaseBackend:
    import ibis

    con = ibis.duckdb.connect(fil)
    os.chmod(fil, 0o600)
    return con


class _Tabel:
    """The SQL that scrambles one table, `t`."""

    def __init__(self, tabel: Table, navne: list[str], noegle: str) -> None:
        self.tabel, self.navne, self.noegle = tabel, navne, noegle

    def udtryk(self) -> list[str]:
        """An expression per column; one that is not declared is left empty."""
        erklaeret = {k.navn: k for k in (*self.tabel.lager_kolonner, *HERKOMST)}
        return [f"{self._kolonne(erklaeret[n]) if n in erklaeret else 'NULL'} AS {n}" for n in self.navne]

    def _kolonne(self, k: Column) -> str:
        if k in HERKOMST:
            return f"t.{k.navn}"
        if k.type in _NYE_TYPER or k.navn in _NYE_KODER:
            return self._ny_id(k)
        if k.type == "tekst":
            return self._tekst(k)
        if k.type == "tidspunkt":
            return f"date_trunc('month', t.{k.navn})"
        if k.type == "dato" and self.borger:
            return self._dato(k)
        return self._beloeb(k) if k.type == "kr" and self.borger else f"t.{k.navn}"

    @property
    def borger(self) -> str:
        """The expression that all of a citizen's rows share; empty where the table is about nobody."""
        if "borger_id" in self.navne:
            return "t.borger_id"
        if "ydelse_id" in self.navne:
            return "(SELECT any_value(y.borger_id) FROM kilde.ydelse AS y WHERE y.ydelse_id = t.ydelse_id)"
        return ""

    def _hash(self, hvad: str, vaerdi: str) -> str:
        return f"sha256('{self.noegle}|{hvad}|' || {vaerdi})"

    def _andel(self, hvad: str) -> str:
        """A number from 0 to 1 that is the citizen's own; a half for a row without one."""
        return f"coalesce(('0x' || left({self._hash(hvad, self.borger)}, 12))::UBIGINT / {16**12}.0, 0.5)"

    def _ny_id(self, k: Column) -> str:
        """The same value gets the same new one in every table, so that what belonged together still does."""
        bogstaver = f"translate(left({self._hash('id', f't.{k.navn}')}, 16), '{_CIFRE}', '{_BOGSTAVER}')"
        return f"CASE WHEN regexp_matches(t.{k.navn}, '^[a-z]_') THEN left(t.{k.navn}, 2) ELSE '' END || {bogstaver}"

    def _tekst(self, k: Column) -> str:
        if k.foelsomhed == "intern" or k.navn in ("tilbud", "leverandoer"):
            return f"'Eksempel ' || upper(translate(left({self._hash('navn', f't.{k.navn}')}, 6), '{_CIFRE}', '{_BOGSTAVER}'))"
        if k.foelsomhed == "aaben":
            return f"t.{k.navn}"
        hvem = "borger_id" if "borger_id" in self.navne else "raekke_nr"
        mange = f"SELECT x.{k.navn} FROM kilde.{self.tabel.navn} AS x GROUP BY 1 HAVING count(DISTINCT x.{hvem}) >= {_FAA}"
        return f"CASE WHEN t.{k.navn} IS NULL THEN NULL WHEN t.{k.navn} IN ({mange}) THEN t.{k.navn} ELSE 'Eksempeltekst' END"

    def _dato(self, k: Column) -> str:
        """Within its month by the citizen's own number of days; the first and the last day stay, for they are what periods are made of."""
        d, dage = f"t.{k.navn}", f"(round({self._andel('dato')} * {2 * _DAGE})::INTEGER - {_DAGE})"
        sidste = f"day(last_day({d}))"
        flyttet = f"greatest(2, least({sidste} - 1, day({d}) + {dage}))"
        return f"CASE WHEN day({d}) IN (1, {sidste}) THEN {d} ELSE make_date(year({d}), month({d}), {flyttet}::INTEGER) END"

    def _beloeb(self, k: Column) -> str:
        faktor = f"({1 - _UDSVING} + {2 * _UDSVING} * {self._andel('beloeb')})::DECIMAL(9,8)"
        return f"round(t.{k.navn} * {faktor}, 2)::DECIMAL(14,2)"
