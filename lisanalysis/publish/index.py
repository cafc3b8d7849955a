"""Writes index.html: every report of a run, what it answered or why it could not, trouble first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any
from urllib.parse import quote

from lisanalysis.publish import frame, lights

# status → (heading of its group, how the summary counts one and many); trouble stands first
_GRUPPER = {
    "fejlet": ("Fejlet", "fejlede", "fejlede"),
    "ikke_koert": ("Ikke kørt, fordi data mangler", "kunne ikke køres", "kunne ikke køres"),
    "ok": ("Nye rapporter", "er ny", "er nye"),
    "uaendret": ("Uændret siden sidst", "er uændret", "er uændrede"),
}


def indeks(rapporter: Sequence[Mapping[str, Any]], *, kommune: str, per: date | str, maerke: str = "") -> str:
    """One self-contained page over the reports.

    Each is a mapping with `titel`, `laeser`, `status` (ok, fejlet, ikke_koert, uaendret), and what there is of `svar`,
    `aarsag` (why it failed), `mangler` (what it lacks), `advarsler` (of the gate) and `link` (relative; left out where there is no page).
    """
    grupper = "".join(_gruppe(status, [r for r in rapporter if r["status"] == status]) for status in _GRUPPER)
    krop = f'<p class="indeks-sum">{_sum(rapporter)}</p>{grupper}'
    return frame.side("Rapporter", krop, kommune=kommune, per=per, maerke=maerke)


def _sum(rapporter: Sequence[Mapping[str, Any]]) -> str:
    """The run in one line: 3 rapporter: 1 fejlede, 2 er nye."""
    antal = Counter(r["status"] for r in rapporter)
    if not rapporter:
        return "Der er ingen rapporter i denne kørsel."
    dele = [f"{antal[s]} {en if antal[s] == 1 else flere}" for s, (_, en, flere) in _GRUPPER.items() if antal[s]]
    return f"{len(rapporter)} {'rapport' if len(rapporter) == 1 else 'rapporter'}: {', '.join(dele)}."


def _gruppe(status: str, rapporter: Sequence[Mapping[str, Any]]) -> str:
    if not rapporter:
        return ""
    punkter = "".join(_punkt(r) for r in rapporter)
    return f'<section class="indeks-gruppe"><h2>{_GRUPPER[status][0]}</h2><ul class="indeks-liste">{punkter}</ul></section>'


def _punkt(rapport: Mapping[str, Any]) -> str:
    titel = escape(str(rapport["titel"]))
    link = rapport.get("link")
    overskrift = f'<a href="{escape(quote(str(link)), quote=True)}">{titel}</a>' if link else titel
    laeser = f'<p class="indeks-laeser">Læser: {escape(str(rapport["laeser"]))}</p>' if rapport.get("laeser") else ""
    status = "koert" if rapport["status"] == "ok" else rapport["status"]  # that a report was made says nothing of what it found
    return f"<li><div><h3>{overskrift}</h3>{laeser}{lights.maerke(status)}</div><div>{_ord(rapport)}</div></li>"


def _ord(rapport: Mapping[str, Any]) -> str:
    """The answer, or what stood in its way."""
    if rapport["status"] == "fejlet":
        return f"<p>{escape(str(rapport.get('aarsag') or 'Årsagen er ikke kendt.'))}</p>"
    mangler = [str(m) for m in rapport.get("mangler") or ()]
    if rapport["status"] == "ikke_koert":
        return f"<p>Mangler: {escape(', '.join(mangler) or 'ikke oplyst')}.</p>"
    return f"<p>{escape(str(rapport.get('svar') or ''))}</p>" + _advarsler(rapport)


def _advarsler(rapport: Mapping[str, Any]) -> str:
    """How many warnings the gate had of the report's files; they stand in its svar.json."""
    antal = len(rapport.get("advarsler") or ())
    return f'<p class="indeks-laeser">Udgangskontrollen har {antal} {"advarsel" if antal == 1 else "advarsler"}; se svar.json.</p>' if antal else ""
