"""A warehouse read where it is, on a real PostgreSQL: the load's figures to the øre, nothing copied, and every fault told by counts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import ibis
import pytest
from motor_prep import raekker, tabeller_af

from lisanalysis import sources
from lisanalysis.analyses.find import find_analyse
from lisanalysis.errors import AccessError, DataError
from lisanalysis.quality.kontrol import kontroller
from lisanalysis.reconcile import afstem
from lisanalysis.roller import Roller
from lisanalysis.settings import PaaStedet, Settings, Visning, read_settings
from lisanalysis.tables import TABELLER, Dataset

psycopg = pytest.importorskip("psycopg", reason="psycopg er ikke installeret (pip install 'lisanalysis[sql]')")
ROD = Path(__file__).parent.parent.parent
# How this municipality says it: other names, other codes, an empty text for what is unknown, and columns that are nobody's business here.
EGNE = PaaStedet(skema="social", tabeller={
    "bevilling": Visning(view="dw_indsats", kolonner={"indsats_nr": "bevilling_id", "lov": "paragraf"}, koder={"status": {"Iværksat": "ivaerksat"}}),
})  # fmt: skip


@pytest.fixture(scope="module")
def lageret(demo: Dataset, server) -> Iterator[str]:
    """A warehouse with the made-up municipality in views of its own making, in a database of its own."""
    from lisanalysis.motor.postgresql import udstil

    server.spoerg("CREATE DATABASE dw TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'")
    with psycopg.connect(server.url("postgres", "dw"), autocommit=True) as con:
        udstil(con, demo.forbindelse, "raa")
        con.execute("CREATE SCHEMA social")
        for navn in TABELLER:
            if navn != "bevilling":
                con.execute(f'CREATE VIEW social."{navn}" AS SELECT * FROM raa."{navn}"')
        kolonner = ", ".join(_dw(k.navn) for k in TABELLER["bevilling"].lager_kolonner)
        con.execute(f"CREATE VIEW social.dw_indsats AS SELECT {kolonner}, '' AS intern_note FROM raa.bevilling")
    yield server.url("postgres", "dw")


def _dw(navn: str) -> str:
    if navn == "status":
        return "CASE status WHEN 'ivaerksat' THEN 'Iværksat' ELSE status END AS status"
    if navn == "maalgruppe":
        return "coalesce(maalgruppe, '') AS maalgruppe"
    return {"bevilling_id": "bevilling_id AS indsats_nr", "paragraf": "paragraf AS lov"}.get(navn, navn)


@pytest.fixture
def settings(demo_hjem: Path, tmp_path: Path, lageret: str, monkeypatch) -> Settings:
    """The municipality's parameters with the warehouse for data: no folder of extracts, no lager."""
    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem"))
    monkeypatch.setenv("LIS_DW", lageret)
    s = read_settings(ROD / "parameters" / "demo")
    valg = {"motor": "postgresql", "forbindelser": {"motor": "${LIS_DW}"}, "paa_stedet": EGNE}
    return replace(s, kommune=s.kommune.model_copy(update=valg), data=tmp_path / "findes-ikke")


def test_the_figures_are_the_loads(demo: Dataset, settings: Settings) -> None:
    """Analyses, rules and both loops: to the øre and the row; and nothing of ours is left in the database or beside it."""
    data = sources.load(settings)
    assert (data.per, {n: a for n, a in data.antal.items() if a}) == (demo.per, {n: a for n, a in demo.antal.items() if a})
    modul = find_analyse("sagsbehandleroversigt")
    a, b = (modul.analyse(d, modul.Parametre()) for d in (demo, data))
    assert (a.svar, a.noegletal, tabeller_af(a)) == (b.svar, b.noegletal, tabeller_af(b))
    a, b = afstem(demo), afstem(data)
    for navn in ("afvigelser", "afstemt", "ottetal"):
        assert raekker(getattr(a, navn).execute()) == raekker(getattr(b, navn).execute()) != []
    a, b = kontroller(demo), kontroller(data)
    assert a.koert == b.koert and raekker(a.fund.drop("gaa_til").execute()) == raekker(b.fund.drop("gaa_til").execute())  # which names a file

    assert not settings.lager.exists() and not os.path.exists(settings.data)
    with psycopg.connect(os.environ["LIS_DW"]) as con:
        assert con.execute("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname LIKE 'lis\\_%'").fetchone() == (0,)
        assert con.execute("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p' AND relname = 'afvigelse'").fetchone() == (0,)


def test_the_deliveries_are_what_the_rows_say(demo: Dataset, settings: Settings) -> None:
    """One line for each delivery that a row names, with its rows counted once."""
    data = sources.load(settings)
    her, der = demo.leverancer().set_index("leverance_id"), data.leverancer().set_index("leverance_id")

    assert {i: set(t.split(", ")) for i, t in der["tabeller"].items()} == {
        i: {navn for navn, n in data.antal.items() if n and i in set(data.tabel(navn).leverance_id.execute())} for i in der.index}  # fmt: skip
    assert len(der) and der["raekker"].sum() == sum(data.antal.values()) and set(der["kilde"]) <= set(her["kilde"])
    assert data.afviste().empty and data.systemskifter().empty


def test_a_change_in_the_warehouse_is_another_version(settings: Settings, lageret: str) -> None:
    """So a batch makes its reports again; unchanged, it is the same."""
    first, again = sources.load(settings).version, sources.open_lager(settings).version
    with psycopg.connect(lageret) as con:
        con.execute("UPDATE raa.postering SET beloeb = beloeb + 1 WHERE ctid IN (SELECT ctid FROM raa.postering LIMIT 1)")
        con.commit()
        changed = sources.load(settings).version
        con.execute("UPDATE raa.postering SET beloeb = beloeb - 1 WHERE ctid IN (SELECT ctid FROM raa.postering ORDER BY ctid DESC LIMIT 1)")
        con.commit()

    assert first == again != changed


@pytest.mark.parametrize(("sql", "grund"), [
    ("SELECT '6101900008'::text AS borger_id, start_dato, kilde, leverance_id, raekke_nr, skaeringsdato, bevilling_id FROM raa.bevilling",
     r"borger_id i \d+ rækker er ikke pseudonymer"),
    ("SELECT borger_id, start_dato::text, kilde, leverance_id, raekke_nr, skaeringsdato, bevilling_id FROM raa.bevilling", "start_dato skal være dato"),
    ("SELECT borger_id, kilde, leverance_id, raekke_nr, skaeringsdato, bevilling_id, takst::float8 AS takst FROM raa.bevilling",
     r"takst skal være et eksakt tal \(decimal\(14,2\)\), ikke et flydende"),
    ("SELECT borger_id, kilde, leverance_id, raekke_nr, skaeringsdato, bevilling_id, 100.005::numeric AS takst FROM raa.bevilling", "takst har flere decimaler"),
    ("SELECT borger_id, leverance_id, raekke_nr, skaeringsdato, bevilling_id FROM raa.bevilling", "kolonnen kilde mangler"),
    ("SELECT borger_id, kilde, leverance_id, raekke_nr, skaeringsdato, bevilling_id FROM raa.bevilling CROSS JOIN generate_series(1, 2)",
     r"i \d+ rækker er leverance_id, raekke_nr, bevilling_id.* de samme som i en anden"),
    ("SELECT borger_id, kilde, leverance_id, raekke_nr, skaeringsdato, bevilling_id, 'I gang'::text AS status FROM raa.bevilling",
     r"status i \d+ rækker er ikke blandt .*ivaerksat.*oversæt dem under 'koder'"),
    ("SELECT borger_id, kilde, leverance_id, raekke_nr, skaeringsdato, bevilling_id, 'ring til 610190-0008'::text AS indsats FROM raa.bevilling",
     r"indsats i \d+ rækker kan rumme et CPR-nummer"),
    ("SELECT NULL::text AS borger_id, NULL::text AS kilde, leverance_id, raekke_nr, skaeringsdato, bevilling_id FROM raa.bevilling", r"kilde er tom i \d+ rækker"),
])  # fmt: skip
def test_what_is_not_as_it_must_be_is_told_by_counts(settings: Settings, lageret: str, sql: str, grund: str) -> None:
    """In Danish, with the view and the column, and never a value."""
    with psycopg.connect(lageret, autocommit=True) as con:
        con.execute(f"DROP SCHEMA IF EXISTS skaev CASCADE; CREATE SCHEMA skaev; CREATE VIEW skaev.bevilling AS {sql}")
    skaev = settings.kommune.model_copy(update={"paa_stedet": PaaStedet(skema="skaev")})

    with pytest.raises(DataError, match=grund) as fejl:
        sources.load(replace(settings, kommune=skaev))
    assert not any(v in str(fejl.value) for v in ("6101900008", "610190", "100.005", "I gang"))


@pytest.mark.parametrize(("sted", "grund"), [
    (PaaStedet(skema="tomt"), "Der er ingen rækker i skemaet 'tomt'"),
    (PaaStedet(skema="social", tabeller={"bevillinger": Visning()}), "nævner tabeller, der ikke findes: bevillinger"),
    (PaaStedet(skema="social", tabeller={"bevilling": Visning(view="findes_ikke")}), "har ikke findes_ikke"),
    (PaaStedet(skema="social", tabeller={"sag": Visning(kolonner={"nr": "sag_id"})}), "'nr' under paa_stedet passer ikke på nogen kolonne"),
])  # fmt: skip
def test_a_declaration_that_fits_nothing_is_refused(settings: Settings, sted: PaaStedet, grund: str) -> None:
    """Rather than a table that is quietly not there."""
    with pytest.raises(DataError, match=grund):
        sources.load(replace(settings, kommune=settings.kommune.model_copy(update={"paa_stedet": sted})))


def test_it_is_no_part_of_a_collection(settings: Settings) -> None:
    """Two databases cannot be asked as one."""
    with pytest.raises(DataError, match="demo læses på stedet"):
        sources.open_together([(settings, sources.load(settings))])


def test_nobody_can_be_looked_up(settings: Settings) -> None:
    """The numbers never came here."""
    from lisanalysis.access.identitet import Opslag

    with pytest.raises(AccessError, match="CPR-numrene er ikke her"):
        Opslag(settings)


def test_a_role_with_some_rows_is_refused(settings: Settings) -> None:
    """Whose rows are whose is known by a load alone."""
    from lisanalysis.access.bruger import os_bruger

    roller = Roller(leder=[{"bruger": os_bruger(), "organisation": ["Myndighed"]}])
    with pytest.raises(AccessError, match="kræver en rolle, der må se alle rækker"):
        sources.load(replace(settings, kommune=settings.kommune.model_copy(update={"roller": roller})))


def test_a_warehouse_in_a_duckdb_file(demo: Dataset, settings: Settings, tmp_path: Path, monkeypatch) -> None:
    """The same on the engine that needs no server."""
    con = ibis.duckdb.connect(tmp_path / "dw.duckdb")
    con.raw_sql("CREATE SCHEMA social")
    for navn in TABELLER:
        con.con.register("raa", demo.forbindelse.table(navn).to_pyarrow())
        con.raw_sql(f"CREATE TABLE social.{navn} AS FROM raa")
    con.disconnect()
    monkeypatch.setenv("LIS_DW", str(tmp_path / "dw.duckdb"))
    valg = {"motor": "duckdb", "paa_stedet": PaaStedet(skema="social")}
    data = sources.load(replace(settings, kommune=settings.kommune.model_copy(update=valg)))

    modul = find_analyse("dyre_enkeltsager")
    a, b = (modul.analyse(d, modul.Parametre()) for d in (demo, data))
    assert (a.svar, a.noegletal, tabeller_af(a)) == (b.svar, b.noegletal, tabeller_af(b))
