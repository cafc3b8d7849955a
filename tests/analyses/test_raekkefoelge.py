"""An answer is the rows', not their order's: nothing moves, not the last digit of a forecast, when they lie otherwise."""

from __future__ import annotations

from dataclasses import replace

import ibis
import pandas as pd
import pytest
from motor_prep import tabeller_af

from lisanalysis.analyses.find import analyse_stems, find_analyse
from lisanalysis.analyses.prognose.grundlag import grundlag
from lisanalysis.tables import TABELLER, Dataset

RAMMER = ("bevaegelser", "dele", "betalt", "disponeret", "ramme", "takster")


def lagt_om(demo: Dataset) -> Dataset:
    """The made-up municipality with the rows of every table laid in another order."""
    con = ibis.duckdb.connect()
    for (navn,) in demo.forbindelse.raw_sql("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall():
        raekker = demo.forbindelse.table(navn).to_pyarrow()
        con.con.register("raekker", raekker)
        con.raw_sql(f'CREATE TABLE "{navn}" AS SELECT * EXCLUDE (nr) FROM (SELECT *, row_number() OVER () AS nr FROM raekker) ORDER BY hash(nr)')
        con.con.unregister("raekker")
    return replace(demo, forbindelse=con)


@pytest.fixture(scope="module")
def blandet(demo: Dataset) -> Dataset:
    """The same rows in another order."""
    return lagt_om(demo)


@pytest.fixture(scope="module")
def anden_noegle(demo: Dataset) -> Dataset:
    """In another order and under other pseudonyms, as another installation has them."""
    data = lagt_om(demo)
    for navn in data.antal:
        for k in (k.navn for k in TABELLER[navn].lager_kolonner if k.type == "borger"):
            data.forbindelse.raw_sql(f"UPDATE {navn} SET {k} = 'b_' || substr(md5({k}), 1, 16)")
    return data


@pytest.mark.parametrize("stem", analyse_stems())
def test_the_order_of_rows_changes_nothing(demo: Dataset, blandet: Dataset, stem: str) -> None:
    """Every table, every key figure and every sentence."""
    modul = find_analyse(stem)
    if demo.mangler(*modul.ANALYSE.tabeller):
        pytest.skip("needs a table that the demo does not deliver")
    a, b = (modul.analyse(data, modul.Parametre()) for data in (demo, blandet))

    assert (a.svar, a.noegletal, a.forbehold) == (b.svar, b.noegletal, b.forbehold)
    assert tabeller_af(a) == tabeller_af(b)


def test_the_forecasts_ground_lies_in_one_order(demo: Dataset, blandet: Dataset) -> None:
    """Sums of floats and draws from a pool follow the order of the rows, so it is theirs alone."""
    a, b = (grundlag(data, []) for data in (demo, blandet))

    for navn in RAMMER:
        pd.testing.assert_frame_equal(getattr(a, navn), getattr(b, navn), check_exact=True)


def test_another_key_gives_the_same_forecast(demo: Dataset, anden_noegle: Dataset) -> None:
    """To the øre, next year and interval too: the draws meet the cases in the order of their measures."""
    modul = find_analyse("budgetopfoelgning")
    a, b = (modul.analyse(data, modul.Parametre()) for data in (demo, anden_noegle))

    assert (a.svar, a.noegletal, a.forbehold) == (b.svar, b.noegletal, b.forbehold)
