"""The rise of an account against a slow twin in plain Python, and against cases made by hand."""

from __future__ import annotations

import random
from decimal import Decimal

import pandas as pd
import pytest

from lisanalysis.analyses.declaration import Analyse
from lisanalysis.analyses.udgiftsstigning import ANALYSE, Parametre, analyse
from lisanalysis.tables import Dataset

HOVED = "posterings_dato|regnskabsaar|konto|funktion|dranst|art|borger_id|leverandoer|betalingsmodtager|beloeb"
LEVERANCE = "leverance_id|fil|kilde|status\nl1|prisme_posteringer.csv|prisme|ok"


def raekke(dag: str, beloeb: str, *, aar: str = "", borger: str = "b1", lev: str = "Hjemmet", konto: str = "538421001", dranst: str = "1",
           art: str = "409CPR", til: str = "") -> str:  # fmt: skip
    return f"{dag}|{aar or dag[:4]}|{konto}|5.38.42|{dranst}|{art}|{borger}|{lev}|{til}|{beloeb}"


def hvert_aar(beloeb_24: str, beloeb_25: str, til: int = 12, **felter: str) -> list[str]:
    """A posting in each month of both years."""
    aar = (("2024", beloeb_24), ("2025", beloeb_25))
    return [raekke(f"{a}-{m:02d}-10", b, **felter) for a, b in aar for m in range(1, til + 1)]


def data(byg, rows: list[str], **felter: object) -> Dataset:
    return byg(postering="\n".join([HOVED, *rows]), leverance=LEVERANCE, **felter)


def nt(svar, noegle: str) -> object:
    return svar.find(noegle).vaerdi


def tilfaeldige(antal: int, seed: int) -> list[str]:
    """Postings drawn at random over two years, with unknown citizens and recipients, credit notes and the supplementsperiode."""
    r = random.Random(seed)
    rows = hvert_aar("1.00", "1.00", borger="", lev="")
    for _ in range(antal):
        aar, maaned = r.choice((2023, 2024, 2025)), r.randint(1, 12)
        dag = f"{aar + 1}-01-15" if maaned == 12 and r.random() < 0.3 else f"{aar}-{maaned:02d}-{r.randint(1, 28):02d}"
        rows.append(raekke(
            dag, f"{Decimal(r.randint(-500_000, 2_000_000)) / 100}", aar=str(aar), borger=r.choice(["", "b1", "b2", "b3", "b4"]),
            lev=r.choice(["", "Hjem A", "Hjem B"]), til=r.choice(["", "kr7"]), konto=r.choice(["538421001", "538421002", "538521001"]),
            art=r.choice(["", "409CPR", "529CPR"]), dranst=r.choice(["1", "1", "1", "2"]),
        ))  # fmt: skip
    return rows


def tvilling(rows: list[str], til_og_med: int) -> dict[str, dict[str | None, tuple[Decimal, int]]]:
    """The change per key of each level, one row at a time: slow, and written without looking at the analysis."""
    niveauer: dict[str, dict] = {n: {} for n in ("konto", "art", "leverandoer", "borger")}
    for linje in rows:
        dag, aar, konto, _, dranst, art, borger, lev, til, beloeb = linje.split("|")
        maaned = 12 if dag[:4] > aar else 1 if dag[:4] < aar else int(dag[5:7])
        if dranst != "1" or aar not in ("2024", "2025") or maaned > til_og_med:
            continue
        for niveau, noegle in (("konto", konto), ("art", art), ("leverandoer", lev or til), ("borger", borger)):
            sum_, antal = niveauer[niveau].get(noegle or None, (Decimal(0), 0))
            niveauer[niveau][noegle or None] = (sum_ + Decimal(beloeb) * (1 if aar == "2025" else -1), antal + 1)
    return niveauer


@pytest.mark.parametrize(("per", "til_og_med"), [("2025-12-31", 12), ("2025-09-14", 8)])
def test_every_level_adds_up_to_the_change_to_the_oere(byg, per: str, til_og_med: int) -> None:
    """Each level's contributions equal a slow twin's, key by key, and their sum is delta_kr exactly."""
    rows = tilfaeldige(400, seed=til_og_med)
    svar = analyse(data(byg, [r for r in rows if r[:10] <= per], per=per), Parametre())
    ventet = tvilling([r for r in rows if r[:10] <= per], til_og_med)
    hvem = svar.find("hvem").data
    for niveau, gruppe in hvem.groupby("niveau"):
        fundet = {None if pd.isna(r.noegle) else r.noegle: (r.beloeb, r.antal) for r in gruppe.itertuples()}
        assert fundet == ventet[niveau], niveau
        assert sum(gruppe["beloeb"]) == nt(svar, "delta_kr")
    assert set(hvem["niveau"]) == set(ventet)
    assert sum(svar.find("bidrag").data["beloeb"]) == nt(svar, "delta_kr")


def test_contributions_agree_with_the_level_of_citizens_effect_by_effect(byg) -> None:
    """Who is new or gone is the citizen, so bidrag sums to the same kroner per effect as hvem does for citizens."""
    svar = analyse(data(byg, [*tilfaeldige(300, seed=5), raekke("2025-03-01", "900.00", borger="b9"),
                              raekke("2024-03-01", "800.00", borger="b8")]), Parametre())  # fmt: skip
    hvem, bidrag = svar.find("hvem").data, svar.find("bidrag").data
    borgere = hvem[(hvem["niveau"] == "borger") & hvem["noegle"].notna()]
    med_borger = bidrag[bidrag["borger_id"].notna()]
    for effekt, ventet in (("tilgang", Decimal("900.00")), ("afgang", Decimal("-800.00"))):
        assert sum(borgere.loc[borgere["effekt"] == effekt, "beloeb"]) == ventet
        assert sum(med_borger.loc[med_borger["effekt"] == effekt, "beloeb"]) == ventet


def test_the_case_by_hand(byg) -> None:
    """b1 goes from 1,000 to 1,500 a month, b2 is new with 200 a month, b3 has left with 100 a month: 12 × 600 = 7,200 more."""
    rows = hvert_aar("1000.00", "1500.00")
    rows += [raekke(f"2025-{m:02d}-05", "200.00", borger="b2") for m in range(1, 13)]
    rows += [raekke(f"2024-{m:02d}-05", "100.00", borger="b3") for m in range(1, 13)]
    svar = analyse(data(byg, rows), Parametre(konto="5.38.42"))
    assert (nt(svar, "delta_kr"), nt(svar, "udgift_i_aar"), nt(svar, "udgift_sidste_aar")) == (7200, 20400, 13200)
    assert (nt(svar, "antal_poster"), nt(svar, "uden_borger_kr"), nt(svar, "engangs_kr")) == (24, 0, 0)
    assert nt(svar, "andel_stoerste") == 1
    borgere = svar.find("borgere").data
    assert list(zip(borgere["noegle"], borgere["bevaegelse"], borgere["beloeb"], strict=True)) == [
        ("b1", "fortsætter", Decimal(6000)), ("b2", "ny", Decimal(2400)), ("b3", "ophørt", Decimal(-1200)),
    ]  # fmt: skip
    assert "steg 7.200" in svar.svar


def test_the_way_down_ends_at_file_and_line(byg) -> None:
    """The postings behind the largest contribution carry file, line and voucher, and never the posting's text."""
    rows = [*hvert_aar("10.00", "10.00"), raekke("2025-06-10", "999.00", borger="b7")]
    posteringer = analyse(data(byg, rows), Parametre()).find("posteringer").data
    assert posteringer[["fil", "raekke_nr", "beloeb"]].values.tolist() == [["prisme_posteringer.csv", len(rows) + 1, Decimal("999.00")]]
    assert "tekst" not in posteringer


@pytest.mark.parametrize(
    ("dag", "beloeb", "engangs"),
    [
        ("2025-06-10", "1000.00", True),
        ("2025-12-10", "1000.00", False),  # it may go on in January
        ("2025-06-10", "100.00", False),  # 9 % of the rise
    ],
)
def test_one_off_is_one_month_large_and_not_the_last(byg, dag: str, beloeb: str, engangs: bool) -> None:
    """A contribution in one month alone is a one-off from 20 % of the change; it stays in the change all the same."""
    rows = [*hvert_aar("100.00", "183.00"), raekke(dag, beloeb, borger="b7")]
    svar = analyse(data(byg, rows), Parametre())
    assert nt(svar, "delta_kr") == 12 * 83 + Decimal(beloeb)
    assert nt(svar, "engangs_kr") == (Decimal(beloeb) if engangs else 0)


def test_waterfall_goes_from_last_year_to_this_without_a_gap(byg) -> None:
    """The first bar and all the steps add up to the last bar."""
    rows = [r for n in range(9) for r in hvert_aar(f"{n + 1}.00", f"{n * 7}.50", borger=f"b{n}", lev=f"Hjem {n}")]
    trin = list(analyse(data(byg, rows), Parametre(top=3)).find("vandfald").data["beloeb"])
    assert len(trin) == 6
    assert sum(trin[:-1]) == trin[-1]


@pytest.mark.parametrize(
    ("rows", "parametre", "mangler"),
    [
        (hvert_aar("1.00", "1.00")[12:], {}, "posteringer for 2024-01"),
        ([r for r in hvert_aar("1.00", "1.00") if "2024-05" not in r], {}, "posteringer for 2024-05"),
        (hvert_aar("1.00", "1.00"), {"konto": "999"}, "det valgte udsnit"),
        (hvert_aar("1.00", "1.00"), {"aar": 2026}, "posteringer for 2026"),
        (hvert_aar("1.00", "1.00"), {"aar": 2024, "sammenlign_aar": 2025}, "et år før 2024"),
    ],
)
def test_thin_data_are_refused(byg, rows: list[str], parametre: dict, mangler: str) -> None:
    """A missing year or month, or nothing to sum, gives "ikke kørt" and what is missing, never a figure."""
    svar = analyse(data(byg, rows), Parametre(**parametre))
    assert svar.status == "ikke_koert"
    assert mangler in svar.mangler[0]
    assert "for spinkelt" in svar.svar
    assert not svar.noegletal


def test_a_month_that_is_not_over_is_refused_when_asked_for(byg) -> None:
    """On 14 September the month of September cannot be compared; August is taken when nothing is asked."""
    d = data(byg, hvert_aar("1.00", "2.00", til=9), per="2025-09-14")
    assert "en lukket måned" in analyse(d, Parametre(til_og_med=9)).mangler[0]
    assert nt(analyse(d, Parametre()), "delta_kr") == 8


def test_a_free_account_plan_in_pounds_without_citizens(byg) -> None:
    """Accounts are labels, there is no dranst, and contributions are by account and supplier; the citizen's level is not run."""
    rows = hvert_aar("10.00", "25.00", konto="Bed & Breakfast", dranst="", art="", borger="", lev="LEV-1")
    rows += hvert_aar("10.00", "5.00", konto="Foster Payments", dranst="", art="", borger="", lev="LEV-2")
    svar = analyse(data(byg, rows, valuta="GBP", kontoplan="fri"), Parametre(konto="Bed & B"))
    assert (nt(svar, "delta_kr"), svar.valuta, svar.find("delta_kr").enhed) == (180, "GBP", "£")
    assert "Borgere" in svar.ikke_koert
    assert nt(svar, "uden_borger_kr") == nt(svar, "udgift_i_aar") == 300
    alle = analyse(data(byg, rows, valuta="GBP", kontoplan="fri"), Parametre())
    assert list(alle.find("leverandoerer").data["noegle"]) == ["LEV-1", "LEV-2"]


def test_no_change_and_a_fall_read_right(byg) -> None:
    """Nothing changed is said as such; a fall is called a fall, and the contributions shown are those that fell."""
    assert "er den samme" in analyse(data(byg, hvert_aar("5.00", "5.00")), Parametre()).svar
    fald = analyse(data(byg, [*hvert_aar("50.00", "5.00"), *hvert_aar("1.00", "2.00", borger="b2")]), Parametre())
    assert "faldt 528" in fald.svar
    assert list(fald.find("stoerste").data["beloeb"]) == [Decimal("-540.00")]


def test_suppliers_are_shown_by_name_where_the_case_system_knows_it(byg) -> None:
    """A CVR number in the ledger gets the name that the ydelse has; the file keeps the key."""
    rows = [raekke(f"{aar}-{m:02d}-10", f"{aar}.00", lev="", til="99000015") for aar in (2024, 2025) for m in range(1, 13)]
    d = data(byg, rows, ydelse="ydelse_id|borger_id|leverandoer_cvr|leverandoer\ny1|b1|99000015|Solgården")
    svar = analyse(d, Parametre())
    assert list(svar.find("leverandoerer").data["noegle"]) == ["Solgården (99000015)"]
    assert set(svar.find("bidrag").data["leverandoer"]) == {"99000015"}


def test_key_figures_are_those_declared(demo: Dataset) -> None:
    """On the made-up municipality the key figures are the declared ones, and every level sums to the change."""
    svar = analyse(demo, Parametre())
    assert isinstance(ANALYSE, Analyse)
    assert [n.noegle for n in svar.noegletal if n.forside] == list(ANALYSE.noegletal[:4]) + ["andel_stoerste"]
    assert {n.noegle for n in svar.noegletal} == set(ANALYSE.noegletal)
    for _, gruppe in svar.find("hvem").data.groupby("niveau"):
        assert sum(gruppe["beloeb"]) == nt(svar, "delta_kr") != 0
