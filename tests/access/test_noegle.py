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
from lisanalysis.access.noegle import noeglefil, ny_noegle
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


def test_a_key_is_never_replaced_by_mistake(tmp_path):
    """`ny_noegle` refuses where there is one; with `erstat` the former is kept, whole and for its owner alone."""
    settings = Kommunen(tmp_path).settings
    first, none = ny_noegle(settings)
    with pytest.raises(AccessError, match="--erstat"):
        ny_noegle(settings)
    assert hent_noegle(settings).id == first.id
    second, old = ny_noegle(settings, erstat=True)

    assert none is None
    assert second.id != first.id == Noegle(bytes.fromhex(old.read_text())).id
    if sys.platform != "win32":
        assert stat.S_IMODE(old.stat().st_mode) == stat.S_IMODE(noeglefil(settings).stat().st_mode) == 0o600


def test_a_key_from_the_environment_is_not_replaced_here(tmp_path, monkeypatch):
    """It lies somewhere else, so a new file would never be read."""
    monkeypatch.setenv("LIS_NOEGLE", SECRET.hex())
    with pytest.raises(AccessError, match="LIS_NOEGLE"):
        ny_noegle(Kommunen(tmp_path).settings, erstat=True)
    assert hent_noegle(Kommunen(tmp_path / "b").settings).id == Noegle(SECRET).id


def test_two_who_make_a_key_at_once_get_the_same(tmp_path):
    """Eight threads: one key, whole from the first time that anybody can read it."""
    from concurrent.futures import ThreadPoolExecutor

    settings = Kommunen(tmp_path).settings
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: hent_noegle(settings, opret=True).id, range(8)))
    assert len(made) == 1


def test_purposes_cannot_be_mixed_up(tmp_path):
    """A purpose is letters only: `a|b` with `c` would otherwise be the same text as `a` with `b|c`."""
    with pytest.raises(ValueError, match="letters only"):
        Noegle(SECRET).pseudonym("c", formaal="a|b")


def test_a_new_key_makes_the_lager_anew(tmp_path):
    """After `lis key new --erstat` the next load gives new pseudonyms; the old lager is not opened with the new key."""
    from lisanalysis.sources import open_lager

    kommune = Kommunen(tmp_path, "cpr: {}")
    kommune.fil("cpr_udtraek.txt", f"001{ANNA}".ljust(110), "iso-8859-1")
    before = kommune.indlaes().tabel("borger").borger_id.execute()[0]
    ny_noegle(kommune.settings, erstat=True)
    with pytest.raises(AccessError, match="anden nøgle"):
        open_lager(kommune.settings)
    after = kommune.indlaes().tabel("borger").borger_id.execute()[0]

    assert before != after == hent_noegle(kommune.settings).pseudonym(ANNA)
