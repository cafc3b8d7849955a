"""The estimate: how much more of b per unit of a that a documented decision took away, and every reason not to say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.analyses.substitution.afslag import VISES, Afslag
from lisanalysis.analyses.substitution.erklaering import Parametre
from lisanalysis.analyses.substitution.serier import Serier
from lisanalysis.domain import periode
from lisanalysis.measures.refusionsdoegn import reformdatoer
from lisanalysis.statistik.fieller import PAAVISELIG, Forhold
from lisanalysis.statistik.foelsomhed import indflydelse
from lisanalysis.statistik.kontrast import Kontrast, design, kontrast

if TYPE_CHECKING:
    import numpy as np

MINDST_I_ALT, MINDST_PR_SIDE, MINDST_STARTER = 24, 12, 30
TAET_PAA = 183  # days: a decision so near another change cannot be told from it
_TRIN_MINDST = 6  # months on each side before a reform's step can be told from the season
HOEJST_MDE = 0.5
MULIGT_FALD = 0.5  # where a was not moved, or no date is known, the mde is that of a decision which halved it


@dataclass(frozen=True)
class Plan:
    """Where the steps are: the decision and other documented dates, reforms, and months held out."""

    politik: str | None
    andre: tuple[str, ...] = ()
    reformer: tuple[str, ...] = ()
    udeladt: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Maaling:
    """One estimate with what it rests on. `forhold` is None where nothing could be computed; `n` counts the starts used."""

    forhold: Forhold | None
    kontrast: Kontrast | None
    n: int
    maaneder: list[str]
    afslag: tuple[Afslag, ...]
    mde: float | None
    paavirkning: float | None = None

    @property
    def vises(self) -> bool:
        """Whether the estimate may be shown at all."""
        return self.forhold is not None and set(self.afslag) <= VISES

    @property
    def status(self) -> str:
        """`ok`, or the refusals joined with `+`."""
        return "+".join(self.afslag) or "ok"


def plan(p: Parametre, *, reform: bool, overgang: int | None = None) -> Plan:
    """The steps that the parameters and the law give."""
    datoer = [maaned_for(date.fromisoformat(d)) for d in p.beslutning]
    laengde = p.overgangsmaaneder if overgang is None else overgang
    ude = frozenset(periode.forskyd(datoer[0], i) for i in range(laengde)) if datoer else frozenset()
    reformer = tuple(periode.maaned(d) for d in reformdatoer()) if reform else ()
    return Plan(datoer[0] if datoer else None, tuple(datoer[1:]), reformer, ude)


def maaned_for(dag: date) -> str:
    """The first whole month from the day on."""
    denne = periode.maaned(dag)
    return denne if dag.day == 1 else periode.naeste(denne)


def maal(s: Serier, a: str, b: str, navn: str, plan: Plan, til: str, *, tjek: Parametre | None = None) -> Maaling:
    """The estimate of `navn` (starter or kohortedoegn) over the months up to `til`, with the refusals that it earns.

    With `tjek` the dates are held against the reforms and the municipality's own changes of registration.
    """
    sidste = min(til, s.hele_til) if navn == "kohortedoegn" else til
    maaneder = _uden_korte_reformer([m for m in s.maaneder if m <= sidste], plan.reformer)
    starter = {g: dict(zip(s.maaneder, s.pr_maaned(g, "starter"), strict=True)) for g in (a, b)}
    brugt = [m for m in maaneder if m not in plan.udeladt]
    n = int(sum(starter[g][m] for g in (a, b) for m in brugt))
    serie = {g: _valgt(s, g, navn, brugt) for g in (a, b)}
    if plan.politik is None:
        afslag = _ordnet([Afslag.NO_REGIME_DATE, *_for_lidt(brugt, starter)])
        return Maaling(None, None, n, brugt, afslag, _mulig_mde(serie[a], serie[b], brugt))
    afslag = [*_forhaand(brugt, plan.politik, starter), *(_taet_paa(tjek, plan.reformer) if tjek else ())]
    fundet = _kontrast(serie[a], serie[b], maaneder, brugt, plan)
    if fundet is None:
        return Maaling(None, None, n, brugt, _ordnet(afslag or [Afslag.TOO_SHORT]), None)
    return _bedoemt(s, (a, b), navn, fundet, afslag, n, brugt)


def x_for(maaneder: Sequence[str], brugt: Sequence[str], plan: Plan) -> np.ndarray | None:
    """The regressors of the months used, the decision's step last; None where the decision lies outside them."""
    trin = [maaneder.index(m) for m in (*plan.reformer, *plan.andre) if m in maaneder[1:]]
    if plan.politik not in maaneder[1:]:
        return None
    foerste = int(maaneder[0][5:])
    x = design(len(maaneder), [*sorted(set(trin)), maaneder.index(plan.politik)], foerste_maaned=foerste)
    return x[[m in set(brugt) for m in maaneder]]


def _kontrast(a: np.ndarray, b: np.ndarray, maaneder: list[str], brugt: list[str], plan: Plan) -> Kontrast | None:
    x = x_for(maaneder, brugt, plan) if maaneder else None
    try:
        return None if x is None else kontrast(a, b, x)
    except ValueError:
        return None


def _bedoemt(
    s: Serier, par: tuple[str, str], navn: str, fundet: Kontrast, afslag: list[Afslag], n: int, brugt: list[str]
) -> Maaling:
    forhold = fundet.forhold()
    valgte = [s.maaneder.index(m) for m in brugt]
    bidrag_a, bidrag_b = s.bidrag(par, navn)
    paavirkning = indflydelse(bidrag_a[:, valgte], bidrag_b[:, valgte], fundet.vaegte)
    if forhold.ubegraenset:
        afslag.append(Afslag.WEAK_CONTRAST)
    elif paavirkning > (forhold.hoej - forhold.lav) / 2:
        afslag.append(Afslag.INFLUENTIAL)
    mde = _mde(fundet, _valgt(s, par[0], navn, brugt)) if forhold.ubegraenset else forhold.mde
    if mde is None or mde > HOEJST_MDE:
        afslag.append(Afslag.LOW_POWER)
    return Maaling(forhold, fundet, n, brugt, _ordnet(afslag), mde, paavirkning)


def _forhaand(maaneder: list[str], politik: str, starter: dict[str, dict[str, float]]) -> list[Afslag]:
    """The refusals that need no estimate: too few months, too few starts."""
    foer, efter = [m for m in maaneder if m < politik], [m for m in maaneder if m >= politik]
    ud = []
    if len(maaneder) < MINDST_I_ALT or min(len(foer), len(efter)) < MINDST_PR_SIDE:
        ud.append(Afslag.TOO_SHORT)
    if any(sum(r[m] for m in side) < MINDST_STARTER for r in starter.values() for side in (foer, efter)):
        ud.append(Afslag.TOO_FEW_STARTS)
    return ud


def _for_lidt(maaneder: list[str], starter: dict[str, dict[str, float]]) -> list[Afslag]:
    """What no date at all could mend: too few months, or too few starts to have enough on both sides."""
    faa = any(sum(r[m] for m in maaneder) < 2 * MINDST_STARTER for r in starter.values())
    return [Afslag.TOO_SHORT] * (len(maaneder) < MINDST_I_ALT) + [Afslag.TOO_FEW_STARTS] * faa


def _taet_paa(p: Parametre, reformer: tuple[str, ...]) -> list[Afslag]:
    dag = date.fromisoformat(p.beslutning[0])
    andre = [*(periode.foerste(m) for m in reformer), *(date.fromisoformat(d) for d in p.registreringsskift)]
    return [Afslag.CONFOUNDED_DATE] if any(abs((dag - d).days) <= TAET_PAA for d in andre) else []


def _uden_korte_reformer(maaneder: list[str], reformer: tuple[str, ...]) -> list[str]:
    """The months without a tail, or a head, that a reform leaves too short for a step of its own."""
    for r in reformer:
        foer, efter = [m for m in maaneder if m < r], [m for m in maaneder if m >= r]
        if 0 < len(foer) < _TRIN_MINDST <= len(efter):
            maaneder = efter
        elif 0 < len(efter) < _TRIN_MINDST <= len(foer):
            maaneder = foer
    return maaneder


def _mulig_mde(a: np.ndarray, b: np.ndarray, maaneder: list[str]) -> float | None:
    """The smallest effect that a decision in the middle of the months, which halved a, could have shown."""
    if len(maaneder) < MINDST_I_ALT or not a.mean():
        return None
    return _mde(kontrast(a, b, design(len(maaneder), [len(maaneder) // 2], foerste_maaned=int(maaneder[0][5:]))), a)


def _mde(k: Kontrast, a: np.ndarray) -> float | None:
    """The smallest effect that this contrast could have shown, had the decision halved a; None where there was nothing to halve."""
    return PAAVISELIG * k.var_b**0.5 / (MULIGT_FALD * float(a.mean())) if a.mean() else None


def _valgt(s: Serier, gruppe: str, navn: str, maaneder: list[str]) -> np.ndarray:
    serie = s.pr_maaned(gruppe, navn)
    return serie[[s.maaneder.index(m) for m in maaneder]]


def _ordnet(afslag: Sequence[Afslag]) -> tuple[Afslag, ...]:
    return tuple(a for a in Afslag if a in afslag)
