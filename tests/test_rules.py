"""Every rule is held to its own drawn example, and all of them to what a rule must say of itself."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tegnet import byg, tegnet

from lisanalysis import quality
from lisanalysis.quality.regeldata import FILTABELLER
from lisanalysis.quality.rules import moduler, regler
from lisanalysis.tables import TABELLER
from lisanalysis.tables.rule import AFVIGELSE, ALVOR

# The numbers that the causes of the 8-tals-kontrol answer for (its two tables); all others of R01-R55 are rules.
AARSAGERNES = {1, 2, 3, 4, 7, 9, 10, 11, 12, 16, 17, 18, 20, 27, 28, 29, 30, 31, 32, 34, 37, 38, 40, 43, 44, 45, 47}
OGSAA = {20}  # a sign that both systems have wrong, which no loop can see
KILDER = {"bevilling": "nexus", "borger": "cpr", "adressehistorik": "cpr", "beskyttelse": "cpr", "postering": "prisme", "konto": "prisme"}
FILER = "leverance_id | kilde | fil\nl1 | bv | udtraek.csv"


def dele(eksempel: str) -> tuple[str, dict[str, str]]:
    """The cut-off of an example and its tables' drawings."""
    per, tabeller = "2025-12-31", {}
    for blok in eksempel.strip().split("\n\n"):
        navn, _, tegning = blok.partition("\n")
        if navn.startswith("per "):
            per = navn[4:]
        else:
            tabeller[navn] = tegning
    return per, tabeller


def bygget(eksempel: str) -> tuple[quality.Kontrol | None, dict[str, list[dict]], dict]:
    """The example as data without the column `brydes`, and its rows with it."""
    per, tegninger = dele(eksempel)
    rows = {navn: tegnet(t) for navn, t in tegninger.items()}
    uden = {navn: _uden_brydes(r) for navn, r in rows.items()}
    return rows, {"per": per, "leverance": FILER, "kilder": {n: KILDER.get(n, "bv") for n in TABELLER}} | uden


def _uden_brydes(rows: list[dict]) -> str:
    kolonner = [k for k in rows[0] if k != "brydes"]
    return "\n".join(["|".join(kolonner), *("|".join(r[k] or "" for k in kolonner) for r in rows)])


@pytest.mark.parametrize("modul", moduler(), ids=lambda m: f"{m.RULE.id}-{m.RULE.navn}")
def test_the_drawn_example_is_what_the_rule_finds(modul) -> None:
    """Each judged row of the example is found if and only if it says `ja`, and there is at least one of each."""
    rows, felter = bygget(modul.RULE.eksempel)
    kontrol = quality.kontroller(byg(**felter), regler=[modul])
    fundet = {(f["tabel"], f["linje"]) for f in _med_linje(kontrol, felter)}
    ventet = {(navn, nr) for navn, rr in rows.items() for nr, r in enumerate(rr, 2) if r.get("brydes") == "ja"}
    nej = [r for rr in rows.values() for r in rr if r.get("brydes") == "nej"]

    assert fundet == ventet
    assert ventet and nej


def _med_linje(kontrol: quality.Kontrol, felter: dict) -> list[dict]:
    """The findings with the line of the example they point at."""
    ud = []
    for f in kontrol.fund.to_pyarrow().to_pylist():
        rows = tegnet(felter[f["tabel"]])
        egne = [nr for nr, r in enumerate(rows, 2) if _er(f, r, nr)]
        assert len(egne) == 1, f"{f['afvigelse_id']} does not point at one row"
        ud.append(f | {"linje": egne[0]})
    return ud


def _er(f: dict, raekke: dict, nr: int) -> bool:
    """Whether the finding's identity is the row's key."""
    tabel = FILTABELLER.get(f["tabel"]) or TABELLER[f["tabel"]]
    noegle = "/".join(raekke.get(k) or "" for k in tabel.noegle)
    return f["afvigelse_id"].split(":")[3] in (noegle, f"udtraek.csv#{nr}")


def test_the_rules_and_the_causes_share_out_all_numbers() -> None:
    """R01-R55 less those of the causes are exactly the rules, each once."""
    numre = [int(r.id[1:]) for r in regler()]

    assert sorted(numre) == sorted(set(range(1, 56)) - AARSAGERNES | OGSAA)


@pytest.mark.parametrize("modul", moduler(), ids=lambda m: m.RULE.id)
def test_a_rule_says_all_that_a_caseworker_and_a_lawyer_ask(modul) -> None:
    """Name as its module, since when, why in kroner, what to do in which system, and tables and columns that the schema has."""
    rule = modul.RULE
    kolonner = [(navn or None, k) for navn, _, k in (s.rpartition(".") for s in rule.kolonner)]

    assert Path(modul.__file__).stem == rule.navn and modul.__doc__.startswith(f"{rule.id}: ")
    assert rule.alvor in ALVOR[:3] and rule.sloejfe == "regel" and rule.aarsag == ""
    assert rule.raekker and not {*rule.raekker, *rule.tabeller} - {*TABELLER, *FILTABELLER}
    assert all(k in TABELLER[t] and t in rule.tabeller for t, k in kolonner if t)
    assert all(any(k in TABELLER[t] for t in rule.raekker) for t, k in kolonner if not t)
    assert len(rule.hvorfor) > 40 and len(rule.goer) > 40 and rule.gyldig_fra


def test_findings_have_the_columns_of_the_output_and_no_difference_in_money() -> None:
    """The columns stand in the order of the file, `sloejfe` is regel, and `forskel` and `aarsag` are empty."""
    _, felter = bygget(next(m for m in moduler() if m.RULE.id == "R13").RULE.eksempel)
    fund = quality.kontroller(byg(**felter)).fund
    rows = [r for r in fund.to_pyarrow().to_pylist() if r["regel"] == "R13"]

    assert fund.columns == tuple(k.navn for k in AFVIGELSE.kolonner)
    assert [(r["sloejfe"], r["aarsag"], r["forskel"], r["kilde_id"], r["modpart_id"]) for r in rows] == [("regel", "", None, "i1", "a1")]
    assert rows[0]["beloeb_modpart"] == Decimal("62000.00") and rows[0]["periode"] == "2025-03"
