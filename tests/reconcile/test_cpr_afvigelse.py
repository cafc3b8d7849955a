"""Mistyped, former and foster parents' numbers, from the files to the finding: no number is in the lager, and each is found."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from lisanalysis.access import hent_noegle
from lisanalysis.reconcile import afstem
from lisanalysis.settings import Settings, read_settings
from lisanalysis.sources import load
from lisanalysis.synthetic import skriv

ROD = Path(__file__).parents[2]
ANTAL = 12


@pytest.fixture(scope="module")
def plantet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, list[dict[str, str]], pd.DataFrame]:
    """The settings, the answer sheet and the findings of a municipality whose only faults are in the numbers."""
    hjem = tmp_path_factory.mktemp("cpr")
    slags = {"cpr_afvigelse_1": ANTAL, "R43": ANTAL, "cpr_afvigelse_2": 2 * ANTAL}
    o = skriv(hjem / "udtraek", indbyggere=4000, aar=2, seed=61, fejl=slags)
    with (o.sandhed / "fejl.csv").open(encoding="utf-8", newline="") as fil:
        facit = list(csv.DictReader(fil, delimiter=";"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(hjem))
        settings = read_settings(ROD / "parameters" / "demo", data=hjem / "udtraek")
        data = load(settings)
        svar = afstem(data, ottetal=False)
        yield settings, facit, svar.afvigelser.execute()


def test_every_planted_number_is_found_and_named(plantet) -> None:
    """All three kinds of number, in both loops, with the right rule; a typo is never of alvor fejl, for day + 60 alone is no fault."""
    _, facit, fund = plantet
    sande = {(f["sloejfe"], f["kilde_id"], f["regel"]) for f in facit}
    penge = fund[fund["aarsag"] == "cpr_afvigelse"]
    assert len(facit) >= 4 * ANTAL and {f["regel"] for f in facit} == {"R43", "R44"}
    assert set(zip(penge["sloejfe"], penge["kilde_id"], penge["regel"], strict=True)) == sande
    assert set(penge["alvor"]) == {"advarsel"}


def test_nothing_else_is_found(plantet) -> None:
    """What is settled on a neighbour's number is not also ungranted, nor its grant unpaid."""
    fund = plantet[2]
    assert set(fund["aarsag"]) - {""} <= {"cpr_afvigelse", "ikke_fra_fagsystem"}


def test_the_foster_parents_number_is_among_them(plantet) -> None:
    """Some of the postings stand on the foster parent: the finding shows both rows, and no pair of digits explains it."""
    settings, facit, fund = plantet
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(settings.hjem.parent))
        data, noegle = load(settings), hent_noegle(settings)
    pleje = data.tabel("ydelse").filter(lambda t: t.plejefamilie_id.notnull()).plejefamilie_id.execute()
    penge = fund[(fund["aarsag"] == "cpr_afvigelse") & (fund["sloejfe"] == "2")]
    paa_pleje = penge[penge["borger_id"].isin(set(pleje))]
    assert 0 < paa_pleje["kilde_id"].nunique() < penge["kilde_id"].nunique()
    assert {noegle.pseudonym(f["borger"]) for f in facit if f["sloejfe"] == "2"} <= set(penge["borger_id"])
