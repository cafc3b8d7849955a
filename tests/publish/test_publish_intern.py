"""Lists with CPR numbers: only for a reason, only in their place, only for a time, and never as a copy among the reports."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from lisanalysis import sources
from lisanalysis.access import hent_noegle
from lisanalysis.analyses.result import Kolonne, Result, Tabel
from lisanalysis.errors import AccessError, GateError, ParameterError
from lisanalysis.publish.gate import Gate, gate_for
from lisanalysis.publish.intern import Internt, kraev_uden_for, skriv_interne, slet_forfaldne, slettedato, spaerrede, standardmappe
from lisanalysis.roller import Roller
from lisanalysis.settings import Settings, read_settings
from lisanalysis.tables import Dataset

PARAMETRE = Path(__file__).parent.parent.parent / "parameters" / "demo"
GRUND = "fejlretning: gennemgang af bidragene"


@pytest.fixture
def sted(demo: Dataset, demo_hjem: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Settings, Dataset]]:
    """The made-up municipality in a home of its own, so that registers and logs are this test's alone."""
    shutil.copytree(demo_hjem / "demo", tmp_path / "hjem" / "demo")
    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem"))
    settings = read_settings(PARAMETRE)
    data = sources.open_lager(settings)
    yield settings, data
    data.forbindelse.disconnect()


def _svar(data: Dataset, antal: int = 30) -> Result:
    ids = [r["borger_id"] for r in data.tabel("borger").select("borger_id").order_by("borger_id").limit(antal).to_pyarrow().to_pylist()]
    ramme = pd.DataFrame({"borger_id": [*ids, None], "leverandoer": "=1+1", "beloeb": Decimal("10.50")})
    kolonner = (Kolonne("borger_id", "Borger"), Kolonne("leverandoer", "Modtager"), Kolonne("beloeb", "Ændring", "kr"))
    liste = Tabel("bidrag", "Alle bidrag", ramme, kolonner, vis=0, enhed="borger_id", cpr_liste=True)
    return Result("udgiftsstigning", "U", "controller", "Hvorfor?", data.per, "Svar", tabeller=(liste, replace(liste, navn="uden", cpr_liste=False)))


def _skriv(sted: tuple[Settings, Dataset], mappe: Path | None = None, slettes: date = date(2026, 2, 1)) -> list[Path]:
    settings, data = sted
    return skriv_interne(_svar(data), data, settings, Internt(mappe or standardmappe(settings), GRUND, slettes), "udgiftsstigning.110")


def test_listen_har_hver_borgers_eget_nummer(sted: tuple[Settings, Dataset]) -> None:
    """In all three forms the CPR number is the one whose pseudonym stands beside it; only the list that asks for it is written."""
    settings, data = sted
    filer = _skriv(sted)
    assert [f.name for f in filer] == ["bidrag.csv", "bidrag.xlsx", "bidrag.html"]
    assert {f.parent for f in filer} == {settings.hjem / "intern" / "demo" / data.per.isoformat() / "udgiftsstigning.110"}
    raekker = list(csv.DictReader(filer[0].read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    noegle = hent_noegle(settings)
    assert len(raekker) == 31 and all(noegle.pseudonym(r["cpr"].replace("-", "")) == r["borger_id"] for r in raekker[:30])
    assert raekker[30]["cpr"] == "" and raekker[0]["leverandoer"] == "'=1+1"
    ark = openpyxl.load_workbook(filer[1]).active
    assert [c.value for c in ark[3]] == ["CPR-nummer", "Borger", "Modtager", "Ændring"]
    assert [ark.cell(i, 1).value for i in range(4, 34)] == [r["cpr"] for r in raekker[:30]] and ark["C4"].data_type == "s"
    side = filer[2].read_text(encoding="utf-8")
    assert all(r["cpr"] in side for r in raekker[:30]) and "Slettes senest 2026-02-01" in side and "Slettes senest 2026-02-01" in ark["A1"].value


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in access lists, not in modes")
def test_kun_ejeren_kan_laese_dem(sted: tuple[Settings, Dataset], tmp_path: Path) -> None:
    """Every folder from the place down and every file is its owner's alone."""
    filer = _skriv(sted, tmp_path / "andet" / "intern")
    assert {f.stat().st_mode & 0o777 for f in filer} == {0o600}
    assert {m.stat().st_mode & 0o777 for m in (filer[0].parent, *list(filer[0].parent.parents)[:3])} == {0o700}


def test_loggen_har_det_foer_filen_findes(sted: tuple[Settings, Dataset], tmp_path: Path) -> None:
    """The export is in the log with its number of citizens; where the log cannot be written no file is."""
    settings, data = sted
    _skriv(sted)
    linjer = "".join(f.read_text(encoding="ascii") for f in sorted(settings.logmappe.rglob("*")) if f.suffix != ".laas" and f.is_file())
    eksport = [linje for linje in linjer.splitlines() if '"handling":"eksport"' in linje]
    assert len(eksport) == 1 and '"antal":30' in eksport[0] and '"grund":"fejlretning"' in eksport[0]
    shutil.rmtree(settings.logmappe)
    settings.logmappe.write_text("", encoding="utf-8")
    with pytest.raises(AccessError):
        _skriv(sted, tmp_path / "intern")
    assert not (tmp_path / "intern").exists()


@pytest.mark.parametrize("grund", ["", "fejlretning", "uden grund: fordi jeg vil", "fejlretning: kort"])
def test_uden_en_grund_skrives_intet(sted: tuple[Settings, Dataset], tmp_path: Path, grund: str) -> None:
    """A reason that is missing, not on the list or without words gives no file."""
    settings, data = sted
    with pytest.raises(AccessError):
        skriv_interne(_svar(data), data, settings, Internt(tmp_path / "intern", grund, date(2026, 2, 1)), "x")
    assert not (tmp_path / "intern").exists()


def test_uden_retten_skrives_intet(sted: tuple[Settings, Dataset], tmp_path: Path) -> None:
    """One whose role may not write lists gets none, in files or halves of files."""
    settings, data = sted
    uden = replace(settings, kommune=settings.kommune.model_copy(update={"roller": Roller()}))
    with pytest.raises(AccessError):
        skriv_interne(_svar(data), data, uden, Internt(tmp_path / "intern", GRUND, date(2026, 2, 1)), "x")
    assert not (tmp_path / "intern").exists()


def test_en_kopi_kommer_ikke_ind_blandt_rapporterne(sted: tuple[Settings, Dataset], tmp_path: Path) -> None:
    """The gate refuses each file by its citizens, and by its content alone when it knows no citizen, inside a zip too."""
    import io
    import zipfile

    settings, _ = sted
    filer = _skriv(sted)

    class Ingen:
        def kender(self, nummer: str) -> bool:
            return False

        def kender_navn(self, navn: str) -> bool:
            return False

    for fil in filer:
        with pytest.raises(GateError, match="CPR-numre|kopi"):
            gate_for(settings, tmp_path).slip_ud(tmp_path / f"pæn{fil.suffix}", fil.read_bytes())
        with pytest.raises(GateError, match="kopi af en intern liste"):
            Gate(Ingen(), tmp_path, spaerrede(settings)).slip_ud(tmp_path / f"pæn{fil.suffix}", fil.read_bytes())
    pakke = io.BytesIO()
    with zipfile.ZipFile(pakke, "w") as ud:
        ud.writestr("a.csv", filer[0].read_bytes())
    with pytest.raises(GateError, match="kopi af en intern liste"):
        Gate(Ingen(), tmp_path, spaerrede(settings)).slip_ud(tmp_path / "pæn.zip", pakke.getvalue())
    assert not list(tmp_path.glob("pæn*"))


def test_listen_slettes_paa_sin_dag(sted: tuple[Settings, Dataset]) -> None:
    """Not the day before; on the day the files and their folders are gone, it is said and logged, and a copy is still known."""
    settings, _ = sted
    filer = _skriv(sted, slettes=date(2026, 2, 1))
    kopi = filer[0].read_bytes()
    assert slet_forfaldne(date(2026, 1, 31)) == [] and all(f.exists() for f in filer)
    (besked,) = slet_forfaldne(date(2026, 2, 1))
    assert "3 interne lister" in besked and "udgiftsstigning.110" in besked and "2026-02-01" in besked
    assert not filer[0].parent.exists() and not filer[0].parent.parent.exists()
    assert slet_forfaldne(date(2027, 1, 1)) == []
    assert '"handling":"sletning"' in "".join(f.read_text(encoding="ascii") for f in settings.logmappe.rglob("*") if f.suffix == ".jsonl" or "log" in f.name)
    from hashlib import sha256

    assert sha256(kopi).hexdigest() in spaerrede(settings)


def test_andres_filer_i_mappen_roeres_ikke(sted: tuple[Settings, Dataset]) -> None:
    """Only what was written here is deleted; a note that somebody laid beside it stays, and its folder with it."""
    filer = _skriv(sted)
    note = filer[0].with_name("note.txt")
    note.write_text("x", encoding="utf-8")
    slet_forfaldne(date(2026, 2, 1))
    assert [f.name for f in note.parent.iterdir()] == ["note.txt"]


def test_fristen_staar_i_kommune_yaml(sted: tuple[Settings, Dataset]) -> None:
    """Thirty days, or what the municipality says."""
    settings, _ = sted
    kort = replace(settings, kommune=settings.kommune.model_copy(update={"opbevaring": {"interne": 7}}))
    assert (slettedato(settings, date(2026, 1, 1)), slettedato(kort, date(2026, 1, 1))) == (date(2026, 1, 31), date(2026, 1, 8))


def test_stedet_er_ikke_blandt_rapporterne(tmp_path: Path) -> None:
    """Neither in the reports' folder, nor around it."""
    for mappe in (tmp_path / "reports", tmp_path / "reports" / "x", tmp_path):
        with pytest.raises(ParameterError):
            kraev_uden_for(mappe, tmp_path / "reports")
    kraev_uden_for(tmp_path / "intern", tmp_path / "reports")
