"""The engine over the rules: what was not run is said, what was run may say nothing, and identity does not depend on the file."""

from __future__ import annotations

from dataclasses import replace

import ibis
import pytest
from tegnet import byg

from lisanalysis import quality
from lisanalysis.quality.fund import raekke
from lisanalysis.quality.regeldata import Regeldata, tabel
from lisanalysis.quality.rules import moduler
from lisanalysis.tables import TABELLER, Dataset

BEVILLING = """
bevilling_id | borger_id | status    | maalgruppe | start_dato | slut_dato  | kilde
i1           | b_1       | ivaerksat |            | 2025-03-01 | 2025-02-01 | nexus
i2           | b_2       | ivaerksat | Autisme    | 2025-03-01 |            | nexus
42           | b_3       | ivaerksat |            | 2025-03-01 |            | sensum
"""
FILER = "leverance_id | kilde | fil\nl1 | nexus | nexus_20251231.csv"


def regel(nummer: str) -> tuple:
    return tuple(m for m in moduler() if m.RULE.id == nummer)


def fundne(kontrol: quality.Kontrol) -> list[str]:
    return sorted(r["afvigelse_id"] for r in kontrol.fund.to_pyarrow().to_pylist())


def test_a_missing_table_is_not_run_and_never_zero() -> None:
    """Without grants and ydelser the rule on them did not run, and says which tables it lacks."""
    kontrol = quality.kontroller(byg(sag="sag_id | borger_id\ns1 | b_1"), regler=regel("R06"))

    assert kontrol.koert == () and fundne(kontrol) == []
    assert [(i.regel, i.tabel, i.grund) for i in kontrol.ikke_koert] == [
        ("R06", "bevilling", "Der mangler bevilling."), ("R06", "ydelse", "Der mangler ydelse."),
    ]  # fmt: skip


def test_a_source_that_does_not_bring_the_column_is_left_out_and_named() -> None:
    """Sensum delivers no target group: its row is no finding, Nexus' is, and the sentence says why."""
    kontrol = quality.kontroller(byg(bevilling=BEVILLING, leverance=FILER), regler=regel("R08"))
    borte = [(i.tabel, i.system, i.grund) for i in kontrol.ikke_koert if not i.forbehold]

    assert fundne(kontrol) == ["R08:nexus:bevilling:i1"]
    assert ("bevilling", "sensum", "Kolonnen bevilling.maalgruppe er tom fra sensum.") in borte
    assert kontrol.koert == ("R08",)


def test_who_pays_is_judged_where_target_groups_are_not_told() -> None:
    """Nexus tells no target group: none is missing there, and that is said of Nexus alone; another municipality that pays is still found."""
    bevillinger = """
bevilling_id | kilde  | paragraf | status    | maalgruppe | handlekommune | betalingskommune | start_dato
i1           | nexus  | SEL-107  | ivaerksat |            | 0573          | 0573             | 2025-01-01
i2           | nexus  | SEL-107  | ivaerksat |            | 0573          | 0561             | 2025-01-01
i3           | sensum | SEL-107  | ivaerksat |            | 0573          | 0573             | 2025-01-01
i4           | sensum | SEL-107  | ivaerksat | Autisme    | 0573          | 0573             | 2025-01-01
"""
    kontrol = quality.kontroller(byg(bevilling=bevillinger, leverance=FILER), regler=regel("R55"))

    assert fundne(kontrol) == ["R55:nexus:bevilling:i2", "R55:sensum:bevilling:i3"]
    assert [(i.tabel, i.system, i.grund) for i in kontrol.ikke_koert if not i.forbehold] == [
        ("bevilling", "nexus", "Om målgruppen mangler: kolonnen bevilling.maalgruppe er tom fra nexus."),
    ]  # fmt: skip


def test_a_column_that_is_empty_everywhere_stops_the_rule() -> None:
    """The kontoplan says of no account whether it may carry a CPR number, so nothing can be said of the postings."""
    data = byg(konto="konto | kontoalias\n538521200 | K2", postering="posterings_dato | konto | borger_id | beloeb\n2025-01-01 | 538521200 | b_1 | 1")
    kontrol = quality.kontroller(data, regler=regel("R35"))

    assert (kontrol.koert, fundne(kontrol)) == ((), [])
    assert [i.grund for i in kontrol.ikke_koert] == ["Kolonnen konto.cpr_krav er tom fra prisme."]


def test_a_figure_of_law_that_is_not_known_is_not_run() -> None:
    """No source gives the refund's limit for 2025, so the dearest citizen of that year is not judged."""
    postering = "posterings_dato | regnskabsaar | funktion | dranst | borger_id | beloeb\n2025-01-01 | 2025 | 5.38.50 | 1 | b_1 | 9000000"
    hjemtaget = "borger_id | aar | kvartal | ordning | beloeb\nb_9 | 2022 | 1 | dyre_enkeltsager | 5"
    kontrol = quality.kontroller(byg(postering=postering, hjemtaget_refusion=hjemtaget), regler=regel("R50"))

    assert fundne(kontrol) == []
    assert [i.grund for i in kontrol.ikke_koert] == ["Grænsen for central refusion kendes ikke for 2025; skriv den i law.yaml."]


def test_deliveries_after_the_cut_off_are_not_run_rather_than_clean() -> None:
    """A day before the only delivery there is nothing to judge."""
    raekke = BEVILLING.replace("| kilde", "| kilde | skaeringsdato").replace("nexus", "nexus | 2025-12-31").replace("sensum", "sensum | 2025-12-31")
    kontrol = quality.kontroller(byg("2025-06-30", bevilling=raekke), regler=regel("R06"))

    assert kontrol.koert == ()
    assert "Der er ingen rækker i bevilling på skæringsdatoen." in [i.grund for i in kontrol.ikke_koert]


@pytest.mark.parametrize("fil", ["nexus_20251231.csv", "nexus_20260131.csv"])
def test_identity_is_the_sources_own_key_not_the_file(fil: str) -> None:
    """The same error in next month's file, on another line, is the same finding."""
    bund = BEVILLING.strip().splitlines()
    tegning = "\n".join(bund if "2025" in fil else [bund[0], *reversed(bund[1:])])
    kontrol = quality.kontroller(byg(bevilling=tegning, leverance=FILER.replace("nexus_20251231.csv", fil)), regler=regel("R06"))

    assert fundne(kontrol) == ["R06:nexus:bevilling:i1"]


def test_a_row_without_a_key_is_found_by_file_and_line() -> None:
    """A source that gives no id is shown as file#line."""
    data = byg(bevilling="bevilling_id | start_dato | slut_dato | kilde\n | 2025-03-01 | 2025-02-01 | dubu", leverance=FILER.replace("nexus", "dubu"))
    row = quality.kontroller(data, regler=regel("R06")).fund.to_pyarrow().to_pylist()[0]

    assert (row["kilde_id"], row["gaa_til"]) == ("dubu_20251231.csv#2", "dubu: dubu_20251231.csv#2")


def test_a_finding_knows_its_case_caseworker_and_area() -> None:
    """A grant without a case number gets it through the ydelse that names the grant, and the case says the rest."""
    data = byg(
        bevilling="bevilling_id | borger_id | start_dato | slut_dato | kilde\ni1 | b_1 | 2025-03-01 | 2025-02-01 | nexus",
        ydelse="ydelse_id | bevilling_id | sag_id | start_dato | kilde\nf1 | i1 | s1 | 2025-03-01 | bv",
        sag="sag_id | borger_id | sagsbehandler | omraade | kilde\ns1 | b_1 | SB1 | voksne | bv\ns2 | b_1 | SB2 | boern | bv",
        systemer={"nexus": {"navn": "Nexus"}},
    )
    row = next(r for r in quality.kontroller(data, regler=regel("R06")).fund.to_pyarrow().to_pylist() if r["tabel"] == "bevilling")

    assert (row["sagsnr"], row["sagsbehandler"], row["omraade"]) == ("s1", "SB1", "voksne")
    assert row["gaa_til"] == "Nexus: Indsats ID i1"


def test_the_clean_municipality_gives_no_finding_to_correct(demo) -> None:
    """The made-up municipality has nothing planted: no rule finds more than information."""
    fund = quality.kontroller(demo).fund
    rows = fund.filter(fund.alvor != "info").to_pyarrow().to_pylist()

    assert sorted({r["regel"] for r in rows}) == []


FORBUDT = (
    "ASOF", "INTERVAL", "DATETRUNC", "STRING_AGG", "LEAST(", "GREATEST(", "TRIM(", "IS NOT DISTINCT", "CONCAT_WS", "TRANSLATE(", "GENERATE_SERIES",
    "CONTAINS(", "FLOAT", "DOUBLE", "REGEXP", "HASH",
)  # fmt: skip


@pytest.fixture(scope="module")
def alle_tabeller() -> Dataset:
    """Every table, as if delivered: enough to write an expression on."""
    return replace(byg(), antal=dict.fromkeys(TABELLER, 1))


@pytest.mark.parametrize("modul", moduler(), ids=lambda m: m.RULE.id)
@pytest.mark.parametrize("dialekt", ["postgres", "mssql"])
def test_every_rule_can_be_told_to_the_other_engines(modul, dialekt: str, alle_tabeller: Dataset) -> None:
    """The rule's expression compiles to PostgreSQL and T-SQL without a word that one of them lacks or reads otherwise."""
    regeldata = Regeldata(alle_tabeller, {})
    for navn in modul.RULE.raekker:
        fundet = raekke(modul.RULE, tabel(alle_tabeller, navn), modul.brud(regeldata.tabel(navn), regeldata, quality.Parametre()))
        sql = str(ibis.to_sql(fundet.unbind(), dialect=dialekt)).upper()

        assert [ord_ for ord_ in FORBUDT if ord_ in sql] == []


def test_the_lines_themselves_can_be_told_to_the_other_engines() -> None:
    """So can what the engine adds: identity, case, caseworker and where to go."""
    fund = quality.kontroller(byg(bevilling=BEVILLING, leverance=FILER), regler=regel("R06")).fund
    sql = " ".join(str(ibis.to_sql(fund.unbind(), dialect=d)).upper() for d in ("postgres", "mssql"))

    assert [ord_ for ord_ in FORBUDT if ord_ in sql] == []
