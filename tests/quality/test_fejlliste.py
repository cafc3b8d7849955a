"""What a caseworker gets: dearest first, then oldest, with the rule's words and whom to ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from tegnet import byg

from lisanalysis.errors import ParameterError
from lisanalysis.quality.accepterede import Accepteret, laes_accepterede
from lisanalysis.quality.fejlliste import KOLONNER, fejlliste, samlet
from lisanalysis.quality.livsforloeb import KOLONNER as LINJER
from lisanalysis.quality.rules import regler

DATA = {
    "sagsbehandler": """
sagsbehandler | navn  | organisation | gyldig_fra_dato
SB1           | Ida   | o1           | 2015-01-01
SB1           | Ida   | o2           | 2025-07-01
SB2           | Per   | o1           | 2015-01-01
""",
    "organisation": "organisation | navn\no1 | Team Nord\no2 | Team Syd",
    "systemer": {"nexus": {"kontakt": "Myndighed"}},
}


def linje(id_: str, beloeb: str | None, set_: date, **mere) -> dict:
    kr = None if beloeb is None else Decimal(beloeb)
    fast = {"afvigelse_id": id_, "sloejfe": "regel", "regel": "R06", "aarsag": "", "alvor": "fejl", "livsforloeb": "fortsat",
            "system": "nexus", "sagsbehandler": "SB1", "omraade": "voksne", "forskel": None, "beloeb_kilde": kr, "foerste_set": set_}  # fmt: skip
    return dict.fromkeys(LINJER) | fast | mere


@pytest.fixture
def liste() -> pd.DataFrame:
    """Five findings to correct of eight, one of them in two cells."""
    gammel, ny = date(2025, 10, 2), date(2025, 12, 31)
    rows = [
        linje("d", "100.00", ny, livsforloeb="ny"),
        linje("b", "500.00", ny, sagsbehandler="SB2", omraade="boern"),
        linje("a", "500.00", gammel),
        linje("c", None, gammel, sloejfe="2", aarsag="fejlkonteret", regel="R31", forskel=Decimal("-300.00")),
        linje("c", None, gammel, sloejfe="2", aarsag="fejlkonteret", regel="R31", forskel=Decimal("300.00")),
        linje("e", None, gammel, sagsbehandler=None, alvor="advarsel"),
        linje("x", "900.00", gammel, livsforloeb="vaek"),
        linje("y", "900.00", gammel, livsforloeb="accepteret"),
        linje("z", "900.00", gammel, alvor="info"),
    ]
    return fejlliste(byg(**DATA), pd.DataFrame(rows), regler())


def test_dearest_first_then_oldest_and_each_finding_once(liste) -> None:
    """Equal money is ordered by age; a finding of two cells counts its difference once; unknown money comes last."""
    assert list(liste["afvigelse_id"]) == ["a", "b", "c", "d", "e"]
    assert list(liste["beloeb"][:4]) == [Decimal("500.00"), Decimal("500.00"), Decimal("300.00"), Decimal("100.00")]
    assert liste["alder_dage"][0] == 90 and tuple(liste.columns) == KOLONNER


def test_the_list_says_what_to_do_and_whom_to_ask(liste) -> None:
    """The rule's remedy, the system's contact, and the unit that the caseworker is in at the cut-off."""
    r06 = next(r for r in regler() if r.id == "R06")

    assert liste["goer"][0] == r06.goer and liste["hvorfor"][0] == r06.hvorfor
    assert (liste["kontakt"][0], liste["sagsbehandler_navn"][0], liste["team"][0]) == ("Myndighed", "Ida", "Team Syd")


def test_per_caseworker_team_and_area(liste) -> None:
    """Counts and kroner add up to the list in every division, and what nobody has is a line of its own."""
    for efter in ("sagsbehandler", "team", "omraade"):
        hver = samlet(liste, efter)
        assert (hver["antal"].sum(), hver["beloeb"].sum()) == (5, Decimal("1400.00"))
    hver = samlet(liste, "sagsbehandler").set_index("sagsbehandler")

    assert hver.loc["SB1"].to_dict() == {"antal": 3, "fejl": 3, "nye": 1, "beloeb": Decimal("900.00"), "aeldste_dage": 90}
    assert hver.loc["ikke fordelt", "antal"] == 1


def test_an_empty_list_is_a_list() -> None:
    """No findings is a table without rows, also when divided."""
    tom = fejlliste(byg(**DATA), pd.DataFrame([linje("x", None, date(2025, 1, 1), livsforloeb="vaek")]), regler())

    assert len(tom) == 0 and len(samlet(tom, "team")) == 0


def test_accepted_findings_are_read_with_reason_end_and_name(tmp_path) -> None:
    """One line per acceptance; a folder without the file accepts nothing."""
    assert laes_accepterede(tmp_path) == ()
    (tmp_path / "accepterede.csv").write_text("afvigelse_id;begrundelse;udloeber;af\nR06:nexus:bevilling:i1;Kendt;2026-06-30;LDR\n", encoding="utf-8-sig")

    assert laes_accepterede(tmp_path) == (Accepteret("R06:nexus:bevilling:i1", "Kendt", date(2026, 6, 30), "LDR"),)


@pytest.mark.parametrize(
    "indhold, besked",
    [
        ("id;begrundelse\nx;y\n", "overskriften skal være afvigelse_id; begrundelse; udloeber; af"),
        ("afvigelse_id;begrundelse;udloeber;af\nx;;2026-06-30;LDR\n", "linje 2: begrundelse skal være udfyldt"),
        ("afvigelse_id;begrundelse;udloeber;af\nx;y;30-06-2026;LDR\n", "linje 2: udloeber skal være en dato"),
        ("afvigelse_id;begrundelse;udloeber;af\nx;y;;LDR\n", "linje 2: udloeber skal være udfyldt"),
    ],
)
def test_an_acceptance_without_reason_or_end_is_refused(tmp_path, indhold: str, besked: str) -> None:
    """The message says which file, line and column."""
    (tmp_path / "accepterede.csv").write_text(indhold, encoding="utf-8")

    with pytest.raises(ParameterError, match=besked):
        laes_accepterede(tmp_path)
