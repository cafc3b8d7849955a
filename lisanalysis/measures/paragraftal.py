"""Volume and kroner by paragraph, citizen and month: what the reports to a leader, and to other municipalities, are summed from."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lisanalysis.domain import periode
from lisanalysis.measures import enhedspris, ophold
from lisanalysis.measures.episoder import episoder
from lisanalysis.measures.panel import borgermaaneder
from lisanalysis.tables import Dataset, MissingTable

if TYPE_CHECKING:
    import ibis

# The settlement system has both stays that were granted and those that needed no grant; then grants; then payments.
KILDER = ("ydelse", "bevilling", "afregning")
_LAES = {"ydelse": ophold.fra_ydelse, "bevilling": ophold.fra_bevilling, "afregning": ophold.fra_afregning}


def kilde(data: Dataset) -> str:
    """The table that stays are taken from. Raises MissingTable where none of them was delivered."""
    fundet = next((t for t in KILDER if data.har(t)), None)
    if fundet is None:
        raise MissingTable(KILDER)
    return fundet


def doegn(data: Dataset, fra: date, til: date) -> ibis.Table:
    """Days by borger_id, `gruppe` (the paragraph) and month, of the stays that the municipality pays for; whole months.

    A day away between two stays is no day, though elsewhere it does not end an episode.
    """
    navn = kilde(data)
    t = data.tabel(navn)
    stays = _LAES[navn](t.filter(t.paragraf.notnull()).mutate(gruppe=t.paragraf))
    return borgermaaneder(episoder(ophold.egne(stays, data.kommune.kode), hul=0), fra, til)


def kroner(data: Dataset, fra: date, til: date) -> ibis.Table:
    """Gross settled expense by borger_id, `gruppe` (the paragraph) and month of the period paid for; whole months."""
    t = data.tabel("afregning")
    pr_borger = enhedspris.afregnet(t.filter(t.paragraf.notnull()).mutate(gruppe=t.paragraf), data.kommune.kode, noegler=("borger_id", "gruppe"))
    return pr_borger.filter(pr_borger.periode.isin(list(periode.maaneder(fra, til))))


def helaarspersoner(antal_doegn: int, fra: date, til: date) -> Decimal:
    """The days over the days of the window, rounded to six decimals; of a calendar year what `panel.helaarspersoner` gives."""
    return _afrundet(Fraction(antal_doegn, periode.dage(fra, til)), 6)


def pris(beloeb: Decimal, antal_doegn: int) -> Decimal | None:
    """Kroner of a helårsperson (365 days) with øre; None without days."""
    return _afrundet(Fraction(beloeb) * 365 / antal_doegn, 2) if antal_doegn else None


def _afrundet(tal: Fraction, decimaler: int) -> Decimal:
    return (Decimal(tal.numerator) / Decimal(tal.denominator)).quantize(Decimal(1).scaleb(-decimaler), ROUND_HALF_UP)
