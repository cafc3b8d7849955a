"""Writes an answer as one workbook: page one on the first sheet, then every table with all its rows, for those who go on in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lisanalysis.analyses.result import Noegletal, Result, Tabel
from lisanalysis.publish import numbers
from lisanalysis.publish.sheet import KRONER, Ark, bog_bytes

FLEST_RAEKKER = 5_000  # per sheet: the workbook is to be mailed, and the CSV beside it has every row
_EXCEL = {"kr": KRONER, "mio": KRONER, "antal": "#,##0", "decimal": KRONER, "pct": "0.0 %"}


def rapport_xlsx(result: Result) -> bytes:
    """The workbook's bytes; nothing in it is live, and a hidden value is its dot."""
    return bog_bytes([_forside(result), *(_tabel(t) for t in result.tabeller if t.fil and len(t.kolonner))])


def _forside(result: Result) -> Ark:
    note = f"{result.titel}. {result.spoergsmaal} Opgjort pr. {numbers.skriv(result.per, 'dato')}."
    return Ark("Forside", ("Emne", "Indhold", "Enhed", "Note"), list(_linjer(result)), note)


def _linjer(result: Result) -> Iterator[tuple[Any, ...]]:
    """Page one line by line: the answer, its figures, what to do, how far the data reach, and what the numbers cannot carry."""
    yield ("Svar", result.svar, "", "")
    for tal in result.noegletal:
        yield (tal.titel, tal.vaerdi if not numbers.mangler(tal.vaerdi) else numbers.MANGLER, tal.enhed, _note(tal, result.valuta))
    for emne, saetninger in (("Det kan du gøre nu", result.goer), ("Så langt rækker data", result.datagrundlag), ("Forbehold", result.forbehold),
                             ("Sådan er det gjort op", result.metode)):  # fmt: skip
        yield from ((emne, saetning, "", "") for saetning in saetninger)


def _note(tal: Noegletal, valuta: str) -> str:
    if not (numbers.er_tal(tal.lav95) and numbers.er_tal(tal.hoej95)) or tal.lav95 == tal.hoej95:
        return "" if tal.periode == "alle" else tal.periode
    lav, hoej = (numbers.skriv(v, tal.format, valuta) for v in (tal.lav95, tal.hoej95))
    return f"95 %-interval: {lav} til {hoej}"


def _tabel(tabel: Tabel) -> Ark:
    """The table's shown columns with exact values; beyond the first 5,000 rows the note names the CSV."""
    vist = tabel.data.head(FLEST_RAEKKER)
    resten = f" De første {len(vist)} af {len(tabel.data)} rækker; alle står i {tabel.navn}.csv." if len(vist) < len(tabel.data) else ""
    raekker = zip(*(vist[k.navn].tolist() for k in tabel.kolonner), strict=True)
    return Ark(tabel.titel, [k.titel for k in tabel.kolonner], raekker, f"{tabel.titel}{'' if tabel.titel.endswith(('?', '!', '.')) else '.'}{resten} {tabel.forklaring}".strip(),
               [_EXCEL.get(k.format, "") for k in tabel.kolonner])  # fmt: skip
