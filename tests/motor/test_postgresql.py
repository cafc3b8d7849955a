"""The same answers on a real PostgreSQL: to the øre and to the row."""

from __future__ import annotations

import secrets

import pytest
from afstem_koersel import PER, kommune
from afstem_prep import byg
from lager_prep import ANNA, Kommunen
from lager_prep import raekker as filens
from motor_prep import raekker, tabeller_af
from postgres import Afvist
from tegnet import byg as tegnet
from tegnet_felter import kommune as tegnede_felter
from test_rules import bygget

from lisanalysis.analyses.find import analyse_stems, find_analyse
from lisanalysis.errors import DataError, ParameterError
from lisanalysis.measures.feltgrupper import FELTER, feltgruppe
from lisanalysis.quality.kontrol import kontroller
from lisanalysis.quality.rules import moduler
from lisanalysis.reconcile import afstem
from lisanalysis.tables import Dataset

psycopg = pytest.importorskip("psycopg", reason="psycopg er ikke installeret (pip install 'lisanalysis[sql]')")

KILDE = """
system: egen
navn: Eget fagsystem
format: {encoding: utf-8, delimiter: ";", dates: [dd-mm-åååå]}
files:
  indsatser: {pattern: "egen*", table: bevilling, columns: {CPR: borger_id, Id: bevilling_id, Lov: paragraf, Fra: start_dato}}
"""
# Each with the parameters it has by itself; the figures of the one left out are the reconciliation's.
ANALYSER = [stem for stem in analyse_stems() if stem != "ottetalskontrol"]


def test_the_reconciliation_finds_the_same(server) -> None:
    """Both loops, every cause and the eight figures, on a municipality full of faults."""
    her = byg(per=PER, **kommune(3))
    a, b = afstem(her), afstem(paa_server(her, server))

    assert raekker(a.afvigelser.execute()) and a.ikke_koert == b.ikke_koert
    for navn in ("afvigelser", "afstemt", "ottetal"):
        assert raekker(getattr(a, navn).execute()) == raekker(getattr(b, navn).execute())


@pytest.mark.parametrize("modul", moduler(), ids=lambda m: m.RULE.navn)
def test_a_rule_finds_the_same(server, modul) -> None:
    """In the example that the rule is drawn with."""
    her = tegnet(**bygget(modul.RULE.eksempel)[1])
    a, b = (kontroller(data, regler=[modul]) for data in (her, paa_server(her, server)))

    assert (a.koert, a.ikke_koert) == (b.koert, b.ikke_koert)
    assert raekker(a.fund.execute()) == raekker(b.fund.execute()) != []


@pytest.mark.parametrize("gruppe", FELTER)
def test_a_group_of_fields_is_the_same(server, gruppe: str) -> None:
    """Every field, days and prices among them."""
    her = tegnede_felter()

    assert raekker(feltgruppe(her, gruppe).execute()) == raekker(feltgruppe(paa_server(her, server), gruppe).execute()) != []


@pytest.mark.parametrize("stem", ANALYSER)
def test_an_analysis_gives_the_same(demo: Dataset, demo_pg: Dataset, stem: str) -> None:
    """Every table, every key figure and every sentence."""
    modul = find_analyse(stem)
    a, b = (modul.analyse(data, modul.Parametre()) for data in (demo, demo_pg))

    assert (a.svar, a.noegletal, a.forbehold) == (b.svar, b.noegletal, b.forbehold)
    assert tabeller_af(a) == tabeller_af(b)


def test_deliveries_and_counts_are_the_same(demo: Dataset, demo_pg: Dataset) -> None:
    """What stands beside the tables went along."""
    assert demo_pg.forbindelse.name == "postgres" and demo_pg.antal == demo.antal and demo_pg.version == demo.version
    for navn in ("leverancer", "afviste", "systemskifter"):
        assert raekker(getattr(demo, navn)()) == raekker(getattr(demo_pg, navn)())


@pytest.fixture
def stedet(tmp_path, server, monkeypatch) -> Kommunen:
    """A municipality whose kommune.yaml names the engine."""
    monkeypatch.setenv("LIS_MOTOR", server.url("postgres").replace("postgresql:", "postgresql+psycopg:"))
    sted = Kommunen(tmp_path, "egen: {}", "motor: postgresql\nforbindelser: {motor: '${LIS_MOTOR}'}\n")
    sted.kilde("egen", KILDE)
    sted.fil("egen1.csv", f"CPR;Id;Lov;Fra\n{ANNA};N1;SEL § 107;01-01-2025\n")
    return sted


def test_kommune_yaml_names_the_engine(stedet, server) -> None:
    """A load is the ordinary one; a new version takes the former one's place in the database when the lager lets go of it."""
    data = stedet.indlaes()
    assert data.forbindelse.name == "postgres" and filens(data, "bevilling", "bevilling_id", "paragraf") == [("N1", "SEL-107")]
    first = skemaer(server, data.version)
    data.forbindelse.disconnect()
    for nr in range(2, 5):
        stedet.fil(f"egen{nr}.csv", f"CPR;Id;Lov;Fra\n{ANNA};N{nr};SEL § 107;01-0{nr}-2025\n")
        stedet.indlaes().forbindelse.disconnect()

    assert len(first) == 1 and skemaer(server, data.version) == []


def test_an_empty_text_and_an_unknown_one_are_not_the_same(server) -> None:
    """Quotes, semicolons, line breaks and nothing at all come through."""
    demo_con = byg().forbindelse
    demo_con.raw_sql("CREATE TABLE ord AS SELECT * FROM (VALUES (1, ''), (2, NULL), (3, 'a\"b,c;\n\\N'), (4, 'æ€')) t(nr, ord)")
    t = paa_server_con(demo_con, server).table("ord").order_by("nr").to_pyarrow().to_pylist()

    assert [r["ord"] for r in t] == ["", None, 'a"b,c;\n\\N', "æ€"]


def test_what_is_wrong_is_said_without_the_address(stedet, server, monkeypatch) -> None:
    """A database that does not answer, and one that is not named."""
    monkeypatch.setenv("LIS_MOTOR", "postgresql://nobody:hemmelig@127.0.0.1:1/db")
    with pytest.raises(DataError, match="motorens database svarer ikke") as fejl:
        stedet.indlaes()
    assert "hemmelig" not in str(fejl.value) and "127.0.0.1" not in str(fejl.value)

    yaml = (stedet.mappe / "kommune.yaml").read_text(encoding="utf-8")
    (stedet.mappe / "kommune.yaml").write_text(yaml.replace("forbindelser: {motor: '${LIS_MOTOR}'}\n", ""), encoding="utf-8")
    with pytest.raises(ParameterError, match="mangler 'motor'"):
        stedet.indlaes()


def test_a_database_that_sorts_by_a_language_is_refused(stedet, server, monkeypatch) -> None:
    """There the first of two equal rows would be another one, and the pairs with it."""
    try:
        server.spoerg("CREATE DATABASE dansk TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'da'")
    except Afvist:
        pytest.skip("the server was built without ICU, so it has no language to sort by")
    monkeypatch.setenv("LIS_MOTOR", server.url("postgres", "dansk"))

    with pytest.raises(DataError, match="sorterer tekst efter et sprog"):
        stedet.indlaes()


def paa_server(data: Dataset, server) -> Dataset:
    """A drawn municipality on the server."""
    from dataclasses import replace

    return replace(data, forbindelse=paa_server_con(data.forbindelse, server))


def paa_server_con(kilde, server):
    """Any tables of DuckDB's on the server, copied as the lager is."""
    import ibis

    from lisanalysis.motor.postgresql import udstil

    con, skema = psycopg.connect(server.url("postgres"), autocommit=True), f"proeve_{secrets.token_hex(4)}"
    udstil(con, kilde, skema)
    con.execute("SELECT set_config('search_path', %s, false)", [skema])
    return ibis.postgres.from_connection(con)


def skemaer(server, version: str) -> list[tuple[str, ...]]:
    """The schemas of a version."""
    return server.spoerg(f"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'lis_%{version}'")
