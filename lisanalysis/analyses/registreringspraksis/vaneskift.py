"""A habit that changes from one month on: the share of a unit's new grants that begin on the 1st, or have a round price.

Only habits known on the day of the grant are followed in time: whether a grant has an end, or a round length, depends on how long one has waited.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.registreringspraksis.delsvar import Delsvar
from lisanalysis.analyses.registreringspraksis.erklaering import Parametre
from lisanalysis.analyses.registreringspraksis.grundlag import Grundlag
from lisanalysis.analyses.registreringspraksis.moenstre import VANER, Vane, rene
from lisanalysis.analyses.result import Afsnit, Kolonne, Noegletal, Tabel
from lisanalysis.statistik.brud import MINDST, andele, brud

TITEL = "Vaner, der skifter"
FOELGES = ("start_den_1", "rund_takst")
MINDST_STARTER = 4.0  # a month, on average
MINDST_SKIFT = 0.10  # of the share: a smaller change is no habit that someone has taken up


@dataclass(frozen=True)
class Skift:
    """The unit's share with the habit before and from `maaned` on, each over the months to the next change, and the grants behind."""

    enhed: str
    vane: Vane
    maaned: str
    foer: float
    efter: float
    n: int

    @property
    def saetning(self) -> str:
        """What changed, where and when, and no more."""
        foer, efter = (dansk.pct(Decimal(str(v))) for v in (self.foer, self.efter))
        return f"{self.enhed}: {self.vane.titel.lower()} gik fra {foer} til {efter} af bevillingerne fra {dansk.maaned(self.maaned)}: brud i registrering eller i praksis."


def delsvar(g: Grundlag, parametre: Parametre) -> Delsvar:
    """The changes of each team that has enough new grants."""
    if len(g.maaneder) < MINDST:
        return Delsvar((), ikke_koert=((TITEL, f"Der er {len(g.maaneder)} hele måneder; brud kræver mindst {MINDST}."),))
    if not g.raekker["afdeling"].notna().any():
        return Delsvar((), ikke_koert=((TITEL, "Bevillingerne har ingen organisation."),))
    fundne = find(g)
    return Delsvar(
        (Afsnit(TITEL, tuple(s.saetning for s in fundne) or ("Ingen enhed har skiftet vane.",), ("vaneskift",) if fundne else ()),),
        noegletal=(Noegletal("vaneskift", "Vaner, der skiftede i en enhed", len(fundne), "skift", "antal"),),
        tabeller=(_tabel(fundne),) if fundne else (),
        konklusioner=tuple(
            Konklusion(f"vaneskift_{s.vane.navn}_{s.enhed}_{s.maaned}", s.efter - s.foer, None, s.n, s.saetning, enhed="andel") for s in fundne
        ),
        goer=tuple(f"Spørg {s.enhed}, hvad der blev gjort anderledes fra {dansk.maaned(s.maaned)}." for s in fundne),
        saetning=" ".join(s.saetning for s in fundne[:1]),
    )  # fmt: skip


def find(g: Grundlag) -> list[Skift]:
    """Every change, the largest first. It is the team that is followed: a caseworker has too few new grants a month."""
    r = g.raekker[g.raekker["startmaaned"].isin(g.maaneder) & g.raekker["afdeling"].notna()]
    raekker = list(rene(r, "startmaaned", "afdeling").itertuples(index=False))
    ud = [s for enhed in sorted({r.afdeling for r in raekker}) for v in VANER if v.navn in FOELGES
          for s in _skift(enhed, v, [r for r in raekker if r.afdeling == enhed and v.gaelder(r)], g.maaneder)]  # fmt: skip
    return sorted(ud, key=lambda s: -abs(s.efter - s.foer))


def _skift(enhed: str, v: Vane, raekker: list, maaneder: tuple[str, ...]) -> list[Skift]:
    if len(raekker) < MINDST_STARTER * len(maaneder):
        return []
    plads = {m: nr for nr, m in enumerate(maaneder)}
    har, ud_af = [0] * len(maaneder), [0] * len(maaneder)
    for r in raekker:
        ud_af[plads[r.startmaaned]] += 1
        har[plads[r.startmaaned]] += v.har(r)
    if not 0 < sum(har) < sum(ud_af):
        return []
    fundne = brud(andele(har, ud_af), [a / b if b else 0.0 for a, b in zip(har, ud_af, strict=True)])
    ender = [0, *(b.indeks for b in fundne), len(maaneder)]
    dele = [(sum(har[a:b]) / max(sum(ud_af[a:b]), 1), sum(ud_af[a:b])) for a, b in zip(ender, ender[1:], strict=False)]
    return [Skift(enhed, v, maaneder[b.indeks], foer[0], efter[0], foer[1] + efter[1])
            for b, foer, efter in zip(fundne, dele, dele[1:], strict=False) if abs(efter[0] - foer[0]) >= MINDST_SKIFT]  # fmt: skip


def _tabel(fundne: list[Skift]) -> Tabel:
    import pandas as pd

    raekker = [(s.maaned, s.enhed, s.vane.titel, s.foer, s.efter, s.n) for s in fundne]
    return Tabel(
        "vaneskift", "Vaner, der skiftede", pd.DataFrame(raekker, columns=["maaned", "enhed", "vane", "foer", "efter", "n"]),
        (Kolonne("maaned", "Fra", "periode"), Kolonne("enhed", "Enhed"), Kolonne("vane", "Vane"), Kolonne("foer", "Før", "pct"),
         Kolonne("efter", "Efter", "pct"), Kolonne("n", "Bevillinger", "antal")),
        forklaring="Andelen af enhedens nye bevillinger. Vaner, der først kan ses, når en bevilling er slut, følges ikke i tid.",
    )  # fmt: skip
