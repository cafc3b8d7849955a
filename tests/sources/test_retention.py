"""What the municipality keeps no longer is deleted, said in the delivery list and in the access log; nothing else is touched."""

import json
import os
from datetime import date, timedelta

import pytest
from lager_prep import ANNA, Kommunen, raekker

from lisanalysis import lager
from lisanalysis.errors import AccessError, ParameterError

HEADING = "Dato;Regnskabsår;Bilag;Linje;Finanskonto;Kontonavn;Afdeling;Konto;Aktivitet;Art;Beløb;D/K;Tekst;Ydelsesmodtager;Betalingsmodtager;Maskinnr;Henvisningsnr\n"
TODAY = date.today()


def posting(bilag: str) -> str:
    """A file of one posting."""
    return HEADING + f"31-01-2025;2025;{bilag};1;;;;538521001;;409;100,00;D;;{ANNA};;;\n"


def name(days: int) -> str:
    """The name of a file whose date is so many days back."""
    return f"prisme_posteringer_{TODAY - timedelta(days=days):%Y%m%d}.csv"


def deletions(kommune: Kommunen) -> list[str]:
    """What the access log says was deleted."""
    lines = [json.loads(line) for f in sorted(kommune.settings.logmappe.glob("*.jsonl")) for line in f.read_text(encoding="ascii").splitlines()]
    return [line["maal"] for line in lines if line["handling"] == "sletning"]


def municipality(tmp_path, opbevaring: str = "") -> Kommunen:
    """Three files: of today, of 100 days ago, and one of an unknown kind just as old."""
    made = Kommunen(tmp_path, "prisme: {}", opbevaring)
    made.fil(name(0), posting("NY"), "cp1252")
    made.fil(name(100), posting("GAMMEL"), "cp1252")
    made.fil(name(100).replace("prisme", "andet"), "x")
    return made


def test_nothing_is_deleted_where_nothing_is_said(tmp_path):
    """Without `opbevaring` every file stays, and the log holds no deletion."""
    kommune = municipality(tmp_path)
    kommune.indlaes(i_dag=TODAY)

    assert len(list(kommune.udtraek.iterdir())) == 3
    assert deletions(kommune) == []


def test_extracts_past_their_days_are_deleted_and_said(tmp_path):
    """The old extract goes, with the lager versions that hold its rows; a file that no mapping knows stays."""
    kommune = municipality(tmp_path)
    kommune.indlaes(i_dag=TODAY)
    before = lager.versioner(kommune.settings)
    yaml = kommune.mappe / "kommune.yaml"
    yaml.write_text(yaml.read_text(encoding="utf-8") + "opbevaring: {leverancer: 99}\n", encoding="utf-8")
    data = kommune.indlaes(i_dag=TODAY)

    assert sorted(f.name for f in kommune.udtraek.iterdir()) == sorted([name(0), name(100).replace("prisme", "andet")])
    assert raekker(data, "postering", "bilag") == [("NY",)]
    assert "ældre end de 99 dage" in data.leverancer().set_index("fil").loc[name(100)].bemaerkning
    assert not set(before) & set(lager.versioner(kommune.settings))
    assert deletions(kommune) == [name(100), f"lager-{before[0]}"]


def test_a_file_on_the_limit_stays(tmp_path):
    """Kept for 100 days is kept on the hundredth; without a date in the name the time of writing counts."""
    kommune = municipality(tmp_path, "opbevaring: {leverancer: 100}\n")
    old = kommune.fil("prisme_posteringer_x.csv", posting("TID"), "cp1252")
    os.utime(old, (0, 0))
    kommune.indlaes(i_dag=TODAY)

    assert (kommune.udtraek / name(100)).exists()
    assert not old.exists()


def test_nothing_is_deleted_that_cannot_be_logged(tmp_path):
    """The log comes first."""
    kommune = municipality(tmp_path, f"opbevaring: {{leverancer: 99}}\nlog: {{mappe: {(tmp_path / 'findes_ikke').as_posix()}}}\n")
    with pytest.raises(AccessError):
        kommune.indlaes(i_dag=TODAY)

    assert (kommune.udtraek / name(100)).exists()


@pytest.mark.parametrize(("keep", "left"), [("", 2), ("opbevaring: {lagerversioner: 1}\n", 1), ("opbevaring: {lagerversioner: 3}\n", 3)])
def test_so_many_versions_of_the_lager_are_kept(tmp_path, keep, left):
    """Two where nothing is said: the present one and the one before; the newest are kept."""
    kommune = municipality(tmp_path, keep)
    versions = []
    for i in range(4):
        kommune.fil(name(0), posting(f"NR{i}"), "cp1252")
        kommune.indlaes(i_dag=TODAY)
        versions.append(lager.aktuel(kommune.settings).id)

    assert lager.versioner(kommune.settings) == versions[::-1][:left]
    assert bool(deletions(kommune)) == bool(keep)


@pytest.mark.parametrize("words", ["opbevaring: {leverance: 9}", "opbevaring: {leverancer: 0}", "opbevaring: {lagerversioner: to}"])
def test_other_words_on_retention_are_refused(tmp_path, words):
    """An unknown name or a limit of nothing is an error, so that nothing is deleted by a slip."""
    with pytest.raises(ParameterError, match="opbevaring"):
        municipality(tmp_path, words + "\n").indlaes(i_dag=TODAY)
