"""The pooled study, and the study where only postings know both sides."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tegnet import byg
from tegnet_ophold import MAANEDER, aggregat

from lisanalysis.analyses.substitution import Parametre, analyse, pulje
from lisanalysis.errors import DataError
from lisanalysis.publish.files import csv_bytes
from lisanalysis.tables import Dataset

REALDATA = os.environ.get("LIS_REALDATA", "")
ROD = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def kommuner() -> tuple[list[pd.DataFrame], dict[str, str]]:
    rng = np.random.default_rng(3)
    datoer = {f"{1000 + nr}": MAANEDER[int(rng.integers(18, 40))] for nr in range(30)}
    return [aggregat(k, d if int(k) % 2 else "9999-12", 0.6, rng) for k, d in datoer.items()], {k: d for k, d in datoer.items() if int(k) % 2}


def test_many_municipalities_find_what_one_cannot(kommuner) -> None:
    """30 municipalities, half with a decision, planted 0.6: the interval holds it and leaves out zero; days follow at a quarter."""
    fundet = pulje(*kommuner)
    k = fundet["theta_s"]
    assert k.status == "ok"
    assert k.interval[0] < 0.6 < k.interval[1]
    assert k.interval[0] > 0
    d = fundet["theta_d"]
    assert d.interval[0] < 0.15 < d.interval[1]
    assert "Det forudsætter, at beslutningerne ikke selv fulgte behovet." in k.tekst


def test_the_file_that_is_shared_reads_back(kommuner) -> None:
    """From the CSV that a report writes, the pooled estimate is the same."""
    rammer, datoer = kommuner
    laest = []
    for r in rammer:
        r = r.astype({"kohortedoegn": "Int64"})
        indhold = csv_bytes(list(r.columns), zip(*(r[k].tolist() for k in r), strict=True))
        laest.append(pd.read_csv(io.BytesIO(indhold), sep=";", decimal=",", encoding="utf-8-sig", dtype={"kommune": str}))
    assert pulje(laest, datoer)["theta_s"].estimat == pytest.approx(pulje(rammer, datoer)["theta_s"].estimat, rel=1e-9)


def test_the_pools_own_refusals(kommuner) -> None:
    """Under 15 municipalities, no decision at all, and missing inhabitants are each said."""
    rammer, datoer = kommuner
    assert pulje(rammer[:10], datoer)["theta_s"].status == "TOO_FEW_MUNICIPALITIES"
    assert pulje(rammer, {})["theta_s"].status == "NO_REGIME_DATE"
    with pytest.raises(DataError, match="befolkning"):
        pulje([rammer[0].assign(befolkning=None)], datoer)
    with pytest.raises(DataError, match="kohortedoegn"):
        pulje([rammer[0].drop(columns="kohortedoegn")], datoer)


def posteringer(a: list[float], b: list[float]) -> Dataset:
    rows = ["posterings_dato|konto|beloeb"]
    for nr, (x, y) in enumerate(zip(a, b, strict=True)):
        dag = f"{2016 + nr // 12}-{nr % 12 + 1:02d}-15"
        rows += [f"{dag}|Bosteder|{x:.2f}", f"{dag}|Hotel|{y:.2f}"]
    return byg("2020-12-31", kontoplan="fri", postering="\n".join(rows))


def test_two_drifting_ledgers_prove_nothing() -> None:
    """Payments that move opposite ways give no effect, only the words that say so."""
    t = np.arange(48)
    rng = np.random.default_rng(6)
    data = posteringer(list(90_000 - 900 * t + rng.normal(0, 3000, 48)), list(20_000 + 800 * t + rng.normal(0, 3000, 48)))
    svar = analyse(data, Parametre(a=["Bosteder"], b=["Hotel"], efter="konto"))
    assert svar.find("theta_s").status == "ONLY_POSTINGS+NO_REGIME_DATE"
    assert [n.noegle for n in svar.noegletal if n.noegle in ("theta_s", "theta_d", "netto_kr", "mde", "brugere_a", "doegn_b") and n.vaerdi is not None] == []
    assert svar.find("korrelation").vaerdi < -0.8
    assert svar.svar.startswith("Kan ikke afgøres ud fra posteringer alene.")
    assert "ikke at det ene førte til det andet" in svar.svar
    assert "Samvariation, ikke årsag" in [a.titel for a in svar.afsnit]


def test_a_side_without_postings_is_not_run() -> None:
    """The missing account is named."""
    svar = analyse(posteringer([1.0] * 30, [2.0] * 30), Parametre(a=["Bosteder"], b=["Findes ikke"], efter="konto"))
    assert (svar.status, svar.mangler) == ("ikke_koert", ("posteringer på Findes ikke",))


@pytest.mark.skipif(not REALDATA, reason="LIS_REALDATA is not set: the real payments are not part of the project")
def test_the_real_payments_carry_no_effect(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Manchester: bed and breakfast rose as supported accommodation fell, by sums counted apart, and the study draws no effect from it."""
    from lisanalysis import sources
    from lisanalysis.settings import read_settings
    from lisanalysis.yamlfile import read_yaml

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(tmp_path_factory.mktemp("hjem")))
        data = sources.load(read_settings(ROD / "parameters" / "manchester"))
    svar = analyse(data, Parametre(**read_yaml(ROD / "parameters" / "manchester" / "substitution.natlogi.yaml")))
    assert svar.find("theta_s").status == "ONLY_POSTINGS+NO_REGIME_DATE"
    assert svar.find("theta_s").vaerdi is None
    maaned = svar.find("betalinger_pr_maaned").data.set_index("periode")
    assert (round(maaned.loc["2016-12", "b"]), round(maaned.loc["2016-12", "a"])) == (676_324, 14_367)
    assert maaned.loc["2015-10", "a"] == 0
    assert len(maaned) == 97
    assert "årsag" in svar.forbehold[0]
