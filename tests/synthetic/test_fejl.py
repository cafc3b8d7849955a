"""Planted faults against a plain check that is written from the definitions and knows nothing of what was planted."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from synthetic.plain_check import Kommune, loop1, loop2

from lisanalysis.synthetic import Oversigt, Scenarie, fejl, skriv

AARSAGER_1 = {
    "dobbelt_afregning", "efter_doed", "overlappende_doegn", "efter_slut", "foer_start", "enhed_afvigelse", "takst_afvigelse",
    "antal_afvigelse", "paragraf_afvigelse", "leverandoer_afvigelse", "betalingskommune_afvigelse", "cpr_afvigelse",
    "regnefejl", "uden_bevilling", "uden_afregning", "uforklaret",
}  # fmt: skip
AARSAGER_2 = {
    "dobbeltbogfoert", "fortegnsfejl", "decimalfejl", "beloeb_afvigelse", "periode_forskudt", "fejlkonteret", "forkert_dranst",
    "cpr_afvigelse", "uden_cpr", "ikke_bogfoert", "uden_afregning", "uforklaret",
}  # fmt: skip
ANTAL = 8


def facit(o: Oversigt) -> list[dict[str, str]]:
    with (o.sandhed / "fejl.csv").open(encoding="utf-8", newline="") as fil:
        return list(csv.DictReader(fil, delimiter=";"))


def linje(o: Oversigt, f: dict[str, str]) -> str:
    return (o.mappe / f["fil"]).read_bytes().decode("cp1252").split("\r\n")[int(f["linje"]) - 1]


@pytest.fixture(scope="module")
def alle(tmp_path_factory) -> Oversigt:
    return skriv(tmp_path_factory.mktemp("fejl") / "x", indbyggere=20_000, seed=5, fejl=ANTAL)


@pytest.fixture(scope="module")
def sande(alle) -> list[dict[str, str]]:
    return facit(alle)


@pytest.fixture(scope="module")
def fundne(alle) -> tuple[dict[str, str], dict[str, str]]:
    k = Kommune(alle.mappe)
    return loop1(k), loop2(k)


@pytest.mark.parametrize("karakter", ["rolig", "chok"])
def test_a_clean_municipality_has_nothing_to_find(tmp_path, karakter):
    """No cause fits any row in either loop, though the legitimate patterns are there, and the answer sheet is empty."""
    o = skriv(tmp_path / "x", indbyggere=8000, seed=11, scenarie=Scenarie(karakter))
    k = Kommune(o.mappe)
    assert (loop1(k), loop2(k), facit(o)) == ({}, {}, [])
    moenstre = [r.split(";") for r in (o.sandhed / "sandheder.csv").read_text("utf-8").splitlines() if r.startswith("moenster")]
    assert {m[1] for m in moenstre if int(m[2]) > 5} == {"afrundet", "delt", "reguleret", "tilbagefoert"}


def test_late_payments_of_a_late_registering_municipality_are_all_there_is(tmp_path):
    """Where much is registered late, months are paid late by regulering; only shares that cannot be one are out of time."""
    o = skriv(tmp_path / "x", indbyggere=8000, seed=11, scenarie=Scenarie("sen_registrering"))
    k = Kommune(o.mappe)
    assert loop1(k) == {}
    assert set(loop2(k).values()) <= {"periode_forskudt"}


def test_every_cause_is_planted_as_often_as_asked(alle, sande):
    """Every cause of both loops has the number asked for, and every other kind as many."""
    assert {f["aarsag"] for f in sande if f["sloejfe"] == "1"} == AARSAGER_1
    assert {f["aarsag"] for f in sande if f["sloejfe"] == "2"} == AARSAGER_2
    assert {n for navn, n in alle.fejl.items() if navn not in ("R15", "R50", "R51", "R52", "R54", "R55")} == {ANTAL}
    assert set(alle.fejl) == {s.navn for s in fejl.SLAGS} - {"R13", "R16", "R17", "R43", "decimalfejl_lille"}
    assert sum(n > 0 for n in alle.fejl.values()) == len(alle.fejl)


def test_the_plain_check_finds_every_planted_cause_of_loop_1(sande, fundne):
    """Each settlement or grant of the answer sheet has the cause that it says."""
    for f in (f for f in sande if f["sloejfe"] == "1"):
        assert fundne[0].get(f["kilde_id"]) == f["aarsag"], f


def test_the_plain_check_finds_every_planted_cause_of_loop_2(sande, fundne):
    """So has each posting; what is wrong in both systems alike differs in nothing and needs the law's table of accounts."""
    for f in (f for f in sande if f["sloejfe"] == "2"):
        ens = f["aarsag"] == "fejlkonteret" and f["beloeb"] == "0,00"
        assert fundne[1].get(f["kilde_id"]) == (None if ens else f["aarsag"]), f


def test_nothing_is_found_that_was_not_planted(sande, fundne):
    """Every row found stands in the answer sheet, as a finding, its counterpart, or the row of a rule that touches money."""
    kendte = {i for f in sande for i in (f["kilde_id"], *f["modpart_id"].split("+"))}
    kendte |= {f["modpart_id"] for f in sande if f["slags"] == "R39"}
    assert not (set(fundne[0]) | set(fundne[1])) - kendte


def test_the_answer_sheet_names_the_physical_line(alle, sande):
    """The line of the file that it names holds the row's id, or the citizen of a row without one."""
    med_fil = [f for f in sande if f["fil"].endswith(".csv") and f["linje"] != "0" and f["slags"] != "R52"]
    assert len(med_fil) > 300
    for f in med_fil:
        id_ = f["kilde_id"] if f["sloejfe"] != "2" and "/" not in f["kilde_id"] and "#" not in f["kilde_id"] else ""
        assert id_ in linje(alle, f), f


def test_ids_and_order_do_not_give_the_plants_away(alle, sande):
    """Planted duplicates and stays lie all over the numbers, not at the end of them."""
    numre = [int(f["kilde_id"][1:]) for f in sande if f["slags"] in ("dobbelt_afregning", "overlappende_doegn", "R21", "efter_slut")]
    sidste = max(int(a["Afr_id"][1:]) for a in Kommune(alle.mappe).afregninger)
    assert min(numre) < sidste * 0.25 and sum(n > sidste * 0.9 for n in numre) < len(numre) / 3


@pytest.mark.parametrize("navn", ["R38", "takst_afvigelse", "R14", "R43", "uden_afregning_2", "R16"])
def test_one_kind_at_a_time(tmp_path, navn):
    """Asked for alone, a kind is planted alone, by its own name or by its rule's."""
    o = skriv(tmp_path / "x", indbyggere=4000, fejl={navn: 3})
    assert list(o.fejl.values()) == [3]
    assert len({f["plantning"] for f in facit(o)}) == 3
    fundet = Counter(loop1(Kommune(o.mappe)).values()) + Counter(loop2(Kommune(o.mappe)).values())
    assert sum(fundet.values()) == (0 if navn == "R14" else 3)


def test_a_share_is_a_share_of_the_rows_it_could_hit(tmp_path):
    """0.5 per cent of the settlements of a cause; and other causes are not touched."""
    o = skriv(tmp_path / "x", indbyggere=6000, fejl={"regnefejl": 0.005})
    assert o.fejl == {"regnefejl": round(0.005 * len(Kommune(skriv(tmp_path / "ren", indbyggere=6000).mappe).afregninger))}


def test_a_share_of_every_kind_can_be_asked_for(tmp_path):
    """All kinds at once by share: none is left out, though kinds that need much room may get less of it."""
    o = skriv(tmp_path / "x", indbyggere=6000, seed=8, fejl=0.006)
    assert sum(o.fejl.values()) > 300 and {navn for navn, n in o.fejl.items() if not n} <= {"R15"}


def test_no_planted_number_can_be_a_real_one(alle):
    """Neither as it stands nor with the nought put before nine digits that a reader may put there."""
    for fil in alle.mappe.iterdir():
        tekst = fil.read_bytes().decode("iso-8859-1")
        assert not re.search(r"\b(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}-?\d{4}\b", tekst), fil.name
    korte = [y["Cprnr"] for y in Kommune(alle.mappe).ydelser.values() if len(y["Cprnr"]) == 9]
    assert korte and not any(1 <= int(k[1:3]) <= 12 for k in korte)


def test_an_unknown_fault_is_refused(tmp_path):
    """A fault that nobody knows is named in the error."""
    with pytest.raises(ValueError, match="R99"):
        skriv(tmp_path / "x", fejl={"R99": 1})


def test_rules_show_in_the_row_that_is_named(alle, sande):
    """What each rule speaks of stands in the file at that line: dates, numbers, codes, accounts."""
    raekker = {r: [(f, linje(alle, f).split(";")) for f in sande if f["regel"] == r and f["sloejfe"] == "regel" and f["fil"]] for r in fejl.NAVNE if r[0] == "R"}
    assert all(r[10] == "" for _, r in raekker["R05"])
    assert all(r[20] and (dag_foer(r[20], r[19]) or r[20].endswith("2105")) for _, r in raekker["R06"])
    assert all(r[6] in ("", "Øvrige borgere".encode().decode("cp1252")) for _, r in raekker["R08"])
    assert all(r[0] == f["borger"][:6] + "0000" for f, r in raekker["R42"])
    assert all(len(r[0]) == 9 or 13 <= int(r[0][2:4]) for _, r in raekker["R41"])
    assert all(r[9] in ("57", "999", "0569", "0000") for _, r in raekker["R48"])
    assert all(r[13] and r[9][0] in "12" for _, r in raekker["R35"])
    assert all(r[9] == "409" for _, r in raekker["R36"])
    assert all(r[7] == "538531001" for _, r in raekker["R40"])
    assert all(len(v) for r, v in raekker.items() if r in ("R15", "R19", "R20", "R22", "R23", "R24", "R25", "R26", "R33", "R53"))


def dag_foer(a: str, b: str) -> bool:
    return a.split("-")[::-1] < b.split("-")[::-1]


def test_truth_totals_are_those_of_the_clean_municipality(tmp_path):
    """True totals are taken before the faults, so that they can be held against what the faulty files add up to."""
    ren, fejlfyldt = (skriv(tmp_path / n / "x", indbyggere=3000, fejl=f) for n, f in (("a", None), ("b", 2)))
    for navn in ("bogfoert", "afregnet", "borgere", "bevillinger"):
        assert (ren.sandhed / f"{navn}.csv").read_bytes() == (fejlfyldt.sandhed / f"{navn}.csv").read_bytes()
    assert _sum(ren.mappe) != _sum(fejlfyldt.mappe)


def _sum(mappe: Path) -> Counter:
    return Counter(p["Beløb"] for p in Kommune(mappe).posteringer)
