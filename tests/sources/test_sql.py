"""A query or a view is mapped like a file; tried on a real PostgreSQL."""

import os
import tempfile
from datetime import date
from decimal import Decimal

import pytest
from lager_prep import ANNA, BENT, Kommunen, raekker

from lisanalysis.errors import DataError, ParameterError

sqlalchemy = pytest.importorskip("sqlalchemy", reason="SQLAlchemy er ikke installeret (pip install 'lisanalysis[sql,test]')")

VIEW = """
CREATE SCHEMA lis;
CREATE TABLE lis.indsats (cpr char(10), id bigint, lov text, fra date, til date, oprettet timestamp, antal numeric(9,3), pris numeric(12,2), regnet double precision);
CREATE VIEW lis.indsatser AS SELECT cpr AS "CPR", id AS "Id", lov AS "Lov", fra AS "Fra", til AS "Til", oprettet AS "Oprettet", antal AS "Antal", pris AS "Pris" FROM lis.indsats;
"""
KILDE = """
system: egen
navn: Eget fagsystem
format: {dates: [dd-mm-åååå]}
files:
  indsatser:
    {hvad}
    connection: fagsystem
    table: bevilling
    columns: {CPR: borger_id, Id: bevilling_id, Lov: paragraf, Fra: start_dato, Til: slut_dato, Oprettet: registreret_dato, Antal: antal, Pris: takst}
"""
ROWS = [(ANNA, 1, "SEL § 107", date(2025, 1, 1), None, "2025-01-02 10:11:12", "1", "2100.50"), (BENT, 2, "107", date(2023, 1, 1), date(2025, 1, 31), None, "0.5", "-380")]


@pytest.fixture(scope="session")
def server():
    """The address of a PostgreSQL of our own, or of the one that LIS_POSTGRES names."""
    if os.environ.get("LIS_POSTGRES"):
        yield os.environ["LIS_POSTGRES"]
        return
    pgserver = pytest.importorskip("pgserver", reason="hverken LIS_POSTGRES eller pgserver (pip install 'lisanalysis[test]')")
    pytest.importorskip("psycopg", reason="psycopg er ikke installeret (pip install 'lisanalysis[sql]')")
    try:
        running = pgserver.get_server(tempfile.mkdtemp(prefix="lis-postgres-"), cleanup_mode="delete")
    except Exception as error:
        pytest.skip(f"PostgreSQL kan ikke startes her: {type(error).__name__}")
    yield running.get_uri().replace("postgresql://", "postgresql+psycopg://")
    running.cleanup()


@pytest.fixture
def engine(server):
    """A database with a view and two rows."""
    engine = sqlalchemy.create_engine(server)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA IF EXISTS lis CASCADE")
        for statement in VIEW.strip().split(";\n"):
            connection.exec_driver_sql(statement)
        insert(connection, ROWS)
    yield engine
    engine.dispose()


def insert(connection, rows) -> None:
    """Put rows in the case system."""
    for row in rows:
        names = ("cpr", "id", "lov", "fra", "til", "oprettet", "antal", "pris")
        connection.execute(sqlalchemy.text(f"INSERT INTO lis.indsats ({', '.join(names)}) VALUES ({', '.join(':' + n for n in names)})"), dict(zip(names, row, strict=True)))


@pytest.fixture
def kommune(tmp_path, server, monkeypatch) -> Kommunen:
    """A municipality whose case system is a database."""
    monkeypatch.setenv("LIS_FAGSYSTEM", server)
    return Kommunen(tmp_path, "egen: {}", "forbindelser: {fagsystem: '${LIS_FAGSYSTEM}'}\n")


@pytest.mark.parametrize("hvad", ["view: lis.indsatser", 'query: SELECT * FROM lis.indsatser WHERE "Id" < 100'])
def test_a_view_and_a_query_are_read_to_the_values_they_hold(kommune, engine, hvad):
    """Dates, moments, exact amounts and missing ends, with no folder of files at all."""
    kommune.kilde("egen", KILDE.replace("{hvad}", hvad))
    kommune.udtraek.rmdir()
    data = kommune.indlaes()

    assert sorted(raekker(data, "bevilling", "bevilling_id", "paragraf", "start_dato", "slut_dato", "registreret_dato", "antal", "takst", "raekke_nr")) == [
        ("1", "SEL-107", date(2025, 1, 1), None, date(2025, 1, 2), Decimal("1"), Decimal("2100.50"), 2),
        ("2", "SEL-107", date(2023, 1, 1), date(2025, 1, 31), None, Decimal("0.5"), Decimal("-380.00"), 3),
    ]
    assert data.leverancer().iloc[0].fil in ("lis.indsatser@fagsystem", "egen.indsatser@fagsystem")


def test_the_content_is_the_identity(kommune, engine):
    """The same rows in another order are the same version; one øre more is another."""
    kommune.kilde("egen", KILDE.replace("{hvad}", "view: lis.indsatser"))
    first = kommune.indlaes().version
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM lis.indsats")
        insert(connection, ROWS[::-1])
    again = kommune.indlaes().version
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE lis.indsats SET pris = pris + 0.01 WHERE id = 1")

    assert first == again != kommune.indlaes().version


def test_an_answer_larger_than_a_batch_is_whole(kommune, engine):
    """Forty-five thousand rows come in three batches, and none is lost; no file of them is left behind."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"INSERT INTO lis.indsats (cpr, id, fra, antal, pris) SELECT '{ANNA}', n, DATE '2025-01-01', 1, n + 0.25 FROM generate_series(3, 45000) AS n")
    kommune.kilde("egen", KILDE.replace("{hvad}", "view: lis.indsatser"))
    data = kommune.indlaes()

    assert data.antal["bevilling"] == 45_000
    assert sum(t for t, in raekker(data, "bevilling", "takst")) == Decimal("2100.50") - 380 + sum(range(3, 45_001)) + Decimal("0.25") * 44_998
    assert not list(kommune.settings.lager.glob("database-*"))


def test_a_built_in_mapping_is_kept_when_its_file_is_a_query(kommune, engine):
    """The municipality says where the rows come from, and which heading is new; the rest stands."""
    kommune.kilde("egen", KILDE.replace("{hvad}", "pattern: egen*").replace("connection: fagsystem\n", ""))
    (kommune.mappe / "sources" / "organisation.yaml").write_text(
        "files: {organisation: {query: \"SELECT 'O1' AS \\\"Organisation\\\", 'Øst' AS \\\"Navn\\\", 'Voksne' AS \\\"Område\\\", NULL AS \\\"Distrikt\\\", "
        "NULL AS \\\"Leder\\\", NULL AS \\\"Overordnet\\\"\", connection: fagsystem}}", encoding="utf-8")
    text = (kommune.mappe / "kommune.yaml").read_text(encoding="utf-8").replace("egen: {}", "organisation: {}")
    (kommune.mappe / "kommune.yaml").write_text(text, encoding="utf-8")

    assert raekker(kommune.indlaes(), "organisation", "organisation", "navn", "omraade") == [("O1", "Øst", "voksne")]


def test_what_is_wrong_is_said_without_the_address(kommune, engine, monkeypatch):
    """A missing view, an address that leads nowhere, a variable that is not set, a column that is missing."""
    kommune.kilde("egen", KILDE.replace("{hvad}", "view: lis.findes_ikke"))
    with pytest.raises(DataError, match="lis.findes_ikke@fagsystem: databasen kunne ikke læses"):
        kommune.indlaes()
    monkeypatch.setenv("LIS_FAGSYSTEM", "postgresql+psycopg://bruger:hemmelig@127.0.0.1:1/db")
    with pytest.raises(DataError) as error:
        kommune.indlaes()
    assert "hemmelig" not in str(error.value) and "127.0.0.1" not in str(error.value)
    monkeypatch.delenv("LIS_FAGSYSTEM")
    with pytest.raises(ParameterError, match="LIS_FAGSYSTEM"):
        kommune.indlaes()


def test_a_password_in_kommune_yaml_is_refused(kommune, engine):
    """The address stands in an environment variable, and only its name in the file."""
    fil = kommune.mappe / "kommune.yaml"
    fil.write_text(fil.read_text(encoding="utf-8").replace("'${LIS_FAGSYSTEM}'", "'postgresql://bruger:hemmelig@vaert/db'"), encoding="utf-8")
    with pytest.raises(ParameterError, match="forbindelser") as error:
        _ = kommune.settings
    assert "hemmelig" not in str(error.value)


def test_a_view_is_asked_for_in_sql_servers_words() -> None:
    """Compiled, not executed: brackets where a name needs them, and a query as it stands."""
    import sqlalchemy

    from lisanalysis.sources.mapping import FileMapping, Format
    from lisanalysis.sources.sql import _statement

    server = sqlalchemy.create_mock_engine("mssql+pyodbc://", lambda *_: None)
    fra = {"connection": "dw", "table": "postering", "format": Format(), "columns": {n: [{"to": n}] for n in ("posterings_dato", "beloeb")}}

    def sagt(**hvad: str) -> str:
        return str(_statement(server, FileMapping.model_validate(fra | hvad)))

    assert sagt(view="dbo.Posteringer 2025") == "SELECT * FROM dbo.[Posteringer 2025]"
    assert sagt(view="order") == "SELECT * FROM [order]"
    assert sagt(query="SELECT TOP 5 * FROM dbo.x") == "SELECT TOP 5 * FROM dbo.x"
