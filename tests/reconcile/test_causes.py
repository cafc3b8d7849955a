"""Every cause finds its own example's hit and leaves its miss, with all examples of a loop in one municipality."""

from __future__ import annotations

from types import ModuleType

import pandas as pd
import pytest
from afstem_prep import byg, tabeller

from lisanalysis.reconcile import afstem
from lisanalysis.reconcile.causes import SLOEJFE1, SLOEJFE2, regler

# The order of the causes, written out from the definition of the control: the first that fits is the money's.
ORDEN1 = (
    "dobbelt_afregning efter_doed overlappende_doegn efter_slut foer_start enhed_afvigelse takst_afvigelse antal_afvigelse paragraf_afvigelse "
    "leverandoer_afvigelse betalingskommune_afvigelse cpr_afvigelse regnefejl uden_bevilling uden_afregning uforklaret"
)
ORDEN2 = (
    "dobbeltbogfoert fortegnsfejl decimalfejl beloeb_afvigelse periode_forskudt fejlkonteret forkert_dranst cpr_afvigelse uden_cpr ikke_bogfoert "
    "uden_afregning ikke_fra_fagsystem uforklaret"
)
# Columns that say who or which: given the cause's name, so that the examples do not meet.
_EGNE = ("bevilling_id", "borger_id", "afregning_id", "ydelse_id", "henvisningsnr", "borger_a", "borger_b", "bilag")
_ID = {"bevilling": ("bevilling_id",), "afregning": ("afregning_id",), "postering": ("bilag", "linje")}


def _eksempel(modul: ModuleType) -> dict[str, list[dict]]:
    """The cause's drawing, its names its own."""
    navn = modul.RULE.navn
    return {
        tabel: [{k: f"{navn}.{v}" if k in _EGNE and v else v for k, v in r.items()} for r in rows]
        for tabel, rows in tabeller(modul.RULE.eksempel).items()
    }


def _alle(moduler: tuple[ModuleType, ...]) -> dict[str, list[dict]]:
    samlet: dict[str, list[dict]] = {}
    for modul in moduler:
        for tabel, rows in _eksempel(modul).items():
            samlet.setdefault(tabel, []).extend(rows)
    return samlet


@pytest.fixture(scope="module")
def fundet1() -> pd.DataFrame:
    return afstem(byg(**_alle(SLOEJFE1))).afvigelser.execute()


@pytest.fixture(scope="module")
def fundet2() -> pd.DataFrame:
    return afstem(byg(**_alle(SLOEJFE2))).afvigelser.execute()


def _ramte(modul: ModuleType, svar: str) -> set[str]:
    return {
        "/".join(r[k] for k in _ID[tabel])
        for tabel, rows in _eksempel(modul).items()
        for r in rows
        if tabel in _ID and r.get("brydes") == svar
    }


def _proev(modul: ModuleType, fund: pd.DataFrame) -> None:
    rule = modul.RULE
    penge = fund[fund["sloejfe"] == rule.sloejfe]
    egne = penge[penge["aarsag"] == rule.navn]
    if rule.navn == "uden_afregning":  # the other drawings show one month of grants that run on
        egne = egne[egne["kilde_id"].str.startswith(f"{rule.navn}.")]
    assert set(egne["kilde_id"]) == _ramte(modul, "ja")
    assert not set(penge.loc[penge["alvor"] != "info", "kilde_id"]) & _ramte(modul, "nej")
    assert set(egne["regel"]) <= set(rule.alle_id)
    assert set(egne["alvor"]) == {rule.alvor}


@pytest.mark.parametrize("modul", SLOEJFE1, ids=lambda m: m.RULE.navn)
def test_a_cause_of_loop_1_finds_its_example(modul: ModuleType, fundet1: pd.DataFrame) -> None:
    """The row drawn as broken bears the cause, and the one drawn as sound bears none."""
    _proev(modul, fundet1)


@pytest.mark.parametrize("modul", SLOEJFE2, ids=lambda m: m.RULE.navn)
def test_a_cause_of_loop_2_finds_its_example(modul: ModuleType, fundet2: pd.DataFrame) -> None:
    """The row drawn as broken bears the cause, and the one drawn as sound bears none."""
    _proev(modul, fundet2)


def test_the_causes_stand_in_the_order_of_the_definition() -> None:
    """Which cause the money gets depends on the order alone."""
    assert [m.RULE.navn for m in SLOEJFE1] == ORDEN1.split()
    assert [m.RULE.navn for m in SLOEJFE2] == ORDEN2.split()
    assert len(regler()) == len(SLOEJFE1) + len(SLOEJFE2)


def test_every_money_cause_is_fejl_or_advarsel() -> None:
    """Only what no case system sent is told without alarm."""
    assert {r.navn for r in regler() if r.alvor not in ("fejl", "advarsel")} == {"ikke_fra_fagsystem"}
