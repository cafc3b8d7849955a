"""The 8-tals-kontrol as a report: the bridge's ends are the systems' totals, causes sum to the difference, findings keep their identity."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from lisanalysis.analyses.ottetalskontrol import Parametre, analyse

SAG = "sag_id | borger_id | omraade | sagsbehandler"
BEV = "bevilling_id | borger_id | paragraf | status | start_dato | slut_dato | antal | enhed | frekvens | takst | leverandoer_cvr | sagsbehandler"
AFR = "afregning_id | borger_id | sag_id | ydelse_id | paragraf | leverandoer_cvr | periode_fra_dato | periode_til_dato | antal | enhed | takst | beloeb | konto | status | afregningstype | henvisningsnr"
POST = "posterings_dato | regnskabsaar | bilag | linje | konto | art | beloeb | borger_id | maskinnr | henvisningsnr"
KONTO = "538521001"


def tegn(*linjer):
    """A drawn table."""
    return "\n".join(linjer)


@pytest.fixture
def data(byg):
    """A grant of 1,000 a day in January and February; February is settled too high, and January posted 100 too low."""
    return byg(
        "2025-06-30",
        kilder={"bevilling": "nexus", "afregning": "bv", "sag": "bv", "postering": "prisme"},
        systemer={"nexus": {"kontakt": "Myndighed"}, "bv": {}, "prisme": {}},
        sag=tegn(SAG, "S1 | b_a | voksne | SB1"),
        bevilling=tegn(BEV, "N1 | b_a | SEL-107 | ivaerksat | 2025-01-01 | 2025-02-28 | 1 | doegn | daglig | 1000.00 | 99000001 | SB1"),
        afregning=tegn(AFR, f"A1 | b_a | S1 | F1 | SEL-107 | 99000001 | 2025-01-01 | 2025-01-31 | 31 | doegn | 1000.00 | 31000.00 | {KONTO} | effektueret | udgift | H1",
                       f"A2 | b_a | S1 | F1 | SEL-107 | 99000001 | 2025-02-01 | 2025-02-28 | 28 | doegn | 1100.00 | 30800.00 | {KONTO} | effektueret | udgift | H2"),
        postering=tegn(POST, f"2025-01-31 | 2025 | B1 | 1 | {KONTO} | 409 | 30900.00 | b_a | BV001 | H1", f"2025-02-28 | 2025 | B2 | 1 | {KONTO} | 409 | 30800.00 | b_a | BV001 | H2",
                       f"2025-02-28 | 2025 | B3 | 1 | {KONTO} | 110 | 5000.00 | | | "),
    )


def tal(svar, navn):
    """The value of a key figure."""
    return svar.find(navn).vaerdi


def test_each_loops_difference_is_the_systems_own_to_the_oere(data):
    """59,000 granted − 61,800 settled = −2,800; 61,800 settled − 66,700 posted = −4,900."""
    svar = analyse(data, Parametre())

    assert (tal(svar, "forskel_1_kr"), tal(svar, "forskel_2_kr")) == (D("-2800.00"), D("-4900.00"))
    assert (tal(svar, "afregnet_kr"), tal(svar, "bogfoert_kr")) == (D("61800.00"), D("66700.00"))
    pr_aarsag = svar.find("pr_aarsag").data
    for sloejfe, i_alt in (("1", D("-2800.00")), ("2", D("-4900.00"))):
        assert sum(pr_aarsag[pr_aarsag.sloejfe == sloejfe].forskel) == i_alt


def test_causes_of_the_same_name_stay_in_their_own_loop(byg):
    """A grant of 1,000 a day unpaid in February and March (59,000), and a posting from BV of 700 that nothing was settled for: both `uden_afregning`."""
    svar = analyse(byg(
        "2025-06-30", kilder={"bevilling": "nexus", "afregning": "bv", "postering": "prisme"}, systemer={"nexus": {}, "bv": {}, "prisme": {}},
        bevilling=tegn(BEV, "N1 | b_a | SEL-107 | ivaerksat | 2025-01-01 | 2025-03-31 | 1 | doegn | daglig | 1000.00 | 99000001 | SB1"),
        afregning=tegn(AFR, f"A1 | b_a | S1 | F1 | SEL-107 | 99000001 | 2025-01-01 | 2025-01-31 | 31 | doegn | 1000.00 | 31000.00 | {KONTO} | effektueret | udgift | H1"),
        postering=tegn(POST, f"2025-01-31 | 2025 | B1 | 1 | {KONTO} | 409 | 31000.00 | b_a | BV001 | H1", f"2025-02-28 | 2025 | B2 | 1 | {KONTO} | 409 | 700.00 | b_a | BV001 | H9"),
    ), Parametre())  # fmt: skip

    assert (tal(svar, "forskel_1_kr"), tal(svar, "forskel_2_kr")) == (D("59000.00"), D("-700.00"))
    titler = svar.find("pr_aarsag").data.values.tolist()
    assert [(s, n, b) for s, _, n, b, _ in titler] == [("1", 2, D("59000.00")), ("2", 1, D("-700.00"))]
    assert titler[0][1] != titler[1][1] and list(svar.find("bro").data.beloeb) == [D("31000.00"), D("700.00"), D("31700.00")]


def test_the_dearest_findings_and_each_step_of_the_bridge_lead_to_their_own_rows(data):
    """A2's rate and A1's posting: each number stands first on rows of both sides, with a line; salary is a step of the bridge and has its row too."""
    svar = analyse(data, Parametre())
    bag, tungeste, trin = (svar.find(n).data for n in ("raekker_bag", "tungeste", "pr_aarsag"))

    sider = {nr: set(d.kilde_id) for nr, d in bag.groupby("fund_nr")}
    assert {"N1", "A2"} in sider.values() and {"A1", "B1/1"} in sider.values() and {"B3/1"} in sider.values()
    assert set(tungeste.fund_nr) <= set(sider) and set(trin.fund_nr) <= set(sider)
    assert all(re.fullmatch(r".*, linje \d+", sted) for sted in bag.sted)


def test_the_file_of_findings_has_the_agreed_columns_and_no_other(data):
    """In their order, in both files."""
    svar = analyse(data, Parametre())
    agreed = ("afvigelse_id sloejfe regel aarsag alvor livsforloeb system tabel kilde_id modpart_id borger_id sagsnr sagsbehandler omraade paragraf konto "
              "periode beloeb_kilde beloeb_modpart forskel beskrivelse gaa_til").split()  # fmt: skip

    assert list(svar.find("afvigelser").data.columns) == list(svar.find("afstemt").data.columns) == agreed


def test_the_bridge_starts_at_the_one_total_and_ends_at_the_other(data):
    """Steps between the ends add up, salary that no case system sent among them."""
    bro = analyse(data, Parametre()).find("bro").data

    assert list(bro.trin)[0] == "Afregnet" and list(bro.trin)[-1] == "Bogført"
    assert bro.beloeb.iloc[0] + sum(bro.beloeb.iloc[1:-1]) == bro.beloeb.iloc[-1] == D("66700.00")


def test_the_bridge_closes_where_the_ledger_goes_on_after_the_cut_off(byg):
    """January's 31,000 is posted in February, and February's 28,000 in January, with the cut-off between: neither is in the other's total."""
    bev = tegn(BEV, "N1 | b_a | SEL-107 | ivaerksat | 2025-01-01 | 2025-02-28 | 1 | doegn | daglig | 1000.00 | 99000001 | SB1")
    afr = tegn(AFR, *(f"A{m} | b_a | S1 | F1 | SEL-107 | 99000001 | 2025-0{m}-01 | 2025-0{m}-{d} | {d} | doegn | 1000.00 | {d}000.00 | {KONTO} | effektueret | udgift | H{m}" for m, d in ((1, 31), (2, 28))))
    post = tegn(POST, f"2025-02-05 | 2025 | B1 | 1 | {KONTO} | 409 | 31000.00 | b_a | BV001 | H1", f"2025-01-30 | 2025 | B2 | 1 | {KONTO} | 409 | 28000.00 | b_a | BV001 | H2")
    data = byg("2025-02-28", kilder={"bevilling": "nexus", "afregning": "bv", "postering": "prisme"}, systemer={"nexus": {}, "bv": {}, "prisme": {}},
               bevilling=bev, afregning=afr, postering=post)  # fmt: skip
    data.forbindelse.raw_sql("UPDATE bevilling SET skaeringsdato = DATE '2025-01-31'")
    for t in ("afregning", "postering"):
        data.forbindelse.raw_sql(f"UPDATE {t} SET skaeringsdato = DATE '2025-01-31'")
    bro = analyse(replace(data, per=date(2025, 1, 31)), Parametre()).find("bro").data

    assert bro.beloeb.iloc[0] + sum(bro.beloeb.iloc[1:-1]) == bro.beloeb.iloc[-1] == D("28000.00") and bro.beloeb.iloc[0] == D("31000.00")
    assert dict(zip(bro.trin, bro.beloeb, strict=True))["Bogført efter skæringsdatoen"] == D("-31000.00")


def test_the_list_to_correct_has_the_dearest_first_with_the_caseworker(data):
    """The wrong rate of 2,800 goes before the 100 that were posted too little; salary is not for correction."""
    fejl = analyse(data, Parametre()).find("fejlliste").data
    money = fejl[fejl.aarsag != ""]

    assert list(money.beloeb)[:2] == [D("2800.00"), D("100.00")]
    assert money.iloc[0].sagsbehandler == "SB1"
    assert "ikke_fra_fagsystem" not in set(fejl.aarsag)


def test_a_finding_keeps_its_identity_and_a_corrected_one_is_gone(data):
    """Held against a run in May that found one of today's lines and one that is no more."""
    foer = analyse(data, Parametre()).find("afvigelser").data
    borte = foer.iloc[[0]].assign(afvigelse_id="2:forsvundet")
    maj = date(2025, 5, 31)
    husket = replace(data, tidligere=lambda navn: {maj: pytest.importorskip("pandas").concat([foer.iloc[[0]], borte])} if navn.endswith("afvigelser") else {})
    linjer = analyse(husket, Parametre()).find("afvigelser").data.set_index("afvigelse_id")

    assert linjer.loc["2:forsvundet"].livsforloeb == "vaek"
    assert set(linjer.loc[[foer.iloc[0].afvigelse_id]].livsforloeb) == {"fortsat"}
    assert "ny" in set(linjer.livsforloeb)


def test_a_loop_without_its_table_is_not_run_and_never_zero(byg, data):
    """Without postings loop 2, its difference and the bridge are unknown."""
    uden = replace(data, antal={**data.antal, "postering": 0})
    svar = analyse(uden, Parametre())

    assert tal(svar, "forskel_2_kr") is None and svar.find("forskel_2_kr").status == "ikke_koert"
    assert "bro" in svar.ikke_koert and "ikke kørt" in svar.find("ottetal_figur").alt


def test_an_area_whose_grants_were_not_delivered_is_said(byg, data):
    """Adults have a grant; children are settled and no system has delivered theirs: a missing source, not a hundred missing decisions."""
    assert not any("ikke leveret en eneste bevilling" in f for f in analyse(data, Parametre()).forbehold)
    svar = analyse(byg(
        "2025-06-30", kilder={"bevilling": "sensum", "afregning": "bv", "postering": "prisme"}, systemer={"sensum": {}, "bv": {}, "prisme": {}},
        bevilling=tegn(BEV, "N1 | b_a | SEL-107 | ivaerksat | 2025-01-01 | 2025-01-31 | 1 | doegn | daglig | 1000.00 | 99000001 | SB1"),
        afregning=tegn(AFR, f"A1 | b_a | S1 | F1 | SEL-107 | 99000001 | 2025-01-01 | 2025-01-31 | 31 | doegn | 1000.00 | 31000.00 | {KONTO} | effektueret | udgift | H1",
                       "A2 | b_b | S2 | F2 | BL-32-1.3 | 99000001 | 2025-01-01 | 2025-01-31 | 1 | maaned | 900.00 | 900.00 | 528211001 | effektueret | udgift | H2"),
        postering=tegn(POST, f"2025-01-31 | 2025 | B1 | 1 | {KONTO} | 409 | 31000.00 | b_a | BV001 | H1"),
    ), Parametre())  # fmt: skip

    assert sum("bevilling for børn" in f for f in svar.forbehold) == 1


def test_the_list_adds_up_per_caseworker_team_and_area_and_progress_tells_the_age(data):
    """Whoever the findings are laid out by, they are the list's own; a month that was never seen before has nothing older than it."""
    svar = analyse(data, Parametre())
    liste = svar.find("fejlliste").data
    for navn in ("pr_sagsbehandler", "pr_team", "pr_omraade"):
        t = svar.find(navn).data
        assert sum(t.antal) == len(liste) and sum(t.beloeb) == sum(b for b in liste.beloeb if b is not None)
    frem = svar.find("fremdrift").data
    assert sum(frem.aabne) == len(liste) + sum(a == "ikke_fra_fagsystem" for a in svar.find("afvigelser").data.aarsag)
    assert list(frem.under_1_md) == list(frem.aabne) and set(frem.periode) == {"2025-06"}
