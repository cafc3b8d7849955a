"""Both analyses on the real payments of Manchester: figures counted elsewhere, and a slow twin that reads the file itself."""

from __future__ import annotations

import csv
import gzip
import os
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from lisanalysis.analyses import datavalidering, udgiftsstigning
from lisanalysis.tables import Dataset

ROD = Path(__file__).parent.parent.parent
FIL = "uk_betalinger/manchester_social_2010-12_2018-12.csv.gz"
REALDATA = os.environ.get("LIS_REALDATA", "")

pytestmark = pytest.mark.skipif(not REALDATA, reason="LIS_REALDATA is not set: the real payments are not part of the project")


@pytest.fixture(scope="module")
def manchester(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    from lisanalysis import sources
    from lisanalysis.settings import read_settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(tmp_path_factory.mktemp("hjem")))
        return sources.load(read_settings(ROD / "parameters" / "manchester"))


def test_the_delivery_is_what_the_councils_file_holds(manchester: Dataset) -> None:
    """Rows, pounds, surplus copies and rows outside their month, as counted in the data's own description."""
    svar = datavalidering.analyse(manchester, datavalidering.Parametre())
    fundet = {n.noegle: n.vaerdi for n in svar.noegletal}
    assert fundet["antal_raekker"] == fundet["antal_indlaest"] == 134_198
    assert fundet["kontrolsum_posteringer_postering"] == Decimal("1885229864.20")
    assert (fundet["dubletter"], fundet["raekker_uden_for_maaned"]) == (481, 47)
    assert "859 rækker står i 378 grupper" in " ".join(svar.find("Rækker, der skal ses på").tekst)
    assert "saldoliste" in svar.ikke_koert["Saldolisten mod posteringerne"]


def test_the_change_per_supplier_is_the_slow_twins(manchester: Dataset) -> None:
    """2018 against 2017 supplier by supplier, summed row by row from the council's own file."""
    ventet: dict[str, Decimal] = defaultdict(Decimal)
    with gzip.open(Path(REALDATA) / FIL, "rt", encoding="utf-8", newline="") as fil:
        for row in csv.DictReader(fil):
            if row["Invoice Payment Date"][:4] in ("2017", "2018"):
                ventet[row["Supplier"]] += Decimal(row["Net Amount"]) * (1 if row["Invoice Payment Date"][:4] == "2018" else -1)
    svar = udgiftsstigning.analyse(manchester, udgiftsstigning.Parametre(aar=2018))
    hvem = svar.find("hvem").data.query("niveau == 'leverandoer'")
    assert dict(zip(hvem["noegle"], hvem["beloeb"], strict=True)) == ventet
    assert svar.find("delta_kr").vaerdi == sum(ventet.values()) == sum(svar.find("bidrag").data["beloeb"])
    assert "Borgere" in svar.ikke_koert
