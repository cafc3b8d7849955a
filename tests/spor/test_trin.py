"""The way down from a total: every step adds up to the one above, against a plain sum in pandas."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lisanalysis.spor.trin import TRIN, UDEN, Udvalg, raekkerne, under
from lisanalysis.tables import Dataset

AAR = {"fra": "2025-01", "til": "2025-12"}


@pytest.mark.parametrize("system", ["postering", "afregning"])
def test_each_step_adds_up_and_the_rows_are_the_sum(demo: Dataset, system: str) -> None:
    """From 5.38 down the largest branch: to the øre, and as many rows as the step said."""
    udvalg, vej = Udvalg((system,), ("538",), **AAR), {}
    over = under(demo, udvalg, vej)
    for trin in TRIN:
        frame = under(demo, udvalg, vej)
        assert sum(frame["beloeb"]) == sum(over["beloeb"]) and sum(frame["antal"]) == sum(over["antal"])
        vej, over = {**vej, trin: frame["noegle"][0]}, frame.head(1)
    rows = raekkerne(demo, udvalg, vej)
    egne = rows[rows["i_totalen"]]
    assert sum(egne["beloeb"]) == over["beloeb"][0] and len(egne) == over["antal"][0]
    assert egne["linje"].min() > 1 and egne["fil"].str.endswith(".csv").all()


def test_the_total_is_the_plain_sum(demo: Dataset) -> None:
    """Postings of the year on all accounts, summed in Python; what has no citizen is there under its own name."""
    t = demo.tabel("postering").to_pandas()
    ventet = sum(t.loc[t["regnskabsaar"] == 2025, "beloeb"], Decimal(0))
    assert sum(under(demo, Udvalg(("postering",), **AAR), {})["beloeb"]) == ventet
    uden = t["borger_id"].isna() & (t["regnskabsaar"] == 2025)
    konto = t.loc[uden, "konto"].iloc[0]
    paragraffer = under(demo, Udvalg(("postering",), (konto,), **AAR), {"konto": konto})["noegle"]
    navne = [n for p in paragraffer for n in under(demo, Udvalg(("postering",), (konto,), **AAR), {"konto": konto, "paragraf": p})["noegle"]]
    assert UDEN["borger_id"] in navne


def test_a_posting_stands_with_its_settlement(demo: Dataset) -> None:
    """The other system's row has the same reference and is not counted."""
    t, a = demo.tabel("postering").to_pandas(), demo.tabel("afregning").to_pandas()
    sendt = t[t["henvisningsnr"].isin(a["henvisningsnr"].dropna()) & t["borger_id"].notna()].iloc[0]
    vej = {"konto": sendt["konto"], "paragraf": "", "borger_id": sendt["borger_id"]}
    alle = Udvalg(("postering",), (sendt["konto"],))
    for p in under(demo, alle, {"konto": sendt["konto"]})["noegle"]:
        rows = raekkerne(demo, alle, vej | {"paragraf": p})
        if f"{sendt['bilag']}/{sendt['linje']}" in set(rows["kilde_id"]):
            andre = rows[~rows["i_totalen"]]
            assert set(andre["system"]) == {"bv"} and set(andre["henvisningsnr"]) <= set(rows.loc[rows["i_totalen"], "henvisningsnr"])
            assert sendt["henvisningsnr"] in set(andre["henvisningsnr"])
            return
    raise AssertionError("the posting was not found on the way down")
