from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lisanalysis.analyses.result import Result, Tabel
from lisanalysis.errors import GateError
from lisanalysis.publish.files import csv_bytes, skriv_result
from lisanalysis.publish.gate import Gate

BORGER = "6101900009"  # made up: day 61


class Ingen:
    def kender(self, nummer: str) -> bool:
        return False

    def kender_navn(self, navn: str) -> bool:
        return False


class En:
    def kender(self, nummer: str) -> bool:
        return nummer == BORGER

    def kender_navn(self, navn: str) -> bool:
        return False


def test_noegletal_har_de_aftalte_kolonner(svar: Result, tmp_path: Path) -> None:
    """noegletal.csv has the agreed columns in order, exact values, and empty for unknown."""
    skriv_result(svar, tmp_path, Gate(Ingen(), tmp_path))
    raa = (tmp_path / "noegletal.csv").read_bytes()
    assert raa.startswith(b"\xef\xbb\xbf")
    linjer = raa.decode("utf-8-sig").split("\r\n")
    assert linjer[0] == "noegle;omraade;paragraf;konto;periode;vaerdi;enhed;lav95;hoej95;n;status"
    assert linjer[1] == "delta_kr;alle;alle;5.38.51;2024-01;1400000,10;kr.;;;;ok"
    assert linjer[2] == "vaekst;alle;alle;alle;alle;0,034;andel;0,03;0,04;134;ok"
    assert linjer[4] == "andel;alle;alle;alle;alle;;andel;;;;for_lille"


def test_filerne_svarer_til_tabellerne(svar: Result, hvem: Tabel, tmp_path: Path) -> None:
    """A table with a file has a CSV and a Parquet twin; one without has none; there is nothing to warn of."""
    uden = replace(hvem, navn="kun_vist", fil=False)
    advarsler = skriv_result(replace(svar, tabeller=(hvem, uden)), tmp_path / "demo", Gate(Ingen(), tmp_path))
    assert advarsler == []
    assert sorted(f.name for f in (tmp_path / "demo").iterdir()) == ["hvem.csv", "hvem.parquet", "noegletal.csv", "noegletal.parquet", "rapport.xlsx"]


def test_csv_aabner_til_samme_vaerdier(svar: Result, hvem: Tabel, tmp_path: Path) -> None:
    """Read back the way Excel reads it, all 134 rows have the values they were written from."""
    skriv_result(svar, tmp_path, Gate(Ingen(), tmp_path))
    laest = pd.read_csv(tmp_path / "hvem.csv", sep=";", decimal=",", encoding="utf-8-sig", dtype={"beloeb": str})
    assert list(laest.columns) == list(hvem.data.columns)
    beloeb = [None if pd.isna(v) else Decimal(v.replace(",", ".")) for v in laest["beloeb"]]
    assert beloeb == hvem.data["beloeb"].tolist()
    assert laest["andel"].fillna(-1).tolist() == hvem.data["andel"].fillna(-1).tolist()
    assert laest["antal"].tolist() == list(range(134))
    assert laest["start"].unique().tolist() == ["2024-05-01"] and laest["maaned"].unique().tolist() == ["2024-05"]


def test_parquet_har_rigtige_typer(svar: Result, hvem: Tabel, tmp_path: Path) -> None:
    """Money is decimal128(14,2), days are dates, counts are integers, and the values are those of the frame."""
    skriv_result(svar, tmp_path, Gate(Ingen(), tmp_path))
    tabel = pq.read_table(tmp_path / "hvem.parquet")
    typer = {felt.name: felt.type for felt in tabel.schema}
    assert typer["beloeb"] == pa.decimal128(14, 2) and typer["start"] == pa.date32()
    assert pa.types.is_integer(typer["antal"]) and pa.types.is_floating(typer["andel"])
    assert tabel.column("beloeb").to_pylist() == hvem.data["beloeb"].tolist()
    assert tabel.schema.metadata is None


@pytest.mark.parametrize("farlig", ["=1+1", "+45 12", "-x", "@SUM(A1)", "\t=1", "\r=1"])
def test_tekst_kan_ikke_blive_til_en_formel(farlig: str) -> None:
    """Text that Excel would run gets an apostrophe, in headings too; a negative number stays a number."""
    laest = list(csv.reader(io.StringIO(csv_bytes([farlig], [[farlig], [-5], [Decimal("-0.10")]]).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert laest == [["'" + farlig], ["'" + farlig], ["-5"], ["-0,10"]]


@pytest.mark.parametrize(
    ("vaerdi", "ventet"),
    [
        (1e-7, "0,0000001"), (1e16, "10000000000000000"), (True, "ja"), (False, "nej"), (pd.NaT, ""), (float("nan"), ""),
        (datetime(2024, 5, 1, 8, 30), "2024-05-01 08:30:00"), (pd.Timestamp(2024, 5, 1), "2024-05-01"), (date(2024, 5, 1), "2024-05-01"),
        ("a;b", '"a;b"'), ("Åse", "Åse"),
    ],
)  # fmt: skip
def test_celler(vaerdi: object, ventet: str) -> None:
    """No exponent, no English decimal point, ISO dates, empty for unknown."""
    assert csv_bytes(["k", "x"], [[vaerdi, 1]]).decode("utf-8-sig") == f"k;x\r\n{ventet};1\r\n"


def test_en_kendt_borger_standser_filen(svar: Result, hvem: Tabel, tmp_path: Path) -> None:
    """A table with a known citizen's number is refused, and its file is not there."""
    data = hvem.data.assign(leverandoer=BORGER)
    with pytest.raises(GateError, match="hvem.csv"):
        skriv_result(replace(svar, tabeller=(replace(hvem, data=data),)), tmp_path, Gate(En(), tmp_path))
    assert not (tmp_path / "hvem.csv").exists()
