from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape

import pandas as pd

from lisanalysis.analyses.result import Kolonne, Result, Tabel
from lisanalysis.law import kontoplan
from lisanalysis.publish.disclosure import til_publikum
from lisanalysis.publish.markup import harmloes
from lisanalysis.publish.numbers import SKJULT
from lisanalysis.publish.tables import html


def _raekker(opmaerket: str) -> list[list[str]]:
    rk = re.findall(r"<tr>(.*?)</tr>", opmaerket)
    return [[unescape(c).replace("\u00a0", " ") for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", r)] for r in rk]


def test_vaerdier_paa_dansk(hvem: Tabel) -> None:
    """Every cell reads as the hand-written row, hostile text included; the unit of the amounts is said once, above."""
    assert "<span>Beløb i kr.</span></caption>" in html(hvem)
    assert _raekker(html(hvem))[:4] == [
        ["Leverandør", "Ændring", "Andel", "Sager", "Måned", "Første dag"],
        ["<script>alert(1)</script>", "1.234.568", "12,5 %", "0", "maj 2024", "1. maj 2024"],
        ["=1+1", "–", "–", "1", "maj 2024", "1. maj 2024"],
        ["Åsen & Søn", "0", "−50,0 %", "2", "maj 2024", "1. maj 2024"],
    ]


def test_opmaerkning(hvem: Tabel) -> None:
    """The table has a caption and column headers for screen readers, numbers to the right, and no script or style of its own."""
    opmaerket = html(hvem)
    assert "<caption>Hvem står bag <span>" in opmaerket
    assert opmaerket.count('scope="col"') == 6 and opmaerket.count('<th class="tal"') == 3
    assert opmaerket.count('<td class="dag">') == 10
    assert not re.search(r"<script|<style|gt_| id=", opmaerket)


def test_siger_hvor_meget_der_vises(hvem: Tabel) -> None:
    """What is not shown is counted, and the file with the rest named."""
    assert "Viser 5 af 134 rækker. Resten står i hvem.csv. Et minus er et fald." in html(hvem)
    assert "Resten" not in html(replace(hvem, fil=False)) and "Viser 5 af 134" in html(replace(hvem, fil=False))
    assert "Viser" not in html(replace(hvem, vis=134))
    assert html(replace(hvem, vis=0)).startswith('<p class="lis-note">Viser 0 af 134 rækker.')


def test_tom_tabel_siger_det(hvem: Tabel) -> None:
    """A table without rows says so."""
    assert "ingen rækker" in html(replace(hvem, data=hvem.data.head(0)))


def test_markup_er_lille(hvem: Tabel) -> None:
    """The markup around a row of six cells stays below 300 characters, so that long reports stay small."""
    hele = html(replace(hvem, data=hvem.data.iloc[3:], vis=131))
    assert len(hele) / 131 < 300


def test_koder_siges_i_ord(hvem: Tabel) -> None:
    """A paragraph and an account are said as a reader knows them; two units of money keep theirs in the cells."""
    data = pd.DataFrame({"p": ["SEL-52-3.7"], "k": ["538521001"], "kr": [Decimal("5000000")], "mio": [Decimal("5000000")]})
    kolonner = (Kolonne("p", "Paragraf"), Kolonne("k", "Konto"), Kolonne("kr", "I dag", "kr"), Kolonne("mio", "Før", "mio"))
    assert _raekker(html(Tabel("t", "T", data, kolonner)))[1] == [
        "SEL § 52, stk. 3, nr. 7", "538521001 " + kontoplan.funktion("5.38.52").navn, "5.000.000 kr.", "5,0 mio. kr."]  # fmt: skip


def test_a_reference_leads_to_the_first_row_of_its_number_in_another_table() -> None:
    """`href` and `id` are of the column and the value; only the first row is led to; an unknown one leads nowhere, and data cannot make a link."""
    fra = Tabel("a", "A", pd.DataFrame({"nr": ["1", None, "<b>"]}, dtype=object), (Kolonne("nr", "Nr.", "henvisning"),))
    til = Tabel("b", "B", pd.DataFrame({"nr": ["1", "1", "2"]}, dtype=object), (Kolonne("nr", "Nr.", "anker"),))
    side = html(fra) + html(til)

    assert side.count('<a href="#nr-1">1</a>') == 1 and side.count('<span id="nr-1">1</span>') == 1 and side.count('id="nr-2"') == 1
    assert "<b>" not in side and '<a href="#nr--b-">&lt;b&gt;</a>' in side and side.count("<a ") == 2
    assert harmloes(side) and not harmloes('<a href="https://x.example">x</a>') and not harmloes('<a href="#x" onclick="y">x</a>')


def test_a_table_of_dots_is_a_sentence() -> None:
    """Four citizens in two places: nothing may be shown, and that is said; with nine in one of them the table is there."""
    def talt(varde: int) -> str:
        data = pd.DataFrame({"kommune": ["Varde"] * varde + ["Haderslev"], "borger_id": [f"b{n}" for n in range(varde + 1)]})
        kolonner = (Kolonne("kommune", "Kommune"), Kolonne("borger_id", "Borger"))
        tabel = Tabel("kommuner", "Til hvilken kommune", data, kolonner, enhed="borger_id", fordel=("kommune",))
        svar = Result("x", "X", "", "", date(2025, 12, 31), "", tabeller=(tabel,))
        return html(til_publikum(svar).tabeller[0])

    assert talt(3) == '<p class="lis-tom">Til hvilken kommune: vises ikke. Der er så få borgere, at alle tallene er skjult af hensyn til dem.</p>'
    data = pd.DataFrame({"kommune": ["Varde", "Haderslev"], "borgere": [9, SKJULT]})
    assert ["Haderslev", "•"] in _raekker(html(Tabel("k", "K", data, (Kolonne("kommune", "Kommune"), Kolonne("borgere", "Borgere", "antal")))))
