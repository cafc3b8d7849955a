"""The real boundary on a real PostgreSQL: each login sees its own rows, reaches nothing else, and the probe finds each hole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import adgang_prep as prep
import postgres
import pytest
from lager_prep import Kommunen

from lisanalysis.access.adgang import hent_adgang
from lisanalysis.access.afproevning import afproev, afproev_database
from lisanalysis.access.raekkeret import ddl, tildelinger
from lisanalysis.access.udsnit import personlig
from lisanalysis.errors import AccessError
from lisanalysis.tables import TABELLER

ROWS = prep.raekker(5)


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """A database set up with our DDL, our grants, a login for every user, and the random rows."""
    with postgres.start() as server:
        server.spoerg("CREATE DATABASE lis")
        logins = "".join(f'CREATE ROLE "{b}" LOGIN;' for b in (*prep.BRUGERE, "indlaeser"))
        server.spoerg(logins + ddl("postgresql") + tildelinger(prep.roller()) + "GRANT lis_indlaeser TO indlaeser;", database="lis")
        for navn, linjer in ROWS.items():
            columns = list(dict.fromkeys(k for r in linjer for k in r))
            values = ", ".join("(" + ", ".join(_sql(r.get(k)) for k in columns) + ")" for r in linjer)
            server.spoerg(f"INSERT INTO lis.{navn} ({', '.join(columns)}) VALUES {values}", bruger="indlaeser", database="lis")
        server.spoerg("INSERT INTO lis_identitet.cpr VALUES ('b_001', 'hemmelig')", bruger="indlaeser", database="lis")
        yield server


def _sql(value) -> str:
    return "NULL" if value is None else str(value) if isinstance(value, int) else f"'{value}'"


def ask(server: postgres.Server, bruger: str, sql: str) -> list[tuple[str, ...]]:
    return server.spoerg(sql, bruger=bruger, database="lis")


def test_every_login_sees_its_own_rows_and_no_others(server):
    """19 logins × 14 tables, row by row, against the same oracle as the view layer; who has no group reads nothing."""
    seen = hidden = 0
    readers = {r[0] for r in server.spoerg("SELECT m.member::regrole FROM pg_auth_members AS m WHERE m.roleid = 'lis_laeser'::regrole", database="lis")}
    for bruger in prep.BRUGERE:
        mine = prep.egne(bruger, ROWS)
        for navn in prep.TABELLER:
            if bruger not in readers and not (navn in prep.AABNE and bruger == "direktoer"):
                with pytest.raises(postgres.Afvist, match="permission denied"):
                    ask(server, bruger, f"SELECT raekke_nr FROM lis.{navn}")
                continue
            got = {int(r[0]) for r in ask(server, bruger, f"SELECT raekke_nr FROM lis.{navn}")}
            expected = {r["raekke_nr"] for r in ROWS[navn] if navn in prep.AABNE or prep.synlig(navn, r, mine, ROWS)}
            assert got == expected, (bruger, navn)
            seen, hidden = seen + len(got), hidden + len(ROWS[navn]) - len(got)
    assert seen > 1000
    assert hidden > 1000


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM lis_identitet.cpr", "SELECT * FROM lis_identitet.navn", "SELECT * FROM lis_adgang.tildeling", "SELECT lis_adgang.mine('organisation')",
        "INSERT INTO lis_adgang.tildeling (login, rolle) VALUES ('sag1', 'controller')", "UPDATE lis.sag SET borger_id = 'b_000'", "DELETE FROM lis.ydelse",
        "INSERT INTO lis.bevilling (borger_id, sagsbehandler) VALUES ('b_000', 'SB1')", "SET ROLE lis_ejer", "ALTER TABLE lis.sag DISABLE ROW LEVEL SECURITY",
        "DROP POLICY laeser ON lis.sag", "CREATE FUNCTION lis.f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "SELECT * FROM lis_adgang.anker",
        "UPDATE lis_adgang.anker SET segl = 'x'", "DELETE FROM lis_adgang.anker", "SET row_security = off; SELECT * FROM lis.sag", "TRUNCATE lis.sag",
        "CREATE VIEW public.v AS SELECT * FROM lis.sag", "COPY lis.sag TO PROGRAM 'cat'", "INSERT INTO lis_adgang.anker (nr, segl, log, login) VALUES (1, 'x', 'l', 'kontrol')",
    ],
)  # fmt: skip
def test_what_a_caseworker_tries_is_refused(server, sql):
    """Reading identities, taking a role, writing, turning the rules off, touching the anchor."""
    with pytest.raises(postgres.Afvist):
        ask(server, "sag1", sql)


def test_the_anchor_takes_lines_and_gives_none(server):
    """A reader may add, and the login and the time are the server's own."""
    ask(server, "sag1", "INSERT INTO lis_adgang.anker (nr, segl, log) VALUES (7, 'abc', 'l')")
    assert server.spoerg("SELECT nr, login FROM lis_adgang.anker", database="lis") == [("7", "sag1")]


def test_errors_tell_nothing_of_hidden_rows(server):
    """A division by zero that only another's row would raise is not raised: the rule is applied before the question."""
    nulls = "SELECT 1 FROM lis.postering WHERE 1 / (CASE WHEN borger_id IN (SELECT lis_adgang.mine_borgere()) THEN 1 ELSE 0 END) = 2"
    ask(server, "sag1", nulls)
    with pytest.raises(postgres.Afvist, match="division by zero"):
        ask(server, "kontrol", nulls)


def test_the_probe_passes_every_login_that_is_as_it_should_be(server, tmp_path):
    """No probe fails for any role; the caseworker is probed on rows, rules, rights and identities."""
    settings = replace_roller(tmp_path)
    for bruger in ("sag1", "lederorg", "kontrol", "ukendt", "direktoer"):
        found = afproev_database(lambda sql, b=bruger: ask(server, b, sql), hent_adgang(settings, bruger=bruger))
        assert [f.tekst for f in found if not f.holder] == [], bruger
        assert len(found) >= 17


@pytest.mark.parametrize(
    ("bruger", "harm", "undo", "words"),
    [
        ("sag1", "ALTER ROLE sag1 SUPERUSER", "ALTER ROLE sag1 NOSUPERUSER", "superbruger"),
        ("sag1", "ALTER ROLE sag1 BYPASSRLS", "ALTER ROLE sag1 NOBYPASSRLS", "BYPASSRLS"),
        ("sag1", "GRANT lis_ejer TO sag1", "REVOKE lis_ejer FROM sag1", "ejer tabeller"),
        ("sag1", "ALTER TABLE lis.postering DISABLE ROW LEVEL SECURITY", "ALTER TABLE lis.postering ENABLE ROW LEVEL SECURITY", "mangler på: postering"),
        ("sag1", "ALTER TABLE lis.postering NO FORCE ROW LEVEL SECURITY", "ALTER TABLE lis.postering FORCE ROW LEVEL SECURITY", "mangler på: postering"),
        ("sag1", "CREATE POLICY hul ON lis.sag FOR SELECT TO PUBLIC USING (true)", "DROP POLICY hul ON lis.sag", "rækker om andres borgere"),
        ("sag1", "GRANT USAGE ON SCHEMA lis_identitet TO sag1; GRANT SELECT ON lis_identitet.cpr TO sag1",
         "REVOKE SELECT ON lis_identitet.cpr FROM sag1", "kan læse CPR-numrene"),
        ("sag1", "GRANT DELETE ON lis_adgang.anker TO sag1", "REVOKE DELETE ON lis_adgang.anker FROM sag1", "kan slette i loggens anker"),
        ("sag1", "GRANT lis_indlaeser TO sag1", "REVOKE lis_indlaeser FROM sag1", "kan blive til indlæseren"),
        ("sag1", "INSERT INTO lis_adgang.tildeling (login, rolle) VALUES ('sag1', 'controller')",
         "DELETE FROM lis_adgang.tildeling WHERE login = 'sag1' AND rolle = 'controller'", "uenige"),
        ("ukendt", "GRANT USAGE ON SCHEMA lis TO ukendt; GRANT SELECT ON lis.sag TO ukendt", "REVOKE SELECT ON lis.sag FROM ukendt", "uden en rolle"),
    ],
)  # fmt: skip
def test_the_probe_finds_each_hole(server, tmp_path, bruger, harm, undo, words):
    """Each way round the rules is made, found, named and closed again."""
    settings = replace_roller(tmp_path)
    server.spoerg(harm, database="lis")
    try:
        found = afproev_database(lambda sql: ask(server, bruger, sql), hent_adgang(settings, bruger=bruger))
    finally:
        server.spoerg(undo, database="lis")
    assert any(words in f.tekst for f in found if not f.holder), [f.tekst for f in found if not f.holder]


def test_a_shared_login_is_named(server, tmp_path):
    """A login that is not the person's own makes the rules worthless."""
    found = afproev_database(lambda sql: ask(server, "sag1", sql), replace(hent_adgang(replace_roller(tmp_path), bruger="sag1"), bruger="petra"))
    assert any("fælles login" in f.tekst for f in found if not f.holder)


def test_the_command_probes_through_a_connection_of_its_own(server, tmp_path, monkeypatch):
    """`lis access check` with `database:` in kommune.yaml, through psycopg."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install lisanalysis[sql])")
    settings = replace_roller(tmp_path)
    settings = replace(settings, kommune=settings.kommune.model_copy(update={"database": server.url("sag1", "lis")}))
    monkeypatch.setattr("lisanalysis.access.adgang.os_bruger", lambda: "sag1")
    found = afproev(settings)

    assert [f.tekst for f in found if not f.holder and "Andre på maskinen" not in f.tekst] == []
    assert any("Ingen række om andres borgere" in f.tekst for f in found)


def test_a_database_that_is_not_there_is_an_error_without_its_address(tmp_path):
    """The address may hold a name; the error does not."""
    settings = replace_roller(tmp_path)
    for address in ("mssql://hemmelig@vaert/db", "postgresql://hemmelig@/lis?host=/findes/ikke"):
        with pytest.raises(AccessError) as error:
            afproev(replace(settings, kommune=settings.kommune.model_copy(update={"database": address})))
        assert "hemmelig" not in str(error.value)


def test_sql_server_has_a_rule_for_every_table_about_persons():
    """Not run on any server (it says so at its head): each such table has a filter and a block, and no reader reaches identities."""
    text = ddl("sqlserver")
    assert "IKKE AFPRØVET" in text[:300]
    for tabel in TABELLER.values():
        assert f"CREATE TABLE lis.{tabel.navn} (" in text
        filters = re.findall(rf"ADD FILTER PREDICATE \S+\([^)]*\) ON lis\.{tabel.navn},", text)
        blocks = re.findall(rf"ADD BLOCK PREDICATE \S+\([^)]*\) ON lis\.{tabel.navn} AFTER INSERT", text)
        assert (len(filters), len(blocks)) == ((1, 1) if personlig(tabel) else (0, 0)), tabel.navn
    assert "DENY SELECT, INSERT, UPDATE, DELETE ON SCHEMA::lis_identitet TO lis_laeser" in text


def test_a_hostile_limit_stays_a_text():
    """Names and limits from kommune.yaml are quoted in the SQL, whatever they hold."""
    assert "'SB1'' OR ''1''=''1'" in tildelinger(prep.roller())
    assert "sagtom" not in tildelinger(prep.roller())


def replace_roller(tmp_path):
    settings = Kommunen(tmp_path).settings
    return replace(settings, kommune=settings.kommune.model_copy(update={"roller": prep.roller()}))

