"""The targets of kommune.yaml against what the figures of this report say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lisanalysis.analyses.ledelsesinformation.budget import Budget, Linje
from lisanalysis.analyses.ledelsesinformation.grundlag import Grundlag, Tal
from lisanalysis.analyses.ledelsesinformation.kvalitet import Kvalitet
from lisanalysis.analyses.result import Format
from lisanalysis.domain.maalsaetning import Maalsaetning, laes
from lisanalysis.errors import ParameterError

ALLE = "alle"
NAAET, IKKE_NAAET, UKENDT, ANDETSTEDS = "nået", "ikke nået", "kan ikke vises", "måles i effektmåling"
# What can be measured here, its unit and how it is written; outcomes need an interval and are followed in effektmaaling.
MAAL: dict[str, tuple[str, Format, str]] = {
    "brugere": ("", "antal", "Brugere, seneste 12 måneder"),
    "helaarspersoner": ("", "decimal", "Helårspersoner, seneste 12 måneder"),
    "helaarspris": ("kr.", "kr", "Kr. pr. helårsperson"),
    "budget_forbrug": ("%", "pct", "Forbrug af budgettet til dato"),
    "afviste_raekker": ("%", "pct", "Rækker, der ikke kunne læses"),
}
UDFALD = {
    "slutter_tidligt": "Forløb, der slutter tidligt", "til_mindre_indgribende": "Forløb, der går over i noget mindre indgribende",
    "vender_tilbage": "Borgere, der vender tilbage", "kr_pr_borger": "Kroner pr. borger",
}  # fmt: skip


@dataclass(frozen=True)
class Stand:
    """One target, the actual value (None where it cannot be shown) and the verdict."""

    maalsaetning: Maalsaetning
    vaerdi: Decimal | None
    dom: str


def stand(maal: dict[str, str], g: Grundlag | None, b: Budget | None, k: Kvalitet) -> list[Stand]:
    """Every target in the file's order. Raises ParameterError for a name that nothing measures, or a wrong unit."""
    fundet = []
    for maalsaetning in (laes(navn, tekst) for navn, tekst in maal.items()):
        _kendt(maalsaetning)
        if maalsaetning.maal in UDFALD:
            fundet.append(Stand(maalsaetning, None, ANDETSTEDS))
            continue
        vaerdi = _vaerdi(maalsaetning, g, b, k)
        dom = UKENDT if vaerdi is None else NAAET if maalsaetning.naaet(vaerdi) else IKKE_NAAET
        fundet.append(Stand(maalsaetning, vaerdi, dom))
    return fundet


def _kendt(m: Maalsaetning) -> None:
    navn = f"{m.maal}.{m.for_hvad}"
    if m.maal in UDFALD:
        return
    if m.maal not in MAAL:
        raise ParameterError(f"kommune.yaml, maal, '{navn}': '{m.maal}' måles ikke. Der er: {', '.join((*MAAL, *UDFALD))}.")
    if m.enhed != MAAL[m.maal][0]:
        raise ParameterError(f"kommune.yaml, maal, '{navn}': grænsen skrives {'med ' + MAAL[m.maal][0] if MAAL[m.maal][0] else 'uden enhed'}.")


def _vaerdi(m: Maalsaetning, g: Grundlag | None, b: Budget | None, k: Kvalitet) -> Decimal | None:
    if m.maal == "afviste_raekker":
        return k.andel
    if m.maal == "budget_forbrug":
        return _forbrug(b, m.for_hvad)
    tal = _tal(g, m.for_hvad)
    if tal is None:
        return None
    return {"brugere": Decimal(tal.borgere), "helaarspersoner": tal.helaarspersoner, "helaarspris": tal.pris}[m.maal]


def _tal(g: Grundlag | None, for_hvad: str) -> Tal | None:
    return None if g is None else g.alle_nu if for_hvad == ALLE and g.bestaar else g.nu.get(for_hvad)


def _forbrug(b: Budget | None, for_hvad: str) -> Decimal | None:
    if b is None:
        return None
    linje: Linje | None = b.i_alt if for_hvad == ALLE else next((x for x in b.linjer if x.navn == for_hvad), None)
    return None if linje is None or not linje.til_dato else linje.forbrug / linje.til_dato
