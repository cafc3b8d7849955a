"""The parts of a report as HTML: what `show` puts in a notebook, and what the page is put together from.

All text is escaped here, once, and the classes all begin with `lis-`; how they look is in `skabelon/dele.css`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Afsnit, Figur, Noegletal, Result, Tabel
from lisanalysis.publish import figures, numbers, tables, words
from lisanalysis.publish.lights import statusord
from lisanalysis.publish.page import rapport

__all__ = ["afsnit", "del_", "figur_html", "forbehold_html", "forside", "metode_html", "noegletal_html", "rapport", "tabel_html"]

NOEGLETAL_PAA_FORSIDEN = 5
_MILLION = 1_000_000
_LANG_VAERDI = 13  # characters; a longer value is set smaller, so that five cards still stand in a row


def forside(result: Result) -> str:
    """Page one: the answer in one sentence, at most five key figures, what to do, and how far the data can be trusted."""
    dele = [
        f'<p class="lis-spoergsmaal">{escape(result.spoergsmaal)} <span>Til {escape(words.lille(result.laeser))}</span></p>',
        _ikke_koert(result) if result.status == "ikke_koert" else _svar(words.laesbar(result.svar)),
        noegletal_html([n for n in result.noegletal if n.forside][:NOEGLETAL_PAA_FORSIDEN], result.valuta),
        _boks("Det kan du gøre nu", result.goer, "lis-goer"),
        _boks("Så langt rækker data", result.datagrundlag, "lis-datagrundlag"),
    ]
    return f'<section class="lis lis-forside">{"".join(dele)}</section>'


def noegletal_html(noegletal: Iterable[Noegletal], valuta: str = "DKK") -> str:
    """The key figures as cards; one that could not be computed says why in place of a number."""
    kort = "".join(_kort(n, valuta) for n in noegletal)
    return f'<dl class="lis lis-noegletal">{kort}</dl>' if kort else ""


def afsnit(result: Result, afsnit: Afsnit) -> str:
    """A section: its heading, its sentences, and the figures and tables it names, in that order."""
    tekst = "".join(f"<p>{escape(words.laesbar(t))}</p>" for t in afsnit.tekst)
    indhold = "".join(del_(result, navn) for navn in afsnit.indhold)
    return f'<section class="lis lis-afsnit"><h3>{escape(afsnit.titel)}</h3>{tekst}{indhold}</section>'


def figur_html(figur: Figur, valuta: str = "DKK") -> str:
    """The chart under the sentence that says what it shows, and over its source."""
    kilde = f'<p class="lis-kilde">Kilde: {escape(figur.kilde)}</p>' if figur.kilde else ""
    return (
        f'<figure class="lis lis-figur"><figcaption>{escape(words.laesbar(figur.titel))}</figcaption>'
        f'<div class="lis-tegning">{figures.tegn(figur, valuta)}</div>{kilde}</figure>'
    )


def tabel_html(tabel: Tabel, valuta: str = "DKK") -> str:
    """The table with its caption and how much of it is shown."""
    return f'<div class="lis lis-tabelafsnit">{tables.html(tabel, valuta)}</div>'


def forbehold_html(result: Result) -> str:
    """What the numbers cannot carry, and the parts of the question that could not be answered."""
    udeladt = [f"{dansk.stort(words.stavet(navn))}: {grund}" for navn, grund in result.ikke_koert.items()]
    liste = _liste(result.forbehold) or "<p>Der er ingen særlige forbehold.</p>"
    ikke_koert = f"<h3>Ikke kørt</h3>{_liste(udeladt)}" if udeladt else ""
    return f'<section class="lis lis-forbehold"><h2>Forbehold</h2>{liste}{ikke_koert}</section>'


def metode_html(result: Result) -> str:
    """How the figures came about, in the order it was done."""
    punkter = "".join(f"<p>{escape(words.laesbar(m))}</p>" for m in result.metode)
    return f'<section class="lis lis-metode"><h2>Sådan er det gjort op</h2>{punkter}</section>' if punkter else ""


def del_(result: Result, navn: str) -> str:
    """The part of that name: forside, noegletal, forbehold, metode, or a figure, table, key figure or section of the result.

    Raises KeyError where there is none.
    """
    faste = {"forside": forside, "forbehold": forbehold_html, "metode": metode_html}
    if navn in faste:
        return faste[navn](result)
    if navn == "noegletal":
        return noegletal_html(result.noegletal, result.valuta)
    fundet = result.find(navn)
    if isinstance(fundet, Figur):
        return figur_html(fundet, result.valuta)
    if isinstance(fundet, Tabel):
        return tabel_html(fundet, result.valuta)
    return afsnit(result, fundet) if isinstance(fundet, Afsnit) else noegletal_html([fundet], result.valuta)


def _svar(svar: str) -> str:
    """The answer's first sentence as the headline; what follows it explains, and is set as text."""
    overskrift, resten = words.foerste_saetning(svar)
    uddybning = f'<p class="lis-uddybning">{escape(resten)}</p>' if resten else ""
    return f'<p class="lis-svar">{escape(overskrift)}</p>{uddybning}'


def _kort(noegletal: Noegletal, valuta: str) -> str:
    noegletal = _i_millioner(noegletal)
    vaerdi = escape(numbers.skriv(noegletal.vaerdi, noegletal.format, valuta))
    enhed = f" <small>{escape(words.antal_af(vaerdi, noegletal.enhed))}</small>" if noegletal.format in ("antal", "decimal") and noegletal.enhed else ""
    if numbers.mangler(noegletal.vaerdi):
        enhed = ""
    klasse = ' class="lis-lang"' if len(vaerdi) > _LANG_VAERDI else ""
    noter = "<br>".join(map(escape, _noter(noegletal, valuta)))
    note = f'<dd class="lis-usikkerhed">{noter}</dd>' if noter else ""
    return f"<div><dt>{escape(words.laesbar(noegletal.titel))}</dt><dd{klasse}>{vaerdi}{enhed}</dd>{note}</div>"


def _i_millioner(noegletal: Noegletal) -> Noegletal:
    """From a million up a card says what the sentence beside it says, 64,2 mio. kr.; the file keeps every øre."""
    stort = noegletal.format == "kr" and numbers.er_tal(noegletal.vaerdi) and abs(noegletal.vaerdi) >= _MILLION
    return replace(noegletal, format="mio") if stort else noegletal


def _noter(noegletal: Noegletal, valuta: str) -> list[str]:
    """The 95 % interval where it is one, what it was last time, and the reason where the figure is not plainly known."""
    noter = []
    if noegletal.lav95 is not None and noegletal.hoej95 is not None:
        lav, hoej = (numbers.skriv(v, noegletal.format, valuta) for v in (noegletal.lav95, noegletal.hoej95))
        noter += [f"95 %-interval: {lav} til {hoej}"] * (lav != hoej)
    if noegletal.sidst:
        dag, foer = noegletal.sidst
        noter.append(f"{numbers.dato_kort(dag)}: {numbers.skriv(foer, noegletal.format, valuta)}")
    if noegletal.status != "ok":
        noter.append(statusord(noegletal.status))
    return noter


def _ikke_koert(result: Result) -> str:
    """The box that stands where the answer would have stood."""
    mangler = _liste(words.tabel_i_ord(navn) for navn in result.mangler)
    svar = f"<p>{escape(result.svar)}</p>" if result.svar and not result.svar.startswith("Ikke kørt: der mangler") else ""
    return f'<div class="lis-boks lis-ikke-koert"><p class="lis-svar">Ikke kørt: data mangler</p>{svar}{mangler}</div>'


def _boks(titel: str, punkter: tuple[str, ...], klasse: str) -> str:
    return f'<div class="lis-boks {klasse}"><h2>{escape(titel)}</h2>{_liste(punkter)}</div>' if punkter else ""


def _liste(punkter: Iterable[str]) -> str:
    indhold = "".join(f"<li>{escape(words.laesbar(p))}</li>" for p in punkter)
    return f"<ul>{indhold}</ul>" if indhold else ""
