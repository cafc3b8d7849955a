"""The same answers on Spark, in local mode. Slow: a session takes long to start, and every step is small. Run by hand:

    pip install 'lisanalysis[spark]'; python -m pytest tests/motor/test_spark.py
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from motor_prep import raekker, skifteret, tabeller_af
from samling_prep import tre_kommuner

import lisanalysis as lis
from lisanalysis import sources
from lisanalysis.measures.udgift import udgift
from lisanalysis.settings import read_settings
from lisanalysis.tables import Dataset
from lisanalysis.workspace import find_analyse

pytest.importorskip("pyspark", reason="pyspark er ikke installeret (pip install 'lisanalysis[spark]')")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="der er ingen Java på maskinen")


@pytest.fixture(scope="module")
def demo_spark(demo: Dataset, demo_hjem) -> Dataset:
    """The made-up municipality on Spark."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(demo_hjem))
        patch.setenv("LIS_TEST_SPARK", "local[2]")
        return sources.open_lager(skifteret(read_settings(Path(__file__).parent.parent.parent / "parameters" / "demo"), "spark", "LIS_TEST_SPARK"))


@pytest.mark.parametrize("stem", ["sagsbehandleroversigt", "dyre_enkeltsager", "novemberliste"])
def test_an_analysis_gives_the_same(demo: Dataset, demo_spark: Dataset, stem: str) -> None:
    """Every table, key figure and sentence."""
    modul = find_analyse(stem)
    a, b = (modul.analyse(data, modul.Parametre()) for data in (demo, demo_spark))

    assert (a.svar, a.noegletal, tabeller_af(a)) == (b.svar, b.noegletal, tabeller_af(b))


def test_three_municipalities_in_one(tmp_path, monkeypatch) -> None:
    """The collection on Spark has the rows and the sums of the collection on DuckDB."""
    monkeypatch.setenv("LIS_TEST_SPARK", "local[2]")
    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem"))
    steder = tre_kommuner(tmp_path)
    her = lis.load([str(s.mappe) for s in steder])
    for s in steder:
        yaml = s.mappe / "kommune.yaml"
        yaml.write_text(yaml.read_text(encoding="utf-8") + "motor: spark\nforbindelser: {motor: '${LIS_TEST_SPARK}'}\n", encoding="utf-8")
    der = lis.load([str(s.mappe) for s in steder])

    assert der.dele[0].forbindelse.name == "pyspark"
    for udtryk in (lambda x: x.tabel("bevilling"), lambda x: udgift(x.tabel("postering"), noegler=("kommune_kode",))):
        assert raekker(udtryk(her).execute()) == raekker(udtryk(der).execute()) != []
