"""The declarations are whole: every column says what it is, and the keys and sums they name exist."""

from datetime import date

import ibis
import pytest

from lisanalysis.errors import LisError
from lisanalysis.settings import Kommune, System
from lisanalysis.tables import TABELLER, Column, Dataset, MissingTable


@pytest.mark.parametrize("tabel", TABELLER.values(), ids=lambda t: t.navn)
def test_a_table_names_only_columns_it_has(tabel):
    """Key, date and amount are columns of the table, each column stands once and has a sentence that ends in a full stop."""
    names = [k.navn for k in tabel.lager_kolonner]
    declared = {k.navn for k in tabel.kolonner}

    assert len(names) == len(set(names))
    assert set(tabel.noegle) | {n for n in (tabel.dato, tabel.beloeb) if n} <= declared
    assert [k.navn for k in tabel.kolonner if not k.forklaring.endswith(".")] == []
    assert tabel.forklaring.endswith(".")


@pytest.mark.parametrize("tabel", TABELLER.values(), ids=lambda t: t.navn)
def test_names_follow_the_house_rules(tabel):
    """ASCII names; dates end in _dato and money in _kr, or is beloeb, saldo, takst or a budget amount."""
    money = {"beloeb", "takst", "saldo", "oprindeligt", "tillaeg", "korrigeret", "beloeb_disponeret", "beloeb_effektueret"}
    for column in tabel.kolonner:
        assert column.navn.isascii() and column.navn == column.navn.lower()
        assert column.type != "dato" or column.navn.endswith("dato")
        assert column.type != "kr" or column.navn in money or column.navn.endswith("_kr")


def test_what_points_out_a_person_is_never_in_the_lager():
    """CPR numbers and names are declared as identity, and identity columns are left out of the lager."""
    kept = {(t.navn, k.navn) for t in TABELLER.values() for k in t.lager_kolonner if k.type == "cpr" or k.navn in ("cpr", "fornavn", "efternavn")}

    assert kept == set()


def test_an_unknown_type_is_refused_at_once():
    """A misspelt type is the programmer's error, found at import."""
    with pytest.raises(ValueError, match="unknown type"):
        Column("x", "dtao", "En dato.")


def test_a_dataset_prints_counts_and_never_rows():
    """Its text form is what ends in a notebook by accident."""
    con = ibis.duckdb.connect()
    con.raw_sql("CREATE TABLE postering AS SELECT 'hemmelig' AS tekst, DATE '2025-01-01' AS skaeringsdato, NULL::DATE AS erstattet_dato")
    kommune = Kommune(navn="Prøveby", kode="0998", data="x", systemer={"prisme": System()})
    data = Dataset(con, kommune, "proeve", date(2025, 1, 31), "v", {"postering": 1234, "saldo": 0}, TABELLER)

    assert repr(data) == "<Prøveby pr. 2025-01-31: postering 1.234>"
    assert data.tabel("postering").count().execute() == 1
    with pytest.raises(MissingTable):
        data.tabel("saldo")
    with pytest.raises(LisError, match="ingen tabel"):
        data.tabel("findes_ikke")


def test_a_narrowed_dataset_has_the_named_columns_and_no_other_table(demo: Dataset) -> None:
    """What a shared template declares is all there is; each row keeps its lineage, and nothing can be traced past it."""
    smal = demo.kun({"postering": ["konto", "beloeb"], "findes_ikke": ["x"]})
    t = smal.tabel("postering")

    assert set(t.columns) == {"konto", "beloeb", "kilde", "leverance_id", "raekke_nr", "skaeringsdato", "erstattet_dato"}
    assert t.count().execute() == demo.tabel("postering").count().execute()
    assert [navn for navn in demo.tabeller if smal.har(navn)] == ["postering"]
    for navn in ("borger", *(t.navn for t in demo.tabeller.values() if t.afledt)):
        with pytest.raises(MissingTable):
            smal.tabel(navn)
    with pytest.raises(LisError):
        smal.trace("A00004014")
    for laast in (smal.tabeller, smal.antal, smal.kolonner):
        with pytest.raises(TypeError):
            laast["borger"] = laast["postering"]
