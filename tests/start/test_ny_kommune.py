"""From a folder of unknown extracts to the first report: every figure as in the municipality the extracts were disguised from."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from rodet_mappe import FORKLAEDT, forklaed

from lisanalysis import cli

ROD = Path(__file__).parents[2]
HERKOMST = {"leverance_id", "raekke_nr", "skaeringsdato"}


def lis(*ord_: str) -> int:
    """Run the command in this process; the exit code."""
    foer, sys.argv = sys.argv, ["lis", *ord_]
    try:
        cli.main()
    except SystemExit as slut:
        return int(slut.code or 0)
    finally:
        sys.argv = foer
    return 0


@pytest.fixture(scope="module")
def sted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with Lilleby's extracts in `udtraek` and the same disguised in `ukendt`; both have one key."""
    from lisanalysis.synthetic import skriv

    rod = tmp_path_factory.mktemp("start")
    skriv(rod / "hjem" / "demo-lille" / "udtraek", indbyggere=1000, aar=1, slut=date(2025, 1, 31))
    forklaed(rod / "hjem" / "demo-lille" / "udtraek", rod / "ukendt")
    shutil.copytree(ROD / "parameters" / "demo-lille", rod / "parameters" / "kendtby")
    (rod / "parameters" / "kendtby" / "datavalidering.yaml").write_text("{}", encoding="utf-8")
    shutil.copytree(ROD / "notebooks", rod / "notebooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_ROD", str(rod))
        patch.setenv("LIS_HJEM", str(rod / "hjem"))
        patch.setenv("LIS_NOEGLE", "5a" * 32)
        patch.setenv("LIS_REPORTS", str(rod / "reports"))
        yield rod


@pytest.fixture(scope="module")
def ny(sted: Path) -> Path:
    """The folder that `lis new --ja` writes."""
    assert lis("new", "ukendtby", "--data", str(sted / "ukendt"), "--navn", "Ukendtby", "--kode", "0996", "--ja") == 0
    return sted / "parameters" / "ukendtby"


def test_every_table_is_the_same_row_for_row(sted: Path, ny: Path) -> None:
    """`lis check` refuses nothing, and each table holds what the original's holds, to the øre; only where a row came from differs."""
    assert lis("check", "parameters/ukendtby") == 0
    import lisanalysis as data_fra

    kendt, ukendt = data_fra.load("kendtby"), data_fra.load("ukendtby")
    tomme = []
    for tabel in kendt.tabeller:
        a, b = (_raekker(d, tabel) for d in (kendt, ukendt))
        assert a == b, tabel
        tomme += [tabel] * (not a)
    assert not {"bevilling", "sag", "ydelse", "afregning", "disponering", "postering", "budget", "saldo", "konto", "borger"} & set(tomme)


def _raekker(data, tabel: str) -> list[str]:
    if not data.har(tabel):
        return []
    t = data.tabel(tabel)
    vist = [k for k in t.columns if k not in HERKOMST]
    return sorted(str(tuple(r.values())) for r in t.select(*vist).to_pyarrow().to_pylist())


def test_the_first_report_has_the_same_key_figures(sted: Path, ny: Path) -> None:
    """Datavalidering of both municipalities, run as a report: the same rows, control sums and balances, line by line."""
    tal = {}
    for kommune in ("ukendtby", "kendtby"):
        assert lis("run", f"parameters/{kommune}", "--only", "datavalidering") == 0
        (fil,) = (sted / "reports" / kommune).glob("*/datavalidering/noegletal.csv")
        tal[kommune] = (fil.parent.parent.name, fil.read_text(encoding="utf-8-sig"))
    assert tal["ukendtby"] == tal["kendtby"]
    assert len(re.findall(r"^kontrolsum_[^\n]*\d+,\d\d;kr", tal["ukendtby"][1], re.M)) >= 3


def test_what_is_written_differs_no_more_than_it_must(ny: Path) -> None:
    """The sources files name the disguised headings, no heading that is the layout's own, and no made-up word."""
    skrevet = {f.stem: f.read_text(encoding="utf-8") for f in (ny / "sources").iterdir()}
    assert set(skrevet) == {"nexus", "bv", "prisme", "cpr", "tilbud", "organisation"}
    assert "Beløb (kr.): beloeb" in skrevet["bv"]
    assert "Organisation:" not in skrevet["organisation"]
    assert "Udskrevet af" in skrevet["nexus"]
    assert "cpr_serie: fiktiv" in (ny / "kommune.yaml").read_text(encoding="utf-8")


def test_law_yaml_invents_nothing(ny: Path) -> None:
    """The skeleton is only comments: no figure is in it, and it is read as an empty file."""
    linjer = (ny / "law.yaml").read_text(encoding="utf-8").splitlines()
    assert all(linje.startswith("#") for linje in linjer)
    assert any("dyre_enkeltsager_graense_25" in linje for linje in linjer)


def test_nothing_shown_is_a_value(sted: Path, ny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that is said of the files and their columns repeats no cell of four characters or more that a column holds, codes' words aside."""
    assert lis("new", "enanden", "--data", str(sted / "ukendt"), "--kode", "0996", "--ja") == 0
    sagt = capsys.readouterr().out
    celler = set()
    for navn, ny_fil in FORKLAEDT.items():
        tekst = (sted / "ukendt" / ny_fil.navn).read_text(encoding=ny_fil.til)
        for linje in tekst.splitlines()[1:]:
            celler |= {c.strip('"') for c in linje.split(ny_fil.skilletegn) if re.search(r"\d{4}|\d,\d\d|[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ]", c)}
    uden_filnavne = re.sub(r"20\d\d-?\d\d-?\d\d|\d\d-\d\d-20\d\d|Budget 2025|kode 0996", "", sagt)
    assert len(celler) > 300
    assert [c for c in celler if len(c) > 3 and re.search(rf"(?<![\w.]){re.escape(c)}(?![\w])", uden_filnavne)] == []


def test_an_existing_folder_is_never_written_over(sted: Path, ny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with 2 and every byte stands; `--kun-nye` brings back only what was taken away."""
    foer = {f: f.read_bytes() for f in ny.rglob("*") if f.is_file()}
    assert lis("new", "ukendtby", "--data", str(sted / "ukendt"), "--kode", "0996", "--ja") == 2
    assert "findes allerede" in capsys.readouterr().err
    assert {f: f.read_bytes() for f in ny.rglob("*") if f.is_file()} == foer
    (ny / "law.yaml").unlink()
    (ny / "kommune.yaml").write_text((egen := foer[ny / "kommune.yaml"].decode() + "# vores egen linje\n"), encoding="utf-8")
    assert lis("new", "ukendtby", "--data", str(sted / "ukendt"), "--kode", "0996", "--ja", "--kun-nye") == 0
    assert (ny / "law.yaml").is_file()
    assert (ny / "kommune.yaml").read_text(encoding="utf-8") == egen


def test_the_landscape_names_systems_files_tables_and_analyses(sted: Path, ny: Path) -> None:
    """The page on the shelf draws each and says what is lacking in words too."""
    side = (sted / "reports" / "ukendtby" / "datalandskab" / "index.html").read_text(encoding="utf-8")
    for ventet in ("Børn og Voksne", "Udbetalinger *", "afregning", "8-tals-kontrol", "statbank (mangler)"):
        assert f">{ventet}<" in side, ventet
