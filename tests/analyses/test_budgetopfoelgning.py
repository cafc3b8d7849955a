"""The budget follow-up on a drawn municipality: figures worked by hand, levels that sum, and refusals."""

from datetime import date
from decimal import Decimal as D

import pytest

from lisanalysis.analyses.budgetopfoelgning import Parametre, analyse
from lisanalysis.analyses.budgetopfoelgning.niveauer import NIVEAUER
from lisanalysis.analyses.prognose import Antagelser, efterproeve, forudsig, grundlag
from lisanalysis.errors import ParameterError

YDELSE = "ydelse_id | borger_id | foranstaltning | paragraf | konto | sagsbehandler | start_dato | slut_dato | registreret_dato | antal | takst | frekvens"
AFR = "afregning_id | borger_id | ydelse_id | paragraf | konto | periode_fra_dato | periode_til_dato | disposition_dato | beloeb | afregningstype | status | henvisningsnr"
POST = "posterings_dato | regnskabsaar | konto | dranst | borger_id | henvisningsnr | beloeb | bilag | linje"
K107, K85 = "53852" + "1001", "53839" + "1003"


def sidste(aar: int, m: int) -> str:
    """The month's last day."""
    return f"{aar}-{m:02d}-{[31, 29 if aar % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]}"


def betalinger(ydelse: str, borger: str, konto: str, aar: int, maaneder, pr_dag: int) -> list[tuple[str, str]]:
    """A settlement and its posting for each month, the days at so many kroner."""
    ud = []
    for m in maaneder:
        slut = sidste(aar, m)
        beloeb, ref = f"{int(slut[-2:]) * pr_dag}.00", f"R{ydelse}{aar}{m:02d}"
        ud.append((
            f"A{ref} | {borger} | {ydelse} | | {konto} | {aar}-{m:02d}-01 | {slut} | {slut} | {beloeb} | udgift | effektueret | {ref}",
            f"{slut} | {aar} | {konto} | 1 | {borger} | {ref} | {beloeb} | {ref} | 1",
        ))  # fmt: skip
    return ud


def kommune(byg, per="2025-06-30", ekstra_post=(), **mere):
    """Two open cases, at 1,000 and 100 kroner a day since the first of 2024, both paid to the end of June 2025."""
    til = int(per[5:7])
    par = [*betalinger("F1", "b_a", K107, 2024, range(1, 13), 1000), *betalinger("F1", "b_a", K107, 2025, range(1, til + 1), 1000),
           *betalinger("F2", "b_b", K85, 2024, range(1, 13), 100), *betalinger("F2", "b_b", K85, 2025, range(1, til + 1), 100)]  # fmt: skip
    felter = dict(
        ydelse="\n".join([YDELSE, f"F1 | b_a | Botilbud | SEL-107 | {K107} | SB1 | 2020-01-01 | | 2020-01-01 | 1 | 1000 | daglig",
                          f"F2 | b_b | Støtte | SEL-85 | {K85} | SB2 | 2020-01-01 | | 2020-01-01 | 1 | 100 | daglig"]),
        afregning="\n".join([AFR, *(a for a, _ in par)]),
        postering="\n".join([POST, *(p for _, p in par), *ekstra_post]),
        budget=f"regnskabsaar | konto | dranst | art | korrigeret\n2025 | {K107} | 1 | 409 | 350000.00\n2025 | {K85} | 1 | 409 | 40000.00",
        kilder={"ydelse": "bv", "afregning": "bv", "disponering": "bv"},
    )  # fmt: skip
    return byg(per, **felter | mere)


def svar(data, **p):
    return analyse(data, Parametre(traek=300, **p))


def test_two_cases_that_never_end_cost_what_they_cost(byg) -> None:
    """No case has ended and none has begun: 181 days are spent and 184 are left, at 1,100 kroner a day, on the trend as well."""
    f = forudsig(grundlag(kommune(byg), ["1"]), 2025, 6, Antagelser(traek=300))

    assert f.blade["forbrug"].sum() == D("199100.00")
    assert f.blade["rest"].sum() == pytest.approx(184 * 1100)
    assert f.metoder["disponeret"].sum() == pytest.approx(365 * 1100)
    assert f.metoder["sidste_aar"].sum() == pytest.approx(366 * 1100)
    assert f.metoder["aar_til_dato"].sum() == pytest.approx(2 * 199100)
    assert f.derefter.mean(axis=1).sum() == pytest.approx(365 * 1100)


def test_every_level_is_the_exact_sum_of_the_one_below(byg) -> None:
    """In kroner and øre, for budget, spending and forecast; `ikke fordelt` carries the budget, and paths are unique."""
    f = svar(kommune(byg), pl_pct="3,0").find("prognose").data

    assert f["noegle"].is_unique
    for kolonne in ("budget", "forbrug", "forventet"):
        sum_ = {n: sum(f.loc[f["niveau"] == n, kolonne], D(0)) for n in NIVEAUER}
        assert len(set(sum_.values())) == 1, (kolonne, sum_)
        for over, egne in f[f["overliggende"] != ""].groupby("overliggende"):
            assert sum(egne[kolonne], D(0)) == f.loc[f["noegle"] == over, kolonne].iloc[0]
    assert f.loc[f["noegle"] == f"0999/voksne/{K107}/ikke fordelt", "budget"].iloc[0] == D("350000.00")
    assert f.loc[f["noegle"] == f"0999/voksne/{K107}/SEL-107/SB1/b_a", "forbrug"].iloc[0] == D("181000.00")
    assert f["disponeret"].isna().all()  # none was delivered: unknown, not nil


def test_budget_sheets_distribute_the_budget_by_paragraph(byg) -> None:
    """300,000 of 350,000 belong to SEL-107; the rest stands on `ikke fordelt`."""
    f = svar(kommune(byg, budgetark=f"regnskabsaar | konto | paragraf | beloeb\n2025 | {K107} | SEL-107 | 300000.00")).find("prognose").data.set_index("noegle")

    assert f.loc[f"0999/voksne/{K107}/SEL-107", "budget"] == D("300000.00")
    assert f.loc[f"0999/voksne/{K107}/ikke fordelt", "budget"] == D("50000.00")
    assert f.loc[f"0999/voksne/{K107}", "budget"] == D("350000.00")


def test_the_interval_holds_the_forecast_and_the_answer_says_where_it_lands(byg) -> None:
    """The answer names the forecast, and fewer than ten past forecasts are owned up to."""
    s = svar(kommune(byg))
    rod = s.find("prognose").data.iloc[0]

    assert rod["lav95"] <= rod["forventet"] <= rod["hoej95"]
    assert s.find("forventet").vaerdi == rod["forventet"]
    assert any("skal 10 til" in x and "1,3" in x for x in s.forbehold)


@pytest.mark.parametrize("borger", ["b_a", ""])
@pytest.mark.parametrize("lige", [(), tuple(f"2025-{m:02d}-28 | 2025 | {K107} | 1 | | | 60000.00 | L{m} | 1" for m in range(1, 7))], ids=["alene", "med løn"])
def test_a_one_off_is_spent_but_moves_neither_trend_nor_the_rest_of_the_year(byg, borger, lige) -> None:
    """21 mio. kr. for one citizen in May, named on the posting or not, beside the account's salaries or alone: the forecast rises by
    exactly that, the months to come by nothing."""
    stor = f"2025-05-15 | 2025 | {K107} | 1 | {borger} | | 21000000.00 | X | 1"
    uden = forudsig(grundlag(kommune(byg, ekstra_post=lige), ["1"]), 2025, 6, Antagelser(traek=300))
    med = forudsig(grundlag(kommune(byg, ekstra_post=[*lige, stor]), ["1"]), 2025, 6, Antagelser(traek=300))

    assert med.blade["forbrug"].sum() - uden.blade["forbrug"].sum() == D("21000000.00")
    assert med.blade["rest"].sum() == pytest.approx(uden.blade["rest"].sum())
    assert med.metoder["trend"].sum() - uden.metoder["trend"].sum() == pytest.approx(21_000_000)
    assert any("engangs" in x for x in svar(kommune(byg, ekstra_post=[*lige, stor])).goer)


def test_the_past_is_tried_with_what_was_known_then(byg) -> None:
    """A case that ended in May 2025 and one registered in July are unseen from March: as if the first goes on and the second is not there."""
    data = kommune(byg, per="2025-12-31", ydelse="\n".join([
        YDELSE, f"F1 | b_a | Botilbud | SEL-107 | {K107} | SB1 | 2020-01-01 | 2025-05-31 | 2020-01-01 | 1 | 1000 | daglig",
        f"F2 | b_b | Støtte | SEL-85 | {K85} | SB2 | 2020-01-01 | | 2020-01-01 | 1 | 100 | daglig",
        f"F3 | b_c | Støtte | SEL-85 | {K85} | SB2 | 2025-02-01 | | 2025-07-01 | 1 | 999 | daglig"]))  # fmt: skip
    g = grundlag(data, ["1"])
    marts, august = forudsig(g, 2025, 3, Antagelser(traek=300)), forudsig(g, 2025, 8, Antagelser(traek=300))

    assert marts.aabne_sager == 2
    assert marts.blade["rest"].sum() == pytest.approx(275 * 1100)
    assert set(august.stand.linjer["borger_id"]) == {"b_b", "b_c"}


def test_what_is_delivered_and_not_posted_is_added(byg) -> None:
    """F2's June is not paid: 30 days at 100 kroner."""
    data = kommune(byg)
    t = data.forbindelse
    t.raw_sql("DELETE FROM afregning WHERE ydelse_id = 'F2' AND periode_fra_dato = DATE '2025-06-01'")
    t.raw_sql("DELETE FROM postering WHERE borger_id = 'b_b' AND posterings_dato = DATE '2025-06-30'")
    f = forudsig(grundlag(data, ["1"]), 2025, 6, Antagelser(traek=300))

    assert f.blade["ikke_bogfoert"].sum() == pytest.approx(3000)
    assert f.metoder["sager"].sum() == pytest.approx(365 * 1100)


def test_an_invoice_straight_in_the_ledger_pays_for_its_days(byg) -> None:
    """F2 has no settlement: its six months stand in the ledger as invoices, so nothing of it is still to be posted, but for June that lacks one."""
    alle = kommune(byg)

    def uden_afregning(maaneder):
        par = [*betalinger("F1", "b_a", K107, 2024, range(1, 13), 1000), *betalinger("F1", "b_a", K107, 2025, range(1, 7), 1000)]
        fakturaer = [f"{sidste(2025, m)} | 2025 | {K85} | 1 | b_b | | {int(sidste(2025, m)[-2:]) * 100}.00 | X{m} | 1" for m in maaneder]
        return kommune(byg, afregning="\n".join([AFR, *(a for a, _ in par)]), postering="\n".join([POST, *(p for _, p in par), *fakturaer]))

    for data, ventet in ((alle, 0), (uden_afregning(range(1, 7)), 0), (uden_afregning(range(1, 6)), 30 * 100)):
        f = forudsig(grundlag(data, ["1"]), 2025, 6, Antagelser(traek=300))
        assert f.blade["ikke_bogfoert"].sum() == pytest.approx(ventet)
        assert f.blade["rest"].sum() == pytest.approx(184 * 1100 + ventet)


def test_a_regulation_that_is_the_first_payment_pays_for_its_days(byg) -> None:
    """F2's June comes late and as a regulering: its days are paid. One that corrects days already paid pays for no more."""
    alle = kommune(byg)
    par = [*betalinger("F1", "b_a", K107, 2024, range(1, 13), 1000), *betalinger("F1", "b_a", K107, 2025, range(1, 7), 1000),
           *betalinger("F2", "b_b", K85, 2024, range(1, 13), 100), *betalinger("F2", "b_b", K85, 2025, range(1, 7), 100)]  # fmt: skip
    sen = [a.replace("udgift", "regulering") if "RF2202506" in a else a for a, _ in par]
    rettet = [*(a for a, _ in par), f"AX | b_b | F2 | | {K85} | 2025-01-01 | 2025-05-31 | 2025-06-30 | 50.00 | regulering | effektueret | RX"]
    for afregning in (sen, rettet):
        f = forudsig(grundlag(kommune(byg, afregning="\n".join([AFR, *afregning])), ["1"]), 2025, 6, Antagelser(traek=300))
        assert f.blade["ikke_bogfoert"].sum() == pytest.approx(0)
    assert forudsig(grundlag(alle, ["1"]), 2025, 6, Antagelser(traek=300)).blade["ikke_bogfoert"].sum() == pytest.approx(0)


def test_the_price_is_this_years_when_the_year_has_one(byg) -> None:
    """F1 costs 1,000 a day in 2024 and 1,030 from January: after January the rest of the year is at 1,030, not at the mean of a quarter."""
    par = [*betalinger("F1", "b_a", K107, 2024, range(1, 13), 1000), *betalinger("F1", "b_a", K107, 2025, range(1, 2), 1030)]
    ydelse = "\n".join([YDELSE, f"F1 | b_a | Botilbud | SEL-107 | {K107} | SB1 | 2020-01-01 | | 2020-01-01 | 1 | 1000 | daglig"])
    data = kommune(byg, per="2025-01-31", ydelse=ydelse, afregning="\n".join([AFR, *(a for a, _ in par)]), postering="\n".join([POST, *(p for _, p in par)]))

    assert forudsig(grundlag(data, ["1"]), 2025, 1, Antagelser(traek=300)).blade["aabne"].sum() == pytest.approx(334 * 1030)


def test_without_a_ledger_spending_is_what_was_settled(byg) -> None:
    """The same figures from the settlements alone, and the answer says so."""
    data = kommune(byg, postering="")
    s = svar(data)

    assert s.find("forbrug").vaerdi == D("199100.00")
    assert any("effektuerede afregninger" in x for x in s.forbehold)


def test_a_year_of_history_is_asked_for(byg) -> None:
    """Eleven months before the forecast: not run, and the answer says how many months there are."""
    par = betalinger("F1", "b_a", K107, 2024, range(2, 13), 1000)
    s = svar(kommune(byg, per="2024-12-31", afregning="\n".join([AFR, *(a for a, _ in par)]), postering="\n".join([POST, *(p for _, p in par)])))

    assert s.status == "ikke_koert"
    assert "11 hele måneder" in s.svar


def test_the_municipalitys_own_past_sets_weight_and_interval(demo) -> None:
    """Every past origin is in the table with the truth, and the truth is the ledger's own sum of the year."""
    g = grundlag(demo, ["1"])
    e = efterproeve(g, 2025, Antagelser(traek=200))

    assert {(r.aar, r.maaned) for r in e.rows.itertuples()} >= {(2024, 3), (2024, 6), (2024, 9)}
    assert 0 <= e.vaegt <= 1
    b = g.bevaegelser[(g.bevaegelser["aar"] == 2024) & ~g.bevaegelser["engangs"]]["kr"].sum()
    assert e.rows.loc[e.rows["konto"] == "alle", "sand"].iloc[0] == pytest.approx(b)
    assert g.per == date(2025, 12, 31)


def test_the_change_since_last_month_is_told_in_full(demo) -> None:
    """The causes add up to the change between the two forecasts."""
    t = svar(demo, efter_maaned=9).find("siden_sidst").data

    assert sum(t["beloeb"].iloc[:-1], D(0)) == t["beloeb"].iloc[-1]
    assert len(t) == 7


MANUEL = "udarbejdet_af | prognose_dato | regnskabsaar | konto | forventet_kr"


def test_the_bridge_leads_from_each_forecast_by_hand_to_the_shared_one(byg) -> None:
    """Økonomi's newest is 380,000 on one account and does not see the other: 36,500 of it; 15,000 less is granted; the older one and next year's are not asked."""
    data = kommune(byg, prognose_manuel="\n".join([
        MANUEL, f"Økonomi | 2025-03-01 | 2025 | {K107} | 1.00", f"Økonomi | 2025-06-01 | 2025 | {K107} | 380000.00", f"Økonomi | 2025-06-01 | 2026 | {K107} | 9.00",
        f"Myndighed | 2025-06-15 | 2025 | {K107} | 365000.00", f"Myndighed | 2025-06-15 | 2025 | {K85} | 36500.00"]))  # fmt: skip
    t = svar(data).find("bro").data
    oekonomi = t[t["udarbejdet_af"] == "Økonomi"].set_index("trin")["beloeb"]

    assert oekonomi["Den manuelle prognose"] == D("380000.00")
    assert oekonomi["Konti, den ikke har med"] == pytest.approx(D("36500"), abs=D("5"))  # the trend has its small part in it
    assert oekonomi["Eget skøn ud over det, der er bevilget"] == pytest.approx(D("-15000"), abs=D("0.05"))
    for _, x in t.groupby("udarbejdet_af"):
        assert sum(x["beloeb"].iloc[:-1], D(0)) == x["beloeb"].iloc[-1]  # every øre has a step
    assert abs(sum(t.loc[t["udarbejdet_af"] == "Myndighed", "beloeb"].iloc[1:-1], D(0))) < D("50")


def test_a_price_above_what_is_granted_is_a_step_of_its_own(byg) -> None:
    """F1 is granted at 900 and paid at 1,000 for the 184 days left: 18,400 is price."""
    data = kommune(byg, prognose_manuel="\n".join([MANUEL, f"Økonomi | 2025-06-01 | 2025 | {K107} | 346600.00"]), ydelse="\n".join([
        YDELSE, f"F1 | b_a | Botilbud | SEL-107 | {K107} | SB1 | 2020-01-01 | | 2020-01-01 | 1 | 900 | daglig"]))  # fmt: skip
    t = svar(data).find("bro").data.set_index("trin")["beloeb"]

    assert t["Pris: betalt over (+) eller under (−) det bevilgede"] == pytest.approx(D("18400"), abs=D("0.05"))
    assert "Eget skøn ud over det, der er bevilget" not in t or abs(t["Eget skøn ud over det, der er bevilget"]) < D("0.05")


def test_next_years_budget_is_places_times_price(byg) -> None:
    """One SEL-107 at 1,000 a day is 365 days with 3 per cent: 375,950; the sheet stands beside it."""
    data = kommune(byg, budgetark=f"regnskabsaar | konto | paragraf | beloeb | helaarspersoner\n2026 | {K107} | SEL-107 | 400000.00 | 1.1")
    t = svar(data, pl_pct="3,0").find("naeste_aars_budget").data.set_index("paragraf").loc["SEL-107"]

    assert t["helaarspris"] == D("375950.00")
    assert t["ventet"] == pytest.approx(D("375950"), abs=D("0.05"))
    assert (t["aabne_sager"], t["helaarspersoner"], t["budgetark"], t["budgetark_personer"]) == (1, 1.0, D("400000.00"), 1.1)


def test_a_known_takst_goes_before_the_general_rise(byg) -> None:
    """The provider's takst goes from 1,000 to 1,100 on 1 January: next year is 365 × 1,100, not 3 per cent more."""
    data = kommune(
        byg, tilbud_takst="tilbud_id | leverandoer_cvr | takst | gyldig_fra_dato\nT1 | 99000001 | 1000.00 | 2024-01-01\nT1 | 99000001 | 1100.00 | 2026-01-01",
        ydelse=f"{YDELSE} | leverandoer_cvr\nF1 | b_a | Botilbud | SEL-107 | {K107} | SB1 | 2020-01-01 | | 2020-01-01 | 1 | 1000 | daglig | 99000001",
    )  # fmt: skip
    f = forudsig(grundlag(data, ["1"]), 2025, 6, Antagelser(traek=300, pl=0.03))

    assert f.derefter[(f.blade["borger_id"] == "b_a").to_numpy()].mean() == pytest.approx(365 * 1100)


def test_a_childs_case_ends_at_18(byg) -> None:
    """The 18th birthday is 1 October: 92 days from 1 July to 30 September at 1,000 kroner."""
    data = kommune(byg, borger="borger_id | foedselsdato\nb_a | 2007-10-01", ydelse="\n".join([
        YDELSE, f"F1 | b_a | Anbringelse | BL-46 | {K107} | SB1 | 2020-01-01 | | 2020-01-01 | 1 | 1000 | daglig"]))  # fmt: skip
    f = forudsig(grundlag(data, ["1"]), 2025, 6, Antagelser(traek=300))

    assert f.blade.loc[f.blade["borger_id"] == "b_a", "rest"].sum() == pytest.approx(92 * 1000)


def test_frame_activity_is_the_months_to_come_as_written(byg) -> None:
    """6 × 5,000 from July to December; June's belongs to the past."""
    ramme = "konto | dranst | periode | beloeb\n" + "\n".join(f"{K85} | 1 | 2025-{m:02d} | 5000.00" for m in range(6, 13))
    f = forudsig(grundlag(kommune(byg, rammeaktivitet=ramme), ["1"]), 2025, 6, Antagelser(traek=300))

    assert f.blade["ramme"].sum() == pytest.approx(30_000)


def test_scenarios_turn_one_thing(byg) -> None:
    """184 days left at 1,000: a tenth dearer is 18,400; brought home at 15 per cent less saves 27,600; moved to SEL-85 saves 165,600."""
    t = svar(kommune(byg), scenarier=["takst SEL-107 +10 %", "hjemtag SEL-107 1 -15 %", "flyt SEL-107 SEL-85 1", "tilgang SEL-107 -50 %"]).find("scenarier").data

    assert [float(x) for x in t["i_aar"]] == pytest.approx([18_400, -27_600, -165_600, 0], abs=0.05)
    assert [float(x) for x in t["naeste_aar"]] == pytest.approx([36_500, -54_750, -328_500, 0], abs=0.05)
    with pytest.raises(ParameterError, match="kan ikke læses"):
        svar(kommune(byg), scenarier=["halvér alt"])


def test_every_number_can_be_written(demo) -> None:
    """The files take exact and plain Python numbers, never an array library's own."""
    s = svar(demo, efter_maaned=9, pl_pct="3,0", scenarier=["takst SEL-107 +5 %"])
    slags = {type(x).__module__ for t in s.tabeller for k in t.data for x in t.data[k] if t.data[k].dtype == object}

    assert slags <= {"builtins", "decimal"}
    assert all(type(n.vaerdi).__module__ in ("builtins", "decimal") for n in s.noegletal)
