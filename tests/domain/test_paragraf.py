"""Every spelling of a paragraph gives one key, and what cannot be settled is never guessed."""

from datetime import date

import pytest

from lisanalysis.domain import paragraf
from lisanalysis.domain.paragraf import Aarsag, ParagrafFejl


@pytest.mark.parametrize(
    ("raw", "noegle"),
    [
        ("SEL § 107", "SEL-107"),
        ("sel§107", "SEL-107"),
        ("SEL-107", "SEL-107"),
        ("SEL 107", "SEL-107"),
        ("Servicelovens § 107", "SEL-107"),
        ("Serviceloven §107.", "SEL-107"),
        ("Lov om social service § 107", "SEL-107"),
        ("SEL paragraf 107", "SEL-107"),
        ("§107", "?-107"),
        ("107", "?-107"),
        ("107.0", "?-107"),
        ("?-107", "?-107"),
        ("SEL-52-3.7", "SEL-52-3.7"),
        ("SEL § 52, stk. 3, nr. 7", "SEL-52-3.7"),
        ("SEL\u00a0§\u00a052\u00a0stk.3 nr.7", "SEL-52-3.7"),
        ("sel § 52.3.7", "SEL-52-3.7"),
        ("§ 52 stk 3 nr 7", "?-52-3.7"),
        ("BL § 32 stk. 1 nr. 6", "BL-32-1.6"),
        ("Barnets lov § 46", "BL-46"),
        ("barnets lovs §46", "BL-46"),
        ("ABL § 105", "ABL-105-2"),
        ("ABL-105-2", "ABL-105-2"),
        ("almenboligloven § 105, stk. 2", "ABL-105-2"),
        ("ABL § 105 stk. 1", "ABL-105-1"),
        ("SUL § 141", "SUL-141"),
        ("SEL § 85 a", "SEL-85a"),
        ("SEL-85-a", "SEL-85a"),
        ("176A", "?-176a"),
        ("SEL-52-a.1.1", "SEL-52a-1.1"),
        ("SEL-58-jf 52-3.7", "SEL-58"),
        ("SEL-44-jfr. §84", "SEL-44"),
        ("SEL § 44 (jf. §§ 83, 84, 86)", "SEL-44"),
    ],
)
def test_spellings(raw, noegle):
    """The spelling gives the key, and the key gives itself."""
    assert paragraf.noegle(raw) == noegle
    assert paragraf.noegle(noegle) == noegle


@pytest.mark.parametrize(
    ("raw", "aarsag"),
    [
        (" ", Aarsag.TOM),
        ("§§ 109-110", Aarsag.FLERE),
        ("LAB § 3", Aarsag.LOV),
        ("112-117", Aarsag.FORM),
        ("107, 108", Aarsag.FORM),
        ("10, 11", Aarsag.FORM),
        ("BL § 32 nr. 6", Aarsag.FORM),
        ("SEL § 52 stk. 3 nr. 0", Aarsag.FORM),
        ("0107", Aarsag.FORM),
        ("1070", Aarsag.FORM),
        ("107 midlertidigt botilbud", Aarsag.FORM),
        ("ukendt", Aarsag.FORM),
    ],
)
def test_refused_rather_than_guessed(raw, aarsag):
    """Several paragraphs, an unknown law and plain text are refused by reason alone."""
    with pytest.raises(ParagrafFejl) as fejl:
        paragraf.noegle(raw)
    assert fejl.value.aarsag is aarsag and str(fejl.value) == aarsag.value


@pytest.mark.parametrize(
    ("omraade", "start", "noegle"),
    [
        ("voksne", date(2025, 5, 1), "SEL-107"),
        ("voksne", None, "SEL-107"),
        ("boern", date(2023, 12, 31), "SEL-107"),
        (None, date(2023, 12, 31), "SEL-107"),
        ("boern", date(2024, 1, 1), "BL-107"),
        ("boern", None, "?-107"),
        (None, date(2024, 1, 1), "?-107"),
        (None, None, "?-107"),
    ],
)
def test_a_bare_number_is_settled_by_the_case_or_left(omraade, start, noegle):
    """SEL for adults and before 2024, BL for children from then on, otherwise still unknown."""
    assert paragraf.afgoer("?-107", omraade=omraade, start=start) == noegle


def test_a_law_that_is_said_stands():
    """A key with its law is never moved to another."""
    assert paragraf.afgoer("SEL-52-3.7", omraade="boern", start=date(2025, 1, 1)) == "SEL-52-3.7"


def test_key_and_reader_s_text_are_each_other_s_inverse():
    """What a reader sees can be read back to the same key."""
    for noegle in ("SEL-107", "SEL-85a", "SEL-52a-1.1", "BL-32-1.6", "ABL-105-2", "?-52-3.7"):
        assert paragraf.noegle(paragraf.som_tekst(noegle)) == noegle
    assert paragraf.som_tekst("SEL-52-3.7") == "SEL § 52, stk. 3, nr. 7"
    assert paragraf.hovedparagraf("SEL-52-3.7") == "SEL-52"


def test_every_key_of_ballerup_is_read_with_its_own_number(ballerup):
    """All 146 keys of the published list parse, each to the law and the paragraph number in its own columns."""
    raekker = ballerup("paragraphs.csv")
    for raekke in raekker:
        noegle = paragraf.noegle(raekke["Nøgle"])
        assert paragraf.hovedparagraf(noegle).rstrip("abcdefghij") == f"{raekke['Lgl']}-{raekke['Paragraf']}"
    assert len(raekker) == 146
