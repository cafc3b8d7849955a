"""What other municipalities share: found in a folder of its own, read by a mapping like every file, refused and counted like every file."""

import pytest
from lager_prep import Kommunen, raekker

from lisanalysis.errors import DataError, ParameterError

HOVED = "kommune;periode;paragraf;starter;kohortedoegn;befolkning"


def kommunen(tmp_path, **ekstra) -> Kommunen:
    """A municipality with one dated extract of its own and a folder of others' aggregates beside it."""
    kommune = Kommunen(tmp_path, "statbank: {}", "aggregater: ../../faelles\n")
    (tmp_path / "faelles").mkdir()
    kommune.fil("statbank_FOLK1A_2024-12-31.csv", "OMRÅDE;TID;INDHOLD\n0998;2024K1;41000\n")
    return kommune


def del_(kommune: Kommunen, navn: str, *linjer: str) -> None:
    fil = kommune.rod / "faelles" / navn
    fil.parent.mkdir(exist_ok=True)
    fil.write_bytes("\r\n".join((HOVED, *linjer, "")).encode("utf-8-sig"))


def test_files_in_the_folder_and_in_a_folder_for_each_are_read(tmp_path):
    """Two senders, both files called aggregat.csv; an empty cohort stays unknown, and the list counts the rows of each."""
    kommune = kommunen(tmp_path)
    del_(kommune, "0573/aggregat.csv", "0573;2024-01;SEL-107;3;410;30000", "0573;2024-02;SEL-107;2;;30000")
    del_(kommune, "aggregat_0101.csv", "101;2024-01;SEL-107+SEL-108;55;9000;420000")
    data = kommune.indlaes()

    assert sorted(raekker(data, "aggregat", "kommune", "periode", "paragraf", "starter", "kohortedoegn", "befolkning")) == [
        ("0101", "2024-01", "SEL-107+SEL-108", 55, 9000, 420000),
        ("0573", "2024-01", "SEL-107", 3, 410, 30000),
        ("0573", "2024-02", "SEL-107", 2, None, 30000),
    ]
    listed = data.leverancer().set_index("fil")
    assert listed.loc[["0573/aggregat.csv", "aggregat_0101.csv"], ["kilde", "raekker", "indlaest", "afvist", "status"]].values.tolist() == [
        ["aggregat", 2, 2, 0, "ok"], ["aggregat", 1, 1, 0, "ok"]]
    assert data.per.isoformat() == "2024-12-31"


def test_wrong_columns_are_refused_in_danish_and_the_rest_is_read(tmp_path):
    """A file with a misspelt and a missing column is named with both; a file of another kind is named as not read."""
    kommune = kommunen(tmp_path)
    (tmp_path / "faelles" / "aggregat_0851.csv").write_text("kommune;periode;paragraf;start;kohortedoegn\n0851;2024-01;SEL-107;3;410\n", encoding="utf-8")
    (tmp_path / "faelles" / "noter.txt").write_text("hej", encoding="utf-8")
    del_(kommune, "aggregat_0573.csv", "0573;2024-01;SEL-107;3;410;30000")
    data = kommune.indlaes()

    listed = data.leverancer().set_index("fil")
    assert listed.loc["aggregat_0851.csv", "status"] == "afvist"
    sagt = listed.loc["aggregat_0851.csv", "bemaerkning"]
    assert "kolonnen 'starter' mangler" in sagt and "'start'" in sagt and "kolonnen 'befolkning' mangler" in sagt
    assert "passer ikke på noget mønster" in listed.loc["noter.txt", "bemaerkning"]
    assert raekker(data, "aggregat", "kommune") == [("0573",)]


def test_a_row_that_cannot_be_read_is_set_apart_and_never_shown(tmp_path):
    """A hidden count and a month that is none: the physical line and the column, not the value."""
    kommune = kommunen(tmp_path)
    del_(kommune, "aggregat_0573.csv", "0573;2024-01;SEL-107;•;410;30000", "0573;2024-13;SEL-107;3;410;30000", "0573;2024-03;SEL-107;3;410;30000")
    data = kommune.indlaes()

    afviste = data.afviste()
    assert list(zip(afviste["linje"], afviste["kolonne"], strict=True)) == [(2, "starter"), (3, "periode")]
    assert not afviste["aarsag"].str.contains("•|2024-13").any()
    assert raekker(data, "aggregat", "periode") == [("2024-03",)]


def test_a_later_dated_file_replaces_the_months_it_brings_and_moves_no_day(tmp_path):
    """The same municipality sends again in March 2025: its counts hold from then on; the municipality's own day is still its own."""
    kommune = kommunen(tmp_path)
    del_(kommune, "aggregat_0573_2024-06-30.csv", "0573;2024-01;SEL-107;3;410;30000")
    del_(kommune, "aggregat_0573_2025-03-31.csv", "0573;2024-01;SEL-107;4;500;30000")
    data = kommune.indlaes()
    assert data.per.isoformat() == "2024-12-31"
    assert raekker(data, "aggregat", "starter") == [(3,)]

    from datetime import date
    assert raekker(kommune.indlaes(per=date(2025, 4, 1)), "aggregat", "starter") == [(4,)]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    """The path and the name in kommune.yaml to mend."""
    kommune = kommunen(tmp_path)
    (tmp_path / "faelles").rmdir()
    with pytest.raises(DataError, match="aggregater findes ikke.*Ret 'aggregater' i proeve/kommune.yaml"):
        kommune.indlaes()


def test_a_shortcut_out_of_the_folder_is_not_opened(tmp_path):
    """A link to a file elsewhere is refused by name."""
    kommune = kommunen(tmp_path)
    (tmp_path / "aggregat_andet.csv").write_text(f"{HOVED}\n0573;2024-01;SEL-107;3;410;30000\n", encoding="utf-8")
    (tmp_path / "faelles" / "aggregat_0573.csv").symlink_to(tmp_path / "aggregat_andet.csv")
    data = kommune.indlaes()
    assert "genvej ud af mappen" in data.leverancer().set_index("fil").loc["aggregat_0573.csv", "bemaerkning"]
    assert not data.har("aggregat")


def test_a_decision_without_its_document_is_refused(tmp_path):
    """kommune.yaml's decisions must say day, paragraph, words and document."""
    kommune = Kommunen(tmp_path, "statbank: {}", 'beslutninger: [{dato: "2024-07-01", paragraf: SEL-107, tekst: Strammere visitation}]\n')
    with pytest.raises(ParameterError, match="kilde: mangler"):
        kommune.settings  # noqa: B018
