"""The funnel is read back from its SVG."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pandas as pd

from lisanalysis.analyses.result import Figur
from lisanalysis.publish import figures


def test_a_funnel_draws_every_unit_and_three_lines() -> None:
    """Two units of one size are two points; the limits and the middle are three lines; the groups stand in the legend."""
    data = pd.DataFrame({
        "n": [20, 20, 90], "andel": [0.1, 0.5, 0.2], "gruppe": ["inden for", "afviger", "inden for"],
        "midte": [0.2] * 3, "lav": [0.0, 0.0, 0.1], "hoej": [0.45, 0.45, 0.3],
    })  # fmt: skip
    figur = Figur("tragt", "Titel", "tragt", data, "n", "andel", "En tragt.", farve="gruppe", y_format="pct", x_titel="Antal")
    svg = figures.tegn(figur)
    rod = ET.fromstring(svg)
    tekster = ["".join(t.itertext()) for t in rod.iter("text")]
    assert {"inden for", "afviger", "Antal"} <= set(tekster)
    assert svg.count("stroke-dasharray: 3.7") == 2 or svg.count("stroke-dasharray") >= 2
    assert figures.tegn(figur) == svg
