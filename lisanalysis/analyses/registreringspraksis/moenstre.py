"""Habits in dates and amounts: starts on the 1st, ends on 31 December, round lengths, round prices, no end; and whether they differ by unit.

Every such habit has lawful reasons (a contract begins on the 1st), so units are held against each other and never against chance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lisanalysis.analyses import dansk
from lisanalysis.analyses.registreringspraksis.delsvar import Delsvar
from lisanalysis.analyses.registreringspraksis.erklaering import Parametre
from lisanalysis.analyses.registreringspraksis.grundlag import Grundlag
from lisanalysis.analyses.result import Afsnit, Kolonne, Noegletal, Tabel
from lisanalysis.statistik.moenster import MAERKBAR, Forskel, forskel
from lisanalysis.statistik.tragt import tragt

if TYPE_CHECKING:
    import pandas as pd

TITEL = "Vaner i datoer og beløb"
_RUNDE_DAGE = (7, 14, 28, 30, 60, 90, 180, 182, 183, 365, 366)


@dataclass(frozen=True)
class Vane:
    """A habit: what it is called, whom it can be asked of, and whether a row has it."""

    navn: str
    titel: str
    gaelder: Callable[[Any], bool]
    har: Callable[[Any], bool]


VANER = (
    Vane("start_den_1", "Begynder den 1. i måneden", lambda r: True, lambda r: r.start.day == 1),
    Vane("slut_31_12", "Slutter den 31. december", lambda r: r.slut is not None, lambda r: (r.slut.month, r.slut.day) == (12, 31)),
    Vane("uden_slut", "Har ingen slutdato", lambda r: True, lambda r: r.slut is None),
    Vane("rund_laengde", "Varer et rundt antal dage", lambda r: r.slut is not None, lambda r: (r.slut - r.start).days + 1 in _RUNDE_DAGE),
    Vane("rund_takst", "Har en takst i hele hundrede kroner", lambda r: r.takst is not None and r.takst > 0, lambda r: r.takst % 100 == 0),
)


def delsvar(g: Grundlag, parametre: Parametre) -> Delsvar:
    """The habits' shares, how much they differ between units, and the units that stand out."""
    r = g.raekker[g.raekker["startmaaned"].isin(g.maaneder) & g.raekker["enhed"].notna()]
    raekker = list(rene(r).itertuples(index=False))
    if not raekker:
        return Delsvar((), ikke_koert=((TITEL, f"Bevillingerne har ingen {parametre.enhed}."),))
    maalt = [(v, *_maal(v, raekker)) for v in VANER]
    maerkbare = [v for v, _, f, _ in maalt if f.maerkbar]
    return Delsvar(
        (Afsnit(TITEL, _laesning(maerkbare), ("vaner", "afvigende_vaner")),),
        noegletal=(Noegletal("maerkbare_vaner", "Vaner, der er mærkbart forskellige mellem enhederne", len(maerkbare), "vaner", "antal", forside=False),),
        tabeller=(_vaner(maalt), _afvigende(maalt)),
    )  # fmt: skip


def rene(r: pd.DataFrame, *flere: str) -> pd.DataFrame:
    """Dates and prices as themselves or None."""
    ren = r[["enhed", "start", "slut", "takst", *flere]].astype(object)
    return ren.where(ren.notna(), None)


def _maal(v: Vane, raekker: list) -> tuple[tuple[int, int], Forskel, list]:
    """(rows that have it, rows it can be asked of), the difference between units, and those outside the funnel."""
    pr: dict[str, list[int]] = {}
    for r in raekker:
        if v.gaelder(r):
            talt = pr.setdefault(r.enhed, [0, 0])
            talt[0 if v.har(r) else 1] += 1
    t = tragt(list(pr), [k for k, _ in pr.values()], [k + u for k, u in pr.values()])
    i_alt = sum(k for k, _ in pr.values()), sum(k + u for k, u in pr.values())
    return i_alt, forskel(list(pr.values())), [p for p in t.punkter if p.afviger]


def _laesning(maerkbare: list[Vane]) -> tuple[str, ...]:
    if not maerkbare:
        return ("Ingen vane er mærkbart forskellig mellem enhederne.",)
    return (f"Mærkbart forskellige mellem enhederne: {dansk.opremsning(v.titel.lower() for v in maerkbare)}.",)


def _vaner(maalt: list) -> Tabel:
    import pandas as pd

    raekker = [(v.titel, k, n, k / n if n else None, f.v, "ja" if f.maerkbar else "nej") for v, (k, n), f, _ in maalt]
    return Tabel(
        "vaner", "Vanerne og hvor meget enhederne er forskellige", pd.DataFrame(raekker, columns=["vane", "antal", "ud_af", "andel", "v", "maerkbar"]),
        (Kolonne("vane", "Vane"), Kolonne("antal", "Antal", "antal"), Kolonne("ud_af", "Ud af", "antal"), Kolonne("andel", "Andel", "pct"),
         Kolonne("v", "Cramérs V", "decimal"), Kolonne("maerkbar", "Mærkbar")),
        forklaring=f"Mærkbar er både sikker (p under 1 procent) og stor nok til at betyde noget (V mindst {dansk.tal(Decimal(str(MAERKBAR)), 1)}).",
    )  # fmt: skip


def _afvigende(maalt: list) -> Tabel:
    import pandas as pd

    raekker = [(v.titel, p.enhed, p.antal, p.n, p.andel, p.lav, p.hoej) for v, _, _, afviger in maalt for p in afviger]
    return Tabel(
        "afvigende_vaner", "Enheder, der afviger i en vane", pd.DataFrame(raekker, columns=["vane", "enhed", "antal", "n", "andel", "lav", "hoej"]),
        (Kolonne("vane", "Vane"), Kolonne("enhed", "Enhed"), Kolonne("antal", "Antal", "antal"), Kolonne("n", "Ud af", "antal"),
         Kolonne("andel", "Andel", "pct"), Kolonne("lav", "Grænse fra", "pct"), Kolonne("hoej", "til", "pct")),
    )  # fmt: skip
