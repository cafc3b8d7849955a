"""Days and months as whole numbers, which every backend computes alike: 2025-03-14 is day 20250314 and month 24303."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

AAR = 10_000  # one year, in days written as numbers


def dagtal(dato: ibis.expr.types.DateValue | date) -> ibis.expr.types.IntegerValue | int:
    """The day as ååååmmdd, so that a difference of `n * AAR` is the n-th birthday."""
    if isinstance(dato, date):
        return dato.year * AAR + dato.month * 100 + dato.day
    return dato.year().cast("int64") * AAR + dato.month() * 100 + dato.day()


def maanedstal(dato: ibis.expr.types.DateValue | date) -> ibis.expr.types.IntegerValue | int:
    """The month counted from year 0, so that a difference is a number of months."""
    if isinstance(dato, date):
        return dato.year * 12 + dato.month
    return dato.year().cast("int64") * 12 + dato.month()


def periode(dato: ibis.expr.types.DateValue) -> ibis.expr.types.StringValue:
    """The month as åååå-mm."""
    tal = (dato.year().cast("int64") * 100 + dato.month()).cast("string")
    return tal.substr(0, 4) + "-" + tal.substr(4, 2)
