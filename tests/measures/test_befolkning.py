"""How many live in a municipality, from StatBank's own rows, and from the real table where it is at hand."""

import os
from datetime import date
from pathlib import Path

import pytest
from tegnet import byg

from lisanalysis.measures.befolkning import Folketal, er_i_alt, folketal

STAT = "tabel | sted | kommune | tid | variable | vaerdi"
PER = date(2020, 6, 30)


def test_the_newest_total_up_to_the_day_counts():
    """København 632,340 on 1 January 2020 (StatBank FOLK1A); the third quarter lies ahead, parts are no total, another table is not it."""
    data = byg("2020-12-31", statbank="\n".join((
        STAT, "FOLK1A | København | 0101 | 2020K1 | CIVILSTAND=I alt | 632340", "FOLK1A | København | 0101 | 2020K3 | CIVILSTAND=I alt | 640000",
        "FOLK1A | København | 0101 | 2020K2 | CIVILSTAND=Ugift | 5", "FOLK1A | København | 0101 | 2019K4 | CIVILSTAND=I alt | 1",
        "HAND01 | København | 0101 | 2020K1 | | 7", "FOLK1A | Hele landet | | 2020K1 | CIVILSTAND=I alt | 5822763")))  # fmt: skip

    assert folketal(data.tabel("statbank"), PER) == {"0101": Folketal(632340, date(2020, 1, 1))}


@pytest.mark.parametrize(("variable", "ventet"), [("", True), ("CIVILSTAND=I alt; KØN=I alt", True), ("KØN=Mænd; CIVILSTAND=I alt", False), ("ALDER=10 år", False)])
def test_a_total_is_a_total_in_every_variable(variable, ventet):
    """No variable at all is a total too."""
    assert er_i_alt(variable) is ventet


@pytest.mark.parametrize(("tid", "dag"), [("2020K2", date(2020, 4, 1)), ("2020M05", date(2020, 5, 1)), ("2020", date(2020, 1, 1))])
def test_time_is_read_as_statbank_writes_it(tid, dag):
    """Quarter, month, year."""
    data = byg("2020-12-31", statbank=f"{STAT}\nFOLK1A | Varde | 0573 | {tid} | | 49961")
    assert folketal(data.tabel("statbank"), PER) == {"0573": Folketal(49961, dag)}


@pytest.mark.skipif(not os.environ.get("LIS_REALDATA"), reason="LIS_REALDATA is not set: no real StatBank file at hand")
def test_the_98_municipalities_add_up_to_the_country():
    """StatBank's own 2020K1: the sum of the 98 is the whole country's 5,822,763 less Christiansø's 90 or fewer."""
    from lisanalysis.domain.kommune import NAVNE

    koder = {n: k for k, n in NAVNE.items()}
    linjer = next(
        tekst for f in sorted((Path(os.environ["LIS_REALDATA"]) / "statbank").glob("FOLK1A-*.csv"))
        if "Hele landet;2020K1" in (tekst := f.read_text(encoding="utf-8-sig"))
    ).splitlines()  # fmt: skip
    rows = [linje.split(";") for linje in linjer[1:]]
    tegning = "\n".join((STAT, *(f"FOLK1A | {sted} | {koder.get(sted, '')} | {tid} | CIVILSTAND={stand} | {antal}" for stand, sted, tid, antal in rows)))
    fundet = folketal(byg("2020-12-31", statbank=tegning).tabel("statbank"), PER)

    assert len(fundet) == 98 and 0 <= 5822763 - sum(f.antal for f in fundet.values()) <= 200
