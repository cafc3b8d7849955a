"""The conversation: what a person answers is what is written, and nothing is written without an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lisanalysis.errors import ParameterError
from lisanalysis.settings import read_settings
from lisanalysis.sources.mapping import read_mappings
from lisanalysis.start.command import new_municipality

SALDO = "Aar i regnskab;Maaned;Kontonr.;Art;Beløb A;Beløb B\n2025;2025-01;538521001;409;1.234,50;7,00\n2025;2025-02;538521001;409;2.000,00;8,00\n"
SAGER = "Løbenummer;Hvem;Slags\nS1;610190-0009;Børnesag\nS2;720385-0013;Voksensag\n"


@pytest.fixture
def mappe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root with no municipality, and a folder with two files: a balance list, and cases under headings nobody knows."""
    for navn in ("parameters", "notebooks", "udtraek"):
        (tmp_path / navn).mkdir()
    monkeypatch.setenv("LIS_ROD", str(tmp_path))
    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem"))
    monkeypatch.setenv("LIS_REPORTS", str(tmp_path / "reports"))
    (tmp_path / "udtraek" / "a_saldo.csv").write_text(SALDO, encoding="utf-8")
    (tmp_path / "udtraek" / "b_sager.csv").write_text(SAGER, encoding="utf-8")
    return tmp_path


def svarer(*svar: tuple[str, str]) -> Callable[[str], str]:
    """Answers each question by the first pair whose words stand in it, in order; a question nobody expected is a failure."""
    tilbage = list(svar)

    def laes(spoergsmaal: str) -> str:
        if not tilbage or tilbage[0][0] not in spoergsmaal:
            raise AssertionError(f"uventet spørgsmål: {spoergsmaal}; ventede {tilbage[:1]}")
        return tilbage.pop(0)[1]

    return laes


AFTALE = (("Hvem ringes", "Bo i Økonomi, lokal 12"), ("Hvor ofte", "hver uge"), ("En af", "ugentlig"), ("Senest hvor mange", "ti"), ("Et antal dage", "3"))


def test_a_person_corrects_a_column_skips_a_file_and_gives_the_agreement(mappe: Path) -> None:
    """The balance is read from the column pointed at; the cases are left out; the contact and the deadline stand in kommune.yaml."""
    svar = svarer(
        ("Skal den læses", "a"), ("Hvilket layout", "prisme.saldi"), ("Hvilket layout", "prisme.saldo"),
        ("Skal den læses", "r"), ("Nummeret", "6"), ("'Beløb", "saldo"), ("Nummeret", ""),
        ("Hvilket layout", ""), ("Kommunens navn", ""), ("Kommunekoden", ""), *AFTALE, ("af sig selv", "n"),
    )  # fmt: skip
    assert new_municipality("varde", mappe / "udtraek", i_dag=date(2026, 1, 5), laes=svar) == 0
    settings = read_settings(mappe / "parameters" / "varde")
    k = settings.kommune
    assert (k.navn, k.kode, list(k.systemer), k.cpr_serie) == ("Varde", "0573", ["prisme"], "rigtig")
    s = k.systemer["prisme"]
    assert (s.kontakt, s.hyppighed, s.frist) == ("Bo i Økonomi, lokal 12", "ugentlig", 3)
    (saldo,) = [f for n, f in read_mappings(settings)[0].files.items() if n == "saldo"]
    laest = {h: t[0].to for h, t in saldo.columns.items()}
    valgt = next(h for h, til in laest.items() if til == "saldo")
    assert valgt in ("Beløb A", "Beløb B") and {"Beløb A", "Beløb B"} - {valgt} <= set(saldo.ignored)
    assert laest["Kontonr."] == "konto"


def test_without_an_answer_nothing_is_written(mappe: Path) -> None:
    """A closed keyboard ends the conversation with a sentence, and the folder is not there."""

    def lukket(_: str) -> str:
        raise EOFError

    with pytest.raises(ParameterError, match="Intet er skrevet"):
        new_municipality("varde", mappe / "udtraek", i_dag=date(2026, 1, 5), laes=lukket)
    assert list((mappe / "parameters").iterdir()) == []


def test_ja_takes_nothing_that_is_unsure(mappe: Path) -> None:
    """Two columns of amounts under the same kind of name: `--ja` will not guess which is the balance, and so reads no file."""
    with pytest.raises(ParameterError, match="intet at skrive"):
        new_municipality("varde", mappe / "udtraek", ja=True, i_dag=date(2026, 1, 5))
    assert list((mappe / "parameters").iterdir()) == []


@pytest.mark.parametrize("stem", ["Æ B", ".skjult", "", "a/.."])
def test_a_name_that_is_no_folder_is_refused(mappe: Path, stem: str) -> None:
    """Nothing is written outside parameters/."""
    with pytest.raises(ParameterError):
        new_municipality(stem, mappe / "findes_ikke", ja=True, i_dag=date(2026, 1, 5))
