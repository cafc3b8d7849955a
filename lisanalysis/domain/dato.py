"""Reads dates by the patterns that a layout states, written in Danish: `dd-mm-åååå`, `ååååmmdd`, `åååå-mm-dd tt:mm:ss` …"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import lru_cache

from lisanalysis.domain.ordfejl import Ordfejl

_KLOKKEN = re.compile(r"(?:hh|tt):mm(?::ss(?:\.f+)?)?$|(?:hh|tt)mm(?:ss)?$")
_AABEN = re.compile(r"|0{8}|0{12}|0{14}|0000-00-00|00-00-0000|(?:31[-./]12[-./]9999|9999[-./]?12[-./]?31)(?:[ T0-9:.]*)")


class Aarsag(Enum):
    """Why a text is not a date."""

    FORM = "Datoen er ikke skrevet på en af de former, som filens layout angiver."
    KALENDER = "Datoen findes ikke i kalenderen."


class DatoFejl(Ordfejl):
    """The text is not a date in the forms stated."""


def laes(raw: str, former: tuple[str, ...]) -> date | None:
    """The date, read by the first of the forms that fits; None for an open end (`er_aaben`). Raises DatoFejl.

    A time of day in the form is read past. A form that lacks day, month or year is a fault in the layout: ValueError.
    """
    tekst = raw.strip()
    if er_aaben(tekst):
        return None
    for form in former:
        if fundet := _moenster(form).fullmatch(tekst):
            dato = kalenderdato(*(int(fundet[led]) for led in ("aar", "maaned", "dag")))
            if dato is None:
                raise DatoFejl(Aarsag.KALENDER)
            return dato
    raise DatoFejl(Aarsag.FORM)


def er_aaben(raw: str) -> bool:
    """True for the ways of writing 'no end': empty, 31-12-9999, 99991231, 9999-12-31, 00000000."""
    return _AABEN.fullmatch(raw.strip()) is not None


def kalenderdato(aar: int, maaned: int, dag: int) -> date | None:
    """The date, or None where the calendar has none such."""
    try:
        return date(aar, maaned, dag)
    except ValueError:
        return None


@lru_cache
def _moenster(form: str) -> re.Pattern[str]:
    """The Danish pattern as a regular expression with the groups aar, maaned and dag."""
    datodel = _KLOKKEN.sub("", form.lower())
    klokkeslaet = re.sub(r"[a-zæøå]", r"\\d", form.lower()[len(datodel) :].replace(".", r"\."))
    udtryk = re.escape(datodel)
    for led, navn in (("åååå", "aar"), ("mm", "maaned"), ("dd", "dag")):
        if udtryk.count(led) != 1:
            raise ValueError(f"Datoformen '{form}' skal nævne dd, mm og åååå én gang hver.")
        udtryk = udtryk.replace(led, rf"(?P<{navn}>\d{{{len(led)}}})")
    return re.compile(udtryk + klokkeslaet, re.ASCII)
