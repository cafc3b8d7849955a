"""Writes a table for the page: Great Tables makes the markup, `numbers` the values, and the page's stylesheet the look."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.publish import numbers

if TYPE_CHECKING:
    import pandas as pd

BRED_FRA = 7  # columns; a table with more is printed on a sheet of A4 on its side
_TABEL = re.compile(r"<table\b.*?</table>", re.S)
# classes, ids and attributes that only Great Tables' own stylesheet and Quarto read
_OVERFLOEDIGT = re.compile(r' (?:id|headers|rowspan|colspan|data-quarto-[\w-]+)="[^"]*"')
_HOEJRE = re.compile(r'class="[^"]*gt_right[^"]*"')
_MIDT = re.compile(r'class="[^"]*gt_center[^"]*"')
_ANDRE = re.compile(r' class="gt_[^"]*"')


def html(tabel: Tabel, valuta: str = "DKK") -> str:
    """The table as `<table>` in a box that scrolls on its own, at most `vis` rows of it; says so when there are more."""
    vist = tabel.data.head(tabel.vis)
    if vist.empty and not tabel.data.empty:
        return _note(tabel, 0)
    if vist.empty:
        return f'<p class="lis-tom">{escape(tabel.titel)}: ingen rækker.</p>'
    opmaerket = _slank(_opmaerk(_skrevet(vist, tabel.kolonner, valuta), tabel.kolonner))
    bred = " lis-bred" if len(tabel.kolonner) > BRED_FRA else ""
    caption = f"<caption>{escape(tabel.titel)}</caption>"
    return (
        f'<div class="lis-tabel{bred}" tabindex="0" role="region" aria-label="{escape(tabel.titel, quote=True)}">'
        f"{opmaerket.replace('<thead>', caption + '<thead>', 1)}</div>{_note(tabel, len(vist))}"
    )


def _skrevet(vist: pd.DataFrame, kolonner: tuple[Kolonne, ...], valuta: str) -> pd.DataFrame:
    """The columns shown, each value as the text that the reader sees."""
    import pandas as pd

    return pd.DataFrame({str(i): [numbers.skriv(v, k.format, valuta) for v in vist[k.navn]] for i, k in enumerate(kolonner)}, dtype=object)


def _opmaerk(skrevet: pd.DataFrame, kolonner: tuple[Kolonne, ...]) -> str:
    from great_tables import GT

    slags = {str(i): k.format for i, k in enumerate(kolonner)}
    tekst, dage = [i for i, f in slags.items() if f == "tekst"], [i for i, f in slags.items() if f in ("dato", "periode")]
    tal = [i for i in slags if i not in tekst + dage]
    tabel = GT(skrevet, locale="da", id="t").cols_label(cases={str(i): k.titel for i, k in enumerate(kolonner)})
    # Great Tables' "center" only marks the days, which the stylesheet then keeps on one line
    return tabel.cols_align("right", columns=tal).cols_align("left", columns=tekst).cols_align("center", columns=dage).as_raw_html()


def _slank(opmaerket: str) -> str:
    """The `<table>` alone: the page's stylesheet replaces the 11 KB that each table brings along."""
    tabel = _TABEL.search(opmaerket)
    assert tabel, "Great Tables no longer writes a <table>"
    udvalgt = _HOEJRE.sub('class="tal"', _MIDT.sub('class="dag"', _OVERFLOEDIGT.sub("", tabel[0])))
    udvalgt = _ANDRE.sub("", udvalgt)
    return re.sub(r">\s*\n\s*<", "><", udvalgt)


def _note(tabel: Tabel, vist: int) -> str:
    """How much of the table is shown, and the file that has the rest."""
    dele = []
    if vist < len(tabel.data):
        resten = f" Resten står i {tabel.navn}.csv." if tabel.fil else ""
        dele.append(f"Viser {numbers.skriv(vist, 'antal')} af {numbers.skriv(len(tabel.data), 'antal')} rækker.{resten}")
    if tabel.forklaring:
        dele.append(tabel.forklaring)
    return f'<p class="lis-note">{escape(" ".join(dele))}</p>' if dele else ""
