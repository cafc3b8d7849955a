"""Writes index.html: every report of a run by who it is for, with trouble on top, and a search that needs no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any
from urllib.parse import quote

from lisanalysis.publish import frame, glossary, lights, skabelon, words

# status → how the summary counts one and many
_TALT = {"fejlet": ("fejlede", "fejlede"), "ikke_koert": ("kunne ikke køres", "kunne ikke køres"), "ok": ("er ny", "er nye"), "uaendret": ("er uændret", "er uændrede")}
_BESVAER = ("fejlet", "ikke_koert")
# a word in what a report says of its reader → the heading it stands under; the first that fits
_LAESERE = (
    (("direktion", "politiker"), "Direktion og politikere"),
    (("fagchef", "leder"), "Fagchefer"),
    (("økonomi", "controller"), "Økonomi"),
    (("refusion", "mellemkommunal"), "Refusion og betaling mellem kommuner"),
    (("sagsbehandler", "afdeling", "myndighed"), "Sagsbehandlere og afdelinger"),
    (("lis", "data", "analytiker"), "Data og analyse"),
)
_ANDRE = "Andre"
_SAMLES_FRA = 4  # reports of one analysis; from here on its parts are folded away under the whole


def indeks(rapporter: Sequence[Mapping[str, Any]], *, kommune: str, per: date | str, maerke: str = "") -> str:
    """One self-contained page over the reports.

    Each is a mapping with `titel`, `laeser`, `status` (ok, fejlet, ikke_koert, uaendret), and what there is of `svar`,
    `aarsag` (why it failed), `mangler` (what it lacks), `advarsler` (of the gate) and `link` (relative; left out where there is no page).
    """
    besvaer = sorted((r for r in rapporter if r["status"] in _BESVAER), key=lambda r: _BESVAER.index(r["status"]))
    grupper = _gruppe("Kræver opmærksomhed", besvaer)
    for overskrift in (*(navn for _, navn in _LAESERE), _ANDRE):
        grupper += _gruppe(overskrift, [r for r in rapporter if r["status"] not in _BESVAER and _for(r) == overskrift])
    krop = f'<p class="indeks-sum">{_sum(rapporter)}</p>{_soegning() if rapporter else ""}{grupper}<p><a href="{glossary.SIDE}">Ordliste</a></p>'
    return frame.side("Rapporter", krop, kommune=kommune, per=per, maerke=maerke, program=skabelon.tekst("soeg.js") if rapporter else "")


def _sum(rapporter: Sequence[Mapping[str, Any]]) -> str:
    """The run in one line: 3 rapporter: 1 fejlede, 2 er nye."""
    antal = Counter(r["status"] for r in rapporter)
    if not rapporter:
        return "Der er ingen rapporter i denne kørsel."
    dele = [f"{antal[s]} {en if antal[s] == 1 else flere}" for s, (en, flere) in _TALT.items() if antal[s]]
    return f"{len(rapporter)} {'rapport' if len(rapporter) == 1 else 'rapporter'}: {', '.join(dele)}."


def _soegning() -> str:
    """The field; hidden until the script that answers it has run."""
    return ('<p class="indeks-soeg lis-skaerm" id="soegning" hidden=""><label for="soeg">Søg</label> <input type="search" id="soeg" autocomplete="off"> '
            '<span id="soegesvar" role="status"></span></p>')  # fmt: skip


def _for(rapport: Mapping[str, Any]) -> str:
    laeser = str(rapport.get("laeser") or "").lower()
    fundet = [(laeser.find(ord_), navn) for ordene, navn in _LAESERE for ord_ in ordene if ord_ in laeser]
    return min(fundet)[1] if fundet else _ANDRE


def _gruppe(overskrift: str, rapporter: Sequence[Mapping[str, Any]]) -> str:
    if not rapporter:
        return ""
    slags = Counter(_stamme(r) for r in rapporter)
    punkter = ""
    for stamme in slags:
        egne = [r for r in rapporter if _stamme(r) == stamme]
        punkter += "".join(map(_punkt, egne)) if len(egne) < _SAMLES_FRA else _punkt(egne[0]) + _foldet(egne[1:])
    return f'<section class="indeks-gruppe"><h2>{escape(overskrift)}</h2><ul class="indeks-liste">{punkter}</ul></section>'


def _stamme(rapport: Mapping[str, Any]) -> str:
    return str(rapport["titel"]).partition(" · ")[0]


def _foldet(rapporter: Sequence[Mapping[str, Any]]) -> str:
    """The parts of a report, one line to open them all."""
    punkter = "".join(map(_punkt, rapporter))
    return f'<li class="indeks-dele"><details><summary>{len(rapporter)} delrapporter</summary><ul class="indeks-liste">{punkter}</ul></details></li>'


def _punkt(rapport: Mapping[str, Any]) -> str:
    titel = escape(str(rapport["titel"]))
    link = rapport.get("link")
    overskrift = f'<a href="{escape(quote(str(link)), quote=True)}">{titel}</a>' if link else titel
    laeser = f'<p class="indeks-laeser">Til {escape(words.lille(str(rapport["laeser"])))}</p>' if rapport.get("laeser") else ""
    status = "" if rapport["status"] == "ok" else lights.maerke(rapport["status"])  # that a report was made says nothing of what it found
    return f'<li data-soeg=""><div><h3>{overskrift}</h3>{laeser}{status}</div><div>{_ord(rapport)}</div></li>'


def _ord(rapport: Mapping[str, Any]) -> str:
    """The answer's first sentence, or what stood in its way."""
    if rapport["status"] == "fejlet":
        return f"<p>{escape(str(rapport.get('aarsag') or 'Årsagen er ikke kendt.'))}</p>"
    mangler = [str(m) for m in rapport.get("mangler") or ()]
    if rapport["status"] == "ikke_koert":
        return f"<p>Mangler: {escape(', '.join(mangler) or 'ikke oplyst')}.</p>"
    return f"<p>{escape(words.foerste_saetning(words.laesbar(str(rapport.get('svar') or '')))[0])}</p>" + _advarsler(rapport)


def _advarsler(rapport: Mapping[str, Any]) -> str:
    """How many warnings the gate had of the report's files; they stand in its svar.json."""
    antal = len(rapport.get("advarsler") or ())
    return f'<p class="indeks-laeser">Udgangskontrollen har {antal} {"advarsel" if antal == 1 else "advarsler"}; se svar.json.</p>' if antal else ""
