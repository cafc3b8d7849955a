"""The SVG is read back with an XML parser; lengths of bars are compared with the numbers they stand for."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from lisanalysis.analyses.result import Figur
from lisanalysis.publish import figures, waterfall


def _tekster(svg: str) -> list[str]:
    return ["".join(t.itertext()).replace("\u00a0", " ") for t in ET.fromstring(svg).iter("text")]


def _soejler(svg: str, farve: str) -> list[tuple[float, float]]:
    """Top and bottom of each filled bar of that colour."""
    stier = re.findall(rf'<path d="([^"]+)"[^>]*style="fill: {farve}', svg)
    ys = [[float(y) for y in re.findall(r"[ML] [-\d.]+ ([-\d.]+)", sti)] for sti in stier]
    return [(min(y), max(y)) for y in ys]


def test_alle_slags_er_gyldig_markup_med_alternativ_tekst(figurer: tuple[Figur, ...]) -> None:
    """Each picture is one well-formed <svg role="img"> with its alternative text escaped, and no address or metadata."""
    for figur in figurer[:4]:
        svg = figures.tegn(figur)
        rod = ET.fromstring(svg)
        assert (rod.tag, rod.get("role"), rod.get("aria-label")) == ("svg", "img", figur.alt)
        assert "http" not in svg and "metadata" not in svg and "<style" not in svg
        assert len(svg) < 25_000


def test_titlen_er_ikke_i_billedet(figurer: tuple[Figur, ...]) -> None:
    """The title belongs to the page, so it is in no text of the picture."""
    for figur in figurer[:4]:
        assert not any("steg" in t or "koster" in t for t in _tekster(figures.tegn(figur)))


def test_samme_figur_giver_samme_bytes(figurer: tuple[Figur, ...]) -> None:
    """Drawing again gives the same bytes, whatever was drawn in between."""
    foerste = [figures.tegn(f) for f in figurer]
    assert [figures.tegn(f) for f in reversed(figurer)] == foerste[::-1]


def test_id_er_unikke_paa_tvaers_af_figurer(figurer: tuple[Figur, ...]) -> None:
    """Two figures on a page share no id, and every reference hits an id of its own figure."""
    alle = [id_ for f in figurer for id_ in re.findall(r' id="([^"]+)"', figures.tegn(f))]
    assert alle and len(alle) == len(set(alle))
    for figur in figurer:
        svg = figures.tegn(figur)
        assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg)) <= set(re.findall(r' id="([^"]+)"', svg))


def test_maaneder_paa_aksen_er_danske_og_faa(figurer: tuple[Figur, ...]) -> None:
    """24 months give at most eight labels, in Danish, so that none runs into the next."""
    maaneder = [t for t in _tekster(figures.tegn(figurer[1])) if re.search(r"\d{4}$", t)]
    assert maaneder == ["jan. 2023", "apr. 2023", "jul. 2023", "okt. 2023", "jan. 2024", "apr. 2024", "jul. 2024", "okt. 2024"]


def test_linjer_skelnes_uden_farve(figurer: tuple[Figur, ...]) -> None:
    """The second line is dashed, and both are named in the legend."""
    svg = figures.tegn(figurer[1])
    assert "stroke-dasharray" in svg and {"§107", "§110"} <= set(_tekster(svg))


def test_vandfald_haenger_sammen(figurer: tuple[Figur, ...]) -> None:
    """The rise starts where the first total ends, the fall where the rise ends, and the last total where the fall ends."""
    svg = figures.tegn(figurer[0])
    (foer, nu), (op,), (ned,) = (_soejler(svg, farve) for farve in (waterfall.I_ALT, waterfall.OP, waterfall.NED))
    assert (op[1], ned[0], nu[0]) == pytest.approx((foer[0], op[0], ned[1]), abs=0.11)
    assert (op[1] - op[0]) / (ned[1] - ned[0]) == pytest.approx(3.2 / 1.8, rel=0.01)
    assert {"41,2", "+3,2", "−1,8", "42,6", "mio. kr.", "Aksen begynder ikke ved 0"} <= set(_tekster(svg))
    assert svg.count("stroke-dasharray") == 3


def test_vandfald_med_mange_trin_ligger_ned() -> None:
    """Long names and many steps turn the waterfall on its side, and all names stand in full."""
    navne = ["2023", *(f"Botilbuddet Åsen, afdeling {n}" for n in range(10)), "2024"]
    data = pd.DataFrame({"trin": navne, "beloeb": [Decimal(100), *[Decimal(10)] * 10, Decimal(200)]})
    figur = Figur("v", "t", "vandfald", data, "trin", "beloeb", "alt", y_format="kr")
    assert waterfall.er_liggende(navne) and set(navne) <= set(_tekster(figures.tegn(figur)))


def test_vandfald_fra_nul_og_ned() -> None:
    """Totals of zero and below zero are drawn with their own labels."""
    data = pd.DataFrame({"trin": ["2023", "Fald", "2024"], "beloeb": [Decimal(0), Decimal(-500), Decimal(-500)]})
    tekster = _tekster(figures.tegn(Figur("v", "t", "vandfald", data, "trin", "beloeb", "alt", y_format="kr")))
    assert tekster.count("−500") == 2 and "Aksen begynder ikke ved 0" not in tekster


@pytest.mark.parametrize("nr", [2, 3])
def test_soejler_har_vaerdien_paa_sig(figurer: tuple[Figur, ...], nr: int) -> None:
    """Each bar carries its own amount in Danish, and the axis its unit in the municipality's currency."""
    assert {"123.457", "−50.000", "Børn", "Voksne", "£"} <= set(_tekster(figures.tegn(figurer[nr], "GBP")))


def test_trafiklys_har_ord_og_form(figurer: tuple[Figur, ...]) -> None:
    """Traffic lights say the status in words and shapes; an unknown status keeps its own word, escaped."""
    html = figures.tegn(replace(figurer[4], data=pd.DataFrame({"kilde": ["A<", "B", "C", "D"], "status": ["groen", "gul", "rød", "<ny>"]})))
    assert re.findall(r"</span> ([^<]+)</strong>", html) == ["Grønt lys", "Gult lys", "Rødt lys", "&lt;ny&gt;"]
    assert re.findall(r'aria-hidden="true">(.)<', html) == ["●", "▲", "✖", "■"] and "A&lt;" in html


def test_tom_figur_siger_det(figurer: tuple[Figur, ...]) -> None:
    """A figure without data says so in words."""
    assert "ingen data" in figures.tegn(replace(figurer[0], data=figurer[0].data.head(0)))


def test_to_raekker_paa_samme_plads_afvises(figurer: tuple[Figur, ...]) -> None:
    """Two rows for one bar are refused, for seaborn would draw their mean without a word."""
    dobbelt = pd.concat([figurer[2].data, figurer[2].data])
    with pytest.raises(ValueError, match="more than one row"):
        figures.tegn(replace(figurer[2], data=dobbelt))


def test_en_maaned_uden_data_er_et_hul_i_linjen() -> None:
    """A month that is missing, as a row or as a value, breaks the line: two runs of points, none drawn between them."""
    hele = [f"{aar}-{nr:02d}" for aar in (2023, 2024) for nr in range(1, 13)]
    maaneder = [m for m in hele if m not in ("2023-06", "2023-07")]
    vaerdier = [None if m == "2024-03" else 100 + i for i, m in enumerate(maaneder)]
    figur = Figur("hul", "Hul", "linje", pd.DataFrame({"m": maaneder, "v": vaerdier}), "m", "v", "En linje med huller")
    sti = max(re.findall(r'<path d="([^"]+)"[^>]*stroke-width: 2', figures.tegn(figur)), key=len)
    assert sti.count("M") == 3 and sti.count("L") == 24 - 3 - 3  # 21 points in three runs


def test_et_punkt_alene_mellem_huller_kan_ses() -> None:
    """In a long series without markers a point with a gap on both sides is drawn as one."""
    maaneder = [f"{aar}-{nr:02d}" for aar in range(2020, 2024) for nr in range(1, 13)]
    vaerdier = [None if 10 <= i <= 20 and i != 15 else i for i, _ in enumerate(maaneder)]
    uden = Figur("uden", "x", "linje", pd.DataFrame({"m": maaneder, "v": [None if i == 15 else v for i, v in enumerate(vaerdier)]}), "m", "v", "x")
    med = Figur("med", "x", "linje", pd.DataFrame({"m": maaneder, "v": vaerdier}), "m", "v", "x")
    assert figures.tegn(med).count("<use") - figures.tegn(uden).count("<use") == 1


def test_kvartaler_er_een_linje() -> None:
    """One month per quarter is a whole line, and a quarter that is missing is a gap in it."""
    kvartaler = [f"{aar}-{nr:02d}" for aar in (2023, 2024) for nr in (1, 4, 7, 10)]
    hel = Figur("hel", "x", "linje", pd.DataFrame({"m": kvartaler, "v": range(8)}), "m", "v", "x")
    hul = Figur("hul", "x", "linje", pd.DataFrame({"m": kvartaler[:4] + kvartaler[5:], "v": range(7)}), "m", "v", "x")
    stier = [max(re.findall(r'<path d="([^"]+)"[^>]*stroke-width: 2', figures.tegn(f)), key=len).count("M") for f in (hel, hul)]
    assert stier == [1, 2]


@pytest.mark.parametrize(("vaerdier", "bunden"), [((45, 150), 0), ((274_000, 341_000), 270_000), ((-5, 150), None), ((0, 0), 0)])
def test_en_linje_ligger_aldrig_under_aksens_mindste_tal(vaerdier: tuple[int, int], bunden: int | None) -> None:
    """Two lines far apart begin at zero; close ones at a number that the axis shows; what goes below zero is left alone."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    from lisanalysis.publish import axis

    ax = Figure().subplots()
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.plot([0, 1], vaerdier)
    foer = ax.get_ylim()[0]
    axis.bund(ax, vaerdier)
    bund = ax.get_ylim()[0]
    assert bund == (foer if bunden is None else bunden)
    assert bunden is None or bund in ax.get_yticks()
