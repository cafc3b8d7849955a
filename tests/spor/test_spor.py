"""From a finding, a cell, a citizen's year and a source's own number to the rows on both sides, and up again; drawn, and on whole files."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal as D
from pathlib import Path

import pandas as pd
import pytest
from afstem_prep import byg

from lisanalysis.errors import LisError, ParameterError
from lisanalysis.spor import Spor, spor
from lisanalysis.tables import Dataset

BEVILLING = """
bevilling_id | borger_id | paragraf | leverandoer_cvr | start_dato | slut_dato  | takst
N1           | b_a       | SEL-107  | 99000001        | 2025-01-01 | 2025-12-31 | 1000.00
N2           | b_b       | SEL-107  | 99000001        | 2025-01-01 | 2025-12-31 | 1000.00
"""
YDELSE = """
ydelse_id | borger_id | bevilling_id | paragraf
F1        | b_a       | N1           | SEL-107
F2        | b_b       | N2           | SEL-107
"""
AFREGNING = """
afregning_id | borger_id | ydelse_id | paragraf | leverandoer_cvr | henvisningsnr | konto     | periode_fra_dato | periode_til_dato | antal | enhed | takst   | beloeb
A1           | b_a       | F1        | SEL-107  | 99000001        | H1            | 538521001 | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00
A2           | b_b       | F2        | SEL-107  | 99000001        | H2            | 538521001 | 2025-03-01       | 2025-03-31       | 31    | doegn | 1000.00 | 31000.00
A3           | b_b       | F2        | SEL-107  | 99000001        | H3            | 538521001 | 2025-04-01       | 2025-04-30       | 30    | doegn | 1100.00 | 33000.00
"""
POSTERING = """
bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb   | maskinnr | henvisningsnr
B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_a       | 30000.00 | BV001    | H1
B1    | 2     | 2025-03-25      | 2025         | 538521001 | b_b       | 31000.00 | BV001    | H2
B1    | 1     | 2024-03-25      | 2024         | 538521001 | b_a       | 77.00    |          |
B9    | 1     | 2025-04-25      | 2025         | 538521001 | b_b       | 33000.00 | BV001    | H3
"""
LOEN = "B7    | 1     | 2025-03-25      | 2025         | 538521001 |           | 500.00   |          |"


@pytest.fixture(scope="module")
def data() -> Dataset:
    """Two citizens on one account; A1 is posted 1,000 too low, A3 settled at too high a rate, and 500 of salary stands in March."""
    d = byg(bevilling=BEVILLING, ydelse=YDELSE, afregning=AFREGNING, postering=f"{POSTERING.rstrip()}\n{LOEN}\n")
    d.forbindelse.raw_sql("CREATE TABLE leverance AS SELECT 'l1' AS leverance_id, 'udtraek.csv' AS fil")
    return replace(d, sporing=spor)


def _ider(s: Spor, side: str) -> set[str]:
    return set(s.raekker.loc[s.raekker["side"] == side, "kilde_id"])


def test_a_finding_leads_to_both_its_rows_and_the_grant(data: Dataset) -> None:
    """A1 and its posting of 2025, not the one that bears the same bilag number in 2024; each with file and line."""
    s = data.trace("2:beloeb_afvigelse:bv:afregning:A1")
    assert (_ider(s, "bevilling"), _ider(s, "afregning"), _ider(s, "postering")) == ({"N1"}, {"A1"}, {"B1/1"})
    post = s.raekker[s.raekker["side"] == "postering"].iloc[0]
    assert (post.beloeb, post.fil, post.linje, post.periode) == (D("30000.00"), "udtraek.csv", 2, "2025-03")
    assert list(s.fund["forskel"]) == [D("1000.00")]


def test_the_ladder_goes_from_the_account_to_the_citizen(data: Dataset) -> None:
    """62,000 settled and 61,500 posted in March on the account, 62,000 and 61,000 of them under the paragraph, 31,000 and 30,000 for the citizen."""
    trin = data.trace(afvigelse_id="2:beloeb_afvigelse:bv:afregning:A1").niveauer
    assert [(t.niveau, t.afregnet, t.bogfoert, t.forskel) for t in trin.itertuples()] == [
        ("konto", D("62000.00"), D("61500.00"), D("500.00")), ("paragraf", D("62000.00"), D("61000.00"), D("1000.00")),
        ("borger", D("31000.00"), D("30000.00"), D("1000.00")),
    ]  # fmt: skip


def test_a_cell_holds_every_row_of_both_sides_and_adds_up(data: Dataset) -> None:
    """The rows' sums are the account's, each level's are too, and salary stands under no paragraph and no citizen."""
    s = data.trace(konto="538521001", periode="2025-03")
    assert (_ider(s, "afregning"), _ider(s, "postering")) == ({"A1", "A2"}, {"B1/1", "B1/2", "B7/1"})
    for niveau in ("konto", "paragraf", "borger"):
        t = s.niveauer[s.niveauer["niveau"] == niveau]
        assert (sum(t.afregnet), sum(t.bogfoert)) == (D("62000.00"), D("61500.00"))
    assert ("uden paragraf", "uden borger") in {(t.paragraf, t.borger_id) for t in s.niveauer.itertuples()}
    assert set(s.fund["aarsag"]) == {"beloeb_afvigelse", "ikke_fra_fagsystem"}


def test_a_citizens_year_and_a_paragraph(data: Dataset) -> None:
    """b_b's rows on the account in 2025 and its grant; no other citizen's."""
    s = data.trace(borger_id="b_b", konto="538521001", aar=2025)
    assert set(s.raekker["kilde_id"]) == {"N2", "A2", "A3", "B1/2", "B9/1"} and set(s.raekker["borger_id"]) == {"b_b"}
    assert set(s.fund["aarsag"]) == {"takst_afvigelse", "uden_afregning"}
    assert _ider(data.trace(konto="538521001", paragraf="SEL-107"), "postering") == {"B1/1", "B1/2", "B9/1"}


@pytest.mark.parametrize("kilde_id", ["N1", "A1", "2025/B1/1"])
def test_any_of_the_three_rows_leads_to_the_others(data: Dataset, kilde_id: str) -> None:
    """The grant, the payment and the posting find one another, and the finding."""
    s = data.trace(kilde_id=kilde_id)
    assert set(s.raekker["kilde_id"]) == {"N1", "A1", "B1/1"} and set(s.fund["aarsag"]) >= {"beloeb_afvigelse"}


def test_a_row_is_found_by_file_and_line_where_it_has_no_number(data: Dataset) -> None:
    """The ydelse by its own number; an unknown number and an empty question are refused without saying what was asked."""
    assert set(data.trace("F1").raekker["tabel"]) >= {"ydelse"}
    for spoerg in ({"kilde_id": "hemmelig"}, {"afvigelse_id": "1:x:y:z:hemmelig"}, {"borger_id": "b_hemmelig"}, {}):
        with pytest.raises(ParameterError) as fejl:
            data.trace(**spoerg)
        assert "hemmelig" not in str(fejl.value)


def test_only_the_roles_rows_are_there(data: Dataset) -> None:
    """One who may see b_a alone gets b_a's rows of the cell, and no trace of b_b."""
    egne = replace(data, version="v-a", udsnit=lambda tabel, t: t.filter(t.borger_id == "b_a") if "borger_id" in t.columns else t)
    s = egne.trace(konto="538521001", periode="2025-03")
    assert set(s.raekker["borger_id"]) == {"b_a"} and (s.niveauer["bogfoert"].iloc[0]) == D("30000.00")
    with pytest.raises(ParameterError):
        egne.trace(borger_id="b_b")


def test_as_text_it_shows_counts_and_as_html_nothing_live(data: Dataset) -> None:
    """No pseudonym in the text form; the page escapes what the data say."""
    s = data.trace(konto="538521001", periode="2025-03")
    assert "b_a" not in repr(s) and f"{len(s.raekker)} rækker" in repr(s)
    vaerre = replace(s, titel="<script>x</script>")
    assert "<script>" not in vaerre._repr_html_() and "31.000,00" in vaerre._repr_html_()


def test_without_load_it_says_what_to_do() -> None:
    """A Dataset that did not come from `lis.load` has no one to ask."""
    with pytest.raises(LisError, match="lis.load"):
        byg(afregning=AFREGNING).trace("A1")


def test_every_row_of_a_municipality_stands_in_the_file_at_the_line_that_is_named(demo: Dataset, demo_hjem: Path) -> None:
    """A month of the demo's largest account: each row's own number is found in the physical line, and the cell's sums are the files'."""
    a = demo.tabel("afregning")
    konto = a.group_by("konto").agg(n=a.count()).order_by(a.count().desc()).limit(1).execute()["konto"].iloc[0]
    s = replace(demo, sporing=spor).trace(konto=konto, periode="2025-03")
    for r in s.raekker.itertuples():
        linje = (demo_hjem / "demo" / "udtraek" / r.fil).read_bytes().decode("cp1252" if r.system != "nexus" else "utf-8").splitlines()[r.linje - 1]
        assert all(del_ in next(csv.reader([linje], delimiter=";")) for del_ in r.kilde_id.split("/"))
    penge = pd.to_numeric(s.raekker.loc[s.raekker["side"] == "postering", "beloeb"]).sum()
    assert float(s.niveauer["bogfoert"].iloc[0]) == pytest.approx(penge)
    assert not s.raekker["linje"].isnull().any()
