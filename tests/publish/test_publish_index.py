from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256

from lisanalysis.publish.index import indeks
from lisanalysis.publish.markup import side_fejl

RAPPORTER = [
    {"titel": "Udgift <1>", "laeser": "controller", "status": "ok", "svar": "Steg 4 mio. kr.", "link": "udgift.110/rapport.html"},
    {"titel": "Datavalidering", "laeser": "LIS-konsulent", "status": "uaendret", "svar": "Kan bruges.", "link": "datavalidering/rapport.html"},
    {"titel": "Novemberliste", "laeser": "refusion", "status": "ikke_koert", "mangler": ["flytning", "adresse"], "link": "n/rapport.html"},
    {"titel": "Substitution", "laeser": "fagchef", "status": "fejlet", "aarsag": "Intern fejl & mere"},
]


def _side() -> str:
    return indeks(RAPPORTER, kommune="Eksempel Kommune", per=date(2024, 12, 31))


def test_besvaer_staar_foerst() -> None:
    """Failed and not run come before what went well, whatever order they came in."""
    titler = re.findall(r"<h3>(?:<a [^>]+>)?(.*?)(?:</a>)?</h3>", _side())
    assert titler == ["Substitution", "Novemberliste", "Udgift &lt;1&gt;", "Datavalidering"]


def test_siger_hvad_og_hvorfor() -> None:
    """Each report gives its answer, its reason or what it lacks, the status in words, and the run is summed up in a line."""
    side = _side()
    assert "4 rapporter: 1 fejlede, 1 kunne ikke køres, 1 er ny, 1 er uændret." in side
    assert "Intern fejl &amp; mere" in side and "Mangler: flytning, adresse." in side and "Steg 4 mio. kr." in side
    assert re.findall(r"</span> ([^<]+)</strong>", side) == ["Fejlet", "Ikke kørt", "Uændret"]
    assert "Opgjort pr. 31. december 2024" in side


def test_side_staar_alene() -> None:
    """The page links only to its own reports and the words, a failed report has no link, and the one script is the one its policy names."""
    side = _side()
    assert re.findall(r'href="([^"]+)"', side) == ["n/rapport.html", "udgift.110/rapport.html", "datavalidering/rapport.html", "ordliste.html"]
    assert side.count("<h1") == 1 and '<html lang="da">' in side and not re.search(r"https?://", side)
    program = re.findall(r"<script>(.*?)</script>", side, re.S)
    aftryk = b64encode(sha256(program[0].encode()).digest()).decode()
    assert len(program) == 1 and f"script-src 'sha256-{aftryk}'" in side and side_fejl(side) == ""


def test_kun_vores_eget_program_faar_lov() -> None:
    """One letter more, a script from elsewhere, or another kind of field: the gate's reading refuses the page."""
    side = _side()
    for gammelt, nyt in (("use strict", "use  strict"), ("<script>", '<script src="x.js">'), ('type="search"', 'type="password"'), ("index.html", "index.html")):
        assert bool(side_fejl(side.replace(gammelt, nyt))) == (gammelt != nyt)


def test_efter_laeser_og_dele_foldet() -> None:
    """Each report stands under its reader; the parts of one with many are folded under the whole."""
    dele = [{"titel": f"Sagsbehandleroversigt{n}", "laeser": "Sagsbehandleren, hver måned", "status": "ok", "svar": "Et svar. To."} for n in ("", *(f" · SB{i}" for i in range(4)))]
    side = indeks([*RAPPORTER, *dele], kommune="E", per="2024-12-31")
    assert re.findall(r"<h2>(.*?)</h2>", side) == ["Kræver opmærksomhed", "Økonomi", "Sagsbehandlere og afdelinger", "Data og analyse"]
    assert "<summary>4 delrapporter</summary>" in side and side.count("<p>Et svar.</p>") == 5 and "To." not in side


def test_uden_rapporter() -> None:
    """A run without reports says so."""
    assert "Der er ingen rapporter i denne kørsel." in indeks([], kommune="E", per="2024-12-31")
