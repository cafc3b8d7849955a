"""Accounts are taken apart as Ballerup's published account plan writes them."""

from collections import Counter

import pytest

from lisanalysis.domain import konto
from lisanalysis.domain.konto import Aarsag, KontoFejl


def test_a_full_string_is_taken_apart():
    """The example of the layout: every part lands in its own field."""
    laest = konto.laes("01008-538421001-015195-409CPR--093002-5052")
    assert (laest.afdeling, laest.konto9, laest.aktivitet, laest.art) == ("01008", "538421001", "015195", "409")
    assert (laest.funktion, laest.dranst, laest.gruppering) == ("5.38.42", "1", "001")
    assert laest.kraever_cpr and laest.saerformer == ()
    assert (laest.projekt, laest.led6, laest.sted) == (None, "093002", "5052")


def test_nine_digits_and_the_key_without_dranst_agree():
    """538421001 and 53842001 name the same funktion and gruppering; only the first knows dranst."""
    ni, otte = konto.laes(" 538421001 "), konto.laes("53842001")
    assert (ni.form, ni.dranst, ni.konto9) == ("konto9", "1", "538421001")
    assert (otte.form, otte.dranst, otte.konto9) == ("konto8", None, None)
    assert ni.funktion == otte.funktion and ni.gruppering == otte.gruppering and ni.konto8 == otte.konto8 == "53842001"


@pytest.mark.parametrize(
    ("raw", "aarsag"),
    [
        ("", Aarsag.TOM),
        ("538420001", Aarsag.DRANST),
        ("01008-538420001-015195-409---", Aarsag.DRANST),
        ("5384210", Aarsag.FORM),
        ("5384210011", Aarsag.FORM),
        ("5.38.42.1.001", Aarsag.FORM),
        ("01008-538421001-015195-409", Aarsag.FORM),
        ("01008-538421001-015195-409XYZ---", Aarsag.FORM),
        ("01008-53842100-015195-409---", Aarsag.FORM),
        ("610190-1007", Aarsag.FORM),
    ],
)
def test_refused_with_a_reason(raw, aarsag):
    """What is no account is refused by its own reason, and the message is that reason alone."""
    with pytest.raises(KontoFejl) as fejl:
        konto.laes(raw)
    assert fejl.value.aarsag is aarsag and str(fejl.value) == aarsag.value


@pytest.mark.parametrize(("raw", "alias"), [("4826297250", True), ("BOS1234567", True), ("A019001", True), ("538421001", False), ("A19001", False)])
def test_alias_shapes(raw, alias):
    """Ten digits, BOS and seven, A and six are aliases; an account is not."""
    assert konto.er_alias(raw) is alias


def test_all_strings_of_ballerup_parse_to_the_parts_published_beside_them(ballerup):
    """All 5,601 strings agree with the plan's own funktion, dranst and gruppering, and joining the parts gives the string back."""
    raekker = ballerup("account_alias_mappings_social.csv")
    for raekke in raekker:
        k = konto.laes(streng := raekke["Angivelse af finanskontoalias"])
        assert (k.funktion, k.dranst, k.gruppering) == (raekke["funktion"], raekke["dranst"], raekke["gruppering"])
        dele = (k.afdeling, k.konto9, k.aktivitet, (k.art or "") + (k.art_suffix or ""), k.projekt, k.led6, k.sted)
        assert "-".join(del_ or "" for del_ in dele) == streng.upper()
    assert len(raekker) == 5601


def test_odd_forms_of_ballerup_are_as_many_as_published(ballerup):
    """70 five-digit aktiviteter, 18 empty arter, 15 TS and 9 SKAT; one string has two of them, so 111 deviate."""
    laeste = [konto.laes(r["Angivelse af finanskontoalias"]) for r in ballerup("account_alias_mappings_social.csv")]
    antal = Counter(form for k in laeste for form in k.saerformer)
    assert antal == {"aktivitet_5": 70, "art_tom": 18, "suffix_TS": 15, "suffix_SKAT": 9}
    assert sum(1 for k in laeste if k.saerformer) == 111


def test_every_alias_of_ballerup_has_an_alias_shape(ballerup):
    """5,414 aliases of ten digits, 169 of BOS and 18 of A: none is missed."""
    assert all(konto.er_alias(r["Finanskontoalias"]) for r in ballerup("account_alias_mappings_social.csv"))
