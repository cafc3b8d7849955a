"""Where there is no browser, that is said in Danish before anything is made; a print is let out only after its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from lisanalysis.errors import GateError, ParameterError
from lisanalysis.publish import browser
from lisanalysis.publish.gate import Gate

BORGER = "6101701234"
SIDE = ('<!DOCTYPE html><html lang="da"><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        'style-src \'unsafe-inline\'"></head><body><p>{}</p></body></html>')  # fmt: skip


class Kendt:
    """Knows one citizen."""

    def kender(self, nummer: str) -> bool:
        return nummer == BORGER

    def kender_navn(self, navn: str) -> bool:
        return False


def test_uden_browser_siges_hvad_der_skal_til(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The message names what to install; a named browser that is not there is none."""
    monkeypatch.setenv(browser.NAVN, str(tmp_path / "findes-ikke"))
    assert browser.find_browser() is None
    with pytest.raises(ParameterError, match="Chromium, Chrome eller Edge"):
        browser.print_to_pdf(b"<p>x</p>")


def test_den_navngivne_browser_foretraekkes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One that prints nothing is told apart from none."""
    stum = tmp_path / "stum"
    stum.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    stum.chmod(0o755)
    monkeypatch.setenv(browser.NAVN, str(stum))
    assert browser.find_browser() == stum
    with pytest.raises(ParameterError, match="lavede ingen PDF"):
        browser.print_to_pdf(b"<p>x</p>")


def test_et_aftryk_slipper_kun_ud_efter_sin_side(tmp_path: Path) -> None:
    """A page with a known citizen is not printed; a clean one is, and what was printed is what is written."""
    gate, trykt = Gate(Kendt(), tmp_path), []
    gate.slip_aftryk(tmp_path / "r" / "rapport.pdf", SIDE.format("ren").encode(), lambda side: trykt.append(side) or b"%PDF-1")
    assert (tmp_path / "r" / "rapport.pdf").read_bytes() == b"%PDF-1" and len(trykt) == 1
    with pytest.raises(GateError, match="CPR"):
        gate.slip_aftryk(tmp_path / "r" / "anden.pdf", SIDE.format(BORGER).encode(), lambda side: trykt.append(side) or b"%PDF-1")
    assert len(trykt) == 1 and not (tmp_path / "r" / "anden.pdf").exists()
