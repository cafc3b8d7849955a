"""What a rule must say of itself before it is a rule, and that a finding has the columns that are written out."""

from __future__ import annotations

from datetime import date

import pytest

from lisanalysis.tables.rule import AFVIGELSE, Rule

HEL = {
    "id": "R06", "navn": "bevilling_slutter_foer_start", "titel": "T", "alvor": "fejl", "lov": "L", "gyldig_fra": date(2007, 1, 1),
    "hvorfor": "H", "goer": "G", "eksempel": "E",
}  # fmt: skip
# The columns of afvigelser.csv in the document on output, in its order.
UDDATA = (
    "afvigelse_id; sloejfe; regel; aarsag; alvor; livsforloeb; system; tabel; kilde_id; modpart_id; borger_id; sagsnr; sagsbehandler; omraade; "
    "paragraf; konto; periode; beloeb_kilde; beloeb_modpart; forskel; beskrivelse; gaa_til"
)


@pytest.mark.parametrize("felt", ["titel", "lov", "hvorfor", "goer", "eksempel"])
def test_a_rule_without_a_word_is_refused(felt: str) -> None:
    """Law, reason, remedy and example are as needed as the check itself."""
    with pytest.raises(ValueError, match=felt):
        Rule(**HEL | {felt: " "})


@pytest.mark.parametrize(
    "fejl", [{"id": "R6"}, {"navn": "Målgruppe"}, {"alvor": "slem"}, {"sloejfe": "3"}, {"andre_id": ("16",)}, {"gyldig_til": date(2006, 12, 31)}]
)
def test_a_rule_that_names_itself_wrongly_is_refused(fejl: dict) -> None:
    """Number, name, severity, loop and validity have one form each."""
    with pytest.raises(ValueError, match="R"):
        Rule(**HEL | fejl)


def test_validity_is_not_optional() -> None:
    """A rule without a first day cannot be made."""
    with pytest.raises(TypeError, match="gyldig_fra"):
        Rule(**{k: v for k, v in HEL.items() if k != "gyldig_fra"})


def test_a_cause_is_named_by_its_module_and_a_rule_has_none() -> None:
    """`aarsag` is the name in a loop and empty beside them; a cause may answer for several numbers."""
    aarsag = Rule(**HEL | {"sloejfe": "1", "id": "R16", "andre_id": ("R17",), "navn": "dobbelt_afregning"})

    assert (Rule(**HEL).aarsag, aarsag.aarsag, aarsag.alle_id) == ("", "dobbelt_afregning", ("R16", "R17"))


def test_a_finding_has_the_columns_that_are_written_out() -> None:
    """Their order is the file's."""
    assert "; ".join(k.navn for k in AFVIGELSE.kolonner) == UDDATA
