"""Roles × tables × citizens: the view layer against a brute-force oracle, and the words it fails with."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import adgang_prep as prep
import duckdb
import ibis
import pyarrow as pa
import pytest
from lager_prep import Kommunen

from lisanalysis.access.adgang import RETTIGHEDER, hent_adgang
from lisanalysis.access.udsnit import begraens
from lisanalysis.errors import AccessError, ParameterError
from lisanalysis.settings import Settings
from lisanalysis.tables import TABELLER, Dataset


@pytest.fixture(params=[1, 2])
def data(request, tmp_path: Path) -> tuple[Dataset, dict]:
    """A lager with the random rows of one seed."""
    rows, fil = prep.raekker(request.param), tmp_path / "lager.duckdb"
    with duckdb.connect(str(fil)) as con:
        for navn, linjer in rows.items():
            columns = ", ".join(f"{k.navn} {k.sql_type}" for k in TABELLER[navn].lager_kolonner)
            con.execute(f"CREATE TABLE {navn} ({columns})")
            con.register("nye", pa.Table.from_pylist([{k: r.get(k) for k in {k for x in linjer for k in x}} for r in linjer]))
            con.execute(f"INSERT INTO {navn} BY NAME SELECT * FROM nye")
    settings = Kommunen(tmp_path).settings
    dataset = Dataset(ibis.duckdb.connect(fil, read_only=True), settings.kommune, "proeve", prep.I_DAG, "v", {n: len(r) for n, r in rows.items()}, TABELLER)
    return dataset, rows


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    kommunen = Kommunen(tmp_path / "roller").settings
    return Settings("proeve", kommunen.mappe, kommunen.kommune.model_copy(update={"roller": prep.roller()}), kommunen.data, kommunen.lager)


def test_every_role_sees_its_own_rows_and_no_others(data, settings):
    """19 users × 14 tables, row by row, as the oracle says; who has no citizen is refused and told why."""
    dataset, rows = data
    seen, hidden = 0, 0
    for bruger in prep.BRUGERE:
        mine, ret = prep.egne(bruger, rows), hent_adgang(settings, bruger=bruger)
        if not ret.har_raekker:
            assert mine == set(), bruger
            with pytest.raises(AccessError, match="kan ingen rækker se"):
                begraens(dataset, ret, prep.I_DAG)
            continue
        udsnit = begraens(dataset, ret, prep.I_DAG)
        for navn in prep.TABELLER:
            got = {r["raekke_nr"] for r in udsnit.tabel(navn).select("raekke_nr").to_pyarrow().to_pylist()}
            standing = [r for r in rows[navn] if not r["erstattet_dato"]]
            expected = {r["raekke_nr"] for r in standing if prep.synlig(navn, r, mine or {"-"}, rows)}
            assert got == expected, (bruger, navn)
            seen, hidden = seen + len(got), hidden + len(standing) - len(got)
    assert seen > 1000
    assert hidden > 1000


def test_reports_of_different_rows_have_different_versions(data, settings):
    """A caseworker's report never passes for the controller's or a colleague's, nor the other way."""
    dataset, _ = data
    versions = [begraens(dataset, hent_adgang(settings, bruger=b), prep.I_DAG).version for b in ("sag1", "sag2", "lederorg", "kontrol")]

    assert len(set(versions)) == 4
    assert versions[3] == dataset.version
    assert begraens(dataset, hent_adgang(settings, bruger="vikar"), prep.I_DAG).version == versions[0]
    assert "kun borgere for sagsbehandler SB1" in repr(begraens(dataset, hent_adgang(settings, bruger="sag1"), prep.I_DAG))


def test_looking_back_opens_no_former_citizens(data, settings):
    """With an older cut-off date a caseworker sees the same citizens, as they stood then; never those of former years."""
    from dataclasses import replace

    dataset, rows = data
    mine = prep.egne("sag1", rows)
    for aar in (0, 400, 4000):
        back = begraens(replace(dataset, per=prep.I_DAG - timedelta(days=aar)), hent_adgang(settings, bruger="sag1"), prep.I_DAG)
        for navn in prep.MED_BORGER:
            assert set(back.tabel(navn).borger_id.execute()) <= mine, (aar, navn)
        assert aar > 3000 or back.tabel("borger").count().execute() > 0


def test_a_table_that_leads_to_no_citizen_is_shown_to_nobody_with_a_limit(data, settings):
    """A new table about persons fails closed until it says whose its rows are."""
    from dataclasses import replace

    from lisanalysis.tables import Column, Table

    dataset, rows = data
    ny = Table("postering", "En ny tabel.", (Column("tekst", "tekst", "Om en person."),), ("tekst",))
    dataset = replace(dataset, tabeller={**TABELLER, "postering": ny})

    assert begraens(dataset, hent_adgang(settings, bruger="sag1"), prep.I_DAG).tabel("postering").count().execute() == 0
    assert begraens(dataset, hent_adgang(settings, bruger="kontrol"), prep.I_DAG).tabel("postering").count().execute() == len(rows["postering"])


@pytest.mark.parametrize(
    ("bruger", "words"),
    [
        ("ukendt", "ingen rolle"),
        ("sagtom", "sagsbehandlerens id"),
        ("sagblank", "sagsbehandlerens id"),
        ("ledertom", "organisation eller distrikt"),
        ("direktoer", "færdige rapporter"),
        ("forfatter", "opdigtede data"),
        ("forsent", "Vikariatet for kontrol"),
        ("fortidligt", "Vikariatet for kontrol"),
        ("kaede", "ingen rolle"),
    ],
)
def test_failing_closed_is_said_in_danish(settings, bruger, words):
    """Who sees nothing is told what is missing, and where it stands."""
    with pytest.raises(AccessError, match=words):
        hent_adgang(settings, bruger=bruger).kraev_raekker()


def test_rights_are_what_all_roles_allow_and_rows_what_any_does(settings):
    """A controller in the management sees all rows but may only what both roles may; a stand-in has the other's rights."""
    assert hent_adgang(settings, bruger="kontroldir").alle
    assert hent_adgang(settings, bruger="kontroldir").rettigheder == frozenset()
    assert hent_adgang(settings, bruger="begge").rettigheder == {"afsloere", "intern"}
    assert hent_adgang(settings, bruger="vikar").rettigheder == RETTIGHEDER["sagsbehandler"]
    assert hent_adgang(settings, bruger="ukendt").rettigheder == frozenset()
    with pytest.raises(AccessError, match="må ikke læse loggen"):
        hent_adgang(settings, bruger="lederorg").kraev("log")
    hent_adgang(settings, bruger="kontrol").kraev("log")


def test_without_roles_there_is_one_user_who_sees_all_and_an_empty_list_is_nobody(tmp_path):
    """Absent is single-user; `roller:` with nothing under it lets nobody in."""
    assert hent_adgang(Kommunen(tmp_path / "a").settings).enkeltbruger
    for nr, ekstra in enumerate(("roller:\n", "roller: {}\n")):
        tom = hent_adgang(Kommunen(tmp_path / f"b{nr}", ekstra=ekstra).settings)
        assert (tom.alle, tom.har_raekker, tom.enkeltbruger) == (False, False, False)


@pytest.mark.parametrize(
    ("ekstra", "words"),
    [
        ("roller: {sagsbehandlr: []}", "roller.sagsbehandlr: er et ukendt navn"),
        ("roller: {controller: [47]}", "roller.controller.0: skal være tekst"),
        ("roller: {controller: ['']}", "er for kort eller tom"),
        ("roller: {leder: [{bruger: a, enhed: x}]}", "roller.leder.0.enhed: er et ukendt navn"),
        ("roller: {vikar: [{bruger: a, for: b, fra: 2026-02-01, til: 2026-01-01, grund: ferie}]}", "slutter, før det begynder"),
        ("roller: {vikar: [{bruger: a, for: b, fra: 2026-02-01, grund: ferie}]}", "roller.vikar.0.til: mangler"),
    ],
)
def test_a_mistake_in_the_roles_lets_nobody_in(tmp_path, ekstra, words):
    """An unknown role, a name that is not text, a stand-in without an end: refused with the place named."""
    with pytest.raises(ParameterError, match=words):
        Kommunen(tmp_path, ekstra=ekstra + "\n").settings  # noqa: B018  reading it is what raises
