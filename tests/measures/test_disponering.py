"""What is spent of the money set aside, beside the settlement system's own figure for it."""

from __future__ import annotations

import pandas as pd

from lisanalysis.measures import disponering
from lisanalysis.tables import Dataset


def test_spent_is_what_the_settlement_system_says_is_effected(demo: Dataset) -> None:
    """Its file of disponeringer has a column of its own, `Effektueret`, which no settlement goes into: the same øre in every measure and month."""
    noegle = ["kilde", "ydelse_id", "aar", "maaned"]
    vores = disponering.forbrug(demo.tabel("afregning"), demo.kommune.kode).execute().set_index(noegle)["forbrug"]
    deres = demo.tabel("disponering").select(*noegle, "beloeb_effektueret").execute().groupby(noegle)["beloeb_effektueret"].sum()
    forskel = pd.concat([vores, deres], axis=1).fillna(0)

    assert len(forskel) > 500 and (forskel["forbrug"] == forskel["beloeb_effektueret"]).all()
