"""Writes a table as a workbook in which nothing is live: text is text whatever it begins with, and an address is no link.

The one place that makes an xlsx. CPR numbers and codes stand as text, so that no zero is lost.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lisanalysis.publish import numbers

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_INTET_LEVENDE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_ULOVLIGT = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_BREDEST = 60
_SAMME_DAG = datetime(2000, 1, 1)  # the same bytes each time the same table is written


def xlsx_bytes(ark: str, overskrifter: Sequence[str], raekker: Iterable[Sequence[Any]], note: str = "") -> bytes:
    """One sheet: `note` on top where there is one, then the headings, frozen and with filters, then the rows."""
    import xlsxwriter

    ud, alle = io.BytesIO(), [list(r) for r in raekker]
    with xlsxwriter.Workbook(ud, {**_INTET_LEVENDE, "default_date_format": "dd-mm-yyyy"}) as bog:
        bog.set_properties({"created": _SAMME_DAG})
        blad = bog.add_worksheet(_ULOVLIGT.sub(" ", ark)[:31].strip() or "Ark1")
        fed, kr, top = bog.add_format({"bold": True}), bog.add_format({"num_format": "#,##0.00"}), 2 if note else 0
        if note:
            blad.write_string(0, 0, note, fed)
        for nr, titel in enumerate(overskrifter):
            blad.write_string(top, nr, str(titel), fed)
            blad.set_column(nr, nr, min(_BREDEST, 2 + max([len(str(titel)), *(len(str(r[nr])) for r in alle[:200])])))
        for linje, raekke in enumerate(alle, start=top + 1):
            for nr, vaerdi in enumerate(raekke):
                _celle(blad, linje, nr, vaerdi, kr)
        blad.freeze_panes(top + 1, 0)
        blad.autofilter(top, 0, top + max(len(alle), 1), max(len(overskrifter) - 1, 0))
    return ud.getvalue()


def _celle(blad: Worksheet, linje: int, nr: int, vaerdi: Any, kr: Any) -> None:
    """A number as a number, a day as a day, and all else as text; unknown is an empty cell."""
    if numbers.mangler(vaerdi):
        return
    if isinstance(vaerdi, bool) or type(vaerdi).__name__ == "bool_":
        blad.write_string(linje, nr, "ja" if vaerdi else "nej")
    elif isinstance(vaerdi, Decimal):
        blad.write_number(linje, nr, float(vaerdi), kr)
    elif isinstance(vaerdi, (int, float)) or hasattr(vaerdi, "__index__"):
        blad.write_number(linje, nr, vaerdi)
    elif isinstance(vaerdi, date):
        blad.write_datetime(linje, nr, vaerdi)
    else:
        blad.write_string(linje, nr, str(vaerdi))
