"""The key and the pseudonyms: stable, per purpose, and mute."""

import base64
import hmac
import os
import pickle
import stat
import sys
from hashlib import sha256

import pytest
from lager_prep import ANNA, BENT, Kommunen

from lisanalysis.access import Noegle, hent_noegle, kendte_borgere
from lisanalysis.access.noegle import noeglefil
from lisanalysis.errors import AccessError

SECRET = bytes(range(32))


def test_a_pseudonym_is_an_hmac_of_version_purpose_and_number():
    """Checked against the standard library's HMAC written out by hand."""
    expected = base64.b32encode(hmac.new(SECRET, f"v1|borger|{ANNA}".encode(), sha256).digest()[:10]).decode().lower()

    assert Noegle(SECRET).pseudonym(ANNA) == f"b_{expected}"
    assert len(expected) == 16


def test_purposes_and_keys_give_different_pseudonyms():
    """The same number cannot be followed from one purpose or municipality to another."""
    one, other = Noegle(SECRET), Noegle(SECRET[::-1])
    made = {one.pseudonym(ANNA), one.pseudonym(ANNA, formaal="deling"), other.pseudonym(ANNA), one.pseudonym(BENT)}

    assert len(made) == 4
    assert one.id != other.id


def test_the_key_shows_nothing_of_itself():
    """Neither its text form, its attributes nor a pickle."""
    key = Noegle(SECRET)

    assert SECRET.hex() not in repr(key) + str(key) + str(dir(key))
    with pytest.raises(AccessError):
        pickle.dumps(key)


def test_a_key_is_made_once_and_belongs_to_its_owner(tmp_path):
    """The first load makes it; the file is readable by the owner alone, and later calls read the same key."""
    settings = Kommunen(tmp_path).settings
    with pytest.raises(AccessError, match="findes ikke"):
        hent_noegle(settings)
    first = hent_noegle(settings, opret=True)

    assert hent_noegle(settings).id == hent_noegle(settings, opret=True).id == first.id
    if sys.platform != "win32":
        assert stat.S_IMODE(os.stat(noeglefil(settings)).st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "xyz", "ab" * 31])
def test_a_spoiled_key_file_is_an_error_without_its_content(tmp_path, text):
    """The message says what a key looks like, not what stood there."""
    settings = Kommunen(tmp_path).settings
    hent_noegle(settings, opret=True)
    noeglefil(settings).write_text(text, encoding="ascii")
    with pytest.raises(AccessError) as error:
        hent_noegle(settings)

    assert not text or text not in str(error.value)


def test_the_gate_can_ask_for_a_loaded_citizen_and_no_other(tmp_path):
    """Known citizens are known by pseudonym; the object shows a count and cannot be pickled."""
    kommune = Kommunen(tmp_path, "cpr: {}")
    kommune.fil("cpr_udtraek.txt", f"001{ANNA}".ljust(110), "iso-8859-1")
    kommune.indlaes()
    known = kendte_borgere(kommune.settings)

    assert known.kender(ANNA) and not known.kender(BENT)
    assert repr(known) == "<Kendte: 1 borgere>"
    with pytest.raises(TypeError):
        pickle.dumps(known)
