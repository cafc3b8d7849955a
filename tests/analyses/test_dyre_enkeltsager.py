"""The expensive cases on a drawn municipality: whose limits, which deductions, what is missing and by when."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from functools import partial

import pytest

from lisanalysis.analyses.dyre_enkeltsager import Parametre, analyse
from lisanalysis.errors import LawError
from lisanalysis.law import tal


def afregning(*linjer: tuple) -> str:
    """Settlements as a drawn table: borger, paragraf, month of 2022, beloeb, and what else differs."""
    hoved = "afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | beloeb | afregningstype | status | betalingskommune | ydelse_id | konto"
    rows = []
    for i, (borger, paragraf, maaned, beloeb, *mere) in enumerate(linjer):
        felter = {"type": "udgift", "status": "effektueret", "betaler": "", "ydelse": "", "konto": ""} | (mere[0] if mere else {})
        aar = felter.get("aar", 2022)
        fra, til = f"{aar}-{maaned:02d}-01", f"{aar}-{maaned:02d}-28"
        rows.append(" | ".join([f"A{i}", borger, paragraf, fra, til, beloeb, felter["type"], felter["status"], felter["betaler"], felter["ydelse"], felter["konto"]]))
    return "\n".join([hoved, *rows])


def noegle(svar, navn):
    """The value of a key figure."""
    return svar.find(navn).vaerdi


def rows(svar):
    """The cases as (borger, maaned, netto, refund, missing)."""
    t = svar.find("sager").data
    return [(r.borger_id, r.maaned, r.netto, r.refusion_25 + r.refusion_50 + r.refusion_75, r.mangler) for r in t.itertuples()]


def test_a_month_over_the_limit_is_refunded_net_of_income(byg):
    """100,000 less 10,000 egenbetaling in March: (90,000 − 71,666.67) × 25 % = 4,583.33; another month below gives nothing."""
    data = byg("2022-12-31", afregning=afregning(
        ("b_a", "SEL-107", 3, "100000.00"), ("b_a", "SEL-107", 3, "-10000.00", {"type": "egenbetaling"}), ("b_a", "SEL-107", 4, "60000.00")))
    svar = analyse(data, Parametre())

    assert [r[:4] for r in rows(svar)] == [("b_a", 3, D("90000.00"), D("4583.33")), ("b_a", 4, D("60000.00"), D("0.00")), ("b_a", 6, D("0.00"), D("0.00"))]
    assert noegle(svar, "refusion_beregnet") == D("4583.33")
    assert noegle(svar, "refusion_hjemtaget") is None and "ved vi ikke" in svar.svar


def test_what_is_not_paid_by_us_not_effected_or_objectively_financed_does_not_count(byg):
    """Another payer, a forecast row and a listed account leave nothing over the limit."""
    data = byg("2022-12-31", afregning=afregning(
        ("b_a", "SEL-107", 3, "100000.00", {"betaler": "0561"}), ("b_a", "SEL-107", 4, "100000.00", {"status": "forventet"}),
        ("b_a", "SEL-107", 5, "100000.00", {"konto": "538501002"}), ("b_b", "?-107", 6, "100000.00")))
    svar = analyse(data, Parametre(objektiv_finansiering=["53850"]))

    assert rows(svar) == [] and svar.svar.startswith("Ingen sag")
    assert any("uden kendt lov" in f for f in svar.forbehold)


def test_missing_is_computed_less_taken_home_in_the_quarters_last_month(byg):
    """First quarter: 2 × 7,083.33 computed, 5,000 taken home; March, the quarter's last month, has nothing else; the deadline is 1 March
    of the next year."""
    data = byg("2022-12-31",
               afregning=afregning(("b_a", "SEL-107", 1, "100000.00"), ("b_a", "SEL-107", 2, "100000.00")),
               hjemtaget_refusion="borger_id | aar | kvartal | ordning | beloeb\nb_a | 2022 | 1 | dyre_enkeltsager | -5000.00\nb_a | 2022 | 1 | par110 | -900.00")
    svar = analyse(data, Parametre())
    sager = svar.find("sager").data

    assert [(r[1], r[4]) for r in rows(svar)] == [(1, None), (2, None), (3, D("9166.66"))]
    assert list(sager.frist) == [None, None, date(2023, 3, 1)] and list(sager.refusion_hjemtaget) == [None, None, D("5000.00")]
    assert list(sager.refusion_beregnet) == [D("7083.33"), D("7083.33"), D("0.00")]
    assert noegle(svar, "refusion_mangler") == D("9166.66")


def test_what_was_taken_home_without_a_case_is_not_lost(byg):
    """8,000 for b_a in the second quarter, where there is no case, and 100 for nobody: both are too much, and the totals hold them."""
    data = byg("2022-12-31", afregning=afregning(("b_a", "SEL-107", 1, "100000.00"), ("b_b", "SEL-107", 1, "50000.00")),
               hjemtaget_refusion="borger_id | aar | kvartal | ordning | beloeb\nb_a | 2022 | 1 | dyre_enkeltsager | 7083.33\nb_a | 2022 | 2 | dyre_enkeltsager | 8000.00\n | 2022 | 4 | dyre_enkeltsager | 100.00")
    svar = analyse(data, Parametre())

    assert [(r[0], r[1], r[4]) for r in rows(svar)] == [("", 12, D("-100.00")), ("b_a", 6, D("-8000.00")), ("b_a", 1, None), ("b_a", 3, D("0.00"))]
    assert noegle(svar, "refusion_hjemtaget") == D("15183.33") and noegle(svar, "refusion_mangler") == D("-8100.00")
    assert noegle(svar, "antal_over_graensen") == 1
    assert any("2 borgere" in g and "betales tilbage" in g for g in svar.goer)


def test_one_paid_too_much_does_not_make_up_for_one_who_lacks(byg):
    """b_a lacks 7,083.33 and b_b was paid 10,000 too much: the answer says both, the file's sum is their difference."""
    data = byg("2022-12-31", afregning=afregning(("b_a", "SEL-107", 1, "100000.00"), ("b_b", "SEL-107", 1, "100000.00")),
               hjemtaget_refusion="borger_id | aar | kvartal | ordning | beloeb\nb_b | 2022 | 1 | dyre_enkeltsager | 17083.33")
    svar = analyse(data, Parametre())

    assert "7.083\u00a0kr. mangler at blive hjemtaget, og 10.000\u00a0kr. er hjemtaget ud over det beregnede." in svar.svar
    assert noegle(svar, "refusion_mangler") == D("-2916.67")


def test_support_registered_on_the_home_is_told_apart_from_what_has_no_law(byg):
    """90,000 on ABL § 105 is not help under SEL as it stands, and the report says what to look for; ?-107 is another matter."""
    svar = analyse(byg("2022-12-31", afregning=afregning(("b_a", "ABL-105-2", 3, "90000.00"), ("b_b", "?-107", 3, "50000.00"))), Parametre())
    assert any("90.000\u00a0kr. står på ABL" in f and "SEL § 85" in f for f in svar.forbehold)
    assert any("50.000\u00a0kr. har en paragraf uden kendt lov" in f for f in svar.forbehold)


def test_the_running_quarter_stands_in_the_last_month_known(byg):
    """Cut off in February: the first quarter's figures stand there."""
    svar = analyse(byg("2022-02-28", afregning=afregning(("b_a", "SEL-107", 1, "100000.00"))), Parametre())
    assert [(r[1], r[3]) for r in rows(svar)] == [(1, D("7083.33")), (2, D("0.00"))]
    assert list(svar.find("sager").data.frist) == [None, date(2023, 3, 1)]


def test_one_covered_before_67_is_covered_years_after(byg):
    """Born 15 June 1954, 67 in June 2021. May 2021 at 90,000 is over 850,000 / 12 = 70,833.33: all of 2022 counts. At 60,000 it does
    not, and where the deliveries begin later nobody can know, and the report says so."""
    foedt = "borger_id | foedselsdato\nb_a | 1954-06-15"

    def svar(*mere):
        return analyse(byg("2022-12-31", afregning=afregning(("b_a", "SEL-107", 3, "100000.00"), *mere), borger=foedt), Parametre())

    assert noegle(svar(("b_a", "SEL-107", 5, "90000.00", {"aar": 2021})), "refusion_beregnet") == D("7083.33")
    assert noegle(svar(("b_a", "SEL-107", 5, "60000.00", {"aar": 2021})), "refusion_beregnet") == D("0.00")
    uden = svar()
    assert noegle(uden, "refusion_beregnet") == D("0.00") and any("fyldt 67, før leverancerne" in f for f in uden.forbehold)
    assert not any("fyldt 67" in f for f in svar(("b_a", "SEL-107", 5, "90000.00", {"aar": 2021})).forbehold)


def test_a_young_persons_76_counts_with_the_home_and_other_help_does_not(byg):
    """2022: a child at 50,000 and its brother of 19 at 40,000 under § 76: 90,000 together, 4,583.33. Under § 85 each is below alone.
    Under 23 is the edge: at 23 he is alone under § 76 too."""
    mor = "borger_id | relation | anden_borger_id\nb_a | mor | b_m\nb_u | mor | b_m"
    adr = "borger_id | fra_dato | kommune | adresse_id\nb_m | 2000-01-01 | 0998 | a_hjem\nb_a | 2010-01-01 | 0998 | a_hjem\nb_u | 2002-01-01 | 0998 | a_hjem"

    def refusion(paragraf, foedt):
        data = byg("2022-12-31", afregning=afregning(("b_a", "SEL-52-3.7", 3, "50000.00"), ("b_u", paragraf, 3, "40000.00")),
                   borger=f"borger_id | foedselsdato\nb_a | 2010-01-01\nb_u | {foedt}\nb_m | 1980-01-01", relation=mor, adressehistorik=adr)
        return noegle(analyse(data, Parametre()), "refusion_beregnet")

    assert refusion("SEL-76-3.2", "2003-01-01") == D("4583.33")
    assert refusion("SEL-85", "2003-01-01") == D("0.00")
    assert refusion("SEL-76-3.2", "1999-03-31") == D("0.00")


def test_children_of_one_address_share_the_limits_and_an_adult_has_them_alone(byg):
    """Three children at 60,000, 50,000 and 40,000 are refunded together; the same sums for adults give nothing."""
    linjer = [("b_a", "SEL-52-3.7", 3, "60000.00"), ("b_b", "SEL-52-3.7", 3, "50000.00"), ("b_c", "SEL-52-3.7", 3, "40000.00")]
    boern = "borger_id | foedselsdato\nb_a | 2010-01-01\nb_b | 2012-01-01\nb_c | 2014-01-01\nb_m | 1985-01-01"
    mor = "borger_id | relation | anden_borger_id\n" + "\n".join(f"{b} | mor | b_m" for b in ("b_a", "b_b", "b_c"))
    adr = "borger_id | fra_dato | kommune | adresse_id\nb_m | 2000-01-01 | 0998 | a_hjem\nb_a | 2010-01-01 | 0998 | a_hjem\nb_b | 2021-01-01 | 0998 | a_pleje\nb_c | 2014-01-01 | 0998 | a_hjem"
    sammen = analyse(byg("2022-12-31", afregning=afregning(*linjer), borger=boern, relation=mor, adressehistorik=adr), Parametre())
    voksne = analyse(byg("2022-12-31", afregning=afregning(*linjer), borger=boern.replace("201", "198"), relation=mor, adressehistorik=adr), Parametre())

    assert noegle(sammen, "refusion_beregnet") == D("22083.33") and noegle(sammen, "antal_over_graensen") == 1
    assert set(sammen.find("sager").data.husstand_id) == {"a_hjem"}
    assert noegle(voksne, "refusion_beregnet") == D("0.00")


def test_sel_and_bl_each_have_a_basis_of_their_own(byg, tmp_path):
    """50,000 under each act is 100,000 a month but over the limit under neither; with 2024's limits supplied by the municipality."""
    lov = "tal:\n" + "".join(
        f'  - {{navn: dyre_enkeltsager_graense_{t}, fra: 2024-01-01, til: 2024-12-31, vaerdi: "{v}", kilde: "Opdigtet til prøven"}}\n'
        for t, v in (("25", 900000), ("50", 1750000), ("75", 2200000)))
    linjer = [("b_a", "SEL-107", 3, "50000.00", {"aar": 2024}), ("b_a", "BL-114", 3, "50000.00", {"aar": 2024})]
    (tmp_path / "law.yaml").write_text(lov, encoding="utf-8")
    data = replace(byg("2024-12-31", afregning=afregning(*linjer)), lov=partial(tal, ekstra=tmp_path / "law.yaml"))

    assert noegle(analyse(data, Parametre()), "refusion_beregnet") == D("0.00")
    assert "Opdigtet til prøven" in " ".join(analyse(data, Parametre()).metode)


def test_a_year_without_known_limits_is_refused_with_the_place_to_enter_them(byg):
    """2024's limits are not in the package."""
    data = byg("2024-12-31", afregning=afregning(("b_a", "SEL-107", 3, "100000.00", {"aar": 2024})))
    with pytest.raises(LawError, match=r"law\.yaml"):
        analyse(data, Parametre())


def test_a_one_off_counts_with_a_twelfth_in_each_month(byg):
    """1,200,000 once is 100,000 in each of twelve months: 12 × 7,083.33, not one month's 803,000."""
    data = byg("2022-12-31", afregning=afregning(("b_a", "SEL-107", 12, "1200000.00", {"ydelse": "Y1"})),
               ydelse="ydelse_id | borger_id | frekvens\nY1 | b_a | engang")
    svar = analyse(data, Parametre())

    assert noegle(svar, "refusion_beregnet") == D("84999.96")
    assert len(rows(svar)) == 12


def test_the_refund_of_nights_in_a_shelter_lessens_the_basis(byg):
    """2022, before the reform: half of 160,000 is the state's already, and 80,000 is refunded by 25 % above the limit."""
    data = byg("2022-12-31", afregning=afregning(("b_a", "SEL-110", 3, "160000.00")))
    (_, _, netto, refusion, _), = rows(analyse(data, Parametre()))

    assert netto == D("80000.00") and refusion == D("2083.33")


def test_a_case_just_below_the_limit_is_named(byg):
    """70,000 lies between 90 and 100 per cent of 71,666.67."""
    svar = analyse(byg("2022-12-31", afregning=afregning(("b_a", "SEL-107", 3, "70000.00"))), Parametre())

    assert noegle(svar, "antal_naer_graensen") == 1
    assert list(svar.find("naer_graensen").data.husstand_id) == ["b_a"]
