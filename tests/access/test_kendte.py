"""What the output gate may ask of the citizens, against the extracts they were loaded from."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from lisanalysis.access import Kendte, Noegle, kendte_borgere
from lisanalysis.access.identitet import Opslag
from lisanalysis.settings import read_settings
from lisanalysis.tables import Dataset

PARAMETRE = Path(__file__).parent.parent.parent / "parameters" / "demo"


def test_borgernes_numre_og_navne_kendes(demo: Dataset, demo_hjem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every citizen's own number and name, in capitals or with spaces to spare; a first name alone and a stranger are not known."""
    monkeypatch.setenv("LIS_HJEM", str(demo_hjem))
    settings = read_settings(PARAMETRE)
    kendte = kendte_borgere(settings)
    ids = [r["borger_id"] for r in demo.tabel("borger").select("borger_id").to_pyarrow().to_pylist()]
    with Opslag(settings) as kilde:
        numre, navne = kilde.numre(ids), kilde.navne(ids)
    assert len(navne) > 50 and all(map(kendte.kender, numre.values()))
    for navn in navne.values():
        led = navn.split()
        assert kendte.kender_navn(navn) and kendte.kender_navn(f"{led[0].upper()}  {led[-1].upper()}")
        assert not kendte.kender_navn(led[0])
    assert not kendte.kender_navn("Ingen Kendt") and not kendte.kender("9999999999")


def test_det_viser_intet() -> None:
    """As text, as attributes or as a pickle it gives away neither name nor number."""
    kendte = Kendte(Noegle(bytes(32)), frozenset({"b_x"}), ["Ditte Prøvesen"])
    assert kendte.kender_navn("ditte prøvesen") and repr(kendte) == "<Kendte: 1 borgere>" and not hasattr(kendte, "__dict__")
    assert not any("røvesen" in str(getattr(kendte, f"_Kendte__{felt}")) for felt in ("navne", "ider", "noegle"))
    with pytest.raises(TypeError):
        pickle.dumps(kendte)
