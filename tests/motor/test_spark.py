"""The same answers on Spark, in local mode. Slow: a session takes long to start, and every step is small. Run by hand (some fifteen minutes):

    pip install 'lisanalysis[spark]'; python -m pytest tests/motor/test_spark.py
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from byer_prep import BYER, skift, tre_byer
from motor_prep import raekker, skifteret, tabeller_af
from samling_prep import tre_kommuner
from tegnet import byg as tegnet
from tegnet_felter import kommune as tegnede_felter
from test_rules import bygget

import lisanalysis as lis
from lisanalysis import sources
from lisanalysis.analyses.find import analyse_stems, find_analyse
from lisanalysis.measures.feltgrupper import FELTER, feltgruppe
from lisanalysis.measures.udgift import udgift
from lisanalysis.quality.kontrol import kontroller
from lisanalysis.quality.rules import moduler
from lisanalysis.reconcile import afstem
from lisanalysis.settings import read_settings
from lisanalysis.tables import TABELLER, Dataset, Samling

pytest.importorskip("pyspark", reason="pyspark er ikke installeret (pip install 'lisanalysis[spark]')")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="der er ingen Java på maskinen")


@pytest.fixture(scope="module")
def demo_spark(demo: Dataset, demo_hjem) -> Dataset:
    """The made-up municipality on Spark."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(demo_hjem))
        patch.setenv("LIS_TEST_SPARK", "local[2]")
        return sources.open_lager(skifteret(read_settings(Path(__file__).parent.parent.parent / "parameters" / "demo"), "spark", "LIS_TEST_SPARK"))


@pytest.fixture(scope="module")
def her_og_der(tmp_path_factory) -> tuple[Samling, Samling]:
    """Three made-up municipalities full of faults, in one on DuckDB and in one on Spark."""
    rod = tmp_path_factory.mktemp("byer")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(rod / "hjem"))
        patch.setenv("LIS_TEST_SPARK", "local[2]")
        mapper = tre_byer(rod)
        her = lis.load([str(m) for m in mapper])
        skift(mapper, "spark", "LIS_TEST_SPARK")
        return her, lis.load([str(m) for m in mapper])


@pytest.fixture(params=range(len(BYER)), ids=list(BYER))
def begge(request, her_og_der) -> tuple[Dataset, Dataset]:
    """One of the three, on each."""
    her, der = her_og_der
    assert der.dele[request.param].forbindelse.name == "pyspark"
    return her.dele[request.param], der.dele[request.param]


def test_the_reconciliation_finds_the_same(begge) -> None:
    """Both loops, every cause and the eight figures."""
    a, b = map(afstem, begge)

    assert raekker(a.afvigelser.execute()) and not a.ikke_koert and not b.ikke_koert
    for navn in ("afvigelser", "afstemt", "ottetal"):
        assert raekker(getattr(a, navn).execute()) == raekker(getattr(b, navn).execute())


def test_the_rules_find_the_same(begge) -> None:
    """All of them at once, in a municipality with faults of every kind."""
    a, b = map(kontroller, begge)

    assert (a.koert, a.ikke_koert) == (b.koert, b.ikke_koert)
    assert raekker(a.fund.execute()) == raekker(b.fund.execute()) != []


def test_the_three_are_not_mixed_up(her_og_der) -> None:
    """Opened in one process, each keeps its own rows; together they are the rows of all."""
    her, der = her_og_der
    for navn in ("bevilling", "afregning", "postering"):
        assert [raekker(d.tabel(navn).execute()) for d in her] == [raekker(d.tabel(navn).execute()) for d in der]
        assert raekker(her.tabel(navn).execute()) == raekker(der.tabel(navn).execute()) != []


@pytest.mark.parametrize("modul", moduler(), ids=lambda m: m.RULE.navn)
def test_a_rule_finds_the_same(tmp_path, modul) -> None:
    """In the example that the rule is drawn with."""
    her = tegnet(**bygget(modul.RULE.eksempel)[1])
    a, b = (kontroller(data, regler=[modul]) for data in (her, paa_spark(her, tmp_path)))

    assert (a.koert, a.ikke_koert) == (b.koert, b.ikke_koert)
    assert raekker(a.fund.execute()) == raekker(b.fund.execute()) != []


@pytest.mark.parametrize("gruppe", FELTER)
def test_a_group_of_fields_is_the_same(tmp_path, gruppe: str) -> None:
    """Every field, days and prices among them."""
    her = tegnede_felter()

    assert raekker(feltgruppe(her, gruppe).execute()) == raekker(feltgruppe(paa_spark(her, tmp_path), gruppe).execute()) != []


@pytest.mark.parametrize("stem", [stem for stem in analyse_stems() if stem != "ottetalskontrol"])
def test_an_analysis_gives_the_same(demo: Dataset, demo_spark: Dataset, stem: str) -> None:
    """Every table, key figure and sentence."""
    modul = find_analyse(stem)
    a, b = (modul.analyse(data, modul.Parametre()) for data in (demo, demo_spark))

    assert (a.svar, a.noegletal, tabeller_af(a)) == (b.svar, b.noegletal, tabeller_af(b))


def test_three_tiny_ones_in_one(tmp_path, monkeypatch) -> None:
    """The collection on Spark has the rows and the sums of the collection on DuckDB, where the systems use the same numbers."""
    monkeypatch.setenv("LIS_TEST_SPARK", "local[2]")
    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem"))
    mapper = [s.mappe for s in tre_kommuner(tmp_path)]
    her = lis.load([str(m) for m in mapper])
    skift(mapper, "spark", "LIS_TEST_SPARK")
    der = lis.load([str(m) for m in mapper])

    for udtryk in (lambda x: x.tabel("bevilling"), lambda x: udgift(x.tabel("postering"), noegler=("kommune_kode",))):
        assert raekker(udtryk(her).execute()) == raekker(udtryk(der).execute()) != []


def test_a_warehouse_is_read_where_it_is(demo: Dataset, tmp_path, monkeypatch) -> None:
    """Tables of Spark's own catalogue, with the package's names, give what the load gives; nothing is loaded."""
    from dataclasses import replace

    from lisanalysis.motor import spark
    from lisanalysis.settings import PaaStedet

    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem"))
    monkeypatch.setenv("LIS_TEST_SPARK", "local[2]")
    session = spark.start("local[2]")
    session.sql(f"CREATE DATABASE social LOCATION '{tmp_path}/social'")
    for navn in TABELLER:
        demo.forbindelse.raw_sql(f"COPY \"{navn}\" TO '{tmp_path / navn}.parquet' (FORMAT parquet)")
        session.sql(f"CREATE TABLE social.{navn} USING parquet LOCATION '{tmp_path / navn}.parquet'")
    settings = skifteret(read_settings(Path(__file__).parent.parent.parent / "parameters" / "demo"), "spark", "LIS_TEST_SPARK")
    data = sources.load(replace(settings, kommune=settings.kommune.model_copy(update={"paa_stedet": PaaStedet(skema="social")})))

    modul = find_analyse("dyre_enkeltsager")
    a, b = (modul.analyse(d, modul.Parametre()) for d in (demo, data))
    assert (a.svar, a.noegletal, tabeller_af(a)) == (b.svar, b.noegletal, tabeller_af(b)) and not settings.lager.exists()


def paa_spark(data: Dataset, mappe: Path) -> Dataset:
    """A drawn municipality on Spark, by way of the files that a lager is shown by."""
    from dataclasses import replace

    import ibis

    from lisanalysis.motor import spark

    for navn, in data.forbindelse.raw_sql("SELECT table_name FROM duckdb_tables()").fetchall():
        data.forbindelse.raw_sql(f"COPY \"{navn}\" TO '{mappe / navn}.parquet' (FORMAT parquet)")
    session = spark.start("local[2]")
    spark.vis(session, mappe)
    return replace(data, forbindelse=ibis.pyspark.connect(session))
