from __future__ import annotations

import re
from datetime import date

from lisanalysis.publish.index import indeks

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
    assert re.findall(r"</span> ([^<]+)</strong>", side) == ["Fejlet", "Ikke kørt", "Kørt", "Uændret"]
    assert "Opgjort pr. 31. december 2024" in side


def test_side_staar_alene() -> None:
    """The page links only to its own reports, a failed report has no link, and there is one h1, a language and no script."""
    side = _side()
    assert re.findall(r'href="([^"]+)"', side) == ["n/rapport.html", "udgift.110/rapport.html", "datavalidering/rapport.html"]
    assert side.count("<h1") == 1 and '<html lang="da">' in side and not re.search(r"<script|https?://", side)


def test_uden_rapporter() -> None:
    """A run without reports says so."""
    assert "Der er ingen rapporter i denne kørsel." in indeks([], kommune="E", per="2024-12-31")
