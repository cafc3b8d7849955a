"""Writes a table as a workbook in which nothing is live: text is text whatever it begins with, and an address is no link.

The one place that makes an xlsx. CPR numbers and codes stand as text, so that no zero is lost.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lisanalysis.publish import numbers

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_INTET_LEVENDE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_ULOVLIGT = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_KUN_EET = re.compile(r" {2,}")
_BREDEST = 60
KRONER = "#,##0.00"
_TALFORMATER = (KRONER, "#,##0", "0.0 %")  # Excel writes them the way its reader's country does
_SAMME_DAG = datetime(2000, 1, 1)  # the same bytes each time the same table is written


@dataclass(frozen=True)
class Ark:
    """One sheet: `note` on top where there is one, then the headings, frozen and with filters, then the rows.

    `formater` is how Excel writes the numbers of each column; without it amounts get two decimals and the rest none of ours.
    """

    navn: str
    overskrifter: Sequence[str]
    raekker: Iterable[Sequence[Any]]
    note: str = ""
    formater: Sequence[str] = ()


def xlsx_bytes(ark: str, overskrifter: Sequence[str], raekker: Iterable[Sequence[Any]], note: str = "") -> bytes:
    """A workbook of one sheet."""
    return bog_bytes([Ark(ark, overskrifter, raekker, note)])


def bog_bytes(arkene: Iterable[Ark]) -> bytes:
    """A workbook of the sheets in their order; a name that Excel would not have is made one it takes, and different from the others."""
    import xlsxwriter

    ud, brugte = io.BytesIO(), set[str]()
    with xlsxwriter.Workbook(ud, {**_INTET_LEVENDE, "default_date_format": "dd-mm-yyyy"}) as bog:
        bog.set_properties({"created": _SAMME_DAG})
        fed = bog.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formater = {tal: bog.add_format({"num_format": tal}) for tal in _TALFORMATER}
        for ark in arkene:
            _skriv_ark(bog.add_worksheet(_arknavn(ark.navn, brugte)), ark, fed, formater)
    return ud.getvalue()


def _skriv_ark(blad: Worksheet, ark: Ark, fed: Any, formater: dict[str, Any]) -> None:
    alle, top = [list(r) for r in ark.raekker], 2 if ark.note else 0
    blad.set_landscape()
    blad.set_paper(9)  # A4
    blad.fit_to_pages(1, 0)
    if ark.note:
        blad.write_string(0, 0, ark.note)
    for nr, titel in enumerate(ark.overskrifter):
        blad.write_string(top, nr, str(titel), fed)
        blad.set_column(nr, nr, min(_BREDEST, 2 + max([len(str(titel)), *(len(str(r[nr])) for r in alle[:200])])))
    for linje, raekke in enumerate(alle, start=top + 1):
        for nr, vaerdi in enumerate(raekke):
            format_ = formater.get(ark.formater[nr]) if ark.formater else None
            _celle(blad, linje, nr, vaerdi, format_ or (formater[KRONER] if isinstance(vaerdi, Decimal) else None))
    blad.freeze_panes(top + 1, 0)
    blad.autofilter(top, 0, top + max(len(alle), 1), max(len(ark.overskrifter) - 1, 0))


def _arknavn(navn: str, brugte: set[str]) -> str:
    """At most 31 characters, none that Excel refuses, and no name twice whatever its case."""
    kort = _kort(_KUN_EET.sub(" ", _ULOVLIGT.sub(" ", navn)).strip()) or "Ark1"
    nyt, nr = kort, 2
    while nyt.lower() in brugte:
        nyt, nr = f"{kort[:28]} {nr}", nr + 1
    brugte.add(nyt.lower())
    return nyt


def _kort(navn: str) -> str:
    """The name as far as a whole word within 31 characters; a word that is longer is cut."""
    hele = navn[:32].rpartition(" ")[0].rstrip(" ,") if len(navn) > 31 else navn
    return hele or navn[:31]


def _celle(blad: Worksheet, linje: int, nr: int, vaerdi: Any, format_: Any) -> None:
    """A number as a number, a day as a day, and all else as text; unknown is an empty cell."""
    if numbers.mangler(vaerdi):
        return
    if isinstance(vaerdi, bool) or type(vaerdi).__name__ == "bool_":
        blad.write_string(linje, nr, "ja" if vaerdi else "nej")
    elif isinstance(vaerdi, Decimal):
        blad.write_number(linje, nr, float(vaerdi), format_)
    elif isinstance(vaerdi, (int, float)) or hasattr(vaerdi, "__index__"):
        blad.write_number(linje, nr, vaerdi, format_)
    elif isinstance(vaerdi, date):
        blad.write_datetime(linje, nr, vaerdi)
    else:
        blad.write_string(linje, nr, str(vaerdi))
