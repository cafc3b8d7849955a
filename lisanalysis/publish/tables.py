"""Writes a table for the page: Great Tables makes the markup, `numbers` the values, and the page's stylesheet the look."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.publish import numbers, words

if TYPE_CHECKING:
    import pandas as pd

# characters across a sheet of A4: in ordinary type, in small type, and beyond that on its side
TAET_FRA, BRED_FRA = 92, 124
_TEKST_BREDDE = 24  # longer text wraps
_BELOEB = ("kr", "mio")
_LED = {"henvisning": "\ue000", "anker": "\ue001"}  # how a link and its place are marked until the table is markup
_STED = re.compile(r"[^\w-]")
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
    if _alt_skjult(tabel.data):
        return f'<p class="lis-tom">{escape(tabel.titel)}: vises ikke. Der er så få borgere, at alle tallene er skjult af hensyn til dem.</p>'
    if vist.empty:
        return f'<p class="lis-tom">{escape(tabel.titel)}: ingen rækker.</p>'
    skrevet, enhed = _skrevet(vist, tabel.kolonner, valuta), _enhed(tabel.kolonner, valuta)
    opmaerket = _led(_slank(_opmaerk(_med_led(skrevet, tabel.kolonner), tabel.kolonner)))
    caption = f"<caption>{escape(tabel.titel)}{enhed and f' <span>Beløb i {escape(enhed)}</span>'}</caption>"
    return (
        f'<div class="lis-tabel{_klasse(skrevet, tabel.kolonner)}" tabindex="0" role="region" aria-label="{escape(tabel.titel, quote=True)}">'
        f"{opmaerket.replace('<thead>', caption + '<thead>', 1)}</div>{_note(tabel, len(vist))}"
    )


def _alt_skjult(data: pd.DataFrame) -> bool:
    """Whether disclosure control has hidden something in every row: a table of dots tells nothing."""
    return not data.empty and all(any(v is numbers.SKJULT for v in raekke) for raekke in data.itertuples(index=False))


def _enhed(kolonner: tuple[Kolonne, ...], valuta: str) -> str:
    """The unit of all the table's amounts, said once above them; nothing where there is none or more than one."""
    enheder = {numbers.enhed(k.format, valuta).strip() for k in kolonner if k.format in _BELOEB}
    return enheder.pop() if len(enheder) == 1 else ""


def _klasse(skrevet: pd.DataFrame, kolonner: tuple[Kolonne, ...]) -> str:
    """How the table is printed, going by the characters its columns need: as it is, in small type, or on a sheet on its side."""
    bredde = sum(_tegn(skrevet[str(i)], k) for i, k in enumerate(kolonner)) + 2 * len(kolonner)
    return " lis-bred" if bredde > BRED_FRA else " lis-taet" if bredde > TAET_FRA else ""


def _tegn(kolonne: pd.Series, hvad: Kolonne) -> int:
    """The characters of the widest thing in a column that cannot be broken."""
    laengst = max(map(len, kolonne), default=0)
    return max(max(map(len, hvad.titel.replace("-", "- ").split()), default=0), min(laengst, _TEKST_BREDDE) if hvad.format == "tekst" else laengst)


def _skrevet(vist: pd.DataFrame, kolonner: tuple[Kolonne, ...], valuta: str) -> pd.DataFrame:
    """The columns shown, each value as the text that the reader sees; amounts are bare where their unit stands above the table."""
    import pandas as pd

    bare = bool(_enhed(kolonner, valuta))
    return pd.DataFrame({str(i): [_celle(v, k, valuta, bare) for v in vist[k.navn]] for i, k in enumerate(kolonner)}, dtype=object)


def _celle(vaerdi: object, kolonne: Kolonne, valuta: str, bare: bool) -> str:
    if bare and kolonne.format in _BELOEB and numbers.er_tal(vaerdi):
        return numbers.tal(vaerdi, kolonne.format)
    return words.kode_i_ord(kolonne.titel, numbers.skriv(vaerdi, kolonne.format, valuta)) if kolonne.format == "tekst" else (
        numbers.skriv(vaerdi, kolonne.format, valuta))  # fmt: skip


def _opmaerk(skrevet: pd.DataFrame, kolonner: tuple[Kolonne, ...]) -> str:
    from great_tables import GT

    slags = {str(i): k.format for i, k in enumerate(kolonner)}
    tekst, dage = [i for i, f in slags.items() if f in ("tekst", *_LED)], [i for i, f in slags.items() if f in ("dato", "periode")]
    tal = [i for i in slags if i not in tekst + dage]
    tabel = GT(skrevet, locale="da", id="t").cols_label(cases={str(i): k.titel for i, k in enumerate(kolonner)})
    # Great Tables' "center" only marks the days, which the stylesheet then keeps on one line
    return tabel.cols_align("right", columns=tal).cols_align("left", columns=tekst).cols_align("center", columns=dage).as_raw_html()


def _med_led(skrevet: pd.DataFrame, kolonner: tuple[Kolonne, ...]) -> pd.DataFrame:
    """The cells with what `_led` makes links of: signs that no data hold. The first cell of its value is the one that is led to."""
    ud = skrevet.copy()
    for i, k in enumerate(kolonner):
        if k.format in _LED:
            moedt: set[str] = set()
            ud[str(i)] = [_maerket(k, v, moedt) for v in skrevet[str(i)]]
    return ud


def _maerket(kolonne: Kolonne, vaerdi: str, moedt: set[str]) -> str:
    if vaerdi == numbers.MANGLER or (kolonne.format == "anker" and vaerdi in moedt):
        return vaerdi
    moedt.add(vaerdi)
    return f"{_LED[kolonne.format]}{kolonne.navn}-{_STED.sub('-', vaerdi)}\ue002{vaerdi}\ue003"


def _led(opmaerket: str) -> str:
    """The links within the page, and the places they lead to."""
    henviser = re.sub("\ue000([^\ue002]*)\ue002([^\ue003]*)\ue003", r'<a href="#\1">\2</a>', opmaerket)
    return re.sub("\ue001([^\ue002]*)\ue002([^\ue003]*)\ue003", r'<span id="\1">\2</span>', henviser)


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
