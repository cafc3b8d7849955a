"""The check of deliveries, on small drawings where each fault is put in by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lisanalysis.analyses.datavalidering import ANALYSE, Parametre, aftale, analyse, trafiklys
from lisanalysis.tables import Dataset

LEV = "leverance_id|kilde|fil|raekker|indlaest|afvist|kontrolsum|kontrolsum_tabel|skaeringsdato|status|tabeller\n"
POSTERING = "posterings_dato|regnskabsaar|konto|art|beloeb|filmaaned|bilag\n"
SYSTEMER = {"prisme": {"navn": "Prisme", "kontakt": "Økonomi"}}


def nt(svar, noegle: str) -> object:
    return svar.find(noegle).vaerdi


def lys(svar) -> dict[str, tuple[str, str]]:
    k = svar.find("kilder").data
    return {r.kilde: (r.lys, r.grund) for r in k.itertuples()}


def test_a_sound_delivery_is_green(byg) -> None:
    """One file, all rows read, the balance list agreeing: green light, and nothing to do."""
    d = byg(
        postering=POSTERING + "2025-12-05|2025|538421001|409CPR|100.10|2025-12|1\n2025-12-06|2025|538421001|409CPR|0.20||2",
        saldo="regnskabsaar|periode|konto|art|saldo\n2025|2025-12|538421001|409CPR|100.30",
        leverance=LEV + "l1|prisme|prisme_posteringer.csv|2|2|0|100.30|postering|2025-12-31|ok|postering",
        systemer=SYSTEMER,
    )
    svar = analyse(d, Parametre())
    assert lys(svar) == {"Prisme": ("grøn", "")}
    assert svar.goer == ()
    assert "alle kilder har grønt lys" in svar.svar
    assert (nt(svar, "saldo_forskel_kr"), nt(svar, "saldo_andel_stemmer"), nt(svar, "kontrolsum_prisme_postering")) == (0, 1, Decimal("100.30"))


def test_the_balance_list_is_compared_cell_by_cell(byg) -> None:
    """Of four cells in the month that the list covers one agrees; differences of opposite sign do not cancel; June is not compared."""
    d = byg(
        postering=POSTERING + "2025-11-05|2025|538421001|409CPR|100.00||1\n2025-11-05|2025|538421002||50.00||2\n"
        "2025-11-06|2025|538421003||7.00||3\n2025-06-06|2025|538421003||9.00||4",
        saldo="regnskabsaar|periode|konto|art|saldo\n2025|2025-11|538421001|409CPR|100.00\n2025|2025-11|538421002||40.00\n"
        "2025|2025-11|538421009||3.00",
        leverance=LEV + "l1|prisme|p.csv|4|4|0|||2025-12-31|ok|postering",
        systemer=SYSTEMER,
    )
    svar = analyse(d, Parametre())
    forskelle = {r.konto: r.forskel for r in svar.find("saldo").data.itertuples()}
    assert forskelle == {"538421002": Decimal(-10), "538421003": Decimal(-7), "538421009": Decimal(3)}
    assert (nt(svar, "saldo_forskel_kr"), nt(svar, "saldo_andel_stemmer")) == (20, Decimal("0.25"))
    assert lys(svar)["Prisme"][0] == "rød"
    assert "Ring til Økonomi." in svar.goer[0]


def test_without_a_balance_list_the_section_is_not_run(byg) -> None:
    """ "Ikke kørt" and what is missing, never a difference of 0."""
    svar = analyse(byg(postering=POSTERING + "2025-12-05|2025|538421001||1.00||1", systemer=SYSTEMER), Parametre())
    assert "saldoliste" in svar.ikke_koert["Saldolisten mod posteringerne"]
    assert nt(svar, "saldo_forskel_kr") is None
    assert svar.find("saldo_forskel_kr").status == "ikke_koert"


def test_surplus_copies_are_named_with_file_and_line(byg) -> None:
    """Three equal rows are two surplus copies of the first; rows that differ in one column are not equal, and empty equals empty."""
    ens = "2025-12-05|2025|538421001||10.00|2025-12|7\n"
    svar = analyse(byg(postering=POSTERING + ens * 3 + ens.replace("|7", "|8"), leverance=LEV + "l1|prisme|p.csv|4|4|0|||2025-12-31|ok|postering",
                       systemer=SYSTEMER), Parametre())  # fmt: skip
    kopier = svar.find("ens_raekker").data
    assert kopier[["fil", "raekke_nr", "foerste_fil", "foerste_raekke_nr"]].values.tolist() == [["p.csv", 3, "p.csv", 2], ["p.csv", 4, "p.csv", 2]]
    assert nt(svar, "dubletter") == 2
    assert lys(svar)["Prisme"][0] == "gul"


def test_rows_outside_the_files_month_are_named(byg) -> None:
    """A row dated in another month than its file's is listed; without the file's month the check is not run."""
    rows = "2025-11-30|2025|1||1.00|2025-12|1\n2025-12-01|2025|1||1.00|2025-12|2\n"
    svar = analyse(byg(postering=POSTERING + rows, systemer=SYSTEMER), Parametre())
    fundet = svar.find("uden_for_maaned").data
    assert fundet[["raekke_nr", "filmaaned", "maaned"]].values.tolist() == [[2, "2025-12", "2025-11"]]
    assert nt(svar, "raekker_uden_for_maaned") == 1
    uden = analyse(byg(postering=POSTERING + rows.replace("2025-12|", "|"), systemer=SYSTEMER), Parametre())
    assert "Rækker uden for filens måned" in uden.ikke_koert
    assert nt(uden, "raekker_uden_for_maaned") is None


def test_a_system_that_did_not_deliver_is_missing(byg) -> None:
    """An agreed system without a file is red, is listed with status mangler, and its contact is named."""
    systemer = SYSTEMER | {"nexus": {"navn": "Nexus", "kontakt": "Myndighed", "filer": ["nexus_indsatser*"]}, "bv": {}}
    svar = analyse(byg(leverance=LEV + "l1|prisme|p.csv|0|0|0|||2025-12-31|ok|postering", systemer=systemer), Parametre())
    mangler = svar.find("leverancer").data.query("status == 'mangler'")
    assert list(mangler["kilde"]) == ["bv", "nexus"]
    assert nt(svar, "kilder_mangler") == 2
    assert "Nexus: Leverancen mangler." in " ".join(svar.goer)
    assert "Ring til Myndighed." in " ".join(svar.goer)


def test_deliveries_are_held_against_the_former_one(byg) -> None:
    """Two files of December against one of November: 20 % more rows is no swing at a limit of 25 %, 50 % more kroner is."""
    lev = (
        "l1|prisme|a.csv|70|70|0|100.00|postering|2025-12-31|ok|postering\nl2|prisme|b.csv|50|50|0|50.00|postering|2025-12-31|ok|postering\n"
        "l3|prisme|c.csv|100|100|0|100.00|postering|2025-11-30|erstattet|postering\nl4|prisme|d.csv|9|0|0|||2025-12-31|gentaget|postering"
    )
    svar = analyse(byg(leverance=LEV + lev, systemer=SYSTEMER), Parametre())
    r = svar.find("mod_forrige").data.iloc[0]
    assert (r.raekker, r.forrige_raekker, r.aendring_raekker) == (120, 100, Decimal("0.2"))
    assert (r.beloeb, r.forrige_beloeb, r.aendring_beloeb, r.udsving) == (150, 100, Decimal("0.5"), True)
    assert not analyse(byg(leverance=LEV + lev, systemer=SYSTEMER), Parametre(udsving_pct=60)).find("mod_forrige").data["udsving"].any()


def test_months_without_rows_are_found(byg) -> None:
    """Postings in September and December leave a hole of two months; an old stray date opens none."""
    rows = "2025-09-05|2025|1||1.00||1\n2025-12-05|2025|1||1.00||2\n1999-01-01|1999|1||1.00||3"
    d = byg(postering=POSTERING + rows, leverance=LEV + "l1|prisme|p.csv|3|3|0|||2025-12-31|ok|postering", systemer=SYSTEMER)
    huller = analyse(d, Parametre()).find("maaneder_uden_raekker").data
    assert huller.values.tolist() == [["prisme", "postering", "2025-10", "2025-11", 2]]


def test_columns_with_missing_and_odd_values(byg) -> None:
    """Counted by hand: an empty mandatory amount, a date of 1901, an unknown status, a paragraph without law."""
    d = byg(
        bevilling="bevilling_id|borger_id|paragraf|status|start_dato\n1|b1|?-107|bevilget|2025-01-01\n2|b1|SEL-107|hokuspokus|1901-01-01\n3||SEL-107||",
        systemer=SYSTEMER,
    )
    k = analyse(d, Parametre()).find("kolonner").data.set_index("kolonne")
    assert (k.loc["borger_id", "tomme"], k.loc["borger_id", "bemaerkning"]) == (1, "skal være udfyldt")
    assert k.loc["borger_id", "andel_tom"] == Decimal("0.333333")
    assert (k.loc["paragraf", "uafklarede"], k.loc["start_dato", "uden_for_aar"]) == (1, 1)
    assert (k.loc["status", "ukendte_koder"], k.loc["status", "forskellige"]) == (1, 2)


def test_a_control_sum_that_does_not_hold_is_red(byg) -> None:
    """The tables add up to one øre less than the file did."""
    d = byg(postering=POSTERING + "2025-12-05|2025|1||9.99||1", systemer=SYSTEMER,
            leverance=LEV + "l1|prisme|p.csv|1|1|0|10.00|postering|2025-12-31|ok|postering")  # fmt: skip
    svar = analyse(d, Parametre())
    assert list(svar.find("kontrolsummer").data["forskel"]) == [Decimal("-0.01")]
    assert "det indlæste beløb" in lys(svar)["Prisme"][1]


def test_rows_that_could_not_be_read_and_files_that_nobody_knows(byg) -> None:
    """6 % unreadable rows is red at a limit of 5 %, 4 % is yellow; a file without a pattern is named in what to do."""
    for afvist, farve in ((6, "rød"), (4, "gul")):
        d = byg(
            leverance=LEV + f"l1|prisme|p.csv|100|{100 - afvist}|{afvist}|||2025-12-31|advarsel|postering\n|?|x.csv|0|0|0||||advarsel|",
            afvist="leverance_id|fil|linje|kolonne|aarsag\nl1|p.csv|17|Dato|Datoen findes ikke i kalenderen.",
            systemer=SYSTEMER,
        )
        svar = analyse(d, Parametre())
        assert lys(svar)["Prisme"][0] == farve
    assert svar.find("afviste").data.values.tolist() == [["p.csv", 17, "Dato", "Datoen findes ikke i kalenderen."]]


@pytest.mark.parametrize(
    ("hyppighed", "frist", "per", "ventet"),
    [
        ("maanedlig", 10, "2025-12-31", "2025-11-30"),
        ("maanedlig", 10, "2026-01-10", "2025-12-31"),
        ("maanedlig", 10, "2026-01-09", "2025-11-30"),
        ("kvartalsvis", 15, "2025-12-31", "2025-09-30"),
        ("kvartalsvis", 15, "2026-01-15", "2025-12-31"),
        ("aarlig", 31, "2025-12-31", "2024-12-31"),
        ("aarlig", 0, "2025-12-31", "2025-12-31"),
        ("ugentlig", 0, "2025-12-31", "2025-12-28"),  # a Sunday
        ("daglig", 2, "2025-12-31", "2025-12-29"),
        ("engang", 0, "2025-12-31", None),
    ],
)
def test_what_should_be_here_by_now(hyppighed: str, frist: int, per: str, ventet: str | None) -> None:
    """The end of the latest period whose deadline is past, by the calendar."""
    dag = aftale.skulle_daekke(hyppighed, frist, date.fromisoformat(per))
    assert (dag.isoformat() if dag else None) == ventet


def test_a_late_delivery_counts_its_days(byg) -> None:
    """October's file on 31 December: November's was due on 10 December, 21 days ago."""
    svar = analyse(byg(leverance=LEV + "l1|prisme|p.csv|1|1|0|||2025-10-31|ok|postering", systemer=SYSTEMER), Parametre())
    assert lys(svar)["Prisme"] == ("rød", "leverancen er 21 dage forsinket")


def test_the_traffic_light_has_a_reason_for_every_colour() -> None:
    """Nothing wrong is green; each single fault turns the light, and says why."""
    sund = {"kilde": "p", "navn": "P", "kontakt": "", "i_aftalen": True, "leveret": True, "raekker": 100}
    roede = [{"leveret": False}, {"dage_forsinket": 1}, {"manglende_filer": ("a",)}, {"afviste_filer": ("a",)}, {"afvist": 5},
             {"maaneder_uden": 1}, {"kontrolsum_afviger": True}, {"saldo_forskel": Decimal("0.01")}]  # fmt: skip
    gule = [{"i_aftalen": False}, {"afvist": 4}, {"advarsler": 1}, {"udsving": 1}, {"dubletter": 1}, {"uden_for_maaned": 1}]
    vurder = lambda fejl: trafiklys.vurder(trafiklys.Maaling(**sund | fejl), Parametre(), "DKK")  # noqa: E731
    assert vurder({}) == ("groen", ())
    assert vurder({"saldo_forskel": Decimal(0)}) == ("groen", ())
    for farve, fejl in (("roed", roede), ("gul", gule)):
        for en in fejl:
            assert (vurder(en)[0], len(vurder(en)[1])) == (farve, 1), en


def test_the_eight_steps_are_named_as_varde_names_them(byg) -> None:
    """Eight steps in order, and the report says that their content is our reading."""
    svar = analyse(byg(systemer=SYSTEMER), Parametre())
    trin = svar.find("otte_trin").data
    assert list(trin["nr"]) == list(range(1, 9))
    assert set(trin["stade"][5:7]) == {"ikke begyndt"}
    opm = "lokal_kode|lokal_tekst\nx|y"
    begyndt = analyse(byg(systemer=SYSTEMER, flis_opmaerkning=opm, dst_indberettet="kvartal|antal_ydelser\n1|3"), Parametre()).find("otte_trin").data
    assert list(begyndt["stade"][5:7]) == ["i gang", "i gang"] and "Danmarks Statistik" in begyndt["gjort"][5]
    assert "vores læsning" in " ".join(svar.forbehold)


def test_empty_data_give_a_report_that_says_so(byg) -> None:
    """No system and no file: an answer in words, no error."""
    assert "hverken aftaler eller leverancer" in analyse(byg(), Parametre()).svar


def test_the_made_up_municipality_is_sound(demo: Dataset) -> None:
    """Clean extracts give green light all over, no surplus copy, and a balance list that agrees in every cell."""
    svar = analyse(demo, Parametre())
    assert {farve for farve, _ in lys(svar).values()} == {"grøn"}
    assert (nt(svar, "dubletter"), nt(svar, "antal_afvist"), nt(svar, "saldo_forskel_kr"), nt(svar, "saldo_andel_stemmer")) == (0, 0, 0, 1)
    navne = {n.noegle for n in svar.noegletal}
    faste = {n for n in ANALYSE.noegletal if not n.endswith("*")}
    assert faste <= navne
    assert all(n.startswith("kontrolsum_") for n in navne - faste)
    assert [n.noegle for n in svar.noegletal if n.forside] == list(ANALYSE.noegletal[:5])
