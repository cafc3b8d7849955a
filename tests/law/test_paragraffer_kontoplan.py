"""The lists of paragraphs and accounts: keys in the one writing, successors as the new act has them, nothing unsure."""

from datetime import date

import pytest

from lisanalysis import law
from lisanalysis.domain import konto
from lisanalysis.domain.paragraf import noegle, som_tekst
from lisanalysis.errors import LawError

I_2023, I_2024 = date(2023, 12, 31), date(2024, 1, 1)


def test_every_paragraph_is_written_as_the_domain_writes_it_and_is_sourced():
    """The key reads back to itself, and each row has a source, an area, and functions that the account plan knows."""
    for p in law.paragraffer():
        assert noegle(som_tekst(p.noegle)) == p.noegle
        assert p.kilde and p.omraade in ("boern", "voksne", "begge")
        assert bool(p.funktion) == bool(p.funktion_sikkerhed) and bool(p.efterfoelger) == bool(p.efterfoelger_sikkerhed)
        for kode in p.funktion:
            assert law.funktion(kode).navn
        for efter in p.efterfoelger:
            assert law.paragraf(efter, I_2024).gyldig_fra == I_2024


@pytest.mark.parametrize(
    ("foer", "efter"),
    # lovguiden.dk, BL § 32: the numbers of § 52 stk. 3 are not those of § 32 stk. 1
    [(f"SEL-52-3.{a}", f"BL-32-1.{b}") for a, b in ((1, 1), (2, 2), (3, 5), (4, 6), (5, 7), (6, 3), (8, 4), (9, 8))]
    + [("SEL-52-3.7", "BL-46"), ("SEL-58", "BL-47"), ("SEL-66", "BL-43"), ("SEL-41", "BL-86"), ("SEL-42", "BL-87"), ("SEL-45", "BL-89")],
)
def test_successors_in_barnets_lov(foer, efter):
    """The paragraph itself applies through 2023 and its successor from 2024-01-01."""
    assert law.efterfoelger(foer, I_2023) is None
    assert law.efterfoelger(foer, I_2024) == efter


@pytest.mark.parametrize(
    ("foer", "besked"),
    [("SEL-52a", "ingen kilde"), ("SEL-36", "ingen kilde"), ("SEL-71", "fortsætter som flere"), ("SEL-76", "fortsætter som flere"), ("SEL-54a", "ikke blandt")],
)
def test_a_successor_that_is_unsure_or_many_is_not_guessed(foer, besked):
    """Where sources are unsure or name several, the answer is an error that says so."""
    with pytest.raises(LawError, match=besked):
        law.efterfoelger(foer, I_2024)


def test_adult_paragraphs_go_on():
    """Barnets lov replaced nothing for adults."""
    assert law.efterfoelger("SEL-107", date(2026, 1, 1)) is None
    assert law.paragraf("SEL-107").funktion == ("5.38.52",)


def test_section_176a_had_two_meanings():
    """Until 2020 lower refund limits for children, from 2023-10-01 the homelessness refund; in between nothing."""
    assert law.paragraf("SEL-176a", date(2020, 6, 1)).omraade == "boern"
    assert law.paragraf("SEL-176a", date(2023, 10, 1)).omraade == "voksne"
    with pytest.raises(LawError, match="flere betydninger"):
        law.paragraf("SEL-176a")
    with pytest.raises(LawError, match="ikke blandt"):
        law.paragraf("SEL-176a", date(2022, 1, 1))


def test_a_part_is_found_by_its_whole_paragraph():
    """SEL § 107 stk. 2 nr. 1 is answered by § 107; a paragraph nobody listed is an error that names the file."""
    assert law.paragraf("SEL-107-2.1").noegle == "SEL-107"
    with pytest.raises(LawError, match="paragraffer.yaml"):
        law.paragraf("SEL-105")


def test_every_gruppering_is_a_readable_account_on_a_known_function():
    """Each konto parses, its funktion and dranst are known, and no konto stands twice."""
    for g in law.grupperinger():
        laest = konto.laes(g.konto)
        assert law.funktion(laest.funktion) and law.dranst_navn(laest.dranst) and g.kilde and g.navn
        assert all(noegle(som_tekst(p)) == p for p in g.paragraffer)
    assert len({g.konto for g in law.grupperinger()}) == len(law.grupperinger()) > 60


def test_account_anchors():
    """Names read by hand: 5.38.52 is temporary housing, dranst 2 the state's refund, 5.38.42 1 002 the crisis centres."""
    assert law.funktion("5.38.52").navn == "Botilbud til midlertidigt ophold"
    assert law.dranst_navn("2") == "Statsrefusion"
    assert law.gruppering("538421002").paragraffer == ("SEL-109",)
    with pytest.raises(LawError, match="kontoplan.yaml"):
        law.funktion("5.38.38")  # its number moved in a year that no source tells
