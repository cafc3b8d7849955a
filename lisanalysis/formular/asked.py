"""What a form's values ask about, as the total that the way down begins at: account, paragraph, months, dranst and art."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lisanalysis.domain import periode
from lisanalysis.publish import numbers
from lisanalysis.spor.trin import Side, Udvalg

_BETINGELSE = re.compile(r"(konto|paragraf|dranst|art|periode|aar)\s*(>=|<=|=)\s*([^=]+)")


def asked(values: Mapping[str, Any], per: date, side: Side = "postering") -> Udvalg:
    """The total behind the values, by the names that the analyses' parameters share; what none names leaves nothing out.

    Months are `fra` and `til`, else the year `aar` to the month that it is looked at until; without either it is the year of `per`.
    """
    betingelser = [m.groups() for tekst in values.get("filtre") or () if (m := _BETINGELSE.fullmatch(tekst.strip()))]
    efter = {values["efter"]: [*values.get("a", ()), *values.get("b", ())]} if "efter" in values else {}

    def valgt(navn: str) -> tuple[str, ...]:
        filtre = [v for felt, tegn, liste in betingelser if felt == navn and tegn == "=" for v in liste.split(",")]
        return tuple(v.strip().removesuffix("*") for v in (*_liste(values.get(navn)), *efter.get(navn, ()), *filtre) if v.strip())

    fra, til = _maaneder(values, per, betingelser)
    return Udvalg((side,), tuple(map(cifre, valgt("konto"))), valgt("paragraf"), fra, til, valgt("dranst"), valgt("art"))


def cifre(konto: str) -> str:
    """An account or a function as the digits it begins with: `5.38.42` is 53842."""
    return "".join(c for c in konto if c.isalnum())


def _liste(value: Any) -> Iterable[str]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _maaneder(values: Mapping[str, Any], per: date, betingelser: list[tuple[str, str, str]]) -> tuple[str, str]:
    """The first and the last month. An open year ends with the last month that is over, a past one with December."""
    lukket = periode.sidste_lukkede(per)
    if not any(navn in values for navn in ("aar", "fra", "til")):
        return f"{per.year}-01", f"{per.year}-12"
    if "aar" in values:
        sidste = values.get("til_og_med") or values.get("efter_maaned") or 0
        aar = values["aar"] or (int(lukket[:4]) if "til_og_med" in values else per.year)
        return f"{aar}-01", f"{aar}-{sidste or (int(lukket[5:]) if str(aar) == lukket[:4] else 12):02d}"
    fra, til = (v if numbers.er_maaned(v) else "" for v in (str(values.get(navn) or "") for navn in ("fra", "til")))
    for felt, tegn, vaerdi in betingelser:
        begynd, slut = (f"{vaerdi.strip()}-01", f"{vaerdi.strip()}-12") if felt == "aar" else (vaerdi.strip(), vaerdi.strip())
        if felt in ("aar", "periode") and numbers.er_maaned(begynd):
            fra = max(fra, begynd) if tegn in ("=", ">=") else fra
            til = min(til or slut, slut) if tegn in ("=", "<=") else til
    return fra, til
