"""Any measure by any dimensions against a slow twin, filters by hand, and the table as a reader gets it."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest
from pydantic import ValidationError

from lisanalysis.analyses.udforsk import ANALYSE, Parametre, analyse
from lisanalysis.analyses.udforsk.erklaering import DIMENSIONER, TABEL
from lisanalysis.analyses.udforsk.svar import MAAL, TITEL
from lisanalysis.publish.disclosure.audience import til_publikum
from lisanalysis.tables import Dataset, MissingTable

AFR = ("afregning_id|borger_id|sag_id|ydelse_id|foranstaltning|paragraf|leverandoer_cvr|periode_fra_dato|periode_til_dato|beloeb|status|"
       "afregningstype|betalingskommune")  # fmt: skip


def afr(nr: int, borger: str, fra: str, til: str, kr: str, *, paragraf: str = "SEL-107", status: str = "effektueret", slags: str = "udgift",
        betaler: str = "0999", cvr: str = "99000015") -> str:  # fmt: skip
    return f"A{nr}|{borger}|S1|Y{borger}|Botilbud|{paragraf}|{cvr}|{fra}|{til}|{kr}|{status}|{slags}|{betaler}"


def kommune(byg, *rows: str, **felter: object) -> Dataset:
    return byg(afregning="\n".join([AFR, *rows]), **felter)


def celler(svar, *noegler: str) -> dict[tuple, tuple]:
    """The table as the internal reader is given it, hidden cells and all."""
    t = til_publikum(svar).find("tabel").data
    felter = [c for c in t.columns if c not in noegler and c != "skjult"]
    return {tuple(r[n] for n in noegler): tuple(r[f] for f in felter) for _, r in t.iterrows()}


def test_days_and_kroner_by_hand(byg) -> None:
    """31 days of January and 29 of February 2024 for six citizens; a credit over the same days takes them back; what is not ours or not approved is out."""
    rows = [afr(n, f"b{n}", "2024-01-01", "2024-01-31", "31000.00") for n in range(6)]
    rows += [afr(10 + n, f"b{n}", "2024-02-01", "2024-02-29", "29000.00") for n in range(6)]
    rows += [
        afr(20, "b0", "2024-02-01", "2024-02-29", "-29000.00", slags="regulering"),
        afr(21, "b1", "2024-02-01", "2024-02-29", "7.00", status="annulleret"),
        afr(22, "b1", "2024-02-01", "2024-02-29", "7.00", betaler="0101"),
        afr(23, "b1", "2024-02-01", "2024-02-29", "-900.00", slags="egenbetaling"),
    ]
    d = kommune(byg, *rows)
    svar = analyse(d, Parametre(maal="pris_pr_doegn", dimensioner=["periode"]))
    fundet = celler(svar, "periode")
    assert fundet[("2024-01",)] == (6, 186_000, 186)
    assert fundet[("2024-02",)] == (6, 145_000, 145)
    assert fundet[("alle",)] == (6, 331_000, 331)
    assert svar.find("i_alt").vaerdi == 1000
    hele = analyse(d, Parametre(maal="helaarspersoner", dimensioner=["aar"]))
    assert hele.find("i_alt").vaerdi == pytest.approx(Decimal(331) / 366, abs=Decimal("0.0001"))


def test_few_citizens_are_hidden_and_so_is_what_would_give_them_away(byg) -> None:
    """Nine in one paragraph and two in another: the two are hidden, and since the total is shown so are the nine."""
    rows = [afr(n, f"b{n}", "2024-01-01", "2024-01-31", "1000.00") for n in range(9)]
    rows += [afr(20 + n, f"c{n}", "2024-01-01", "2024-01-31", "1000.00", paragraf="SEL-108") for n in range(2)]
    svar = analyse(kommune(byg, *rows), Parametre(maal="afregnet", dimensioner=["paragraf"]))
    fundet = celler(svar, "paragraf")
    assert [str(v) for v in (*fundet[("SEL-108",)], *fundet[("SEL-107",)])] == ["•"] * 4
    assert fundet[("alle",)] == (11, 11_000)
    assert svar.figurer == ()
    assert "få borgere" in svar.ikke_koert["Billedet"]


@pytest.mark.parametrize(
    ("filtre", "ventet"),
    [
        (["paragraf=SEL-52"], 110), (["paragraf=SEL-52-3.7"], 100), (["paragraf!=SEL-52"], 7001), (["paragraf="], 7000), (["paragraf!="], 111),
        (["paragraf=SEL-5*"], 110), (["paragraf=SEL-107,SEL-52-3"], 11), (["aar>=2024"], 7100), (["periode<=2023-12"], 11),
        (["paragraf=SEL-52", "aar=2024"], 100),
    ],
)  # fmt: skip
def test_filters_by_hand(byg, filtre: list[str], ventet: int) -> None:
    """A paragraph takes its parts along, an empty value is the unknown, a star is a beginning, and conditions hold together."""
    rows = [afr(1, "a", "2023-01-01", "2023-01-31", "1.00"), afr(2, "b", "2023-02-01", "2023-02-28", "10.00", paragraf="SEL-52-3"),
            afr(3, "c", "2024-01-01", "2024-01-31", "100.00", paragraf="SEL-52-3.7"), afr(4, "d", "2024-02-01", "2024-02-29", "7000.00", paragraf="")]  # fmt: skip
    svar = analyse(kommune(byg, *rows), Parametre(maal="afregnet", dimensioner=[], filtre=filtre))
    assert svar.find("i_alt").vaerdi == ventet


def test_the_filter_is_said_in_words(byg) -> None:
    """The reader sees what was left out."""
    svar = analyse(kommune(byg, afr(1, "a", "2023-01-01", "2023-01-31", "1.00")),
                   Parametre(maal="afregnet", filtre=["paragraf=SEL-107,SEL-110", "konto="], fra="2023-01"))  # fmt: skip
    assert svar.find("Det valgte").tekst == ("Kun rækker, hvor paragraf er SEL-107 eller SEL-110, konto ikke er oplyst og måneden er fra 2023-01.",)


@pytest.mark.parametrize(
    ("felter", "ord_"),
    [
        ({"dimensioner": ["aarr"]}, "Mente du 'aar'"), ({"dimensioner": ["borger_id"]}, "ikke fordeles på"), ({"dimensioner": ["aar", "aar"]}, "to gange"),
        ({"dimensioner": ["aar", "konto", "art", "dranst"]}, ""), ({"filtre": ["aar"]}, "felt=værdi"), ({"filtre": ["aar>=2024,2025"]}, "kun stå én"),
        ({"maal": "doegn", "dimensioner": ["dranst"]}, "ikke fordeles på"), ({"fra": "2024-13"}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_before_any_data_is_read(felter: dict, ord_: str) -> None:
    """A citizen is no dimension; a typing error gets the nearest name."""
    with pytest.raises(ValidationError, match=ord_):
        Parametre(**felter)


def test_too_many_cells_and_nothing_found_are_not_run(byg) -> None:
    """The answer says what to do instead."""
    rows = [afr(n, "a", f"2024-01-{n:02d}", f"2024-01-{n:02d}", "1.00", cvr=f"990000{n:02d}") for n in range(1, 13)]
    svar = analyse(kommune(byg, *rows), Parametre(maal="afregnet", dimensioner=["leverandoer"], flest_celler=10))
    assert "12 celler" in svar.svar
    assert analyse(kommune(byg, *rows), Parametre(maal="afregnet", filtre=["aar=1999"])).status == "ikke_koert"
    with pytest.raises(MissingTable, match="postering"):
        analyse(kommune(byg, *rows), Parametre())


def test_every_dimension_and_measure_has_a_heading() -> None:
    """What can be asked for can be shown."""
    assert {d for ds in DIMENSIONER.values() for d in ds} <= set(TITEL)
    assert set(MAAL) == set(TABEL)


@pytest.mark.parametrize("maal", MAAL)
def test_every_measure_by_every_dimension_adds_up(demo: Dataset, maal: str) -> None:
    """On the made-up municipality each dimension's cells add up to the measure undivided, and the figures are those declared."""
    hele = analyse(demo, Parametre(maal=maal, dimensioner=[]))
    assert [n.noegle for n in hele.noegletal] == list(ANALYSE.noegletal)
    for d in DIMENSIONER[TABEL[maal]]:
        svar = analyse(demo, Parametre(maal=maal, dimensioner=[d], flest_celler=2000))
        assert svar.find("i_alt").vaerdi == hele.find("i_alt").vaerdi, d


def test_three_dimensions_against_a_slow_twin(demo: Dataset) -> None:
    """Settled kroner by year, paragraph and type of measure, summed one settlement at a time."""
    ventet: dict[tuple, Decimal] = defaultdict(Decimal)
    for r in demo.tabel("afregning").to_pyarrow().to_pylist():
        ud = r["afregningstype"] in ("udgift", "mellemkommunal", "regulering") and r["status"] in ("godkendt", "effektueret")
        if ud and r["betalingskommune"] in (None, demo.kommune.kode):
            ventet[str(r["periode_fra_dato"].year), r["paragraf"], r["foranstaltning"]] += r["beloeb"]
    svar = analyse(demo, Parametre(maal="afregnet", dimensioner=["aar", "paragraf", "ydelse"]))
    fundet: dict[tuple, Decimal] = defaultdict(Decimal)
    for r in svar.find("tabel").data.itertuples():
        fundet[r.aar, r.paragraf, r.ydelse] += r.beloeb
    assert fundet == ventet
