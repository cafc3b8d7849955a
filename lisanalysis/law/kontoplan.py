"""The account plan of the area: names of dranst, funktion and gruppering, each with its source and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from lisanalysis.errors import LawError
from lisanalysis.law.listfile import raekker

T = TypeVar("T")


@dataclass(frozen=True)
class Funktion:
    """A function such as "5.38.52"; a date that is None is not known."""

    funktion: str
    navn: str
    kilde: str
    sikkerhed: str
    gyldig_fra: date | None = None
    gyldig_til: date | None = None


@dataclass(frozen=True)
class Gruppering:
    """A gruppering, named by its whole 9-digit konto, and the paragraphs seen on it.

    Most names are one municipality's own.
    """

    konto: str
    navn: str
    kilde: str
    sikkerhed: str
    paragraffer: tuple[str, ...] = ()


def funktion(kode: str) -> Funktion:
    """The function of a code such as "5.38.52". Raises LawError for one that the package does not know."""
    return _slaa_op(_funktioner(), kode, "Funktionen")


def gruppering(konto9: str) -> Gruppering:
    """The gruppering of a 9-digit konto. Raises LawError for one that the package does not know."""
    return _slaa_op(_grupperinger(), konto9, "Grupperingen på kontoen")


def dranst_navn(kode: str) -> str:
    """The name of a dranst, "1" to "9". Raises LawError for anything else."""
    return _slaa_op({post["kode"]: post["navn"] for post in raekker("kontoplan.yaml", "dranst")}, kode, "Dranst")


def funktioner() -> tuple[Funktion, ...]:
    """Every function that the package knows, by code."""
    return tuple(_funktioner().values())


def grupperinger() -> tuple[Gruppering, ...]:
    """Every gruppering that the package knows, by konto."""
    return tuple(_grupperinger().values())


def _slaa_op(kendte: dict[str, T], kode: str, hvad: str) -> T:
    if kode not in kendte:
        raise LawError(f"{hvad} {kode} er ikke blandt dem, pakken kender (lisanalysis/law/kontoplan.yaml).")
    return kendte[kode]


@cache
def _funktioner() -> dict[str, Funktion]:
    return {post["funktion"]: Funktion(**post) for post in raekker("kontoplan.yaml", "funktioner")}


@cache
def _grupperinger() -> dict[str, Gruppering]:
    return {post["konto"]: Gruppering(**post) for post in raekker("kontoplan.yaml", "grupperinger")}
