"""Reads the distinct values of a column, once each, with the words of `domain`.

A column of a million rows holds a few thousand different dates, accounts and citizens. Each different text is read once, in
Python, by the one function that knows it; the engine joins the answers back on. A reader returns the values for the columns
it fills, or raises `Ordfejl`, whose reason stands in the list of rejected rows. No reader ever says the text itself. A text
that had to be mended to be read says how under `REPAIR`, and the delivery list counts it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from lisanalysis.access import Identiteter
from lisanalysis.domain import cpr, dato, kommune, konto, paragraf
from lisanalysis.domain.ordfejl import Ordfejl
from lisanalysis.settings import Kommune
from lisanalysis.sources.mapping import FileMapping, Target
from lisanalysis.tables import Column

# What a reader makes of one text: the canonical columns it fills and their values.
Reader = Callable[[str], dict[str, Any]]
UNKNOWN_PARAGRAPH = "?"
REPAIR = "_rettet"
UNCERTAIN_DATE = "usikker_dato"
REPAIRS = {
    cpr.FORANSTILLET_NUL: ("CPR-nummer havde mistet et foranstillet nul, som er sat på igen.", "CPR-numre havde mistet et foranstillet nul, som er sat på igen."),
    cpr.DECIMALFORM: ("CPR-nummer stod som tal med decimaler og er rettet.", "CPR-numre stod som tal med decimaler og er rettet."),
    UNCERTAIN_DATE: ("dato er usikker (uden kendt dag eller måned).", "datoer er usikre (uden kendt dag eller måned)."),
}
_CODE_BY_NAME = {name.casefold(): code for code, name in kommune.NAVNE.items()}
_CPR_IN_TEXT = re.compile(r"(?<!\d)(\d{6})[- ]?(\d{4})(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE = re.compile(r"-?\d{1,9}")
_PERIOD = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_YES_NO = {"ja": True, "j": True, "1": True, "true": True, "nej": False, "n": False, "0": False, "false": False}


class Aarsag(Enum):
    """Why a value cannot be read, where no domain word says it better."""

    KODE = "Koden står ikke i kodelisten; tilføj den i kommunens sources-fil."
    HELTAL = "Værdien er ikke et helt tal."
    PERIODE = "Perioden er ikke skrevet åååå-mm."
    JA_NEJ = "Værdien er hverken ja eller nej."
    AAR = "Værdien er ikke et årstal."


class ValueFejl(Ordfejl):
    """The text is not a value of the column's type."""


@dataclass(frozen=True)
class Context:
    """What readers need to know about the municipality and the file."""

    kommune: Kommune
    identiteter: Identiteter
    mapping: FileMapping


def reader(target: Target, context: Context) -> Reader | None:
    """The reader for a target column; None where the engine reads it by itself (plain text, ids and amounts)."""
    column = context.mapping.tabel[target.to]
    if target.codes or target.contains:
        return _coded(target, column)
    if column.vaerdier:
        return _coded(Target(to=target.to, codes={v: v for v in column.vaerdier}), column)
    build = _BY_TYPE.get(column.type)
    return build(target, column, context) if build else None


def _coded(target: Target, column: Column) -> Reader:
    codes = {k.casefold(): v for k, v in target.codes.items()}
    contains = {k.casefold(): v for k, v in target.contains.items()}

    def read(text: str) -> dict[str, Any]:
        lowered = text.casefold()
        found = codes.get(lowered) or next((v for k, v in contains.items() if k in lowered), None)
        if found is None and target.otherwise == "reject":
            raise ValueFejl(Aarsag.KODE)
        if found is None:
            found = text if target.otherwise == "keep" else None
        return {column.navn: _yes_no(found) if column.type == "ja_nej" and found else found}

    return read


def _yes_no(text: str) -> bool:
    if text.casefold() not in _YES_NO:
        raise ValueFejl(Aarsag.JA_NEJ)
    return _YES_NO[text.casefold()]


def _date(target: Target, column: Column, context: Context) -> Reader:
    forms = tuple(target.dates or context.mapping.format.dates)
    uncertain = target.uncertain or context.mapping.format.uncertain

    def read(text: str) -> dict[str, Any]:
        try:
            return {column.navn: dato.laes(text, forms)}
        except dato.DatoFejl:
            earliest = None if uncertain == "reject" else _first_possible(text, forms)
            if earliest is None:
                raise
            return {column.navn: earliest if uncertain == "first" else None, REPAIR: UNCERTAIN_DATE}

    return read


def _first_possible(text: str, forms: tuple[str, ...]) -> date | None:
    """The first day that a date with `00` for its day or month may be; None for any other text."""
    for form in forms:
        day, month = form.lower().index("dd"), form.lower().index("mm")
        places = [p for p in (day, month) if text[p : p + 2] == "00"]
        candidate = "".join("1" if i - 1 in places else c for i, c in enumerate(text))
        try:
            if places:
                return dato.laes(candidate, (form,))
        except dato.DatoFejl:
            continue
    return None


def _citizen(target: Target, column: Column, context: Context) -> Reader:
    fictive = context.kommune.cpr_serie == "fiktiv"
    register = context.mapping.tabel
    about = column.navn == "borger_id" and "cpr_type" in register

    def read(text: str) -> dict[str, Any]:
        number = cpr.laes(text, fiktiv=fictive)
        value = {column.navn: context.identiteter.borger(number.nummer), REPAIR: number.repareret or None}
        return value | {"cpr_type": number.type, "cpr_mod11_ok": number.mod11_ok} if about else value

    return read


def _receiver(target: Target, column: Column, context: Context) -> Reader:
    """A person's number becomes a pseudonym, also when it is a foster parent's; a firm's stays as it is."""

    def read(text: str) -> dict[str, Any]:
        try:
            return {column.navn: context.identiteter.borger(cpr.laes(text, fiktiv=True).nummer)}
        except cpr.CprFejl:
            return {column.navn: text}

    return read


def _account(target: Target, column: Column, context: Context) -> Reader | None:
    """The nine digits and what they hold. An alias stands until the kontoplan has been read (`derive`)."""
    if context.kommune.kontoplan == "fri":
        return None
    parts = _account_parts(context)

    def read(text: str) -> dict[str, Any]:
        if konto.er_alias(text):
            return {column.navn: text} | dict.fromkeys(parts)
        found = konto.laes(text)
        art = (found.art or "") + (found.art_suffix or "") or None
        have = {p: art if p == "art" else getattr(found, p) for p in parts}
        return {column.navn: found.konto9 or found.konto8} | have

    return read


def _account_parts(context: Context) -> tuple[str, ...]:
    """The columns that an account tells besides itself, where the file does not bring them."""
    mapped = {t.to for targets in context.mapping.columns.values() for t in targets}
    parts = ("funktion", "dranst", "gruppering", "afdeling", "aktivitet", "art")
    return tuple(p for p in parts if p in context.mapping.tabel and p not in mapped)


def _paragraph(target: Target, column: Column, context: Context) -> Reader:
    """The key; what is no paragraph is kept as unknown and counted, since the money beside it is real."""

    def read(text: str) -> dict[str, Any]:
        try:
            return {column.navn: paragraf.noegle(text)}
        except paragraf.ParagrafFejl:
            return {column.navn: UNKNOWN_PARAGRAPH}

    return read


def _municipality(target: Target, column: Column, context: Context) -> Reader:
    """The code, or the name of one of the 98; a column of all kinds of places says `otherwise: empty`."""

    def read(text: str) -> dict[str, Any]:
        by_name = _CODE_BY_NAME.get(text.casefold())
        if by_name is None and target.otherwise == "empty" and not re.fullmatch(r"0?\d{3}", text):
            return {column.navn: None}
        return {column.navn: by_name or kommune.kode4(text)}

    return read


def _year(target: Target, column: Column, context: Context) -> Reader:
    """The year; of a date where the target says how its dates are written."""

    def read(text: str) -> dict[str, Any]:
        if target.dates:
            day = dato.laes(text, tuple(target.dates))
            return {column.navn: day.year if day else None}
        if not _YEAR.fullmatch(text):
            raise ValueFejl(Aarsag.AAR)
        return {column.navn: int(text)}

    return read


def _truth(target: Target, column: Column, context: Context) -> Reader:
    """Yes or no; a date is a yes where the target says how its dates are written."""

    def read(text: str) -> dict[str, Any]:
        if target.dates and text.casefold() not in _YES_NO:
            return {column.navn: dato.laes(text, tuple(target.dates)) is not None}
        return {column.navn: _yes_no(text)}

    return read


def _address(target: Target, column: Column, context: Context) -> Reader:
    return lambda text: {column.navn: context.identiteter.adresse(" ".join(text.split()))}


def _matching(pattern: re.Pattern[str], reason: Aarsag, convert: Callable[[str], Any]) -> Callable:
    def build(target: Target, column: Column, context: Context) -> Reader:
        def read(text: str) -> dict[str, Any]:
            if not pattern.fullmatch(text):
                raise ValueFejl(reason)
            return {column.navn: convert(text)}

        return read

    return build


_BY_TYPE: dict[str, Callable[[Target, Column, Context], Reader | None]] = {
    "dato": _date,
    "tidspunkt": _date,
    "borger": _citizen,
    "modtager": _receiver,
    "konto": _account,
    "paragraf": _paragraph,
    "kommune": _municipality,
    "adresse": _address,
    "periode": _matching(_PERIOD, Aarsag.PERIODE, str),
    "aar": _year,
    "heltal": _matching(_WHOLE, Aarsag.HELTAL, int),
    "ja_nej": _truth,
}


def filled_columns(target: Target, context: Context) -> tuple[str, ...]:
    """Every canonical column that the target's reader fills, the target itself first."""
    column, table = context.mapping.tabel[target.to], context.mapping.tabel
    if column.type == "borger" and column.navn == "borger_id" and "cpr_type" in table:
        return ("borger_id", "cpr_type", "cpr_mod11_ok")
    if column.type == "konto" and context.kommune.kontoplan == "autoriseret":
        return (target.to, *_account_parts(context))
    return (target.to,)


def free_text_reader(column: Column, context: Context) -> tuple[Reader, tuple[str, ...]]:
    """Free text loses every number that reads as a CPR; a table with a column for it remembers whose the first was."""
    whose = f"{column.navn}_borger_id"
    names = (column.navn, whose) if whose in context.mapping.tabel else (column.navn,)

    def read(text: str) -> dict[str, Any]:
        found: list[str] = []

        def replace(match: re.Match[str]) -> str:
            try:
                number = cpr.laes(match.group(1) + match.group(2), fiktiv=True)
            except cpr.CprFejl:
                return match.group(0)
            found.append(context.identiteter.borger(number.nummer))
            return "[CPR]"

        clean = _CPR_IN_TEXT.sub(replace, text)
        return {column.navn: clean, whose: found[0] if found else None}

    return read, names
