"""Decides by a result's audience what of it may be shown, and makes the tables that count citizens safe.

The rule, whole: a table with `fordel` is counted and made safe for everybody. A list of citizens (`enhed` alone) and a table
that has not been counted are shown to the audience `intern` alone, whose readers may see the citizens. What is declared to
hold nothing of citizens (`borgerfri`) is shown to all. An audience that is not known is treated as the public.
"""

from __future__ import annotations

from dataclasses import replace

from lisanalysis.analyses.result import Figur, Kolonne, Noegletal, Result, Tabel
from lisanalysis.publish.disclosure.cells import Regel
from lisanalysis.publish.disclosure.safe import BORGERE, SKJULT_KOLONNE, sikker_ramme

INTERN = "intern"
FORKLARING = "• er skjult af hensyn til borgerne: for få eller kan regnes ud."
FOR_FAA = "for_faa_borgere"
_SKJULT = Kolonne(SKJULT_KOLONNE, "Skjult af hensyn til borgerne")
SUMMES = ("kr", "mio", "decimal")  # formats of columns that are amounts: they are summed in each cell


def til_publikum(result: Result, regel: Regel = Regel()) -> Result:  # noqa: B008  frozen
    """The result as its audience may see it; doing it twice changes nothing.

    What is left out is named in `ikke_koert` with the reason. The words of the answer are the analysis's own and are not checked.
    """
    delt = result.publikum != INTERN
    tabeller = tuple(_sikker(t, regel) if t.fordel else t for t in result.tabeller)
    if not delt:
        return replace(result, tabeller=tabeller)
    udeladt = {t.navn: _grund(t, result.publikum) for t in tabeller if not t.borgerfri}
    udeladt |= {f.navn: f"figuren bygger på færre end {regel.k} borgere eller er ikke talt op" for f in result.figurer if not _maa_vises(f, regel)}
    return replace(
        result,
        tabeller=tuple(t for t in tabeller if t.navn not in udeladt),
        figurer=tuple(f for f in result.figurer if f.navn not in udeladt),
        noegletal=tuple(_noegletal(n, regel) for n in result.noegletal),
        afsnit=tuple(replace(a, indhold=tuple(n for n in a.indhold if n not in udeladt)) for a in result.afsnit),
        ikke_koert={**result.ikke_koert, **udeladt},
    )


def _sikker(tabel: Tabel, regel: Regel) -> Tabel:
    """The table counted by its `fordel`, with the headings of the columns that are left; it is about nobody any more."""
    assert tabel.enhed, f"the table '{tabel.navn}' has `fordel` but no `enhed` to count"
    overskrift = {k.navn: k for k in tabel.kolonner}
    noegler = [n for d in tabel.fordel for n in ((d,) if isinstance(d, str) else d)]
    summer = tuple(k.navn for k in tabel.kolonner if k.format in SUMMES)
    ramme = sikker_ramme(tabel.data, tabel.fordel, tabel.enhed, summer, regel)
    kolonner = (*(overskrift.get(n, Kolonne(n, n)) for n in noegler), Kolonne(BORGERE, "Borgere", "antal"), *(overskrift[s] for s in summer))
    forklaring = " ".join(t for t in (tabel.forklaring, FORKLARING) if t) if ramme[SKJULT_KOLONNE].any() else tabel.forklaring
    return replace(tabel, data=ramme, kolonner=kolonner, forklaring=forklaring, enhed=None, fordel=(), borgerfri=True, cpr_liste=False,
                   kun_i_filen=(_SKJULT,))  # fmt: skip


def _grund(tabel: Tabel, publikum: str) -> str:
    hvad = "en liste over borgere" if tabel.enhed else "ikke talt op pr. borger"
    return f"tabellen »{tabel.titel}« er {hvad} og vises ikke i en rapport for {publikum}"


def _maa_vises(figur: Figur, regel: Regel) -> bool:
    """Whether every point of the figure stands on nobody or on k citizens; one that says not how many may not be shown."""
    if figur.borgerfri:
        return True
    return figur.antal is not None and all(n == 0 or n >= regel.k for n in figur.data[figur.antal])


def _noegletal(tal: Noegletal, regel: Regel) -> Noegletal:
    if tal.n is None or not 0 < tal.n < regel.k:
        return tal
    return replace(tal, vaerdi=None, lav95=None, hoej95=None, n=None, status=FOR_FAA)
