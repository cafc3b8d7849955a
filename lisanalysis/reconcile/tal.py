"""Days, months and money as whole numbers, so that all engines compute the same and nothing is rounded before it should be.

A day is counted from 1900-01-01, a month from year 0; money and units are those of `measures.hele`, and what it says of division holds here.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.measures.graenser import mindst, stoerst
from lisanalysis.measures.hele import ENHED, enheder, kroner, oere

__all__ = ["AABEN", "ENHED", "bevilget", "dagnr", "dagtal", "enheder", "hvor_tit", "kalender", "kroner", "maanednr", "maanedstal", "mindst",
           "oere", "periode", "pris", "stoerst", "trin"]  # fmt: skip

if TYPE_CHECKING:
    import ibis
    from ibis.expr.types import DateValue, IntegerValue, StringValue

_NUL = date(1900, 1, 1)
AABEN = (date(9999, 12, 31) - _NUL).days  # the day number of an end that is not known
_AFREGNINGSMAADE = {"doegn": "daglig", "dag": "daglig", "maaned": "maanedlig"}


def dagtal(dato: DateValue) -> IntegerValue:
    """The day as a number; a difference is a number of days."""
    import ibis

    return dato.delta(ibis.date(_NUL.year, _NUL.month, _NUL.day), unit="day")


def dagnr(dato: date) -> int:
    """The same number for a day in Python."""
    return (dato - _NUL).days


def maanedstal(dato: DateValue) -> IntegerValue:
    """The month as a number; a difference is a number of months."""
    return dato.year().cast("int64") * 12 + dato.month() - 1


def maanednr(dato: date) -> int:
    """The same number for a day in Python."""
    return dato.year * 12 + dato.month - 1


def periode(tal: IntegerValue) -> StringValue:
    """The month as åååå-mm."""
    tekst = ((tal // 12) * 100 + tal % 12 + 1).cast("string")
    return tekst.substr(0, 4) + "-" + tekst.substr(4, 2)


def kalender(fra: int, til: int) -> ibis.Table:
    """The months from one number to another: `maaned`, `foerste` and `sidste` as day numbers, and `laengde` in days."""
    import ibis

    rows = []
    for nr in range(fra, til + 1):
        aar, m = nr // 12, nr % 12 + 1
        laengde = monthrange(aar, m)[1]
        foerste = dagnr(date(aar, m, 1))
        rows.append((nr, foerste, foerste + laengde - 1, laengde))
    return ibis.memtable(rows, schema={"maaned": "int64", "foerste": "int64", "sidste": "int64", "laengde": "int64"})


def trin(hoejst: int) -> ibis.Table:
    """The numbers 0 to `hoejst` as `trin`: what a period of several months is spread over."""
    import ibis

    return ibis.memtable([(n,) for n in range(hoejst + 1)], schema={"trin": "int64"})


def bevilget(antal: IntegerValue, frekvens: StringValue, dage: IntegerValue, laengde: IntegerValue, i_startmaaned: IntegerValue) -> IntegerValue:
    """The units that a grant gives for `dage` days of one month of `laengde` days; empty where how often is not known.

    A week's amount is rounded half up to two decimals, a month's to four; what is given once falls in the month it starts.
    """
    import ibis

    return ibis.cases(
        (frekvens == "daglig", antal * dage),
        (frekvens == "ugentlig", ((2 * antal * dage + 700) // 1400) * 100),
        (frekvens == "14dag", ((2 * antal * dage + 1400) // 2800) * 100),
        (frekvens == "maanedlig", (2 * antal * dage + laengde) // (2 * laengde)),
        ((frekvens == "engang") & (i_startmaaned == 1), antal),
        (frekvens == "engang", 0),
        else_=ibis.null("int64"),
    )


def hvor_tit(frekvens: StringValue, enhed: StringValue) -> StringValue:
    """How often the amount is given: vederlag is always by the month, and a day or a month speaks for itself."""
    import ibis

    af_enhed = ibis.cases(*((enhed == e, f) for e, f in _AFREGNINGSMAADE.items()), else_=ibis.null("string"))
    return ibis.cases((enhed == "vederlag", "maanedlig"), else_=ibis.coalesce(frekvens, af_enhed))


def pris(antal: IntegerValue, takst: IntegerValue) -> IntegerValue:
    """Units times takst in øre, rounded half up away from zero."""
    import ibis

    produkt = antal * takst
    fortegn = ibis.cases((produkt < 0, -1), else_=1)
    return fortegn * ((2 * produkt * fortegn + ENHED) // (2 * ENHED))
