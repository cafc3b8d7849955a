"""The clean made-up municipality is clean."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lisanalysis.reconcile import Afstemning, afstem
from lisanalysis.tables import Dataset
from lisanalysis.tables.rule import AFVIGELSE


@pytest.fixture(scope="module")
def svar(demo: Dataset) -> Afstemning:
    return afstem(demo)


def test_a_clean_municipality_has_no_error(svar: Afstemning) -> None:
    """Nothing of alvor fejl or advarsel; salary and overhead are only told."""
    f = svar.afvigelser.execute()
    assert set(f["alvor"]) <= {"info"}
    assert set(f["aarsag"]) <= {"ikke_fra_fagsystem"}


def test_the_bridge_ends_in_both_systems_totals(svar: Afstemning, demo: Dataset) -> None:
    """All differences of loop 2 add up to what BV settled less what Prisme posted, to the øre, and Prisme's saldo agrees."""
    a, p = demo.tabel("afregning"), demo.tabel("postering")
    her = a.filter(a.status == "effektueret").beloeb.sum().execute()
    der = p.beloeb.sum().execute()
    lagt_sammen = sum((f for t in (svar.afvigelser, svar.afstemt) for f in t.filter(t.sloejfe == "2").execute()["forskel"]), Decimal("0.00"))
    assert lagt_sammen == her - der
    assert svar.anker is not None and len(svar.anker.execute()) == 0


def test_the_columns_are_those_of_the_table(svar: Afstemning) -> None:
    """Findings and explained differences have the declared columns, in order."""
    for t in (svar.afvigelser, svar.afstemt):
        assert t.columns == tuple(k.navn for k in AFVIGELSE.kolonner)
