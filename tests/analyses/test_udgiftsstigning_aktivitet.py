"""From postings and settlements to the two tables: by hand, and on the made-up municipality."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from lisanalysis.analyses.udgiftsstigning import Parametre, analyse
from lisanalysis.tables import Dataset

POST = "posterings_dato|regnskabsaar|konto|funktion|dranst|art|borger_id|betalingsmodtager|henvisningsnr|beloeb"
AFR = ("afregning_id|borger_id|ydelse_id|foranstaltning|paragraf|periode_fra_dato|periode_til_dato|antal|enhed|takst|beloeb|status|"
       "afregningstype|henvisningsnr")  # fmt: skip
YD = "ydelse_id|borger_id|start_dato|sagsbehandler|maalgruppe"


def sag(nr: str, borger: str, fra: str, til: str, dage: int, takst: int, *, bogfoert: str = "", cvr: str = "99000015", slags: str = "udgift",
        beloeb: str = "") -> tuple[str, str]:  # fmt: skip
    """A posting and the settlement it pays."""
    kr = beloeb or f"{dage * takst}.00"
    dag = bogfoert or til
    return (
        f"{dag}|{dag[:4]}|538421001|5.38.42|1|409CPR|{borger}|{cvr}|H{nr}|{kr}",
        f"A{nr}|{borger}|Y{borger}|Forsorg|SEL-110|{fra}|{til}|{dage}|doegn|{takst}.00|{kr}|effektueret|{slags}|H{nr}",
    )


def grund() -> list[str]:
    """Nothing spent, but every month there, so that the ledger is whole."""
    return [f"{a}-{m:02d}-01|{a}|538421001|5.38.42|1|101|||{'L'}{a}{m}|0.00" for a in (2024, 2025) for m in range(1, 13)]


def kommune(byg, *sager: tuple[str, str], ekstra: tuple[str, ...] = (), **felter: object) -> Dataset:
    borgere = sorted({a.split("|")[1] for _, a in sager})
    return byg(
        postering="\n".join([POST, *grund(), *(p for p, _ in sager), *ekstra]), afregning="\n".join([AFR, *(a for _, a in sager)]),
        ydelse="\n".join([YD, *(f"Y{b}|{b}|2024-01-01|SB1|Hjemløshed" for b in borgere)]),
        leverance="leverance_id|fil|kilde|status\nl1|p.csv|prisme|ok", **felter,
    )  # fmt: skip


EKSEMPLET = (
    sag("1", "A", "2024-02-01", "2024-05-10", 100, 1500), sag("2", "A", "2025-02-01", "2025-06-20", 140, 1600),
    sag("3", "B", "2024-03-01", "2024-04-19", 50, 1600), sag("4", "B", "2025-03-01", "2025-04-09", 40, 1700),
    sag("5", "C", "2024-06-01", "2024-06-30", 30, 1500), sag("6", "D", "2025-06-01", "2025-07-30", 60, 1600),
)  # fmt: skip


def nt(svar, noegle: str) -> object:
    return svar.find(noegle).vaerdi


def test_the_worked_example_from_ledger_and_settlements(byg) -> None:
    """113,000 more: 96,000 new, 45,000 gone, 45,500 of days and 16,500 of price; 3 users and 180 days became 3 and 240."""
    svar = analyse(kommune(byg, *EKSEMPLET), Parametre())
    assert nt(svar, "delta_kr") == 113_000
    assert [nt(svar, f"{e}_kr") for e in ("tilgang", "afgang", "blivende_dage", "blivende_pris")] == [96_000, -45_000, 45_500, 16_500]
    assert [nt(svar, n) for n in ("brugere_sidste_aar", "brugere", "dage_sidste_aar", "dage", "andel_med_dage")] == [3, 3, 180, 240, 1]
    assert nt(svar, "brugere_kr") == 0
    assert sum(nt(svar, f"{e}_kr") for e in ("brugere", "dage", "mix", "pris", "korrektion")) == 113_000
    assert svar.find("pl_kr").vaerdi is None
    assert svar.find("pl_kr").status == "uden_pl"
    assert "96.000" in svar.find("vandfald_hvem").alt


@pytest.mark.parametrize("tabel", ["hvem", "hvorfor"])
def test_every_cut_adds_up_and_bears_the_same_effects(byg, tabel: str) -> None:
    """Account, provider, citizen, caseworker and the rest: one Δ, and one sum per effect, at every level."""
    flere = (*EKSEMPLET, sag("7", "A", "2025-07-01", "2025-07-10", 10, 900, cvr="99000023"),
             sag("8", "D", "2024-12-01", "2024-12-10", 10, 1500, bogfoert="2025-02-01"))  # fmt: skip
    svar = analyse(kommune(byg, *flere), Parametre(pl_pct="3,1"))
    frame = svar.find(tabel).data
    assert set(frame["niveau"]) == {"kommune", "konto", "art", "leverandoer", "borger", "paragraf", "ydelse", "maalgruppe", "sagsbehandler"}
    ventet = frame[frame["niveau"] == "kommune"].set_index("effekt")["beloeb"].to_dict()
    for _, niveau in frame.groupby("niveau"):
        assert {e: sum(g["beloeb"]) for e, g in niveau.groupby("effekt")} == ventet
        assert sum(niveau["beloeb"]) == nt(svar, "delta_kr") == 113_000 + 9_000 + 15_000
    assert sum(svar.find("bidrag").data["beloeb"]) == nt(svar, "delta_kr")
    assert set(svar.find("bidrag").data["paragraf"].dropna()) == {"SEL-110"}


def test_the_files_keep_their_columns_and_the_effects_are_objects(byg) -> None:
    """hvem, hvorfor and bidrag as agreed; each effect is a conclusion that bears its amount."""
    svar = analyse(kommune(byg, *EKSEMPLET), Parametre(pl_pct="3,1"))
    assert list(svar.find("hvem").data) == list(svar.find("hvorfor").data) == ["niveau", "noegle", "effekt", "beloeb", "antal"]
    assert " ".join(svar.find("bidrag").data) == "borger_id konto paragraf leverandoer sagsbehandler effekt beloeb engangs"
    assert svar.konklusion("hvem_tilgang").estimat == svar.find("tilgang_kr").vaerdi == 96_000
    hvorfor = [k.estimat for k in svar.konklusioner if k.navn.startswith("hvorfor_")]
    assert len(hvorfor) == 6
    assert sum(hvorfor) == svar.konklusion("aendring").estimat == 113_000


def test_kroner_without_days_are_named_by_kind(byg) -> None:
    """Own payment, a credit, a payment for last year and a posting that no settlement answers for are corrections, each of its kind."""
    svar = analyse(
        kommune(
            byg, *EKSEMPLET,
            sag("7", "A", "2025-02-01", "2025-02-28", -28, 100, slags="egenbetaling"),
            sag("8", "B", "2025-05-01", "2025-05-31", -5, 200, slags="regulering"),
            sag("9", "C", "2024-12-01", "2024-12-10", 10, 1500, bogfoert="2025-02-01"),
            ekstra=("2025-04-01|2025|538421001|5.38.42|1|101||||77.50",),
        ),
        Parametre(),
    )  # fmt: skip
    slags = dict(svar.find("korrektioner").data.itertuples(index=False))
    assert [slags[k] for k in slags] == [-2800, -1000, 15_000, Decimal("77.50")]
    assert nt(svar, "korrektion_kr") == Decimal("11277.50")
    assert nt(svar, "efterregulering_kr") == 15_000
    assert nt(svar, "blivende_pris_kr") == 16_500


def test_a_settlement_booked_twice_gives_its_days_once(byg) -> None:
    """Two postings with one reference: the larger carries the days, the other is a correction."""
    to = "2025-06-25|2025|538421001|5.38.42|1|409CPR|A|99000015|H2|1000.00"
    svar = analyse(kommune(byg, *EKSEMPLET, ekstra=(to,)), Parametre())
    assert (nt(svar, "dage"), nt(svar, "korrektion_kr")) == (240, 1000)


def test_caseworkers_with_few_citizens_stand_together(byg) -> None:
    """Four citizens of one caseworker: the cut does not name the caseworker."""
    svar = analyse(kommune(byg, *EKSEMPLET), Parametre())
    hvem = svar.find("hvem").data
    assert set(hvem.loc[hvem["niveau"] == "sagsbehandler", "noegle"].dropna()) == {"færre end 5 borgere"}


def test_settlements_that_answer_for_too_little_are_not_used(byg) -> None:
    """Where most of the citizens' kroner have no settlement the answer is the one from postings alone, and says why."""
    uden = tuple(f"{a}-03-01|{a}|538421001|5.38.42|1|409CPR|E{a}|99000015||900000.00" for a in (2024, 2025))
    svar = analyse(kommune(byg, *EKSEMPLET, ekstra=uden), Parametre())
    assert "kun 27 pct." in svar.ikke_koert["Hvorfor: brugere, dage, tilbud og pris"]
    assert svar.find("pris_kr").status == "uden_aktivitet"
    assert set(svar.find("hvem").data["effekt"].dropna()) == {"tilgang", "afgang"}


def test_budget_and_refund_stand_beside(byg) -> None:
    """The account's budget for the whole year and the function's refund, in neither table."""
    refusion = ("2025-05-01|2025|538422001|5.38.42|2|001||||-900.00", "2024-05-01|2024|538422001|5.38.42|2|001||||-500.00")
    budget = "regnskabsaar|konto|funktion|dranst|art|korrigeret\n2025|538421001|5.38.42|1|409CPR|400000.00\n2025|538521001|5.38.52|1|409CPR|7.00"
    svar = analyse(kommune(byg, *EKSEMPLET, ekstra=refusion, budget=budget), Parametre(konto="538421001"))
    assert [nt(svar, n) for n in ("budget_kr", "refusion_kr", "refusion_sidste_aar", "delta_kr")] == [400_000, -900, -500, 113_000]


def test_the_planted_price_rise_is_found(demo: Dataset) -> None:
    """Of the made-up municipality's general 3 % nothing but øre remains as real price outside the provider that rose by itself."""
    svar = analyse(demo, Parametre(pl_pct="3"))
    assert nt(svar, "andel_med_dage") > Decimal("0.9")
    priser = svar.find("priser").data
    takst = priser[priser["kilde"] == "takst"]
    assert len(takst) > 5
    almindelige = takst[[not str(y).startswith("Forsorg") for y in takst["ydelse"]]]
    assert [float(a) for a in almindelige["aendring"]] == pytest.approx([0.03] * len(almindelige), abs=0.002)
    assert abs(nt(svar, "pris_kr")) < abs(nt(svar, "pl_kr")) / 4


def test_a_rise_in_the_middle_of_a_year_is_the_takst_weighted_by_days(byg) -> None:
    """100 days at 1,000 and 100 at 1,080 became 140 at 1,080 and an odd 10 at the old 1,000: 1,074.67 over 1,040, whoever was there in both.

    The one who was there in both years paid the old takst in 2024, so the matched alone would say 8 %.
    """
    sager = (sag("1", "A", "2024-02-01", "2024-02-29", 29, 1000), sag("2", "B", "2024-03-01", "2024-05-10", 71, 1000),
             sag("3", "C", "2024-08-01", "2024-11-08", 100, 1080), sag("4", "A", "2025-04-01", "2025-05-10", 40, 1080),
             sag("5", "D", "2025-06-01", "2025-09-08", 100, 1080), sag("6", "E", "2025-06-01", "2025-06-10", 10, 1000))  # fmt: skip
    r = analyse(kommune(byg, *sager), Parametre()).find("priser").data.iloc[0]
    assert (r["kilde"], r["borgere"]) == ("takst", 1)
    assert float(r["aendring"]) == pytest.approx((140 * 1080 + 10 * 1000) / 150 / 1040 - 1, abs=1e-6)


def test_a_price_of_ones_own_is_no_takst(byg) -> None:
    """Two citizens side by side at different prices: kroner per day moves with whom is there, and is named as such."""
    sager = [sag(f"{a}{b}", b, f"{a}-03-01", f"{a}-04-19", 50, pris) for a, b, pris in (
        ("2024", "A", 1000), ("2024", "B", 2000), ("2025", "A", 1100), ("2025", "C", 3000))]  # fmt: skip
    assert analyse(kommune(byg, *sager), Parametre()).find("priser").data.iloc[0]["kilde"] == "ikke-matchet"


def test_the_inflow_is_held_against_last_years(byg) -> None:
    """With a whole year before the two, new citizens are counted alike in both and compared by the exact ratio test."""
    tidligere = tuple(f"2023-{m:02d}-01|2023|538421001|5.38.42|1|101|||L2023{m}|0.00" for m in range(1, 13))
    svar = analyse(kommune(byg, *EKSEMPLET, ekstra=tidligere), Parametre())
    tekst = " ".join(svar.find("Hvem: nye, ophørte og blivende").tekst)
    assert "1 ny borger mod 3 året før; en forskel af den størrelse kan være tilfældig" in tekst


def test_the_refund_limit_is_the_years_own_or_said_to_be_unknown(byg) -> None:
    """The package vouches for 2022 but not for 2025; the municipality's own figure for 2025 is used where its law.yaml has one."""
    data = kommune(byg, *EKSEMPLET)
    assert "er ikke oplyst i law.yaml" in " ".join(analyse(data, Parametre()).forbehold)
    egen = replace(data, lov=lambda navn, dag: SimpleNamespace(vaerdi=Decimal(100_000)))
    assert "1 borger har kostet mere end 100.000" in " ".join(analyse(egen, Parametre()).forbehold)


def test_a_one_off_stands_in_the_answer(byg) -> None:
    """An invoice of 2,000,000 in one month of this year, booked on nobody: named on page one, left in the change."""
    ekstra = ("2025-03-14|2025|538421001|5.38.42|1|409|||X1|2000000.00",)
    svar = analyse(kommune(byg, *EKSEMPLET, ekstra=tuple(e.replace("|||X1", "||99000099|X1") for e in ekstra)), Parametre())
    assert "2,0\u00a0mio.\u00a0kr. mere ligner engangs." in svar.svar
    assert nt(svar, "delta_kr") == 2_113_000
    assert all(str(v) != "-0.00" for v in svar.find("uden_de_stoerste").data["taget_ud"])
