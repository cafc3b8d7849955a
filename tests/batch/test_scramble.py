"""The scrambled lager against the one it was made from, row by row."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from lisanalysis import sources
from lisanalysis.access import kendte_borgere
from lisanalysis.access.identitet import Opslag
from lisanalysis.batch.scramble import scrambled
from lisanalysis.errors import AccessError, DataError
from lisanalysis.roller import Roller
from lisanalysis.settings import Settings, read_settings
from lisanalysis.tables import TABELLER, Dataset

PARAMETRE = Path(__file__).parents[2] / "parameters" / "demo"


@pytest.fixture(scope="module")
def par(demo: Dataset, demo_hjem: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, Dataset, Dataset]]:
    """The settings, the true data and the scrambled."""
    hjem = tmp_path_factory.mktemp("skramlet")
    shutil.copytree(demo_hjem / "demo", hjem / "demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(hjem))
        settings = read_settings(PARAMETRE)
        sand = sources.open_lager(settings)
        with scrambled(settings) as kopi:
            falsk = sources.open_lager(kopi)
            yield settings, sand, falsk
            falsk.forbindelse.disconnect()
        assert not list((hjem / "demo").glob("eksempel-*"))


def _to(par: tuple[Settings, Dataset, Dataset], navn: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two versions of a table, the same row on the same line."""
    noegle = ["leverance_id", "raekke_nr"]
    sand, falsk = (d.forbindelse.table(navn).execute() for d in par[1:])
    orden = [c for c in sand.columns if c in noegle]
    return sand.sort_values(orden, kind="stable").reset_index(drop=True), falsk.sort_values(orden, kind="stable").reset_index(drop=True)


LEVEREDE = ("borger", "sag", "bevilling", "ydelse", "afregning", "postering", "disponering", "adressehistorik", "relation")


@pytest.mark.parametrize("navn", LEVEREDE)
def test_ingen_noegle_gaar_igen(par: tuple[Settings, Dataset, Dataset], navn: str) -> None:
    """No pseudonym, case number, bill or firm's number of the true lager stands in the copy, and none has a digit."""
    sand, falsk = _to(par, navn)
    assert len(sand) == len(falsk) and list(sand.columns) == list(falsk.columns)
    for kolonne in TABELLER[navn].lager_kolonner:
        if kolonne.type in ("borger", "modtager", "adresse", "id") and kolonne.navn != "leverance_id":
            nye = set(falsk[kolonne.navn].dropna())
            assert not nye & set(sand[kolonne.navn].dropna()) and not any(re.search(r"\d", v) for v in nye)
            assert sand[kolonne.navn].nunique() == len(nye) and (sand[kolonne.navn].isna() == falsk[kolonne.navn].isna()).all()


@pytest.mark.parametrize("navn", LEVEREDE)
def test_datoer_bliver_i_maaneden_og_beloeb_naer(par: tuple[Settings, Dataset, Dataset], navn: str) -> None:
    """A day moves within its month and some do move; kroner differ by at most ten per cent, by one factor per citizen."""
    sand, falsk = _to(par, navn)
    for kolonne in TABELLER[navn].kolonner:
        if kolonne.foelsomhed == "identitet":
            continue
        a, b = sand[kolonne.navn], falsk[kolonne.navn]
        if kolonne.type == "dato":
            assert [str(v)[:7] for v in a] == [str(v)[:7] for v in b]
        if kolonne.type == "kr" and navn in ("afregning", "postering"):
            kendt = a.notna() & (a.astype(float).abs() > 100)
            forhold = (b[kendt].astype(float) / a[kendt].astype(float)).round(3)
            assert forhold.between(0.8995, 1.1005).all() and forhold.nunique() > 20
            assert (forhold.groupby(falsk.loc[kendt, "borger_id"]).agg(lambda f: f.max() - f.min()) < 0.003).all()


def test_foedselsdage_flyttes(par: tuple[Settings, Dataset, Dataset]) -> None:
    """Most birthdays move, so that a date of birth points at nobody: 0.89 are expected, with a new key each time and some fifty citizens."""
    sand, falsk = _to(par, "borger")
    kendt = sand["foedselsdato"].notna()
    assert (sand.loc[kendt, "foedselsdato"].astype(str) != falsk.loc[kendt, "foedselsdato"].astype(str)).mean() > 0.65


def test_raekkefoelgen_af_datoer_holder(par: tuple[Settings, Dataset, Dataset]) -> None:
    """What began before it ended still does."""
    for navn in ("bevilling", "ydelse"):
        sand, falsk = _to(par, navn)
        rigtige = (sand["slut_dato"].notna() & (sand["start_dato"] <= sand["slut_dato"])).to_numpy()
        assert (falsk.loc[rigtige, "start_dato"] <= falsk.loc[rigtige, "slut_dato"]).all()


def test_det_der_hang_sammen_haenger_sammen(par: tuple[Settings, Dataset, Dataset]) -> None:
    """As many settlements find their service, and as many postings their citizen, as before."""
    def fundet(data: Dataset, fra: str, til: str, led: str) -> int:
        a, b = data.forbindelse.table(fra), data.forbindelse.table(til)
        return a.semi_join(b, led).count().execute()

    for sti in (("afregning", "ydelse", "ydelse_id"), ("ydelse", "sag", "sag_id"), ("postering", "borger", "borger_id"), ("disponering", "ydelse", "ydelse_id")):
        assert fundet(par[1], *sti) == fundet(par[2], *sti) > 0


def test_sjaeldne_ord_erstattes(par: tuple[Settings, Dataset, Dataset]) -> None:
    """A posting's text that fewer than five citizens share is not in the copy."""
    sand, falsk = _to(par, "postering")
    delte = {t for t, g in sand.groupby("tekst") if g["borger_id"].nunique() >= 5}
    assert set(falsk["tekst"].dropna()) <= delte | {"Eksempeltekst"}


def test_kopien_kan_ikke_foeres_tilbage(par: tuple[Settings, Dataset, Dataset]) -> None:
    """No pseudonym of the copy is known to the guarded file, and the gate still knows the true citizens."""
    settings, _, falsk = par
    en = falsk.forbindelse.table("borger").borger_id.max().execute()
    with Opslag(settings) as kilde, pytest.raises(AccessError):
        kilde.numre([en])
    assert len(kendte_borgere(settings)) > 50


def test_kun_den_der_ser_alt_og_kun_efter_en_indlaesning(par: tuple[Settings, Dataset, Dataset], tmp_path: Path) -> None:
    """A role with limits is refused, and so is an empty lager."""
    settings = par[0]
    begraenset = replace(settings, kommune=settings.kommune.model_copy(update={"roller": Roller()}))
    with pytest.raises(AccessError, match="alle rækker"), scrambled(begraenset):
        pass
    with pytest.raises(DataError), scrambled(replace(settings, lager=tmp_path)):
        pass
