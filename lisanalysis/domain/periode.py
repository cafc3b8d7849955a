"""Months written `åååå-mm` and day intervals, both ends inclusive; None as an end is open."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date


def maaned(dato: date) -> str:
    """The month that a day lies in: 2025-03-14 → `2025-03`."""
    return f"{dato.year:04d}-{dato.month:02d}"


def foerste(periode: str) -> date:
    """The first day of a month."""
    return date(*_aar_maaned(periode), 1)


def sidste(periode: str) -> date:
    """The last day of a month."""
    aar, nr = _aar_maaned(periode)
    return date(aar, nr, monthrange(aar, nr)[1])


def forskyd(periode: str, antal: int) -> str:
    """The month that lies `antal` months later, or earlier where it is negative."""
    aar, nr = _aar_maaned(periode)
    aar, nul_nr = divmod(aar * 12 + nr - 1 + antal, 12)
    return f"{aar:04d}-{nul_nr + 1:02d}"


def naeste(periode: str) -> str:
    """The month after."""
    return forskyd(periode, 1)


def sidste_lukkede(per: date) -> str:
    """The last month that is over on the day: `per`'s own where it is the month's last day, else the one before."""
    denne = maaned(per)
    return denne if per == sidste(denne) else forskyd(denne, -1)


def maaneder(fra: date, til: date) -> Iterator[str]:
    """The months that the interval touches, in order; none where it ends before it starts."""
    periode, slut = maaned(fra), maaned(til)
    while periode <= slut and fra <= til:
        yield periode
        periode = naeste(periode)


def dage(fra: date, til: date) -> int:
    """Days in the interval, both ends counted; 0 where it ends before it starts."""
    return max((til - fra).days + 1, 0)


def dage_i_aaret(aar: int) -> int:
    """365 or 366: the denominator of a helårsperson."""
    return dage(date(aar, 1, 1), date(aar, 12, 31))


def beskaer(fra: date, til: date | None, nedre: date, oevre: date) -> tuple[date, date] | None:
    """The part of the interval that lies within [nedre, oevre]; None where there is none. An open end reaches `oevre`."""
    start, slut = max(fra, nedre), oevre if til is None else min(til, oevre)
    return (start, slut) if start <= slut else None


def overlapper(fra: date, til: date | None, fra2: date, til2: date | None) -> bool:
    """True where the two intervals share at least one day."""
    return (til2 is None or fra <= til2) and (til is None or fra2 <= til)


def _aar_maaned(periode: str) -> tuple[int, int]:
    return int(periode[:4]), int(periode[5:])
