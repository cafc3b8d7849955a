"""Several municipalities in one: the same rows as each has by itself, under a key, and never mixed up."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from samling_prep import KODER, tre_kommuner

import lisanalysis as lis
from lisanalysis.errors import AccessError, LisError, ParameterError
from lisanalysis.measures.udgift import udgift
from lisanalysis.tables import TABELLER, Dataset, MissingTable, Samling


@pytest.fixture
def steder(tmp_path, monkeypatch) -> list[str]:
    """The folders of the three, and a home for their keys and lagers."""
    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem"))
    return [str(sted.mappe) for sted in tre_kommuner(tmp_path)]


def test_the_rows_are_each_municipalitys_own_under_its_code(steder) -> None:
    """Numbers that two systems share are told apart, and the days stand on the right one."""
    samling = lis.load(steder)
    t = samling.tabel("bevilling").to_pyarrow().to_pylist()

    assert isinstance(samling, Samling) and [d.stem for d in samling] == list(KODER)
    assert sorted((r["kommune_kode"], r["bevilling_id"], r["start_dato"].month) for r in t) == [
        ("0101", "0101:1", 1), ("0101", "0101:2", 1), ("0147", "0147:1", 2), ("0147", "0147:2", 1)]  # fmt: skip
    assert Counter(r["kommune_kode"] for r in t) == {d.kommune.kode: d.antal["bevilling"] for d in samling if d.har("bevilling")}
    assert len({r["borger_id"] for r in t}) == 4  # each municipality has its own key: Anna is two


def test_a_measure_over_all_is_the_sum_of_the_measures_of_each(steder) -> None:
    """Spending per municipality and month, exact."""
    samling = lis.load(steder)
    samlet = udgift(samling.tabel("postering"), noegler=("kommune_kode",)).to_pyarrow().to_pylist()
    hver = [{"kommune_kode": d.kommune.kode} | r for d in samling for r in udgift(d.tabel("postering"), noegler=()).to_pyarrow().to_pylist()]

    assert sorted(map(str, map(sorted_row, samlet))) == sorted(map(str, map(sorted_row, hver)))
    assert sum(r["beloeb"] for r in samlet) == Decimal("600.30") - Decimal("6.15")


def test_what_one_lacks_is_said_and_what_all_lack_raises(steder) -> None:
    """A missing table is never a zero."""
    samling = lis.load(steder)

    assert samling.mangler("bevilling", "postering") == {"vestby": ("bevilling",)} and samling.har("bevilling")
    with pytest.raises(MissingTable):
        samling.tabel("afregning")


def test_an_analysis_of_one_municipality_is_not_asked_of_several(steder) -> None:
    """Rather than answered for the first alone."""
    with pytest.raises(ParameterError, match="én kommune ad gangen"):
        lis.analyse("udgiftsstigning", lis.load(steder))


def test_the_same_municipality_twice_is_refused(steder) -> None:
    """Its rows would count double."""
    with pytest.raises(LisError, match="koden 0101"):
        lis.load([steder[0], steder[0]])


def test_a_role_that_sees_some_rows_sees_no_collection(steder) -> None:
    """The filter of one municipality cannot be laid over another's tables."""
    from dataclasses import replace

    from lisanalysis.settings import read_settings
    from lisanalysis.sources import open_together

    dele = [(read_settings(s), lis.load(s)) for s in steder]
    dele[1] = (dele[1][0], replace(dele[1][1], udsnit=lambda tabel, t: t))
    with pytest.raises(AccessError, match="sydby"):
        open_together(dele)


def test_no_table_has_the_key_already() -> None:
    """The key is the collection's own."""
    assert not [t.navn for t in TABELLER.values() if "kommune_kode" in t]


def sorted_row(r: dict) -> list:
    """The row, whatever the order of its columns."""
    return sorted(r.items())


def test_it_prints_names_and_days_only(steder) -> None:
    """No row."""
    assert repr(lis.load(steder[:2])) == "<Samling: Nordby pr. 2025-06-05, Sydby pr. 2025-06-05>"
    assert isinstance(lis.load(steder[0]), Dataset)
