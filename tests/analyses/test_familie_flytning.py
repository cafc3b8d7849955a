"""Moves and families drawn by hand, and the figures on the made-up municipality."""

from __future__ import annotations

from datetime import date

from lisanalysis.analyses.familie_flytning import ANALYSE, Parametre, analyse
from lisanalysis.analyses.familie_flytning.flytninger import flytninger
from lisanalysis.publish.disclosure.audience import til_publikum
from lisanalysis.tables import Dataset

ADR = "borger_id|fra_dato|til_dato|kommune|fraflyt_kommune|adresse_id"
AFR = "afregning_id|borger_id|foranstaltning|periode_fra_dato|periode_til_dato|beloeb|status|afregningstype"
REL = "borger_id|relation|anden_borger_id"


def afr(nr: int, borger: str, fra: str, til: str, kr: str, indsats: str = "Botilbud", slags: str = "udgift", status: str = "effektueret") -> str:
    return f"A{nr}|{borger}|{indsats}|{fra}|{til}|{kr}|{status}|{slags}"


def kommune(byg, adresser: list[str], afregninger: list[str], **felter: object) -> Dataset:
    """The municipality is 0999; 0510 and 0573 are Haderslev and Varde."""
    return byg(adressehistorik="\n".join([ADR, *adresser]), afregning="\n".join([AFR, *afregninger]), **felter)


IND = ["a|2020-01-01|2025-02-28|0510||x", "a|2025-03-01||0999|0510|y"]
UD = ["b|2019-01-01|2025-05-31|0999||y", "b|2025-06-01||0573||z"]


def test_a_move_in_brings_what_is_paid_after_it(byg) -> None:
    """Paid 400 before (for a stay while living elsewhere) and 1,000 + 200 in the year after: it brings 1,200, and the first measure came after 14 days."""
    d = kommune(byg, IND, [
        afr(1, "a", "2025-01-01", "2025-01-31", "400.00", "Krisecenter"), afr(2, "a", "2025-03-15", "2025-03-31", "1000.00"),
        afr(3, "a", "2025-04-01", "2025-04-30", "200.00", "Bostøtte"), afr(4, "a", "2025-04-01", "2025-04-30", "9.00", slags="egenbetaling"),
        afr(5, "a", "2025-05-01", "2025-05-31", "9.00", status="annulleret"),
    ])  # fmt: skip
    [f] = flytninger(d, Parametre())
    assert (f.retning, f.kommune, f.foer, f.efter, f.dage_til_indsats) == ("tilflytter", "Haderslev (0510)", "Krisecenter", "Botilbud", 14)
    assert (f.kr_foer, f.kr_efter, f.kr) == (400, 1200, 1200)


def test_a_move_out_takes_along_what_was_paid_before_and_may_still_be_paid(byg) -> None:
    """A stay that runs across the move is both the measure before and after; its next month is still paid by us."""
    d = kommune(byg, UD, [afr(1, "b", "2025-05-15", "2025-06-14", "300.00"), afr(2, "b", "2025-06-15", "2025-07-14", "310.00")])
    svar = analyse(d, Parametre())
    [f] = flytninger(d, Parametre())
    assert (f.retning, f.kommune, f.foer, f.efter, f.kr) == ("fraflytter", "Varde (0573)", "Botilbud", "Botilbud", 300)
    assert svar.find("betalt_efter_fraflytning_kr").vaerdi == 310
    assert "novemberlisten" in svar.goer[0]


def test_what_is_no_move_of_ours(byg) -> None:
    """Within the municipality, between two others, before the window, or without anything paid: nothing."""
    adresser = ["c|2020-01-01|2025-01-01|0999||x", "c|2025-01-02||0999||y", "d|2020-01-01|2025-01-01|0510||x", "d|2025-01-02||0573|0510|y",
                "e|2020-01-01|2021-01-01|0510||x", "e|2021-01-02||0999|0510|y", *[r.replace("a|", "f|") for r in IND]]  # fmt: skip
    d = kommune(byg, adresser, [afr(n, b, "2025-01-01", "2025-01-31", "1.00") for n, b in enumerate("cde")])
    assert flytninger(d, Parametre()) == []
    svar = analyse(d, Parametre())
    assert (svar.status, svar.find("tilflyttere").vaerdi, svar.find("netto_kr").vaerdi) == ("ok", 0, 0)


def test_abroad_and_home_again(byg) -> None:
    """A departure is a move out to "udlandet", unless the address history tells of the same day."""
    d = kommune(byg, UD, [afr(1, "b", "2025-04-01", "2025-04-30", "5.00"), afr(2, "g", "2025-04-01", "2025-04-30", "5.00")],
                udrejse="borger_id|udrejse_dato|indrejse_dato\ng|2025-03-01|2025-08-01\nb|2025-06-01|")  # fmt: skip
    assert [(f.borger_id, f.dato, f.retning, f.kommune) for f in flytninger(d, Parametre())] == [
        ("g", date(2025, 3, 1), "fraflytter", "udlandet"), ("b", date(2025, 6, 1), "fraflytter", "Varde (0573)"), ("g", date(2025, 8, 1), "tilflytter", "udlandet"),
    ]  # fmt: skip


def test_a_protected_citizens_municipality_is_not_shown(byg) -> None:
    """Neither in the list nor in the table, while the protection lasts."""
    paid = [afr(1, "a", "2025-03-15", "2025-03-31", "1000.00")]
    d = kommune(byg, IND, paid, beskyttelse="borger_id|beskyttelsestype|fra_dato|til_dato\na|0001|2025-02-01|")
    assert "Haderslev" not in analyse(d, Parametre()).find("flytninger").data.to_csv()
    slut = kommune(byg, IND, paid, beskyttelse="borger_id|beskyttelsestype|fra_dato|til_dato\na|0001|2025-02-01|2025-10-01")
    assert "Haderslev" in analyse(slut, Parametre()).find("flytninger").data.to_csv()


def test_those_who_moved_together(byg) -> None:
    """Two to one address on one day; a third elsewhere."""
    adresser = [r.replace("a|", f"{b}|").replace("|y", f"|{adr}") for b, adr in (("a", "y"), ("h", "y"), ("i", "w")) for r in IND]
    d = kommune(byg, adresser, [afr(n, b, "2025-03-15", "2025-03-31", "1.00") for n, b in enumerate("ahi")])
    assert analyse(d, Parametre()).find("flyttet_sammen").vaerdi == 2


def test_families_with_more_than_one_case(byg) -> None:
    """Two brothers and their mother's own case are one family of three; half-sisters by the mother too; an only child and an old case are none."""
    relation = ["p|mor|m", "p|far|f", "q|mor|m", "q|far|f2", "r|mor|n", "s|far|o", "t|far|o", "u|mor|v", "w|mor|v"]
    d = kommune(byg, IND, [
        *[afr(n, b, "2025-03-01", "2025-03-31", "100.00", "Pleje") for n, b in enumerate("pqmrst")],
        afr(9, "u", "2025-03-01", "2025-03-31", "100.00"), afr(10, "w", "2023-03-01", "2023-03-31", "100.00"),
    ], relation="\n".join([REL, *relation]))  # fmt: skip
    svar = analyse(d, Parametre())
    familier = svar.find("familier").data
    assert [sorted(g["borger_id"]) for _, g in familier.groupby("familie")] == [["m", "p", "q"], ["s", "t"]]
    assert dict(zip(familier["borger_id"], familier["rolle"], strict=True))["m"] == "forælder"
    assert [svar.find(n).vaerdi for n in ("familier_flere_sager", "borgere_i_dem", "soeskende", "familier_kr")] == [2, 5, 4, 500]


def test_without_relations_the_moves_stand_alone(byg) -> None:
    """The families are not run, and their figures unknown."""
    svar = analyse(kommune(byg, IND, [afr(1, "a", "2025-03-15", "2025-03-31", "1.00")]), Parametre())
    assert "Familier med flere sager" in svar.ikke_koert
    assert (svar.find("familier_kr").vaerdi, svar.find("familier_kr").status) == (None, "uden_relation")


def test_the_made_up_municipality_gives_the_declared_figures_and_safe_tables(demo: Dataset) -> None:
    """All figures in their order; in the tables for all no cell tells of fewer than five."""
    svar = analyse(demo, Parametre(maaneder=60))
    assert [n.noegle for n in svar.noegletal] == list(ANALYSE.noegletal)
    for navn in ("kommuner", "indsatser", "sager_i_familien"):
        antal = [a for a in til_publikum(svar).find(navn).data["borgere"] if isinstance(a, int)]
        assert all(a == 0 or a >= 5 for a in antal)


def test_as_many_days_are_counted_before_the_move_as_after(byg) -> None:
    """One krone per day for three years around a move on 1 November 2024: 365 before, and 365 from the day itself on."""
    import pandas as pd

    adresser = ["b|2019-01-01|2024-10-31|0999||y", "b|2024-11-01||0573||z"]
    dage = [d.date().isoformat() for d in pd.date_range("2023-01-01", "2025-12-31")]
    [f] = flytninger(kommune(byg, adresser, [afr(n, "b", d, d, "1.00") for n, d in enumerate(dage)]), Parametre())
    assert (f.kr_foer, f.kr_efter) == (365, 365)


def test_the_answer_says_of_whom_the_two_sums_are_and_when_they_cannot_be_compared(byg) -> None:
    """b cost 300 before and 310 after; c nothing before, and has moved too lately to be followed; the payments begin too late to see all of b's year before."""
    betalt = [afr(1, "b", "2024-05-15", "2024-06-14", "300.00"), afr(2, "b", "2024-06-15", "2024-07-14", "310.00"), afr(3, "c", "2025-11-01", "2025-11-30", "90.00")]
    adresser = ["b|2019-01-01|2024-05-31|0999||y", "b|2024-06-01||0573||z", "c|2019-01-01|2025-10-31|0999||x", "c|2025-11-01||0573||w"]
    svar = analyse(kommune(byg, adresser, betalt), Parametre())
    assert svar.svar.replace("\u00a0", " ") == (
        "I 24 måneder flyttede ingen borgere med en indsats ind; 2 borgere flyttede ud og kostede tilsammen 300 kr. i de 365 dage før flytningen "
        "og 400 kr. i de 365 dage efter. 1 af dem kostede intet før flytningen, og 1 er endnu ikke fulgt i alle dagene efter.")  # fmt: skip
    assert svar.forbehold[2:] == (
        "Ved 1 flytning er der endnu ikke gået 365 dage, så kronerne efter er for lave.",
        "Ved 1 flytning begynder afregningerne i leverancerne mindre end 365 dage før, så kronerne før kan være for lave.")  # fmt: skip


def test_the_section_on_families_is_found_by_its_title(demo: Dataset) -> None:
    """A notebook asks for a section by its title; a key figure of the same title must not take its place."""
    svar = analyse(demo, Parametre())
    assert svar.find("Familier med flere sager").indhold == ("sager_i_familien", "familier")
