"""The parts and the page are read back with an HTML parser of the standard library."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from lisanalysis.analyses.result import Noegletal, Result, Tabel
from lisanalysis.errors import ParameterError
from lisanalysis.publish import html, skabelon
from lisanalysis.publish.markup import STIL_SLUT, STIL_START, harmloes
from lisanalysis.publish.notebook import vis

TOMME = {"meta", "br", "img", "hr", "path", "rect", "use", "circle", "line"}
MANIFEST = {
    "status": "ok",
    "mangler": [],
    "input": [{"fil": f"nexus/{n}.csv", "sha256": f"{n:02x}" * 32} for n in range(20)],
    "skabelon": {"fil": "notebooks/udgiftsstigning.ipynb", "sha256": "ef" * 32},
    "versioner": {"lisanalysis": "0.1.0", "kode": "ab" * 32},
}


class Side(HTMLParser):
    """The elements of a page in order, and its visible text; fails where an element is not closed in its place."""

    def __init__(self, kilde: str) -> None:
        super().__init__()
        self.elementer: list[tuple[str, dict[str, str | None]]] = []
        self.tekst, self.aabne = "", []
        self.feed(kilde)
        assert not self.aabne

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementer.append((tag, dict(attrs)))
        if tag not in TOMME:
            self.aabne.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementer.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in TOMME:
            assert self.aabne.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.aabne:
            self.tekst += data

    def alle(self, tag: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.elementer if t == tag]


def _output(svar: Result, navn: str) -> nbformat.NotebookNode:
    data, metadata = vis(svar, navn)._repr_mimebundle_()
    return new_output("display_data", data=data, metadata=metadata)


def _notesbog(svar: Result, *ekstra: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The whole answer as a notebook shows it; with foreign outputs only page one and those, which is quicker."""
    if ekstra:
        return new_notebook(cells=[new_code_cell("x", outputs=[_output(svar, "forside")]), new_code_cell("x", outputs=list(ekstra))])
    notesbog = new_notebook(
        cells=[
            new_markdown_cell("# Udgiftsstigning\n\n**Hvorfor?** Til controlleren."),
            new_code_cell("kommune = 'demo'", metadata={"tags": ["parameters"]}),
            new_code_cell("kommune = 'hemmelig'", metadata={"tags": ["injected-parameters"]}),
            new_code_cell("svar.show()", outputs=[_output(svar, "forside")]),
            new_markdown_cell("Kun til analytikeren", metadata={"tags": ["ikke-i-rapport"]}),
            new_markdown_cell("## Billedet\n\n# Større\n\nSe **her** <b onclick='x()'>x</b> [vejledning](https://eksempel.dk/a) ![kort](http://eksempel.dk/b.png)"),
            new_code_cell("x", outputs=[_output(svar, f.navn) for f in svar.figurer]),
            new_code_cell("x", outputs=[_output(svar, n) for n in ("Hvorfor", "forbehold", "metode")], execution_count=7),
        ]
    )
    nbformat.validate(notesbog)
    return notesbog


def _rapport(svar: Result, *ekstra: nbformat.NotebookNode) -> str:
    parametre = [("konto", "5.38.51", "Den konto, der spørges til."), ("grupper", ["a", "b"], "Delt på."), ("fra", date(2024, 1, 1), "Fra & med.")]
    return html.rapport(_notesbog(svar, *ekstra), titel="Udgift & <vækst>", kommune="Eksempel Kommune", per=svar.per, parametre=parametre, manifest=MANIFEST)


def test_siden_staar_alene(svar: Result) -> None:
    """Danish, one h1, no script, no address, no code, a strict content policy, and small."""
    kilde = _rapport(svar)
    side = Side(kilde)
    assert side.alle("html") == [{"lang": "da"}] and len(side.alle("h1")) == 1
    assert not side.alle("script") and not side.alle("link") and not side.alle("iframe")
    assert [a["href"] for a in side.alle("a")] == ["../index.html", "../ordliste.html"]
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)", kilde)
    assert side.alle("meta")[1]["content"] == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    assert "svar.show()" not in kilde and "hemmelig" not in kilde and "In [" not in kilde and "Out[" not in kilde
    assert len(kilde.encode()) < 300_000


def test_siden_er_tilgaengelig(svar: Result) -> None:
    """Every picture has its words, every table a caption and headed columns, no id stands twice, and headings begin at h2."""
    side = Side(_rapport(svar))
    assert len(side.alle("svg")) == 5 and all(s["role"] == "img" and s["aria-label"] for s in side.alle("svg"))
    assert all(i.get("alt") is not None for i in side.alle("img"))
    assert len(side.alle("caption")) == len(side.alle("table")) == 1 and all(h["scope"] == "col" for h in side.alle("th"))
    overskrifter = [t for t, _ in side.elementer if re.fullmatch(r"h\d", t)]
    assert overskrifter[0] == "h1" and overskrifter[1] == "h2" and set(overskrifter) <= {"h1", "h2", "h3"}


def test_id_staar_kun_en_gang_naar_en_figur_vises_en_gang(svar: Result) -> None:
    """The figures of a page share no id."""
    uden_gentagelse = replace(svar, afsnit=(replace(svar.afsnit[0], indhold=("hvem",)),))
    ider = [a["id"] for _, a in Side(_rapport(uden_gentagelse)).elementer if a.get("id")]
    assert ider and len(ider) == len(set(ider))


def test_hoved_og_fod(svar: Result) -> None:
    """The header says who, what and when; the footer the parameters in words and the manifest with short hashes."""
    tekst = Side(_rapport(svar)).tekst
    assert "Eksempel Kommune" in tekst and "Udgift & <vækst>" in tekst and "Opgjort pr. 31. december 2024" in tekst
    assert "5.38.51 Den konto, der spørges til." in tekst and "a, b Delt på." in tekst and "1. januar 2024 Fra & med." in tekst
    assert "nexus/3.csv 030303030303 ·" in tekst and "og 8 mere" in tekst and "03" * 32 not in tekst
    assert "lisanalysis 0.1.0 · kode abababababab" in tekst and "Mangler" not in tekst


def test_markdown_er_tam(svar: Result) -> None:
    """Markdown keeps its words: raw HTML is shown, links and pictures lose their address, and headings stay below the title."""
    kilde = _rapport(svar)
    assert "&lt;b onclick=" in kilde and "vejledning" in kilde and "<em>kort</em>" in kilde and "eksempel.dk" not in kilde
    assert "<h2>Større</h2>" in kilde and "Kun til analytikeren" not in kilde
    assert "Til controlleren" not in kilde  # page one says the question and the reader


FREMMEDE: list[tuple[dict[str, Any], str]] = [
    ({"text/html": "<table><tr><td>hemmelig</td></tr></table>", "text/plain": "hemmelig"}, "html"),
    ({"application/javascript": "hemmelig()"}, "program"),
    ({"text/vnd.mermaid": "hemmelig"}, "diagram"),
    ({"application/vnd.jupyter.widget-view+json": {"model_id": "hemmelig"}, "text/plain": "x"}, "widget"),
    ({"image/svg+xml": "<svg onload='hemmelig'/>"}, "billede"),
    ({"text/markdown": "hemmelig"}, "markdown"),
    ({"text/plain": "hemmelig"}, "tekst"),
]


@pytest.mark.parametrize(("data", "slags"), FREMMEDE, ids=[s for _, s in FREMMEDE])
def test_fremmede_output_udelades_med_en_bemaerkning(svar: Result, data: dict[str, Any], slags: str) -> None:
    """What `show` did not make is left out, and a note in its place says what it was."""
    kilde = _rapport(svar, new_output("display_data", data=data))
    assert f"Her var et output ({slags})" in kilde and "hemmelig" not in kilde and "onload" not in kilde


@pytest.mark.parametrize(
    "ondt",
    [
        "<script>x</script>", "<p onclick='x'>", "<img src='http://x'>", "<a href='http://x'>", "<iframe>", "<style>*{}</style>", "<!-- x -->",
        "<p style='background:url(http://x)'>", "<svg><use href='x.svg#a'/></svg>", "<form>", "<svg><foreignObject/></svg>", "<?php ?>", "<![CDATA[x]]>",
    ],
)  # fmt: skip
def test_et_maerke_er_ikke_nok(svar: Result, ondt: str) -> None:
    """Markup that is marked as ours but holds anything live is left out all the same."""
    assert not harmloes(f"<p>a</p>{ondt}")
    kilde = _rapport(svar, new_output("display_data", data={"text/html": "<p>hemmelig</p>" + ondt}, metadata={"lisanalysis": "x"}))
    assert "hemmelig" not in kilde and "Her var et output (html)" in kilde


def test_det_vi_selv_skriver_er_harmloest(svar: Result) -> None:
    """All parts of an answer pass the test that outputs must pass."""
    navne = ["forside", "noegletal", "forbehold", "metode", "Hvorfor", "delta_kr", "hvem", *(f.navn for f in svar.figurer)]
    assert all(harmloes(html.del_(svar, navn)) for navn in navne)


def test_besked_fra_save_og_advarsler_ses_ikke(svar: Result) -> None:
    """What `save` tells the batch, the folder it gives back, and warnings leave neither text nor note."""
    notesbog = _notesbog(
        svar,
        new_output("display_data", data={"application/vnd.lisanalysis.svar+json": {"status": "hemmelig"}, "text/plain": "hemmelig"}),
        new_output("execute_result", data={"text/plain": "PosixPath('hemmelig')"}),
        new_output("stream", name="stderr", text="hemmelig"),
    )
    kilde = html.rapport(notesbog, titel="t", kommune="k", per="2024-12-31")
    assert "hemmelig" not in kilde and "Her var et output" not in kilde


def test_udskrift_og_fejl_naevnes(svar: Result) -> None:
    """Printed text and errors are not shown, but said to have been there."""
    kilde = _rapport(svar, new_output("stream", text="hemmelig"), new_output("error", ename="E", evalue="hemmelig", traceback=["hemmelig"]))
    assert "hemmelig" not in kilde and "(tekst)" in kilde and "(fejlmeddelelse)" in kilde


def test_notesbogen_roeres_ikke(svar: Result) -> None:
    """Making the page leaves the notebook as it was."""
    notesbog = _notesbog(svar)
    foer = nbformat.writes(notesbog)
    html.rapport(notesbog, titel="t", kommune="k", per="2024-12-31")
    assert nbformat.writes(notesbog) == foer


def test_stor_rapport_er_under_300_kb(svar: Result, hvem: Tabel) -> None:
    """Twelve figures and five tables of 100 rows stay below 300 KB."""
    figurer = tuple(replace(f, navn=f"{f.navn}{n}") for n in range(3) for f in svar.figurer[:4])
    tabeller = tuple(replace(hvem, navn=f"t{n}", vis=100) for n in range(5))
    stort = replace(svar, figurer=figurer, tabeller=tabeller, afsnit=(replace(svar.afsnit[0], indhold=tuple(t.navn for t in tabeller)),))
    assert len(_rapport(stort).encode()) < 300_000


def test_forside(svar: Result) -> None:
    """Page one has the question, the answer, five key figures and no sixth, what to do, and how far the data go."""
    side = Side(html.forside(svar))
    tekst = side.tekst.replace("\u00a0", " ")
    for ventet in ("Hvorfor steg kontoen?", "controller", "<tre> borgere", "1,4 mio. kr.", "3,4 %", "134 borgere", "42,6 mio. kr.",
                   "95 %-interval: 3,0 % til 4,0 %", "for lille", "Ring til herberget.", "97,8 % af kronerne"):  # fmt: skip
        assert ventet in tekst
    assert len(side.alle("dt")) == 5 and "Den sjette" not in tekst


def test_ikke_koert_siger_hvad_der_mangler(svar: Result) -> None:
    """An answer that could not be had says so where the answer would have stood, and names what is missing."""
    tekst = Side(html.forside(replace(svar, status="ikke_koert", mangler=("bevilling", "ydelse"), noegletal=()))).tekst
    assert "Ikke kørt: data mangler" in tekst and "bevilling" in tekst and "ydelse" in tekst


def test_forbehold_og_metode(svar: Result) -> None:
    """Forbehold lists what was not run too, and says so when there are none."""
    assert "Juni mangler." in html.forbehold_html(svar) and "Pr. sagsbehandler: sagsbehandler mangler" in html.forbehold_html(svar)
    assert "ingen særlige forbehold" in html.forbehold_html(replace(svar, forbehold=(), ikke_koert={}))
    assert "Borger for borger." in html.metode_html(svar) and html.metode_html(replace(svar, metode=())) == ""


def test_vis_finder_delen_eller_siger_hvad_der_er(svar: Result) -> None:
    """`show` finds figures, tables and sections by name, its text form shows no row, and an unknown name lists the known."""
    assert "<figure" in vis(svar, "linje").html and "<table" in vis(svar, "hvem").html and "<h3>Hvorfor</h3>" in vis(svar, "Hvorfor").html
    assert vis(svar, "hvem")._repr_mimebundle_()[0]["text/plain"] == "<hvem>"
    with pytest.raises(ParameterError, match="forside.*vandfald.*hvem.*Hvorfor"):
        vis(svar, "findes ikke")


def test_farver_kan_laeses() -> None:
    """Every pair of text and ground in the stylesheets has the contrast that WCAG AA asks for (4.5)."""
    stil = skabelon.tekst("dele.css") + skabelon.tekst("side.css")
    par = re.findall(r"color: (#[0-9a-f]{6}); background: (#[0-9a-f]{6})", stil)
    par += [(farve, grund) for farve in ("#1d2733", "#51606f", "#14507a") for grund in ("#ffffff", "#f4f6f8", "#fdf4e3")]
    assert len(par) >= 14 and set(re.findall(r"[^-]color: (#[0-9a-f]{6})", stil)) <= {f for f, _ in par}
    assert min(_kontrast(*p) for p in par) >= 4.5


def _kontrast(farve: str, grund: str) -> float:
    lys, moerk = sorted((_lyshed(farve), _lyshed(grund)), reverse=True)
    return (lys + 0.05) / (moerk + 0.05)


def _lyshed(farve: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    dele = [int(farve[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in dele)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_kontrastregningen_mod_kendte_vaerdier() -> None:
    """Black on white is 21, and #767676 on white 4.54, as WCAG's own examples say."""
    assert _kontrast("#000000", "#ffffff") == pytest.approx(21)
    assert _kontrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_status_siges_paa_dansk(svar: Result) -> None:
    """A key figure that could not be computed says why in words with æøå, several reasons with a comma."""
    tal = svar.noegletal[3]
    def ord_(status: str) -> str:
        return html.noegletal_html([replace(tal, status=status)])

    assert "ikke kørt" in ord_("ikke_koert") and "for få borgere til at vises" in ord_("for_faa_borgere")
    assert "for spinkelt grundlag, for få borgere" in ord_("LOW_POWER+SMALL_CELL")
    assert "andel på døgn" in ord_("andel_paa_doegn") and "_" not in ord_("andel_paa_doegn").partition("lis-usikkerhed")[2]


def test_en_bred_tabel_faar_et_liggende_ark(hvem: Tabel) -> None:
    """What needs more characters than a sheet has is set small, then on a sheet on its side; the rest stays in the text."""
    def trykt(antal: int) -> str:
        return re.search(r'class="(lis-tabel[^"]*)"', html.tabel_html(replace(hvem, kolonner=(hvem.kolonner[0],) * antal)))[1]

    assert [trykt(n) for n in (3, 4, 5)] == ["lis-tabel", "lis-tabel lis-taet", "lis-tabel lis-bred"]
    assert "page: bred" in skabelon.tekst("side.css") and "A4 landscape" in skabelon.tekst("side.css")


def test_forsidens_overskrift_er_foerste_saetning(svar: Result) -> None:
    """Only the first sentence is set large; what follows explains it."""
    side = html.forside(replace(svar, svar="Kontoen steg 4,7 mio. kr. (8,1 %) fra 2024 til 2025. De 5 største bidrag står for 24 %."))
    assert '<p class="lis-svar">Kontoen steg 4,7 mio. kr. (8,1 %) fra 2024 til 2025.</p><p class="lis-uddybning">De 5' in side
    assert "lis-uddybning" not in html.forside(svar)


def test_et_kort_med_en_er_i_ental() -> None:
    """1 række on the card; the file's unit is the plural still."""
    kort = [Side(html.noegletal_html([Noegletal("n", "Afvist", n, "rækker")])).tekst for n in (0, 1, 2)]
    assert kort == ["Afvist0 rækker", "Afvist1 række", "Afvist2 rækker"]


def test_et_kort_siger_hvad_det_var_sidst(svar: Result) -> None:
    """The figure of the report before stands under this one with its day; an interval without width is none."""
    foerste = replace(svar.noegletal[0], sidst=(date(2024, 11, 30), Decimal("1100000")), lav95=1400000.1, hoej95=1400000.1)
    tekst = Side(html.noegletal_html([foerste])).tekst.replace("\u00a0", " ")
    assert "1,4 mio. kr.30. nov. 2024: 1,1 mio. kr." in tekst and "interval" not in tekst


def test_en_overskrift_uden_indhold_udelades(svar: Result) -> None:
    """A heading whose part was not run is left out, and a part of which there is nothing leaves no note."""
    tom = new_output("display_data", data={"text/html": STIL_START + "x" + STIL_SLUT, "text/plain": "<metode>"}, metadata={"lisanalysis": "metode"})
    celler = [new_markdown_cell("## Tom"), new_code_cell("x", outputs=[tom, _output(svar, "forbehold")]), new_markdown_cell("## Fuld"), new_code_cell("x", outputs=[_output(svar, "hvem")])]
    side = html.rapport(new_notebook(cells=celler), titel="t", kommune="k", per="2024-12-31")
    assert "<h2>Fuld</h2>" in side and "Juni mangler." in side and "Tom" not in side and "Her var et output" not in side
